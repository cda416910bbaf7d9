"""Books in which nothing can be told: the table of how near one number for everybody could come."""

from functools import partial

from benchmarks.judgement.ceiling import WAYS
from benchmarks.judgement.levels import LEAST_SKILL
from benchmarks.judgement.plan import NO_SIGNAL
from benchmarks.judgement.tell import Row, mean_of, percent, share_of, where, write_table

HEADING = "## The most that could be known where nothing can be told"
_INTRO = """{heading}

Can 95 % be had at all? The same books as in the target, and one number for everybody, given by somebody who
knows more than any book shows: of every development world (30 of each kind) the share that came, and the returns per day since a
loss. *Kept*: the share of books in which it loses at most 0.02 of the Brier score to the rate that came later (hindsight); in brackets what it
loses on average, and at worst. *This kind of world*: the mean of its worlds, and with the book the posterior mean of its level (returns
Poisson around what its days expect at the pooled returns per day of this kind, the level Gamma with the mean and variance it has over
the 30 worlds). *All ten kinds*: every one of the 300 worlds is as likely as another before the book, and weighed by how likely the book's returns are
in it, band of age by band. *The nine other kinds*: the same of somebody who never met this one. *The book alone*: its
returns over what its days expect, and nothing known of levels. What the desk kept of the same books stands under *hindsight: kept* above.
"""
_READING = """
Next to nothing but the level is there to know, and it hardly differs among worlds of a kind: the share that came lay {rates}. Who
knows the kind beforehand needs no book. A desk for any book has to be ready for other worlds as well: of all books, who is ready for the ten kinds keeps
{ready}, who never met this one {unmet}.
"""


def write_ceilings(rows: list[Row]) -> str:
    """Write a line per regime without signal and size of book, and one over all of its books."""
    if not rows:
        return ""
    lines = []
    for regime in NO_SIGNAL:
        mine = where(rows, regime=regime)
        groups = [(f"{size:,}", where(mine, size=size)) for size in sorted({row["size"] for row in mine})]
        for of, group in [*groups, ("all of them", mine)]:
            lines.append((regime, of, str(len(group)), *(_say([row[name] for row in group]) for name in WAYS)))
    heads = ("regime", "deals", "books", *(said for said, _ in WAYS.values()))
    said = {"rates": _say_rates, "ready": partial(_say_kept, "every_kind"), "unmet": partial(_say_kept, "other_kinds")}
    told = {name: " and ".join(say(where(rows, regime=one), one) for one in NO_SIGNAL) for name, say in said.items()}
    return "\n".join([_INTRO.format(heading=HEADING), write_table(heads, lines), _READING.format(**told)])


def _say_kept(way: str, rows: list[Row], regime: str) -> str:
    return f"{percent(share_of(rows, lambda row: row[way] >= LEAST_SKILL))} ({regime})"


def _say(skills: list[float]) -> str:
    kept = percent(share_of(skills, lambda one: one >= LEAST_SKILL))
    return f"{kept} ({mean_of(skills)[0]:+.3f}, {min(skills):+.3f})"


def _say_rates(rows: list[Row], regime: str) -> str:
    rates = sorted({row["base_rate"] for row in rows})
    return f"between {rates[0]:.3f} and {rates[-1]:.3f} ({regime})"
