"""One card: a person to get back to, with everything needed to act, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.read.around import Around, PersonRecord, PromiseRecord
from rekindle.book.read.today import ItemRecord
from rekindle.book.read.words import DraftRecord
from rekindle.desk.actor import Actor
from rekindle.desk.show.because import (
    Row,
    is_foretold,
    list_nearest,
    say_basis,
    say_change,
    say_kept,
    say_reason_to_act,
    say_window,
    say_worth,
)
from rekindle.desk.show.choices import named_days, offer_outcomes, offer_rests
from rekindle.desk.show.duties import list_duties, say_duties, say_lines
from rekindle.desk.show.given import find_entry
from rekindle.desk.show.histories import ICONS, choose_quote, find_noted, tell_losses, tell_touches
from rekindle.desk.show.names import ContractNamed, Names, PromiseNamed, SignalNamed
from rekindle.desk.show.phrases import NAMELESS, call_deal, say_count, say_day, say_money
from rekindle.desk.show.strips import draw_strip
from rekindle.desk.show.views import NOTHING, Bring, Card, Chance, Moment, Opening
from rekindle.desk.show.voices import voice_of
from rekindle.playbook import Playbook, choose_words, fill, greet
from rekindle.terms.advice import Duty, Group, Play
from rekindle.terms.losses import Reason
from rekindle.terms.people import PermissionState
from rekindle.terms.touches import Channel, SignalKind

_CHIPS = {
    Group.CAME_BACK: "They wrote to you",
    Group.PROMISED: "They gave you this date",
    Group.WINDOW: "Window open",
    Group.CHANGED: "Something changed",
    Group.HELLO: "A kind word",
}
_SPOKEN = frozenset({Channel.CALL, Channel.VISIT, Channel.EVENT})


@dataclass(frozen=True, slots=True)
class Setting:
    """What every card of a page shares."""

    playbook: Playbook
    around: Around
    names: Names
    member: str
    zone: ZoneInfo
    drafts: Mapping[UUID, DraftRecord] = field(default_factory=dict)
    # Deals where what the member chose to bring instead has to be reported.
    reported: frozenset[UUID] = frozenset()

    @property
    def today(self) -> date:
        return self.names.today

    @property
    def now(self) -> tuple[date, ZoneInfo]:
        """What an instant is told as a day by."""
        return self.today, self.zone


def names_around(around: Around, playbook: Playbook, actor: Actor, members: dict[str, str]) -> Names:
    """Build the look-ups for the rows of a page from what was read around them."""
    return Names(
        today=actor.today,
        people={person_id.hex: person.name for person_id, person in around.people.items()},
        members=members,
        reasons={str(key): reason.phrase for key, reason in playbook.reasons.items()},
        promises={key.hex: PromiseNamed(p.due_on, p.words, p.source) for key, p in around.promises.items()},
        signals={
            key.hex: SignalNamed(one.kind, one.words, actor.day_of(one.happened_at))
            for key, one in around.signals.items()
        },
        contracts={key.hex: ContractNamed(c.incumbent, c.ends_on) for key, c in around.contracts.items()},
        # A day nobody ever said is none to count from.
        lost_on={
            deal_id.hex: losses[-1].lost_on
            for deal_id, losses in around.losses.items()
            if losses and losses[-1].lost_on_quality != "guessed"
        },
        lost=voice_of(playbook).lost,
        since=voice_of(playbook).since,
        come_back=voice_of(playbook).come_back,
        reader=actor.member_id.hex,
    )


def build_card(item: ItemRecord, setting: Setting) -> Card:
    """Put one item of a morning into words."""
    draft = own_draft(item, setting)
    row, deal, names, around = with_own_choice(item, draft, setting), item.deal, setting.names, setting.around
    person = around.people.get(UUID(row["person_id"])) if row["person_id"] else None
    channel = Channel(row["channel"] or Channel.CALL)
    promises = [promise for promise in around.promises.values() if promise.deal_id == deal.deal_id]
    touches = around.touches.get(deal.deal_id, [])
    so_far = tell_so_far(deal.deal_id, row, setting)
    promised, noted = named_days(promises)
    read = find_noted(promises, setting.today) if row["group"] in (None, Group.WINDOW) else None
    return Card(
        deal_id=deal.deal_id,
        account_id=deal.account_id,
        account=deal.account,
        person_id=person.person_id if person else None,
        person=person.name if person else deal.account,
        pronoun="them",
        title=person.title if person else "Nobody named yet",
        group=row["group"] or Group.WINDOW,
        channel=channel,
        channel_words=f"{setting.playbook.channels[channel].label}, about {row['minutes'] or 5} min",
        icon=ICONS[channel],
        chip=_say_noted(read, setting.today) if read else _chip(row),
        play=row["play"] or "",
        minutes=row["minutes"] or 5,
        why=tell_noted(read, setting.today) if read else say_reason_to_act(row, names),
        whys=tuple(words for words in _whys(row, names) if words),
        quote=choose_quote(around.claims.get(deal.deal_id, []), promises, touches, around.people, setting.now),
        bring=_bring(row, setting),
        opening=_own_words(draft) if draft and draft.words else _open(row, person, item, setting),
        chance=show_chance(row),
        window_words=say_window(row, names),
        strip=draw_strip(names.lost_on.get(row["deal_id"]), row["window_from"], row["window_to"], setting.today),
        kept=(
            *say_kept(row, names, has_promise=bool(row["promise_id"]), permission=_permission(person, around)),
            *say_duties(row, setting.playbook, setting.today, setting.zone),
        ),
        facts=_facts(item, setting),
        reason_icon=reason_icon(row, setting.playbook),
        so_far_heading=f"So far: {say_count(len(so_far), 'moment')}",
        so_far=so_far,
        outcomes=offer_outcomes(channel),
        rests=offer_rests(
            setting.today,
            promised=promised,
            noted=noted,
            opens=row["window_from"],
            later=row["later_on"],
        ),
        mail=person.mail if person else "",
        phone=person.phone if person else "",
        may_change=row["asset_key"] is not None,
        voice=voice_of(setting.playbook),
        nearest=list_nearest(row, names),
        seen=max((touch.touch_id for touch in touches), default=NOTHING),
    )


def _chip(row: Row) -> str:
    if row["play"] == Play.PERMISSION_ASK:
        return "Ask if you may"
    return _CHIPS.get(Group(row["group"] or Group.WINDOW), "")


def _say_noted(read: PromiseRecord, today: date) -> str:
    return "Your notes say later" if read.due_on > today else "The day in your notes"


def tell_noted(read: PromiseRecord, today: date) -> str:
    """Say the day that was read from a note, a day to come with its date."""
    when = f" name {say_day(read.due_on, today)}" if read.due_on > today else ""
    return f"Your notes{when}: “{read.words}”"


def own_draft(item: ItemRecord, setting: Setting) -> DraftRecord | None:
    """Return the member's own draft for what is proposed now; None after a contact, or where another is meant."""
    draft, row = setting.drafts.get(item.deal.deal_id), item.advice
    if draft is None:
        return None
    meant = (draft.person_id.hex if draft.person_id else None, draft.channel, draft.play)
    touches = setting.around.touches.get(item.deal.deal_id, [])
    is_said = any(touch.happened_at > draft.happened_at for touch in touches)
    return None if is_said or meant != (row["person_id"], row["channel"], row["play"]) else draft


