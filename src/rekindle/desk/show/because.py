"""Why to get back to somebody today: the sentences of an advice row, its numbers as natural frequencies."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from rekindle.desk.show.names import Names
from rekindle.desk.show.phrases import (
    say_count,
    say_day,
    say_money_at_least,
    say_round_money,
    say_since,
    say_weekday,
)
from rekindle.terms.advice import AdviceKind, Ground, Group, StoppedBy
from rekindle.terms.money import minor_digits
from rekindle.terms.touches import SignalKind

Row = Mapping[str, Any]

# From this share on a number is mostly the playbook's assumption, and is called so.
MOSTLY_PRIOR = 0.8
# Of fewer losses like it a number has learned little; what it knows it has from the book as a whole.
MANY_LIKE = 30

_SIGNALS = {
    SignalKind.SOMEONE_NEW: "Somebody new is in the role",
    SignalKind.CHAMPION_MOVED: "Your champion has moved on",
    SignalKind.CONTRACT_ENDS: "Their contract is coming to its end",
    SignalKind.RECALL: "What they chose instead was recalled",
    SignalKind.SHIPPED_FEATURE: "What they missed is now there",
    SignalKind.BUDGET_SEASON: "Their budget is being made",
    SignalKind.PANEL_TALK: "Spoke on a panel; worth a thank-you",
    SignalKind.PUBLISHED: "Something in their own field was published",
    SignalKind.AWARD: "They won something; worth a kind word",
    SignalKind.OTHER: "Something changed there",
}


_GROUNDS = {
    Ground.THEY_WROTE: "they wrote, and wait for an answer",
    Ground.NONE_NEEDED: "nobody need be asked first there",
    Ground.GRANTED: "they gave permission",
    Ground.NAMED_DAY: "they named the day",
    Ground.IMPLIED: "permission is implied",
    Ground.DEALING: "they dealt with us lately",
}


def say_why(row: Row, names: Names) -> tuple[str, ...]:
    """Say why this deal is in today's list, the shortest reason first."""
    sentences = [say_reason_to_act(row, names), say_chance(row, names), say_worth(row)]
    return tuple(sentence for sentence in sentences if sentence)


def say_reason_to_act(row: Row, names: Names) -> str:
    """Say in one line what makes today the day."""
    group = row["group"]
    promise = names.promises.get(row["promise_id"] or "")
    signal = names.signals.get(row["signal_id"] or "")
    if group == Group.CAME_BACK:
        return "They got in touch and wait for your answer."
    if group == Group.PROMISED and promise:
        said = f": “{promise.words}”" if promise.words else "."
        if promise.due_on == names.today:
            return f"Agreed for today{said}"
        return f"You agreed on {say_day(promise.due_on, names.today)}{said}"
    if signal:
        words = signal.words or _SIGNALS.get(SignalKind(signal.kind), "Something changed there")
        return words if words.endswith((".", "?", "”")) else f"{words}."
    return _say_window(row, names)


def _say_window(row: Row, names: Names) -> str:
    contract = names.contracts.get(row["account_id"] or "")
    if contract and timedelta(0) <= contract.ends_on - names.today <= timedelta(days=240):
        whose = f"Their contract with {contract.incumbent}" if contract.incumbent else "Their contract"
        return f"{whose} ends in {contract.ends_on:%B}."
    lost_on = names.lost_on.get(row["deal_id"])
    phrase = names.reasons.get(row["reason"] or "", "")
    if lost_on is None:
        return f"{names.lost.rstrip(',')}: {phrase}." if phrase else "Their window is open."
    because = f": {phrase}" if phrase else ""
    return f"{names.lost} {say_since(lost_on, names.today)}{because}."


def say_chance(row: Row, names: Names) -> str:
    """Say the chance of coming back as a natural frequency with its interval and where it comes from; of who came back
    already nothing is foretold."""
    if not is_foretold(row):
        return ""
    months = round((row["horizon_days"] or 180) / 30.44)
    return (
        f"{_in_100(row['chance'])} in 100 {names.come_back} within {say_count(months, 'month')}, "
        f"likely {_in_100(row['chance_low'])} to {_in_100(row['chance_high'])}, {say_basis(row)}."
    )


def is_foretold(row: Row) -> bool:
    """Say whether a chance is a forecast: that of somebody who came back already is 1, and none."""
    return row["chance"] is not None and row["chance"] < 1


def say_ground_of_chance(row: Row, names: Names) -> str:
    """Say what a chance that stands beside it counts, and what it rests on."""
    if not is_foretold(row):
        return ""
    months = round((row["horizon_days"] or 180) / 30.44)
    return f"How many of 100 like this {names.come_back} within {say_count(months, 'month')}: {say_basis(row)}."


