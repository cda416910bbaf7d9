"""How returns are counted and pooled, deal by deal and in plain Python, from docs/mind.md."""

from collections import defaultdict
from math import exp, log, sqrt
from typing import Any

import numpy as np

from tests.mind.reference_book import Book, Row, day, grouped
from tests.mind.reference_timing import (
    AGE,
    ANCHOR,
    BOOK,
    CELL,
    LEVEL,
    NAMES,
    SPREAD,
    SPREAD_SD,
    STANDING,
    Cell,
    Curve,
    cell_of,
    cells,
    levels_of,
)


def fit(book: Book) -> dict[Any, Row]:
    known = cells(book)
    seen: dict[Any, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    returned = [day(row["happened_at"]) for row in book.rows["returns"]]
    watch = min(returned) if returned else None
    by_loss = grouped(book.rows["returns"], "loss_id")
    for deal in book.rows["deals"]:
        losses = sorted((r for r in book.losses_of.get(deal["deal_id"], []) if r["lost_on"]), key=lambda r: r["number"])
        if not book.is_scored(deal):
            continue
        why = book.whys.get(deal["deal_id"]) or {}
        for nth, loss in enumerate(losses):
            latest = why.get("loss_id") == loss["loss_id"]
            # Nobody made claims in these books: of an earlier loss nothing is known but its kind.
            cell = cell_of(book, deal) if latest else (deal["kind"] or "new", "other", "unknown", False)
            place = (cell, *levels_of(book, deal))
            _follow(
                book, deal, loss, losses[nth + 1 :], by_loss.get(loss["loss_id"], []), watch, known[cell], seen, place
            )
    return _pool(known, seen)


def _follow(
    book: Book,
    deal: Row,
    loss: Row,
    later: list[Row],
    returns: list[Row],
    watch: int | None,
    prior: Row,
    seen: dict[Any, dict[str, float]],
    place: tuple[Any, ...],
) -> None:
    lost = min(day(loss["lost_on"]), book.today)
    back = min((min(day(row["happened_at"]), book.today) for row in returns), default=None)
    again = day(later[0]["lost_on"]) if later else None
    end = min(book.today, *(x for x in (back, again) if x is not None)) if (back, again) != (None, None) else book.today
    if back is not None:
        won = any(row["kind"] == "win" for row in returns) or (not later and deal["status"] == "won")
        ended = seen[*place, *([None] * len(STANDING))]
        ended["decided"] += won or bool(later)
        ended["won"] += won
    if watch is None:
        return
    known_at = day(loss["known_at"])
    start = max(lost, min(lost if known_at is None else known_at, book.today), watch)
    if end <= start:
        return
    curve = Curve(book, deal, lost, prior, {}, SPREAD)
    for period in range(-65, 0):
        first = book.today + 28 * period
        if first + 28 <= max(start, lost) or first >= end:
            continue
        unanswered, aged, not_yet = curve.silence(min(first, end))
        levels = curve.standing(first) | {"silence": "not_yet" if not_yet else str(min(unanswered, 3))}
        group = seen[*place, *(levels[name] for name in STANDING)]
        if first + 28 >= end:
            group["losses"] += 1
            group["returns"] += back is not None and back == end
        for half in (first, first + 14):
            days = max(min(half + 14, end) - max(half, start), 0)
            off = sum(curve.belief(half + 7, (unanswered, aged)).values()) - ANCHOR
            expected = exp(ANCHOR + SPREAD * off) * days / 7
            group["expected"] += expected
            group["belief"] += expected * off
            group["belief_squared"] += expected * off * off


def _believe(seen: dict[Any, dict[str, float]]) -> tuple[float, dict[Any, dict[str, float]]]:
    """How far the playbook's differences are believed, and what each group expects with it."""
    grid = [nth / 20 for nth in range(25)]

    def expect(row: dict[str, float], g: float) -> float:
        if row["expected"] <= 0:
            return 0.0
        mean = row["belief"] / row["expected"]
        variance = max(row["belief_squared"] / row["expected"] - mean * mean, 0.0)
        return row["expected"] * exp((g - SPREAD) * mean + (g - SPREAD) ** 2 * variance / 2)

    def fits(g: float) -> float:
        came, all_of_it = sum(row["returns"] for row in seen.values()), sum(expect(row, g) for row in seen.values())
        level = (came + BOOK) / (all_of_it + BOOK)
        sure = sum(row["returns"] * log(expect(row, g) * level) for row in seen.values() if row["returns"])
        return sure - level * all_of_it - 0.5 * ((g - SPREAD) / SPREAD_SD) ** 2

    found = [fits(g) for g in grid]
    weights = [exp(fit - max(found)) for fit in found]
    spread = sum(w * g for w, g in zip(weights, grid, strict=True)) / sum(weights)
    return spread, {place: {**row, "expected": expect(row, spread)} for place, row in seen.items()}


def _pool(known: dict[Cell, Row], seen: dict[Any, dict[str, float]]) -> dict[Any, Row]:
    """One multiplier for the book, one per cell, rep, segment and size: the mode, found one at a time."""
    spread, seen = _believe(seen)
    k = {("cell", cell): max(prior["pseudo_deals"] * prior["back_share"], 0.1) for cell, prior in known.items()}
    weight: dict[Any, float] = {"book": BOOK}
    groups: list[Any] = []
    for (cell, *levels), row in seen.items():
        named = [("cell", cell), *zip((*NAMES, *STANDING), levels, strict=True)]
        groups.append((["book", *(one for one in named if one[1] is not None)], defaultdict(float, row)))
    for name in ("cell", *NAMES, *STANDING):
        kept = "losses" if name == "cell" else "expected"
        followed = {one for names, row in groups for one in names if one[0] == name and row[kept]}
        if name == "cell" or len(followed) > 1:
            weight |= {one: CELL * k[one] if one in k else AGE if name == "age" else LEVEL for one in followed}
    groups = [([one for one in names if one in weight], row) for names, row in groups]
    effect = _mode(groups, weight)
    covariance = _laplace(groups, weight, effect)
    expected_of = {one: _expected(groups, one, effect) for one in weight}
    own = _by_cell(seen)
    found: dict[Any, Row] = {}
    for cell, prior in known.items():
        found[cell] = _cell(cell, prior, k["cell", cell], expected_of, effect, covariance, own[cell])
    for one in weight:
        if one != "book" and one[0] != "cell":
            found[one] = {
                "losses": int(_sum(groups, one, "losses")),
                "returns": int(_sum(groups, one, "returns")),
                "expected": _sum(groups, one, "expected"),
                "log_rate": effect[one],
                "sd": sqrt(max(2 * covariance["book", one] + covariance[one, one], 0.0)),
                "prior_share": weight[one] / (weight[one] + expected_of[one]),
            }
    found["spread", "playbook"] = {"log_rate": log(spread)}
    return found


def _mode(groups: list[Any], weight: dict[Any, float]) -> dict[Any, float]:
    """The effects under which every parameter is what its own groups say, the others being as they are."""
    effects = np.zeros(len(weight))
    belongs = np.array([[one in names for one in weight] for names, _ in groups], dtype=float)
    expected = np.array([row["expected"] for _, row in groups])
    steps = []
    for nth, one in enumerate(weight):
        inside = belongs[:, nth] > 0
        others = belongs[inside]
        others[:, nth] = 0.0
        steps.append((nth, weight[one], _sum(groups, one, "returns"), expected[inside], others))
    for _ in range(2000):
        before = effects.copy()
        for nth, pull, back, without, others in steps:
            effects[nth] = log((pull + back) / (pull + float(without @ np.exp(others @ effects))))
        if abs(effects - before).max() < 1e-14:
            break
    return dict(zip(weight, effects.tolist(), strict=True))


def _by_cell(seen: dict[Any, dict[str, float]]) -> dict[Cell, dict[str, float]]:
    """What was seen of each cell."""
    found: dict[Cell, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for (cell, *_), row in seen.items():
        for name, value in row.items():
            found[cell][name] += value
    return found


def _cell(
    cell: Cell,
    prior: Row,
    k: float,
    expected_of: dict[Any, float],
    effect: dict[Any, float],
    covariance: dict[Any, float],
    own: dict[str, float],
) -> Row:
    at = ("cell", cell)
    book = covariance["book", "book"]
    variance = book + 2 * covariance["book", at] + covariance[at, at] if at in effect else book + 1 / (CELL * k)
    left = 1 / (BOOK + expected_of["book"]) + 1 / (CELL * k + expected_of.get(at, 0.0))
    wins = max(k, 1.0)
    win = (wins * prior["win_if_back"] + own["won"]) / (wins + own["decided"])
    return {
        "losses": int(own["losses"]),
        "returns": int(own["returns"]),
        "expected": own["expected"],
        "log_rate": effect["book"] + effect.get(at, 0.0),
        "sd": sqrt(variance),
        "prior_share": left / (1 / BOOK + 1 / (CELL * k)),
        "win_if_back": win,
        "win_sd": sqrt(win * (1 - win) / (wins + own["decided"] + 1)),
        "never_share": prior["never"],
        "year_hazard": prior["year_hazard"],
    }


def _sum(groups: list[Any], one: Any, name: str) -> float:
    return sum(row[name] for names, row in groups if one in names)


def _expected(groups: list[Any], one: Any, effect: dict[Any, float]) -> float:
    """What the groups of a parameter expect when its own effect is left out."""
    mine = [(names, row) for names, row in groups if one in names]
    return sum(row["expected"] * exp(sum(effect[other] for other in names if other != one)) for names, row in mine)


def _laplace(groups: list[Any], weight: dict[Any, float], effect: dict[Any, float]) -> dict[Any, float]:
    names = list(weight)
    place = {one: nth for nth, one in enumerate(names)}
    curvature = np.diag([weight[one] * exp(effect[one]) for one in names])
    for inside, row in groups:
        mean = row["expected"] * exp(sum(effect[one] for one in inside))
        for one in inside:
            for other in inside:
                curvature[place[one], place[other]] += mean
    inverse = np.linalg.inv(curvature)
    return {(one, other): float(inverse[place[one], place[other]]) for one in names for other in names}
