"""The tables of the real data, of safety and of speed."""

from collections.abc import Callable
from typing import Any

from benchmarks.judgement.frontier import OURS
from benchmarks.judgement.tell import Row, between, write_table

_YARDSTICKS = """### The yardsticks

Each fitted once more on the data it was published with.
"""
_RETAIL = """### Customers who went quiet

Of the customers who had not bought for at least 60 days on the cut-off: who buys again within 90 days. Everything is learned
before the cut-off: Cox and the desk (`QuietHazard`) from who was quiet 90 days earlier, BG/NBD from every purchase. What the desk weighs
was chosen on day 240 of Online Retail: Cox's columns, and how long the quiet is for this customer's own pace. The candidates differed by
thousandths and were looked at on all three lines, so the other two are not wholly unseen. Concordance is Harrell's c of the
wait; 95 % intervals over customers. Differences of thousandths are noise, as their intervals say.
"""
_BANK = """### Bank calls after an earlier failure

UCI Bank Marketing, the rows with `poutcome = failure`, `duration` dropped since it is known only after the call: learned on the first
70 % by file order, tried on the last 30 %; beside it the same rows shuffled (the middle of five shuffles). **Believe past to future.**
Shuffled, the figure is what a random split would have promised; the market moved, and nobody can shuffle the future in.
"""
_DETAILING = """### Visits to physicians

1,000 physicians over 23 months: prescriptions that go with one more visit in the month, 95 % intervals over physicians. The naive
gradient is **selection, not effect**: reps visit those who prescribe.
"""
_DONORS = """### Donors' hold-out years

11,104 donors by recency and frequency of their gifts of 1995 to 2001; gifts of the five years after that were held out. Mean distance between
foretold and given gifts per donor, over the 22 cells, with 95 % intervals over cells.
"""
_SAFETY = """## Safety

Generated books: people named twice by two files, people and accounts merged, permissions that come and go, suppressions by whom and where
ever, clocks shifted and days that differ from the instant's, owners with more time than they can use or little. Every contact the desk
proposes is checked against what people said, worked out again from the tables by other code.
"""


def write_real(found: dict[str, Any]) -> str:
    """Write every table that does not come from the made-up markets' forecasts."""
    parts = ["## Real data\n"]
    for name, intro, write in _REAL:
        rows = found.get(name)
        if isinstance(rows, dict):
            parts += [intro, f"Left out: {rows['missing']}.\n"]
        elif rows:
            parts += [intro, write(rows), ""]
    if found.get("safety"):
        parts += [_SAFETY, _safety(found["safety"]), ""]
    if found.get("speed"):
        parts += ["## Speed\n", _speed(found["speed"]), ""]
    return "\n".join(parts)


def _yardsticks(rows: list[Row]) -> str:
    heads = ("model", "published", "found")
    return write_table(heads, [tuple(row[name] for name in heads) for row in rows])


def _retail(rows: list[Row]) -> str:
    heads = ("data", "model", "quiet", "came", "concordance", "this desk's less this", "foretold per one that came")
    return write_table(heads, [_retail_line(row) for row in rows])


def _retail_line(row: Row) -> tuple[str, ...]:
    ratio = "" if row["ratio"] is None else between(row["ratio"], row["ratio_low"], row["ratio_high"], 2)
    agreed = between(row["concordance"], row["concordance_low"], row["concordance_high"])
    gain = between(row["gain"], row["gain_low"], row["gain_high"]) if row["model"] != OURS else ""
    return row["data"], row["model"], f"{row['customers']:,}", f"{row['came']:,}", agreed, gain, ratio


def _bank(rows: list[Row]) -> str:
    lines = [
        (
            row["split"],
            row["model"],
            f"{row['tested']:,}",
            str(row["said_yes"]),
            between(row["concordance"], row["low"], row["high"], 2),
        )
        for row in rows
    ]
    return write_table(("split", "model", "tested", "said yes", "area under the curve"), lines)


def _detailing(rows: list[Row]) -> str:
    lines = [(row["how"], between(row["per_visit"], row["low"], row["high"], 2), row["means"]) for row in rows]
    return write_table(("compared", "prescriptions per visit", "what it is"), lines)


def _donors(rows: list[Row]) -> str:
    lines = [
        (row["model"], between(row["distance"], row["low"], row["high"], 2), f"{row['ratio']:.2f}", row["note"])
        for row in rows
    ]
    return write_table(("model", "mean distance", "gifts foretold per gift given", "fitted"), lines)


def _safety(rows: list[Row]) -> str:
    names = ("decisions", "contacts", "stopped", "people_stopped", "forbidden", "unfilled")
    heads = (
        "books",
        "decisions",
        "contacts listed",
        "deals not to be contacted",
        "stops on file",
        "forbidden contacts",
        "owners with time left for somebody",
    )
    return write_table(heads, [(str(len(rows)), *(f"{sum(row[name] for row in rows):,}" for name in names))])


def _speed(rows: list[Row]) -> str:
    lines = [
        (
            f"{row['deals']:,}",
            f"{row['touches']:,}",
            f"{row['advice']:,}",
            f"{row['seconds']:.1f} s",
            f"{row['peak_gib']:.1f} GiB",
        )
        for row in rows
    ]
    intro = "Why, fit, forecast with its terms, options, guards, worth and one row of advice per deal, facts in memory, one process.\n"
    return intro + "\n" + write_table(("lost deals", "contacts", "rows of advice", "time", "memory at its peak"), lines)


_REAL: tuple[tuple[str, str, Callable[[list[Row]], str]], ...] = (
    ("yardsticks", _YARDSTICKS, _yardsticks),
    ("retail", _RETAIL, _retail),
    ("bank", _BANK, _bank),
    ("detailing", _DETAILING, _detailing),
    ("donors", _DONORS, _donors),
)
