"""The page Signals: what was noticed lately with what it unlocked, and a list before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rekindle.book.read.news import NewsRecord, read_news
from rekindle.book.read.today import latest_undoable
from rekindle.book.read.unlocking import LossAt, read_losses_of
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.news.looking import Looked, look_at
from rekindle.desk.news.unlocking import HELLOS, Judged, News, judge_losses
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.phrases import say_count, say_day, say_money, say_number
from rekindle.terms.news import KIND_LABELS
from rekindle.terms.touches import SignalKind

MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A loss with why it is, or is not, unlocked."""

    deal_id: UUID
    account: str
    deal: str
    amount: str
    owner: str
    why: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a list. `left` are the losses it was held against and does not unlock; `more` were not listed."""

    row: int
    kind: str
    about: str
    on: str
    words: str
    trouble: str
    unlocked: tuple[Unlocked, ...]
    left: tuple[Unlocked, ...]
    more: int
    may_keep: bool
    note: str


@dataclass(frozen=True, slots=True)
class ListView:
    """A list before it is kept; `wrong` are the lines nobody can keep as they are."""

    title: str
    words: str
    lines: tuple[LineView, ...]
    wrong: tuple[LineView, ...]
    losses: int

    @property
    def may_keep(self) -> bool:
        """Whether there is a line to keep at all."""
        return any(line.may_keep for line in self.lines)


@dataclass(frozen=True, slots=True)
class NewsRow:
    """Something noticed, with the losses it unlocks; `more` are not listed."""

    kind: str
    icon: str
    about: str
    on: str
    words: str
    by: str
    unlocked: tuple[Unlocked, ...]
    more: int


@dataclass(frozen=True, slots=True)
class NewsView:
    """What was noticed lately."""

    title: str
    rows: tuple[NewsRow, ...]
    undo_words: str


ICONS = {
    SignalKind.SOMEONE_NEW: "i-team",
    SignalKind.CHAMPION_MOVED: "i-team",
    SignalKind.CONTRACT_ENDS: "i-calendar",
    SignalKind.RECALL: "i-alert",
    SignalKind.BUDGET_SEASON: "i-coin",
    SignalKind.SHIPPED_FEATURE: "i-check",
}


def show_list(actor: Actor, content: bytes, name: str) -> ListView:
    """Show a file or pasted lines as they would be kept. Raises RefusedError when they cannot be read."""
    return _list(actor, look_at(actor, content, name))


def _list(actor: Actor, looked: Sequence[Looked]) -> ListView:
    today = actor.today
    lines = [_line(one, today) for one in looked]
    good, wrong = [one for one in lines if not one.trouble], [one for one in lines if one.trouble]
    losses = len({judged.loss.deal_id for one in looked for judged in one.unlocked})
    words = (
        f"{say_count(len(wrong), 'line').capitalize()} could not be matched." if wrong else "Every line was matched."
    )
    hellos = sum(one.matched.line.kind in HELLOS for one in looked if not one.matched.trouble)
    return ListView(_say_worth(len(good), losses, hellos), words, tuple(good), tuple(wrong), losses)


def _say_worth(lines: int, losses: int, hellos: int) -> str:
    """Say what lines are good for: a kind word opens nothing, and is worth writing all the same."""
    are = "is" if hellos == 1 else "are"
    if hellos and not losses:
        return f"{say_count(hellos, 'line').capitalize()} {are} worth a hello."
    verb, found = "unlocks" if lines == 1 else "unlock", say_count(losses, "loss", "losses")
    title = f"{say_count(lines, 'line').capitalize()} {verb} {found}"
    return f"{title}; {say_number(hellos)} {are} worth a hello." if hellos else f"{title}."


def _line(one: Looked, today: date) -> LineView:
    line = one.matched.line
    unlocked = [judged for judged in one.judged if judged.unlocked]
    left = [judged for judged in one.judged if not judged.unlocked]
    said = "ends " if line.kind == SignalKind.CONTRACT_ENDS else ""
    return LineView(
        row=line.row,
        kind=KIND_LABELS[line.kind] if line.kind else "",
        about=one.matched.about,
        on=f"{said}{say_day(line.on, today)}" if line.on else "today",
        words=line.words,
        trouble=one.matched.trouble,
        unlocked=tuple(_unlocked(judged.loss, judged.why) for judged in unlocked[:MOST_SHOWN]),
        left=tuple(_unlocked(judged.loss, judged.why) for judged in left[:8]),
        more=max(0, len(unlocked) - MOST_SHOWN) + max(0, len(left) - 8),
        may_keep=one.may_keep,
        note=_note(one),
    )


def _note(one: Looked) -> str:
    """Say what becomes of a line that unlocks nothing."""
    if one.matched.trouble or one.unlocked:
        return ""
    if one.matched.line.kind in HELLOS:
        return "Worth a hello. It opens nothing by itself."
    if one.matched.line.kind == SignalKind.CONTRACT_ENDS and one.may_keep:
        return "It unlocks nothing here. The day is kept with the account."
    if not one.judged:
        return "Nothing was lost there, so there is nothing to unlock."
    return "It unlocks nothing, so there is nothing to keep."


def _unlocked(loss: LossAt, why: str) -> Unlocked:
    return Unlocked(loss.deal_id, loss.account, loss.deal, say_money(loss.amount_minor, loss.currency), loss.owner, why)


def show_news(actor: Actor) -> NewsView:
    """Show what was noticed lately, each with the losses it unlocks as they stand now; eleven queries."""
    workspace = read_workspace(actor.workspace_id)
    today, playbook = actor.today, playbook_of(workspace)
    records = read_news(actor.workspace_id)
    losses = read_losses_of(
        actor.workspace_id,
        accounts={one.account_id for one in records if one.account_id and not one.deal_id},
        deals={one.deal_id for one in records if one.deal_id},
        products={one.product_id for one in records if one.product_id and not one.account_id and not one.deal_id},
    )
    rows = []
    for group in _together(records):
        first = group[0]
        mine = [loss for one in group for loss in losses if _concerns(one, loss)]
        on = actor.day_of(first.happened_at)
        day = today if first.kind == SignalKind.CONTRACT_ENDS else on
        news = News(SignalKind(first.kind), day, first.product if not first.deal_id else "", "")
        judged = [] if first.kind in HELLOS else judge_losses(news, mine, playbook, today)
        open_ = [one for one in judged if one.unlocked]
        rows.append(_row(first, open_, len(group), say_day(on, today)))
    title = "What happened out there" if rows else "Nothing was noticed yet."
    return NewsView(title, tuple(rows), latest_undoable(actor.workspace_id, actor.member_id))


def _concerns(record: NewsRecord, loss: LossAt) -> bool:
    if record.deal_id:
        return loss.deal_id == record.deal_id
    if record.account_id:
        return loss.account_id == record.account_id
    return bool(record.product) and loss.product == record.product


def _together(records: Sequence[NewsRecord]) -> list[list[NewsRecord]]:
    """Put the signals of one line together: kept at one instant, of one kind, with the same words."""
    groups: dict[tuple[object, ...], list[NewsRecord]] = {}
    for one in records:
        groups.setdefault((one.known_at, one.kind, one.words, one.product), []).append(one)
    return list(groups.values())


def _row(first: NewsRecord, open_: Sequence[Judged], count: int, on: str) -> NewsRow:
    shown = tuple(_unlocked(one.loss, one.why) for one in open_[:5])
    about = first.person or (first.account if count == 1 else "") or first.product
    if not about or count > 1:
        about = say_count(count, "loss", "losses").capitalize()
    kind = SignalKind(first.kind)
    return NewsRow(
        KIND_LABELS[kind],
        ICONS.get(kind, "i-spark"),
        about,
        on,
        first.words,
        first.by,
        shown,
        max(0, len(open_) - len(shown)),
    )
