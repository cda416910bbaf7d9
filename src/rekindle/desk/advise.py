"""The way from facts to advice: why it was lost, when it may come back, with what, and what to do about it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.book.facts import facts
from rekindle.book.keep import latest_report, latest_sets, parameters_in, report_in
from rekindle.book.read.speaking import who_speaks_to
from rekindle.book.read.workspace import WorkspaceRecord
from rekindle.debrief import explain
from rekindle.desk.capping import CAP, cap_of, name_cap, tighten
from rekindle.desk.playbooks import playbook_of
from rekindle.learning.holdout import hold_out
from rekindle.outreach import match
from rekindle.playbook import Playbook
from rekindle.policy import decide, leave_to_others, usual_amounts
from rekindle.tables.engine import compute
from rekindle.tables.from_playbook import tables_of
from rekindle.tables.schemas import Tables
from rekindle.terms.advice import AdviceKind
from rekindle.timing import Forecast, fit_and_forecast, forecast

# The switch is kept with what is learned: dated, and never overwritten.
HOLD_OUT = "hold_out"
# What the last test of the book said of the second model: its trees, or none.
SECOND = "second_model"
# What advising looks up of all that was kept: one query for a verb, which somebody waits for.
_ASKED = (CAP, HOLD_OUT, "timing", "usual")


@dataclass(frozen=True, slots=True)
class Advised:
    """The tables on the way, so that each can be looked at. The options are not among them: those of a large book are
    matched and decided on piece by piece."""

    playbook: Playbook
    facts: Tables
    whys: pa.Table
    learned: pa.Table
    usual: pa.Table
    returns: Forecast
    advice: pa.Table


def trees_in_force(workspace_id: UUID, as_of: datetime) -> str | None:
    """Return the second model, as text, where the last test of the book put it in force."""
    kept = latest_report(workspace_id, SECOND, as_of)
    return kept[0]["trees"] if kept else None


def held_out_since(workspace_id: UUID, as_of: datetime) -> datetime | None:
    """Return since when one account in ten is left to the cadence; None while that is switched off."""
    return _since_when(latest_report(workspace_id, HOLD_OUT, as_of))


def _since_when(switched: tuple[dict[str, Any], datetime] | None) -> datetime | None:
    return switched[1] if switched and switched[0].get("on") else None


def advise(
    workspace: WorkspaceRecord, as_of: datetime, *, account_id: UUID | None = None, keep_owner: UUID | None = None
) -> Advised:
    """Compute the advice for a workspace, or for one of its accounts, as known at an instant.

    For the whole book the timing is fitted anew, and what deals are usually worth is counted; for one account what was
    kept last of both is used, so that a verb changes no number but by what it says.
    """
    playbook = playbook_of(workspace)
    known = facts(workspace.workspace_id, as_of, account_id=account_id, keep_owner=keep_owner)
    here, sets = workspace.workspace_id, latest_sets(workspace.workspace_id, _ASKED, as_of)
    cap = cap_of(here, report_in(here, sets[CAP]), as_of)
    data = tighten(tables_of(playbook, known["moment"].column("today")[0].as_py()), cap)
    whys = explain(known, data)
    kept = parameters_in(here, "timing", sets["timing"]) if account_id else None
    if kept is None or kept.column("factor").null_count:
        learned, returns = fit_and_forecast(known, whys, data, trees_in_force(here, as_of))
        # Matched where they are decided on: those of a large book need not all lie in memory.
        options = None
    else:
        learned, (returns, options) = kept, _look(known, whys, data, kept)
    usual = parameters_in(here, "usual", sets["usual"]) if account_id else None
    if usual is None:
        usual = compute(usual_amounts, {**known, "whys": whys})
    advice = decide(known, whys, returns, options, data, usual)
    if account_id:
        advice = leave_to_others(advice, _taken(here, account_id, known, advice), known, data)
    advice = name_cap(advice, cap)
    if _since_when(report_in(here, sets[HOLD_OUT])):
        advice = hold_out(advice, known, whys, here.hex)
    return Advised(playbook, known, whys, learned, usual, returns, advice)


def _taken(workspace_id: UUID, account_id: UUID, known: Tables, advice: pa.Table) -> dict[str, str | None]:
    """Return whom of those to get back to at an account somebody has at another one, and who that is."""
    back = advice.filter(pc.equal(advice.column("kind"), AdviceKind.GET_BACK.value)).column("person_id").drop_null()
    people = known["people"].select(["person_id", "account_id"])
    homes = people.filter(pc.is_in(people.column("person_id"), back.combine_chunks())).column("account_id").drop_null()
    whom, where = ({UUID(one) for one in column.to_pylist()} for column in (back, homes))
    return who_speaks_to(workspace_id, whom, where - {account_id}, account_id)


def _look(known: Tables, whys: pa.Table, data: Tables, learned: pa.Table) -> tuple[Forecast, pa.Table]:
    """Forecast and match. Neither needs the other: for a verb, which somebody waits for, both are done at once."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        matching = beside.submit(match, known, whys, data)
        return forecast(known, whys, data, learned), matching.result()
