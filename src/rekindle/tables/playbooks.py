"""Schemas of a playbook as tables: how data from a pack reaches the steps of the mind."""

from rekindle.tables.schemas import Schema

REASONS: Schema = {
    "reason": "string",
    "label": "string",
    "phrase": "string",
    "control": "string",
    "default_verdict": "string",
}

# revisit: may this deal be gone back to at all; never_share: prior share that never comes back.
VERDICTS: Schema = {"verdict": "string", "label": "string", "revisit": "boolean", "never_share": "float64"}

# How far a source is believed when claims disagree: higher wins.
SOURCES: Schema = {"source": "string", "trust": "float64"}

# verdict "*" stands for every verdict the pack does not name for that reason.
PRIORS: Schema = {
    "kind": "string",
    "reason": "string",
    "verdict": "string",
    "back_share": "float64",
    "win_if_back": "float64",
    "pseudo_deals": "float64",
    "shape": "string",
    "basis": "string",
}

# Share of the returns of one year that falls into [from_week, to_week); the shares of a shape sum to 1.
SHAPES: Schema = {"shape": "string", "from_week": "int64", "to_week": "int64", "share": "float64"}

# A bump multiplies the weekly hazard by exp(log_lift) at its centre, falling off as a normal curve.
# bump: promised | contract_end | fiscal_start | a kind of signal (which lifts evenly while it is in force).
BUMPS: Schema = {
    "bump": "string",
    "log_lift": "float64",
    "sd_days": "float64",
    "lead_days": "int64",
    "basis": "string",
}
# No row for a bump: it lifts deals of every reason.
BUMP_REASONS: Schema = {"bump": "string", "reason": "string"}

# win_lift multiplies the chance of winning a deal that is back; 1 is an ordinary contact.
PLAYS: Schema = {
    "play": "string",
    "label": "string",
    "intent": "string",
    "needs_asset": "boolean",
    "win_lift": "float64",
}

PLAY_CHANNELS: Schema = {"play": "string", "channel": "string", "minutes": "int64"}

# seat role "*" is any role; weight is how much say that role has.
ROLES: Schema = {"role": "string", "label": "string", "weight": "float64"}

ASSETS: Schema = {
    "asset_key": "string",
    "title": "string",
    "summary": "string",
    "kind": "string",
    "product": "string",
    "approved_by": "string",
    "expires_on": "date",
    "on_label": "boolean",
}
ASSET_REASONS: Schema = {"asset_key": "string", "reason": "string"}
ASSET_ROLES: Schema = {"asset_key": "string", "role": "string"}
# No row for an asset: it may be used everywhere.
ASSET_PLACES: Schema = {"asset_key": "string", "jurisdiction": "string"}

# One row. Gaps and caps count contacts from us to one person, and to one account, by anybody here.
# silence_never: chance of "never" from which on the evidence says stop.
CAPS: Schema = {
    "gap_days": "int64",
    "account_gap_days": "int64",
    "per_quarter": "int64",
    "per_year": "int64",
    "per_loss": "int64",
    "freshness_days": "float64",
    "opt_out_rate": "float64",
    "opt_out_value_share": "float64",
    "message_price_minor": "int64",
    "debrief_from_days": "int64",
    "debrief_to_days": "int64",
    "silence_never": "float64",
}

# needs: none | relation | express. A jurisdiction not named here is "*", the strictest.
RULES: Schema = {
    "jurisdiction": "string",
    "channel": "string",
    "needs": "string",
    "implied_days": "int64",
    "rule": "string",
    "source": "string",
}

HOLIDAYS: Schema = {"jurisdiction": "string", "day": "date", "name": "string"}

PLAYBOOK: dict[str, Schema] = {
    "reasons": REASONS,
    "verdicts": VERDICTS,
    "sources": SOURCES,
    "priors": PRIORS,
    "shapes": SHAPES,
    "bumps": BUMPS,
    "bump_reasons": BUMP_REASONS,
    "plays": PLAYS,
    "play_channels": PLAY_CHANNELS,
    "roles": ROLES,
    "assets": ASSETS,
    "asset_reasons": ASSET_REASONS,
    "asset_roles": ASSET_ROLES,
    "asset_places": ASSET_PLACES,
    "caps": CAPS,
    "rules": RULES,
    "holidays": HOLIDAYS,
}
