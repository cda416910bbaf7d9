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
from rekindle.learning.holdout import count_accounts, count_arms, weeks_needed, weigh_proof
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
    """Return the fields of `Proof`, since when and on which day it was counted, and how many accounts were lost."""
    found = asdict(weigh_proof(*count_arms(advised.facts, day_in(since, zone), workspace_id.hex)))
    planned = _count_needed(advised, workspace_id)
    if not found["have"] and planned["needed"]:
        # Before the first weeks are over the past year says more of the rate than nothing does.
        found["needed"] = planned["needed"]
    days = {"since": since.isoformat(), "counted_on": day_in(at, zone).isoformat()}
    return {**planned, **found, **days}


def _count_needed(advised: Advised, workspace_id: UUID) -> dict[str, Any]:
    """Return the account-weeks a proof would need at the rate of the past year: none where nobody came back."""
    today: date = advised.facts["moment"].column("today")[0].as_py()
    desk, cadence = count_arms(advised.facts, today - _YEAR, workspace_id.hex)
    returns, weeks = desk.returns + cadence.returns, desk.weeks + cadence.weeks
    needed = weeks_needed(min(returns / weeks, 0.99)) if returns else None
    return {"since": None, "needed": needed, "accounts": count_accounts(advised.facts)}


def read_proof(actor: Actor) -> dict[str, Any] | None:
    """Return what the hold-out has shown so far, as plain JSON; None while it is off or not counted yet."""
    since = held_out_since(actor.workspace_id, actor.at)
    kept = latest_report(actor.workspace_id, PROOF, actor.at) if since else None
    return kept[0] if kept and since and kept[0]["since"] == since.isoformat() else None


def say_hold_out(actor: Actor) -> tuple[str, ...]:
    """Say whether some accounts are left to chance, what that has shown and as of when, and what a proof would need."""
    if held_out_since(actor.workspace_id, actor.at) is None:
        return (_OFFER, _say_needed(latest_report(actor.workspace_id, PROOF, actor.at)))
    proof = read_proof(actor)
    if proof is None:
        return (_IS_ON, f"The next planning counts it; until there is enough nothing is claimed. {_NEEDS}")
    as_of = f"As of {say_day(date.fromisoformat(proof['counted_on']), actor.today)}"
    if proof["verdict"] == "not enough data":
        needed = f"about {_say_roughly(proof['needed'])} would show returns that are up by half"
        wait = _say_wait(max(proof["needed"] - proof["have"], 0), proof["accounts"], " more")
        have = f"{as_of} {proof['have']:,} account-weeks (one account in one week) are over; {needed}{wait}."
        return (_IS_ON, f"{have} Until then nothing is claimed. {_NEEDS}")
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


def _say_needed(kept: tuple[dict[str, Any], datetime] | None) -> str:
    plan = kept[0] if kept else {}
    if plan.get("since") or not plan.get("needed"):
        return _NEEDS
    weeks = f"about {_say_roughly(plan['needed'])} account-weeks (one account in one week)"
    would = f"{weeks} would show returns that are up by half"
    return f"At the pace of your past year {would}{_say_wait(plan['needed'], plan['accounts'], '')}. {_NEEDS}"


def _say_wait(account_weeks: int, accounts: int, more: str) -> str:
    """Say how long so many account-weeks take with so many accounts; nothing where no account was lost."""
    if not accounts:
        return ""
    weeks = max(account_weeks / accounts, 1)
    lost = say_count(accounts, "lost account")
    if weeks >= _MANY:
        return f": more than {_MANY // _WEEKS_A_YEAR} years{more} with your {lost}"
    sizes = ((_YEARS, _WEEKS_A_YEAR, "year"), (_MONTHS, _WEEKS_A_MONTH, "month"), (0, 1, "week"))
    size, name = next((size, name) for least, size, name in sizes if weeks >= least)
    count = round(weeks / size)
    return f": about {say_number(count)} {name}{'' if count == 1 else 's'}{more} with your {lost}"
