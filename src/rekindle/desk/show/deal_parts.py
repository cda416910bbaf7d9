"""Parts of a deal's page: losses with who says what, people with what they allowed, the whole history."""

from dataclasses import replace
from uuid import UUID

from rekindle.book.read.around import ClaimRecord, LossRecord, PermissionRecord
from rekindle.book.read.deal import DealRecord, StoppedPerson
from rekindle.desk.show.cards import Setting
from rekindle.desk.show.doubts import show_doubt
from rekindle.desk.show.histories import tell_losses, tell_touches
from rekindle.desk.show.phrases import call_deal, say_day, say_loss_day, say_money, say_stage, say_ways
from rekindle.desk.show.views import ClaimView, LossView, Moment, PersonView
from rekindle.terms.days import day_in
from rekindle.terms.losses import ClaimKind, Reason, ReturnKind, Source, Verdict
from rekindle.terms.people import PermissionState, SeatRole, SuppressionOrigin
from rekindle.terms.touches import Channel

_SOURCES = {
    Source.BUYER: "The buyer",
    Source.MANAGER: "A manager",
    Source.REP: "The rep",
    Source.IMPORT: "The file",
    Source.INFERRED: "Read from the words",
}
_RETURNS = {
    ReturnKind.INBOUND: "They got in touch again",
    ReturnKind.POSITIVE_REPLY: "They answered, and well",
    ReturnKind.MEETING: "A meeting was set",
    ReturnKind.REOPEN: "Opened again",
    ReturnKind.WIN: "Won back",
}


def show_losses(record: DealRecord, setting: Setting) -> tuple[LossView, ...]:
    """Show every loss with all that was said about why, the newest first."""
    claims = record.around.claims.get(record.deal_id, [])
    losses = record.around.losses.get(record.deal_id, [])
    return tuple(_show_loss(loss, claims, record, setting) for loss in reversed(losses))


def _show_loss(loss: LossRecord, claims: list[ClaimRecord], record: DealRecord, setting: Setting) -> LossView:
    advice = record.advice or {}
    in_force = {advice.get("verdict"), advice.get("reason")} if advice.get("loss_id") == loss.loss_id.hex else set()
    said = [claim for claim in claims if claim.loss_id == loss.loss_id]
    # One's words stand once, beneath the last of what they were given for.
    quoted = {(claim.source, claim.person_id, claim.quote): claim for claim in said}
    return LossView(
        loss.number,
        say_loss_day(loss.lost_on, loss.lost_on_quality, setting.today),
        say_stage(loss.stage),
        say_money(loss.amount_minor, loss.currency),
        loss.competitor,
        tuple(
            _show_claim(
                claim if quoted[claim.source, claim.person_id, claim.quote] is claim else replace(claim, quote=""),
                setting,
                in_force=claim.key in in_force,
            )
            for claim in said
        ),
    )


def _show_claim(claim: ClaimRecord, setting: Setting, *, in_force: bool) -> ClaimView:
    playbook = setting.playbook
    is_verdict = claim.kind == ClaimKind.VERDICT
    person = setting.around.people.get(claim.person_id) if claim.person_id else None
    source = person.name if person and claim.source == Source.BUYER else _SOURCES[Source(claim.source)]
    return ClaimView(
        source,
        playbook.verdicts[Verdict(claim.key)].label if is_verdict else "",
        "" if is_verdict else playbook.reasons[Reason(claim.key)].label,
        claim.quote,
        say_day(day_in(claim.happened_at, setting.zone), setting.today),
        in_force,
    )


def show_people(record: DealRecord, setting: Setting) -> tuple[PersonView, ...]:
    """Show who has a seat, with what they allowed or refused."""
    stopped = {entry.person_id: entry for entry in record.stopped}
    shown = []
    for seat in record.seats:
        person = record.around.people.get(seat.person_id)
        if person is None:
            continue
        role = setting.playbook.roles.get(SeatRole(seat.role))
        entry = stopped.get(seat.person_id) or stopped.get(None)
        is_read = entry is not None and entry.origin == SuppressionOrigin.MACHINE
        shown.append(
            PersonView(
                person_id=person.person_id,
                name=person.name,
                title=person.title,
                role=role.label if role else "",
                stance=seat.stance,
                mail=person.mail,
                phone=person.phone,
                linkedin=person.linkedin,
                left_alone=_say_left_alone(entry, setting),
                permission=_say_permission(record.around.permissions.get(seat.person_id, []), setting),
                misread=entry.words if entry and is_read else "",
                misread_all=is_read and seat.person_id not in stopped,
                doubt=show_doubt(entry),
            )
        )
    return tuple(shown)


