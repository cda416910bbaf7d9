"""Why each column of a table is read as it is, or is not read: one sentence per column, for whoever looks at it."""

from collections.abc import Callable, Sequence

from rekindle.intake.cells.look import looks_like_amount, looks_like_date, looks_like_id, looks_like_mail
from rekindle.intake.columns.dictionary import KEEP, fields
from rekindle.intake.columns.fit import are_colleagues, share_of
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.match import Candidate, example_of
from rekindle.intake.files.table import Cell, as_text

_BY_NAME, _MOSTLY = 0.8, 0.9
_SAID = "You said so."
NAMED = "Its name says so."
_LIKE = "Its name is made of words we know, and its values agree."
_FORBIDS = "Its name or its answers may forbid to write: whoever it may mean is left alone until you say."
_ONLY_DAY = "No other column has a day of the deal."
_NOT_NEEDED = "Its system keeps it for itself; nothing here is made of it."
_EMPTY = "It is empty."


def find_reasons(known: Known) -> dict[str, str]:
    """Return for every column of a table the sentence that says why it is read as it is, or is not."""
    return {column: _reason(known, index) for index, column in enumerate(known.table.columns)}


def _reason(known: Known, index: int) -> str:
    if index in known.answers.fields:
        return _SAID
    if index in known.match.lost:
        name, winner = known.match.lost[index]
        return f"It looks like {fields()[name].short} too, and {known.table.columns[winner]!r} is used for it."
    one = known.match.meant.get(index)
    return _read(one, is_supposed=index in known.match.supposed) if one else _unread(known, index)


def _read(one: Candidate, *, is_supposed: bool) -> str:
    if one.why:
        return one.why
    if is_supposed:
        return _FORBIDS if one.field == "person.opt_out" else _ONLY_DAY
    if one.field == KEEP:
        return _NOT_NEEDED
    return NAMED if one.score >= _BY_NAME else _LIKE


def _unread(known: Known, index: int) -> str:
    cells, example = known.samples[index], example_of(known.samples[index])
    if not cells:
        return _EMPTY
    if index in known.match.misfit:
        about = fields()[known.match.misfit[index]].short
        return f"It is called as {about} is, but most of its values are something else, such as {example!r}."
    if len({as_text(cell) for cell in cells}) == 1 and len(cells) > 1:
        return f"No name we know, and every row says the same: {example!r}."
    return f"No name we know; it holds {_what_it_holds(cells)}, such as {example!r}, and nothing tells of what."


def _what_it_holds(cells: Sequence[Cell]) -> str:
    """Say of what kind nearly all of some cells are."""
    return next((words for words, are in _HOLD if are(cells)), "texts")


def _mostly(look: Callable[[Cell], bool]) -> Callable[[Sequence[Cell]], bool]:
    return lambda cells: sum(map(look, cells)) >= _MOSTLY * len(cells)


_HOLD: tuple[tuple[str, Callable[[Sequence[Cell]], bool]], ...] = (
    ("mail addresses", _mostly(looks_like_mail)),
    ("days", _mostly(looks_like_date)),
    ("yes and no", lambda cells: share_of(cells, "flag") >= _MOSTLY and not _mostly(looks_like_amount)(cells)),
    ("numbers", _mostly(looks_like_amount)),
    ("telephone numbers", lambda cells: share_of(cells, "phone") >= _MOSTLY),
    ("ids", _mostly(looks_like_id)),
    ("the same few people again and again", are_colleagues),
)
