"""Words about people: what they do on a deal, what they allowed, and what they refused."""

from enum import StrEnum


class SeatRole(StrEnum):
    """What a person does on a deal; hiring manager, recruiter and peer belong to a search for a job."""

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
    """Whether somebody on a deal spoke for us or against us."""

    FOR = "for"
    NEUTRAL = "neutral"
    AGAINST = "against"
    UNKNOWN = "unknown"


class PermissionState(StrEnum):
    """What a person said about our coming back, or `asked`: that we put the question."""

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
    """Who caused an entry. The person's own act can only be lifted by that person.

    `doubt`: words only sound like a wish to be left alone. It holds like any other, until somebody has looked."""

    PERSON = "person"
    REP = "rep"
    IMPORT = "import"
    MACHINE = "machine"
    DOUBT = "doubt"


class ContactKind(StrEnum):
    """What kind of address a contact point is."""

    MAIL = "mail"
    PHONE = "phone"
    LINKEDIN = "linkedin"


class MemberRole(StrEnum):
    """What a member may do: reps their work, coaches also that of a team, admins also the settings of the workspace."""

    REP = "rep"
    COACH = "coach"
    ADMIN = "admin"