def with_own_choice(item: ItemRecord, draft: DraftRecord | None, setting: Setting) -> Row:
    """Return the advice with the thing of value the member chose instead, and whether that has to be reported."""
    row = item.advice
    if draft is None or not draft.asset_key:
        return row
    asked = {*list_duties(row)} - {Duty.REPORT} | ({Duty.REPORT} if item.deal.deal_id in setting.reported else set())
    duties = "".join(f"{duty}," for duty in Duty if duty in asked)
    return {**row, "asset_key": draft.asset_key, "duties": duties}


def _own_words(draft: DraftRecord) -> Opening:
    paragraphs = tuple(part.strip() for part in draft.words.replace("\r", "").split("\n\n") if part.strip())
    return Opening("Your own words", draft.subject, paragraphs, "", is_own=True)


def _whys(row: Row, names: Names) -> tuple[str, ...]:
    # What they agreed on stands on the card in their own words.
    acts = "" if row["group"] == Group.PROMISED and row["promise_id"] else say_reason_to_act(row, names)
    return acts, say_worth(row), say_change(row, names)


def tell_so_far(deal_id: UUID, row: Row, setting: Setting) -> tuple[Moment, ...]:
    """Tell the losses and the latest contacts of a deal in the order of time."""
    around, today = setting.around, setting.today
    phrase = setting.names.reasons.get(row["reason"] or "", "")
    moments = tell_losses(around.losses.get(deal_id, []), phrase, today, setting.names.lost)
    moments += tell_touches(around.touches.get(deal_id, [])[-6:], around.people, today, setting.zone)
    return tuple(sorted(moments, key=lambda moment: moment.on))


