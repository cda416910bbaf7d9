"""Tables between the steps of this room."""

from rekindle.tables.schemas import Schema

# A deal in scope with one of its people, or with nobody, and the play that fits. Days are day numbers.
SITUATIONS: Schema = {
    "deal_id": "string",
    "account_id": "string",
    "owner_id": "string",
    "person_id": "string",
    "today": "int64",
    "reason": "string",
    "product": "string",
    "place": "string",
    "role": "string",
    "play": "string",
    "group": "string",
    "promise_id": "string",
    "signal_id": "string",
    "wrote_on": "string",
    "has_mail": "boolean",
    "has_phone": "boolean",
    "has_linkedin": "boolean",
    "suits": "float64",
}

# The thing of value that fits a deal's person best, and how well.
BEST_ASSETS: Schema = {"deal_id": "string", "person_id": "string", "asset_key": "string", "asset_fit": "float64"}
