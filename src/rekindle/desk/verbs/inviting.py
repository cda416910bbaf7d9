"""Letting somebody into a book: a new member, one whom a file named, or one who lost their way back; and closing their
door again."""

from uuid import UUID

from rekindle.book.read.workspace import MemberRecord, read_members
from rekindle.book.write.members import change_member, make_user, write_member
from rekindle.book.write.users import list_locked_out, shut_out, user_of_member
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.finding import check_line
from rekindle.terms.people import MemberRole

_ADMINS = frozenset({MemberRole.ADMIN})


def invite(
    actor: Actor,
    key: str,
    *,
    mail: str,
    name: str = "",
    member_id: UUID | None = None,
    role: MemberRole = MemberRole.REP,
) -> Done:
    """Let somebody sign in to this book under their mail address: somebody new by `name`, or whom a file named.

    A member who is let in looks after their own deals from then on; the morning is planned anew. The answer's `member`
    is who it is. Raises RefusedError for anybody but an admin, without a name, for a member who may sign in already,
    and for an address that is a member's already.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        members = read_members(writing.workspace_id)
        address = check_line(mail, "The address", 254, needed="Their mail address is needed: it is how they sign in.")
        if any(one.mail.casefold() == address.casefold() and one.member_id != member_id for one in members):
            raise RefusedError(f"{address} belongs to another member of this book.")
        called = _claim(members, member_id).name if member_id else check_line(name, "The name", 200, needed=_NAMELESS)
        user_id = make_user(address)
        zone = str(actor.zone)
        if member_id:
            change_member(writing, member_id, email=address.casefold(), role=role, user_id=user_id, zone=zone)
        invited = member_id or write_member(writing, called, email=address, role=role, user_id=user_id, zone=zone)
        return Result(f"Invited: {called}", result={"member": str(invited)}, undoable=False, whole_book=True)

    return perform(actor, "invite", key, request, act, needs=_ADMINS)


_NAMELESS = "Their name is needed, or choose one of those whom a file named."


def _claim(members: list[MemberRecord], member_id: UUID) -> MemberRecord:
    found = _find(members, member_id)
    if found.may_sign_in:
        raise RefusedError(f"{found.name} may sign in already.")
    return found


def _find(members: list[MemberRecord], member_id: UUID) -> MemberRecord:
    found = next((one for one in members if one.member_id == member_id), None)
    if found is None:
        raise RefusedError("There is no such member in this book.")
    return found


def close_door(actor: Actor, key: str, *, member_id: UUID) -> Done:
    """Let a member sign in to this book no more; what they wrote, and whose deals are whose, stays as it is.

    Raises RefusedError for anybody but an admin, for oneself, and for a member who cannot sign in.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        found = _find(read_members(writing.workspace_id), member_id)
        if not found.may_sign_in:
            raise RefusedError(f"{found.name} cannot sign in anyhow.")
        if member_id == actor.member_id:
            raise RefusedError("That is your own door. Another admin of this book can close it.")
        change_member(writing, member_id, user_id=None)
        return Result(f"{found.name} signs in here no more", undoable=False, whole_book=True)

    return perform(actor, "close_door", key, request, act, needs=_ADMINS)


def let_in_anew(actor: Actor, key: str, *, member_id: UUID) -> Done:
    """Shut the door a member came in by without a password, in every browser, so that a new link lets them in.

    Raises RefusedError for anybody but an admin, for oneself, and for a member who never came in, has a password, or
    has another book: theirs would open with it.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        found = _find(read_members(writing.workspace_id), member_id)
        user_id = user_of_member(writing.workspace_id, member_id)
        if member_id == actor.member_id or user_id is None or member_id not in list_locked_out(writing.workspace_id):
            raise RefusedError(f"{found.name} comes in as they always did: nothing was shut.")
        shut_out(user_id)
        return Result(f"{found.name} comes in by a new link", undoable=False)

    return perform(actor, "let_in_anew", key, request, act, needs=_ADMINS)
