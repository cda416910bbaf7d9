"""The lost book: one page of it by what is asked, and how many deals stand where.

First the ids of a page are found in the order of an index, then what is told of them is read. Pages go on from the
last row seen (`after`), so that the thousandth page costs what the first one does.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rekindle.book.built import Question, ask, read_first
from rekindle.book.models import Account, Advice, Claim, Command, Deal, Debrief, Loss, Morning, Return
from rekindle.book.read.around import counting, losses_in_force, losses_now
from rekindle.book.read.debriefs import SPEAKERS
from rekindle.terms.advice import AdviceKind
from rekindle.terms.losses import SOON_DAYS, ClaimKind, Reason, Standing, Status

PER_PAGE = 50
SORTS = ("lost", "amount", "account", "window")
# Deals nobody talked about are looked for among so many, those lost last: people remember weeks, not years. The older
# ones rest.
NEWEST = 300
# So few judgements are read first and their deals sorted: reading the book in order until enough match takes longer.
FEW = 2_000
_ACCOUNTS_AT_ONCE, _MOST_AT_ONCE = 200, 12_800
_ALL = 2**31 - 1
_BACK = {Standing.TALKING_AGAIN: Status.OPEN, Standing.WON_BACK: Status.WON}

After = tuple[Any, UUID]
Rows = list[tuple[Any, UUID]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the book. `found` are the deals that hold the words asked for, None when none were asked; `gone`
    are those that are one with another deal: it stands for them. `about` is how many judgements match at most, None
    where that is not known. `narrow` are conditions on a deal (see `narrowing.narrow`); where `begins` is true, one of
    them holds few deals. `soon` is the day until which a day to come back counts as today, reckoned from today where it
    is not given."""

    today: date
    standing: str = ""
    reason: str = ""
    owner_id: UUID | None = None
    sort: str = "lost"
    after: After | None = None
    found: list[UUID] | None = None
    most: int = PER_PAGE
    gone: tuple[UUID, ...] = ()
    about: int | None = None
    narrow: tuple[Q, ...] = ()
    begins: bool = False
    soon: date | None = None


@dataclass(frozen=True, slots=True)
class LostDeal:
    """One row; `sorted_by` is what it was sorted by, for going on after it. `back` is how it came back last, and when,
    of a deal that is not lost any more. `asks_why`: it was lost lately, and nobody talked about it."""

    deal_id: UUID
    account: str
    name: str
    status: str
    amount_minor: int | None
    currency: str
    owner: str
    advice_kind: str
    reason: str
    window_from: date | None
    window_to: date | None
    reconsider_on: date | None
    lost_on: date | None = None
    asks_why: bool = False
    back: tuple[str, datetime] | None = None
    sorted_by: Any = None


def read_page(workspace_id: UUID, asked: Asked) -> list[LostDeal]:
    """Return the rows that follow, one more than `most` when there are more; about six queries."""
    return read_pages(workspace_id, [asked])[0]


def read_counted(workspace_id: UUID, asked: Asked, most: int) -> tuple[list[LostDeal], int]:
    """Return the rows that follow, as `read_page`, and how many match on all pages, counted no further than `most`.

    Both are found at once where one begins with few deals, or reads the deals in their own order."""
    is_short = asked.begins or asked.found is not None
    if most and asked.after is None and asked.sort == "lost":
        rows, at_once = _in_order_of_loss(workspace_id, asked), asked.most + 1
        found, matching = read_first(rows[: max(most, at_once)], at_once)
        return _told(workspace_id, [found])[0], min(matching, most)
    if is_short and asked.after is None and asked.sort != "window":
        found = _FOUND[asked.sort](workspace_id, asked, max(most, asked.most + 1))
        return _told(workspace_id, [found[: asked.most + 1]])[0], min(len(found), most)
    listed = read_page(workspace_id, asked)
    if asked.after is None and len(listed) <= asked.most:
        return listed, len(listed)
    return listed, count_up_to(workspace_id, asked, most) if most else 0


