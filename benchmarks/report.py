"""docs/benchmarks.md, written from what was measured."""

from pathlib import Path

from benchmarks.mind import MindTimes
from benchmarks.pages import PageTimes

VERBS, SEARCHES = ("Log a call", "Undo"), "Find"
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_HEAD = """# Benchmarks

Written by `make bench`; each part was run alone on the machine named in it. Only ratios inside one run travel to other machines. The book is
generated (`benchmarks/fill.py`): one hospital, one person, one loss, two claims and four contacts per deal, a team of fifty, of whom one has 500 deals, SQLite.
"""


def keep_section(section: str, about: str) -> None:
    """Put a section into docs/benchmarks.md, in place of the one with its title."""
    title, _, rest = section.partition("\n")
    old = PAGE.read_text() if PAGE.exists() else ""
    kept = {part.partition("\n")[0]: part for part in old.split("\n## ")[1:]}
    kept[title.removeprefix("## ")] = f"{title.removeprefix('## ')}\n\n{about}\n{rest}"
    PAGE.write_text("\n## ".join([_HEAD.rstrip() + "\n", *(part.rstrip() + "\n" for part in kept.values())]))


def write_mind(mind: list[MindTimes]) -> str:
    """Write the section on the morning, each target beside what was found."""
    small, large = mind
    lines = [
        "## The morning, facts in memory",
        "",
        "The whole pipe: why, learning, forecast with its terms, options, guards, worth, one advice row per deal with its because. Beside it",
        "the time DuckDB takes to read the same tables and sort each by its ids and dates. Best of three runs (one at a million).",
        "",
        "| lost deals | contacts | read and sort | whole pipe | ratio |",
        "|---|---|---|---|---|",
        *(
            f"| {one.deals:,} | {one.touches:,} | {one.read_and_sort:.2f} s | {one.whole_pipe:.2f} s | {one.ratio:.1f} |"
            for one in mind
        ),
        "",
        f"- At most 40 times read-and-sort at 100,000 deals: **{small.ratio:.1f} times**, {_say(small.ratio <= 40)}.",
        f"- Ten times the deals at most 11 times the time: **{large.whole_pipe / small.whole_pipe:.1f} times**, "
        f"{_say(large.whole_pipe <= 11 * small.whole_pipe)}.",
        "",
    ]
    return "\n".join(lines)


def write_pages(pages: list[PageTimes], memory: float) -> str:
    """Write the section on pages and verbs, each target beside what was found."""
    names = list(dict.fromkeys(page.name for page in pages))
    pairs = [[page for page in pages if page.name == name] for name in names]
    lines = [
        "## Pages and verbs",
        "",
        "Requests go through Django's whole stack in one process, without a network. Each size has a process and a database of its own, and",
        "they are asked in turns, twenty times each: what slows the machine for a while slows both. A verb is timed with its transaction,",
        "its audit entry and the account's advice computed before it answers.",
        "",
        "| | deals | queries | median | 95th percentile |",
        "|---|---|---|---|---|",
        *(
            f"| {page.name} | {page.deals:,} | {page.queries} | {page.median:.1f} ms | {page.high:.1f} ms |"
            for page in pages
        ),
        "",
    ]
    for small, large in (pair for pair in pairs if pair[0].name not in VERBS):
        most, highest = (150, 150) if large.name.startswith(SEARCHES) else (50, 100)
        kept = large.median <= most and large.high <= highest and large.queries == small.queries
        kept = kept and large.median <= 1.5 * small.median
        lines.append(
            f"- {large.name}: {large.median / small.median:.2f} times its time at 1,000 deals (at most 1.5), {large.median:.0f} ms (at most {most}), "
            f"95th percentile {large.high:.0f} ms (at most {highest}), {large.queries} queries ({small.queries} at 1,000): {_say(kept)}."
        )
    lines += [
        f"- {large.name}, with its recompute: {large.high:.0f} ms at the 95th percentile (at most 200): {_say(large.high <= 200)}."
        for _, large in (pair for pair in pairs if pair[0].name in VERBS)
    ]
    lines.append(
        f"- Memory of a server process of its own (`rekindle serve` on the book of 100,000, 120 pages), at its peak: {memory:.0f} MiB "
        f"(below 350): {_say(memory < 350)}."
    )
    return "\n".join([*lines, ""])


def _say(kept: bool) -> str:
    return "kept" if kept else "**missed**"
