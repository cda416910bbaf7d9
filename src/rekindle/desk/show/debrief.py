"""One loss to talk over: with whom, what was heard so far, and how far apart the views are."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rekindle.book.read.around import ClaimRecord
from rekindle.book.read.deal import DealRecord, read_deal
from rekindle.book.read.debriefs import DebriefRecord, LinkRecord, read_debriefs, read_links
from rekindle.book.read.workspace import MemberRecord, WorkspaceRecord, read_members, read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.enter import OWN_NAMES
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.debrief_views import DebriefView, FactorChoice, HeardView, LinkView, StakeholderView
from rekindle.desk.show.phrases import NAMELESS, first_name, join_words, say_day, say_loss_day, say_money
from rekindle.desk.show.sides import show_sides
from rekindle.desk.show.voices import voice_of
from rekindle.desk.verbs.debriefing.tokens import make_token
from rekindle.playbook import Playbook
from rekindle.terms.days import day_in
from rekindle.terms.debriefs import Again, DebriefHow, Going, MayReturn
from rekindle.terms.losses import ClaimKind, Reason, Source
from rekindle.terms.voices import VoiceKey

_HOW = {
    DebriefHow.CALL: "told us",
    DebriefHow.FORM: "wrote on the form",
    DebriefHow.OWN: "looked back",
}
_AGAIN = {
    Again.YES: "Would see us again.",
    Again.PERHAPS: "Would perhaps see us again.",
    Again.NO: "Would not see us again.",
}
_GOING = {
    Going.WELL: "It goes well with the one they chose.",
    Going.MIXED: "It goes so-so with the one they chose.",
    Going.NOT_AS_HOPED: "It does not go as they hoped with the one they chose.",
    Going.TOO_EARLY: "Too early to say how it goes with the one they chose.",
    Going.NOT_SAID: "Would rather not say how it goes.",
}
_MAY = {
    MayReturn.ON_DATE: "We may come back, on the day they named.",
    MayReturn.THREE_MONTHS: "We may come back in about three months.",
    MayReturn.YEAR: "We may come back in about a year.",
    MayReturn.IF_CHANGED: "Only if something relevant changes.",
    MayReturn.NO: "Does not want to hear from us again.",
}
# Reasons a buyer or a rep ticks, the commonest first; silence is no answer to a question.
_ORDER = (
    Reason.PRICE,
    Reason.BUDGET,
    Reason.TIMING,
    Reason.COMPETITOR_FIT,
    Reason.PRODUCT_GAP,
    Reason.SERVICE,
    Reason.CONTRACT_OR_GPO,
    Reason.BUY_IN,
    Reason.NOT_UNDERSTOOD,
    Reason.PRODUCT_QUALITY,
    Reason.ACCESS_OR_LEVEL,
    Reason.WRONG_STAKEHOLDER,
    Reason.NOT_QUALIFIED,
    Reason.OTHER,
)


@dataclass(frozen=True, slots=True)
class _Talk:
    """A loss to talk over: what was heard of it so far, the claims about the latest loss, and whom to ask now."""

    actor: Actor
    record: DealRecord
    playbook: Playbook
    heard: list[DebriefRecord]
    claims: list[ClaimRecord]
    chosen: UUID | None

    def say_on(self, instant: datetime) -> str:
        """Say on which day it was for who asks."""
        return say_day(day_in(instant, self.actor.zone), self.actor.today)


def show_debrief(actor: Actor, deal_id: UUID, person_id: UUID | None = None) -> DebriefView:
    """Show a loss to talk over with a person of the deal, by default somebody not heard yet; raises RefusedError."""
    record = read_deal(actor.workspace_id, deal_id, actor.member_id)
    if record is None:
        raise RefusedError("There is no such deal in this workspace.")
    workspace = read_workspace(actor.workspace_id)
    heard = read_debriefs(actor.workspace_id, [deal_id])
    chosen = _choose(record, heard, person_id)
    talk = _Talk(actor, record, playbook_of(workspace), heard, _claims(record), chosen)
    return _view(talk, workspace)


def _claims(record: DealRecord) -> list[ClaimRecord]:
    losses = record.around.losses.get(record.deal_id, [])
    claims = record.around.claims.get(record.deal_id, [])
    return [claim for claim in claims if losses and claim.loss_id == losses[-1].loss_id]


def _choose(record: DealRecord, heard: list[DebriefRecord], wanted: UUID | None) -> UUID | None:
    people = [seat.person_id for seat in record.seats if seat.person_id in record.around.people]
    if wanted in people:
        return wanted
    silent = {entry.person_id for entry in record.stopped}
    told = {one.person_id for one in heard}
    free = [one for one in people if one not in silent] or people
    return next((one for one in free if one not in told), free[0] if free else None)


def _view(talk: _Talk, workspace: WorkspaceRecord) -> DebriefView:
    actor, record, playbook = talk.actor, talk.record, talk.playbook
    voice, members = voice_of(playbook), read_members(actor.workspace_id)
    loss = next(reversed(record.around.losses.get(record.deal_id, [])), None)
    person = record.around.people.get(talk.chosen) if talk.chosen else None
    me = next((one.name for one in members if one.member_id == actor.member_id), "")
    return DebriefView(
        deal_id=record.deal_id,
        account=record.account,
        deal=record.name,
        amount=say_money(record.amount_minor, record.currency),
        lost_words=f"{voice.lost} {say_loss_day(loss.lost_on, loss.lost_on_quality, actor.today)}" if loss else "",
        lost_on=loss.lost_on if loss else None,
        person_id=talk.chosen,
        person=person.name if person else "",
        first_name=first_name(person.name) if person else "",
        stakeholders=tuple(_stakeholders(talk)),
        factors=tuple(_factors(playbook)),
        verdicts=tuple((str(key), entry.label) for key, entry in playbook.verdicts.items()),
        sides=show_sides(talk.claims, record.around.people, playbook),
        heard=tuple(_heard(one, talk) for one in reversed(talk.heard)),
        links=tuple(_link(link, talk) for link in read_links(actor.workspace_id, record.deal_id)),
        colleagues=_colleagues(members, actor),
        member="" if me == NAMELESS else me,
        company="" if voice.key == VoiceKey.JOB or workspace.name in OWN_NAMES.values() else workspace.name,
        mail=person.mail if person else "",
        left_alone=any(entry.person_id in {talk.chosen, None} for entry in record.stopped),
        undo_words=record.undo_words,
    )


def _colleagues(members: list[MemberRecord], actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Offer who could see that they were asked."""
    return tuple((one.member_id, one.name) for one in members if one.member_id != actor.member_id and one.may_sign_in)


