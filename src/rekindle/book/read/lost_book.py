"""The lost book: one page of it by what is asked, and how many deals stand where.

First the ids of a page are found in the order of an index, then what is told of them is read. Pages go on from the
last row seen (`after`), so that the thousandth page costs what the first one does.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rekindle.book.built import Question, ask, read_first
from rekindle.book.models import Account, Advice, Command, Deal, Loss, Morning
from rekindle.book.read.around import counting
from rekindle.book.read.asking_why import asks_why
from rekindle.book.read.lost_rows import LostDeal, Rows, tell_pages
from rekindle.terms.advice import AdviceKind, StoppedBy
from rekindle.terms.losses import SOON_DAYS, Standing, Status

PER_PAGE = 50
SORTS = ("lost", "amount", "account", "window")
# So few judgements are read first and their deals sorted: reading the book in order until enough match takes longer.
FEW = 2_000
_ACCOUNTS_AT_ONCE, _MOST_AT_ONCE = 200, 12_800
_ALL = 2**31 - 1
_BACK = {Standing.TALKING_AGAIN: Status.OPEN, Standing.WON_BACK: Status.WON}

After = tuple[Any, UUID]


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
        return tell_pages(workspace_id, [found])[0], min(matching, most)
    if is_short and asked.after is None and asked.sort != "window":
        found = _FOUND[asked.sort](workspace_id, asked, max(most, asked.most + 1))
        return tell_pages(workspace_id, [found[: asked.most + 1]])[0], min(len(found), most)
    listed = read_page(workspace_id, asked)
    if asked.after is None and len(listed) <= asked.most:
        return listed, len(listed)
    return listed, count_up_to(workspace_id, asked, most) if most else 0


def read_pages(workspace_id: UUID, pages: list[Asked]) -> list[list[LostDeal]]:
    """Return the rows of several questions; what is told of them is read for all at once."""
    return tell_pages(workspace_id, [_find(workspace_id, asked, asked.most + 1) for asked in pages])


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
        return rows.filter(asks_why(workspace_id))
    return rows.exclude(asks_why(workspace_id)) if asked.standing == Standing.RESTING else rows


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
    """Return the condition under which the window is open to somebody who waits; `soon` is reckoned from today.

    Whom somebody here let rest, rests, however near the day is."""
    soon = soon or today + timedelta(days=SOON_DAYS)
    open_now = {"window_from__lte": today, "window_to__gte": today, "reconsider_on__lte": soon}
    waits = Q(**{f"{at}{name}": value for name, value in {"kind": AdviceKind.WAIT, **open_now}.items()})
    return waits & ~Q(**{f"{at}stopped_by": StoppedBy.REST})


def _is_few(judged: "QuerySet[Any]", asked: Asked) -> bool:
    """Say whether few judgements match: by what is known of them, else counted no further than that."""
    known = asked.about is not None and (asked.about <= FEW or not (asked.standing and asked.reason))
    count = asked.about if known and asked.about is not None else judged.values("pk")[: FEW + 1].count()
    return count <= FEW


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
    return list(_in_order_of_window(workspace_id, asked)[:most])


def _in_order_of_window(workspace_id: UUID, asked: Asked) -> "QuerySet[Any]":
    """Return those whose window is still to open, the next one first; of those that rest no others than rest."""
    rows = Advice.objects.within(workspace_id).filter(kind=AdviceKind.WAIT, window_from__gt=asked.today)
    matching = counting(Deal, workspace_id).filter(*asked.narrow, status=Status.LOST)
    if asked.standing == Standing.RESTING:
        matching = matching.exclude(asks_why(workspace_id))
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
    return rows.order_by("window_from", "deal_id").values_list("window_from", "deal_id")


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


def _find(workspace_id: UUID, asked: Asked, most: int) -> Rows:
    """Return the first rows of a page. What the board asks with every look is built once."""
    if asked.sort not in _IN_ORDER or not _is_plain(asked):
        return _FOUND[asked.sort](workspace_id, asked, most)
    few = asked.about is not None and asked.about <= FEW
    return ask(_first_of(asked.standing, asked.sort, most, few=few), workspace_id, *_given(asked, asked.sort))


def _is_plain(asked: Asked) -> bool:
    """Say whether nothing is asked but the standing and whose, and how much is judged so is known."""
    narrowed = asked.reason or asked.narrow or asked.gone or asked.after or asked.found is not None
    return not narrowed and (asked.standing in {"", *_BACK} or asked.about is not None)


def _given(asked: Asked, sort: str = "lost") -> list[UUID | date]:
    """Return what a plain question compares with: whose, and the days that its standing and its order need."""
    owner = [asked.owner_id] if asked.owner_id else []
    if asked.standing in _BACK:
        return [*owner]
    if sort == "window":
        return [*owner, asked.today]
    days = [asked.today, asked.today + timedelta(days=SOON_DAYS)]
    return [*owner, *(days if asked.standing not in {"", Standing.LEFT_ALONE} else [])]


def _taken(standing: str, given: tuple[Any, ...], about: int | None = None) -> Asked:
    """Make a plain question of what `_given` gave."""
    owner = next((one for one in given if isinstance(one, UUID)), None)
    today, soon, *_ = (*(one for one in given if isinstance(one, date)), date.min, None)
    return Asked(today, standing, owner_id=owner, soon=soon, about=about)


@cache
def _first_of(standing: str, sort: str, most: int, *, few: bool) -> Question:
    def first(workspace_id: UUID, *given: Any) -> "QuerySet[Any]":
        return _IN_ORDER[sort](workspace_id, _taken(standing, given, 0 if few else _ALL))[:most]

    return first


_IN_ORDER = {"lost": _in_order_of_loss, "window": _in_order_of_window}
_FOUND = {"lost": _by_lost, "amount": _by_amount, "account": _by_account, "window": _by_window}


def count_up_to(workspace_id: UUID, asked: Asked, most: int) -> int:
    """Count the deals that match, but no further than `most`."""
    return int(_matching(workspace_id, asked)[:most].count())


def count_standing(workspace_id: UUID, asked: Asked, most: int) -> int:
    """Count the deals of a standing among all, or an owner's, as `count_up_to`; the question is built once."""
    if asked.gone:
        return count_up_to(workspace_id, asked, most)
    return len(ask(_of_standing(asked.standing, most), workspace_id, *_given(asked)))


@cache
def _of_standing(standing: str, most: int) -> Question:
    def stand(workspace_id: UUID, *given: Any) -> "QuerySet[Any]":
        return _matching(workspace_id, _taken(standing, given)).values_list("pk")[:most]

    return stand


def stamp(workspace_id: UUID) -> str:
    """Return what changes with every command and every morning: counts that carry it may be kept."""
    return "-".join(str(said[0][0]) if said else "" for said in (ask(_said, workspace_id), ask(_planned, workspace_id)))


def _said(workspace_id: UUID) -> "QuerySet[Any]":
    return Command.objects.within(workspace_id).order_by("-id").values_list("id")[:1]


def _planned(workspace_id: UUID) -> "QuerySet[Any]":
    return Morning.objects.within(workspace_id).order_by("-planned_at").values_list("planned_at")[:1]
