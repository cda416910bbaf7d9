"""The targets beside what was found. A miss says why, as far as it is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.judgement.ceiling import WAYS
from benchmarks.judgement.frontier import KNOWN, OURS
from benchmarks.judgement.habits import CADENCE
from benchmarks.judgement.levels import KNOWN_BEFORE, LEAST_SKILL, skills_over
from benchmarks.judgement.plan import HOUR_PRICE, NO_SIGNAL, WEEKLY
from benchmarks.judgement.reasons import REASONS
from benchmarks.judgement.tell import Row, middle, percent, ratio_of, share_of, where

Found = dict[str, Any]
# The ways of `ceiling.WAYS` told beside the targets.
COULD_BE_KNOWN = {name: WAYS[name][0] for name in ("kind_and_book", "every_kind", "other_kinds")}
_LEVELS = ("rate_skill", "level_skill", "skill")
_WEIGHED = ("revenue", "touches", "stops")


@dataclass(frozen=True)
class Target:
    """`kept` None: no target, a figure told beside one."""

    name: str
    wanted: str
    found: str
    kept: bool | None
    why: str = ""


def list_targets(found: Found) -> list[Target]:
    """Return every target with what the last run of its part found; `found` maps parts to rows."""
    parts = (_sixty, _no_signal, _intervals, _trees, _frontier, _repeat, _bank, _safety, _speed)
    return [target for part in parts for target in part(found)]


def _target(key: str, name: str, wanted: str, found: str, kept: bool) -> Target:
    return Target(name, wanted, found, kept, "" if kept else REASONS[key])


def _rows(found: Found, part: str) -> list[Row]:
    rows = found.get(part)
    return rows if isinstance(rows, list) else []


def _sixty(found: Found) -> Iterator[Target]:
    rows = where(_rows(found, "forecast"), regime="default", size=60)
    if not rows:
        return
    above = share_of(rows, lambda row: row["skill"] > 0)
    says = f"{percent(above)} of {len(rows)} worlds (median skill {middle(rows, 'skill'):+.3f})"
    yield _target(
        "sixty_skill", "60 deals: Brier skill over the base rate above 0", "at least 90 %", says, above >= 0.9
    )
    slope = middle(rows, "slope")
    yield _target("sixty_slope", "60 deals: median calibration slope", ".8 to 1.2", f"{slope:.2f}", 0.8 <= slope <= 1.2)


def _no_signal(found: Found) -> Iterator[Target]:
    for regime in NO_SIGNAL:
        rows = [row for row in where(_rows(found, "forecast"), regime=regime) if row["size"] < 20_000]
        if rows:
            kept = share_of(rows, _is_kept)
            worst = min(row["skill"] for row in rows)
            says = f"{percent(kept)} of {len(rows)} books (worst {worst:+.3f})"
            name = f"{regime}: skill at least -.02 over the rate that came later (hindsight), books of 60 to 2,000"
            why = "" if kept >= 0.95 else f"{REASONS[f'{regime}_skill']} {_say_level(rows)}".rstrip()
            yield Target(name, "at least 95 %", says, kept >= 0.95, why)
            yield from _beside(regime, rows)
        yield from _could_be_known(regime, where(_rows(found, "ceiling"), regime=regime))
        heard = where(_rows(found, "verdicts"), regime=regime)
        if heard:
            kept = share_of(heard, lambda row: row["verdict"] != "better")
            words = sorted({row["verdict"] for row in heard})
            says = f"{percent(kept)} of {len(heard)} worlds (said: {', '.join(words)})"
            name = f"{regime}: the book's own backtest claims no gain"
            yield _target(f"{regime}_verdict", name, "at least 95 %", says, kept >= 0.95)


def _beside(regime: str, rows: list[Row]) -> Iterator[Target]:
    """Tell what the same books come to over one number for everybody that was there before the deals tried."""
    for known, name in KNOWN_BEFORE.items():
        found = skills_over(rows, known)
        if found:
            says = f"{percent(share_of(found, lambda one: one >= LEAST_SKILL))} of {len(found)} books (worst {min(found):+.3f})"
            yield Target(f"{regime}: the same books, -.02 or above over {name}", "told beside it", says, None)


def _could_be_known(regime: str, rows: list[Row]) -> Iterator[Target]:
    """Tell what somebody comes to who knows from which worlds this one is drawn, and gives one number for everybody."""
    for name, said in COULD_BE_KNOWN.items():
        if rows:
            kept = share_of(rows, lambda row, way=name: _is_kept(row, way))
            says = f"{percent(kept)} of {len(rows)} books (worst {min(row[name] for row in rows):+.3f})"
            yield Target(
                f"{regime}: the same books, one number of somebody who knows {said}", "told beside it", says, None
            )


def _say_level(rows: list[Row]) -> str:
    """Say what the level alone comes to in these books: the spreadsheet's, the desk's, and one learned from so many returns
    with nothing else wrong. Of a rate p told by D returns the variance is p^2 / D, that of a deal p (1 - p)."""
    said = []
    asked = [row for row in rows if "rate_skill" in row]
    for size in sorted({row["size"] for row in asked}):
        mine = where(asked, size=size)
        if share_of(mine, _is_kept) >= 0.95:
            continue
        plain, level, whole = (percent(share_of(mine, lambda row, of=of: _is_kept(row, of))) for of in _LEVELS)
        rate, returns = middle(mine, "base_rate"), max(middle(mine, "returns"), 1.0)
        said.append(
            f"{size:,} deals: the book's own rate, one number for everybody, in {plain}; the desk's level alone in {level}; "
            f"the desk in {whole} of {len(mine)}. A rate told by {returns:.0f} returns costs "
            f"{rate / (returns * (1 - rate)):.3f} on average, with all else right."
        )
    return f"Share of books at -.02 or above. Of {' Of '.join(said)}" if said else ""


def _is_kept(row: Row, skill: str = "skill") -> bool:
    return bool(row[skill] >= LEAST_SKILL)


def _intervals(found: Found) -> Iterator[Target]:
    rows = where(_rows(found, "forecast"), regime="default")
    sizes = sorted({row["size"] for row in rows})
    if not rows:
        return
    covered = {size: _covered(where(rows, size=size)) for size in sizes}
    says = ", ".join(f"{percent(value)} at {size:,}" for size, value in covered.items())
    kept = all(0.7 <= value <= 0.9 for value in covered.values())
    yield _target("intervals", "80 % intervals, per recorded reason", "70 to 90 %", says, kept)


def _covered(rows: list[Row]) -> float:
    return float(sum(row["inside"] for row in rows) / max(sum(row["groups"] for row in rows), 1))


def _trees(found: Found) -> Iterator[Target]:
    rows = where(_rows(found, "forecast"), regime="default", size=20_000)
    if not rows:
        return
    worse = [row["brier"] / row["trees_brier"] - 1 for row in rows]
    says = (
        f"median {100 * sorted(worse)[len(worse) // 2]:+.1f} %, worst {100 * max(worse):+.1f} % of {len(rows)} worlds "
        f"(second model in force in {sum(bool(row.get('second')) for row in rows)})"
    )
    name = "20,000 deals: Brier score against boosted trees"
    yield _target("trees", name, "never more than 2 % worse", says, max(worse) <= 0.02)


def _frontier(found: Found) -> Iterator[Target]:
    rows = where(_rows(found, "frontier"), regime="default", most=WEEKLY)
    ours, theirs = where(rows, way=OURS, hour_price=HOUR_PRICE), where(rows, way=CADENCE)
    if not ours:
        return
    for name, wanted, most in (("touches", "at most 60 %", 0.6), ("stops", "at most 40 %", 0.4)):
        value, low, high = ratio_of([row[name] for row in ours], [row[name] for row in theirs])
        says = f"{percent(value)} ({percent(low)} to {percent(high)}) over {len(ours)} worlds"
        shown = {"touches": "contacts", "stops": "opt-outs"}[name]
        why = "" if value <= most else _why_so_many(rows)
        yield Target(f"8 a week: {shown} of 30/60/90, then quarterly", wanted, says, value <= most, why)
    value, low, high = ratio_of([row["revenue"] for row in ours], [row["revenue"] for row in theirs])
    says = f"{percent(value)} ({percent(low)} to {percent(high)}) over {len(ours)} worlds"
    name = "8 a week: revenue of the same, lower 95 % bound"
    yield _target("frontier_revenue", name, "at least 100 % (aim 130 %)", says, low >= 1.0)


def _why_so_many(rows: list[Row]) -> str:
    """Say what a contact of each way costs in opt-outs, and what the desk comes to at other prices of the hour."""

    def per_100(way: str, price: float | None) -> str:
        mine = where(rows, way=way, hour_price=price)
        touches = sum(row["touches"] for row in mine)
        return f"{100 * sum(row['stops'] for row in mine) / touches:.2f}" if touches else "none"

    said = (
        f"Opt-outs come with contacts outside a window: {per_100(OURS, HOUR_PRICE)} per 100 contacts of the desk's, "
        f"{per_100(CADENCE, None)} of the cadence's, {per_100(KNOWN, HOUR_PRICE)} of one who knows every rate."
    )
    for price in sorted({row["hour_price"] for row in where(rows, way=OURS)} - {HOUR_PRICE}):
        mine = where(rows, way=OURS, hour_price=price)
        base = [row for row in where(rows, way=CADENCE) if row["seed"] in {one["seed"] for one in mine}]
        parts = (ratio_of([row[name] for row in mine], [row[name] for row in base])[0] for name in _WEIGHED)
        said += " At {:,.0f} an hour ({} worlds): revenue {}, contacts {}, opt-outs {}.".format(
            price, len(mine), *(percent(part) for part in parts)
        )
    return said


def _repeat(found: Found) -> Iterator[Target]:
    rows = _rows(found, "retail")
    for data in dict.fromkeys(row["data"] for row in rows):
        by = {row["model"]: row for row in where(rows, data=data)}
        if OURS not in by:
            continue
        ours, others = by[OURS], [by["BG/NBD"], by["Cox"]]
        best = max(row["concordance"] for row in others)
        says = f"{ours['concordance']:.4f} beside {best:.4f}"
        name = f"{data}: concordance at or above BG/NBD and Cox"
        yield _target("concordance", name, "at least theirs", says, ours["concordance"] >= best)
        off, theirs = (abs(row["ratio"] - 1) for row in (ours, by["BG/NBD"]))
        says = f"{ours['ratio']:.2f} beside {by['BG/NBD']['ratio']:.2f}"
        yield _target(
            "ratio", f"{data}: returners foretold per one that came", "no worse than BG/NBD", says, off <= theirs
        )


def _bank(found: Found) -> Iterator[Target]:
    rows = _rows(found, "bank")
    if rows:
        later, mixed = (
            max(row["concordance"] for row in where(rows, split=split)) for split in ("past to future", "shuffled")
        )
        says = f"{later:.2f} past to future, {mixed:.2f} shuffled"
        yield Target("Bank: both figures, and past to future believed", "both printed", says, True)


def _safety(found: Found) -> Iterator[Target]:
    rows = _rows(found, "safety")
    if not rows:
        return
    decisions, forbidden, unfilled = (sum(row[name] for row in rows) for name in ("decisions", "forbidden", "unfilled"))
    says = f"{forbidden} in {decisions:,} decisions"
    name = "Contacts to somebody suppressed, refused or after a clear no, or to one person twice on a morning"
    yield _target(
        "safety" if forbidden else "safety_size",
        name,
        "0 in 1,000,000",
        says,
        forbidden == 0 and decisions >= 1_000_000,
    )
    listed = sum(row["contacts"] for row in rows)
    says = f"{unfilled} owners with time left for somebody permitted; {listed:,} contacts listed"
    yield _target("filled", "Minutes are filled whenever permitted", "0 owners", says, unfilled == 0)


def _speed(found: Found) -> Iterator[Target]:
    rows = _rows(found, "speed")
    if len(rows) < 2:
        return
    small, large = rows
    peak = large["peak_gib"] * 2**30 / 1e9
    says = f"{large['seconds']:.0f} s and {peak:.1f} GB for {large['deals']:,}"
    kept = large["seconds"] < 60 and peak < 4
    yield _target("speed", "A million lost deals, with because, fit and advice", "under 60 s and 4 GB", says, kept)
    times = large["seconds"] / small["seconds"]
    yield _target("growth", "Ten times the deals", "at most 11 times the time", f"{times:.1f} times", times <= 11)
