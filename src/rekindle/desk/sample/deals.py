"""Turns planned deals into drafts: names, people with what they allowed, notes, contracts, and the course."""

from collections import Counter
from dataclasses import replace

from rekindle.desk.sample.contacts import touches_before
from rekindle.desk.sample.course import Course, debrief_day, stay_lost
from rekindle.desk.sample.days import Days
from rekindle.desk.sample.files import read_data
from rekindle.desk.sample.houses import owner_draft
from rekindle.desk.sample.plans import Plan
from rekindle.desk.sample.turns import come_back
from rekindle.intake.drafts import (
    ContractDraft,
    DealDraft,
    LineDraft,
    NoteDraft,
    OptOutDraft,
    PermissionDraft,
    PersonDraft,
)
from rekindle.terms.losses import DealKind, Status, Verdict
from rekindle.terms.people import PermissionState, SuppressionOrigin
from rekindle.terms.touches import Channel


def draft_deals(plans: list[Plan], days: Days, first_row: int) -> list[DealDraft]:
    """Draft every planned deal; `first_row` is the row of the first one. No account has two deals of one name."""
    used: Counter[tuple[str, str]] = Counter()
    drafts = []
    for row, plan in enumerate(plans, start=first_row):
        name = f"{plan.quantity} × {plan.product}" if plan.quantity > 1 else plan.product
        account = plan.place.account.name
        used[account, name] += 1
        if used[account, name] > 1:
            name = f"{name}, {read_data('market')['sites'][used[account, name] - 2]}"
        drafts.append(_draft(plan, days, row, name))
    return drafts


def _draft(plan: Plan, days: Days, row: int, name: str) -> DealDraft:
    course = _course(plan, days)
    return DealDraft(
        row=row,
        external=f"D-{row:04d}",
        account=plan.place.account,
        name=name,
        kind=DealKind.ACCOUNT if plan.fate == "account" else DealKind.NEW,
        owner=owner_draft("sample", plan.owner),
        happened_at=days.at(plan.opened),
        opened_on=days.on(plan.opened),
        status=course.status,
        won_on=course.won_on,
        stage=plan.stage,
        amount_minor=plan.amount,
        currency="USD",
        lines=(LineDraft(plan.product, plan.quantity, plan.amount),),
        people=_people(plan, days),
        losses=course.losses,
        returns=course.returns,
        promises=course.promises,
        rest_until=course.rest_until,
        rest_words=course.rest_words,
        touches=tuple(sorted(course.touches, key=lambda touch: touch.happened_at)),
        notes=_notes(plan, days),
        contracts=_contracts(plan, days),
    )


def _course(plan: Plan, days: Days) -> Course:
    match plan.fate:
        case "won":
            touches = tuple(touches_before(plan, days, plan.lost))
            return Course(status=Status.WON, won_on=days.on(plan.lost), touches=touches)
        case "open":
            return Course(status=Status.OPEN, touches=tuple(touches_before(plan, days, -1)))
        case "won_back" | "talking" | "lost_again":
            return come_back(plan, days)
        case _:
            return stay_lost(plan, days)


def _people(plan: Plan, days: Days) -> tuple[PersonDraft, ...]:
    if not plan.seats or plan.fate in ("won", "open"):
        return plan.seats
    chance = plan.dice("permission")
    first = plan.seats[0]
    words = read_data("words")
    asked_on = debrief_day(plan, plan.lost)
    if plan.verdict == Verdict.NO and chance.random() < 0.55:
        said = OptOutDraft(chance.choice(words["no"]), days.at(f"{plan.lost} 12:00"), origin=SuppressionOrigin.PERSON)
        first = replace(first, opt_outs=(said,))
    elif asked_on is not None and chance.random() < 0.5:
        granted = plan.is_open_road and chance.random() < 0.88
        state = PermissionState.GRANTED if granted else PermissionState.REFUSED
        said_words = chance.choice(words["permission" if granted else "refused"])
        first = replace(first, permissions=(PermissionDraft(state, days.at(f"{asked_on} 12:10"), words=said_words),))
    elif chance.random() < 0.03:
        stop = OptOutDraft(
            "No mail, please. A call is fine.", days.at(f"{plan.lost} 12:30"), Channel.MAIL, SuppressionOrigin.PERSON
        )
        first = replace(first, opt_outs=(stop,))
    return (first, *plan.seats[1:])


def _notes(plan: Plan, days: Days) -> tuple[NoteDraft, ...]:
    chance = plan.dice("notes")
    if not plan.seats or chance.random() < 0.45:
        return ()
    words = chance.choice(read_data("words")["notes"]["any"])
    words = words.format(person=plan.seats[0].name, competitor=plan.competitor or "Corvex", product=plan.product)
    day = max(plan.opened + 5, plan.lost - chance.randint(1, 60)) if plan.fate != "open" else -1
    return (NoteDraft(words, days.at(f"{day} 17:30"), private=chance.random() < 0.08),)


def _contracts(plan: Plan, days: Days) -> tuple[ContractDraft, ...]:
    chance = plan.dice("contract")
    if not plan.competitor or plan.fate in ("won", "open") or (plan.fate != "account" and chance.random() > 0.2):
        return ()
    return (ContractDraft(plan.competitor, days.on(chance.randint(240, 900)), plan.product),)
