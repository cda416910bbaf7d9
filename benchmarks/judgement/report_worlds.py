"""The tables of the made-up worlds."""

from benchmarks.judgement.frontier import KNOWN, OURS
from benchmarks.judgement.habits import CADENCE
from benchmarks.judgement.plan import HOUR_PRICE, WEEKLY
from benchmarks.judgement.tell import Row, middle, percent, ratio_of, share_of, where, write_table
from benchmarks.judgement.worlds import SIZES, TESTED
from rekindle.benchworld import REGIMES

_FORECAST = """## The forecast

Learned from one book of a market, tried on {tested:,} other lost deals of the same market: who comes back within 180 days.
Brier skill is over the rate that really came, which nobody could know before. Intervals: the share of groups (recorded reasons)
whose returns lie in the desk's 80 % interval, the dice of the count added. Beside it: the priors alone, the book's own rate (one number for
everybody, as a spreadsheet has it: what its level alone is worth), the same rate per reason, and boosted trees (scikit-learn) on everything
that can be seen of a deal. Medians over worlds; empty where an earlier run did not ask. The desk is asked with the
model that would be in force in that book: from 1,000 returns on its own time-ordered test decides whether the second one is
([0017](decisions/0017-a-second-model.md)).
"""
_FRONTIER = """## The frontier

One rep, 400 losses of the last 78 weeks, a year of weeks. Every way to choose meets the same lives and the same luck, contact by
contact; everybody obeys a stop and a clear no and keeps four weeks between two contacts. A contact is half an hour of work. Who
comes alone is answered in every line, so the revenue of doing nothing is in all of them. Revenue is of each deal that came back its amount
times its chance to be won (the last die is not thrown: it would only add noise), held against the cadence, paired by world, with
95 % intervals over worlds. Parameters are learned from the world's own past. The desk's playbook is the shipped one but for one cap: it
comes back to a person once a quarter, not twice. *Known rates* knows every rate
of the market but not what is hidden of a deal; the *oracle* sees who is looking right now.
"""


def write_forecast(rows: list[Row]) -> str:
    """Write a table per regime: skill, slope and coverage at each size of book."""
    if not rows:
        return ""
    parts = [_FORECAST.format(tested=TESTED)]
    heads = (
        "deals",
        "worlds",
        "returns",
        "base rate",
        "skill",
        "above 0",
        "worst",
        "slope",
        "concordance",
        "came / foretold",
        "intervals",
    )
    for regime in [one for one in REGIMES if where(rows, regime=one)]:
        mine = where(rows, regime=regime)
        lines = [_forecast_line(where(mine, size=size), size) for size in SIZES if where(mine, size=size)]
        parts += [
            f"### {regime}\n",
            write_table((*heads, "priors alone", "own rate", "per reason", "trees"), lines),
            "",
        ]
        parts += [f"{say_models(where(mine, size=size), size)}\n" for size in SIZES if _tried(where(mine, size=size))]
    return "\n".join(parts)


def say_models(rows: list[Row], size: int) -> str:
    """Say in how many worlds which model was in force, by each book's own test."""
    tried = _tried(rows)
    second = sum(row["second"] for row in tried)
    said = f"Of {len(rows)} books of {size:,} the own test of {second} put the second model in force"
    small = len(rows) - len(tried)
    alone = f"in {len(tried) - second} it was tried and the desk’s own stayed alone"
    return f"{said}; {alone}" + (f"; {small} had too few returns to try it." if small else ".")


def _tried(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.get("second") is not None]


def _forecast_line(rows: list[Row], size: int) -> tuple[str, ...]:
    covered = sum(row["inside"] for row in rows) / max(sum(row["groups"] for row in rows), 1)
    return (
        f"{size:,}",
        str(len(rows)),
        f"{middle(rows, 'returns'):.0f}",
        f"{middle(rows, 'base_rate'):.3f}",
        f"{middle(rows, 'skill'):+.3f}",
        percent(share_of(rows, lambda row: row["skill"] > 0)),
        f"{min(row['skill'] for row in rows):+.3f}",
        f"{middle(rows, 'slope'):.2f}",
        f"{middle(rows, 'concordance'):.3f}",
        f"{middle(rows, 'o_per_e'):.2f}",
        percent(covered),
        *(_skill_of(rows, name) for name in ("prior_skill", "rate_skill", "reason_skill", "trees_skill")),
    )


