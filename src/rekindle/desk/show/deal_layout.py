"""The page of a deal laid out: every part of it in words, from what is on record."""

from uuid import UUID

from rekindle.book.read.around import ClaimRecord, LossRecord, PromiseRecord
from rekindle.book.read.deal import DealRecord
from rekindle.desk.show.because import say_change, say_ground, say_ground_of_chance, say_why, say_window
from rekindle.desk.show.cards import Setting, show_chance, tell_noted
from rekindle.desk.show.choices import named_days, offer_outcomes, offer_rests
from rekindle.desk.show.committee import draw_committee
from rekindle.desk.show.deal_parts import narrow, show_losses, show_people, tell_history
from rekindle.desk.show.deal_ties import list_kept, say_deal_presence, show_clocks
from rekindle.desk.show.deal_window import NO_WINDOW, asked_to_be_left_alone, list_window, show_window
from rekindle.desk.show.duties import say_duties
from rekindle.desk.show.effort import say_effort
from rekindle.desk.show.given import find_entry, reason_given
from rekindle.desk.show.histories import find_noted
from rekindle.desk.show.phrases import call_deal, say_loss_day, say_money
from rekindle.desk.show.standings import derive_standing
from rekindle.desk.show.stopped import say_stopped
from rekindle.desk.show.strips import draw_strip, held_until
from rekindle.desk.show.turned import say_turned
from rekindle.desk.show.views import Chance, DealView, DoorsView, RestChoice, Strip
from rekindle.desk.show.voices import voice_of
from rekindle.playbook.model import ReasonEntry
from rekindle.terms.advice import AdviceKind
from rekindle.terms.losses import Standing, Status
from rekindle.terms.touches import Channel


def lay_out_deal(record: DealRecord, setting: Setting, only: str) -> DealView:
    """Put a deal into the words of its page; `only` narrows its history (see `show_deal`)."""
    playbook = setting.playbook
    standing, reason, chance = _find_standing(record, setting), _find_reason(record, setting), _chance(record)
    return DealView(
        deal_id=record.deal_id,
        account_id=record.account_id,
        account=record.account,
        name=call_deal(record.name, record.account),
        kind=record.kind,
        status=record.status,
        standing=standing,
        standing_words=_say_standing(standing, record, setting),
        owner=record.owner,
        amount=say_money(record.amount_minor, record.currency),
        product=record.around.products.get(record.deal_id, ""),
        lost_words=_say_loss(record, setting),
        reason_words=reason.label if reason else _say_unknown(record),
        reason_icon=reason.icon if reason else "i-door",
        advice_words=_say_advice(record, setting),
        why=_why(record, setting),
        chance=chance,
        window_words=_say_window(record, setting),
        strip=_strip(record, setting),
        losses=show_losses(record, setting),
        people=show_people(record, setting),
        history=narrow(tell_history(record, setting), only),
        other_deals=_list_others(record, setting),
        unmapped=tuple(sorted(record.custom.items())),
        outcomes=offer_outcomes((record.advice or {}).get("channel") or Channel.CALL),
        rests=_offer_rests(record, setting),
        is_noted=_find_noted(record, setting) is not None,
        reasons=tuple((str(key), entry.label) for key, entry in playbook.reasons.items()),
        verdicts=tuple((str(key), entry.label) for key, entry in playbook.verdicts.items()),
        undo_words=record.undo_words,
        committee=draw_committee(record, playbook),
        effort=_say_effort(record, setting),
        window=show_window(record, setting),
        window_rows=tuple(list_window(record, setting, chance)),
        kept=list_kept(record, setting),
        clocks=tuple(show_clocks(record, setting)),
        presence=say_deal_presence(record, setting),
        doors=DoorsView(record.doors.people, record.doors.products),
        twins=tuple((one.deal_id, one.name or record.account) for one in record.twins),
        stands_for=record.stands_for,
        proposals=record.proposals,
        only=only,
        roles=tuple((str(key), entry.label) for key, entry in playbook.roles.items()),
    )


def _say_unknown(record: DealRecord) -> str:
    """Say that nobody knows why; nothing of what was never lost."""
    return "Not known yet" if record.around.losses.get(record.deal_id) else ""


def _find_standing(record: DealRecord, setting: Setting) -> Standing:
    was_lost = _last_loss(record) is not None
    return derive_standing(record.status, record.advice, setting.today, was_lost=was_lost, asks_why=record.asks_why)


