"""Who works in a book, for the page that lets them in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rekindle.book.read.workspace import MemberRecord, read_members
from rekindle.book.write.users import list_locked_out, list_waiting, user_of_member
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.sign_in import make_sign_in_link
from rekindle.terms.people import MemberRole

ROLES = {
    MemberRole.REP: "Sells: their own deals",
    MemberRole.COACH: "Coaches: also the team’s page",
    MemberRole.ADMIN: "Manages: also these settings",
}


@dataclass(frozen=True, slots=True)
class InsiderView:
    """A member who may sign in. `waits`: they never did yet, and a link lets them in. `is_held`: only the browser they
    came in with holds their way in, and a new link would shut it."""

    member_id: UUID
    name: str
    mail: str
    role_words: str
    is_me: bool
    waits: bool
    is_held: bool


def list_insiders(actor: Actor) -> tuple[InsiderView, ...]:
    """List who may sign in to this book, by name; three queries."""
    waiting, held = list_waiting(actor.workspace_id), list_locked_out(actor.workspace_id)
    members = [one for one in read_members(actor.workspace_id) if one.may_sign_in]
    return tuple(_show(one, actor, waiting, held) for one in members)


def list_outsiders(actor: Actor) -> list[tuple[str, str]]:
    """List (id, name) of those whom a file named and who cannot sign in, by name."""
    return [(str(one.member_id), one.name) for one in read_members(actor.workspace_id) if not one.may_sign_in]


def _show(one: MemberRecord, actor: Actor, waiting: set[UUID], held: set[UUID]) -> InsiderView:
    role = ROLES[MemberRole(one.role)].partition(":")[0]
    is_me = one.member_id == actor.member_id
    others = {one.member_id} if not is_me else set()
    return InsiderView(
        one.member_id, one.name, one.mail, role, is_me, waits=bool(others & waiting), is_held=bool(others & held)
    )


def make_invitation_link(actor: Actor, member_id: UUID, at: datetime) -> str:
    """Make the token of the link that lets an invited member in, once, within a day.

    Raises RefusedError for anybody but an admin, and for a member who signed in before, here or elsewhere: their desk
    is theirs alone, and so is any link into it.
    """
    if actor.role != MemberRole.ADMIN:
        raise RefusedError("Inviting is for the book's admin. Ask them to do it.")
    user_id = user_of_member(actor.workspace_id, member_id)
    if user_id is None or member_id not in list_waiting(actor.workspace_id):
        raise RefusedError("They signed in before, and do so as they always did. This book stands among theirs.")
    return make_sign_in_link(user_id, at)