def read_pages(workspace_id: UUID, pages: list[Asked]) -> list[list[LostDeal]]:
    """Return the rows of several questions; what is told of them is read for all at once."""
    return _told(workspace_id, [_FOUND[asked.sort](workspace_id, asked, asked.most + 1) for asked in pages])


def _told(workspace_id: UUID, rows: list[Rows]) -> list[list[LostDeal]]:
    told = _tell(workspace_id, [deal_id for page in rows for _, deal_id in page])
    return [[_row(told[deal_id], value) for value, deal_id in page if deal_id in told] for page in rows]


def list_all(workspace_id: UUID, asked: Asked) -> list[UUID]:
    """Return the ids of every deal that matches, in the order asked for."""
    by = "lost" if asked.sort == "account" else asked.sort
    ids = [deal_id for _, deal_id in _FOUND[by](workspace_id, replace(asked, after=None), _ALL)]
    if asked.sort == "account":
        keys = dict(_matching(workspace_id, asked).values_list("id", "account__name_key"))
        ids.sort(key=lambda deal_id: (keys.get(deal_id, ""), deal_id))
    return ids


def _matching(workspace_id: UUID, asked: Asked) -> "QuerySet[Any]":
    """Return the deals that match. What was judged is asked deal by deal, so that the order of the deals holds."""
    status = _BACK.get(Standing(asked.standing), Status.LOST) if asked.standing else Status.LOST
    rows = counting(Deal, workspace_id).filter(*asked.narrow, status=status)
    if asked.gone:
        rows = rows.exclude(pk__in=asked.gone)
    if asked.found is not None:
        rows = rows.filter(pk__in=asked.found)
    if asked.owner_id:
        rows = rows.filter(owner_id=asked.owner_id)
    if asked.standing in _BACK:
        return rows.filter(Exists(counting(Loss, workspace_id).filter(deal_id=OuterRef("pk"))))
    if asked.standing or asked.reason:
        rows = _judged(workspace_id, rows, asked)
    if asked.standing == Standing.TO_DEBRIEF:
        return rows.filter(_asks_why(workspace_id))
    return rows.exclude(_asks_why(workspace_id)) if asked.standing == Standing.RESTING else rows


def _judged(workspace_id: UUID, rows: "QuerySet[Any]", asked: Asked) -> "QuerySet[Any]":
    """Keep the deals whose judgement matches the standing and the reason asked for.

    Of few judgements the deals are looked up; of many the deals are asked one by one, so that their order holds.
    """
    judged = Advice.objects.within(workspace_id).filter(_stands(asked))
    is_near = asked.found is not None or asked.begins or asked.standing == Standing.TO_DEBRIEF
    if not is_near and _is_few(judged, asked):
        return rows.filter(_stands(asked, "advice__"), advice__workspace_id=workspace_id)
    return rows.filter(Exists(judged.filter(deal_id=OuterRef("pk"))))


def _stands(asked: Asked, at: str = "") -> Q:
    """Return the condition on a judgement; `at` is the way to it."""

    def of(**named: Any) -> Q:
        return Q(**{f"{at}{name}": value for name, value in named.items()})

    reason = of(reason=asked.reason) if asked.reason else Q()
    is_open = in_window(asked.today, at, asked.soon)
    if asked.standing == Standing.LEFT_ALONE:
        return reason & of(kind=AdviceKind.LEAVE_ALONE)
    if asked.standing == Standing.WINDOW_OPEN:
        return reason & (of(kind=AdviceKind.GET_BACK) | is_open)
    return reason & of(kind=AdviceKind.WAIT) & ~is_open if asked.standing else reason


