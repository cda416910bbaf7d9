"""Tables between the steps of this room. Days are whole numbers; a null says that there is no such thing."""

from rekindle.tables.results import OPTIONS
from rekindle.tables.schemas import Schema

# An option with all that can stop it. *_on are day numbers here.
CANDIDATES: Schema = {
    "option": "int64",
    **OPTIONS,
    "today": "int64",
    "is_inbound": "boolean",
    "is_promised": "boolean",
    "needs_asset": "boolean",
    "win_lift": "float64",
    "loss_id": "string",
    "verdict": "string",
    "reason": "string",
    "revisit": "boolean",
    "lost_day": "int64",
    "amount_minor": "int64",
    "currency": "string",
    "suppressed_by": "string",
    "suppressed_words": "string",
    "suppressed_day": "int64",
    "permission": "string",
    "permission_words": "string",
    "permission_day": "int64",
    "needs": "string",
    "rule": "string",
    "is_related": "boolean",
    "person_last": "int64",
    "person_quarter": "int64",
    "person_quarter_first": "int64",
    "person_year": "int64",
    "person_year_first": "int64",
    "other_last": "int64",
    "other_member_id": "string",
    "deal_last": "int64",
    "deal_contacts": "int64",
    "rest_until": "int64",
    "rest_words": "string",
    "rest_day": "int64",
    "due_day": "int64",
    "due_words": "string",
    "due_person_id": "string",
    "holiday": "string",
    "is_away": "boolean",
    "gap_days": "int64",
    "account_gap_days": "int64",
    "per_quarter": "int64",
    "per_year": "int64",
    "per_loss": "int64",
}

# One row for each guard that stops an option, with its evidence. `until_day` is null where no date ends it.
VETOES: Schema = {
    "option": "int64",
    "in_order": "int64",
    "stopped_by": "string",
    "stop_person_id": "string",
    "stop_member_id": "string",
    "stop_rule": "string",
    "stop_words": "string",
    "stop_day": "int64",
    "until_day": "int64",
}

# An option with its worth; money in minor units of its currency.
WEIGHED: Schema = {
    "option": "int64",
    "now_minor": "float64",
    "later_minor": "float64",
    "opt_out_minor": "float64",
    "message_minor": "float64",
    "hours": "float64",
    "index_minor": "float64",
    "best_index_minor": "float64",
    "amount": "float64",
    "amount_assumed": "boolean",
    "hour_price_minor": "int64",
    "same_currency": "boolean",
}
