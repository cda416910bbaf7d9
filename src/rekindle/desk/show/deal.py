"""One deal, in words: where it stands, what was said about why, who has a say, and what happened."""

from dataclasses import dataclass
from uuid import UUID

from rekindle.book.read.deal import DealRecord, read_deal
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.because import say_chance, say_change, say_ground, say_why, say_window
from rekindle.desk.show.cards import Setting, names_around, show_chance
from rekindle.desk.show.choices import named_days, offer_outcomes, offer_rests
from rekindle.desk.show.committee import draw_committee
from rekindle.desk.show.deal_parts import narrow, show_losses, show_people, tell_history
from rekindle.desk.show.deal_ties import list_kept, say_deal_presence, show_clocks
from rekindle.desk.show.deal_window import NO_WINDOW, asked_to_be_left_alone, list_window, show_window
from rekindle.desk.show.duties import say_duties
from rekindle.desk.show.effort import say_effort
from rekindle.desk.show.outline import compute_outline, kept_outline
from rekindle.desk.show.phrases import say_loss_day, say_money
from rekindle.desk.show.standings import derive_standing
from rekindle.desk.show.stopped import say_stopped
from rekindle.desk.show.strips import draw_strip
from rekindle.desk.show.turned import reason_given, say_turned
from rekindle.desk.show.views import DealView, DoorsView, Strip
from rekindle.desk.show.voices import voice_of
from rekindle.desk.show.window import WindowDrawn
from rekindle.desk.show.window_curve import Fortnight, MonthOfChance, by_month
from rekindle.playbook import Playbook
from rekindle.terms.advice import AdviceKind
from rekindle.terms.losses import Reason, Standing, Status
from rekindle.terms.touches import Channel


def show_deal(actor: Actor, deal_id: UUID, only: str = "") -> DealView:
    """Return the page of a deal; `only` narrows its history to `words` of theirs or to this `deal`.

    Raises RefusedError when the workspace has no such deal.
    """
    return _view(*_read(actor, deal_id), only if only in {"words", "deal"} else "")


@dataclass(frozen=True, slots=True)
class CurveView:
    """The window with its curve, and the chance of each month to come."""

    deal_id: UUID
    account: str
    window: WindowDrawn | None
    months: tuple[MonthOfChance, ...]


def show_curve(actor: Actor, deal_id: UUID) -> CurveView:
    """Return the window with the curve of its chance, which is computed now; raises RefusedError for no such deal."""
    record, setting = _read(actor, deal_id)
    advice, found = record.advice, tuple[Fortnight, ...]()
    if advice and advice["chance"] and record.status == Status.LOST and not asked_to_be_left_alone(record):
        found = kept_outline(deal_id, advice) or compute_outline(actor, record.account_id, deal_id, advice)
    window = show_window(record, setting, may_wait=False)
    return CurveView(deal_id, record.account, window, tuple(by_month(found, setting.today)))


def _read(actor: Actor, deal_id: UUID) -> tuple[DealRecord, Setting]:
    workspace = read_workspace(actor.workspace_id)
    record = read_deal(actor.workspace_id, deal_id, actor.member_id, whole_account=True)
    if record is None:
        raise RefusedError("There is no such deal in this workspace.")
    members = {member.member_id.hex: member.name for member in read_members(actor.workspace_id)}
    playbook, zone = playbook_of(workspace), actor.zone
    names = names_around(record.around, playbook, actor, members)
    return record, Setting(playbook, record.around, names, members.get(actor.member_id.hex, ""), zone)


def _view(record: DealRecord, setting: Setting, only: str) -> DealView:
    advice, names, today, playbook = record.advice, setting.names, setting.today, setting.playbook
    losses = record.around.losses.get(record.deal_id, [])
    claims = record.around.claims.get(record.deal_id, [])
    standing = derive_standing(
        record.status,
        advice,
        today,
        was_lost=bool(losses),
        debriefed=any(claim.source in {"rep", "buyer", "manager"} for claim in claims),
    )
    key = Reason(advice["reason"]) if advice and advice["reason"] else None if advice else reason_given(claims)
    reason = playbook.reasons.get(key) if key else None
    promised, noted = named_days(one for one in record.around.promises.values() if one.deal_id == record.deal_id)
    said_no = asked_to_be_left_alone(record)
    chance = show_chance(advice, names) if advice and not said_no else None
    return DealView(
        deal_id=record.deal_id,
        account_id=record.account_id,
        account=record.account,
        name=record.name,
        kind=record.kind,
        status=record.status,
        standing=standing,
        standing_words=_say_standing(standing, record, playbook),
        owner=record.owner,
        amount=say_money(record.amount_minor, record.currency),
        product=record.around.products.get(record.deal_id, ""),
        lost_words=f"{names.lost} {say_loss_day(losses[-1].lost_on, losses[-1].lost_on_quality, today)}"
        if losses
        else "",
        reason_words=reason.label if reason else "Not known yet",
        reason_icon=reason.icon if reason else "i-door",
        advice_words=_say_advice(record, setting),
        why=_why(record, setting),
        chance=chance,
        window_words=say_window(advice, names) if advice and not said_no else "",
        strip=_strip(record, setting),
        losses=show_losses(record, setting),
        people=show_people(record, setting),
        history=narrow(tell_history(record, setting), only),
        other_deals=tuple(
            (one.deal_id, f"{one.name or record.account} ({voice_of(playbook).ended[one.status]})")
            for one in record.others
        ),
        unmapped=tuple(sorted(record.custom.items())),
        outcomes=offer_outcomes((advice or {}).get("channel") or Channel.CALL),
        rests=offer_rests(today, promised=promised, noted=noted, opens=advice["window_from"] if advice else None),
        reasons=tuple((str(key), entry.label) for key, entry in playbook.reasons.items()),
        verdicts=tuple((str(key), entry.label) for key, entry in playbook.verdicts.items()),
        undo_words=record.undo_words,
        committee=draw_committee(record, playbook),
        effort=say_effort(
            record.around.touches.get(record.deal_id, []),
            losses[-1].lost_on if losses else None,
            today,
            setting.zone,
            names.since,
        ),
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
    )


def _why(record: DealRecord, setting: Setting) -> tuple[str, ...]:
    advice, names = record.advice, setting.names
    if advice is None:
        return ()
    if asked_to_be_left_alone(record):
        return (NO_WINDOW,)
    because = say_why(advice, names) if advice["kind"] == AdviceKind.GET_BACK else (say_chance(advice, names),)
    acts = advice["kind"] == AdviceKind.GET_BACK
    duties = say_duties(advice, setting.playbook, setting.today, setting.zone) if acts else ()
    return tuple(words for words in (*because, say_ground(advice), *duties, say_change(advice, names)) if words)


def _say_standing(standing: Standing, record: DealRecord, playbook: Playbook) -> str:
    if standing == Standing.TALKING_AGAIN and not record.returns:
        return "Won" if record.status == "won" else "Open"
    return playbook.standings[standing].label


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
    return draw_strip(lost_on, advice["window_from"], advice["window_to"], setting.today)
