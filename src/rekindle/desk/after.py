"""What follows a verb once it is written: listeners that may not undo it."""

from collections.abc import Callable, Sequence
from uuid import UUID

from rekindle.desk.actor import Actor
from rekindle.desk.morning import plan_book, refresh_accounts

Listener = Callable[[Actor, Sequence[UUID], UUID, Sequence[UUID]], None]

MANY = 50

# The advice of the touched accounts is computed again before a verb answers.
after_commit: list[Listener] = [refresh_accounts]


def refresh_advice(
    actor: Actor, accounts: Sequence[UUID], command_id: UUID, deals: Sequence[UUID], *, whole_book: bool = False
) -> None:
    """Compute the advice of the touched accounts anew, or of the whole workspace; raises whatever a listener raises.

    Many accounts take longer one by one than the whole book does at once; where nobody listens, nothing is computed.
    """
    if whole_book or (after_commit and len(set(accounts)) > MANY):
        plan_book(actor.workspace_id, actor.at)
        return
    for listener in after_commit:
        listener(actor, accounts, command_id, deals)
