"""Talking a loss over: with the buyer, by a form they fill in alone, by a colleague, or for oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from rekindle.book.write.commands import find_member
from rekindle.book.write.debriefs import find_link, revoke_link, write_debrief_ask, write_form_link
from rekindle.book.write.ledger import list_account_entries, list_entries_on
from rekindle.book.write.lookups import FoundDeal
from rekindle.book.write.touches import write_touch
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.debriefing.answers import Answers, check_answers
from rekindle.desk.verbs.debriefing.keeping import About, keep_debrief
from rekindle.desk.verbs.debriefing.tokens import hash_token, make_token
from rekindle.desk.verbs.finding import check_line, check_words, get_deal, get_person, name_of, need_loss, today_of
from rekindle.desk.verbs.touches import count_minutes
from rekindle.terms.advice import Play
from rekindle.terms.debriefs import Again, DebriefHow, Going, MayReturn
from rekindle.terms.ids import new_id
from rekindle.terms.losses import Reason, Verdict
from rekindle.terms.touches import Channel, Outcome

LONGEST_LINK_DAYS = 90


def debrief_loss(
    actor: Actor,
    key: str,
    *,
    deal_id: UUID,
    how: DebriefHow = DebriefHow.CALL,
    person_id: UUID | None = None,
    factors: Sequence[Reason] = (),
    is_ranked: bool = True,
    verdict: Verdict | None = None,
    words: str = "",
    better: str = "",
    change: str = "",
    others: Sequence[tuple[str, str]] = (),
    again: Again | None = None,
    going: Going | None = None,
    may_return: MayReturn | None = None,
    back_on: date | None = None,
    channel: Channel = Channel.CALL,
    minutes: int | None = None,
) -> Done:
    """Keep what was said about a deal's latest loss: with a buyer (`call`), or by the rep looking back (`own`).

    `factors` come ranked, the heaviest first (unless not `is_ranked`), and become claims of whoever spoke; `others` are
    (name, title) of people who had a say and get a seat. Whether we may come back becomes permission with its day, a
    year of rest, or being left alone everywhere by the person's own word. A call is logged as a contact of `minutes`.
    All of it is one command; undone, a person's own no stays. Raises RefusedError for a deal never lost, or when
    nothing is answered.
    """
    request = arguments_of(locals())
    given = Answers(
        factors=tuple(factors),
        is_ranked=is_ranked,
        verdict=verdict,
        words=words,
        better=better,
        change=change,
        others=tuple(others),
        again=again,
        going=going,
        may_return=may_return,
        back_on=back_on,
    )

    talk = _Talk(deal_id, how, person_id, channel, minutes)
    return perform(actor, "debrief_loss", key, request, lambda writing: _debrief(writing, talk, given))


@dataclass(frozen=True, slots=True)
class _Talk:
    """How a loss was talked over, as it was told: nothing of it is checked yet."""

    deal_id: UUID
    how: DebriefHow
    person_id: UUID | None
    channel: Channel
    minutes: int | None


def _debrief(writing: Writing, talk: _Talk, given: Answers) -> Result:
    deal = get_deal(writing, talk.deal_id)
    who = name_of(writing, talk.person_id, deal)
    today = today_of(writing)
    checked = check_answers(given, today)
    if talk.how == DebriefHow.FORM:
        raise RefusedError("The form is answered by the buyer alone, through its link.")
    about = About(deal, need_loss(deal), talk.how, today, talk.person_id)
    if talk.how == DebriefHow.CALL:
        _log_call(writing, deal, talk)
    answer, accounts = keep_debrief(writing, about, checked)
    label = f"Debriefed: {who}" if talk.how == DebriefHow.CALL else f"Your own view is kept: {deal.account}"
    return Result(label, tuple(sorted(accounts)), (deal.deal_id,), answer)


def _log_call(writing: Writing, deal: FoundDeal, talk: _Talk) -> None:
    write_touch(
        writing,
        talk.channel,
        deal_id=deal.deal_id,
        account_id=deal.account_id,
        person_id=talk.person_id,
        member_id=writing.member_id,
        outcome=Outcome.SPOKE,
        minutes=count_minutes(talk.minutes, Outcome.SPOKE, talk.channel),
        play=Play.DEBRIEF_ASK,
        subject="Debrief call" if talk.channel == Channel.CALL else "Debrief",
    )


def make_form_link(
    actor: Actor,
    key: str,
    *,
    deal_id: UUID,
    person_id: UUID,
    your_name: str,
    company: str = "",
    about: str = "",
    days: int = 30,
) -> Done:
    """Make a link by which a person of a lost deal answers four questions alone; nothing is sent from here.

    The form shows `your_name`, `company` and `about`, and nothing else. It is open for `days`, and can be revoked. The
    answer carries the link's id; `tokens.make_token` gives its token. Raises RefusedError for somebody left alone.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        who = get_person(writing, person_id)
        if list_entries_on(writing, person_id) or list_account_entries(writing, deal.account_id):
            raise RefusedError(f"{who} is left alone, so we do not ask. If they write again, record that.")
        expires_at = _close_after(writing, days)
        shows = _shown(your_name, company, about)
        link_id = new_id()
        write_form_link(
            writing,
            link_id,
            deal_id,
            need_loss(deal),
            person_id,
            token_hash=hash_token(make_token(writing.workspace_id, link_id)),
            expires_at=expires_at,
            shows=shows,
        )
        return Result(f"A form is ready for {who}", (deal.account_id,), (deal_id,), {"link": str(link_id)})

    return perform(actor, "make_form_link", key, request, act)


def _close_after(writing: Writing, days: int) -> datetime:
    if not 1 <= days <= LONGEST_LINK_DAYS:
        raise RefusedError(f"A link is open for 1 to {LONGEST_LINK_DAYS} days.")
    return writing.at + timedelta(days=days)


def _shown(your_name: str, company: str, about: str) -> dict[str, str]:
    """Return all that the form says about us."""
    return {
        "name": check_line(your_name, "Your name", 200, needed="Write your name, as they know you."),
        "company": check_line(company, "The company", 200),
        "about": check_line(about, "What it was about", 300),
    }


def revoke_form_link(actor: Actor, key: str, *, link_id: UUID) -> Done:
    """Close a link to the buyer's form; whoever opens it afterwards is told kindly. Raises RefusedError if unknown."""
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        link = find_link(writing, link_id=link_id)
        if link is None:
            raise RefusedError("There is no such link in this workspace.")
        deal = get_deal(writing, link.deal_id)
        revoke_link(writing, link_id)
        return Result(f"The form is closed: {get_person(writing, link.person_id)}", (deal.account_id,), (link.deal_id,))

    return perform(actor, "revoke_form_link", key, request, act)


def ask_colleague(
    actor: Actor, key: str, *, deal_id: UUID, member_id: UUID, person_id: UUID | None = None, words: str = ""
) -> Done:
    """Ask a colleague to make the debrief call; it stands on top of their debriefs. Raises RefusedError for oneself."""
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        if person_id:
            get_person(writing, person_id)
        member = find_member(writing.workspace_id, member_id)
        if member is None:
            raise RefusedError("There is no such member in this workspace.")
        if member_id == actor.member_id:
            raise RefusedError("That is you. Ask somebody who did not sell it: people tell a stranger more.")
        need_loss(deal)
        write_debrief_ask(writing, deal_id, member_id, person_id=person_id, words=check_words(words))
        return Result(f"Asked {member.name} to call: {deal.account}", (deal.account_id,), (deal_id,))

    return perform(actor, "ask_colleague", key, request, act)
