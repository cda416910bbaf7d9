"""A small playbook as tables: every kind of row the mind can meet, and no more."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from rekindle.tables.playbooks import PLAYBOOK
from rekindle.tables.schemas import from_rows
from rekindle.terms.losses import DealKind, Reason, Verdict
from rekindle.terms.people import SeatRole
from rekindle.terms.touches import Channel

TODAY = date(2026, 10, 14)

CONTROL = ("ours", "shared", "theirs")
BACK = {
    Reason.TIMING: (0.50, "dated"),
    Reason.BUDGET: (0.45, "seasons"),
    Reason.PRICE: (0.25, "early"),
    Reason.PRODUCT_GAP: (0.02, "flat"),
    Reason.COMPETITOR_FIT: (0.20, "late"),
    Reason.CONTRACT_OR_GPO: (0.20, "late"),
    Reason.SILENCE: (0.12, "flat"),
}
NEVER = {
    Verdict.NOT_NOW: 0.3,
    Verdict.CHOSE_OTHER: 0.5,
    Verdict.NO_DECISION: 0.4,
    Verdict.NO: 1.0,
    Verdict.UNQUALIFIED: 0.8,
    Verdict.UNKNOWN: 0.5,
}
SHAPES = {
    "flat": [(0, 52, 1.0)],
    "early": [(0, 13, 0.2), (13, 39, 0.7), (39, 52, 0.1)],
    "late": [(0, 26, 0.2), (26, 52, 0.8)],
    "dated": [(0, 8, 0.05), (8, 34, 0.6), (34, 52, 0.35)],
    "seasons": [(4, 26, 0.5), (30, 52, 0.5)],
}
BUMPS = [
    ("promised", 1.5, 21.0, 0),
    ("contract_end", 1.2, 45.0, 120),
    ("fiscal_start", 0.6, 42.0, 14),
    ("someone_new", 0.7, 30.0, 0),
    ("recall", 1.1, 30.0, 0),
    ("shipped_feature", 2.5, 30.0, 0),
    ("contract_ends", 0.9, 30.0, 0),
    ("budget_season", 0.4, 30.0, 0),
]
BUMP_REASONS = [("fiscal_start", "budget"), ("fiscal_start", "price"), ("shipped_feature", "product_gap")]
PLAYS: dict[str, tuple[bool, float, dict[str, int]]] = {
    "inbound": (False, 1.5, {"call": 8, "mail": 5, "linkedin": 4}),
    "promised": (False, 1.4, {"call": 6, "mail": 4, "visit": 20}),
    "check_in": (False, 1.1, {"mail": 3, "call": 6, "linkedin": 2}),
    "value_touch": (True, 1.2, {"mail": 4, "linkedin": 3, "visit": 15}),
    "debrief_ask": (False, 1.0, {"call": 10, "mail": 4}),
    "permission_ask": (False, 1.0, {"call": 4, "mail": 3}),
    "closing_note": (False, 1.0, {"mail": 2}),
    "presence": (False, 1.1, {"visit": 25, "call": 6, "mail": 4}),
    "hello": (False, 1.0, {"linkedin": 1, "mail": 2, "message": 1}),
}
ROLES = dict(zip(SeatRole, (0.9, 1.0, 0.7, 0.5, 0.4, 0.1, 0.9, 0.5, 0.3, 0.25), strict=True))
# asset: product, approved by, expires in days (None: never), on label, reasons, roles, places.
ASSETS: dict[str, tuple[str | None, str, int | None, bool | None, list[str], list[str], list[str]]] = {
    "case_north": (None, "Ada", None, True, ["timing", "budget", "price", "other", "buy_in"], ["*"], []),
    "cost_sheet": ("tower", "Ada", 200, True, ["budget", "price"], ["economic_buyer", "procurement"], []),
    "downtime_study": ("tower", "Ada", None, True, ["timing", "service", "product_quality"], ["clinical_user"], []),
    "eu_study": (None, "Ada", None, None, ["timing", "competitor_fit", "silence"], ["*"], ["DE", "GB"]),
    "expired": (None, "Ada", -1, True, ["timing", "budget", "silence"], ["*"], []),
    "old_label": (None, "Ada", None, False, ["timing", "competitor_fit"], ["*"], []),
    "sealer_cases": ("sealer", "Ada", None, True, ["competitor_fit", "price"], ["champion", "*"], ["US", "CA"]),
    "unapproved": (None, "", None, True, ["timing", "budget"], ["*"], []),
    "webinar": ("", "Ada", 30, None, ["competitor_fit", "not_understood", "silence", "contract_or_gpo"], ["*"], []),
    "white_paper": (None, "Ada", None, True, ["product_gap", "access_or_level", "wrong_stakeholder"], ["champion"], []),
}
# jurisdiction, channel, needs, implied days; what a place does not name is "*".
RULES: list[tuple[str, str, str, int | None]] = [
    *(("*", channel.value, "express", None) for channel in Channel if channel not in (Channel.CALL, Channel.VISIT)),
    ("*", "call", "relation", 365),
    ("*", "visit", "relation", 365),
    *(("US", channel.value, "none", None) for channel in Channel),
    ("CA", "mail", "relation", 183),
    ("CA", "call", "none", None),
    ("GB", "mail", "none", None),
    ("GB", "call", "relation", 730),
    ("DE", "mail", "express", None),
    ("DE", "call", "relation", 548),
    ("DE", "linkedin", "relation", None),
    ("JP", "mail", "none", None),
]
# What is asked of sole traders instead, and what has to be seen to at each contact and at the first.
ALONE = {("GB", "mail"): ("relation", 365), ("CA", "call"): ("express", None)}
DUTIES = {
    ("*", "mail"): ("sender,address,way_out,", "object,origin,"),
    ("*", "call"): ("sender,screen,", "object,"),
    ("US", "mail"): ("sender,address,way_out,", ""),
    ("US", "call"): ("sender,", ""),
    ("GB", "mail"): ("sender,way_out,", "object,origin,"),
    ("GB", "call"): ("screen,", "object,"),
    ("DE", "mail"): ("sender,address,", "object,"),
}
# place, part, read until (days from today), days with calls, kept for, a yes needs its words; then gifts: one, a year,
# reported from one, reported from a year. Today is a Wednesday.
PLACES: list[tuple[Any, ...]] = [
    ("*", None, 400, "245", 300, True, 0, 0, 500, 900),
    ("US", None, 400, "1234567", None, False, 5000, 8000, 600, 1500),
    ("US", "US-VT", 400, "1234567", None, False, 0, 0, 600, 1500),
    ("CA", None, 0, "1234567", 250, True, None, 700, None, None),
    ("DE", None, 1, "12", 150, True, 500, None, 100, None),
    ("GB", None, 400, "36", 120, False, 3000, 4000, None, 600),
    ("JP", None, -1, "1234567", None, False, None, None, None, None),
]
WORTH = {"cost_sheet": 4000, "webinar": 700, "eu_study": 300, "sealer_cases": 4500}
CAPS = {
    "gap_days": 42,
    "account_gap_days": 10,
    "per_quarter": 2,
    "per_year": 4,
    "per_loss": 6,
    "freshness_days": 28.0,
    "opt_out_rate": 0.01,
    "opt_out_value_share": 0.5,
    "message_price_minor": 50,
    "debrief_from_days": 2,
    "debrief_to_days": 10,
    "silence_never": 0.95,
}


Rows = dict[str, list[dict[str, Any]]]


def pack(today: date = TODAY, **caps: Any) -> dict[str, pa.Table]:
    """Build the playbook's tables; `caps` replaces single caps."""
    rows: Rows = {**_why(), **_when(), **_with_what(today), **_laws(today), "caps": [CAPS | caps]}
    return {name: from_rows(schema, rows[name]) for name, schema in PLAYBOOK.items()}


