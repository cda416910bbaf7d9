"""What protects people: caps on contact, and what the law of a place asks for before a contact."""

from typing import Annotated, Literal

from pydantic import Field

from rekindle.playbook.model.base import Part, Share, Text

Days = Annotated[int, Field(ge=1, le=3650)]
Count = Annotated[int, Field(ge=1, le=50)]


class Caps(Part):
    """Gaps in days and counts of contacts from us to one person (`account_gap_days`: to one account), by anybody here.

    `freshness_days`: after so many days a contact is about two thirds fresh again. `opt_out_rate`: chance per contact.
    `opt_out_value_share`: part of the deal's value an opt-out costs. `message_price_minor`: in minor units.
    `silence_never`: chance of "never" past which the evidence says stop."""

    gap_days: Days
    account_gap_days: Days
    per_quarter: Count
    per_year: Count
    per_loss: Count
    freshness_days: Annotated[float, Field(gt=0, le=365)]
    opt_out_rate: Share
    opt_out_value_share: Share
    message_price_minor: Annotated[int, Field(ge=0)]
    debrief_from_days: Annotated[int, Field(ge=0, le=60)]
    debrief_to_days: Annotated[int, Field(ge=1, le=90)]
    silence_never: Share


class Rule(Part):
    """`express`: they said yes, and it is on record. `relation`: they dealt with us no longer than `implied_days` ago.
    `none`: the law asks for no consent first. An opt-out ends all three."""

    needs: Literal["none", "relation", "express"]
    implied_days: Days | None = None
    rule: Text
    source: Text
