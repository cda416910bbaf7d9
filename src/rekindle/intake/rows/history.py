"""Files in which a deal has a row per change: the rows of a deal become one draft with every time it was lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from rekindle.intake.cells.dates import When
from rekindle.intake.columns.dictionary import fields, profiles
from rekindle.intake.columns.match import candidates
from rekindle.intake.columns.settle import ColumnReading
from rekindle.intake.drafts import ClaimDraft, DealDraft, Draft, LossDraft, Rejected, ReturnDraft, Skipped
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.names import name_key
from rekindle.intake.rows.deals import draft_deal
from rekindle.intake.rows.losses import Turn, read_claims
from rekindle.intake.rows.plan import Place, Step, plan_column
from rekindle.intake.rows.refusing import reject
from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.values import RowValues, Value, read_cell, read_row
from rekindle.intake.standing.telling import meaning_of
from rekindle.terms.losses import ReturnKind, Status

Key = tuple[str, str]


@dataclass(slots=True)
class _Turns:
    """What became of a deal so far: losses and returns in the order of time."""

    status: Status = Status.OPEN
    stage: str = ""
    at: datetime | None = None
    last: Value | None = None
    losses: list[LossDraft] = field(default_factory=list)
    returns: list[ReturnDraft] = field(default_factory=list)


def draft_histories(
    rows: Sequence[tuple[int, tuple[Cell, ...]]], columns: tuple[str, ...], setting: Setting
) -> dict[int, Draft | Rejected | Skipped]:
    """Draft the deals of numbered rows: a deal's last row gives the draft, its others say that they are part of it."""
    found: dict[int, Draft | Rejected | Skipped] = {}
    deals: dict[Key, list[tuple[datetime, RowValues]]] = {}
    properties = _Properties(columns, setting)
    for number, row in rows:
        values = read_row(number, row, setting)
        properties.read(values, row)
        when, key = values.when("history.at"), _key(values)
        if when is None:
            found[number] = reject(values, setting, "says not when it happened", "history.at")
        elif key is None:
            found[number] = reject(values, setting, "says not which deal it was", "deal.external", "deal.name")
        else:
            deals.setdefault(key, []).append((when.at, values))
    for changes in deals.values():
        changes.sort(key=lambda change: (change[0], change[1].row))
        last = changes[-1][1].row
        words = f"a step on the way of the deal in row {last}"
        found |= {values.row: Skipped(values.row, words) for _, values in changes}
        found[last] = _draft(changes, setting)
    return found


def _key(values: RowValues) -> Key | None:
    external, name = values.text("deal.external"), values.text("deal.name")
    account = values.text("account.external") or name_key(values.text("account.name"))
    if external:
        return external, ""
    return (account, name_key(name)) if name else None


class _Properties:
    """Of files with a row per property: how the value of each property is read."""

    def __init__(self, columns: tuple[str, ...], setting: Setting) -> None:
        self.setting = setting
        self.index = {reading.field: reading.index for reading in setting.recognition.readings}
        self.columns = columns
        self.steps: dict[str, Step] = {}

    def read(self, values: RowValues, row: tuple[Cell, ...]) -> None:
        """Read a row's value as what its property is."""
        if "history.property" not in self.index or "history.value" not in self.index:
            return
        name = as_text(row[self.index["history.property"]]).strip()
        cell = row[self.index["history.value"]]
        if not name or cell == "":
            return
        if name not in self.steps:
            self.steps[name] = self._step(name)
        if self.steps[name].read is None:
            values.custom[name] = as_text(cell)
        else:
            read_cell(values, self.steps[name], cell, self.setting)

    def _step(self, name: str) -> Step:
        system = self.setting.recognition.system
        of_deals = [one for one in profiles() if one.system == system and one.kind == "deals" and not one.is_history]
        fitting = [one.field for profile in of_deals for one in candidates(name, profile) if one.field in fields()]
        meant = "history.to" if fitting[:1] == ["deal.stage"] else next(iter(fitting), "keep")
        place = Place(self.setting.zone, self.setting.currency)
        return plan_column(ColumnReading(self.index["history.value"], name, meant), system, place)


def _draft(changes: list[tuple[datetime, RowValues]], setting: Setting) -> Draft | Rejected | Skipped:
    merged = RowValues(changes[-1][1].row)
    turns = _Turns()
    for at, values in changes:
        said = values.first("history.to")
        why = _why(merged, turns, setting) if said else ()
        merged.values |= values.values
        merged.custom |= values.custom
        if said:
            _turn(turns, said, values.first("history.from"), min(at, setting.as_of), setting)
        if why and turns.status is not Status.LOST:
            turns.losses[-1] = replace(turns.losses[-1], claims=why)
    _end(merged, turns, setting)
    if not merged.first("deal.name") and not merged.first("account.name"):
        merged.values["deal.name"] = merged.values["deal.external"]
    draft = draft_deal(merged, setting)
    return _with_turns(draft, turns) if isinstance(draft, DealDraft) else draft


def _why(merged: RowValues, turns: _Turns, setting: Setting) -> tuple[ClaimDraft, ...]:
    """Return what was said about the loss that lasts, as far as the changes were read."""
    if turns.status is not Status.LOST or turns.at is None:
        return ()
    lost = Turn(turns.losses[-1].lost_on, turns.at, "stage_history")
    return read_claims(merged, lost, setting)


def _turn(turns: _Turns, said: Value, before: Value | None, at: datetime, setting: Setting) -> None:
    """Add one change of stage. The stage of a loss is the last one before it."""
    ending = meaning_of(said.column, said.text, setting.recognition.telling)
    became = Status(ending) if ending in list(Status) else Status.OPEN
    if became is Status.LOST and turns.status is not Status.LOST:
        stage = turns.stage or (before.text if before else said.text)
        turns.losses.append(LossDraft(at.astimezone(setting.zone).date(), "stage_history", stage))
    elif turns.status is Status.LOST and became is not Status.LOST:
        kind = ReturnKind.WIN if became is Status.WON else ReturnKind.REOPEN
        turns.returns.append(ReturnDraft(kind, at, f"{said.column}: {said.text}"))
    if became is not turns.status or turns.at is None:
        turns.at = at
    turns.status, turns.last = became, said
    turns.stage = said.text if became is Status.OPEN else turns.stage


def _end(merged: RowValues, turns: _Turns, setting: Setting) -> None:
    """Let the row that stands for all end as its history ends, on the day it did."""
    if turns.last is None or turns.at is None:
        return
    day = {Status.LOST: "deal.lost_on", Status.WON: "deal.won_on", Status.OPEN: "deal.stage_changed_on"}[turns.status]
    when = When(turns.at.astimezone(setting.zone).date(), turns.at)
    merged.values["deal.stage"] = merged.values["deal.status"] = [turns.last]
    merged.values[day] = [Value(when, when.on.isoformat(), turns.last.column)]


def _with_turns(draft: DealDraft, turns: _Turns) -> DealDraft:
    """The last loss has what the row says about why, as it stands now; an earlier one what was said until it ended."""
    if not turns.losses:
        return replace(draft, returns=tuple(turns.returns))
    own = draft.losses[-1] if draft.losses else None
    losses = list(turns.losses)
    if own:
        losses[-1] = replace(own, lost_on=losses[-1].lost_on, lost_on_quality="stage_history", stage=losses[-1].stage)
    return replace(draft, losses=tuple(losses), returns=tuple(turns.returns))
