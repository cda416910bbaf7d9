"""Words about contacts: over which channel, which way, and how it went."""

from enum import StrEnum


class Channel(StrEnum):
    """Over what people are contacted. Some of it is never sent from here: a visit, an event, a message elsewhere."""

    MAIL = "mail"
    CALL = "call"
    VISIT = "visit"
    LINKEDIN = "linkedin"
    MESSAGE = "message"
    EVENT = "event"


class Direction(StrEnum):
    """Whose contact it was: out is ours, in is theirs."""

    OUT = "out"
    IN = "in"


class TouchState(StrEnum):
    """Whether a contact has taken place; only what is done counts."""

    PLANNED = "planned"
    DONE = "done"


class Outcome(StrEnum):
    """How a touch ended. Keys 1 to 4 on Today log the first four."""

    SPOKE = "spoke"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    MEETING = "meeting"
    SENT = "sent"
    POSITIVE_REPLY = "positive_reply"
    NOT_YET = "not_yet"
    NO = "no"
    NONE = "none"


class SignalKind(StrEnum):
    """Something that happened to an account, person or product and may open a window."""

    SOMEONE_NEW = "someone_new"
    CHAMPION_MOVED = "champion_moved"
    CONTRACT_ENDS = "contract_ends"
    RECALL = "recall"
    SHIPPED_FEATURE = "shipped_feature"
    BUDGET_SEASON = "budget_season"
    PANEL_TALK = "panel_talk"
    PUBLISHED = "published"
    AWARD = "award"
    OTHER = "other"
