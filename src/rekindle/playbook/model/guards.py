"""What protects people: caps on contact, and what the law of a place asks for before and at a contact."""

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from rekindle.playbook.model.base import Part, Share, Text, shaped, some
from rekindle.terms.advice import Duty

Days = Annotated[int, Field(ge=1, le=3650)]
Count = Annotated[int, Field(ge=1, le=50)]
Minor = Annotated[int, Field(ge=0)]
Needs = Literal["none", "relation", "express"]


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
    message_price_minor: Minor
    debrief_from_days: Annotated[int, Field(ge=0, le=60)]
    debrief_to_days: Annotated[int, Field(ge=1, le=90)]
    silence_never: Share


class Rule(Part):
    """`express`: they said yes, and it is on record. `relation`: they dealt with us no longer than `implied_days` ago.
    `none`: the law asks for no consent first. An opt-out ends all three.

    `individual_needs`, `individual_days`: the same for sole traders and partnerships, where the law counts them as
    individuals. `duties`: what has to be seen to at each contact; `first`: at the first one, besides."""

    needs: Needs
    implied_days: Days | None = None
    individual_needs: Needs | None = None
    individual_days: Days | None = None
    duties: tuple[Duty, ...]
    first: tuple[Duty, ...]
    rule: Text
    source: Text


def _know_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError("zone", "must be a time zone such as Europe/Berlin") from None
    return name


_HOUR = r"(?:[01]\d|2[0-3]):[0-5]\d"
_hours = shaped(rf"{_HOUR}-(?:{_HOUR}|24:00)", "hours of a day such as 08:00-21:00")


def _go_forwards(hours: str) -> str:
    start, _, end = _hours(hours).partition("-")
    if start < end:
        return hours
    raise PydanticCustomError("hours", "must end after they begin")


Hours = Annotated[str, AfterValidator(_go_forwards)]
Zone = Annotated[str, AfterValidator(_know_zone)]


class PlaceLaw(Part):
    """What the law of a place says whatever the channel; a place without an entry gets that of *.

    `review_on`: the last day on which this reading of all its rules is relied on. `call_weekdays`, `call_saturday`,
    `call_sunday`: when people there may be called, by their clock; none: not on that day. `zones`: their clocks.
    `opt_out_days`: working days within which a "please stop" has to hold everywhere. `keep_days`: how long somebody may
    be kept in mind who has not dealt with us since; none: no limit. `proven`: a yes counts only with its words."""

    review_on: date
    call_weekdays: tuple[Hours, ...]
    call_saturday: tuple[Hours, ...]
    call_sunday: tuple[Hours, ...]
    zones: tuple[Zone, ...]
    opt_out_days: Annotated[int, Field(ge=0, le=60)]
    keep_days: Days | None = None
    proven: bool
    source: Text


class RegionEntry(Part):
    """A part of a country with a clock, and perhaps a law, of its own: by which names a book knows it."""

    names: Annotated[tuple[Text, ...], AfterValidator(some)]
    zones: Annotated[tuple[Zone, ...], AfterValidator(some)]


class GiftLimit(Part):
    """What a thing of value may be worth, in minor units of the pack's `gift_currency`; none: no limit is set.

    `item_minor`: one thing; `year_minor`: all to one person in a calendar year; `report_*`: from which on it has to be
    reported, one by itself or all of the year together."""

    item_minor: Minor | None = None
    year_minor: Minor | None = None
    report_item_minor: Minor | None = None
    report_year_minor: Minor | None = None
    rule: Text
    source: Text


class DutyEntry(Part):
    """`label`: what the seller keeps in mind; `words`: the line it puts under a message, if any."""

    label: Text
    words: str = ""
