"""How a book of ours is taken along: who said why a deal was lost, and how often it was lost, as texts of cells."""

import re
from collections.abc import Iterable
from datetime import date, timedelta, tzinfo

from rekindle.intake.drafts import ClaimDraft, LossDraft, ReturnDraft
from rekindle.terms.days import moment_in
from rekindle.terms.losses import ClaimKind, Reason, ReturnKind, Source, Verdict

YES = "yes"
"""What stands for somebody left alone without a word."""

DAYS = ("said", "stage_history", "closed", "modified", "created", "about", "guessed")
"""How well the day of a loss may be known, the best first."""

_KEYS: dict[str, Verdict | Reason] = {str(key).replace("_", " "): key for key in (*Verdict, *Reason)}
_CLAIM = re.compile(r"(?:([1-9]\d?)\. )?([a-z ]+)(?:: (.*))?", re.DOTALL)
_AGAIN = "    "
_A_BIT = timedelta(seconds=1)
_LOSS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:, back (\d{4}-\d{2}-\d{2}) \(([a-z ]+)\))?")


def write_claim(kind: ClaimKind, key: str, rank: int, quote: str) -> str:
    """Write a claim as one cell tells it: "2. price: too dear by far"; a verdict has no rank."""
    place = f"{rank}. " if kind == ClaimKind.REASON else ""
    said = f"{place}{key.replace('_', ' ')}"
    return f"{said}: " + f"\n{_AGAIN}".join(quote.splitlines()) if quote else said


def read_claims(text: str, source: Source) -> tuple[tuple[ClaimDraft, ...], str]:
    """Read what `write_claim` wrote, each claim on a line of its own; returns the lines that are none, too."""
    claims: list[ClaimDraft] = []
    rest = []
    for line in _together(text.splitlines()):
        found = _CLAIM.fullmatch(line)
        key = _KEYS.get(found[2]) if found else None
        if found and key is not None:
            kind = ClaimKind.REASON if isinstance(key, Reason) else ClaimKind.VERDICT
            claims.append(ClaimDraft(source, kind, key, int(found[1] or 1), quote=found[3] or ""))
        elif line.strip():
            rest.append(line)
    return tuple(claims), "\n".join(rest)


def _together(lines: Iterable[str]) -> list[str]:
    """Put the further lines of a claim's words behind its first."""
    found: list[str] = []
    for line in lines:
        if line.startswith(_AGAIN) and found:
            found[-1] += f"\n{line.removeprefix(_AGAIN)}"
        else:
            found.append(line)
    return found


def write_loss(lost_on: date, back_on: date | None = None, how: str = "") -> str:
    """Write an earlier loss as one line of a cell: "2026-02-11, back 2026-05-02 (reopen)"."""
    back = f", back {back_on.isoformat()} ({how.replace('_', ' ')})" if back_on else ""
    return f"{lost_on.isoformat()}{back}"


def read_losses(
    text: str, zone: tzinfo, last: date | None = None
) -> tuple[tuple[LossDraft, ...], tuple[ReturnDraft, ...]]:
    """Read what `write_loss` wrote, a line each; what is none is passed over. `last` is the day of the loss before.

    A deal that was lost again on the day it came back came back before that.
    """
    losses, returns = [], []
    found = [one for line in text.splitlines() if (one := _LOSS.fullmatch(line.strip()))]
    nexts = [*(one[1] for one in found[1:]), last.isoformat() if last else ""]
    for one, following in zip(found, nexts, strict=False):
        try:
            losses.append(LossDraft(date.fromisoformat(one[1]), "said"))
            if one[2]:
                at = moment_in(date.fromisoformat(one[2]), zone) - (_A_BIT if one[2] == following else timedelta())
                returns.append(ReturnDraft(ReturnKind(one[3].replace(" ", "_")), at))
        except ValueError:
            continue
    return tuple(losses), tuple(returns)
