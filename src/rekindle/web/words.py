"""What the stable keys are called in a form."""

from enum import StrEnum

from rekindle.terms.losses import DealKind, Reason, Verdict
from rekindle.terms.people import PermissionState, SeatRole, Stance
from rekindle.terms.touches import Channel, Outcome, SignalKind

WORDS: dict[StrEnum, str] = {
    Channel.CALL: "Call",
    Channel.MAIL: "Email",
    Channel.VISIT: "Visit",
    Channel.LINKEDIN: "LinkedIn",
    Channel.MESSAGE: "Message",
    Channel.EVENT: "Event",
    Outcome.SPOKE: "We spoke",
    Outcome.VOICEMAIL: "Left a voicemail",
    Outcome.NO_ANSWER: "No answer",
    Outcome.MEETING: "Meeting set",
    Outcome.SENT: "I sent it",
    Outcome.POSITIVE_REPLY: "A kind reply",
    Outcome.NOT_YET: "Not yet",
    Outcome.NO: "A no",
    Outcome.NONE: "Nothing to say",
    Reason.TIMING: "Timing",
    Reason.BUDGET: "Budget",
    Reason.PRICE: "Price",
    Reason.PRODUCT_GAP: "Something was missing",
    Reason.COMPETITOR_FIT: "A competitor fitted better",
    Reason.CONTRACT_OR_GPO: "Contract or GPO",
    Reason.PRODUCT_QUALITY: "Quality",
    Reason.SERVICE: "Service",
    Reason.ACCESS_OR_LEVEL: "No access, or the wrong level",
    Reason.WRONG_STAKEHOLDER: "The wrong person",
    Reason.BUY_IN: "No buy-in",
    Reason.NOT_UNDERSTOOD: "Not understood",
    Reason.NOT_QUALIFIED: "Not a fit from the start",
    Reason.SILENCE: "Silence",
    Reason.OTHER: "Something else",
    Verdict.NOT_NOW: "Not now",
    Verdict.CHOSE_OTHER: "Chose somebody else",
    Verdict.NO_DECISION: "No decision",
    Verdict.NO: "A clear no",
    Verdict.UNQUALIFIED: "Should not have been a deal",
    Verdict.UNKNOWN: "Not known yet",
    DealKind.NEW: "New business",
    DealKind.ACCOUNT: "A customer we lost",
    DealKind.JOB: "A job",
    SeatRole.CHAMPION: "Champion",
    SeatRole.ECONOMIC_BUYER: "Holds the budget",
    SeatRole.CLINICAL_USER: "Uses it",
    SeatRole.EVALUATOR: "Evaluates it",
    SeatRole.PROCUREMENT: "Procurement",
    SeatRole.BLOCKER: "In the way",
    SeatRole.HIRING_MANAGER: "Hiring manager",
    SeatRole.RECRUITER: "Recruiter",
    SeatRole.PEER: "Peer",
    SeatRole.UNKNOWN: "Not known yet",
    Stance.FOR: "For us",
    Stance.NEUTRAL: "In between",
    Stance.AGAINST: "Against us",
    Stance.UNKNOWN: "Not known yet",
    PermissionState.ASKED: "I asked",
    PermissionState.GRANTED: "They said yes",
    PermissionState.REFUSED: "They said no",
    PermissionState.IMPLIED: "They wrote first",
    PermissionState.WITHDRAWN: "They took it back",
    SignalKind.SOMEONE_NEW: "Someone new",
    SignalKind.CHAMPION_MOVED: "Our champion moved on",
    SignalKind.CONTRACT_ENDS: "A contract ends",
    SignalKind.RECALL: "A recall",
    SignalKind.SHIPPED_FEATURE: "We shipped what was missing",
    SignalKind.BUDGET_SEASON: "Their budget season",
    SignalKind.PANEL_TALK: "They spoke on a panel",
    SignalKind.PUBLISHED: "They published something",
    SignalKind.AWARD: "They won something",
    SignalKind.OTHER: "Something else",
}


def choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """List the keys of an enumeration with their words, in its own order."""
    return [(member.value, WORDS[member]) for member in kind]


# The countries the shipped packs have rules for.
COUNTRIES = {
    "AT": "Austria",
    "AU": "Australia",
    "CA": "Canada",
    "CH": "Switzerland",
    "DE": "Germany",
    "ES": "Spain",
    "FR": "France",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "NL": "Netherlands",
    "US": "United States",
}
