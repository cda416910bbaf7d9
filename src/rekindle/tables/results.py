"""Schemas of what the rooms of the mind hand to each other: whys, parameters, forecast, options, advice."""

from rekindle.tables.schemas import Schema

# One row per deal that has a loss: the verdict and reason in force for its latest loss.
WHYS: Schema = {
    "deal_id": "string",
    "loss_id": "string",
    "lost_on": "date",
    "verdict": "string",
    "verdict_source": "string",
    "verdict_confidence": "float64",
    "reason": "string",
    "reason_source": "string",
    "reason_confidence": "float64",
    "control": "string",
    "revisit": "boolean",
    "quote": "string",
    "quote_person_id": "string",
    "rep_reason": "string",
    "buyer_reason": "string",
    "gap": "float64",
    "debriefed": "boolean",
}

# Factor "cell": one row per deal kind, reason, verdict and whether the buyer named that reason (heard): the prior, the
# book's own evidence, and the two together. Factors rep, segment and size: one row per level the book tells apart.
# log_rate is the log of the multiplier on the prior's hazard (a cell's holds the book's own); its sd is a posterior's.
# right and partly: how far recorded reasons are believed (timing/reasons.py). The prior stands beside it:
# year_hazard is the hazard of the first year, summed, of those who may come back; never_share those who never do.
PARAMETERS: Schema = {
    "factor": "string",
    "level": "string",
    "kind": "string",
    "reason": "string",
    "verdict": "string",
    "heard": "boolean",
    "losses": "int64",
    "returns": "int64",
    "expected": "float64",
    "log_rate": "float64",
    "sd": "float64",
    "prior_share": "float64",
    "win_if_back": "float64",
    "win_sd": "float64",
    "shape": "string",
    "year_hazard": "float64",
    "never_share": "float64",
    "right": "float64",
    "partly": "float64",
}

# One row per deal that may be scored. chance: back within `horizon_days` of today.
# log_hazard: the linear predictor of today (log of the weekly hazard), the sum of the deal's TERMS.
FORECAST: Schema = {
    "deal_id": "string",
    "horizon_days": "int64",
    "chance": "float64",
    "chance_low": "float64",
    "chance_high": "float64",
    "prior_share": "float64",
    "losses_like": "int64",
    "never": "float64",
    "hazard_now": "float64",
    "hazard_later": "float64",
    "later_on": "date",
    "window_from": "date",
    "window_to": "date",
    "win_if_back": "float64",
    "log_hazard": "float64",
}

# The log-hazard terms of today; per deal they sum to the linear predictor.
TERMS: Schema = {"deal_id": "string", "term": "string", "value": "float64"}

# A deal x person x channel x thing of value that could be tried. person_id null: nobody known yet.
OPTIONS: Schema = {
    "deal_id": "string",
    "account_id": "string",
    "owner_id": "string",
    "person_id": "string",
    "channel": "string",
    "play": "string",
    "group": "string",
    "asset_key": "string",
    "minutes": "int64",
    "fit": "float64",
    "promise_id": "string",
    "signal_id": "string",
}

# What the deals of an owner in a currency are usually worth: the median, in minor units.
USUAL: Schema = {"owner_id": "string", "currency": "string", "usual_minor": "float64"}

# One row per deal in scope (lost, or back and not yet answered).
# index_minor = (now - later - opt_out - message) / hours. best_index_minor: the most an hour could be worth here, now
# or at the best later time. hour_price_minor: what it was held against; null when the currencies differ or none is set.
# rule: what the law of the place asks for on this channel. ground: what allows the contact (terms.advice.Ground); null
# where nothing does.
# place: the country, or the part of it, whose law was looked up, "*" where the playbook knows none.
# duties: what has to be seen to with the contact (terms.advice.Duty), each with a comma behind it.
# amount_assumed: the deal has no amount, amount_minor is the owner's median or the stated default.
ADVICE: Schema = {
    "deal_id": "string",
    "account_id": "string",
    "owner_id": "string",
    "kind": "string",
    "group": "string",
    "rank": "int64",
    "listed": "boolean",
    "play": "string",
    "person_id": "string",
    "channel": "string",
    "asset_key": "string",
    "minutes": "int64",
    "promise_id": "string",
    "signal_id": "string",
    "loss_id": "string",
    "verdict": "string",
    "reason": "string",
    "reconsider_on": "date",
    "stopped_by": "string",
    "stop_person_id": "string",
    "stop_member_id": "string",
    "stop_rule": "string",
    "stop_words": "string",
    "stop_since": "date",
    "rule": "string",
    "ground": "string",
    "place": "string",
    "duties": "string",
    "window_from": "date",
    "window_to": "date",
    "horizon_days": "int64",
    "chance": "float64",
    "chance_low": "float64",
    "chance_high": "float64",
    "prior_share": "float64",
    "losses_like": "int64",
    "later_on": "date",
    "now_minor": "float64",
    "later_minor": "float64",
    "opt_out_minor": "float64",
    "message_minor": "float64",
    "hours": "float64",
    "index_minor": "float64",
    "best_index_minor": "float64",
    "hour_price_minor": "int64",
    "amount_minor": "float64",
    "amount_assumed": "boolean",
    "currency": "string",
    "days_since_touch": "int64",
    "touches_since_loss": "int64",
    "touches_per_loss": "int64",
    "propensity": "float64",
}
