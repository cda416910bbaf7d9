"""The numbers of the decision that no pack sets; docs/mind.md says what each one does."""

from rekindle.terms.advice import Group, Play, StoppedBy

QUARTER_DAYS = 91
YEAR_DAYS = 365
# How soon to look again at what a person here could mend: nobody to ask, nothing to bring, not scored.
LOOK_AGAIN_DAYS = 28
# A lost customer is seen at least so often, window or not.
PRESENCE_DAYS = 91

DEFAULT_TOUCHES_PER_DAY = 12
# What a deal without an amount is taken to be worth where its owner has none with an amount either (20,000.00).
DEFAULT_AMOUNT_MINOR = 2_000_000

# Talking about why it was lost adds so much to the chance of winning a later return: debriefs improve performance by a
# fifth to a quarter (Tannenbaum & Cerasoli 2013, 46 samples). That it holds for buyers is an assumption.
DEBRIEF_GAIN = 0.2

# They asked for it: no gap, cap or price of an hour stands against it.
OWED = (Play.INBOUND.value, Play.PROMISED.value)
# These ask something of the relation: they use it up, and may be asked to stop.
ASKING = tuple(
    play.value for play in (Play.CHECK_IN, Play.VALUE_TOUCH, Play.PERMISSION_ASK, Play.PRESENCE, Play.CLOSING_NOTE)
)
# These wait for the window.
WAITING = tuple(play.value for play in (Play.VALUE_TOUCH, Play.PERMISSION_ASK, Play.PRESENCE))

GROUP_ORDER = {Group.CAME_BACK.value: 0, Group.PROMISED.value: 1}
OTHER_GROUP = 2

# Vetoes in the order in which they name a stop. For ever: no day lifts them. The others end on a day.
FOR_EVER = (
    StoppedBy.SUPPRESSED,
    StoppedBy.EXPLICIT_NO,
    StoppedBy.REFUSED,
    StoppedBy.ONLY_IF_CHANGED,
    StoppedBy.PERMISSION_NEEDED,
    StoppedBy.KEPT_TOO_LONG,
    StoppedBy.PER_LOSS,
)
FOR_A_TIME = (
    StoppedBy.NOTHING_OF_VALUE,
    StoppedBy.ASSET_NOT_ALLOWED,
    StoppedBy.GIFT_LIMIT,
    StoppedBy.REST,
    StoppedBy.PROMISED_LATER,
    StoppedBy.GAP,
    StoppedBy.ACCOUNT_GAP,
    StoppedBy.PER_QUARTER,
    StoppedBy.PER_YEAR,
    StoppedBy.HOLIDAY,
    StoppedBy.CALLING_HOURS,
    StoppedBy.AWAY,
    StoppedBy.NOBODY_TO_ASK,
)
