"""A file read: its columns recognised, its rows drafted, reasons and dates read out of the words."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, tzinfo
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from rekindle.book.read.files import read_answers
from rekindle.book.read.workspace import WorkspaceRecord, read_workspace
from rekindle.book.write.drafts.bringing import NewerFile
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.bring_in.kinds import AUTO, ask_kind, ask_unread, implied_kind, weigh_table
from rekindle.desk.bring_in.orders import ORDERS, OpenError, read_orders
from rekindle.desk.bring_in.report import ColumnSeen, QuestionSeen
from rekindle.desk.bring_in.understanding import read_claims, read_named, read_no, read_wishes
from rekindle.desk.playbooks import playbook_of
from rekindle.intake.columns.answers import ENDINGS
from rekindle.intake.columns.reasons import NAMED
from rekindle.intake.columns.remembering import statuses_in
from rekindle.intake.drafting import Tally, draft_rows
from rekindle.intake.drafts import Draft, Rejected, Skipped
from rekindle.intake.files.packed import pack
from rekindle.intake.files.table import RawTable, as_text
from rekindle.intake.newest import day_in_name, latest_day
from rekindle.intake.orders.opening import sample_cells
from rekindle.intake.quoting import restore_table
from rekindle.intake.reading import UnreadableError, read_table
from rekindle.intake.recognising import MappingError, Question, Recognition, SaidBefore, recognise

Item = Draft | Rejected | Skipped

SAMPLES = 3
# A column that repeats itself so long shows what it repeats.
LOOKED_AT = 2_000
ENDS = {"deal.closed_on", "deal.lost_on"}


@dataclass(slots=True)
class Age:
    """The latest day that the rows of a file name as past, as far as they were stored; `named` stands in its name."""

    named: date | None
    newest: date | None = None

    def note(self, items: Iterable[Item], zone: tzinfo) -> None:
        """Look at some rows."""
        days = [self.newest, self.named, *(latest_day(item, zone) for item in items)]
        self.newest = max((day for day in days if day), default=None)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file says, before anything is matched or written.

    `draw` gives what became of its rows, in their order, anew each time: of a large file they are not kept. What was
    noticed about single cells is among the warnings once they were drawn, unless aside. `newer` is a file of the same
    list that is newer and in already.
    """

    name: str
    kind: str
    system: str
    mapping: Mapping[str, str]
    unmapped: tuple[str, ...]
    questions: tuple[str, ...]
    said: tuple[str, ...]
    columns: tuple[ColumnSeen, ...]
    rows: int
    draw: Callable[[bool], Iterator[Item]]
    tally: Tally = field(default_factory=Tally)
    asks: tuple[QuestionSeen, ...] = ()
    zone: tzinfo = UTC
    age: Age = field(default_factory=lambda: Age(None))
    newer: NewerFile | None = None
    remembered: tuple[tuple[QuestionSeen, str], ...] = ()

    @property
    def columns_of(self) -> set[str]:
        """The columns that mean something."""
        return set(self.mapping)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What somebody should know of the file, as far as its rows were drawn; losses without a day come first."""
        return (*self.tally.sentences(grave=True), *self.said, *self.tally.sentences(grave=False))


def read_file(
    actor: Actor,
    content: bytes,
    name: str,
    kind: str,
    mapping: Mapping[str, str] | None,
    said_before: SaidBefore | None = None,
) -> ReadFile:
    """Read a file into drafts; raises RefusedError with one sentence when it cannot be read or the mapping is wrong."""
    workspace, mapping = read_workspace(actor.workspace_id), mapping or {}
    if implied_kind(kind, mapping) == ORDERS:
        return _read_orders(workspace, content, name, mapping)
    try:
        table = restore_table(read_table(content, name))
        found = recognise(table, kind, mapping, said_before, fiscal_month_of(workspace))
    except (UnreadableError, MappingError) as error:
        if kind == AUTO and isinstance(error, UnreadableError):
            ask_unread(content, name, error)
        raise RefusedError(str(error)) from error
    weighed = weigh_table(table, found, mapping) if kind == AUTO else None
    if weighed and weighed.choices:
        raise ask_kind(weighed, sample_cells(table), len(table.rows))
    if weighed:
        del table, found
        return _read_orders(workspace, content, name, mapping, weighed.why)
    questions = sorted(found.questions, key=_weigh)
    asks = tuple(QuestionSeen(one.column, one.words, tuple(one.choices)) for one in questions)
    if first := next((one for one in found.questions if one.comes_first), None):
        raise OpenError(put_question(first), asks, _show_columns(table, found), len(table.rows), found.kind)
    tally = Tally()
    return ReadFile(
        name=name,
        kind=found.kind,
        system=found.system,
        mapping=found.mapping,
        unmapped=found.unmapped,
        questions=tuple(put_question(question) for question in questions),
        said=(*table.warnings, *found.warnings),
        columns=_show_columns(table, found),
        rows=len(table.rows),
        draw=_prepare_draw(table, found, actor, workspace, tally),
        tally=tally,
        zone=ZoneInfo(workspace.zone),
        age=Age(day_in_name(name, actor.today)),
        asks=asks,
        remembered=_show_remembered(found),
    )


def _show_remembered(found: Recognition) -> tuple[tuple[QuestionSeen, str], ...]:
    """Return the answers of earlier files that hold for this one, each with the question it answers."""
    words = "What does {!r} in {!r} mean? This was said of an earlier file."
    return tuple(
        (QuestionSeen(f"{column}: {text}", words.format(text, column), ENDINGS), ending)
        for (column, text), ending in found.remembered.items()
    )


def _prepare_draw(
    table: RawTable, found: Recognition, actor: Actor, workspace: WorkspaceRecord, tally: Tally
) -> Callable[[bool], Iterator[Item]]:
    """Return what drafts the rows, as often as it is called; what it notices of single cells goes into `tally`, unless
    it is told to do it aside."""
    named = {about.label: key for key, about in playbook_of(workspace).reasons.items()} if found.is_ours else {}
    packed, zone = replace(table, rows=pack(table.rows)), ZoneInfo(workspace.zone)

    def draw(aside: bool) -> Iterator[Item]:
        notes = Tally() if aside else tally
        notes.notes.clear()
        return draft_rows(
            packed,
            found,
            actor.at,
            zone,
            workspace.currency,
            read_reason=partial(read_named, named=named) if named else read_claims,
            read_revisit=partial(read_wishes, zone=zone),
            read_no=partial(read_no, zone=zone),
            tally=notes,
            fiscal_month=fiscal_month_of(workspace),
        )

    return draw


def fiscal_month_of(workspace: WorkspaceRecord) -> int:
    """Return the month in which a fiscal year begins, 0 where the book begins it with the year as every new one does:
    that nobody may have said."""
    return workspace.fiscal_month if workspace.fiscal_month > 1 else 0


def said_before(actor: Actor) -> dict[str, dict[str, str]]:
    """Return what single statuses mean, per system, as members of the workspace said about earlier files; the last
    word counts. What was said about a file that was taken back is forgotten with it."""
    said: dict[str, dict[str, str]] = {}
    for system, answers, columns in read_answers(actor.workspace_id):
        if statuses := statuses_in(answers, columns):
            said.setdefault(system, {}).update(statuses)
    return said


def _read_orders(
    workspace: WorkspaceRecord, content: bytes, name: str, mapping: Mapping[str, str], *why: str
) -> ReadFile:
    """Read order lines; the rows of the answer are the customers, and its warnings account for every line.

    `why` the file is taken for one of orders is said where nobody said that it is.
    """
    zone = ZoneInfo(workspace.zone)
    columns, orders, seen = read_orders(content, name, mapping, zone, workspace.currency)
    return ReadFile(
        name=name,
        kind=ORDERS,
        # Customer 17 of one system is not customer 17 of another; the columns tell the systems apart.
        system=f"{ORDERS}-{hashlib.sha256(repr(sorted(columns.of.items())).encode()).hexdigest()[:12]}",
        mapping={column: field for field, column in columns.of.items()},
        unmapped=columns.unmapped,
        questions=(),
        said=(*why, *orders.sentences),
        columns=seen,
        rows=len(orders.items),
        draw=lambda aside: iter(orders.items),
        zone=zone,
    )


def _weigh(question: Question) -> int:
    """Put first what decides most: who comes in at all, how deals stand, which day is theirs, how days are written."""
    decides = (question.comes_first, "lost" in question.choices, bool(ENDS & {*question.choices, question.column}))
    is_order = any(choice.endswith(("@dmy", "@mdy", "@ymd")) for choice in question.choices)
    return next((at for at, does in enumerate((*decides, is_order)) if does), len(decides) + 1)


def put_question(question: Question | QuestionSeen) -> str:
    """Put a question with its answers, as they are given: --map "COLUMN=choice"."""
    answers = " or ".join(f'--map "{question.column}={choice}"' for choice in question.choices)
    return f"{question.words} ({answers})" if answers else question.words


def _show_columns(table: RawTable, found: Recognition) -> tuple[ColumnSeen, ...]:
    """Show what each column became and why, with the first values it holds."""
    shown = []
    for at, column in enumerate(table.columns):
        texts = (as_text(row[at]) for row in table.rows[:LOOKED_AT] if at < len(row) and row[at] != "")
        samples = tuple(islice(dict.fromkeys(text for text in texts if text), SAMPLES))
        why = found.reasons.get(column, "")
        shown.append(ColumnSeen(column, found.mapping.get(column, ""), samples, "" if why == NAMED else why))
    return tuple(shown)