def _say_left_alone(entry: StoppedPerson | None, setting: Setting) -> str:
    if entry is None:
        return ""
    day = say_day(day_in(entry.happened_at, setting.zone), setting.today)
    how = f" {say_ways([Channel(entry.channel)])}" if entry.channel else ""
    if entry.origin == SuppressionOrigin.DOUBT:
        return f"No contact{how} since {day}: a note may ask for that."
    if how:
        return f"No contact{how} since {day}."
    if entry.origin == SuppressionOrigin.PERSON:
        return f"Left alone. They said no on {day}. We took them at their word."
    if entry.origin == SuppressionOrigin.MACHINE:
        return f"Left alone since {day}: a note was read as a no."
    return f"Left alone since {day}."


def _say_permission(given: list[PermissionRecord], setting: Setting) -> str:
    if not given:
        return ""
    last = given[-1]
    words = {
        PermissionState.ASKED: "Asked for leave to come back",
        PermissionState.GRANTED: "May be contacted again",
        PermissionState.REFUSED: "Did not want to be contacted again",
        PermissionState.IMPLIED: "May be contacted, as we have dealt with each other",
        PermissionState.WITHDRAWN: "Took their permission back",
    }[PermissionState(last.state)]
    until = f" until {say_day(last.until_on, setting.today)}" if last.until_on else ""
    return f"{words}{until}"


def tell_history(record: DealRecord, setting: Setting) -> tuple[Moment, ...]:
    """Tell everything that happened on all deals of the account, the newest first; of other deals each says which."""
    told = _tell_deal(record, setting, record.deal_id)
    for other in (*record.others, *record.twins):
        called = call_deal(other.name, record.account)
        where = called if called != call_deal(record.name, record.account) else ""
        told += [replace(moment, deal=where or "another deal") for moment in _tell_deal(record, setting, other.deal_id)]
    # Each kind is told in the order of time: turned round, the later of one day comes first, too.
    return tuple(sorted(told, key=lambda moment: moment.on)[::-1])


def narrow(history: tuple[Moment, ...], only: str) -> tuple[Moment, ...]:
    """Keep of a history their own words alone, or what happened on this deal alone."""
    if only == "words":
        return tuple(one for one in history if one.is_quote)
    return tuple(one for one in history if not one.deal) if only == "deal" else history


def _tell_deal(record: DealRecord, setting: Setting, deal_id: UUID) -> list[Moment]:
    around, today, zone = record.around, setting.today, setting.zone
    reason = (record.advice or {}).get("reason") if deal_id == record.deal_id else ""
    moments = tell_losses(
        around.losses.get(deal_id, []), setting.names.reasons.get(reason or "", ""), today, setting.names.lost
    )
    moments += tell_touches(around.touches.get(deal_id, []), around.people, today, zone)
    for note in (one for one in record.notes if one.deal_id == deal_id):
        on = day_in(note.happened_at, zone)
        title = "A note for yourself" if note.private else _noted(note.person_id, setting)
        moments.append(Moment(on, say_day(on, today), title, note.words, icon="i-note"))
    for back in (one for one in record.returns if one.deal_id == deal_id):
        on = day_in(back.happened_at, zone)
        # What they wrote stands on the contact it came with; it is not told twice.
        words = "" if any(one.words == back.words for one in moments) else back.words
        moments.append(Moment(on, say_day(on, today), _RETURNS[ReturnKind(back.kind)], words, icon="i-undo"))
    for rest in (one for one in record.rests if one.deal_id == deal_id):
        on = day_in(rest.happened_at, zone)
        until = say_day(rest.until_on, today) if rest.until_on else "something changes there"
        words = f"Resting until {until}"
        moments.append(Moment(on, say_day(on, today), words, rest.words, icon="i-rest"))
    return moments


def _noted(person_id: UUID | None, setting: Setting) -> str:
    person = setting.around.people.get(person_id) if person_id else None
    return f"Noted about {person.name}" if person else "Noted"
