"""Why a deal waits or is left alone: one sentence for each thing that can stop it."""

from collections.abc import Callable, Iterable, Iterator

from rekindle.desk.show.because import Row
from rekindle.desk.show.names import Names
from rekindle.desk.show.phrases import (
    call_colleague,
    first_name,
    say_count,
    say_day,
    say_money_at_least,
    say_number,
    say_round_money,
    say_weekday,
)
from rekindle.terms.advice import StoppedBy
from rekindle.terms.losses import Source, Verdict
from rekindle.terms.money import minor_digits
from rekindle.terms.people import SuppressionOrigin
from rekindle.terms.touches import Channel


def say_stopped(row: Row, names: Names) -> str:
    """Say what stopped this deal today, and until when if there is such a day."""
    say = _SENTENCES.get(row["stopped_by"] or "")
    return say(row, names) if say else _later(row, names)


def _who(row: Row, names: Names) -> str:
    return names.people.get(row["stop_person_id"] or row["person_id"] or "", "")


def _since(row: Row, names: Names) -> str:
    return f" {say_weekday(row['stop_since'], names.today)}" if row["stop_since"] else ""


def _until(row: Row, names: Names) -> str:
    return say_day(row["reconsider_on"], names.today) if row["reconsider_on"] else "later"


def _suppressed(row: Row, names: Names) -> str:
    who = _who(row, names) or "Everybody there"
    if row["stop_rule"] == "person":
        return f"{who} asked to be left alone{_since(row, names)}. We took them at their word."
    said = f": “{row['stop_words']}”" if row["stop_words"] else "."
    if row["stop_rule"] == SuppressionOrigin.DOUBT:
        perhaps = _who(row, names) or "somebody there"
        return f"Perhaps {perhaps} asked to be left alone. Nobody gets in touch until you say{said}"
    return f"{who} is left alone, everywhere{said}"


def _explicit_no(row: Row, names: Names) -> str:
    if row["verdict"] == Verdict.UNQUALIFIED:
        return "It was not a fit from the start. Nothing to go back for."
    return f"They said no{_since(row, names)}. We took them at their word."


def _refused(row: Row, names: Names) -> str:
    return f"{_who(row, names) or 'They'} did not want to be contacted again{_since(row, names)}."


def _only_if_changed(row: Row, names: Names) -> str:
    return f"They asked to hear from us only if something changes{_since(row, names)}. Nothing has yet."


# What one would do on a channel that is no writing.
_WAYS = {Channel.CALL: "call", Channel.VISIT: "visit", Channel.EVENT: "meet"}


def _permission_needed(row: Row, names: Names) -> str:
    rule = f" ({row['stop_rule']})" if row["stop_rule"] else ""
    way = _WAYS.get(row["channel"], "write to")
    ask = "Ask for it when you next speak" if way == "write to" else "If they get in touch, all is open"
    return f"No leave yet to {way} {_who(row, names) or 'them'}{rule}. {ask}."


def _kept_too_long(row: Row, names: Names) -> str:
    since = f" since {say_day(row['stop_since'], names.today)}" if row["stop_since"] else ""
    return f"Nothing from them{since}. They are not kept in mind for longer there; if they write, all is open."


def _gift_limit(row: Row, names: Names) -> str:
    who = first_name(_who(row, names)) or "them"
    return f"What would help is worth more than {who} may be given there. Bring something that costs nothing."


def _calling_hours(row: Row, names: Names) -> str:
    again = f" Again {say_weekday(row['reconsider_on'], names.today)}." if row["reconsider_on"] else ""
    return f"Nobody there is to be called today.{again}"


def _per_loss(row: Row, names: Names) -> str:
    learned = f", as “{row['stop_words']}” showed" if row["stop_words"] else ""
    return (
        f"{say_count(row['touches_since_loss'] or 0, 'contact').capitalize()} {names.since}. That is enough{learned}."
    )


def _rest(row: Row, names: Names) -> str:
    words = f": {row['stop_words']}" if row["stop_words"] else "."
    return f"Resting until {_until(row, names)}{words}"


