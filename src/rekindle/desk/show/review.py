"""Loss reviews without blame: one loss, or a member's month, as a page to read together.

What nobody but its writer may see is on none of them, whoever looks: a page is read by two, and printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.read.around import ClaimRecord, LossRecord, PersonRecord, TouchRecord
from rekindle.book.read.deal import DealRecord, NoteRecord, read_deal
from rekindle.book.read.debriefs import DebriefRecord, read_debriefs
from rekindle.book.read.today import latest_undoable
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.debrief import measure_gap
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.coach_views import DealReview, Hands, ReasonsOf, SaidView
from rekindle.desk.show.histories import say_touch
from rekindle.desk.show.phrases import call_deal, join_words, say_day, say_loss_day, say_money, say_stage
from rekindle.desk.show.sides import rank_reasons
from rekindle.desk.team.talks import say_hours
from rekindle.playbook import Playbook
from rekindle.terms.days import day_in
from rekindle.terms.ids import made_at
from rekindle.terms.losses import Control, Reason, ReturnKind, Source
from rekindle.terms.touches import Direction

# How a note begins that says what a review came to.
DIFFERENTLY = "What we would do differently: "
QUOTES = "“”\"' "
HANDS = {
    Control.OURS: "Ours to change",
    Control.SHARED: "Partly ours",
    Control.THEIRS: "Not ours to change",
}
# What was known so much before it came into the book came with a file.
_TYPED_WITHIN = timedelta(hours=1)
_RETURNS = {
    ReturnKind.INBOUND: "They wrote again",
    ReturnKind.POSITIVE_REPLY: "They answered kindly",
    ReturnKind.MEETING: "A meeting was set",
    ReturnKind.REOPEN: "Opened again",
    ReturnKind.WIN: "Won",
}
_SIDES = {
    Source.REP: "the rep",
    Source.BUYER: "the buyer",
    Source.MANAGER: "a coach",
    Source.IMPORT: "from the file",
    Source.INFERRED: "read from a note",
}


def show_deal_review(actor: Actor, deal_id: UUID) -> DealReview:
    """Show one deal's last loss to read together. Raises RefusedError when there is no such deal, or no loss."""
    record = read_deal(actor.workspace_id, deal_id, actor.member_id)
    losses = record.around.losses.get(deal_id, []) if record else []
    if record is None or not losses:
        raise RefusedError("There is no such loss in this workspace.")
    workspace = read_workspace(actor.workspace_id)
    zone = actor.zone
    today = actor.today
    playbook, loss = playbook_of(workspace), losses[-1]
    claims = [one for one in record.around.claims.get(deal_id, []) if one.loss_id == loss.loss_id]
    members = {one.member_id: one.name for one in read_members(actor.workspace_id)}
    heard = [one for one in read_debriefs(actor.workspace_id, [deal_id]) if one.loss_id == loss.loss_id]
    people = record.around.people
    sides = tell_sides(claims, people, playbook, record.owner or "The rep")
    return DealReview(
        deal_id=deal_id,
        account=record.account,
        deal=call_deal(record.name, record.account),
        owner=record.owner,
        title=f"{record.account}: what we know, and what we would do differently",
        facts=tuple(_facts(record, loss, today, zone)),
        story=tuple(_story(record, losses, today, zone)),
        said=tuple(_said(record, claims, _writers(record, members, is_sample=workspace.is_sample), today, zone)),
        sides=sides,
        gap_words=say_gaps(sides),
        hands=tell_hands(claims, playbook),
        better=(*_better(heard, people, today, zone), *_kept(record, members, today, zone)),
        undo_words=latest_undoable(actor.workspace_id, actor.member_id),
    )


def _facts(record: DealRecord, loss: LossRecord, today: date, zone: ZoneInfo) -> Iterable[tuple[str, str]]:
    label = "Lost" if loss.lost_on_quality in ("guessed", "about") else "Lost on"
    yield label, say_loss_day(loss.lost_on, loss.lost_on_quality, today)
    amount = say_money(loss.amount_minor or record.amount_minor, loss.currency or record.currency)
    found = {"Worth": amount, "At the stage": say_stage(loss.stage), "To": loss.competitor}
    yield from ((label, value) for label, value in found.items() if value)
    ours = [one for one in record.around.touches.get(record.deal_id, []) if one.direction == Direction.OUT]
    before = sum(one.minutes for one in ours if day_in(one.happened_at, zone) <= loss.lost_on)
    after = sum(one.minutes for one in ours) - before
    if before or after:
        yield "It took", f"{say_hours(before)} before, {say_hours(after)} since" if after else say_hours(before)


def _story(record: DealRecord, losses: Sequence[LossRecord], today: date, zone: ZoneInfo) -> Iterable[tuple[str, str]]:
    """Tell what happened, in the order of time: losses, returns, and what was written down about contacts."""
    found: list[tuple[date, str]] = []
    for one in losses:
        to = f" to {one.competitor}" if one.competitor else ""
        again = "Lost again" if one.number > 1 else "Lost"
        stage = say_stage(one.stage)
        found.append((one.lost_on, f"{again}{to}{f', at {stage}' if stage else ''}"))
    found += [
        (day_in(one.happened_at, zone), _join(_RETURNS[ReturnKind(one.kind)], one.words)) for one in record.returns
    ]
    for touch in record.around.touches.get(record.deal_id, []):
        if touch.words or touch.direction == Direction.IN:
            found.append((day_in(touch.happened_at, zone), _tell(touch, record.around.people)))
    found.sort(key=lambda one: one[0])
    return [(say_day(day, today), words) for day, words in found[-20:]]


