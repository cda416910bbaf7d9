"""Words about a loss: what was decided, why, who says so, and how a deal comes back."""

from enum import StrEnum


class DealKind(StrEnum):
    """What we tried to win: new business, an existing customer lost (account), or a job."""

    NEW = "new"
    ACCOUNT = "account"
    JOB = "job"


class Status(StrEnum):
    """Where a deal stands by its facts: still to be won, lost, or won."""

    OPEN = "open"
    LOST = "lost"
    WON = "won"


class Verdict(StrEnum):
    """What the buyer decided. It decides whether a revisit is allowed at all."""

    NOT_NOW = "not_now"
    CHOSE_OTHER = "chose_other"
    NO_DECISION = "no_decision"
    NO = "no"
    UNQUALIFIED = "unqualified"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a deal was lost. Stable keys: what each is called, who controls it and its verdict stand in the playbook."""

    TIMING = "timing"
    BUDGET = "budget"
    PRICE = "price"
    PRODUCT_GAP = "product_gap"
    COMPETITOR_FIT = "competitor_fit"
    CONTRACT_OR_GPO = "contract_or_gpo"
    PRODUCT_QUALITY = "product_quality"
    SERVICE = "service"
    ACCESS_OR_LEVEL = "access_or_level"
    WRONG_STAKEHOLDER = "wrong_stakeholder"
    BUY_IN = "buy_in"
    NOT_UNDERSTOOD = "not_understood"
    NOT_QUALIFIED = "not_qualified"
    SILENCE = "silence"
    OTHER = "other"


class Control(StrEnum):
    """Who could have changed the outcome: coaching uses it."""

    OURS = "ours"
    SHARED = "shared"
    THEIRS = "theirs"


class ClaimKind(StrEnum):
    """What a claim is about: how the buyer decided, or why."""

    VERDICT = "verdict"
    REASON = "reason"


class Source(StrEnum):
    """Who gave a claim. The order of trust is in the playbook, not here."""

    BUYER = "buyer"
    MANAGER = "manager"
    REP = "rep"
    IMPORT = "import"
    INFERRED = "inferred"


class ReturnKind(StrEnum):
    """How a lost deal came back; each kind is kept apart in every figure."""

    INBOUND = "inbound"
    POSITIVE_REPLY = "positive_reply"
    MEETING = "meeting"
    REOPEN = "reopen"
    WIN = "win"


class Standing(StrEnum):
    """What a person sees as the state of a deal: derived from the facts, never stored as a fact."""

    TO_DEBRIEF = "to_debrief"
    RESTING = "resting"
    WINDOW_OPEN = "window_open"
    TALKING_AGAIN = "talking_again"
    WON_BACK = "won_back"
    LEFT_ALONE = "left_alone"


# A window is open for whom may be got back to within so many days; whom a date or a guard holds back longer rests, and
# so does whom somebody let rest, however near the day is.
SOON_DAYS = 31
