"""Schemas of the facts: what the book hands to the mind, already cut to one workspace and to `as_of`.

Void rows and superseded rows are gone; suppressions and rests are folded to what is in force.
"""

from datetime import UTC, date, datetime

import pyarrow as pa

from rekindle.tables.schemas import Schema, from_rows

# `ahead_seconds`: how far the workspace's clock is ahead of UTC at that instant, behind it where negative.
MOMENT: Schema = {"as_of": "timestamp", "today": "date", "currency": "string", "ahead_seconds": "int64"}

MEMBERS: Schema = {
    "member_id": "string",
    "name": "string",
    "minutes_per_day": "int64",
    "touches_per_day": "int64",
    "hour_price_minor": "int64",
    "currency": "string",
    "away": "boolean",
}

ACCOUNTS: Schema = {
    "account_id": "string",
    "name": "string",
    "jurisdiction": "string",
    "region": "string",
    "fiscal_month": "int64",
    "segment": "string",
}

DEALS: Schema = {
    "deal_id": "string",
    "account_id": "string",
    "owner_id": "string",
    "kind": "string",
    "status": "string",
    "name": "string",
    "product": "string",
    "amount_minor": "int64",
    "currency": "string",
    "opened_on": "date",
}

LOSSES: Schema = {
    "loss_id": "string",
    "deal_id": "string",
    "number": "int64",
    "lost_on": "date",
    "stage": "string",
    "amount_minor": "int64",
    "currency": "string",
    "competitor": "string",
    "known_at": "timestamp",
}

CLAIMS: Schema = {
    "claim_id": "string",
    "loss_id": "string",
    "deal_id": "string",
    "source": "string",
    "kind": "string",
    "key": "string",
    "rank": "int64",
    "confidence": "float64",
    "quote": "string",
    "person_id": "string",
    "happened_at": "timestamp",
    "known_at": "timestamp",
}

RETURNS: Schema = {
    "return_id": "string",
    "deal_id": "string",
    "loss_id": "string",
    "kind": "string",
    "happened_at": "timestamp",
}

PEOPLE: Schema = {
    "person_id": "string",
    "account_id": "string",
    "name": "string",
    "title": "string",
    "jurisdiction": "string",
    "has_mail": "boolean",
    "has_phone": "boolean",
    "has_linkedin": "boolean",
}

SEATS: Schema = {"deal_id": "string", "person_id": "string", "role": "string", "stance": "string"}

TOUCHES: Schema = {
    "touch_id": "string",
    "deal_id": "string",
    "account_id": "string",
    "person_id": "string",
    "member_id": "string",
    "channel": "string",
    "direction": "string",
    "state": "string",
    "play": "string",
    "asset_key": "string",
    "outcome": "string",
    "minutes": "int64",
    "happened_at": "timestamp",
}

PERMISSIONS: Schema = {
    "permission_id": "string",
    "person_id": "string",
    "channel": "string",
    "state": "string",
    "until_on": "date",
    "words": "string",
    "happened_at": "timestamp",
}

# Folded: one row per person or account, channel null means every channel.
SUPPRESSIONS: Schema = {
    "person_id": "string",
    "account_id": "string",
    "channel": "string",
    "origin": "string",
    "since_on": "date",
    "words": "string",
}

PROMISES: Schema = {
    "promise_id": "string",
    "deal_id": "string",
    "person_id": "string",
    "due_on": "date",
    "sd_days": "float64",
    "source": "string",
    "words": "string",
    "happened_at": "timestamp",
}

# Folded: the rest in force of a deal; without a day it lasts until something changes there.
RESTS: Schema = {"deal_id": "string", "until_on": "date", "words": "string", "happened_at": "timestamp"}

SIGNALS: Schema = {
    "signal_id": "string",
    "account_id": "string",
    "person_id": "string",
    "deal_id": "string",
    "product": "string",
    "kind": "string",
    "words": "string",
    "happened_on": "date",
    "until_on": "date",
}

CONTRACTS: Schema = {"account_id": "string", "incumbent": "string", "product": "string", "ends_on": "date"}

FACTS: dict[str, Schema] = {
    "moment": MOMENT,
    "members": MEMBERS,
    "accounts": ACCOUNTS,
    "deals": DEALS,
    "losses": LOSSES,
    "claims": CLAIMS,
    "returns": RETURNS,
    "people": PEOPLE,
    "seats": SEATS,
    "touches": TOUCHES,
    "permissions": PERMISSIONS,
    "suppressions": SUPPRESSIONS,
    "promises": PROMISES,
    "rests": RESTS,
    "signals": SIGNALS,
    "contracts": CONTRACTS,
}

# Which table knows whom, or what, an id names.
KNOWN_BY = {"deal_id": "deals", "account_id": "accounts", "loss_id": "losses", "person_id": "people"}
# A row of these may be of a deal and of another account, or of an account alone.
OF_BOTH = ("touches", "signals")
# A row of these is about one deal alone, and goes where it goes.
OF_DEALS = tuple(name for name, schema in FACTS.items() if "deal_id" in schema and name not in OF_BOTH)


def moment(as_of: datetime, today: date, currency: str, ahead_seconds: int = 0) -> pa.Table:
    """Build the one-row table that carries time into the mind; `as_of` is an aware instant."""
    instant = as_of.astimezone(UTC).replace(tzinfo=None)
    return from_rows(MOMENT, [{"as_of": instant, "today": today, "currency": currency, "ahead_seconds": ahead_seconds}])
