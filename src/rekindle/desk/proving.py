"""What leaving some to chance has shown: counted with each planning, kept, and said in words."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.keep import keep_report, latest_report
from rekindle.desk.actor import Actor
from rekindle.desk.advise import Advised, held_out_since
from rekindle.desk.show.phrases import say_count, say_day, say_number
from rekindle.learning.holdout import Arm, count_accounts, count_arms
from rekindle.learning.proof import plan_proof, weigh_proof
from rekindle.terms.days import day_in

PROOF = "proof"
_YEAR = timedelta(days=364)
_WEEKS_A_YEAR, _WEEKS_A_MONTH = 52, 4.345
# From how many weeks on a wait is told in months, in years, and not to the year any more.
_MONTHS, _YEARS, _MANY = 10, 104, 1040
_IS_ON = "One account in ten is left to your cadence."
_OFFER = "Switched on, every tenth account, drawn anew each week, is left to 30/60/90-then-quarterly."
_NEEDS = "Most books need a year or more; one seller alone can seldom prove it, a team can."


def keep_proof(workspace_id: UUID, zone: ZoneInfo, advised: Advised, at: datetime) -> None:
    """Compare both arms since the hold-out was switched on, or count what a proof would need, and keep that.

    The same as was kept last is not written again."""
    since = held_out_since(workspace_id, at)
    report = _count_needed(advised, workspace_id) if since is None else _compare(advised, workspace_id, since, zone, at)
    last = latest_report(workspace_id, PROOF, at)
    if last is None or last[0] != report:
        keep_report(workspace_id, PROOF, advised.playbook.version, report, at)


def _compare(advised: Advised, workspace_id: UUID, since: datetime, zone: ZoneInfo, at: datetime) -> dict[str, Any]:
    """Return the fields of `Proof`, since when and on which day it was counted, and how many accounts were lost.

    What a proof needs is planned from the year before it was switched on; where nobody came back in that, from both
    arms since, too."""
    began, salt = day_in(since, zone), workspace_id.hex
    arms = count_arms(advised.facts, began, salt)
    planned = plan_proof(_both(*count_arms(advised.facts, began - _YEAR, salt, until=began)))
    if planned.needed is None:
        planned = plan_proof(_both(*count_arms(advised.facts, began - _YEAR, salt)))
    days = {"since": since.isoformat(), "counted_on": day_in(at, zone).isoformat()}
    return {**asdict(weigh_proof(*arms, planned)), **days, "accounts": count_accounts(advised.facts)}


def _count_needed(advised: Advised, workspace_id: UUID) -> dict[str, Any]:
    """Return the account-weeks a proof would need at the rate of the past year."""
    today: date = advised.facts["moment"].column("today")[0].as_py()
    planned = plan_proof(_both(*count_arms(advised.facts, today - _YEAR, workspace_id.hex)))
    return {"since": None, **asdict(planned), "accounts": count_accounts(advised.facts)}


def _both(desk: Arm, cadence: Arm) -> Arm:
    return Arm(desk.weeks + cadence.weeks, desk.returns + cadence.returns)


def read_proof(actor: Actor) -> dict[str, Any] | None:
    """Return what the hold-out has shown so far, as plain JSON; None while it is off or not counted yet."""
    since = held_out_since(actor.workspace_id, actor.at)
    kept = latest_report(actor.workspace_id, PROOF, actor.at) if since else None
    return kept[0] if kept and since and kept[0]["since"] == since.isoformat() else None


def say_hold_out(actor: Actor) -> tuple[str, ...]:
    """Say whether some accounts are left to chance, what that has shown and as of when, and what a proof would need."""
    if held_out_since(actor.workspace_id, actor.at) is None:
        return (_OFFER, _offer(latest_report(actor.workspace_id, PROOF, actor.at)))
    proof = read_proof(actor)
    if proof is None:
        return (_IS_ON, f"The next planning counts it; until there is enough nothing is claimed. {_NEEDS}")
    as_of = f"As of {say_day(date.fromisoformat(proof['counted_on']), actor.today)}"
    if proof["verdict"] == "not enough data":
        have = f"{as_of} {proof['have']:,} account-weeks (one account in one week) are over"
        return (_IS_ON, f"{have}{_say_needed(proof, '; ', ' more')}. Until then nothing is claimed. {_NEEDS}")
    found = f"{_say_signed(proof['difference'])} returns in 100 account-weeks against the cadence"
    likely = f"likely {_say_signed(proof['low'])} to {_say_signed(proof['high'])}, at any look"
    last = "That is more than luck." if proof["verdict"] == "better" else "That may be luck."
    return (_IS_ON, f"{as_of}: {found} ({likely}). {last}")


def _say_roughly(count: int) -> str:
    """Write a number to two figures: it rests on a rate nobody knows better."""
    return f"{round(count, 2 - len(str(count))):,}"


def _say_signed(value: float) -> str:
    # Adding nought takes the sign from a nought.
    return f"{round(value, 1) + 0.0:+.1f}"


def _offer(kept: tuple[dict[str, Any], datetime] | None) -> str:
    plan = kept[0] if kept else {}
    needed = "" if plan.get("since") else _say_needed(plan, "At the pace of your past year, ", "")
    return f"{needed}. {_NEEDS}" if needed else _NEEDS


def _say_needed(plan: dict[str, Any], before: str, more: str) -> str:
    """Say from how many account-weeks to how many a proof needs, as far as the returns of the past can tell, and how
    long at least that takes; nothing where no week was over to plan from."""
    least, most = plan.get("least"), plan.get("most")
    if not least:
        return ""
    low, high = _say_roughly(least), _say_roughly(most) if most else ""
    span = f"more than {low}" if not most else f"about {low}" if low == high else f"between {low} and {high}"
    unit = "" if more else " (one account in one week)"
    wait = _say_wait(max(least - plan.get("have", 0), 0), plan["accounts"], more)
    return f"{before}{span} account-weeks{unit} would show returns that are up by half{wait}"


def _say_wait(account_weeks: int, accounts: int, more: str) -> str:
    """Say how long at least so many account-weeks take with so many accounts; nothing where no account was lost, or
    where they are over."""
    if not accounts or not account_weeks:
        return ""
    weeks = max(account_weeks / accounts, 1)
    lost = say_count(accounts, "lost account")
    if weeks >= _MANY:
        return f": more than {_MANY // _WEEKS_A_YEAR} years{more} with your {lost}"
    sizes = ((_YEARS, _WEEKS_A_YEAR, "year"), (_MONTHS, _WEEKS_A_MONTH, "month"), (0, 1, "week"))
    size, name = next((size, name) for least, size, name in sizes if weeks >= least)
    count = round(weeks / size)
    return f": at least {say_number(count)} {name}{'' if count == 1 else 's'}{more} with your {lost}"
