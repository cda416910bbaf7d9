"""The decision: one row of advice per deal in scope."""

from collections.abc import Iterator
from datetime import date

import pyarrow as pa

from rekindle.outreach.match import lay_out, list_options
from rekindle.outreach.shelf import shelf
from rekindle.policy.deals import weigh_deals
from rekindle.policy.judge import judge
from rekindle.policy.line import form_lines
from rekindle.policy.one_voice import let_one_speak
from rekindle.policy.options import ALLOWED, choose_options, list_all_vetoes
from rekindle.policy.places import laws_of, look_around, place_all, values_of
from rekindle.policy.usual import usual_amounts
from rekindle.tables.engine import compute
from rekindle.tables.facts import FACTS
from rekindle.tables.made import made_of
from rekindle.tables.pieces import joined, on_each, pieces
from rekindle.tables.schemas import Tables, conform
from rekindle.timing import Forecast
from rekindle.timing.prepare import number_rows

# Seats say who belongs to the deals of a piece.
_READ = {*weigh_deals.reads, *choose_options.reads, "seats"}


def decide(
    facts: Tables,
    whys: pa.Table,
    forecast: Forecast,
    options: pa.Table | None,
    playbook: Tables,
    usual: pa.Table | None = None,
) -> pa.Table:
    """Return ADVICE: whom to get back to, whom to let wait until when, whom to leave alone, each with what stopped it.

    `options` are those of `outreach.match`; without them they are matched here, some deals at a time: those of a
    million deals need not all lie in memory. `usual` (USUAL) says what deals without an amount are taken to be worth;
    without it these facts are asked. Guards, worth and the order of a morning are defined in docs/mind.md. Raises
    KeyError when a table is missing.
    """
    small = _small(facts, whys, playbook, usual)
    cut = _pieces(facts, whys, forecast, options)
    judged = joined(on_each(lambda piece: _judge(piece, small), cut))
    return form_lines(let_one_speak(judged, facts, playbook), facts)


def _judge(told: Tables, small: Tables) -> pa.Table:
    if "options" not in told:
        told = {**told, "options": compute(list_options, {**told, **small})}
    tables = _gather(told, small)
    return compute(judge, {**tables, "chosen": compute(choose_options, tables)})


def list_vetoes(facts: Tables, whys: pa.Table, forecast: Forecast, options: pa.Table, playbook: Tables) -> pa.Table:
    """Return VETOES: every veto of every option, also those behind the one that an advice names."""
    small = _small(facts, whys, playbook, None)
    cut = _pieces(facts, whys, forecast, options)
    return joined(on_each(lambda piece: compute(list_all_vetoes, _gather(piece, small)), cut))


def _pieces(facts: Tables, whys: pa.Table, forecast: Forecast, options: pa.Table | None) -> Iterator[Tables]:
    read = _READ | set(list_options.reads) if options is None else _READ
    told = {name: facts[name] for name in FACTS if name in read} | {"whys": whys, "forecast": forecast.returns}
    return pieces(told if options is None else {**told, "options": options})


def _small(facts: Tables, whys: pa.Table, playbook: Tables, usual: pa.Table | None) -> Tables:
    """Return what is the same for every deal: the playbook, what deals are usually worth, what may be used where."""
    today: date = facts["moment"].column("today")[0].as_py()
    return {
        **lay_out(playbook, today),
        "usual": compute(usual_amounts, {**facts, "whys": whys}) if usual is None else usual,
        "allowed": _allowed(playbook, today),
        "around": look_around(playbook, today),
        "laws": laws_of(playbook),
    }


@made_of("assets", "asset_reasons", "asset_roles", "asset_places", "reasons")
def _allowed(playbook: Tables, today: date) -> pa.Table:
    """Return ALLOWED: what may be used where, and what it is worth."""
    on_shelf = shelf(playbook, today).group_by(["asset_key", "place"]).aggregate([])
    return conform(on_shelf.append_column("value_minor", values_of(on_shelf.column("asset_key"), playbook)), ALLOWED)


def _gather(told: Tables, small: Tables) -> Tables:
    tables = {**told, **place_all(told, small), **small}
    return {**tables, "weighed_deals": compute(weigh_deals, tables), "numbered_options": number_rows(told["options"])}