def _skill_of(rows: list[Row], name: str) -> str:
    known = [row for row in rows if name in row]
    return f"{middle(known, name):+.3f}" if known else ""


def write_verdicts(rows: list[Row]) -> str:
    """Write what the book's own backtest said."""
    if not rows:
        return ""
    heads = ("regime", "deals", "worlds", "better", "no better than your cadence", "not enough data")
    lines = []
    for regime in dict.fromkeys(row["regime"] for row in rows):
        mine = where(rows, regime=regime)
        said = [
            percent(share_of(mine, lambda row, word=word: row["verdict"] == word)) for word in ("better", *heads[4:])
        ]
        lines.append((regime, f"{mine[0]['size']:,}", str(len(mine)), *said))
    intro = "## What a book's own backtest says\n\n`rekindle backtest` on a world's past, as its team would run it.\n"
    return "\n".join([intro, write_table(heads, lines), ""])


def write_frontier(rows: list[Row]) -> str:
    """Write the frontier: the default regime in full, other capacities, and the other regimes in short."""
    if not rows:
        return ""
    parts = [_FRONTIER]
    default = where(rows, regime="default")
    for most in sorted({row["most"] for row in default}, key=lambda most: (most != WEEKLY, most)):
        parts += [f"### default, {most} contacts a week\n", _ways(where(default, most=most)), ""]
    others = [_regime_line(where(rows, regime=regime), regime) for regime in REGIMES if regime != "default"]
    heads = ("regime", "worlds", "revenue", "contacts", "opt-outs", "do nothing", "random", "largest first")
    lines = [line for line in others if line]
    if lines:
        parts += [
            f"### other regimes, {WEEKLY} contacts a week, this desk against the cadence\n",
            write_table(heads, lines),
            "",
        ]
    return "\n".join(parts)


def _ways(rows: list[Row]) -> str:
    heads = (
        "way",
        "price of the hour",
        "worlds",
        "revenue",
        "contacts",
        "opt-outs",
        "wins",
        "opt-outs per 100 contacts",
    )
    ways = list(dict.fromkeys((row["way"], row["hour_price"]) for row in rows))
    order = {KNOWN: 1, OURS: 2}
    ways.sort(key=lambda way: (way[0].startswith("oracle"), order.get(way[0], 0), way[1] or 0))
    lines = []
    for way, price in ways:
        mine = where(rows, way=way, hour_price=price)
        seeds = {row["seed"] for row in mine}
        base = [row for row in where(rows, way=CADENCE) if row["seed"] in seeds]
        mine = [row for row in mine if row["seed"] in {one["seed"] for one in base}]
        if not mine:
            continue
        name = f"**{way}**" if (way, price) == (OURS, HOUR_PRICE) else way
        touches, stops = (sum(row[column] for row in mine) for column in ("touches", "stops"))
        lines.append(
            (
                name,
                "" if price is None else f"{price:,.0f}",
                str(len(mine)),
                _against(mine, base, "revenue"),
                _against(mine, base, "touches"),
                _against(mine, base, "stops"),
                f"{sum(row['wins'] for row in mine) / len(mine):.1f}",
                f"{100 * stops / touches:.2f}" if touches else "",
            )
        )
    return write_table(heads, lines)


def _against(rows: list[Row], base: list[Row], name: str) -> str:
    value, low, high = ratio_of([row[name] for row in rows], [row[name] for row in base])
    return f"{percent(value)} ({percent(low)} to {percent(high)})" if value == value else ""  # noqa: PLR0124 nothing to compare with


def _regime_line(rows: list[Row], regime: str) -> tuple[str, ...] | None:
    ours, base = where(rows, way=OURS, hour_price=HOUR_PRICE), where(rows, way=CADENCE)
    if not ours:
        return None
    habits = [
        percent(ratio_of(*(_column(where(rows, way=way)), _column(base)))[0])
        for way in ("do nothing", "random", "largest first")
    ]
    return (regime, str(len(ours)), *(_against(ours, base, name) for name in ("revenue", "touches", "stops")), *habits)


def _column(rows: list[Row]) -> list[float]:
    return [row["revenue"] for row in rows]
