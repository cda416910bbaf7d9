"""Words about people: what they do on a deal, what they allowed, and what they refused."""

from enum import StrEnum


class SeatRole(StrEnum):
    CHAMPION = "champion"
    ECONOMIC_BUYER = "economic_buyer"
    CLINICAL_USER = "clinical_user"
    EVALUATOR = "evaluator"
    PROCUREMENT = "procurement"
    BLOCKER = "blocker"
    HIRING_MANAGER = "hiring_manager"
    RECRUITER = "recruiter"
    PEER = "peer"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    FOR = "for"
    NEUTRAL = "neutral"
    AGAINST = "against"
    UNKNOWN = "unknown"


class PermissionState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    IMPLIED = "implied"
    WITHDRAWN = "withdrawn"


class SuppressionState(StrEnum):
    """One entry of the ledger; `mistake` and `lifted` answer an earlier entry, they never erase it.

    Only the person can lift: by writing again and asking to be contacted."""

    SUPPRESSED = "suppressed"
    MISTAKE = "mistake"
    LIFTED = "lifted"


class SuppressionOrigin(StrEnum):
    """Who caused an entry. The person's own act can only be lifted by that person."""

    PERSON = "person"
    REP = "rep"
    IMPORT = "import"
    MACHINE = "machine"


class ContactKind(StrEnum):
    """What kind of address a contact point is."""

    MAIL = "mail"
    PHONE = "phone"
    LINKEDIN = "linkedin"


class MemberRole(StrEnum):
    REP = "rep"
    COACH = "coach"
    ADMIN = "admin"