def _tell(touch: TouchRecord, people: Mapping[UUID, PersonRecord]) -> str:
    """Tell a contact: what they wrote are their words, what was written down of ours is a note."""
    said = say_touch(touch, people)
    return _join(said, touch.words) if touch.direction == Direction.IN else f"{said}: {touch.words}"


def _join(said: str, words: str) -> str:
    return f"{said}: “{words.strip(QUOTES)}”" if words else said


def _said(
    record: DealRecord,
    claims: Sequence[ClaimRecord],
    writers: Mapping[UUID, str],
    today: date,
    zone: ZoneInfo,
) -> Iterable[SaidView]:
    """Quote what was said about the loss, the buyers first; then notes that everybody here may read; words once."""
    told: dict[str, SaidView] = {}
    order = list(_SIDES)
    for claim in sorted(claims, key=lambda one: order.index(Source(one.source)) if one.source != "buyer" else -1):
        if claim.quote:
            who = say_who(claim, record.around.people, record.owner)
            on = say_day(day_in(claim.happened_at, zone), today)
            told.setdefault(_plain(claim.quote), SaidView(who, claim.source, claim.quote.strip(QUOTES), on))
    for note in record.notes:
        if not note.private and not note.words.startswith(DIFFERENTLY):
            who = writers.get(note.id, "")
            on = say_day(day_in(note.happened_at, zone), today)
            told.setdefault(_plain(note.words), SaidView(who, "note", note.words, on))
    return told.values()


def _writers(record: DealRecord, members: Mapping[UUID, str], *, is_sample: bool) -> dict[UUID, str]:
    """Name who wrote each note; whoever brought a file in has not written what stands in it."""

    def name(note: NoteRecord) -> str:
        # The sample's past is made up on one day.
        if not is_sample and made_at(note.id) - note.known_at > _TYPED_WITHIN:
            return "The file"
        return members.get(note.by_id, "") if note.by_id else ""

    return {note.id: name(note) for note in record.notes}


def _plain(words: str) -> str:
    """Take from words what two writers of the same ones may differ in."""
    return " ".join(words.split()).strip(f"{QUOTES}.").casefold()


def say_who(claim: ClaimRecord, people: Mapping[UUID, PersonRecord], owner: str) -> str:
    """Name whose word a claim is: the person, the rep by name, or where it comes from."""
    source = Source(claim.source)
    if source == Source.BUYER:
        person = people.get(claim.person_id) if claim.person_id else None
        return person.name if person else "The buyer"
    return owner if source == Source.REP and owner else _SIDES[source].capitalize()


def tell_sides(
    claims: Sequence[ClaimRecord], people: Mapping[UUID, PersonRecord], playbook: Playbook, rep_name: str
) -> tuple[ReasonsOf, ...]:
    """Set the rep's reasons beside each buyer's, with the gap to the rep's; a side that was silent is not there."""
    controls = {key: entry.control for key, entry in playbook.reasons.items()}
    labels = {key: entry.label for key, entry in playbook.reasons.items()}
    rep = rank_reasons(claims, Source.REP)
    found = [ReasonsOf(rep_name, tuple(labels.get(one, one) for one in rep))] if rep else []
    for person_id in dict.fromkeys(one.person_id for one in claims if one.source == Source.BUYER):
        theirs = rank_reasons(claims, Source.BUYER, person_id)
        if not theirs:
            continue
        person = people.get(person_id) if person_id else None
        gap = measure_gap(rep[0] if rep else None, theirs[0], controls)
        words = tuple(labels.get(one, one) for one in theirs)
        found.append(ReasonsOf(person.name if person else "The buyer", words, "" if gap is None else f"{gap:g}"))
    return tuple(found)


def say_gaps(sides: Sequence[ReasonsOf]) -> str:
    """Say in a sentence how far apart the sides are."""
    gaps = [float(one.gap) for one in sides if one.gap]
    if not gaps:
        return "Only one side is on record. The other one would be worth hearing."
    if not any(gaps):
        return "Both sides put the same first."
    apart = [one.who for one in sides if one.gap and float(one.gap)]
    return f"{join_words(apart)} put something else first. Neither is wrong: each saw their own part of it."


def tell_hands(claims: Iterable[ClaimRecord], playbook: Playbook) -> tuple[Hands, ...]:
    """Sort every reason that was named, by whomever, into whose hands it lies in."""
    named: dict[Control, dict[str, None]] = {}
    for claim in claims:
        entry = playbook.reasons.get(Reason(claim.key)) if claim.kind == "reason" else None
        if entry:
            named.setdefault(entry.control, {})[entry.label] = None
    return tuple(Hands(HANDS[control], tuple(named[control])) for control in HANDS if control in named)


def _better(
    heard: Sequence[DebriefRecord], people: Mapping[UUID, PersonRecord], today: date, zone: ZoneInfo
) -> Iterable[SaidView]:
    for one in heard:
        person = people.get(one.person_id) if one.person_id else None
        who = person.name if person and one.how != "own" else one.member or "Somebody"
        on = say_day(day_in(one.happened_at, zone), today)
        for words in filter(None, (one.better, one.change)):
            yield SaidView(who, one.how, words, on)


def _kept(record: DealRecord, members: Mapping[UUID, str], today: date, zone: ZoneInfo) -> Iterable[SaidView]:
    """Tell what earlier reviews of this deal came to."""
    for note in record.notes:
        if not note.private and note.words.startswith(DIFFERENTLY):
            who = members.get(note.by_id, "") if note.by_id else ""
            on = say_day(day_in(note.happened_at, zone), today)
            yield SaidView(who, "review", note.words.removeprefix(DIFFERENTLY), on)
