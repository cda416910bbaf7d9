"""What is worth keeping of what was learned from a log: numbers and sentences, nobody's name."""

from typing import Any

from rekindle.desk.learned import Cadence, Selection

SELECT, CADENCE = "select", "cadence"
ROOMS = (SELECT, CADENCE)


def summarise(found: Selection | Cadence, title: str) -> tuple[str, dict[str, Any]]:
    """Return the room it belongs to and what is kept of it, as plain JSON."""
    if isinstance(found, Selection):
        return SELECT, _of_selection(found, title)
    return CADENCE, _of_cadence(found, title)


def _of_selection(found: Selection, title: str) -> dict[str, Any]:
    answer = found.as_json()
    arms = f"{len(found.arms) + 1} arms" if found.causal else "no control group"
    names = (
        "model",
        "causal",
        "recommendation",
        "estimate",
        "randomness",
        "ranking",
        "arms",
        "groups",
        "columns",
        "rows",
    )
    return {
        "title": title,
        "learned_from": f"{title}, {found.rows:,} rows, {arms}",
        "why": list(found.why),
        "warnings": list(found.warnings),
        **{name: answer[name] for name in names},
    }


def _of_cadence(found: Cadence, title: str) -> dict[str, Any]:
    answer = found.as_json()
    names = ("model", "within_days", "metrics", "baseline", "stop", "by_number", "by_days", "columns")
    return {
        "title": title,
        "learned_from": f"{title}, {found.rows:,} follow-ups of {found.cases:,} cases",
        "why": list(found.why),
        "warnings": list(found.warnings),
        **{name: answer[name] for name in names},
    }
