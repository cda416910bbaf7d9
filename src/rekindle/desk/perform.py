"""Saying a verb: one transaction, once per key, with permission, audit and what undo needs; then fresh advice."""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from rekindle.book.audit import append_entry
from rekindle.book.write.commands import FoundCommand, find_command, find_member, lock_workspace
from rekindle.book.write.records import write_command
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.after import refresh_advice
from rekindle.terms.people import MemberRole

ANYBODY = frozenset(MemberRole)
KEY_LENGTH = 255
LABEL_LENGTH = 300
_MANY = {MemberRole.REP: "reps", MemberRole.COACH: "coaches", MemberRole.ADMIN: "admins"}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """What an act did: a short sentence, whose advice it touches, and what else the answer carries (plain JSON).

    `whole_book` says that the advice of the whole workspace is touched.
    """

    label: str
    accounts: tuple[UUID, ...] = ()
    deals: tuple[UUID, ...] = ()
    result: dict[str, Any] = field(default_factory=dict)
    undoable: bool = True
    whole_book: bool = False


Act = Callable[[Writing], Result]


def perform(
    actor: Actor,
    verb: str,
    key: str,
    request: Mapping[str, Any],
    act: Act,
    *,
    needs: frozenset[MemberRole] = ANYBODY,
    undoable: bool = True,
) -> Done:
    """Do `act` in one transaction, write its command and audit entry, and compute the touched advice before answering.

    The same key with the same request gives the first answer with `repeated`, and does nothing. Every role may act on
    every deal of its workspace; `needs` narrows that. Raises RefusedError, and then nothing was written.
    """
    said = _Said(actor, verb, key, request, digest_request(actor, verb, request))
    with transaction.atomic(durable=True):
        admit(actor, key, needs)
        earlier = find_command(actor.workspace_id, key=key)
        if earlier:
            return _answer_again(earlier, said.digest)
        done, accounts, whole_book = _do(said, act, undoable=undoable)
    return _advise(actor, done, accounts, whole_book)


def arguments_of(local: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a verb was asked, from its `locals()` on its first line: so no argument is left out of the digest."""
    return {name: value for name, value in local.items() if name not in {"actor", "key"}}


def digest_request(actor: Actor, verb: str, request: Mapping[str, Any]) -> str:
    """Return what tells one request from another: SHA-256 over who, which verb, and every argument.

    Raises RefusedError for letters that cannot be written down, as a terminal makes them of bytes that are no UTF-8.
    """
    said = json.dumps([str(actor.member_id), verb, dict(request)], sort_keys=True, default=str, ensure_ascii=False)
    try:
        return hashlib.sha256(said.encode()).hexdigest()
    except UnicodeEncodeError:
        raise RefusedError("Some of these letters came in broken: they are no UTF-8. Write them once more.") from None


def admit(actor: Actor, key: str, needs: frozenset[MemberRole] = ANYBODY) -> None:
    """Check the key and the member, and lock the workspace until the transaction ends; raises RefusedError.

    The lock makes verbs of one workspace follow each other, so that a repeated request finds its first answer, and the
    audit chain has one end.
    """
    if not key or len(key) > KEY_LENGTH:
        raise RefusedError(f"A verb needs a key of 1 to {KEY_LENGTH} characters, a new one for each thing you do.")
    member = find_member(actor.workspace_id, actor.member_id) if lock_workspace(actor.workspace_id) else None
    if member is None:
        raise RefusedError("You are not a member of this workspace. Ask its admin to invite you.")
    if not member.may_act:
        raise RefusedError("Your sign-in to this workspace was closed. Ask its admin to open it again.")
    if member.role not in needs:
        raise RefusedError(
            f"This is for {' or '.join(sorted(_MANY[role] for role in needs))}. Ask one of them to do it."
        )


def _answer_again(earlier: FoundCommand, digest: str) -> Done:
    if earlier.request_digest != digest:
        raise RefusedError("This key was used for something else before. Use a new key for a new request.")
    return Done(
        earlier.command_id,
        earlier.verb,
        earlier.label,
        undoable=earlier.undoable and earlier.undone_at is None,
        repeated=True,
        deals=tuple(UUID(deal) for deal in earlier.deals),
        result=earlier.result,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """A verb as it was said: by whom, under which key, with which arguments; `digest` tells it from another."""

    actor: Actor
    verb: str
    key: str
    request: Mapping[str, Any]
    digest: str


def _do(said: _Said, act: Act, *, undoable: bool) -> tuple[Done, list[UUID], bool]:
    """Write what `act` does with its command and audit entry; return whose advice it touches, or the whole book's."""
    actor, verb = said.actor, said.verb
    writing = Writing(actor.workspace_id, actor.member_id, actor.at, zone=actor.zone)
    result = act(writing)
    label = result.label[:LABEL_LENGTH]
    may_undo = undoable and result.undoable
    accounts, deals = list(dict.fromkeys(result.accounts)), tuple(dict.fromkeys(result.deals))
    command_id = write_command(
        writing,
        verb,
        said.key,
        request_digest=said.digest,
        label=label,
        result=result.result,
        undoable=may_undo,
        accounts=[str(account) for account in accounts],
        deals=[str(deal) for deal in deals],
    )
    append_entry(writing, verb, {"command": command_id, "label": label, "request": said.request, "made": writing.made})
    done = Done(command_id, verb, label, undoable=may_undo, deals=deals, result=result.result)
    return done, accounts, result.whole_book


def _advise(actor: Actor, done: Done, accounts: list[UUID], whole_book: bool) -> Done:
    """Compute the advice of the touched accounts. The verb has happened: a failure here is said, not raised."""
    try:
        refresh_advice(actor, accounts, done.command_id, done.deals, whole_book=whole_book)
    except Exception:
        log.exception("advice was not computed after %s", done.verb)
        return replace(done, result={**(done.result or {}), "advice": "not computed"})
    return done
