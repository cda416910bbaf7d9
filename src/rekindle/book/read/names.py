"""Finding people, accounts and deals by what somebody remembers of their name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize
from uuid import UUID

from django.db.models import CharField, Lookup, Q, QuerySet
from rapidfuzz.distance import DamerauLevenshtein

from rekindle.book.models import Account, Deal, Person, Seat
from rekindle.book.read.around import counting
from rekindle.book.search import holding, split_words

Rows = list[tuple[UUID, str, str]]
Named = tuple[str, UUID, str, str]

# So many names are looked at to choose the nearest from.
LOOKED_AT = 60
NEAR = 400
# From how near on a word counts as the one that was meant; 1 is the same.
LIKE = 0.7


class _Like(Lookup):
    """The pattern as the database reads it: % is anything."""

    lookup_name = "like"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Compare with LIKE."""
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} LIKE {right}", (*left_values, *right_values)


CharField.register_lookup(_Like)


@dataclass(frozen=True, slots=True)
class FoundName:
    """`kind` is person, account or deal; `deal_id` is where to go for a person, None where they have no deal."""

    kind: str
    row_id: UUID
    name: str
    detail: str = ""
    deal_id: UUID | None = None


def find_names(workspace_id: UUID, words: str, most: int = 8) -> list[FoundName]:
    """Return up to `most` people, accounts and deals whose name begins with, holds or resembles the words.

    What begins with the words comes first. Where nothing does, typing errors after the first two letters are forgiven,
    and at last names are taken that hold the words somewhere.
    """
    wanted = [word for word in words.casefold().translate(_NO_PATTERN).split()[:6] if word]
    if not wanted:
        return []
    found = _gather(workspace_id, lambda rows: _beginning(workspace_id, rows, wanted, LOOKED_AT))
    if not found and len("".join(wanted)) > 2:
        # Names out of files are kept without their accents.
        wanted = [_plain(word) for word in wanted]
        found = _gather(workspace_id, lambda rows: _resembling(workspace_id, rows, wanted))
        found = found or _gather(workspace_id, lambda rows: _holding(workspace_id, rows, wanted))
    ranked = sorted(found, key=lambda row: (_distance(row[2], wanted), len(row[2]), row[3]))[:most]
    return _tell(workspace_id, ranked)


_NO_PATTERN = str.maketrans("", "", "%_\\")
_KINDS: tuple[tuple[str, Any], ...] = (("person", Person), ("account", Account), ("deal", Deal))


def _plain(word: str) -> str:
    return "".join(letter for letter in normalize("NFKD", word) if not combining(letter))


def _gather(workspace_id: UUID, narrow: Callable[["QuerySet[Any]"], Rows]) -> list[Named]:
    return [(kind, *row) for kind, model in _KINDS for row in narrow(counting(model, workspace_id))]


def _beginning(workspace_id: UUID, rows: "QuerySet[Any]", wanted: list[str], most: int) -> Rows:
    """Return names in which words begin so, by the index of words."""
    words = split_words(" ".join(wanted))
    table = rows.model._meta.db_table
    return _read(rows.filter(holding(workspace_id, table, words, most)), most) if words else []


def _resembling(workspace_id: UUID, rows: "QuerySet[Any]", wanted: list[str]) -> Rows:
    """Return names near the words, looked for among those with the same first letters: four, else three, or two."""
    for letters in (4, 3, 2):
        some = _beginning(workspace_id, rows, [word[:letters] for word in wanted], NEAR)
        near = [row for row in some if _distance(row[1], wanted) <= 1 - LIKE]
        if near:
            return near
    return []


def _holding(workspace_id: UUID, rows: "QuerySet[Any]", wanted: list[str]) -> Rows:
    """Return names that hold the words anywhere: every name is read for it, so only where nothing else was found.

    They are read out of their index alone; what else there is to tell of a row is looked up for those that hold them.
    """
    named = rows.model.objects.within(workspace_id).filter(Q(*(Q(name_key__like=f"%{word}%") for word in wanted)))
    keys = list(named.values_list("name_key", flat=True)[:LOOKED_AT])
    return _read(rows.filter(name_key__in=keys), LOOKED_AT) if keys else []


def _read(rows: "QuerySet[Any]", most: int) -> Rows:
    return list(rows.values_list("id", "name_key", "name")[:most])


def _distance(name: str, wanted: list[str]) -> float:
    """Return how far a name is from the words: 0 it begins so, a little more for later words, up to 1."""
    if name.startswith(" ".join(wanted)):
        return 0.0
    parts = name.replace(",", " ").split()
    return max(0.01, sum(min(_apart(part, word) for part in parts or [""]) for word in wanted) / len(wanted))


def _apart(part: str, word: str) -> float:
    if part.startswith(word):
        return 0.0
    if word in part:
        return 0.05
    # A word is compared with as much of the name as was typed, and with one letter more.
    return min(DamerauLevenshtein.normalized_distance(part[: len(word) + more], word) for more in (0, 1))


def _tell(workspace_id: UUID, named: list[Named]) -> list[FoundName]:
    """Say of people where they sit, of deals whose they are."""
    people = [row_id for kind, row_id, _, _ in named if kind == "person"]
    deals = [row_id for kind, row_id, _, _ in named if kind == "deal"]
    seats = counting(Seat, workspace_id).filter(person_id__in=people).select_related("deal__account").order_by("id")
    seated = {row.person_id: row for row in seats} if people else {}
    rows = Deal.objects.within(workspace_id).filter(pk__in=deals) if deals else None
    accounts = dict(rows.values_list("id", "account__name")) if rows is not None else {}
    found = []
    for kind, row_id, _, name in named:
        seat = seated.get(row_id)
        detail = seat.deal.account.name if seat else accounts.get(row_id, "")
        deal_id = seat.deal_id if seat else row_id if kind == "deal" else None
        found.append(FoundName(kind, row_id, name, detail, deal_id))
    return found
