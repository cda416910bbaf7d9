"""What each bump of a playbook lifts, for each reason it is meant for."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from rekindle.tables.made import made_of
from rekindle.tables.schemas import Schema, Tables, from_rows
from rekindle.terms.touches import SignalKind

# What a kind of signal lifts for a reason.
SIGNAL_LIFTS: Schema = {"kind": "string", "reason": "string", "signal_lift": "float64"}

# What the dates lift for a reason, and how far before and around them; a lift of 0 where the pack names other reasons.
DATE_LIFTS: Schema = {
    "reason": "string",
    "promised_lift": "float64",
    "promised_bump_sd": "float64",
    "promised_lead": "int64",
    "contract_lift": "float64",
    "contract_sd": "float64",
    "contract_lead": "int64",
    "fiscal_lift": "float64",
}
_NO_BUMP = {"log_lift": 0.0, "sd_days": 1.0, "lead_days": 0}


@made_of("bumps", "bump_reasons", "reasons")
def lifts(playbook: Tables) -> dict[str, pa.Table]:
    """Return DATE_LIFTS and SIGNAL_LIFTS: a bump whose reasons the playbook names lifts only those, others lift all."""
    bumps = {bump["bump"]: bump for bump in playbook["bumps"].to_pylist()}
    named: dict[str, set[str]] = {}
    for row in playbook["bump_reasons"].to_pylist():
        named.setdefault(row["bump"], set()).add(row["reason"])
    reasons = playbook["reasons"].column("reason").to_pylist()
    meant = {
        reason: {key: bump for key, bump in bumps.items() if reason in named.get(key, {reason})} for reason in reasons
    }
    dates = [_dates(reason, bumps) for reason, bumps in meant.items()]
    signals = [row for reason, bumps in meant.items() for row in _signals(reason, bumps)]
    return {"date_lifts": from_rows(DATE_LIFTS, dates), "signal_lifts": from_rows(SIGNAL_LIFTS, signals)}


def _dates(reason: str, bumps: dict[str, Any]) -> dict[str, Any]:
    promised, contract = bumps.get("promised", _NO_BUMP), bumps.get("contract_end", _NO_BUMP)
    return {
        "reason": reason,
        "promised_lift": promised["log_lift"],
        "promised_bump_sd": promised["sd_days"],
        "promised_lead": promised["lead_days"] or 0,
        "contract_lift": contract["log_lift"],
        "contract_sd": contract["sd_days"],
        "contract_lead": contract["lead_days"] or 0,
        "fiscal_lift": bumps.get("fiscal_start", _NO_BUMP)["log_lift"],
    }


def _signals(reason: str, bumps: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for kind in SignalKind:
        if kind in bumps:
            yield {"kind": kind.value, "reason": reason, "signal_lift": bumps[kind]["log_lift"]}
