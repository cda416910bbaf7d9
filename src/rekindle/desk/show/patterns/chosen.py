"""Panels: which deals to go after, and where losses gather."""

from rekindle.desk.show.patterns.saying import (
    NOT_SAID,
    Row,
    Told,
    in_100,
    not_enough,
    percent,
    quote_all,
    say_range,
    sentence,
)
from rekindle.desk.show.patterns.views import Bar, Panel, Table
from rekindle.desk.show.phrases import say_count
from rekindle.learning.patterns import LEAST
from rekindle.learning.patterns.chosen import KIND, PRODUCT, SEGMENT, SIZE

HEADER = ("By", "Which", "Decided", "Won", "Won, in 100", "Likely")
COMBINED = ("Reason", "Losses", "Came back", "Competitor", "Segment", "Stage", "Back, in 100", "Likely")
BARS = 10
_DIMENSIONS = {SEGMENT: "Segment", PRODUCT: "Product", KIND: "Kind", SIZE: "Size"}
_LEVELS = {
    (KIND, "new"): "New business",
    (KIND, "account"): "A customer lost before",
    (KIND, "job"): "A job",
    (SIZE, "small"): "The smallest third",
    (SIZE, "middle"): "The middle third",
    (SIZE, "large"): "The largest third",
}


def show_targets(told: Told) -> Panel:
    """Draw the share won of decided deals for what has been decided often enough."""
    rows = told.rows("targets")
    order = list(_DIMENSIONS)
    rows.sort(key=lambda row: (order.index(row["dimension"]), -row["decided"], row["level"]))
    kinds = {name: sum(row["dimension"] == name for row in rows) for name in order}
    large = [row for row in rows if row["decided"] >= LEAST and kinds[row["dimension"]] > 1]
    shown = sorted(large, key=lambda row: (-abs(row["stands_out"]), -row["decided"]))[:BARS]
    decided = max((sum(r["decided"] for r in rows if r["dimension"] == name) for name in order), default=0)
    return Panel(
        "targets",
        _title(rows, decided, compared=bool(large)),
        "Won, of 100 decided deals. Thin lines: where the truth likely lies.",
        Table(HEADER, tuple(_cells(row) for row in rows)),
        foot=f"Only what {LEAST} and more deals decided is drawn; the table has all.",
        says="Share of decided deals won",
        bars=tuple(_bar(row) for row in sorted(shown, key=lambda row: -row["won"] / row["decided"])),
    )


def _name(row: Row) -> str:
    return _LEVELS.get((row["dimension"], row["level"]), sentence(str(row["level"])))


def _title(rows: list[Row], decided: int, *, compared: bool) -> str:
    if decided < LEAST or not compared:
        return not_enough(min(decided, LEAST - 1) if decided < LEAST else 0, "decided deals of two kinds to compare")
    more = [_name(row) for row in rows if row["stands_out"] > 0]
    less = [_name(row) for row in rows if row["stands_out"] < 0]
    if more and less:
        return f"You win more often with {quote_all(more)}, less often with {quote_all(less)}."
    if more or less:
        return f"You win {'more' if more else 'less'} often with {quote_all(more or less)}."
    return f"Nothing is shown to be won more often than the rest, in {decided:,} decided deals."


def _bar(row: Row) -> Bar:
    share = row["won"] / row["decided"]
    return Bar(
        _name(row),
        percent(share),
        f"{in_100(share)} in 100 won, {say_range(row['low'], row['high'])}, of {row['decided']} decided",
        sub=f"n {row['decided']:,}",
        tone="came" if row["stands_out"] > 0 else "low" if row["stands_out"] < 0 else "",
        width=round(100 * share, 1),
        span=(round(100 * row["low"], 1), round(100 * row["high"], 1)),
    )


def _cells(row: Row) -> tuple[str | int | None, ...]:
    enough = row["decided"] >= LEAST
    share = in_100(row["won"] / row["decided"]) if enough else None
    likely = say_range(row["low"], row["high"]) if enough else ""
    return _DIMENSIONS[row["dimension"]], _name(row), row["decided"], row["won"], share, likely


def show_combinations(told: Told) -> Panel:
    """List where losses gather: reason, competitor, segment and stage together, with their counts."""
    rows = sorted(told.rows("combinations"), key=lambda row: -row["losses"])
    total = told.first("summary").get("losses", 0)
    return Panel(
        "combinations",
        _combined_title(told, rows, total),
        "Every combination with its count, the largest first; a rate only from 30 losses on.",
        Table(
            COMBINED,
            tuple(_combined_cells(told, row) for row in rows),
            tuple(told.query(row["reason"]) if row["reason"] else "" for row in rows),
        ),
        foot=f"The {len(rows)} largest of them." if len(rows) >= 100 else "",
    )


def _combined_title(told: Told, rows: list[Row], total: int) -> str:
    if total < LEAST:
        return not_enough(total, "losses")
    known = [row for row in rows if row["reason"]]
    if not known:
        return f"None of the {total:,} losses has a reason on record yet."
    if known[0]["losses"] < 2:
        return f"No two of the {total:,} losses are alike in all four."
    top = known[0]
    parts = [f"“{told.reason(top['reason'])}”"]
    parts += [f"lost to {top['competitor']}"] if top["competitor"] else []
    parts += [words for words in (top["segment"], top["stage"]) if words]
    return f"The largest group: {say_count(top['losses'], 'loss', 'losses')} of {total:,}, {', '.join(parts)}."


def _combined_cells(told: Told, row: Row) -> tuple[str | int | None, ...]:
    enough = row["losses"] >= LEAST
    share = in_100(row["returned"] / row["losses"]) if enough else None
    likely = say_range(row["low"], row["high"]) if enough else ""
    names = (row["competitor"] or "None named", row["segment"] or NOT_SAID, row["stage"] or NOT_SAID)
    return told.reason(row["reason"]), row["losses"], row["returned"], *names, share, likely
