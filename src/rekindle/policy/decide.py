"""The decision: one row of advice per deal in scope."""

from datetime import date

import pyarrow as pa

from rekindle.outreach.shelf import shelf
from rekindle.policy.judge import judge
from rekindle.policy.line import form_lines
from rekindle.policy.vetoes import list_all_vetoes
from rekindle.policy.weigh import ALLOWED
from rekindle.tables.engine import compute
from rekindle.tables.schemas import Tables, conform
from rekindle.timing import Forecast


def decide(facts: Tables, whys: pa.Table, forecast: Forecast, options: pa.Table, playbook: Tables) -> pa.Table:
    """Return ADVICE: whom to get back to, whom to let wait until when, whom to leave alone, each with what stopped it.

    Guards, worth and the order of a morning are defined in docs/mind.md. Raises KeyError when a table is missing.
    """
    tables = gather(facts, whys, forecast, options, playbook)
    return form_lines(compute(judge, tables), facts)


def gather(facts: Tables, whys: pa.Table, forecast: Forecast, options: pa.Table, playbook: Tables) -> Tables:
    """Return everything the guards read, by name."""
    today: date = facts["moment"].column("today")[0].as_py()
    on_shelf = shelf(playbook, today).select(["asset_key", "place"])
    made = {"whys": whys, "forecast": forecast.returns, "options": options, "allowed": conform(on_shelf, ALLOWED)}
    return {**facts, **playbook, **made}


def list_vetoes(facts: Tables, whys: pa.Table, forecast: Forecast, options: pa.Table, playbook: Tables) -> pa.Table:
    """Return VETOES: every veto of every option, also those behind the one that an advice names."""
    return compute(list_all_vetoes, gather(facts, whys, forecast, options, playbook))
