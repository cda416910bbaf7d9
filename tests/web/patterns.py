"""The page Patterns by hand: a team with much behind it, a book with little, one not worked out, and an empty one."""

from dataclasses import replace
from datetime import UTC, date, datetime

from rekindle.book.read.patterns import PatternRecord
from rekindle.desk.show.patterns import PANELS, PatternsView
from rekindle.desk.show.patterns.saying import Told
from rekindle.desk.show.patterns.views import Answer
from rekindle.learning.patterns.intervals import share_range
from rekindle.playbook import load_pack
from tests.web.card_maker import deal_id

AT = datetime(2026, 10, 14, 12, tzinfo=UTC)
ACCOUNTS = {deal_id(800 + n): name for n, name in enumerate(("Ridgeline Heart", "Lupine Hill Clinic", "St. Brannoc’s"))}
NAMED = (
    ("competitor_fit", 51, 40),
    ("budget", 47, 32),
    ("buy_in", 40, 19),
    ("timing", 32, 35),
    ("product_gap", 17, 14),
    ("price", 15, 66),
    ("access_or_level", 10, 6),
)


def reasons(times: int = 1) -> list[dict]:
    rows = []
    for reason, buyers, reps in NAMED:
        leans = 1 if reason == "price" else 0
        counts = {"in_force": buyers + 40, "buyers": buyers, "reps": reps, "both_buyer": buyers, "both_rep": reps}
        rows.append({"reason": reason, "agree": 9, "leans": leans} | {key: n // times for key, n in counts.items()})
    return [*rows, {**rows[0], "reason": "", "in_force": 12, "buyers": 0, "reps": 0}]


def returning() -> dict[str, list[dict]]:
    ends = {"timing": 0.36, "budget": 0.29, "competitor_fit": 0.17, "not_qualified": 0.04, None: 0.2}
    curves = [
        {"reason": reason, "month": m, "back": end * share, "low": end * share * 0.7, "high": end * share * 1.3}
        | {"followed": 330 - 11 * m}
        for reason, end in ends.items()
        for m, share in ((m, min(m / 18, 1.0)) for m in range(25))
    ]
    outs = {"timing": 1, "not_qualified": -1}
    sizes = [
        {"reason": reason, "losses": 90, "followed": 82, "returned": round(82 * end), "stands_out": outs.get(reason, 0)}
        for reason, end in ends.items()
    ]
    return {"curves": curves, "returned": sizes}


def effort() -> list[dict]:
    took = {
        "won": (400, 800, 1260, 1800, 2900),
        "lost": (600, 1300, 1920, 2800, 4600),
        "back": (300, 600, 1020, 1500, 2400),
    }
    tenths = ("q10", "q25", "q50", "q75", "q90")
    return [
        {"outcome": outcome, "deals": 212, "low": minutes[2] - 60, "high": minutes[2] + 60}
        | dict(zip(tenths, minutes, strict=True))
        for outcome, minutes in took.items()
    ]


def steps() -> list[dict]:
    returned = (0, 2, 4, 5, 6, 8, 11, 10, 7, 4, 2, 1, 1)
    rows = []
    for n, count in enumerate(returned):
        or_more = sum(returned[n:])
        low, high = share_range(or_more, 61)
        rows.append(
            {"contacts": n, "returned": count, "reached": or_more * 7, "or_more": or_more, "returns": 61}
            | {"low": float(low), "high": float(high)}
        )
    return rows


def rest() -> dict[str, list[dict]]:
    likely = {"low": 0.15, "high": 0.3}
    share = {"total_deals": 212, "total_minor": 900_000_00, "other_deals": 3, "keys": 70}
    accounts = [
        {"dimension": "account", "place": n, "key": key.hex, "deals": 9, "amount_minor": 200_000_00 - n, **share}
        for n, key in enumerate(ACCOUNTS)
    ]
    products = [
        {"dimension": "product", "place": 0, "key": "Seren sealer", "deals": 90, "amount_minor": 380_000_00, **share}
    ]
    pair = {"have": "Seren sealer", "other": "Vantage 4K tower"}
    return {
        "freed": [
            {"noes": 120, "went_on": 61, "contacts": 240, "minutes": 14_640, "recent_minutes": 5_000}
            | {"mean": 240.0, "low": 200.0, "high": 280.0}
        ],
        "balance": [
            {"side": side, "contacts": n, "answered": n // 5, **likely}
            for side, n in (("value", 525), ("ask", 465), ("other", 52), ("untold", 12))
        ],
        "targets": [
            {"dimension": "segment", "level": level, "decided": 128, "won": won, "stands_out": out, **likely}
            for level, won, out in (("clinic", 40, 1), ("hospital", 25, 0), ("surgery center", 9, -1))
        ],
        "combinations": [
            {"reason": reason, "competitor": "Corvex", "segment": "hospital", "stage": "Proposal", **likely}
            | {"losses": 34, "returned": 4}
            for reason, _, _ in NAMED
        ],
        "shares": accounts + products,
        "cross": [{**pair, "accounts": 40, "both": 14, "open": 9, **likely}],
        "candidates": [{**pair, "account_id": next(iter(ACCOUNTS)).hex, "amount_minor": 1}],
        "summary": [{"losses": 486}],
    }


def _view(tables: dict[str, list[dict]], answers: tuple[Answer, ...]) -> PatternsView:
    told = Told(PatternRecord(AT, tables), load_pack("medical"), "USD", 15_000, "team")
    panels = tuple(show(told, ACCOUNTS) for show in PANELS.values())
    words = "486 losses since 14 October 2024, 212 of them with the buyer’s own reason."
    return PatternsView(
        words, "team", True, answers, panels, date(2026, 10, 14), "As of 14 October, 07:00", False, True
    )


MANY = _view(
    {"reasons": reasons(), "effort": effort(), "steps": steps(), **returning(), **rest()},
    (
        Answer("Came back", "61", "of 486", "13 in 100, likely 10 to 15"),
        Answer("Worth", "$5.9M", "of $31M lost", "the amounts when lost"),
        Answer("Median wait", "9.1", "months", "half came back between 6 and 14"),
        Answer("After a clear no", "244 h", "in all", "spent on 61 deals"),
    ),
)
FEW = _view(
    {"reasons": reasons(20), "summary": [{"losses": 12}]},
    (Answer("Came back", "1", "of 12", "Not enough to say yet: 12 of 30 losses."),),
)
UNWORKED = replace(FEW, words="", answers=(), panels=(), as_of=None, as_of_words="", is_old=True)
NOTHING = replace(UNWORKED, has_team=False, has_losses=False)
