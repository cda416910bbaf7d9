"""Questions about how deals stand: which values of a column are losses, and what of rows without one."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from rekindle.intake.cells.blank import is_blank
from rekindle.intake.cells.flags import is_yes
from rekindle.intake.cells.look import looks_like_date
from rekindle.intake.columns.answers import ENDINGS, EVERY_ROW, Answers
from rekindle.intake.columns.dictionary import Kind
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.rest import default_status, says_only_won
from rekindle.intake.columns.words import classify_status, is_in, is_pause, matches, status_key
from rekindle.intake.files.table import Cell, RawTable, as_text

_TELLS_LOST = ("deal.lost_reason", "deal.lost_on")
_ENDED = ("deal.closed_on", "deal.won_on")
_BY_HAND = ("plain", "job_search")
_MOST_STAGES, _FEW_ENDS = 8, 3
_NEARLY_ALL, _HARDLY_ANY = 0.8, 0.2


def ask_statuses(known: Known) -> Iterator[Question]:
    """Ask which values of the column that tells how deals stand are losses, or whether all rows are if none tells."""
    table, answers = known.table, known.answers
    if known.profile.kind is not Kind.DEALS or not table.rows:
        return
    by_field = {one.field: index for index, one in known.match.meant.items()}
    if {"deal.is_closed", "deal.is_won"} <= by_field.keys() or "deal.is_active" in by_field:
        return
    if "history.property" in by_field:
        return
    index = by_field.get("history.to", by_field.get("deal.status", by_field.get("deal.stage")))
    if index is None:
        yield from _ask_every_row(known, by_field)
        return
    told = {name: by_field[name] for name in _TELLS_LOST if name in by_field}
    rows = [row for row in table.rows if not _is_told_beside(row, index, by_field.get("deal.stage", index))]
    if "deal.is_closed" in by_field:
        yield from _ask_closed(table, index, by_field["deal.is_closed"], answers)
    yield from _ask_values(known, replace(table, rows=rows), index, told, is_alone=_is_alone(by_field))


def _ask_every_row(known: Known, by_field: Mapping[str, int]) -> Iterator[Question]:
    """Ask once about all rows of a file none of whose columns tells how a deal stands."""
    if default_status(known.table, known.match, known.answers)[0] is None:
        words = "No column says which deals were lost. Are all rows of this file lost deals?"
        if says_only_won(by_field):
            won = known.table.columns[by_field["deal.is_won"]]
            words = f"{won!r} says which deals were won. Were all others lost?"
        yield Question(EVERY_ROW, words, ENDINGS[:3])


def _is_alone(names: Collection[str]) -> bool:
    """Say whether nothing but one column can tell how deals stand."""
    return "deal.status" not in names or not {"deal.stage", "deal.is_won", "deal.is_lost", "deal.is_closed"} & set(
        names
    )


def _ask_closed(table: RawTable, index: int, closed: int, answers: Answers) -> Iterator[Question]:
    """Ask about a stage without an end in its words in rows that are closed."""
    column = table.columns[index]
    said = (as_text(row[index]).strip() for row in table.rows if is_yes(row[closed]))
    for value in dict.fromkeys(said):
        if value and not classify_status(value) and (column, status_key(value)) not in answers.statuses:
            words = (
                f"Does {value!r} in {column!r}, of a closed deal, mean that it is lost? "
                "Until this is answered it counts as open."
            )
            yield Question(f"{column}: {value}", words, ENDINGS)


def _is_told_beside(row: tuple[Cell, ...], status: int, stage: int) -> bool:
    """Say whether the stage tells what a status in doubt does not: "Closed" beside "Won" is not asked about."""
    if status == stage or classify_status(as_text(row[status])) != "unclear":
        return False
    return classify_status(as_text(row[stage])) in ("lost", "won")


def _ask_values(
    known: Known, table: RawTable, index: int, told: Mapping[str, int], *, is_alone: bool
) -> Iterator[Question]:
    """Ask about an end in doubt; about every stage of a file none of whose stages is an end; and about a word nobody
    knows where most rows that have it tell why or when they were lost."""
    column, answers = table.columns[index], known.answers
    values = list(dict.fromkeys(text for row in table.rows if (text := as_text(row[index]).strip())))
    classes = {value: classify_status(value) for value in values}
    # Of a file without a word for an end every such row is lost.
    lost = _told_lost(table, index, told) if {"lost", "won"} & set(classes.values()) else set()
    lost |= _doubtful(known, table, index, classes)
    silent = _untold(table, index, told)
    is_silent = is_alone and not {"lost", "won"} & set(classes.values()) and len(values) <= _MOST_STAGES
    for value, found in classes.items():
        answered = (column, status_key(value)) in answers.statuses
        if not answered and ((found == "unclear" and value in silent) or (not found and (is_silent or value in lost))):
            by_rows = found == "unclear" or not (lost or answers.statuses)
            counts = _meanwhile(table, index, value, told) if by_rows else "it counts as open"
            words = f"Does {value!r} in {column!r} mean that the deal is lost? Until this is answered {counts}."
            yield Question(f"{column}: {value}", words, ENDINGS)


def _meanwhile(table: RawTable, index: int, value: str, told: Mapping[str, int]) -> str:
    """Say what the rows of a status in doubt count as: a day of loss settles it, and but for a pause a reason."""
    of_pause = is_pause(value)
    rows = [row for row in table.rows if as_text(row[index]).strip() == value]
    places = [place for name, place in told.items() if name == "deal.lost_on" or not of_pause]
    lost = sum(any(not is_blank(as_text(row[place])) for place in places) for row in rows)
    if not lost:
        return "it counts as open"
    what = "when" if of_pause else "when or why"
    if lost == len(rows):
        return f"it counts as lost, since every row tells {what}"
    return f"it counts as lost where a row tells {what} ({lost:,} of {len(rows):,}), else as open"


def _untold(table: RawTable, index: int, told: Mapping[str, int]) -> set[str]:
    """Return the words of a column that stand in some row which tells neither why nor when it was lost; a reason says
    nothing of a pause."""
    found = set()
    for row in table.rows:
        text = as_text(row[index]).strip()
        if is_pause(text) or all(is_blank(as_text(row[place])) for place in told.values()):
            found.add(text)
    return found


def _told_lost(table: RawTable, index: int, told: Mapping[str, int]) -> set[str]:
    """Return the words of a column most of whose rows tell why or when they were lost, if those of another do not."""
    counts: Counter[str] = Counter()
    for row in table.rows:
        is_told = any(not is_blank(as_text(row[place])) for place in told.values())
        counts[as_text(row[index]).strip()] += 1 if is_told else -1
    return {value for value, more in counts.items() if more > 0} if min(counts.values(), default=0) < 0 else set()


def _ended(table: RawTable, index: int, place: int, classes: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """Return the words nobody knows whose rows have a day as those of lost and won deals do, where the rows of others
    have none, and those others: "Went with another candidate" beside "Waiting"."""
    rows, dated = Counter[str](), Counter[str]()
    for row in table.rows:
        if text := as_text(row[index]).strip():
            rows[text] += 1
            dated[text] += not is_blank(as_text(row[place]))
    shares = {text: dated[text] / count for text, count in rows.items()}
    ends = [shares[text] for text, found in classes.items() if found in ("lost", "won")]
    others = {text: share for text, share in shares.items() if classes[text] not in ("lost", "won")}
    still = {text for text, share in others.items() if share <= _HARDLY_ANY}
    found = {text for text, share in others.items() if share >= _NEARLY_ALL and not classes[text]}
    is_clear = len(still) + sum(share >= _NEARLY_ALL for share in others.values()) == len(others)
    is_shown = bool(ends) and min(ends) >= _NEARLY_ALL and bool(still) and is_clear and len(found) <= _FEW_ENDS
    return (found, still) if is_shown else (set(), set())


def _doubtful(known: Known, table: RawTable, index: int, classes: Mapping[str, str]) -> set[str]:
    """Return the words nobody knows that may be ends: by the days in their rows, and in a list by hand that says how
    its deals stand, if they are few, also those that neither such a day nor their own words show to be under way."""
    columns = range(len(known.table.columns))
    days = [at for at in columns if at in known.match.meant and known.match.meant[at].field in _ENDED]
    unsure = [at for at in columns if at not in known.match.meant or at in known.match.supposed]
    days += [at for at in unsure if _are_days(known.samples[at])]
    told = [_ended(table, index, place, classes) for place in days]
    found, still = {text for one, _ in told for text in one}, {text for _, one in told for text in one}
    is_by_hand = known.profile.system in _BY_HAND and known.match.meant[index].field == "deal.status"
    if not is_by_hand or "lost" not in classes.values():
        return found
    unknown = {
        text
        for text, said in classes.items()
        if not said and not is_in("under_way", text) and not matches("wish", text)
    } - still
    return found | (unknown if len(unknown) <= _FEW_ENDS else set())


def _are_days(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(map(looks_like_date, cells))
