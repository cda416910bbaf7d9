"""Questions about how deals stand: which values of a column are losses, and what of rows without one."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from rekindle.intake.cells.flags import is_yes
from rekindle.intake.columns.answers import ENDINGS, EVERY_ROW, Answers
from rekindle.intake.columns.dictionary import Kind
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.words import classify_status, is_pause, status_key
from rekindle.intake.files.table import Cell, RawTable, as_text
from rekindle.intake.standing.row import By, How, Standing, find_standings
from rekindle.intake.standing.telling import says_only_closed, says_only_won
from rekindle.intake.standing.words import Word, find_doubtful, gather_words

_MOST_STAGES = 8


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
    standings = find_standings(table.rows, table.columns, known.match, known.telling)
    told = [_is_flagged(row, index, one) for row, one in zip(table.rows, standings, strict=True)]
    stage = by_field.get("deal.stage", index)
    rows = [
        row
        for row, is_told in zip(table.rows, told, strict=True)
        if not (is_told or _is_told_beside(row, index, stage))
    ]
    if "deal.is_closed" in by_field:
        yield from _ask_closed(table, index, by_field["deal.is_closed"], answers)
    yield from _ask_odds(known, index, standings)
    yield from _ask_values(known, rows, index, is_alone=_is_alone(by_field) and not any(told))


def _ask_every_row(known: Known, by_field: Mapping[str, int]) -> Iterator[Question]:
    """Ask once about all rows of a file none of whose columns tells how a deal stands."""
    if known.telling.is_asked:
        words = "No column says which deals were lost. Are all rows of this file lost deals?"
        if says_only_won(by_field):
            won = known.table.columns[by_field["deal.is_won"]]
            words = f"{won!r} says which deals were won. Were all others lost?"
        elif says_only_closed(by_field):
            closed = known.table.columns[by_field["deal.is_closed"]]
            words = f"{closed!r} says which deals are over, and no column how. Were they lost?"
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


def _ask_odds(known: Known, index: int, standings: Sequence[Standing]) -> Iterator[Question]:
    """Ask about an end in the status of rows whose stage tells the other one."""
    column = known.table.columns[index]
    texts = [one.text.strip() for one in standings if one.how is How.UNKNOWN and one.column == column]
    for text in dict.fromkeys(text for text in texts if classify_status(text) in ("lost", "won")):
        words = (
            f"{text!r} in {column!r} stands beside a stage that says otherwise. What is the deal? "
            "Until this is answered it counts as open."
        )
        yield Question(f"{column}: {text}", words, ENDINGS)


def _is_flagged(row: tuple[Cell, ...], status: int, standing: Standing) -> bool:
    """Say whether a yes or no of the row tells what its word leaves open."""
    is_end = standing.by is By.FLAG and standing.how in (How.LOST, How.WON)
    return is_end and classify_status(as_text(row[status])) == "unclear"


def _is_told_beside(row: tuple[Cell, ...], status: int, stage: int) -> bool:
    """Say whether the stage tells what a status in doubt does not: "Closed" beside "Won" is not asked about."""
    if status == stage or classify_status(as_text(row[status])) != "unclear":
        return False
    return classify_status(as_text(row[stage])) in ("lost", "won")


def _ask_values(known: Known, rows: Sequence[tuple[Cell, ...]], index: int, *, is_alone: bool) -> Iterator[Question]:
    """Ask about an end in doubt; about every stage of a file none of whose stages is an end; and about a word nobody
    knows whose rows speak of an end."""
    column, answers = known.table.columns[index], known.answers
    words = gather_words(known, rows, index)
    doubtful = find_doubtful(known, words, index)
    words.pop("", None)
    has_end = any(word.says in ("lost", "won") for word in words.values())
    is_silent = is_alone and not has_end and len(words) <= _MOST_STAGES
    for text, word in words.items():
        is_unclear = word.says == "unclear" and (is_pause(text) or word.told < word.rows)
        is_asked = is_unclear or (not word.says and (is_silent or text in doubtful))
        if is_asked and (column, status_key(text)) not in answers.statuses:
            by_rows = word.says == "unclear" or not (doubtful or answers.statuses)
            counts = _meanwhile(word) if by_rows else "it counts as open"
            asked = f"Does {text!r} in {column!r} mean that the deal is lost? Until this is answered {counts}."
            yield Question(f"{column}: {text}", asked, ENDINGS)


def _meanwhile(word: Word) -> str:
    """Say what the rows of a status in doubt count as: a day of loss settles it, and but for a pause a reason."""
    if not word.lost:
        return "it counts as open"
    what = "when" if is_pause(word.text) else "when or why"
    if word.lost == word.rows:
        return f"it counts as lost, since every row tells {what}"
    return f"it counts as lost where a row tells {what} ({word.lost:,} of {word.rows:,}), else as open"
