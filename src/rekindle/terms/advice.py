"""Words of the engine's answer: what to do about a deal on a day, and why it is in the list."""

from enum import StrEnum


class AdviceKind(StrEnum):
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