def say_basis(row: Row) -> str:
    """Say what the chance rests on: losses like this one, own returns beside the playbook, or its assumption."""
    like = row["losses_like"] or 0
    if row["prior_share"] is None or row["prior_share"] >= MOSTLY_PRIOR:
        return "mostly the playbook’s assumption"
    if like < MANY_LIKE:
        return "from your own returns and the playbook"
    return f"from {say_count(like, 'loss', 'losses')} like this one"


def say_worth(row: Row) -> str:
    """Say what going now gains over the best later time; nothing where the amount is only assumed, or it is less
    than one whole unit of money.

    The index is per hour, and a contact takes minutes: index x hours is what the four money terms sum to.
    """
    if row["index_minor"] is None or not row["hours"] or row["amount_assumed"] or not row["currency"]:
        return ""
    gain = row["index_minor"] * row["hours"]
    if gain < 10 ** minor_digits(row["currency"]):
        return ""
    return f"Now rather than later is worth about {say_round_money(gain, row['currency'])}."


def say_ground(row: Row) -> str:
    """Say what allows a contact that is proposed, and by which law; nothing where none is."""
    ground, rule = row.get("ground"), row.get("rule")
    if row["kind"] != AdviceKind.GET_BACK or not ground:
        return ""
    return f"Allowed: {_GROUNDS[Ground(ground)]}." + (f" {rule}." if rule and ground != Ground.THEY_WROTE else "")


def say_change(row: Row, names: Names) -> str:
    """Say what would change this advice."""
    if row.get("stopped_by") == StoppedBy.NOT_WORTH_THE_HOURS and (row["best_index_minor"] or 0) > 0:
        turn = say_money_at_least(row["best_index_minor"], row["currency"])
        return f"They can change this, by writing or by news there; so would an hour of yours worth less than {turn}."
    if row["kind"] == AdviceKind.LEAVE_ALONE:
        return "Only they can change this: by writing, or by news there that opens a new window."
    if row["kind"] == AdviceKind.WAIT:
        until = f", else {say_day(row['reconsider_on'], names.today)}" if row["reconsider_on"] else ""
        return f"A message from them or news there would bring it forward{until}."
    if row["group"] in (Group.CAME_BACK, Group.PROMISED):
        return "A no would change this, and nothing else."
    left = max((row["touches_per_loss"] or 0) - (row["touches_since_loss"] or 0), 0)
    return f"An answer or a no would change this; {say_count(left, 'contact')} without one and it rests for good."


def say_nearest(row: Row, names: Names) -> str:
    """Say what became of the nearest own past deals, and how far from this one they are (0: alike in everything)."""
    told = [
        f"{one['account']} ({_why(one, names)}; distance {one['distance']:.1f}) {_say_end(one)}"
        for one in row.get("nearest") or ()
    ]
    return f"Nearest of your own: {', '.join(told)}." if told else ""


def list_nearest(row: Row, names: Names) -> tuple[str, ...]:
    """Say the same line by line, the most alike first, and what a distance is."""
    told = [
        f"{one['account']}: {_why(one, names)}; {_say_end(one)}. Distance {one['distance']:.1f}."
        for one in row.get("nearest") or ()
    ]
    return (*told, "At a distance of 0 they would be alike in everything.") if told else ()


def _why(one: Row, names: Names) -> str:
    return names.reasons.get(one["reason"] or "", "") or "reason not known"


def _say_end(one: Row) -> str:
    if one["back_days"] is not None:
        return f"came back after {_say_days(one['back_days'])}"
    return f"not back after {_say_days(one['followed_days'])}"


def _say_days(days: int) -> str:
    return say_count(days, "day") if days < 60 else say_count(round(days / 30.44), "month")


def say_window(row: Row, names: Names) -> str:
    """Say from when to when the window is open."""
    start, end = row["window_from"], row["window_to"]
    if start is None or end is None:
        return ""
    if start <= names.today <= end:
        return f"Best window: now to {say_day(end, names.today)}"
    return f"Best window: {say_day(start, names.today)} to {say_day(end, names.today)}"


def say_kept(row: Row, names: Names, *, has_promise: bool, permission: str) -> tuple[str, ...]:
    """Say which limits were kept when this contact was proposed."""
    kept = []
    if has_promise:
        kept.append("They gave you this date themselves")
    if permission:
        kept.append(permission)
    if row["touches_per_loss"]:
        kept.append(f"{row['touches_since_loss'] or 0} of {row['touches_per_loss']} contacts used {names.since}")
    if row["days_since_touch"] is None:
        kept.append(f"No contact from you {names.since}")
    else:
        since = names.today - timedelta(days=row["days_since_touch"])
        when = (say_weekday(since, names.today), say_since(since, names.today))
        kept.append(f"Last contact there {', '.join(dict.fromkeys(when))}")
    kept.append("Nobody else here is in touch with them")
    return tuple(kept)


def _in_100(share: float | None) -> int:
    return round(100 * (share or 0.0))
