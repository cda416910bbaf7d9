"""What became of each line: bought, taken back, called off, or never a sale, as its status and its type say."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.intake.cells.blank import CellError, is_blank
from rekindle.intake.cells.flags import read_flag
from rekindle.intake.columns.recognition import Question
from rekindle.intake.names import fold
from rekindle.intake.orders.asking import AskedError
from rekindle.intake.orders.columns import STATES, OrderColumns
from rekindle.intake.orders.values import by_value
from rekindle.intake.orders.words import (
    BOUGHT,
    CALLED_OFF,
    CANCELLING,
    DRAFT,
    REFUNDED,
    TAKEN_BACK,
    key_of,
    state_of,
    type_of,
)

# More words than this that nobody knows, and a column is no status.
_MOST_WORDS, _MOST_ASKED = 40, 8
_LETTERS = {"s": BOUGHT, "h": TAKEN_BACK, "d": BOUGHT, "c": TAKEN_BACK}
_OF_LETTERS = ("sollhaben", "shkenn", "debitcredit")
_STRICTEST = (CALLED_OFF, DRAFT, TAKEN_BACK, REFUNDED, BOUGHT)


def read_states(texts: dict[str, pa.Array], columns: OrderColumns, rows: int) -> pa.Array:
    """Return what became of each line, null where nothing says so.

    A line that any of its columns calls off is called off. Raises AskedError for words that nobody knows.
    """
    said = [_read(texts[field], columns, field) for field in ("order.status", "order.paid") if field in texts]
    if "order.cancelled" in texts:
        said.append(by_value(texts["order.cancelled"], lambda text: CALLED_OFF if _is_yes(text) else None, pa.string()))
    kinds = _read(texts["order.type"], columns, "order.type") if "order.type" in texts else None
    is_marked = any(pc.any(pc.equal(one, CALLED_OFF)).as_py() for one in said)
    if kinds is not None:
        # Where the cancelled are marked, what cancels them is left out as well.
        kinds = pc.if_else(pc.equal(kinds, CANCELLING), CALLED_OFF if is_marked else TAKEN_BACK, kinds)
        said.append(kinds)
    states = pa.nulls(rows, pa.string())
    for state in _STRICTEST:
        for one in said:
            states = pc.if_else(pc.and_(pc.is_null(states), pc.fill_null(pc.equal(one, state), False)), state, states)
    return pc.if_else(pc.equal(states, REFUNDED), CALLED_OFF, states)


def _read(texts: pa.Array, columns: OrderColumns, field: str) -> pa.Array:
    """Return what each word of a column says; of many words most of which nobody knows none says anything, and of
    types not of a few either: what is called "Type" may be anything."""
    column = columns.of[field]
    answers = {fold(word): state for (of, word), state in columns.states.items() if of == column}
    tell = _teller(field, column)
    words = [text for text in pc.unique(texts).to_pylist() if text and not is_blank(text)]
    known = {text: answers.get(fold(text)) or tell(text) for text in words}
    most = 0 if field == "order.type" else _MOST_ASKED
    unknown = [text for text in words if not known[text]]
    if len(words) > _MOST_WORDS or 2 * len(unknown) > len(words) > most:
        return pa.nulls(len(texts), pa.string())
    if unknown:
        _ask(column, unknown[:_MOST_ASKED])
    return by_value(texts, lambda text: known.get(text) or None, pa.string())


def _teller(field: str, column: str) -> Callable[[str], str]:
    if field != "order.type":
        return state_of
    if key_of(column).startswith(_OF_LETTERS):
        return lambda text: _LETTERS.get(fold(text)[:1], "")
    return type_of


def _ask(column: str, words: list[str]) -> None:
    choices = tuple(state.replace(" ", "_") for state in STATES)
    asked = [
        Question(f"{column}: {word}", f"What became of lines with {word!r} in {column!r}?", choices) for word in words
    ]
    ways = " and ".join(f'--map "{one.column}={"|".join(choices)}"' for one in asked)
    raise AskedError(f"what do these mean? say {ways}", *asked)


def _is_yes(text: str) -> bool:
    """A day on which something was cancelled says so, too."""
    try:
        return read_flag(text)
    except CellError:
        return True