def _why() -> Rows:
    return {
        "reasons": [
            {"reason": r.value, "control": CONTROL[nth % 3], "default_verdict": "not_now"}
            for nth, r in enumerate(Reason)
        ],
        "verdicts": [
            {"verdict": v.value, "revisit": v is not Verdict.NO, "never_share": share} for v, share in NEVER.items()
        ],
        "sources": [{"source": "rep", "trust": 0.5}],
    }


def _when() -> Rows:
    after_a_no = [
        {**_prior(kind, Reason.OTHER), "reason": r.value, "verdict": "no", "back_share": 0.0}
        for kind in DealKind
        for r in Reason
    ]
    return {
        "priors": [_prior(kind, reason) for kind in DealKind for reason in Reason] + after_a_no,
        "shapes": [
            {"shape": name, "from_week": a, "to_week": b, "share": share}
            for name, steps in SHAPES.items()
            for a, b, share in steps
        ],
        "bumps": [dict(zip(("bump", "log_lift", "sd_days", "lead_days"), row, strict=True)) for row in BUMPS],
        "bump_reasons": [{"bump": bump, "reason": reason} for bump, reason in BUMP_REASONS],
    }


def _with_what(today: date) -> Rows:
    return {
        "plays": [{"play": p, "needs_asset": needs, "win_lift": lift} for p, (needs, lift, _) in PLAYS.items()],
        "play_channels": [
            {"play": play, "channel": channel, "minutes": minutes}
            for play, (_, _, channels) in PLAYS.items()
            for channel, minutes in channels.items()
        ],
        "roles": [{"role": role.value, "weight": weight} for role, weight in ROLES.items()],
        "assets": [_asset(key, today) for key in ASSETS],
        "asset_reasons": [{"asset_key": key, "reason": r} for key, a in ASSETS.items() for r in a[4]],
        "asset_roles": [{"asset_key": key, "role": r} for key, a in ASSETS.items() for r in a[5]],
        "asset_places": [{"asset_key": key, "jurisdiction": j} for key, a in ASSETS.items() for j in a[6]],
    }


