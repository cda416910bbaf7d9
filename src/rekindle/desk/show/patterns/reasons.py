"""Panel: why deals are lost, as buyers say it, with what reps say beside it."""

import numpy as np

from rekindle.desk.show.patterns.saying import Row, Told, in_100, not_enough, percent, quote_all, say_range
from rekindle.desk.show.patterns.views import Bar, Panel, Table
from rekindle.desk.show.phrases import say_count, say_number
from rekindle.learning.patterns import LEAST
from rekindle.learning.patterns.intervals import Counts, are_uneven, lean_between, share_range

# Reasons that make up so much of all are called most of it.
MOST_OF_IT = 0.8
# So many are drawn; the table has all.
BARS = 9
# Reasons are few where there are at most five of them, and at most six in ten of those named.
FEW, FEW_OF = 5, 0.6
HEADER = ("Reason", "Buyers", "Buyers, in 100", "Likely", "Reps", "Reps, in 100", "In force")


def show_reasons(told: Told) -> Panel:
    """Show reasons by how often buyers name them; by what counts for each deal where too few buyers spoke."""
    rows = [row for row in told.rows("reasons") if row["reason"]]
    unknown = sum(row["in_force"] for row in told.rows("reasons") if not row["reason"])
    buyers, recorded = (sum(row[side] for row in rows) for side in ("buyers", "in_force"))
    heard = buyers >= LEAST
    side, total = ("buyers", buyers) if heard else ("in_force", recorded)
    rows.sort(key=lambda row: (-row[side], -row["reps"], told.reason(row["reason"])))
    both = sum(row["both_buyer"] for row in rows)
    note = f"First reason as the buyer gave it, {say_count(buyers, 'deal')}." if heard else _few(buyers, recorded)
    return Panel(
        "why",
        _title(told, rows, side, total),
        note,
        _table(told, rows),
        foot=_foot(unknown, rates=total >= LEAST),
        legend=f"What reps say of the same {both:,} deals" if heard and both >= LEAST else "",
        bars=_bars(told, rows, side, total, both if heard and both >= LEAST else 0)[:BARS],
        says="Reasons by how often they are named",
    )


def _foot(unknown: int, *, rates: bool) -> str:
    said = ["Right-hand column: running total."] if rates else []
    return " ".join([*said, f"Nobody said why in {say_count(unknown, 'loss', 'losses')}."] if unknown else said)


def _few(buyers: int, recorded: int) -> str:
    if not recorded:
        return "No reason is on record yet."
    return f"The reason on record, {say_count(recorded, 'deal')}. Buyers gave theirs in {buyers} of {LEAST} needed."


def _title(told: Told, rows: list[Row], side: str, total: int) -> str:
    if total < LEAST:
        return not_enough(total, "losses with a reason")
    return " ".join(part for part in (_concentration(told, rows, side, total), _leaning(told, rows)) if part)


def _concentration(told: Told, rows: list[Row], side: str, total: int) -> str:
    named = [row for row in rows if row[side]]
    sums, running = [], 0
    for row in named:
        running += row[side]
        sums.append(running)
    few = next(nth for nth, some in enumerate(sums, 1) if some >= MOST_OF_IT * total)
    if few <= min(FEW, FEW_OF * len(named)) and are_uneven(np.array([row[side] for row in named])):
        share = in_100(sums[few - 1] / total)
        word = say_number(few).capitalize()
        return f"{word} {'reason makes' if few == 1 else 'reasons make'} up {share} in 100 losses."
    if len(named) > 1:
        first = lean_between(*(_one(row[side]) for row in named[:2]))
        if not first[0]:
            return "No reason stands out among the losses."
    return f"“{told.reason(named[0]['reason'])}” is named most, in {in_100(named[0][side] / total)} of 100 losses."


def _one(count: int) -> Counts:
    return np.array([count], dtype=np.int64)


def _leaning(told: Told, rows: list[Row]) -> str:
    """Say where reps and buyers of the same deals differ by more than chance: the widest gap."""
    if sum(row["both_buyer"] for row in rows) < LEAST:
        return ""
    apart = [row for row in rows if row["leans"]]
    if not apart:
        return ""
    widest = max(apart, key=lambda row: abs(row["both_rep"] - row["both_buyer"]))
    more = "more" if widest["leans"] > 0 else "less"
    return f"Reps say {quote_all([told.reason(widest['reason'])])} {more} often than buyers do."


def _bars(told: Told, rows: list[Row], side: str, total: int, both: int) -> tuple[Bar, ...]:
    shares = [(row[side] / total if total else 0.0, row["both_rep"] / both if both else None) for row in rows]
    scale = max((max(mine, theirs or 0) for mine, theirs in shares), default=0) or 1
    bars, running = [], 0
    for row, (mine, theirs) in zip(rows, shares, strict=True):
        before, running = running, running + row[side]
        rates = total >= LEAST
        value = percent(mine) if rates else f"{row[side]}"
        beside = "" if theirs is None else f", reps {in_100(theirs)}"
        bars.append(
            Bar(
                told.reason(row["reason"]),
                value,
                f"{in_100(mine)} in 100{beside}" if rates else say_count(row[side], "loss", "losses"),
                extra=percent(running / total) if rates else "",
                icon=told.icon(row["reason"]),
                tone="" if not rates or before < MOST_OF_IT * total else "low",
                query=told.query(row["reason"]),
                width=round(95 * mine / scale, 1),
                tick=None if theirs is None else round(95 * theirs / scale, 1),
            )
        )
    return tuple(bars)


def _table(told: Told, rows: list[Row]) -> Table:
    buyers, reps = sum(row["buyers"] for row in rows), sum(row["reps"] for row in rows)
    cells = []
    for row in rows:
        low, high = share_range(row["buyers"], buyers)
        heard = buyers >= LEAST
        cells.append(
            (
                told.reason(row["reason"]),
                row["buyers"],
                in_100(row["buyers"] / buyers) if heard else None,
                say_range(float(low), float(high)) if heard else "",
                row["reps"],
                in_100(row["reps"] / reps) if reps >= LEAST else None,
                row["in_force"],
            )
        )
    return Table(HEADER, tuple(cells), tuple(told.query(row["reason"]) for row in rows))
