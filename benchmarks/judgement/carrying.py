"""A run of a few parts leaves on the page what other runs found, where nothing else is kept of them."""

from collections.abc import Sequence

# The sections of the page, in order. A run that does not know a part of the page leaves that part's section as it stands.
ORDER = (
    "",
    "## Targets",
    "## The forecast",
    "## The most that could be known where nothing can be told",
    "## What a book's own backtest says",
    "## The frontier",
    "## Real data",
    "## Safety",
    "## Speed",
    "## Learning from logs of contacts",
)
# The headings a section stands under, of the second level and of the third.
Name = tuple[str, str]
_HEAD: Name = ("", "")
_TARGETS: Name = ("## Targets", "")
_BY_THEMSELVES = "Run by themselves since then: "


def carry_over(page: str, before: str, ran: Sequence[str], machine: str = "") -> str:
    """Return the page with every section of the page before that it lacks, and the targets it says nothing of.

    The head stays that of the page before, with a line that says which parts ran by themselves."""
    new, old = _sections(page), _sections(before)
    # A heading with nothing under it says nothing: what stood there stays.
    merged = old | {name: text for name, text in new.items() if name[0] and (name not in old or "\n" in text.strip())}
    merged[_HEAD] = _head(old.get(_HEAD, ""), ran, machine)
    if _TARGETS in old and _TARGETS in new:
        merged[_TARGETS] = _targets(new[_TARGETS], old[_TARGETS])
    every = list(merged)
    in_turn = sorted(every, key=lambda name: (_place(name[0]), every.index(name)))
    return "\n".join(merged[name].strip("\n") + "\n" for name in in_turn)


def _sections(page: str) -> dict[Name, str]:
    """Return the text under each heading of the second and third level; what stands before the first one is the head's."""
    found: dict[Name, list[str]] = {}
    name = _HEAD
    for line in page.splitlines():
        if line.startswith("## "):
            name = (line, "")
        elif line.startswith("### "):
            name = (name[0], line)
        found.setdefault(name, []).append(line)
    return {name: "\n".join(lines) for name, lines in found.items()}


def _place(heading: str) -> int:
    return ORDER.index(heading) if heading in ORDER else len(ORDER)


def _head(old: str, ran: Sequence[str], machine: str) -> str:
    """Return the head with a line for this run; of an earlier one that ran nothing else, the line goes."""
    lines = [line for line in old.splitlines() if not _parts_of(line) or not _parts_of(line) <= set(ran)]
    where = f" on {machine}" if machine else ""
    return "\n".join(["\n".join(lines).rstrip(), "", f"{_BY_THEMSELVES}{', '.join(ran)}{where}."])


def _parts_of(line: str) -> set[str]:
    """Return the parts that a line of the head says ran by themselves."""
    if not line.startswith(_BY_THEMSELVES):
        return set()
    return set(line.removeprefix(_BY_THEMSELVES).split(" on ")[0].rstrip(".").split(", "))


def _targets(new: str, old: str) -> str:
    """Return the old table with the lines found anew in their places, others after those that begin alike (up to a colon),
    and the reasons of the misses of both."""
    fresh = {line.split(" | ")[0]: line for line in _lines(new, "| ")}
    reasons = [line for line in _lines(old, "- **") if f"| {line[4:].split('**')[0]}" not in fresh]
    table = [fresh.get(line.split(" | ")[0], line) for line in _lines(old, "|")]
    for name, line in fresh.items():
        if line not in table:
            alike = [nth for nth, one in enumerate(table) if one.split(":")[0] == name.split(":")[0]]
            table.insert(max(alike, default=len(table) - 1) + 1, line)
    missed = [*reasons, *_lines(new, "- **")]
    why = ["", "Why the misses, as far as it is known:", "", *missed] if missed else []
    return "\n".join([_TARGETS[0], "", *table, *why])


def _lines(text: str, begin: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(begin)]