def _promised_later(row: Row, names: Names) -> str:
    said = f"“{row['stop_words']}”" if row["stop_words"] else ""
    if row["stop_rule"] == Source.INFERRED:
        return f"Comes up on {_until(row, names)}: your notes say {said or 'later.'}"
    return f"Not before {_until(row, names)}{': ' + said if said else '.'}"


def _gap(row: Row, names: Names) -> str:
    ago = "" if row["days_since_touch"] is None else f" {_days_ago(row['days_since_touch'])}"
    return f"You were in touch{ago}. Give {first_name(_who(row, names)) or 'them'} until {_until(row, names)}."


def _days_ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{say_count(days, 'day')} ago")


def _account_gap(row: Row, names: Names) -> str:
    when = _since(row, names)
    if row["stop_member_id"] and row["stop_member_id"] == names.reader:
        return f"You were in touch there{when}. One voice at a time."
    colleague = call_colleague(names.members.get(row["stop_member_id"] or "", ""), shortly=True)
    if colleague:
        return f"{colleague} was in touch there{when}. One voice at a time."
    return f"Somebody was in touch there{when}. One voice at a time."


def _too_often(row: Row, names: Names) -> str:
    return f"Contacted often enough for now. Again from {_until(row, names)}."


# What stops a deal by its own worth, and not by a rule.
MONEY_OR_SILENCE = frozenset({StoppedBy.NOT_WORTH_THE_HOURS, StoppedBy.NEVER_LIKELY})
LAST_NOTE = "One last note is yours to send: thanks, and that you will not raise it again."


def _not_worth(row: Row, names: Names) -> str:
    """Say what the hours left here earn, what they earn elsewhere, and at which price of an hour that would turn."""
    price, best, currency = row["hour_price_minor"], row["best_index_minor"], row["currency"]
    if price is None or best is None:
        return f"Better hours are to be had elsewhere. {LAST_NOTE}"
    elsewhere = f"an hour of new business is worth {say_round_money(price, currency)}"
    if best <= 0:
        return f"More time here is worth nothing, whatever an hour costs; {elsewhere}. {LAST_NOTE}"
    hours = _hours_left(row)
    whole = 10 ** minor_digits(currency)
    about = "less than" if best * hours < whole else "about"
    worth = f"{_say_hours(hours)} here are worth {about} {say_money_at_least(best * hours, currency)}"
    at, asked = say_money_at_least(best, currency), say_round_money(price, currency)
    turn = f"It would turn {'below' if best < whole else 'at'} {at} an hour."
    turn = "It would turn just below that." if at == asked else turn
    return f"{worth}; {elsewhere}. {turn} {LAST_NOTE}"


def say_freed(rows: Iterable[Row]) -> Iterator[str]:
    """Say which hours stopping sets free and what they are worth elsewhere; nothing where an hour has no price."""
    stopped = [row for row in rows if row["stopped_by"] in MONEY_OR_SILENCE and row["hour_price_minor"]]
    hours = sum(_hours_left(row) for row in stopped)
    if hours >= 1:
        worth = sum(_hours_left(row) * row["hour_price_minor"] for row in stopped)
        deals = say_count(len(stopped), "deal").capitalize()
        money = say_round_money(worth, stopped[0]["currency"])
        yield f"{deals} left alone: about {say_count(round(hours), 'hour')} free for new business, worth about {money}."


def _hours_left(row: Row) -> float:
    """Return the hours of the contacts that are still allowed after this loss; at least of one."""
    left = (row["touches_per_loss"] or 0) - (row["touches_since_loss"] or 0)
    return float(max(left, 1) * (row["hours"] or 1.0))


