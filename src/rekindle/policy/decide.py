"""The decision: one row of advice per deal in scope."""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.outreach.shelf import shelf
from rekindle.policy.deals import weigh_deals
from rekindle.policy.judge import judge
from rekindle.policy.line import form_lines
from rekindle.policy.options import ALLOWED, DAYS_OFF, choose_options, list_all_vetoes
from rekindle.policy.usual import usual_amounts
from rekindle.tables.engine import compute
from rekindle.tables.schemas import Tables, conform
from rekindle.timing import Forecast
from rekindle.timing.prepare import number_rows


def decide(
    facts: Tables,
    whys: pa.Table,
    forecast: Forecast,
    options: pa.Table,
    playbook: Tables,
    usual: pa.Table | None = None,
) -> pa.Table:
    """Return ADVICE: whom to get back to, whom to let wait until when, whom to leave alone, each with what stopped it.

    `usual` (USUAL) says what deals without an amount are taken to be worth; without it these facts are asked. Guards,
    worth and the order of a morning are defined in docs/mind.md. Raises KeyError when a table is missing.
    """
    tables = _gather(facts, whys, forecast, options, playbook, usual)
    return form_lines(compute(judge, {**tables, "chosen": compute(choose_options, tables)}), facts)


def list_vetoes(facts: Tables, whys: pa.Table, forecast: Forecast, options: pa.Table, playbook: Tables) -> pa.Table:
    """Return VETOES: every veto of every option, also those behind the one that an advice names."""
    return compute(list_all_vetoes, _gather(facts, whys, forecast, options, playbook, None))


def _gather(
    facts: Tables, whys: pa.Table, forecast: Forecast, options: pa.Table, playbook: Tables, usual: pa.Table | None
) -> Tables:
    tables = {**facts, **playbook, "whys": whys, "forecast": forecast.returns}
    tables["usual"] = compute(usual_amounts, tables) if usual is None else usual
    today: date = facts["moment"].column("today")[0].as_py()
    on_shelf = shelf(playbook, today).group_by(["asset_key", "place"]).aggregate([])
    return {
        **tables,
        "weighed_deals": compute(weigh_deals, tables),
        "numbered_options": number_rows(options),
        "allowed": conform(on_shelf, ALLOWED),
        "days_off": _days_off(playbook["holidays"], today),
    }


def _days_off(holidays: pa.Table, today: date) -> pa.Table:
    found = holidays.filter(pc.equal(holidays.column("day"), pa.scalar(today)))
    named = found.group_by("jurisdiction").aggregate([("name", "min")])
    return conform(named.rename_columns({"jurisdiction": "place", "name_min": "holiday"}), DAYS_OFF)