def _factors(playbook: Playbook) -> list[FactorChoice]:
    entries = [(reason, playbook.reasons[reason]) for reason in _ORDER if reason in playbook.reasons]
    return [
        FactorChoice(str(reason), entry.label, str(at) if at < 10 else "", entry.icon)
        for at, (reason, entry) in enumerate(entries, 1)
    ]


def _stakeholders(talk: _Talk) -> list[StakeholderView]:
    told = {
        one.person_id: (_HOW[DebriefHow.CALL], one.happened_at) for one in talk.claims if one.source == Source.BUYER
    }
    asked = (one for one in talk.heard if one.how != DebriefHow.OWN)
    told |= {one.person_id: (_HOW[DebriefHow(one.how)], one.happened_at) for one in asked}
    silent = {entry.person_id for entry in talk.record.stopped}
    shown = []
    for seat in talk.record.seats:
        person = talk.record.around.people.get(seat.person_id)
        if person is None:
            continue
        how, at = told.get(person.person_id, ("", None))
        talked = f"{how.capitalize()} on {talk.say_on(at)}" if at else ""
        alone = person.person_id in silent or None in silent
        is_chosen = person.person_id == talk.chosen
        shown.append(StakeholderView(person.person_id, person.name, person.title, talked, alone, is_chosen))
    return shown


def _heard(one: DebriefRecord, talk: _Talk) -> HeardView:
    person = talk.record.around.people.get(one.person_id) if one.person_id else None
    who = person.name if person and one.how != DebriefHow.OWN else one.member or "Somebody"
    mine = [
        claim
        for claim in talk.claims
        if claim.happened_at == one.happened_at and claim.kind == ClaimKind.REASON and claim.person_id == one.person_id
    ]
    ranked = sorted(mine, key=lambda claim: claim.rank)
    labels = [talk.playbook.reasons[Reason(claim.key)].label for claim in ranked]
    more = [
        _AGAIN[Again(one.again)] if one.again else "",
        _GOING[Going(one.going)] if one.going else "",
        _MAY[MayReturn(one.may_return)] if one.may_return else "",
    ]
    return HeardView(
        who,
        _HOW[DebriefHow(one.how)],
        talk.say_on(one.happened_at),
        join_words(labels),
        one.better,
        one.change,
        " ".join(filter(None, more)),
    )


def _link(link: LinkRecord, talk: _Talk) -> LinkView:
    actor = talk.actor
    is_open = link.revoked_at is None and actor.at < link.expires_at
    until = talk.say_on(link.expires_at)
    words = f"open until {until}" if is_open else "closed by you" if link.revoked_at else f"ran out on {until}"
    path = f"/f/{make_token(actor.workspace_id, link.link_id)}" if is_open else ""
    return LinkView(link.link_id, link.person, words, is_open, path)
