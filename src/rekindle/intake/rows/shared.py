"""Rows of one file that have one id: whether it is that of one deal, and what the deal is worth in all."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations

from rekindle.intake.drafts import DealDraft, Draft, LineDraft, Rejected, Skipped
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.matching.words import differ
from rekindle.intake.names import name_key
from rekindle.intake.rows.setting import Setting, Tally
from rekindle.intake.rows.values import RowValues, read_row

# Of so many rows with one id all are compared; an id with more of them is compared by the first.
_COMPARED = 12
_STRANGE = "the same on rows that are not one deal, so each of these is a deal of its own"
_ADDED = "several products with an amount each under one id; the amounts were added up"


@dataclass(frozen=True, slots=True)
class Shared:
    """By row: `strange`, whose id is none of a deal, with its text; `lines`, the products of all rows of the id;
    `totals`, what these come to in minor units where each row has an amount of its own."""

    column: str = ""
    amount_column: str = ""
    strange: dict[int, str] = field(default_factory=dict)
    lines: dict[int, tuple[LineDraft, ...]] = field(default_factory=dict)
    totals: dict[int, int] = field(default_factory=dict)


def find_shared(
    rows: Iterable[tuple[int, tuple[Cell, ...]]],
    setting: Setting,
    draw: Callable[[RowValues, Setting], Draft | Rejected | Skipped],
) -> Shared:
    """Look at the rows whose id stands on another row, too; these are read once more.

    Accounts that are named differently have no deal in common, nor have products that ended differently: there the id
    numbers something else. Several products of one account, each with an amount of its own, are lines of one deal.
    """
    columns = {reading.field: reading.index for reading in setting.recognition.readings}
    if "deal.external" not in columns:
        return Shared()
    names = {reading.field: reading.column for reading in setting.recognition.readings}
    found = Shared(names["deal.external"], names.get("deal.amount", ""))
    quiet = replace(setting, tally=Tally(), read_reason=None, read_revisit=None, read_no=None)
    for text, alike in _repeated(rows, columns["deal.external"]).items():
        drawn = {number: draw(read_row(number, row, quiet), quiet) for number, row in alike}
        drafts = {number: draft for number, draft in drawn.items() if isinstance(draft, DealDraft) and draft.external}
        if _are_strangers(list(drafts.values())) or _ended_apart(list(drafts.values())):
            found.strange.update(dict.fromkeys(drafts, text))
            continue
        total = _add_up(list(drafts.values()))
        lines = {line.product: line for draft in drafts.values() for line in _lines_of(draft, own=total is not None)}
        found.lines.update(dict.fromkeys(drafts, tuple(lines.values())))
        found.totals.update(dict.fromkeys(drafts, total) if total is not None else {})
    return found


def apply_shared(draft: DealDraft, shared: Shared, tally: Tally) -> DealDraft:
    """Take an id that is none off a draft, or give it what its lines come to; either is said once for its column."""
    if draft.row in shared.strange:
        text = shared.strange[draft.row]
        tally.add(shared.column, _STRANGE, draft.row, text)
        return replace(draft, external="", custom={**draft.custom, shared.column: text})
    if draft.row in shared.totals:
        tally.add(shared.amount_column, _ADDED, draft.row, draft.external)
        draft = replace(draft, amount_minor=shared.totals[draft.row])
    return replace(draft, lines=shared.lines[draft.row]) if draft.row in shared.lines else draft


def _lines_of(draft: DealDraft, *, own: bool) -> tuple[LineDraft, ...]:
    return tuple(replace(line, amount_minor=draft.amount_minor) for line in draft.lines) if own else draft.lines


def _repeated(
    rows: Iterable[tuple[int, tuple[Cell, ...]]], place: int
) -> dict[str, list[tuple[int, tuple[Cell, ...]]]]:
    texts = [(as_text(row[place]).strip() if place < len(row) else "", number, row) for number, row in rows]
    counts = Counter(text for text, _, _ in texts)
    found: dict[str, list[tuple[int, tuple[Cell, ...]]]] = defaultdict(list)
    for text, number, row in texts:
        if text and counts[text] > 1:
            found[text].append((number, row))
    return found


def _are_strangers(drafts: list[DealDraft]) -> bool:
    ids = {draft.account.external for draft in drafts}
    if len(ids) == 1 and ids != {""}:
        return False
    names = sorted({name_key(draft.account.name) for draft in drafts} - {""})[:_COMPARED]
    return any(differ(this, that) is None for this, that in combinations(names, 2))


def _ended_apart(drafts: list[DealDraft]) -> bool:
    return len({draft.status for draft in drafts}) > 1 and _products(drafts) == len(drafts)


def _products(drafts: list[DealDraft]) -> int:
    return len({draft.lines[0].product for draft in drafts if len(draft.lines) == 1})


def _add_up(drafts: list[DealDraft]) -> int | None:
    """Return what the lines of one deal come to, None where its rows are no lines: the whole, or told anew."""
    amounts = [draft.amount_minor for draft in drafts if draft.amount_minor is not None]
    is_priced = all(line.amount_minor is not None for draft in drafts for line in draft.lines)
    is_of_lines = _products(drafts) == len(drafts) == len(amounts) > 1 and (is_priced or len(set(amounts)) > 1)
    same_end = len({(draft.status, draft.happened_at, draft.currency) for draft in drafts}) == 1
    return sum(amounts) if is_of_lines and same_end else None
