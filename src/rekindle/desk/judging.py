"""Testing the desk's judgement: on a book's own past, and by leaving some accounts to chance."""

from collections.abc import Callable

from rekindle.book.facts import facts
from rekindle.book.keep import keep_report
from rekindle.book.read.workspace import read_workspace
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done
from rekindle.desk.advise import HOLD_OUT, held_out_since
from rekindle.desk.perform import Result, perform
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.trying import try_past
from rekindle.learning.backtest import Report
from rekindle.learning.holdout import Proof, count_arms, weigh_proof
from rekindle.terms.days import day_in
from rekindle.terms.people import MemberRole


def try_book(actor: Actor, progress: Callable[[int, int], None] = lambda done, total: None) -> Report:
    """Test the judgement on the past of the actor's workspace, as far as it was known then, and keep the report.

    Takes seconds for a thousand deals and a minute or two for the largest books; `progress` hears (origins done, in
    all). Raises LookupError when the workspace is gone."""
    return try_past(actor.workspace_id, actor.at, progress)


def set_hold_out(actor: Actor, key: str, *, on: bool) -> Done:
    """Switch the hold-out on or off: one in ten accounts, drawn anew each week, is left to the cadence.

    For admins and coaches. Takes effect with the next planning. Raises RefusedError."""

    def act(writing: Writing) -> Result:
        version = playbook_of(read_workspace(writing.workspace_id)).version
        keep_report(writing.workspace_id, HOLD_OUT, version, {"on": on}, writing.at)
        words = "One account in ten is left to the cadence" if on else "No account is left to the cadence any more"
        return Result(words, undoable=False, whole_book=True)

    return perform(actor, "set_hold_out", key, {"on": on}, act, needs=frozenset({MemberRole.ADMIN, MemberRole.COACH}))


def weigh_hold_out(actor: Actor) -> Proof | None:
    """Compare both arms since the switch was last put on; None while it is off."""
    since = held_out_since(actor.workspace_id, actor.at)
    if since is None:
        return None
    told = facts(actor.workspace_id, actor.at)
    return weigh_proof(*count_arms(told, day_in(since, actor.zone), actor.workspace_id.hex))


def say_hold_out(actor: Actor) -> tuple[str, ...]:
    """Say whether some accounts are left to chance, what that has shown, and what a proof would need."""
    needs = "Most books need a year or more; one seller alone can seldom prove it, a team can."
    proof = weigh_hold_out(actor)
    if proof is None:
        offer = "Switched on, every tenth account, drawn anew each week, is left to 30/60/90-then-quarterly."
        return (f"{offer} {needs}",)
    have = f"{proof.have:,} account-weeks are over; about {proof.needed:,} would show returns that are up by half."
    if proof.verdict == "not enough data":
        return ("One account in ten is left to your cadence.", f"{have} Until then nothing is claimed. {needs}")
    found = f"{proof.difference:+.1f} returns in 100 account-weeks against the cadence"
    likely = f"(likely {proof.low:+.1f} to {proof.high:+.1f}, at any look)"
    last = "That is more than luck." if proof.verdict == "better" else "That may be luck."
    return ("One account in ten is left to your cadence.", f"{found} {likely}. {last}")


def is_held_out(actor: Actor) -> bool:
    """Say whether the hold-out is on."""
    return held_out_since(actor.workspace_id, actor.at) is not None