def _find_reason(record: DealRecord, setting: Setting) -> ReasonEntry | None:
    """Return the reason the advice counts with; before there is advice, the heaviest that was given."""
    claims = _claims(record)
    key = reason_given(claims) if record.advice is None else record.advice["reason"]
    return find_entry(key, claims, setting.playbook)


def _last_loss(record: DealRecord) -> LossRecord | None:
    return next(reversed(record.around.losses.get(record.deal_id, [])), None)


def _claims(record: DealRecord) -> list[ClaimRecord]:
    return record.around.claims.get(record.deal_id, [])


def _chance(record: DealRecord) -> Chance | None:
    advice = record.advice
    return show_chance(advice) if advice and not asked_to_be_left_alone(record) else None


def _say_window(record: DealRecord, setting: Setting) -> str:
    advice = record.advice
    return say_window(advice, setting.names) if advice and not asked_to_be_left_alone(record) else ""


def _say_loss(record: DealRecord, setting: Setting) -> str:
    loss = _last_loss(record)
    return f"{setting.names.lost} {say_loss_day(loss.lost_on, loss.lost_on_quality, setting.today)}" if loss else ""


def _list_others(record: DealRecord, setting: Setting) -> tuple[tuple[UUID, str], ...]:
    ended = voice_of(setting.playbook).ended
    called = {one.deal_id: call_deal(one.name, record.account) or record.account for one in record.others}
    return tuple((one.deal_id, f"{called[one.deal_id]} ({ended[one.status]})") for one in record.others)


def _offer_rests(record: DealRecord, setting: Setting) -> tuple[RestChoice, ...]:
    promised, noted = named_days(_promises(record))
    opens = record.advice["window_from"] if record.advice else None
    return offer_rests(setting.today, promised=promised, noted=noted, opens=opens)


def _find_noted(record: DealRecord, setting: Setting) -> PromiseRecord | None:
    """Return the later day that notes name, where we would act before it and nobody has said that it holds."""
    if (record.advice or {}).get("kind") != AdviceKind.GET_BACK:
        return None
    promises = _promises(record)
    read, (_, noted) = find_noted(promises, setting.today), named_days(promises)
    return read if read and read.due_on == noted and noted > setting.today else None


def _promises(record: DealRecord) -> list[PromiseRecord]:
    return [one for one in record.around.promises.values() if one.deal_id == record.deal_id]


def _say_effort(record: DealRecord, setting: Setting) -> tuple[str, ...]:
    loss = _last_loss(record)
    touches = record.around.touches.get(record.deal_id, [])
    return say_effort(touches, loss.lost_on if loss else None, setting.today, setting.zone, setting.names.since)


def _why(record: DealRecord, setting: Setting) -> tuple[str, ...]:
    advice, names = record.advice, setting.names
    if advice is None:
        return ()
    if asked_to_be_left_alone(record):
        return (NO_WINDOW,)
    acts = advice["kind"] == AdviceKind.GET_BACK
    because = say_why(advice, names) if acts else (say_ground_of_chance(advice, names),)
    read = _find_noted(record, setting)
    because = (tell_noted(read, setting.today), *because) if read else because
    duties = say_duties(advice, setting.playbook, setting.today, setting.zone) if acts else ()
    return tuple(words for words in (*because, say_ground(advice), *duties, say_change(advice, names)) if words)


def _say_standing(standing: Standing, record: DealRecord, setting: Setting) -> str:
    if standing == Standing.TALKING_AGAIN and not record.returns:
        return "Won" if record.status == Status.WON else "Open"
    return setting.playbook.standings[standing].label


def _say_advice(record: DealRecord, setting: Setting) -> str:
    advice = record.advice
    if advice is None:
        return say_turned(record, setting) or "No advice yet: it is computed with the next morning."
    if advice["kind"] != AdviceKind.GET_BACK:
        return say_stopped(advice, setting.names)
    who = setting.names.people.get(advice["person_id"] or "", "") or record.account
    channel = setting.playbook.channels[Channel(advice["channel"] or Channel.CALL)]
    return f"{channel.verb} {who} today." if channel.verb else f"Get back to {who} today."


def _strip(record: DealRecord, setting: Setting) -> Strip | None:
    advice = record.advice
    if advice is None or asked_to_be_left_alone(record):
        return None
    lost_on = setting.names.lost_on.get(record.deal_id.hex)
    return draw_strip(lost_on, advice["window_from"], advice["window_to"], setting.today, held_until(advice))
