"""What a thing of value means for one person by the law of their place: too much to be given, or to be reported."""

from datetime import date
from typing import Any

import pyarrow as pa

from rekindle.policy.places import UNKNOWN, WHOLE, look_around, place_all
from rekindle.tables.schemas import Tables
from rekindle.terms.touches import Direction, TouchState

Row = dict[str, Any]


def list_too_much(facts: Tables, playbook: Tables, deal_id: str, person_id: str | None) -> frozenset[str]:
    """Return the keys of the things of value that the veto `gift_limit` would stop for a person of a deal.

    `facts` are those of the deal's account."""
    limits, given, worth = _look(facts, playbook, deal_id, person_id)
    return frozenset(
        key
        for key, value in worth.items()
        if _is_over(value, limits["gift_item_minor"]) or _is_over(given + value, limits["gift_year_minor"])
    )


def list_reported(facts: Tables, playbook: Tables, deal_id: str, person_id: str | None) -> frozenset[str]:
    """Return the keys of the things of value that would have to be reported, brought to a person of a deal: the duty
    `report`, as `policy.duties` has it. `facts` are those of the deal's account."""
    limits, given, worth = _look(facts, playbook, deal_id, person_id)
    once, in_all = limits["report_item_minor"], limits["report_year_minor"]
    return frozenset(
        key for key, value in worth.items() if (once is not None and value >= once) or _is_over(given + value, in_all)
    )


def _look(facts: Tables, playbook: Tables, deal_id: str, person_id: str | None) -> tuple[Row, int, dict[str, int]]:
    """Return the limits of the place, what the person was given this year, and what things are worth that are worth
    something (minor units)."""
    today: date = facts["moment"].column("today")[0].as_py()
    placed = place_all(facts, playbook)
    limits = _limits(placed, facts["deals"], playbook, deal_id, person_id, today)
    given = sum(row["value_minor"] or 0 for row in placed["touches"].to_pylist() if _is_given(row, person_id, today))
    assets = playbook["assets"].select(["asset_key", "value_minor"]).to_pylist()
    return limits, given, {row["asset_key"]: row["value_minor"] for row in assets if row["value_minor"]}


def _limits(placed: Tables, deals: pa.Table, playbook: Tables, deal_id: str, person_id: str | None, today: date) -> Row:
    account_id = next(row["account_id"] for row in deals.to_pylist() if row["deal_id"] == deal_id)
    account: Row = next((row for row in placed["accounts"].to_pylist() if row["account_id"] == account_id), {})
    person: Row = next((row for row in placed["people"].to_pylist() if row["person_id"] == person_id), {})
    there = person.get("there") or account.get("there") or UNKNOWN
    part = account["part"] if account and there == account["there"] else WHOLE
    rows: list[Row] = look_around(playbook, today).to_pylist()
    return next(row for row in rows if (row["there"], row["part"]) == (there, part))


def _is_given(row: Row, person_id: str | None, today: date) -> bool:
    ours = person_id is not None and row["person_id"] == person_id
    done = row["direction"] == Direction.OUT and row["state"] == TouchState.DONE
    return ours and done and row["happened_at"].year == today.year


def _is_over(value: int, limit: int | None) -> bool:
    return limit is not None and value > limit