def _say_hours(hours: float) -> str:
    minutes = round(60 * hours)
    if minutes < 90:
        return f"{say_number(minutes).capitalize()} more minutes"
    halves = round(2 * hours)
    words = say_number(halves // 2) + (" and a half" if halves % 2 else "")
    return f"{words.capitalize()} more hours"


def _never_likely(row: Row, names: Names) -> str:
    count = say_count(row["touches_since_loss"] or 0, "contact").capitalize()
    return f"{count} without an answer. Silence is an answer, too. {LAST_NOTE}"


def _window_later(row: Row, names: Names) -> str:
    if row["window_from"] is None:
        return _later(row, names)
    return f"Their window opens on {say_day(row['window_from'], names.today)}."


def _later(row: Row, names: Names) -> str:
    return f"Better from {_until(row, names)} on." if row["reconsider_on"] else "Left in peace."


def _one_voice(row: Row, names: Names) -> str:
    other = names.people.get(row["stop_person_id"] or "", "")
    if other and row["stop_person_id"] == row["person_id"]:
        return f"{_whose_turn(row, names)} {other} first, over another deal. One voice at a time."
    first = f"{other} comes first there" if other else "Another deal comes first there"
    return f"{first}. One voice at a time."


def _whose_turn(row: Row, names: Names) -> str:
    """Say who speaks to somebody first: the reader, a colleague, or one of us."""
    if row["stop_member_id"] and row["stop_member_id"] == names.reader:
        return "You speak to"
    colleague = call_colleague(names.members.get(row["stop_member_id"] or "", ""), shortly=True)
    return f"{colleague or 'One of us'} speaks to"


def _say(sentence: str) -> Callable[[Row, Names], str]:
    return lambda row, names: sentence


_SENTENCES: dict[str, Callable[[Row, Names], str]] = {
    StoppedBy.SUPPRESSED: _suppressed,
    StoppedBy.EXPLICIT_NO: _explicit_no,
    StoppedBy.REFUSED: _refused,
    StoppedBy.ONLY_IF_CHANGED: _only_if_changed,
    StoppedBy.PERMISSION_NEEDED: _permission_needed,
    StoppedBy.KEPT_TOO_LONG: _kept_too_long,
    StoppedBy.PER_LOSS: _per_loss,
    StoppedBy.NOTHING_OF_VALUE: _say("Nothing new of value to bring yet. Better to say nothing."),
    StoppedBy.ASSET_NOT_ALLOWED: _say("What would help may not be used there."),
    StoppedBy.GIFT_LIMIT: _gift_limit,
    StoppedBy.REST: _rest,
    StoppedBy.PROMISED_LATER: _promised_later,
    StoppedBy.GAP: _gap,
    StoppedBy.ACCOUNT_GAP: _account_gap,
    StoppedBy.PER_QUARTER: _too_often,
    StoppedBy.PER_YEAR: _too_often,
    StoppedBy.HOLIDAY: _say("It is a holiday there today."),
    StoppedBy.CALLING_HOURS: _calling_hours,
    StoppedBy.AWAY: _say("You are away today."),
    StoppedBy.NOBODY_TO_ASK: _say("No way to reach anybody there yet. Add one person who has a say."),
    StoppedBy.NOT_SCORED: _say("They objected, so we make no guesses about them."),
    StoppedBy.NEVER_LIKELY: _never_likely,
    StoppedBy.NOT_WORTH_THE_HOURS: _not_worth,
    StoppedBy.WINDOW_LATER: _window_later,
    StoppedBy.LATER_IS_BETTER: _later,
    StoppedBy.ONE_VOICE: _one_voice,
    StoppedBy.HELD_OUT: _say("Left to your cadence this week, by lot: so that you can know whether this desk helps."),
}

ICONS: dict[str, str] = {
    StoppedBy.SUPPRESSED: "i-leaf",
    StoppedBy.EXPLICIT_NO: "i-leaf",
    StoppedBy.REFUSED: "i-leaf",
    StoppedBy.ONLY_IF_CHANGED: "i-leaf",
    StoppedBy.ACCOUNT_GAP: "i-team",
    StoppedBy.ONE_VOICE: "i-team",
    StoppedBy.REST: "i-calendar",
    StoppedBy.HOLIDAY: "i-calendar",
    StoppedBy.CALLING_HOURS: "i-calendar",
    StoppedBy.KEPT_TOO_LONG: "i-leaf",
    StoppedBy.AWAY: "i-calendar",
    StoppedBy.NOT_WORTH_THE_HOURS: "i-coin",
    StoppedBy.NEVER_LIKELY: "i-coin",
}


def icon_of(stopped_by: str | None) -> str:
    """Return the symbol that stands for what stopped a deal."""
    return ICONS.get(stopped_by or "", "i-clock")
