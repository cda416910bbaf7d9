"""Small generated books: losses and claims with ties, gaps and words the playbook does not know."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from rekindle.tables.facts import CLAIMS, LOSSES
from rekindle.tables.playbooks import REASONS, SOURCES, VERDICTS
from rekindle.tables.schemas import from_rows

Row = dict[str, Any]

PLAYBOOK: dict[str, list[Row]] = {
    "reasons": [
        {"reason": "timing", "control": "theirs", "default_verdict": "not_now"},
        {"reason": "budget", "control": "theirs", "default_verdict": "not_now"},
        {"reason": "price", "control": "shared", "default_verdict": "unknown"},
        {"reason": "service", "control": "ours", "default_verdict": None},
        {"reason": "competitor_fit", "control": "shared", "default_verdict": "chose_other"},
    ],
    "verdicts": [
        {"verdict": "not_now", "revisit": True},
        {"verdict": "chose_other", "revisit": True},
        {"verdict": "unknown", "revisit": True},
        {"verdict": "no", "revisit": False},
    ],
    "sources": [
        {"source": "buyer", "trust": 1.0},
        {"source": "manager", "trust": 0.7},
        {"source": "rep", "trust": 0.5},
        {"source": "import", "trust": 0.3},
    ],
}
SCHEMAS = {"reasons": REASONS, "verdicts": VERDICTS, "sources": SOURCES, "losses": LOSSES, "claims": CLAIMS}
_KEYS = {
    "verdict": ["not_now", "chose_other", "no", "unknown", "no_decision"],
    "reason": ["timing", "budget", "price", "service", "competitor_fit", "silence"],
}
_DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def tables(**rows: list[Row]) -> dict[str, pa.Table]:
    return {name: from_rows(SCHEMAS[name], some) for name, some in rows.items()}


def loss(deal: int, number: int = 1, **more: Any) -> Row:
    known = {"loss_id": f"{deal:016x}{number:016x}", "deal_id": f"{deal:032x}", "number": number}
    return {**known, "lost_on": date(2026, 1, number), **more}


def claim(at: int, of: Row, source: str, kind: str, key: str, **more: Any) -> Row:
    plain = {"rank": 1, "confidence": 0.9, "quote": None, "person_id": None, "happened_at": _DAY, "known_at": _DAY}
    ids = {"claim_id": f"{at:032x}", "loss_id": of["loss_id"], "deal_id": of["deal_id"]}
    return {**ids, "source": source, "kind": kind, "key": key, **plain, **more}


@st.composite
def books(draw: st.DrawFn, first_deal: int = 0) -> tuple[list[Row], list[Row]]:
    """Draw a book of up to three deals with up to three losses each, and up to ten claims on them."""
    deals = range(first_deal, first_deal + draw(st.integers(1, 3)))
    losses = [loss(deal, number) for deal in deals for number in range(1, draw(st.integers(2, 4)))]
    claims = [draw(_claims(10 * first_deal + at, losses)) for at in range(draw(st.integers(0, 10)))]
    return losses, claims


@st.composite
def shelves(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """Draw ten books and stand them side by side in one pair of tables, their rows in any order."""
    ten = [draw(books(10 * place)) for place in range(10)]
    shuffle = draw(st.randoms(use_true_random=False))
    losses, claims = [row for book in ten for row in book[0]], [row for book in ten for row in book[1]]
    shuffle.shuffle(losses)
    shuffle.shuffle(claims)
    return losses, claims


@st.composite
def _claims(draw: st.DrawFn, at: int, losses: list[Row]) -> Row:
    instants = st.none() | st.integers(0, 2).map(lambda days: _DAY + timedelta(days=days))
    kind = draw(st.sampled_from(["verdict", "reason"]))
    more = {
        "rank": draw(st.none() | st.integers(1, 2)),
        "confidence": draw(st.none() | st.sampled_from([0.25, 0.5, 1.0])),
        "quote": draw(st.sampled_from([None, "", "  ", "not before the summer", "the other one was nearer"])),
        "person_id": draw(st.none() | st.just("a" * 32)),
        "happened_at": draw(instants),
        "known_at": draw(instants),
    }
    source = draw(st.sampled_from(["buyer", "manager", "rep", "import", "inferred"]))
    return claim(at, draw(st.sampled_from(losses)), source, kind, draw(st.sampled_from(_KEYS[kind])), **more)
