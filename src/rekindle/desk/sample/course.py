"""What becomes of a generated deal after its loss, when it stays lost."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from rekindle.desk.sample.claims import draft_claims
from rekindle.desk.sample.contacts import debrief_form, debrief_touch, touch_after, touches_after, touches_before
from rekindle.desk.sample.days import Days
from rekindle.desk.sample.dice import pick
from rekindle.desk.sample.files import read_data
from rekindle.desk.sample.plans import Plan
from rekindle.intake.drafts import LossDraft, PromiseDraft, ReturnDraft, TouchDraft
from rekindle.terms.advice import Play
from rekindle.terms.losses import Source, Status
from rekindle.terms.touches import Channel, Outcome

# What was done with a lost deal that may be gone back to: the team keeps its book in order, Anders less so.
_KEPT = {
    "Anders Nygaard": {"rested": 30, "promised": 10, "touched": 60},
    "": {"rested": 62, "promised": 14, "touched": 15, "free": 9},
}


@dataclass(frozen=True, slots=True)
class Course:
    """The parts of a deal draft that tell what happened."""

    status: Status = Status.LOST
    won_on: date | None = None
    losses: tuple[LossDraft, ...] = ()
    returns: tuple[ReturnDraft, ...] = ()
    promises: tuple[PromiseDraft, ...] = ()
    touches: tuple[TouchDraft, ...] = ()
    rest_until: date | None = None
    rest_words: str = ""


def debrief_day(plan: Plan, lost: int) -> int | None:
    """Return the day the buyer was asked why, if ever."""
    day = lost + plan.dice("debrief day").randint(2, 11)
    return day if plan.debriefed and day < -1 else None


def lose(plan: Plan, days: Days, lost: int) -> Course:
    """Draft one loss with its claims, the road to it and its debrief."""
    debrief_on = debrief_day(plan, lost)
    market = read_data("market")
    loss = LossDraft(
        lost_on=days.on(lost),
        lost_on_quality=pick(plan.dice(f"quality{lost}"), market["qualities"]),
        stage=plan.stage,
        competitor=plan.competitor,
        claims=draft_claims(plan, lost, days, debrief_on),
    )
    debrief = () if debrief_on is None else (debrief_touch(plan, days, debrief_on),)
    return Course(losses=(loss,), touches=(*touches_before(plan, days, plan.lost), *debrief))


def stay_lost(plan: Plan, days: Days) -> Course:
    """Draft a deal that was lost once and has not come back."""
    course = lose(plan, days, plan.lost)
    since = debrief_day(plan, plan.lost) or plan.lost
    if plan.fate == "recent":
        return _with_touches(course, [debrief_form(plan, days, min(-1, plan.lost + 1))])
    if not plan.is_open_road:
        return _with_touches(course, touches_after(plan, days, since, -60))
    chance = plan.dice("kept")
    match pick(chance, _KEPT.get(plan.owner, _KEPT[""])):
        case "rested":
            words = chance.choice(read_data("words")["rest"])
            until = days.on(round(chance.triangular(4, 400, 90)))
            course = replace(course, rest_until=until, rest_words=words)
            return _with_touches(course, touches_after(plan, days, since, -chance.randint(5, 70)))
        case "promised":
            return _promised(plan, days, course, since)
        case "touched" if since < -70:
            last = touch_after(plan, days, -chance.randint(4, 48), sent=6)
            return _with_touches(course, chain(touches_after(plan, days, since, -100), [last]))
        case _:
            return _with_touches(course, touches_after(plan, days, since, -62))


def _promised(plan: Plan, days: Days, course: Course, since: int) -> Course:
    """Add a date they gave: most lie ahead; one that has passed was kept, and the answer was "not yet"."""
    chance = plan.dice("promise")
    kept = since < -150 and chance.random() < 0.35
    due = since + chance.randint(60, -since - 62) if kept else chance.randint(60, 420)
    promise = PromiseDraft(
        due_on=days.on(due),
        sd_days=float(chance.choice((7, 14, 21, 28))),
        source=Source.BUYER if plan.debriefed else Source.REP,
        words=_dated(chance.choice(read_data("words")["promise"]), days, due),
        person=plan.seats[0].name,
        happened_at=days.at(f"{since} 11:15"),
    )
    answer = TouchDraft(
        channel=Channel.CALL,
        happened_at=days.at(f"{min(due + 1, -1)} 10:40"),
        person=plan.seats[0].name,
        outcome=Outcome.NOT_YET,
        minutes=12,
        play=Play.PROMISED.value,
        subject="On the day they named",
        words=chance.choice(read_data("words")["not_yet"]),
    )
    course = replace(course, promises=(promise,))
    return _with_touches(course, [answer] if kept else touches_after(plan, days, since, -62))


def _dated(words: str, days: Days, due: int) -> str:
    month = f"{{month:{due}}}"
    return days.fill(words.format(month=month, Month=month))


def _with_touches(course: Course, touches: Iterable[TouchDraft]) -> Course:
    return replace(course, touches=(*course.touches, *touches))