def _laws(today: date) -> Rows:
    return {
        "rules": [
            {"jurisdiction": j, "channel": c, "needs": n, "implied_days": d, "rule": f"{j} {c}: {n}", **_more(j, c)}
            for j, c, n, d in RULES
        ],
        "places": [_place(today, *row) for row in PLACES],
        "region_names": [
            {"jurisdiction": "US", "name": name, "region": "US-VT"} for name in ("vermont", "vt", "us-vt")
        ],
        "companies": [{"word": word} for word in ("ltd", "hospital")],
        "holidays": [{"jurisdiction": "CA", "day": today, "name": "A day off"}],
    }


def _prior(kind: DealKind, reason: Reason) -> dict[str, Any]:
    back, shape = BACK.get(reason, (0.25, "flat"))
    more = 1.3 if kind is DealKind.ACCOUNT else 1.0
    numbers = {"back_share": back * more, "win_if_back": 0.25, "pseudo_deals": 15.0}
    return {"kind": kind.value, "reason": reason.value, "verdict": "*", "shape": shape, **numbers}


def _more(place: str, channel: str) -> dict[str, Any]:
    needs, days = ALONE.get((place, channel), (None, None))
    duties, first = DUTIES.get((place, channel), ("", ""))
    return {"individual_needs": needs, "individual_days": days, "duties": duties, "first": first}


def _place(today: date, place: str, part: str | None, days: int, calls: str, *more: Any) -> dict[str, Any]:
    names = ("keep_days", "proven", "gift_item_minor", "gift_year_minor", "report_item_minor", "report_year_minor")
    known = {"jurisdiction": place, "region": part, "review_on": today + timedelta(days=days), "call_days": calls}
    return known | dict(zip(names, more, strict=True))


def _asset(key: str, today: date) -> dict[str, Any]:
    product, approved_by, expires, on_label, *_ = ASSETS[key]
    expires_on = None if expires is None else today + timedelta(days=expires)
    known = {"product": product, "approved_by": approved_by, "expires_on": expires_on, "on_label": on_label}
    return {"asset_key": key, "title": key, "value_minor": WORTH.get(key, 0), **known}
