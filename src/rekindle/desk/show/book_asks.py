"""What is asked of the lost book in an address: understood, or taken for nothing."""

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rekindle.book.read.lost_rows import LostDeal
from rekindle.book.read.narrowing import Band
from rekindle.desk.show.book_views import BookAsk
from rekindle.terms.losses import Reason, Standing

SORTS = {"lost": "Lost last", "amount": "Largest", "account": "Account", "window": "Next to open"}
LONGEST, LONGEST_NAME = 200, 300
EARLIEST, LATEST = date(1900, 1, 1), date(3000, 1, 1)
# Whole units of a deal's own currency, and deals without an amount.
BANDS = {
    "-10000": "Below 10,000",
    "10000-50000": "10,000 to 50,000",
    "50000-250000": "50,000 to 250,000",
    "250000-1000000": "250,000 to a million",
    "1000000-": "A million and more",
    "none": "Without an amount",
}


def understand(ask: BookAsk, members: list[UUID]) -> BookAsk:
    """Keep of an address what means something here; what narrows is shown as a table unless a board is asked for."""
    whose = ask.whose if ask.whose == "mine" or ask.whose in {str(member) for member in members} else ""
    standing = ask.standing if ask.standing in set(Standing) else ""
    query = " ".join(ask.query.split())[:LONGEST]
    # Only what rests has a window ahead.
    sorts = SORTS if standing in {"", Standing.RESTING} else SORTS.keys() - {"window"}
    view = ask.view if ask.view in {"board", "table"} else "table" if standing or query else "board"
    return replace(
        ask,
        view=view,
        standing="" if view == "board" else standing,
        reason=ask.reason if ask.reason in set(Reason) else "",
        whose=whose,
        sort=ask.sort if ask.sort in sorts else "lost",
        query=query,
        competitor=ask.competitor.strip()[:LONGEST_NAME],
        segment=ask.segment.strip()[:LONGEST_NAME],
        stage=ask.stage.strip()[:LONGEST_NAME],
        product=ask.product.strip()[:LONGEST_NAME],
        amount=ask.amount if read_band(ask.amount) else "",
        since=ask.since if read_since(ask.since) else "",
    )


def read_band(said: str) -> Band | None:
    """Read amounts out of an address, as `10000-50000`, `1000000-` or `none`; None for what says no amount."""
    if said == "none":
        return Band()
    found = re.fullmatch(r"(\d{0,12})-(\d{0,12})", said)
    if not found or not any(found.groups()):
        return None
    return Band(*(int(one) if one else None for one in found.groups()))


def read_since(said: str) -> date | None:
    """Read a day out of an address, as `2026-01-31`; None for what is no day."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if EARLIEST <= day < LATEST else None


def say_band(said: str) -> str:
    """Say which amounts an address asks for."""
    if said in BANDS or not said:
        return BANDS.get(said, "")
    least, _, below = said.partition("-")
    if not least:
        return f"Below {int(below):,}"
    return f"{int(least):,} to {int(below):,}" if below else f"{int(least):,} and more"


def write_after(row: LostDeal) -> str:
    """Write where the next page goes on."""
    value = row.sorted_by
    said = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
    return f"{said}~{row.deal_id}"


def read_after(ask: BookAsk) -> tuple[Any, UUID] | None:
    """Read where a page goes on; None for the first page, and for anything that cannot be read."""
    said, mark, last = ask.after.rpartition("~")
    if not mark:
        return None
    try:
        return _READ[ask.sort](said), UUID(last)
    except ValueError:
        return None


def _amount(said: str) -> int | None:
    return int(said) if said else None


_READ: dict[str, Any] = {
    "lost": datetime.fromisoformat,
    "amount": _amount,
    "account": str,
    "window": date.fromisoformat,
}
