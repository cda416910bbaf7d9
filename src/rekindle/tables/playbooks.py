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
    "value_minor": "int64",
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

# needs: none | relation | express. A jurisdiction not named here is "*", the strictest. individual_*: the same for sole
# traders and partnerships; null: no difference. duties (every contact) and first (the first one, besides): duties of
# terms.advice.Duty, each with a comma behind it.
RULES: Schema = {
    "jurisdiction": "string",
    "channel": "string",
    "needs": "string",
    "implied_days": "int64",
    "individual_needs": "string",
    "individual_days": "int64",
    "duties": "string",
    "first": "string",
    "rule": "string",
    "source": "string",
}

# One row per country, with region null, and per part of it that has a clock or a law of its own; "*" is every other
# place. Past review_on nobody relies on the rules of a country. call_days: ISO weekdays on which people may be called.
# Gifts as playbook.model.GiftLimit; where the part is not known, the strictest of the country's parts.
PLACES: Schema = {
    "jurisdiction": "string",
    "region": "string",
    "review_on": "date",
    "call_days": "string",
    "keep_days": "int64",
    "proven": "boolean",
    "gift_item_minor": "int64",
    "gift_year_minor": "int64",
    "report_item_minor": "int64",
    "report_year_minor": "int64",
}

# By which names, in small letters, a book may know a part of a country.
REGION_NAMES: Schema = {"jurisdiction": "string", "name": "string", "region": "string"}

# Words, in small letters, by which a name is known to be a company's and not a sole trader's.
COMPANIES: Schema = {"word": "string"}

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
    "places": PLACES,
    "region_names": REGION_NAMES,
    "companies": COMPANIES,
    "holidays": HOLIDAYS,
}