def in_window(today: date, at: str = "", soon: date | None = None) -> Q:
    """Return the condition under which the window is open to somebody who waits; `soon` is reckoned from today."""
    soon = soon or today + timedelta(days=SOON_DAYS)
    open_now = {"window_from__lte": today, "window_to__gte": today, "reconsider_on__lte": soon}
    return Q(**{f"{at}{name}": value for name, value in {"kind": AdviceKind.WAIT, **open_now}.items()})


def _is_few(judged: "QuerySet[Any]", asked: Asked) -> bool:
    """Say whether few judgements match: by what is known of them, else counted no further than that."""
    known = asked.about is not None and (asked.about <= FEW or not (asked.standing and asked.reason))
    count = asked.about if known and asked.about is not None else judged.values("pk")[: FEW + 1].count()
    return count <= FEW


def _asks_why(workspace_id: UUID) -> Q:
    """Return the condition that a deal is among those lost last, and nobody talked about it."""
    lost = counting(Deal, workspace_id).filter(status=Status.LOST).order_by("-status_since", "-id")
    spoken = counting(Claim, workspace_id).filter(deal_id=OuterRef("pk"), source__in=SPEAKERS)
    talked = counting(Debrief, workspace_id).filter(deal_id=OuterRef("pk"))
    return Q(pk__in=lost.values("pk")[:NEWEST]) & ~Q(Exists(spoken)) & ~Q(Exists(talked))


def _below(by: str, after: After | None) -> Q:
    if after is None:
        return Q()
    value, last = after
    # The first bound lets the index begin at the right place; the second leaves out what was seen.
    return Q(**{f"{by}__lte": value}) & (Q(**{f"{by}__lt": value}) | Q(id__lt=last))


def _by_lost(workspace_id: UUID, asked: Asked, most: int) -> Rows:
    return list(_in_order_of_loss(workspace_id, asked)[:most])


def _in_order_of_loss(workspace_id: UUID, asked: Asked) -> "QuerySet[Any]":
    rows = _matching(workspace_id, asked).filter(_below("status_since", asked.after))
    return rows.order_by("-status_since", "-id").values_list("status_since", "id")


def _by_amount(workspace_id: UUID, asked: Asked, most: int) -> Rows:
    """The largest first; deals without an amount come last."""
    matching, after = _matching(workspace_id, asked), asked.after
    found: Rows = []
    if after is None or after[0] is not None:
        rows = matching.filter(_below("amount_minor", after), amount_minor__isnull=False)
        found = list(rows.order_by("-amount_minor", "-id").values_list("amount_minor", "id")[:most])
        after = None
    rest = matching.filter(amount_minor__isnull=True)
    if after:
        rest = rest.filter(id__lt=after[1])
    return found + list(rest.order_by("-id").values_list("amount_minor", "id")[: most - len(found)])


def _by_window(workspace_id: UUID, asked: Asked, most: int) -> Rows:
    """Those whose window is still to open, the next one first; of those that rest no others than rest."""
    rows = Advice.objects.within(workspace_id).filter(kind=AdviceKind.WAIT, window_from__gt=asked.today)
    matching = counting(Deal, workspace_id).filter(*asked.narrow, status=Status.LOST)
    if asked.standing == Standing.RESTING:
        matching = matching.exclude(_asks_why(workspace_id))
    if asked.owner_id:
        rows = rows.filter(owner_id=asked.owner_id)
    if asked.reason:
        rows = rows.filter(reason=asked.reason)
    if asked.found is not None:
        rows = rows.filter(deal_id__in=asked.found)
    if asked.gone:
        rows = rows.exclude(deal_id__in=asked.gone)
    if asked.after:
        value, last = asked.after
        rows = rows.filter(Q(window_from__gt=value) | Q(deal_id__gt=last), window_from__gte=value)
    if asked.begins:
        rows = rows.filter(deal_id__in=matching.values("pk"))
    else:
        rows = rows.filter(Exists(matching.filter(pk=OuterRef("deal_id"))))
    rows = rows.order_by("window_from", "deal_id")
    return list(rows.values_list("window_from", "deal_id")[:most])


