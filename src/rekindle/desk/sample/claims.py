"""What the rep, the CRM and the buyer say about why a deal was lost; they do not always agree."""

from random import Random

from rekindle.desk.sample.days import Days
from rekindle.desk.sample.dice import pick
from rekindle.desk.sample.files import read_data
from rekindle.desk.sample.plans import Plan
from rekindle.intake.drafts import ClaimDraft
from rekindle.terms.losses import ClaimKind, Reason, Source, Verdict

# Devon hears price; the team is right about two times in three.
_RIGHT = {"Devon Wright": 0.1, "Anders Nygaard": 0.55, "Maya Brandt": 0.75}
_NOTHING_SAID = 0.09


def draft_claims(plan: Plan, lost: int, days: Days, debrief_on: int | None) -> tuple[ClaimDraft, ...]:
    """Draft the claims of a loss on day `lost`; `debrief_on` is the day the buyer was asked, if ever."""
    chance = plan.dice(f"claims{lost}")
    own = () if plan.fate == "recent" or chance.random() < _NOTHING_SAID else _own(plan, chance, days, lost)
    theirs = () if debrief_on is None or not plan.seats else _theirs(plan, chance, days, debrief_on)
    return (*own, *theirs)


def _own(plan: Plan, chance: Random, days: Days, lost: int) -> tuple[ClaimDraft, ...]:
    right = plan.reason == Reason.SILENCE or chance.random() < _RIGHT.get(plan.owner, 0.65)
    reason = plan.reason if right else Reason(pick(chance, read_data("reasons")["mistaken"]))
    said_at = days.at(f"{lost} {chance.randint(12, 19):02d}:{chance.choice(('00', '15', '30', '45'))}")
    text = chance.choice(read_data("reasons")["reason"][reason]["texts"]).format(competitor=plan.competitor or "Corvex")
    if chance.random() < 0.4:
        return (
            ClaimDraft(Source.IMPORT, ClaimKind.REASON, reason.value, confidence=0.7, quote=text, happened_at=said_at),
            ClaimDraft(Source.IMPORT, ClaimKind.VERDICT, plan.verdict.value, confidence=0.6, happened_at=said_at),
        )
    told = text if chance.random() < 0.3 else ""
    return (
        ClaimDraft(Source.REP, ClaimKind.VERDICT, plan.verdict.value, happened_at=said_at),
        ClaimDraft(Source.REP, ClaimKind.REASON, reason.value, quote=told, happened_at=said_at),
    )


def _theirs(plan: Plan, chance: Random, days: Days, day: int) -> tuple[ClaimDraft, ...]:
    who = plan.seats[0].name
    at = days.at(f"{day} {chance.randint(9, 16):02d}:20")
    reasons = read_data("reasons")["reason"]
    quotes = reasons[plan.reason]["quotes"]
    quote = chance.choice(read_data("words")["no"] if plan.verdict == Verdict.NO else quotes or [""])
    second = pick(
        chance, {one: reasons[one]["share"] for one in reasons if one not in (plan.reason, "silence", "other")}
    )
    return (
        ClaimDraft(Source.BUYER, ClaimKind.VERDICT, plan.verdict.value, person=who, happened_at=at),
        ClaimDraft(Source.BUYER, ClaimKind.REASON, plan.reason.value, rank=1, quote=quote, person=who, happened_at=at),
        ClaimDraft(Source.BUYER, ClaimKind.REASON, second, rank=2, person=who, happened_at=at),
    )
