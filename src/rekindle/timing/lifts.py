"""What each bump of a playbook lifts, for each reason it is meant for."""

from collections.abc import Iterator
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from rekindle.tables.schemas import Schema, Tables, from_rows

# One row per bump and reason it lifts.
LIFTS: Schema = {
    "bump": "string",
    "reason": "string",
    "log_lift": "float64",
    "sd_days": "float64",
    "lead_days": "float64",
}


def lifts(playbook: Tables) -> pa.Table:
    """Return LIFTS: a bump whose reasons the playbook names lifts only those, any other one lifts all."""
    return from_rows(LIFTS, list(_lifts(playbook)))


def _lifts(playbook: Tables) -> Iterator[dict[str, Any]]:
    named: dict[str, set[str]] = {}
    for row in playbook["bump_reasons"].to_pylist():
        named.setdefault(row["bump"], set()).add(row["reason"])
    for bump in playbook["bumps"].to_pylist():
        numbers = {name: bump[name] for name in ("log_lift", "sd_days")} | {"lead_days": bump["lead_days"] or 0}
        for reason in playbook["reasons"].column("reason").to_pylist():
            if reason in named.get(bump["bump"], {reason}):
                yield {"bump": bump["bump"], "reason": reason, **numbers}


def lift_of(bump: str, lifts: ir.Table) -> ir.Table:
    """Return the rows of LIFTS of one bump, one per reason."""
    return lifts.filter(lifts.bump == bump).drop("bump")