def show_chance(row: Row) -> Chance | None:
    """Turn the chance into natural frequencies; of who came back already nothing is foretold."""
    if not is_foretold(row):
        return None
    return Chance(
        round(100 * row["chance"]),
        round(100 * (row["chance_low"] or 0)),
        round(100 * (row["chance_high"] or 0)),
        row["prior_share"] or 0.0,
        say_basis(row),
    )


def reason_icon(row: Row, playbook: Playbook) -> str:
    """Return the symbol of the reason in force."""
    entry = playbook.reasons.get(Reason(row["reason"])) if row["reason"] else None
    return entry.icon if entry else "i-door"


def _bring(row: Row, setting: Setting) -> Bring | None:
    asset = setting.playbook.assets.get(row["asset_key"] or "")
    return Bring(row["asset_key"], asset.title, asset.summary) if asset else None


def _open(row: Row, person: PersonRecord | None, item: ItemRecord, setting: Setting) -> Opening:
    channel = Channel(row["channel"] or Channel.CALL)
    signal = setting.names.signals.get(row["signal_id"] or "")
    heading = "If you like, open with" if channel in _SPOKEN else "Draft, in your words"
    try:
        words = choose_words(
            setting.playbook,
            Play(row["play"] or Play.VALUE_TOUCH),
            channel,
            Reason(row["reason"]) if row["reason"] else None,
            SignalKind(signal.kind) if signal else None,
        )
    except LookupError:
        return Opening(heading, "", (), "")
    filled = fill(words, merge_fields(row, person, item, setting))
    closing = f"If it is a no: “{filled.if_no.strip('“”')}” Then press N." if filled.if_no else filled.closing
    lines = () if channel in _SPOKEN else say_lines(row, setting.playbook)
    return Opening(heading, filled.subject, (*filled.paragraphs, *lines), closing)


def merge_fields(row: Row, person: PersonRecord | None, item: ItemRecord, setting: Setting) -> dict[str, str]:
    """Fill the merge fields of opening words; what is not known stays empty and its sentence is dropped."""
    names, asset = setting.names, setting.playbook.assets.get(row["asset_key"] or "")
    promise, signal = names.promises.get(row["promise_id"] or ""), names.signals.get(row["signal_id"] or "")
    contract, lost_on = names.contracts.get(row["account_id"] or ""), names.lost_on.get(row["deal_id"])
    return {
        "greeting": greet(setting.playbook, person.name) if person else "",
        "first_name": person.name.split()[0] if person else "",
        "account": item.deal.account,
        "product": setting.around.products.get(item.deal.deal_id, ""),
        "asset_title": asset.title if asset else "",
        "asset_summary": asset.summary if asset else "",
        "promise_words": promise.words if promise else "",
        "reason_phrase": names.reasons.get(row["reason"] or "", ""),
        "incumbent": contract.incumbent if contract else "",
        "contract_month": f"{contract.ends_on:%B %Y}" if contract else "",
        "lost_month": f"{lost_on:%B}" if lost_on else "",
        "signal_words": signal.words if signal else "",
        "member_name": "" if setting.member == NAMELESS else setting.member,
    }


def _permission(person: PersonRecord | None, around: Around) -> str:
    given = around.permissions.get(person.person_id, []) if person else []
    if given and given[-1].state == PermissionState.GRANTED:
        words = given[-1].words.strip("“”\"' ")
        return f"They said you may: “{words}”" if words else "They said you may come back"
    return ""


def _facts(item: ItemRecord, setting: Setting) -> tuple[tuple[str, str], ...]:
    row, deal, voice = item.advice, item.deal, voice_of(setting.playbook)
    lost_on = setting.names.lost_on.get(row["deal_id"])
    entry = find_entry(row["reason"], setting.around.claims.get(deal.deal_id, []), setting.playbook)
    facts = (
        (voice.facts[0], setting.around.products.get(deal.deal_id, "") or call_deal(deal.name, deal.account)),
        (voice.facts[1], say_money(deal.amount_minor, deal.currency)),
        (voice.facts[2], say_day(lost_on, setting.today) if lost_on else ""),
        ("Because", entry.label if entry else "Not known yet"),
        ("Owner", _name_colleague(deal.owner_id, setting.names)),
    )
    return tuple((name, words) for name, words in facts if words)


def _name_colleague(owner_id: UUID | None, names: Names) -> str:
    """Say whose deal it is where it is not the reader's: who cannot sign in has their people on another's page."""
    owner = owner_id.hex if owner_id else names.reader
    return "" if owner == names.reader else names.members.get(owner, "")
