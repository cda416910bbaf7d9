"""Taking no for an answer, and walking away with thanks."""

from typing import Any
from uuid import UUID

from rekindle.book.read.workspace import read_workspace
from rekindle.book.write.consent import write_suppression
from rekindle.book.write.ledger import list_account_entries, list_entries_on
from rekindle.book.write.lookups import (
    FoundDeal,
    find_country,
    list_accounts_beside,
    list_accounts_of,
    list_accounts_touching,
)
from rekindle.book.write.touches import write_touch
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.phrases import say_weekday
from rekindle.desk.verbs.claims import claim
from rekindle.desk.verbs.finding import check_words, get_account, get_deal, get_person, need_loss, today_of
from rekindle.desk.verbs.touches import usual_minutes
from rekindle.playbook import law_at
from rekindle.terms.advice import Play
from rekindle.terms.days import add_working_days
from rekindle.terms.losses import Source, Status, Verdict
from rekindle.terms.people import SuppressionOrigin
from rekindle.terms.touches import Channel, Outcome

# How a no was said; the first three are the person's own act.
_OWN_ACTS = {"call", "wrote", "form"}
_SAID_HOW = _OWN_ACTS | {"judgement", ""}
_NOT_AGAIN = "We said we would not raise it again."


def respect_no(
    actor: Actor,
    key: str,
    *,
    deal_id: UUID | None = None,
    person_id: UUID | None = None,
    whole_account: bool = False,
    said_how: str = "",
    words: str = "",
) -> Done:
    """Leave somebody alone: a person everywhere, on every channel and under every address; a whole account if said.

    `said_how` is `call`, `wrote` or `form` when the person said it themselves: then only they can lift it, and it is
    not undone. `judgement` or nothing is ours, and a slip of the key is undone like anything else. A whole account is
    always left alone on our word: nobody there could lift it for all. On a lost deal the verdict is noted as no.
    Raises RefusedError when it does not say whom, or whose word it is.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        own_act = _is_own_act(said_how, person_id)
        said = check_words(words)
        deal = get_deal(writing, deal_id) if deal_id else None
        label, accounts = _suppress(writing, deal, person_id, whole_account, own_act, said)
        if deal and deal.status == Status.LOST:
            source = Source.BUYER if own_act and said else Source.REP
            claim(writing, deal, need_loss(deal), source, Verdict.NO, None, said, person_id=person_id)
        answer: dict[str, Any] = _elsewhere(writing, person_id) if own_act and person_id else {}
        if deal and deal.status == Status.OPEN:
            answer["proposes"] = "lose_again"
        return Result(label, tuple(sorted(accounts)), (deal_id,) if deal_id else (), answer, undoable=not own_act)

    return perform(actor, "respect_no", key, request, act)


def _elsewhere(writing: Writing, person_id: UUID) -> dict[str, Any]:
    """Say by when the law wants this no to hold in other tools, too; here it does by now."""
    playbook, today = playbook_of(read_workspace(writing.workspace_id)), today_of(writing)
    by = add_working_days(today, law_at(playbook, find_country(writing, person_id) or "*", today).opt_out_days)
    words = f"Here that holds from now on. Tell your other tools {say_weekday(by, today)} at the latest."
    return {"left_alone": words, "elsewhere_by": by.isoformat()}


def _is_own_act(said_how: str, person_id: UUID | None) -> bool:
    if said_how not in _SAID_HOW:
        raise RefusedError("Say how the no was said: call, wrote, form or judgement. Or leave it out.")
    if said_how in _OWN_ACTS and person_id is None:
        raise RefusedError("Who said it? Name the person, so that they are left alone everywhere.")
    return said_how in _OWN_ACTS


def _suppress(
    writing: Writing, deal: FoundDeal | None, person_id: UUID | None, whole_account: bool, own_act: bool, words: str
) -> tuple[str, set[UUID]]:
    """Write the entries of the ledger; returns the label and the accounts whose advice they touch."""
    accounts = {deal.account_id} if deal else set()
    label = ""
    if person_id:
        origin = SuppressionOrigin.PERSON if own_act else SuppressionOrigin.REP
        label = f"Left alone, everywhere: {get_person(writing, person_id)}"
        write_suppression(writing, origin, person_id=person_id, words=words)
        accounts |= set(list_accounts_touching(writing, person_id))
    if whole_account:
        account_id = deal.account_id if deal else _only_account(writing, person_id)
        label = f"Left alone, everyone there: {get_account(writing, account_id)}"
        write_suppression(writing, SuppressionOrigin.REP, account_id=account_id, words=words)
        accounts |= {account_id, *list_accounts_beside(writing, account_id)}
    if label:
        return label, accounts
    if deal is None:
        raise RefusedError("Whom shall we leave alone? Name a person, or a deal.")
    if deal.status != Status.LOST:
        raise RefusedError(f"{deal.account} is not lost. Name the person who said no, or mark the deal lost.")
    return f"Left alone: {deal.account}", accounts


def _only_account(writing: Writing, person_id: UUID | None) -> UUID:
    accounts = list_accounts_of(writing, person_id) if person_id else []
    if len(accounts) != 1:
        raise RefusedError("Which account shall we leave alone? Name the deal.")
    return accounts[0]


def closing_note(actor: Actor, key: str, *, deal_id: UUID, person_id: UUID, channel: Channel, words: str) -> Done:
    """Log the thank-you that ends it well, and leave the deal alone from then on; nobody is suppressed by it.

    One undo takes back both. Raises RefusedError for a deal that is not lost, without words, or for a person who is
    left alone: they get no note either.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        who = get_person(writing, person_id)
        if deal.status != Status.LOST:
            raise RefusedError(f"{deal.account} is not lost. A closing note ends a lost deal.")
        if list_entries_on(writing, person_id) or list_account_entries(writing, deal.account_id):
            raise RefusedError(f"{who} is left alone, and gets no closing note either. Nothing more is needed.")
        touch_id = write_touch(
            writing,
            channel,
            deal_id=deal_id,
            account_id=deal.account_id,
            person_id=person_id,
            member_id=actor.member_id,
            outcome=Outcome.SENT,
            minutes=usual_minutes(Outcome.SENT, channel),
            play=Play.CLOSING_NOTE,
            words=check_words(words, needed="Write the note as you sent it."),
        )
        claims = claim(writing, deal, need_loss(deal), Source.REP, Verdict.NO, None, _NOT_AGAIN, person_id=person_id)
        answer = {"touch": str(touch_id), "claims": claims}
        return Result(f"Thanked, and left alone: {who}, {deal.account}", (deal.account_id,), (deal_id,), answer)

    return perform(actor, "closing_note", key, request, act)
