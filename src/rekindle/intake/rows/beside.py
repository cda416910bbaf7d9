"""Deals of one file that are called alike: where no column has an id, how they ended tells them apart."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable
from dataclasses import replace

from rekindle.intake.drafts import DealDraft, Draft, Ending, Rejected, Skipped
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.names import name_key
from rekindle.intake.rows.setting import Setting, Tally
from rekindle.intake.rows.values import RowValues, read_row
from rekindle.terms.losses import Status

_CALLED = ("account.name", "account.external", "deal.name", "deal.product")
_PERSON = ("person.name", "person.first_name", "person.last_name", "person.mail")

Numbered = tuple[int, tuple[Cell, ...]]


def end_of(draft: DealDraft) -> Ending:
    """Return how a draft says its deal stands, the day None where the row has none."""
    if draft.status is Status.LOST:
        loss = draft.losses[-1] if draft.losses else None
        day = loss.lost_on if loss and loss.lost_on_quality != "guessed" else None
    else:
        day = draft.won_on if draft.status is Status.WON else draft.opened_on
    return Ending(draft.status, day, draft.amount_minor)


def tell_apart(this: Ending, that: Ending) -> bool:
    """Say whether two ends cannot be those of one deal in one file: another status, day or amount."""
    days = this.day is not None and that.day is not None and this.day != that.day
    amounts = this.amount_minor is not None and that.amount_minor is not None and this.amount_minor != that.amount_minor
    return this.status is not that.status or days or amounts


def find_beside(
    rows: Iterable[Numbered],
    setting: Setting,
    draw: Callable[[RowValues, Setting], Draft | Rejected | Skipped],
    strange: Container[int] = (),
) -> dict[int, frozenset[Ending]]:
    """Return, for each row whose deal has no id and is called as others of the file are, how all of these ended.

    Rows are read once more only where another one is called alike. Rows that may all be one deal are left out. Of the
    `strange` rows the id is none of a deal.
    """
    alike = _called_alike(list(rows), setting, strange)
    quiet = replace(setting, tally=Tally(), read_reason=None, read_revisit=None, read_no=None)
    groups: dict[tuple[str, str], dict[int, Ending]] = defaultdict(dict)
    for number, row in alike:
        draft = draw(read_row(number, row, quiet), quiet)
        if isinstance(draft, DealDraft) and (not draft.external or number in strange):
            account = draft.account.external or name_key(draft.account.name)
            groups[account, name_key(draft.name)][number] = end_of(draft)
    found: dict[int, frozenset[Ending]] = {}
    for ends in groups.values():
        whole = frozenset(ends.values())
        if any(len(said - {None}) > 1 for said in _columns(whole)):
            found |= dict.fromkeys(ends, whole)
    return found


def _columns(ends: Iterable[Ending]) -> tuple[set[object], set[object], set[object]]:
    return {end.status for end in ends}, {end.day for end in ends}, {end.amount_minor for end in ends}


def _called_alike(rows: list[Numbered], setting: Setting, strange: Container[int]) -> list[Numbered]:
    """Return the rows whose cells that name a deal say the same as those of another row."""
    index = {reading.field: reading.index for reading in setting.recognition.readings}
    if "deal.external" in index:
        place = index["deal.external"]
        rows = [(number, row) for number, row in rows if number in strange or _text(row, place) == ""]
    named = [index[name] for name in _CALLED if name in index]
    if "account.name" not in index:
        named += [index[name] for name in _PERSON if name in index]
    keys = [tuple(name_key(_text(row, place)) for place in named) for _, row in rows]
    counts = Counter(keys)
    return [numbered for numbered, key in zip(rows, keys, strict=True) if counts[key] > 1]


def _text(row: tuple[Cell, ...], place: int) -> str:
    return as_text(row[place]).strip() if place < len(row) else ""
