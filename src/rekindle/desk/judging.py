"""Testing the desk's judgement: on a book's own past, and by leaving some accounts to chance."""

from collections.abc import Callable

from rekindle.book.keep import keep_report
from rekindle.book.read.workspace import read_workspace
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.advise import HOLD_OUT, held_out_since
from rekindle.desk.perform import Result, perform
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.trying import try_past
from rekindle.learning.backtest import Report
from rekindle.terms.people import MemberRole

_SWITCHERS = frozenset({MemberRole.ADMIN, MemberRole.COACH})
_ON_ALREADY = "One account in ten is left to the cadence already."
_OFF_ALREADY = "No account is left to the cadence already."


def try_book(actor: Actor, progress: Callable[[int, int], None] = lambda done, total: None) -> Report:
    """Test the judgement on the past of the actor's workspace, as far as it was known then, and keep the report.

    Takes seconds for a thousand deals and a minute or two for the largest books; `progress` hears (origins done, in
    all). Raises LookupError when the workspace is gone."""
    return try_past(actor.workspace_id, actor.at, progress)


def set_hold_out(actor: Actor, key: str, *, on: bool) -> Done:
    """Switch the hold-out on or off: one in ten accounts, drawn anew each week, is left to the cadence.

    For admins and coaches. The book is planned anew. Raises RefusedError, also where it is switched so already: another
    beginning would throw away what was counted."""

    def act(writing: Writing) -> Result:
        if (held_out_since(writing.workspace_id, writing.at) is not None) == on:
            raise RefusedError(_ON_ALREADY if on else _OFF_ALREADY)
        version = playbook_of(read_workspace(writing.workspace_id)).version
        keep_report(writing.workspace_id, HOLD_OUT, version, {"on": on}, writing.at)
        words = "One account in ten is left to the cadence" if on else "No account is left to the cadence any more"
        return Result(words, undoable=False, whole_book=True)

    return perform(actor, "set_hold_out", key, {"on": on}, act, needs=_SWITCHERS)


def may_hold_out(actor: Actor) -> bool:
    """Say whether the actor may switch the hold-out."""
    return actor.role in _SWITCHERS


def is_held_out(actor: Actor) -> bool:
    """Say whether the hold-out is on."""
    return held_out_since(actor.workspace_id, actor.at) is not None
