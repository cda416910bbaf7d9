"""What kind of list a file is: as somebody says, as an answer implies, or as the list itself shows."""

from collections.abc import Mapping
from typing import Any

from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in.orders import ORDERS, OpenError
from rekindle.desk.bring_in.report import ColumnSeen, QuestionSeen
from rekindle.intake.columns.dictionary import KEEP, LEAVE
from rekindle.intake.files.table import RawTable, UnreadableError
from rekindle.intake.kinds.weighing import KINDS, Weighed, weigh
from rekindle.intake.orders.columns import STATES
from rekindle.intake.orders.opening import read_columns, sample_cells, sample_columns
from rekindle.intake.orders.words import names
from rekindle.intake.recognising import Recognition

AUTO = "auto"
# What is said of the kind of a whole file stands under this name among the answers about its columns.
THIS_KIND = "*kind"
_SHOWN = 3


def with_kind(asked: dict[str, Any]) -> dict[str, Any]:
    """Return how a file is to be read, of the kind that an answer says. Raises RefusedError for a kind there is not."""
    said = asked["mapping"].get(THIS_KIND)
    if said is None:
        return asked
    if said not in KINDS:
        raise RefusedError(f"{THIS_KIND!r}: there is no kind {said!r}; possible are {', '.join(KINDS)}")
    mapping = {key: value for key, value in asked["mapping"].items() if key != THIS_KIND}
    return {**asked, "kind": said, "mapping": mapping}


def implied_kind(kind: str, mapping: Mapping[str, str]) -> str:
    """Return the kind of a file of which nobody says it: orders, where an answer is one about orders."""
    of_orders = {*names(), *STATES, *(state.replace(" ", "_") for state in STATES)}
    said = {value.partition("@")[0] for value in mapping.values()} | set(mapping)
    return ORDERS if kind == AUTO and said & of_orders else kind


def weigh_table(table: RawTable, found: Recognition, mapping: Mapping[str, str]) -> Weighed | None:
    """Say what kind a file is where it is not what its columns were read as; not where somebody said what one means."""
    if not table.rows or any(value not in (KEEP, LEAVE) for value in mapping.values()):
        return None
    return weigh(table.name, table.columns, sample_cells(table), found)


def ask_unread(content: bytes, name: str, error: UnreadableError) -> None:
    """Raise OpenError for a file that is none of deals, where its values may be those of orders."""
    try:
        table = read_columns(content, name)
    except UnreadableError:
        return
    samples = sample_columns(table)
    if weighed := weigh(name, table.column_names, samples, None):
        raise ask_kind(weighed, samples, table.num_rows) from error


def ask_kind(weighed: Weighed, samples: Mapping[str, list[str]], rows: int) -> OpenError:
    """Return what asks for the kind of a file, before anything else."""
    columns = tuple(ColumnSeen(column, "", tuple(dict.fromkeys(cells))[:_SHOWN]) for column, cells in samples.items())
    ways = " or ".join(f'--map "{THIS_KIND}={kind}"' for kind in weighed.choices)
    asked = QuestionSeen(THIS_KIND, weighed.why, weighed.choices)
    return OpenError(f"{weighed.why} ({ways})", (asked,), columns, rows, kind="")
