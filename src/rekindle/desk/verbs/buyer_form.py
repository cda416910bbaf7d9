"""The buyer answers alone: no sign-in, only the link they were given."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from rekindle.book.read.workspace import read_workspace
from rekindle.book.write.commands import find_member, list_said_under
from rekindle.book.write.debriefs import FoundLink, find_link
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import KEY_LENGTH, Result, digest_request, perform
from rekindle.desk.verbs.debriefing.answers import Answers, check_answers
from rekindle.desk.verbs.debriefing.keeping import About, keep_debrief
from rekindle.desk.verbs.debriefing.tokens import hash_token, read_token
from rekindle.desk.verbs.finding import get_deal, get_person, today_of
from rekindle.terms.days import zone_for
from rekindle.terms.debriefs import DebriefHow, Going, MayReturn
from rekindle.terms.losses import Reason

MOST_CHOSEN = 3
VERB = "answer_form"


class NoSuchFormError(Exception):
    """The link is wrong, has run out or was revoked. Which of the three is not said."""


def open_link(token: str, at: datetime) -> tuple[UUID, FoundLink]:
    """Return the workspace and the link of a token that can be answered at an instant; raises NoSuchFormError."""
    named = read_token(token)
    if named is None:
        raise NoSuchFormError
    workspace_id, _ = named
    link = find_link(Writing(workspace_id, None, at), token_hash=hash_token(token))
    if link is None or not link.is_open(at):
        raise NoSuchFormError
    return workspace_id, link


def answer_form(
    token: str,
    key: str,
    at: datetime,
    *,
    factors: Sequence[Reason] = (),
    is_ranked: bool = False,
    better: str = "",
    going: Going | None = None,
    may_return: MayReturn | None = None,
) -> Done:
    """Keep a buyer's four answers at once: claims in their name, permission, or being left alone as their own act.

    A later answer through the same link counts before an earlier one, and their yes lifts what left them alone. What
    was answered last and is sent again, by another press or from a page one went back to, is kept once. It is
    written in the name of whoever made the link, else of the workspace's owner, and is not undone by them. Raises
    NoSuchFormError for a link that is not open, RefusedError for answers that cannot be kept.
    """
    workspace_id, link = open_link(token, at)
    if len(factors) > MOST_CHOSEN:
        raise RefusedError("Choose up to three.")
    actor = _for_whom(workspace_id, link, at)
    given = Answers(tuple(factors), is_ranked, better=better, going=going, may_return=may_return)
    request = {"link": link.link_id, **asdict(given)}

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, link.deal_id)
        today = today_of(writing)
        about = About(deal, link.loss_id, DebriefHow.FORM, today, link.person_id, link.link_id)
        answer, accounts = keep_debrief(writing, about, check_answers(given, today))
        label = f"{get_person(writing, link.person_id)} answered the form"
        return Result(label, tuple(sorted(accounts)), (link.deal_id,), answer, undoable=False)

    return perform(actor, VERB, _key(actor, link, key, request), request, act, undoable=False)


def _key(actor: Actor, link: FoundLink, key: str, request: Mapping[str, Any]) -> str:
    """Return the key the answer is kept under: that of the last one where it says the same, else one of its own.

    A page one goes back to has the key it had; other answers on it are no repetition, and are not to be refused.
    """
    begin, digest = f"form-{link.link_id}-", digest_request(actor, VERB, request)
    said = list_said_under(actor.workspace_id, begin)
    if said and said[-1][1] == digest:
        return said[-1][0]
    return f"{begin}{len(said)}-{digest[:16]}-{key}"[:KEY_LENGTH]


def _for_whom(workspace_id: UUID, link: FoundLink, at: datetime) -> Actor:
    """Say in whose name the answers are kept: a closed sign-in must not lose them."""
    workspace = read_workspace(workspace_id)
    for member_id in (link.member_id, workspace.owner_id):
        member = find_member(workspace_id, member_id) if member_id else None
        if member and member.may_act:
            return Actor(workspace_id, member.member_id, member.role, at, zone_for(member.zone, workspace.zone))
    raise NoSuchFormError