def _by_account(workspace_id: UUID, asked: Asked, most: int) -> Rows:
    """Walk the accounts by name, ever more at a time, until the page is full; few deals are sorted instead."""
    matching, after = _matching(workspace_id, asked), asked.after
    if asked.found is not None or asked.begins or (asked.about is not None and asked.about <= FEW):
        few = sorted(matching.values_list("account__name_key", "id"))
        return [row for row in few if after is None or row > after][:most]
    found: Rows = []
    accounts = counting(Account, workspace_id).order_by("name_key", "id")
    if after:
        accounts = accounts.filter(name_key__gte=after[0])
    start, size = 0, _ACCOUNTS_AT_ONCE
    while len(found) < most:
        names = dict(accounts.values_list("id", "name_key")[start : start + size])
        deals = matching.filter(account_id__in=list(names)).values_list("account_id", "id")
        some = sorted((names[account_id], deal_id) for account_id, deal_id in deals)
        found += [row for row in some if after is None or row > after]
        if len(names) < size:
            break
        start, size = start + size, min(4 * size, _MOST_AT_ONCE)
    return found[:most]


_FOUND = {"lost": _by_lost, "amount": _by_amount, "account": _by_account, "window": _by_window}
_COLUMNS = (
    "id",
    "account__name",
    "name",
    "status",
    "amount_minor",
    "currency",
    "owner__name",
    "advice__kind",
    "advice__reason",
    "advice__window_from",
    "advice__window_to",
    "advice__reconsider_on",
)


def _tell(workspace_id: UUID, ids: list[UUID]) -> dict[UUID, tuple[Any, ...]]:
    """Read what is told of some deals: (columns, lost on, whether somebody has to ask why, back)."""
    losses = list(ask(_losses_of, workspace_id, ids))
    latest = {deal_id: rest for deal_id, *rest in losses}
    reasons, spoken = _hear(workspace_id, ids)
    # Of a loss that was corrected counts what was said before, unless something was said since.
    for old, now in losses_now(workspace_id, reasons.keys() - {row[1] for row in losses}).items():
        reasons.setdefault(now, reasons[old])
    asking = find_asking(workspace_id, [deal_id for deal_id in ids if deal_id not in spoken])
    found = {row[0]: row for row in ask(_deals, workspace_id, ids)}
    back = _came_back(workspace_id, [deal_id for deal_id, row in found.items() if row[3] != Status.LOST])
    for deal_id, row in found.items():
        loss_id, lost_on = latest.get(deal_id, (None, None))
        # Of a deal that is not lost any more nothing is judged: why it was lost is what was said last. And a reason
        # without a name, which is what the judgement begins with, is none while nobody gave one.
        said = reasons.get(loss_id)
        why = row[8] if row[3] == Status.LOST and (said or row[8] != Reason.OTHER) else said
        found[deal_id] = (*row[:8], why, *row[9:], lost_on, deal_id in asking, back.get(deal_id))
    return found


def _hear(workspace_id: UUID, ids: list[UUID]) -> tuple[dict[UUID, str], set[UUID]]:
    """Return the first reason given for each loss, the buyer's before anybody's, and the deals somebody spoke of."""
    said = ask(_claims_about, workspace_id, ids)
    order = ("", *reversed(SPEAKERS))
    heard = sorted((source in SPEAKERS and order.index(source), at) for at, (_, source, *_) in enumerate(said))
    reasons = {said[at][0]: said[at][3] for _, at in heard if said[at][2] == ClaimKind.REASON}
    return reasons, {deal_id for _, source, _, _, deal_id in said if source in SPEAKERS}


def find_asking(workspace_id: UUID, ids: list[UUID]) -> set[UUID]:
    """Return which of some deals were lost lately without anybody having talked about them; no question for none."""
    return {deal_id for (deal_id,) in ask(_asking_among, workspace_id, ids)}


