"""Books in which nothing can be told, held against one number for everybody: in hindsight, and as somebody could have had it."""

from benchmarks.judgement.plan import NO_SIGNAL
from benchmarks.judgement.tell import Row, mean_of, percent, share_of, where, write_table

# What a forecast may lose where nothing can be told: no more than so much of the Brier score.
LEAST_SKILL = -0.02
# One number for everybody that was there before the deals tried: the column of its own skill, and what it is.
KNOWN_BEFORE = {"rate_skill": "the rate the book itself showed before", "prior_level_skill": "the level of the priors"}
_INTRO = """### Where nothing can be told: against whom

The target asks for the rate that came later, which nobody could know; a plain rate of the past misses it, too. Beside it,
for the same books, the desk against what somebody could really have had: the rate the book itself showed by then (the share
that came within 180 days of past days), and the level of the priors, each as one number for everybody. *Kept*: the
share of books in which the desk loses at most 0.02 of that one's Brier score. *On average*: the part of it the desk saves, with its 95 %
interval over books, paired. Only the first of the three is a target.
"""


def skills_over(rows: list[Row], known: str) -> list[float]:
    """Return the desk's Brier skill over a number for everybody, book by book; nothing of runs that did not ask for it.

    Both skills are over the same rate R, so that 1 - desk / known = 1 - (1 - skill) / (1 - skill of the number)."""
    return [1 - (1 - row["skill"]) / (1 - row[known]) for row in rows if known in row]


def write_levels(rows: list[Row]) -> str:
    """Write a line per regime without signal, size of book and number it is held against."""
    lines = []
    for regime in NO_SIGNAL:
        mine = [row for row in where(rows, regime=regime) if row["size"] < 20_000]
        sizes = sorted({row["size"] for row in mine})
        for of, group in [*((f"{size:,}", where(mine, size=size)) for size in sizes), ("all of them", mine)]:
            against = [[row["skill"] for row in group], *(skills_over(group, known) for known in KNOWN_BEFORE)]
            if all(against):
                lines.append((regime, of, str(len(group)), *(said for found in against for said in _say(found))))
    if not lines:
        return ""
    columns = ("hindsight", "the book's own rate", "the priors' level")
    heads = ("regime", "deals", "books", *(f"{name}: {what}" for name in columns for what in ("kept", "on average")))
    return "\n".join([_INTRO, write_table(heads, lines), ""])


def _say(skills: list[float]) -> tuple[str, str]:
    value, low, high = mean_of(skills)
    return percent(share_of(skills, lambda one: one >= LEAST_SKILL)), f"{value:+.3f} ({low:+.3f} to {high:+.3f})"
