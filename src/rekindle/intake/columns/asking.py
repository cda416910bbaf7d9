"""Questions a person has to settle: nothing here is guessed meanwhile."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from rekindle.intake.cells.blank import is_blank
from rekindle.intake.cells.flags import is_yes
from rekindle.intake.cells.look import looks_like_value
from rekindle.intake.columns.amounts import ask_amounts
from rekindle.intake.columns.answers import DAY_OF_END, ENDINGS, EVERY_ROW, Answers
from rekindle.intake.columns.coming import comes_later
from rekindle.intake.columns.days import ask_fiscal, ask_which_day
from rekindle.intake.columns.dictionary import KEEP, Kind, Profile, fields
from rekindle.intake.columns.fit import are_kinds, is_of_counts
from rekindle.intake.columns.guessing import POSSIBLE_DAYS, guess_fields, is_less_likely_day
from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.match import Match, Samples, example_of, free_choices
from rekindle.intake.columns.read import gather_evidence
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.rest import default_status, says_only_won
from rekindle.intake.columns.settle import ColumnReading, OrderEvidence
from rekindle.intake.columns.words import classify_status, is_pause, status_key
from rekindle.intake.files.table import Cell, RawTable, as_text

_WORTH_ASKING = ("account.name", "deal.amount", "deal.closed_on", "deal.lost_on", "deal.created_on", "person.mail")
_TELLS_LOST = ("deal.lost_reason", "deal.lost_on")
_ABOUT_THE_DAY = (
    "What is {!r}, for example {!r}? Until this is answered it counts as the day of the deal: no other is known."
)
_COMING = "deal.revisit_on"
# What a deal is called is asked of one column, the first that may say so.
_ASKED_ONCE = {"deal.name", _COMING}
_MOST_STAGES = 8
_FEW_KINDS = 3
_MOST_GUESSES = 6


def ask(
    table: RawTable,
    profile: Profile,
    match: Match,
    answers: Answers,
    readings: tuple[ColumnReading, ...],
    samples: Samples,
    fiscal_month: int = 0,
) -> tuple[Question, ...]:
    """Return what the file does not settle, in the order of its columns; of a file nobody knows only what it is."""
    if not match.meant:
        return (_ask_what_it_is(table, profile),)
    found = [
        *_ask_orders(table, match, readings),
        *([] if fiscal_month else ask_fiscal(table, readings)),
        *ask_amounts(table, readings),
        *_ask_columns(table, profile, match, answers, readings, samples),
        *_ask_statuses(table, profile, match, answers),
    ]
    return tuple(found)


def _ask_orders(table: RawTable, match: Match, readings: tuple[ColumnReading, ...]) -> Iterator[Question]:
    """Ask once about all columns that are written alike, and say what other columns of the file show."""
    evidence = gather_evidence(table, match)
    alike: dict[str, list[ColumnReading]] = {}
    for reading in sorted(readings, key=lambda one: one.index):
        found = evidence.get(reading.index)
        if found and found.open and reading.order is None:
            alike.setdefault(found.shape, []).append(reading)
    for first, *others in alike.values():
        words = (
            f"{first.column!r}: is {evidence[first.index].open} written day first or month first? "
            f"{_shown_beside(table, evidence)}Until this is answered such dates count as unknown"
            f"{_also_in(others)}."
        )
        yield Question(first.column, words, (f"{first.field}@dmy", f"{first.field}@mdy"))


def _also_in(others: list[ColumnReading]) -> str:
    names = " and ".join(repr(one.column) for one in others)
    return f"; the answer holds for {names} too" if names else ""


def _shown_beside(table: RawTable, evidence: dict[int, OrderEvidence]) -> str:
    """Say which columns of the file prove an order by themselves: a person may know whether all were written alike."""
    for shown, words in ((True, "day first"), (False, "month first")):
        sure = [
            repr(table.columns[index])
            for index, found in sorted(evidence.items())
            if found.day_first is shown and found.month_first is not shown
        ]
        if sure:
            return f"{' and '.join(sure[:2])} {'is' if len(sure) == 1 else 'are'} {words}. "
    return ""


def _ask_columns(
    table: RawTable,
    profile: Profile,
    match: Match,
    answers: Answers,
    readings: tuple[ColumnReading, ...],
    samples: Samples,
) -> Iterator[Question]:
    meant = {one.field for one in match.meant.values()}
    asked = set[str]()
    left = _MOST_GUESSES
    ends = _days_of_end(table, profile, match, answers, readings, samples)
    if len(ends) > 1 and not answers.no_day:
        yield ask_which_day(table, ends, samples)
    for index, column in enumerate(table.columns):
        if index not in answers.fields and "deal.lost_reason" not in meant and _tells_why(match, index, samples):
            example = example_of(samples[index])
            yield Question(
                column, f"Does {column!r} say why deals were lost, as {example!r}?", ("deal.lost_reason", KEEP)
            )
        if index in ends and (len(ends) > 1 or answers.no_day):
            continue
        if (index in match.meant and index not in match.supposed) or index in answers.fields or not samples[index]:
            continue
        if index in match.supposed:
            days = tuple(name for name in POSSIBLE_DAYS if name != _COMING or name not in meant)
            yield Question(column, _ABOUT_THE_DAY.format(column, example_of(samples[index])), (*days, KEEP))
            continue
        example = example_of(samples[index])
        if fold_header(column) in profile.ambiguous:
            choices = free_choices(profile, column, match)
            if choices:
                yield Question(column, f"What is {column!r}, for example {example!r}?", (*choices, KEEP))
        elif index in match.misfit:
            is_open = match.misfit[index] not in meant and not are_kinds(samples[index], _FEW_KINDS)
            if match.misfit[index] in _WORTH_ASKING and is_open:
                about = fields()[match.misfit[index]].short
                words = (
                    f"{column!r} sounds like {about}, but most of its values are something else, such as {example!r}."
                )
                yield Question(column, f"{words} What is it?", (*_instead_of(match.misfit[index]), KEEP))
        elif left and (choices := _choices_of(table, profile, index, meant | asked, readings, samples)):
            left -= 1
            asked |= {choices[0]} & _ASKED_ONCE
            yield Question(column, f"What is {column!r}, for example {example!r}?", (*choices, KEEP))


def _tells_why(match: Match, index: int, samples: Samples) -> bool:
    """Say whether a column is called as one of ends is and holds other words, beside one that holds nothing else."""
    name, winner = match.lost.get(index, ("", -1))
    if name not in ("deal.status", "deal.stage") or any(map(looks_like_value, samples[index])):
        return False
    texts = [as_text(cell) for cell in samples[index]]
    is_told = all(classify_status(as_text(cell)) for cell in samples[winner])
    return is_told and any(" " in text.strip() and not classify_status(text) for text in texts)


def _instead_of(field: str) -> tuple[str, ...]:
    """What a column may be whose name is that of a field its values are not: "Lost on" may say on what."""
    return (field, "deal.lost_reason") if field == "deal.lost_on" else (field,)


def _days_of_end(
    table: RawTable,
    profile: Profile,
    match: Match,
    answers: Answers,
    readings: tuple[ColumnReading, ...],
    samples: Samples,
) -> list[int]:
    """Return the columns of days under names nobody knows, any of which may be the day of the end."""
    meant = {one.field for one in match.meant.values()}
    known = {*match.meant, *match.misfit, *answers.fields}
    free = [index for index in range(len(table.columns)) if index not in known and samples[index]]
    free = [index for index in free if fold_header(table.columns[index]) not in profile.ambiguous]
    return [index for index in free if DAY_OF_END in _choices_of(table, profile, index, meant, readings, samples)]


def _choices_of(
    table: RawTable,
    profile: Profile,
    index: int,
    meant: set[str],
    readings: tuple[ColumnReading, ...],
    samples: Samples,
) -> tuple[str, ...]:
    """Return what an unknown column may mean by its name and values, or by where its days lie; nothing if no more."""
    if choices := guess_fields(profile, table.columns[index], samples[index], meant):
        if choices == POSSIBLE_DAYS and is_less_likely_day(profile, index, samples, meant, readings):
            return ()
        return tuple(name for name in choices if name != _COMING or name not in meant)
    is_free = profile.kind is Kind.DEALS and _COMING not in meant
    return (_COMING,) if is_free and comes_later(table, index, readings) else ()


def _ask_statuses(table: RawTable, profile: Profile, match: Match, answers: Answers) -> Iterator[Question]:
    if profile.kind is not Kind.DEALS or not table.rows:
        return
    by_field = {one.field: index for index, one in match.meant.items()}
    if {"deal.is_closed", "deal.is_won"} <= by_field.keys() or "deal.is_active" in by_field:
        return
    if "history.property" in by_field:
        return
    index = by_field.get("history.to", by_field.get("deal.status", by_field.get("deal.stage")))
    if index is None:
        if default_status(table, match, answers)[0] is None:
            words = "No column says which deals were lost. Are all rows of this file lost deals?"
            if says_only_won(by_field):
                words = f"{table.columns[by_field['deal.is_won']]!r} says which deals were won. Were all others lost?"
            yield Question(EVERY_ROW, words, ENDINGS[:3])
        return
    told = {name: by_field[name] for name in _TELLS_LOST if name in by_field}
    rows = [row for row in table.rows if not _is_told_beside(row, index, by_field.get("deal.stage", index))]
    if "deal.is_closed" in by_field:
        yield from _ask_closed(table, index, by_field["deal.is_closed"], answers)
    yield from _ask_values(replace(table, rows=rows), index, answers, told, is_alone=_is_alone(by_field))


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
    table: RawTable, index: int, answers: Answers, told: Mapping[str, int], *, is_alone: bool
) -> Iterator[Question]:
    """Ask about an end in doubt; about every stage of a file none of whose stages is an end; and about a word nobody
    knows where most rows that have it tell why or when they were lost."""
    column = table.columns[index]
    values = list(dict.fromkeys(text for row in table.rows if (text := as_text(row[index]).strip())))
    classes = {value: classify_status(value) for value in values}
    # Of a file without a word for an end every such row is lost.
    lost = _told_lost(table, index, told) if {"lost", "won"} & set(classes.values()) else set()
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


def _ask_what_it_is(table: RawTable, profile: Profile) -> Question:
    if is_of_counts(table):
        words = (
            f"{table.name} counts and sums deals and names none of them. Export their list instead (in Salesforce "
            f"“Details only”). Or what is {table.columns[0]!r}?"
        )
        return Question(table.columns[0], words, ("account.name", "deal.name", "person.name", KEEP))
    names = [column for column in table.columns if fold_header(column) in profile.ambiguous]
    first = (names or list(table.columns))[0]
    words = f"{table.name} is no list of deals, people, organisations or contacts that we know. What is {first!r}?"
    return Question(first, words, ("account.name", "deal.name", "person.name", KEEP))