def _asking_among(workspace_id: UUID, ids: list[UUID]) -> "QuerySet[Any]":
    return Deal.objects.within(workspace_id).filter(_asks_why(workspace_id), pk__in=ids).values_list("pk")


def _came_back(workspace_id: UUID, ids: list[UUID]) -> dict[UUID, tuple[str, datetime]]:
    """Return how some deals came back last, and when; no question is asked for none."""
    return {deal_id: (kind, at) for deal_id, kind, at in ask(_returns_of, workspace_id, ids)}


def _deals(workspace_id: UUID, ids: list[UUID]) -> "QuerySet[Any]":
    return Deal.objects.within(workspace_id).filter(pk__in=ids).values_list(*_COLUMNS)


def _losses_of(workspace_id: UUID, ids: list[UUID]) -> "QuerySet[Any]":
    losses = losses_in_force(workspace_id).filter(deal_id__in=ids).order_by("number", "id")
    return losses.values_list("deal_id", "id", "lost_on")


def _claims_about(workspace_id: UUID, ids: list[UUID]) -> "QuerySet[Any]":
    claims = counting(Claim, workspace_id).filter(deal_id__in=ids).order_by("happened_at", "-rank", "id")
    return claims.values_list("loss_id", "source", "kind", "key", "deal_id")


def _returns_of(workspace_id: UUID, ids: list[UUID]) -> "QuerySet[Any]":
    returns = counting(Return, workspace_id).filter(deal_id__in=ids).order_by("happened_at", "id")
    return returns.values_list("deal_id", "kind", "happened_at")


def tell_deals(workspace_id: UUID, ids: list[UUID]) -> dict[UUID, LostDeal]:
    """Return some deals as rows of the book, by id."""
    return {deal_id: _row(row, None) for deal_id, row in _tell(workspace_id, ids).items()}


def _row(row: tuple[Any, ...], sorted_by: Any) -> LostDeal:
    """A name that is reached over a missing link is empty, not None."""
    plain: tuple[Any, ...] = (*row[:6], *(cell or "" for cell in row[6:9]), *row[9:], sorted_by)
    return LostDeal(*plain)


def count_up_to(workspace_id: UUID, asked: Asked, most: int) -> int:
    """Count the deals that match, but no further than `most`."""
    return int(_matching(workspace_id, asked)[:most].count())


def count_standing(workspace_id: UUID, asked: Asked, most: int) -> int:
    """Count the deals of a standing among all, or an owner's, as `count_up_to`; the question is built once."""
    if asked.gone:
        return count_up_to(workspace_id, asked, most)
    days = [] if asked.standing in _BACK else [asked.today, asked.today + timedelta(days=SOON_DAYS)]
    owner = [asked.owner_id] if asked.owner_id else []
    return len(ask(_of_standing(asked.standing, most), workspace_id, *owner, *days))


@cache
def _of_standing(standing: str, most: int) -> Question:
    def stand(workspace_id: UUID, *given: Any) -> "QuerySet[Any]":
        owner = next((one for one in given if isinstance(one, UUID)), None)
        today, soon = [one for one in given if isinstance(one, date)] or (date.min, None)
        asked = Asked(today, standing, owner_id=owner, soon=soon)
        return _matching(workspace_id, asked).values_list("pk")[:most]

    return stand


def stamp(workspace_id: UUID) -> str:
    """Return what changes with every command and every morning: counts that carry it may be kept."""
    return "-".join(str(said[0][0]) if said else "" for said in (ask(_said, workspace_id), ask(_planned, workspace_id)))


def _said(workspace_id: UUID) -> "QuerySet[Any]":
    return Command.objects.within(workspace_id).order_by("-id").values_list("id")[:1]


def _planned(workspace_id: UUID) -> "QuerySet[Any]":
    return Morning.objects.within(workspace_id).order_by("-planned_at").values_list("planned_at")[:1]
