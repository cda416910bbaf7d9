"""Panels: what won and lost deals take, and the time a clear no sets free."""

from collections.abc import Iterator

from rekindle.desk.show.patterns.saying import HOUR, Row, Told, not_enough, say_hours, say_hours_long, sentence
from rekindle.desk.show.patterns.views import Bar, Panel, Table
from rekindle.desk.show.phrases import say_count, say_round_money
from rekindle.learning.patterns import LEAST

_NAMES = {"won": "Won", "lost": "Lost", "back": "Came back"}
HEADER = ("Deals", "How many", "Median, minutes", "Likely from", "Likely to", "A quarter under", "A quarter over")
FREED_HEADER = ("After a clear no", "Deals", "Contacts", "Minutes", "Minutes in the last year")


def show_effort(told: Told) -> Panel:
    """Draw the hours of deals won, lost and back: the middle half, the median, and four fifths as a line."""
    rows = sorted(told.rows("effort"), key=lambda row: list(_NAMES).index(row["outcome"]))
    by = {row["outcome"]: row for row in rows}
    drawn = [row for row in rows if row["deals"] >= LEAST]
    scale = max((row["q90"] for row in drawn), default=0) or 1
    lost = by.get("lost", {"deals": 0})
    return Panel(
        "effort",
        _title(by),
        "Time logged per deal. Box: middle half. Line: median." if drawn else "Deals with time logged.",
        Table(HEADER, tuple(_cells(row) for row in rows)),
        foot="Deals without any time logged are left out.",
        says="Time per deal",
        bars=tuple(_bar(row, scale) for row in rows),
        axis=tuple(say_hours(scale * nth / 4) if nth else "0" for nth in range(5)) if drawn else (),
        query=told.query() if lost["deals"] else "",
        query_words="Open the lost deals" if lost["deals"] else "",
    )


def _title(by: dict[str, Row]) -> str:
    won, lost = by.get("won", {"deals": 0}), by.get("lost", {"deals": 0})
    if lost["deals"] < LEAST:
        return not_enough(lost["deals"], "lost deals with time logged")
    took = f"A lost deal takes {say_hours_long(lost['q50'])}."
    if won["deals"] < LEAST:
        return f"{took} Of won ones, {won['deals']} of {LEAST} needed."
    if lost["low"] > won["high"] or lost["high"] < won["low"]:
        return f"{took} A won one takes {say_hours_long(won['q50'])}."
    return f"{took} Whether a won one takes more or less cannot be told yet."


def _bar(row: Row, scale: float) -> Bar:
    name, sub = _NAMES[row["outcome"]], f"n {row['deals']:,}"
    if row["deals"] < LEAST:
        return Bar(name, f"{row['deals']}", say_count(row["deals"], "deal"), sub)

    def along(value: float) -> float:
        return round(100 * min(value / scale, 1), 1)

    low, high = along(row["q25"]), along(row["q75"])
    says = f"Median {say_hours_long(row['q50'])}, middle half {say_hours(row['q25'])} to {say_hours(row['q75'])}"
    return Bar(
        name,
        say_hours(row["q50"]),
        says,
        sub,
        tone=row["outcome"],
        span=(along(row["q10"]), along(row["q90"])),
        box=(low, round(max(high - low, 0.8), 1)),
        mark=along(row["q50"]),
    )


def _cells(row: Row) -> tuple[str | int | None, ...]:
    numbers = (row[name] for name in ("q50", "low", "high", "q25", "q75"))
    return _NAMES[row["outcome"]], row["deals"], *(None if value is None else round(value) for value in numbers)


def show_freed(told: Told) -> Panel:
    """Show what went on after the first clear no, and what stopping there sets free."""
    row = told.first("freed") or dict.fromkeys(("noes", "went_on", "contacts", "minutes", "recent_minutes"), 0)
    stopped = row["noes"] - row["went_on"]
    cells = (
        ("You stopped", stopped, None, None, None),
        ("You went on", row["went_on"], row["contacts"], row["minutes"], row["recent_minutes"]),
    )
    highest = max(stopped, row["went_on"], 1)
    return Panel(
        "freed",
        _freed_title(row),
        "Deals with a clear no, theirs or told by whoever spoke with them, and what you did from the next day on.",
        Table(FREED_HEADER, cells if row["noes"] else ()),
        says="Deals with a clear no",
        bars=tuple(
            Bar(name, f"{deals:,}", say_count(deals, "deal"), tone=tone, width=round(100 * deals / highest, 1))
            for name, deals, tone in (("You stopped", stopped, "low"), ("You went on", row["went_on"], ""))
        )
        if row["noes"]
        else (),
        words=tuple(_freed_words(told, row, stopped)),
        foot="A closing note is not counted as going on." if row["noes"] else "",
    )


def _freed_words(told: Told, row: Row, stopped: int) -> Iterator[str]:
    if row["went_on"] and row["recent_minutes"]:
        yield sentence(f"{say_hours_long(row['recent_minutes'])} of it in the last twelve months.")
    if told.hour_price_minor and row["minutes"]:
        price = say_round_money(row["minutes"] / HOUR * told.hour_price_minor, told.currency)
        yield f"At your price of an hour, what went on after a no cost about {price}."
    if row["went_on"] >= LEAST and stopped:
        about, low, high = (say_hours_long(stopped * row[name]) for name in ("mean", "low", "high"))
        yield (
            f"Had the {stopped:,} others taken as long after their no, that would be about {about}, likely {low} to "
            f"{high}: time for somebody who may say yes."
        )
    elif row["noes"]:
        yield f"What stopping sets free can be said from {LEAST} deals on that went on; there are {row['went_on']}."


def _freed_title(row: Row) -> str:
    if not row["noes"]:
        return "No clear no is on record with its day yet."
    if not row["went_on"]:
        return sentence(f"{say_count(row['noes'], 'clear no', 'clear noes')}, and you stopped each time.")
    deals = say_count(row["went_on"], "deal")
    if not row["minutes"]:
        return f"You went on with {deals} after a clear no."
    return f"{say_hours_long(row['minutes'])} went into {deals} after a clear no."
