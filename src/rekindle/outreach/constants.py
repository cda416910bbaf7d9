"""The numbers and words of matching that no pack sets; docs/mind.md says what each one does."""

from rekindle.terms.advice import Play
from rekindle.terms.touches import Channel, SignalKind

# A promise is kept until so many days after its date.
PROMISE_LATE_DAYS = 21
CHECK_IN_FROM_DAYS = 60
CHECK_IN_TO_DAYS = 120
HELLO_DAYS = 30
SWITCHBOARD_MINUTES = 8

CHANGES = tuple(
    kind.value
    for kind in (SignalKind.SOMEONE_NEW, SignalKind.CHAMPION_MOVED, SignalKind.CONTRACT_ENDS, SignalKind.RECALL)
)
SHIPPED = SignalKind.SHIPPED_FEATURE.value
HELLOS = tuple(kind.value for kind in (SignalKind.PANEL_TALK, SignalKind.PUBLISHED, SignalKind.AWARD))

# These bring nothing with them: an answer, a thank you and a question stand on their own.
EMPTY_HANDED = tuple(
    play.value for play in (Play.INBOUND, Play.HELLO, Play.DEBRIEF_ASK, Play.PERMISSION_ASK, Play.CLOSING_NOTE)
)

# Which channel suits a play, the best first; what is not named comes last.
SUITS: dict[Play, tuple[Channel, ...]] = {
    Play.INBOUND: (Channel.CALL, Channel.MAIL, Channel.LINKEDIN, Channel.MESSAGE),
    Play.PROMISED: (Channel.CALL, Channel.MAIL, Channel.VISIT, Channel.LINKEDIN),
    Play.CHECK_IN: (Channel.MAIL, Channel.CALL, Channel.LINKEDIN, Channel.VISIT),
    Play.VALUE_TOUCH: (Channel.MAIL, Channel.LINKEDIN, Channel.CALL, Channel.VISIT),
    Play.DEBRIEF_ASK: (Channel.CALL, Channel.MAIL, Channel.LINKEDIN),
    Play.PERMISSION_ASK: (Channel.MAIL, Channel.CALL, Channel.LINKEDIN),
    Play.CLOSING_NOTE: (Channel.MAIL, Channel.LINKEDIN, Channel.MESSAGE),
    Play.PRESENCE: (Channel.VISIT, Channel.CALL, Channel.MAIL, Channel.LINKEDIN),
    Play.HELLO: (Channel.MESSAGE, Channel.LINKEDIN, Channel.MAIL, Channel.EVENT),
}
SUIT_STEP = 0.1
SUIT_BEST = 0.3

# What speaks for one person before another; the weight of a role lies in 0 to 1.
PROMISE_IS_THEIRS = 1.0
THEY_WROTE = 1.0
HELLO_IS_THEIRS = 0.5
QUOTE_IS_THEIRS = 0.25
STANCE = 0.2
ASSET_SHARE = 0.1
ROLE_NOT_KNOWN = 0.25
