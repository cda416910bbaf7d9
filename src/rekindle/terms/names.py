"""Names in the order in which people read them."""

import re
import unicodedata
from functools import lru_cache

_NUMBER = re.compile(r"(\d+)")


@lru_cache(maxsize=4096)
def in_order(name: str) -> tuple[str | int, ...]:
    """Return what a name is sorted by: letters whatever their case and accent, numbers as numbers (2 before 10)."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    return tuple(int(part) if nth % 2 else part for nth, part in enumerate(_NUMBER.split(plain)))
