"""Signing in: a link that works once, and passwords."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError

from rekindle.book.write.users import find_user, keep_password, use_login
from rekindle.desk.actor import RefusedError

GOOD_FOR = timedelta(hours=24)
_SALT = "rekindle.sign-in-link"
_USED = "This link was used before or has run out. Ask for a new one, or start Rekindle again to print one."


def make_sign_in_link(user_id: UUID, at: datetime) -> str:
    """Make the token of a link that signs a user in once, within 24 hours of `at`.

    It is signed with the installation's secret and holds the user's last sign-in and lock: any sign-in makes it void,
    and so does another password. Raises RefusedError when there is no such user.
    """
    user = find_user(user_id=user_id)
    if user is None or not user.is_active:
        raise RefusedError("Nobody with that sign-in may enter here.")
    said = {
        "user": str(user_id),
        "until": (at + GOOD_FOR).isoformat(),
        "after": _plain(user.last_login),
        "lock": user.lock,
    }
    return signing.dumps(said, salt=_SALT)


def use_sign_in_link(token: str, at: datetime) -> UUID:
    """Use a link up and return whom it signs in; of two uses at once only one is let in.

    Raises RefusedError when it was changed, used, is older than 24 hours, or the user signed in since.
    """
    try:
        said = signing.loads(token, salt=_SALT)
        user_id, until = UUID(said["user"]), datetime.fromisoformat(said["until"])
        after, lock = said["after"], str(said["lock"])
    except (signing.BadSignature, KeyError, ValueError, TypeError) as problem:
        raise RefusedError(_USED) from problem
    before = datetime.fromisoformat(after) if after else None
    if at > until or not use_login(user_id, before, lock, at):
        raise RefusedError(_USED)
    return user_id


def set_password(user_id: UUID, password: str) -> None:
    """Set a user's password; raises RefusedError when it is too short, too common or too much like their address."""
    try:
        keep_password(user_id, password)
    except ValidationError as problem:
        raise RefusedError(" ".join(problem.messages)) from problem


def _plain(instant: datetime | None) -> str:
    return instant.isoformat() if instant else ""
