"""Words of the engine's answer: what to do about a deal on a day, and why it is in the list."""

from enum import StrEnum


class AdviceKind(StrEnum):
    """What to do about a deal: act today, wait until a day, or leave it alone with no day to look again."""

    GET_BACK = "get_back"
    WAIT = "wait"
    LEAVE_ALONE = "leave_alone"


class Group(StrEnum):
    """The reason to act, in the order of the page; never a date."""

    CAME_BACK = "came_back"
    PROMISED = "promised"
    WINDOW = "window"
    CHANGED = "changed"
    HELLO = "hello"


class Play(StrEnum):
    """What kind of contact is proposed; the words of each are in the playbook."""

    INBOUND = "inbound"
    PROMISED = "promised"
    CHECK_IN = "check_in"
    VALUE_TOUCH = "value_touch"
    DEBRIEF_ASK = "debrief_ask"
    PERMISSION_ASK = "permission_ask"
    CLOSING_NOTE = "closing_note"
    PRESENCE = "presence"
    HELLO = "hello"


class Ground(StrEnum):
    """What allows a contact over a channel: kept with the advice, as its evidence."""

    THEY_WROTE = "they_wrote"
    NONE_NEEDED = "none_needed"
    GRANTED = "granted"
    NAMED_DAY = "named_day"
    IMPLIED = "implied"
    DEALING = "dealing"


class Duty(StrEnum):
    """What has to be seen to with a contact that is allowed: kept with the advice, as its evidence."""

    SENDER = "sender"
    ADDRESS = "address"
    WAY_OUT = "way_out"
    OBJECT = "object"
    ORIGIN = "origin"
    SCREEN = "screen"
    HOURS = "hours"
    REPORT = "report"
    REVIEW = "review"


class StoppedBy(StrEnum):
    """What stopped a deal today: first the guards in the order in which they are named, then the judgements."""

    SUPPRESSED = "suppressed"
    EXPLICIT_NO = "explicit_no"
    REFUSED = "refused"
    ONLY_IF_CHANGED = "only_if_changed"
    PERMISSION_NEEDED = "permission_needed"
    KEPT_TOO_LONG = "kept_too_long"
    PER_LOSS = "per_loss"
    NOTHING_OF_VALUE = "nothing_of_value"
    ASSET_NOT_ALLOWED = "asset_not_allowed"
    GIFT_LIMIT = "gift_limit"
    REST = "rest"
    PROMISED_LATER = "promised_later"
    GAP = "gap"
    ACCOUNT_GAP = "account_gap"
    PER_QUARTER = "per_quarter"
    PER_YEAR = "per_year"
    HOLIDAY = "holiday"
    CALLING_HOURS = "calling_hours"
    AWAY = "away"
    NOBODY_TO_ASK = "nobody_to_ask"
    NOT_SCORED = "not_scored"
    NEVER_LIKELY = "never_likely"
    NOT_WORTH_THE_HOURS = "not_worth_the_hours"
    WINDOW_LATER = "window_later"
    LATER_IS_BETTER = "later_is_better"
    ONE_VOICE = "one_voice"
    HELD_OUT = "held_out"


SAID_NO = frozenset({StoppedBy.SUPPRESSED, StoppedBy.EXPLICIT_NO, StoppedBy.REFUSED})
_ALL = tuple(StoppedBy)
# What a guard stopped is news of the day; a rest is not, the member asked for it themselves.
GUARDS = frozenset(_ALL[: _ALL.index(StoppedBy.NOBODY_TO_ASK)]) - {StoppedBy.REST}
