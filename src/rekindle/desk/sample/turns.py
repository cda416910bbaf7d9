"""Generated deals that came back: they wrote or agreed to meet, and then it was won, talked about or lost again."""

from collections.abc import Iterator
from dataclasses import replace

from rekindle.desk.sample.contacts import mail_in, touches_after
from rekindle.desk.sample.course import Course, debrief_day, lose
from rekindle.desk.sample.days import Days
from rekindle.desk.sample.dice import pick
from rekindle.desk.sample.files import read_data
from rekindle.desk.sample.plans import Plan
from rekindle.intake.drafts import ReturnDraft, TouchDraft
from rekindle.terms.losses import ReturnKind, Status
from rekindle.terms.touches import Channel, Direction, Outcome

_HOW = {"positive_reply": 40, "inbound": 35, "meeting": 25}


def come_back(plan: Plan, days: Days) -> Course:
    """Draft a loss, the contacts until they came back on day `plan.turned`, and what followed."""
    course = lose(plan, days, plan.lost)
    since = debrief_day(plan, plan.lost) or plan.lost
    first = _first_return(plan, days)
    course = replace(
        course,
        returns=(first,),
        touches=(
            *course.touches,
            *touches_after(plan, days, since, plan.turned - 5),
            *_first_touches(plan, days, first),
        ),
    )
    match plan.fate:
        case "won_back":
            return _win(plan, days, course)
        case "talking":
            return _reopen(plan, days, course)
        case _:
            return _lose_again(plan, days, course)


def _first_return(plan: Plan, days: Days) -> ReturnDraft:
    chance = plan.dice("return")
    kind = ReturnKind(pick(chance, _HOW))
    words = chance.choice(read_data("words")["came_back"]) if kind != ReturnKind.MEETING else ""
    return ReturnDraft(kind, days.at(f"{plan.turned} 09:14"), words)


def _first_touches(plan: Plan, days: Days, first: ReturnDraft) -> Iterator[TouchDraft]:
    """Draft the contact that was the return, and ours that answered it."""
    if first.kind != ReturnKind.MEETING:
        outcome = Outcome.POSITIVE_REPLY if first.kind == ReturnKind.POSITIVE_REPLY else Outcome.NONE
        yield mail_in(plan, days, plan.turned, first.words, outcome)
    yield _meeting(plan, days, f"{plan.turned} 11:00", Channel.CALL, 25, "Called back the same morning")


def _win(plan: Plan, days: Days, course: Course) -> Course:
    won = min(-4, plan.turned + plan.dice("won").randint(28, 75))
    meeting = _meeting(plan, days, f"{(plan.turned + won) // 2} 10:00", Channel.VISIT, 180, "A second look")
    win = ReturnDraft(ReturnKind.WIN, days.at(f"{won} 15:00"))
    return replace(
        course,
        status=Status.WON,
        won_on=days.on(won),
        returns=(*course.returns, win),
        touches=(*course.touches, meeting),
    )


def _reopen(plan: Plan, days: Days, course: Course) -> Course:
    reopened = ReturnDraft(ReturnKind.REOPEN, days.at(f"{plan.turned + 2} 09:00"))
    meeting = _meeting(plan, days, f"{min(-1, plan.turned + 6)} 10:00", Channel.VISIT, 120, "Same room, new list")
    touches = (*course.touches, meeting)
    return replace(course, status=Status.OPEN, returns=(*course.returns, reopened), touches=touches)


def _lose_again(plan: Plan, days: Days, course: Course) -> Course:
    """Add a second loss to the first, and the quiet since."""
    again = plan.turned + plan.dice("again").randint(45, 110)
    second = lose(replace(plan, debriefed=not plan.debriefed), days, again)
    meeting = _meeting(plan, days, f"{plan.turned + 12} 10:00", Channel.VISIT, 150, "A second look")
    rest = days.on(plan.dice("rest").randint(10, 200)) if plan.owner == "Maya Brandt" else None
    return replace(
        course,
        losses=(*course.losses, *second.losses),
        touches=(*course.touches, meeting, *touches_after(plan, days, again, -62)),
        rest_until=rest,
    )


def _meeting(plan: Plan, days: Days, moment: str, channel: Channel, minutes: int, subject: str) -> TouchDraft:
    return TouchDraft(
        channel=channel,
        happened_at=days.at(moment),
        direction=Direction.OUT,
        person=plan.seats[0].name if plan.seats else "",
        outcome=Outcome.MEETING,
        minutes=minutes,
        subject=subject,
    )
