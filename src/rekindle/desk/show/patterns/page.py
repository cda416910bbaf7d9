"""The page Patterns as a whole."""

from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from rekindle.book.read.patterns import PatternRecord, has_losses, name_accounts, read_patterns
from rekindle.book.read.today import latest_undoable
from rekindle.book.read.workspace import WorkspaceRecord, read_members, read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.patterns import are_old, first_day
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.patterns.chosen import show_combinations, show_targets
from rekindle.desk.show.patterns.contacts import show_balance, show_steps
from rekindle.desk.show.patterns.effort import show_effort, show_freed
from rekindle.desk.show.patterns.reasons import show_reasons
from rekindle.desk.show.patterns.returning import show_returning
from rekindle.desk.show.patterns.saying import Told, in_100, not_enough, say_hours, say_range, sentence
from rekindle.desk.show.patterns.speaking import speak
from rekindle.desk.show.patterns.spread import Names, accounts_named, show_cross, show_spread
from rekindle.desk.show.patterns.views import Answer, Panel, PatternsView
from rekindle.desk.show.phrases import say_count, say_day, say_short_money
from rekindle.desk.show.voices import voice_in
from rekindle.learning.patterns import LEAST, PERIODS
from rekindle.learning.patterns.returning import MONTH_DAYS
from rekindle.learning.patterns.scopes import EVERYBODY
from rekindle.terms.days import day_in

MINE, TEAM = "mine", "team"

PANELS: dict[str, Callable[[Told, Names], Panel]] = {
    "why": lambda told, names: show_reasons(told),
    "returns": lambda told, names: show_returning(told),
    "effort": lambda told, names: show_effort(told),
    "freed": lambda told, names: show_freed(told),
    "steps": lambda told, names: show_steps(told),
    "targets": lambda told, names: show_targets(told),
    "balance": lambda told, names: show_balance(told),
    "cross": show_cross,
    "combinations": lambda told, names: show_combinations(told),
    "spread": show_spread,
}


def show_patterns(actor: Actor, whose: str = "", months: int = 0) -> PatternsView:
    """Show the patterns of the team, or of the actor's own deals (`mine`), as they were worked out last.

    `months`: of what was lost or won in the last 12 or 24 of them; anything else is everything."""
    workspace = read_workspace(actor.workspace_id)
    has_team = len(read_members(actor.workspace_id)) > 1
    whose = MINE if whose == MINE else TEAM
    months = months if months in PERIODS else 0
    told = tell(actor, workspace, whose, months)
    today = actor.today
    summary = told.first("summary") if told else {}
    names = name_accounts(actor.workspace_id, accounts_named(told)) if told else {}
    as_of = told.record.as_of.astimezone(actor.zone) if told else None
    view = PatternsView(
        words=_words(summary, today, months) if told else "",
        whose=whose,
        has_team=has_team,
        answers=tuple(_answers(told, summary)) if told and summary else (),
        panels=tuple(show(told, names) for show in PANELS.values()) if told and summary else (),
        as_of=actor.day_of(as_of) if as_of else None,
        as_of_words=f"As of {say_day(actor.day_of(as_of), today)}, {as_of:%H:%M}" if as_of else "",
        is_old=are_old(workspace, actor.at),
        has_losses=bool(summary) or has_losses(actor.workspace_id),
        undo_words=latest_undoable(actor.workspace_id, actor.member_id),
        months=months,
    )
    return speak(view, voice_in(workspace).key)


def tell(actor: Actor, workspace: WorkspaceRecord, whose: str, months: int = 0) -> Told | None:
    """Read the patterns kept for the scope and period asked for; None before any were worked out."""
    scope = actor.member_id.hex if whose == MINE else EVERYBODY
    record: PatternRecord | None = read_patterns(actor.workspace_id, scope, months)
    if record is None:
        return None
    since = first_day(day_in(record.as_of, ZoneInfo(workspace.zone)), months) if months else None
    return Told(record, playbook_of(workspace), workspace.currency, workspace.hour_price_minor, whose, months, since)


def _words(summary: dict[str, Any], today: date, months: int) -> str:
    if not summary:
        return f"Nothing was lost in the last {months} months." if months else ""
    since = f"since {say_day(date.fromisoformat(summary['first_on']), today)}"
    when = f"in the last {months} months" if months else since
    lost = sentence(f"{say_count(summary['losses'], 'loss', 'losses')} {when}")
    heard = f"{summary['buyers']:,}" if summary["buyers"] else "none"
    return f"{lost}, {heard} of them with the buyer’s own reason."


def _answers(told: Told, summary: dict[str, Any]) -> list[Answer]:
    losses, back = summary["losses"], summary["returned"]
    share = not_enough(losses, "losses")
    if not back:
        share = "no return on record yet"
    elif losses >= LEAST:
        share = f"{in_100(back / losses)} in 100, {say_range(summary['low'], summary['high'])}"
    worth = [say_short_money(summary[name], told.currency) for name in ("back_minor", "lost_minor")]
    other = summary["other_deals"]
    small = f"{say_count(other, 'deal')} without an amount in {told.currency}" if other else "the amounts when lost"
    answers = [Answer("Came back", f"{back:,}", f"of {losses:,}", share)]
    if summary["lost_minor"]:
        answers.append(Answer("Worth", worth[0], f"of {worth[1]} lost", small))
    answers.append(_wait(summary, back))
    freed = told.first("freed")
    if freed and freed["went_on"]:
        went_on = say_count(freed["went_on"], "deal")
        answers.append(Answer("After a clear no", say_hours(freed["minutes"]), "in all", f"spent on {went_on}"))
    return answers


def _wait(summary: dict[str, Any], back: int) -> Answer:
    if back < LEAST:
        return Answer("Median wait", "–", "", not_enough(back, "returns"))
    low, middle, high = (summary[name] / MONTH_DAYS for name in ("wait_low", "wait_mid", "wait_high"))
    return Answer("Median wait", f"{middle:.1f}", "months", f"half came back between {low:.0f} and {high:.0f}")
