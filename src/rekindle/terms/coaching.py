"""Words of coaching: what a conversation is about, and what a coach keeps."""

from enum import StrEnum


class Topic(StrEnum):
    """What a conversation is about; the good things first, never a rank of people."""

    CAME_BACK = "came_back"
    RESPECT = "respect"
    GAP = "gap"
    LIGHTEN = "lighten"
    DEBRIEF = "debrief"


class Kept(StrEnum):
    """What a coach keeps about or for a member."""

    TALK = "talk"
    LATER = "later"
    HANDOUT = "handout"
    REVIEW = "review"
