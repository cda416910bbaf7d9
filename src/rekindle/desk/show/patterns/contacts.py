"""Panels: how many contacts it took until somebody came back, and what contacts were for."""

from rekindle.desk.show.patterns.drawing import draw_columns
from rekindle.desk.show.patterns.saying import Row, Told, in_100, not_enough, say_range, sentence
from rekindle.desk.show.patterns.views import Bar, Claim, Panel, Table
from rekindle.desk.show.phrases import say_count, say_number
from rekindle.learning.patterns import LEAST
from rekindle.learning.patterns.contacts import ASK, MOST, OTHER, UNTOLD, VALUE

HEADER = ("Contacts after the loss", "Came back", "Contacted so often or more", "Came back after so many or more")
BALANCE_HEADER = ("Contacts", "How many", "Answered", "Answered, in 100", "Likely")
# Past so many contacts fewer than this share of the returns come.
ALMOST_NONE = 0.1
_SIDES = {
    VALUE: "Brought something",
    ASK: "Asked for something",
    OTHER: "Neither: an answer, a closing note",
    UNTOLD: "Not said what for",
}
_NO_STUDY = "Often laid to a National Sales Executive Association; no such association, and no study, could be found."
_VENDOR = "Velocify, a vendor’s look back at 3.5 million web leads, not lost deals; nobody was left to chance."


def show_steps(told: Told) -> Panel:
    """Draw how many contacts after the loss came before each return, beside what is commonly claimed."""
    rows = sorted(told.rows("steps"), key=lambda row: row["contacts"])
    returns = rows[0]["returns"] if rows else 0
    most = _most(rows, returns)
    late = _late(rows, returns)
    tones = ["late" if late and n > late else "hot" if most and n >= most else "dim" for n in range(len(rows))]
    names = [f"{row['contacts']}+" if row["contacts"] == MOST else f"{row['contacts']}" for row in rows]
    mark = (most, f"{rows[most]['or_more']} of {returns}: {most} or more") if most else None
    return Panel(
        "steps",
        _title(returns, most, late),
        sentence(f"{say_count(returns, 'loss', 'losses')} that came back, by your contacts since.")
        if returns
        else "No loss has come back yet.",
        Table(HEADER, tuple((name, *_numbers(row)) for name, row in zip(names, rows, strict=True))),
        foot="It counts who came back. That more contacts bring more people back, it cannot say.",
        says=f"Returns by contacts after the loss, {returns} in all",
        drawings=draw_columns([row["returned"] for row in rows], names, tones, "contacts after the loss", mark)
        if returns
        else (),
        claims=_claims(rows, returns),
    )


def _numbers(row: Row) -> tuple[int, int, int]:
    return row["returned"], row["reached"], row["or_more"]


def _most(rows: list[Row], returns: int) -> int:
    """Return the largest number that most returns took or more, for sure; 0 where there is none."""
    if returns < LEAST:
        return 0
    return max((row["contacts"] for row in rows if row["low"] > 1 / 2), default=0)


def _late(rows: list[Row], returns: int) -> int:
    """Return after how many contacts almost no returns come, for sure; 0 where that cannot be said."""
    if returns < LEAST:
        return 0
    return min((row["contacts"] - 1 for row in rows if row["contacts"] > 1 and row["high"] < ALMOST_NONE), default=0)


def _title(returns: int, most: int, late: int) -> str:
    if returns < LEAST:
        return not_enough(returns, "returns")
    said = "No number of contacts stands out among the returns."
    if most:
        said = f"Most returns took {say_count(most, 'contact')} or more."
    return f"{said} Past {say_number(late)}, almost none." if late else said


def _claims(rows: list[Row], returns: int) -> tuple[Claim, ...]:
    return (
        Claim("80 in 100 sales take five to twelve contacts.", _NO_STUDY, _own(rows, returns, 5, or_more=True)),
        Claim("93 in 100 who convert are reached by the sixth call.", _VENDOR, _own(rows, returns, 6, or_more=False)),
    )


def _own(rows: list[Row], returns: int, number: int, *, or_more: bool) -> str:
    if returns < LEAST:
        return f"Yours: not enough yet, {returns} of {LEAST} returns."
    row = rows[number if or_more else number + 1]
    low, high, some = row["low"], row["high"], row["or_more"]
    if not or_more:
        low, high, some = 1 - high, 1 - low, returns - some
    what = f"{say_number(number)} or more" if or_more else f"{say_number(number)} or fewer"
    return f"Yours: {in_100(some / returns)} in 100 returns took {what}, {say_range(low, high)}."


def show_balance(told: Told) -> Panel:
    """Show how many contacts brought something and how many asked, and how often each was answered."""
    by = {row["side"]: row for row in told.rows("balance")}
    rows = [by[side] for side in _SIDES if side in by]
    highest = max((row["contacts"] for row in rows), default=0) or 1
    return Panel(
        "balance",
        _balance_title(by),
        "Your contacts after a loss, by what they were for. Right: how often they answered.",
        Table(BALANCE_HEADER, tuple(_balance_cells(row) for row in rows)),
        foot="Of value: a study, an insight, a hello. An ask: a check-in, a question, a promised call. A call is "
        "answered at once and a mail is not: compare the answers with care.",
        says="Contacts by what they were for",
        bars=tuple(
            Bar(
                _SIDES[row["side"]],
                f"{row['contacts']:,}",
                f"{say_count(row['contacts'], 'contact')}, {_answered(row)}",
                extra=_answered(row),
                tone="" if row["side"] in {VALUE, ASK} else "low",
                width=round(100 * row["contacts"] / highest, 1),
            )
            for row in rows
        ),
    )


def _answered(row: Row) -> str:
    if row["contacts"] < LEAST:
        return f"{row['answered']} answered"
    return f"{in_100(row['answered'] / row['contacts'])} in 100"


def _balance_title(by: dict[str, Row]) -> str:
    none = {"contacts": 0}
    value, ask = by.get(VALUE, none), by.get(ASK, none)
    both = value["contacts"] + ask["contacts"]
    if both < LEAST:
        return not_enough(both, "contacts that say what they were for")
    return f"For {ask['contacts']:,} asks you brought something {value['contacts']:,} times."


def _balance_cells(row: Row) -> tuple[str | int | None, ...]:
    enough = row["contacts"] >= LEAST
    share = in_100(row["answered"] / row["contacts"]) if enough else None
    return (
        _SIDES[row["side"]],
        row["contacts"],
        row["answered"],
        share,
        say_range(row["low"], row["high"]) if enough else "",
    )
