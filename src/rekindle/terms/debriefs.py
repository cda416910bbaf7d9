"""Words of a debrief: how it took place, and what a buyer may answer."""

from enum import StrEnum


class DebriefHow(StrEnum):
    """A call with somebody who had a say, the form they filled in alone, or the rep's own look back."""

    CALL = "call"
    FORM = "form"
    OWN = "own"


class Again(StrEnum):
    """Would they see us again?"""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


class Going(StrEnum):
    """How it goes with the option they chose."""

    WELL = "well"
    MIXED = "mixed"
    NOT_AS_HOPED = "not_as_hoped"
    TOO_EARLY = "too_early"
    NOT_SAID = "not_said"


class MayReturn(StrEnum):
    """May we get back to you? `on_date` carries its day with it."""

    ON_DATE = "on_date"
    THREE_MONTHS = "three_months"
    YEAR = "year"
    IF_CHANGED = "if_changed"
    NO = "no"
