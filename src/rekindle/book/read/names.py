"""Finding people, accounts and deals by what somebody remembers of their name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import combining, normalize
from uuid import UUID

from django.db.models import CharField, Exists, Lookup, OuterRef, Q, QuerySet
from rapidfuzz.distance import DamerauLevenshtein

from rekindle.book.built import ask
from rekindle.book.models import Account, Deal, Person, Seat
from rekindle.book.read.around import counting
from rekindle.book.search import holding_each, split_words

Named = tuple[str, UUID, str, str]

# So many names are looked at to choose the nearest from.
LOOKED_AT = 60
NEAR = 800
# So many names of a kind are looked into for words inside them, unless somebody asks for all.
INSIDE = 5_000
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
    """`kind` is person, account or deal; `deal_id` is where to go for a person, and the only deal of an account.

    It is None where there is none."""

    kind: str
    row_id: UUID
    name: str
    detail: str = ""
    deal_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """`is_cut` says that names were looked into for the words, and not into all of them."""

    found: tuple[FoundName, ...] = ()
    is_cut: bool = False


def find_names(workspace_id: UUID, words: str, most: int = 8, *, inside: int = INSIDE) -> Names:
    """Return up to `most` people, accounts and deals whose name begins with, holds or resembles the words.

    What begins with the words comes first. Where nothing does, typing errors in one of the words are forgiven, or in
    all of them after the first two letters, and at last names are taken that hold the words somewhere: the first
    `inside` of each kind are looked into.
    """
    wanted = [word for word in words.casefold().translate(_NO_PATTERN).split()[:6] if word]
    if not wanted:
        return Names()
    found, is_cut = _called(workspace_id, wanted), False
    if len(found) < most:
        # What is found twice is told once.
        found = list(dict.fromkeys([*found, *_beginning(workspace_id, wanted, LOOKED_AT)]))
    if not found and len("".join(wanted)) > 2:
        # Names out of files are kept without their accents.
        wanted = [_plain(word) for word in wanted]
        found = _resembling(workspace_id, wanted)
        if not found:
            found, is_cut = _holding(workspace_id, wanted, inside)
    ranked = sorted(found, key=lambda row: (_distance(row[2], wanted), len(row[2]), row[3]))[:most]
    return Names(tuple(_tell(workspace_id, ranked)), is_cut)


_NO_PATTERN = str.maketrans("", "", "%_\\")
_KINDS: dict[str, Any] = {"person": Person, "account": Account, "deal": Deal}
_LAST = chr(0x10FFFF)


def _plain(word: str) -> str:
    return "".join(letter for letter in normalize("NFKD", word) if not combining(letter))


def _called(workspace_id: UUID, wanted: list[str]) -> list[Named]:
    """Return names that begin with all that was typed: they lie side by side in the index of names."""
    begins = " ".join(wanted)
    between = Q(name_key__gte=begins, name_key__lt=begins + _LAST)
    found = _read(workspace_id, dict.fromkeys(_KINDS, between), LOOKED_AT)
    return [row for row in found if row[2].startswith(begins)]


def _beginning(workspace_id: UUID, wanted: list[str], most: int) -> list[Named]:
    """Return names in which words begin so, by the index of words."""
    words = split_words(" ".join(wanted))
    return _read(workspace_id, holding_each(workspace_id, list(_KINDS), words, most), most) if words else []


def _resembling(workspace_id: UUID, wanted: list[str]) -> list[Named]:
    """Return names near the words: those with all words but one, which is near; else, looked for among those with the
    same first letters, four, three, or two, those near as a whole."""
    for at in range(len(wanted) if len(wanted) > 1 else 0):
        some = _beginning(workspace_id, wanted[:at] + wanted[at + 1 :], NEAR)
        near = [row for row in some if max(_distances(row[2], wanted)) <= 1 - LIKE]
        if near:
            return near
    for letters in (4, 3, 2):
        some = _beginning(workspace_id, [word[:letters] for word in wanted], NEAR)
        near = [row for row in some if _distance(row[2], wanted) <= 1 - LIKE]
        if near:
            return near
    return []


def _holding(workspace_id: UUID, wanted: list[str], inside: int) -> tuple[list[Named], bool]:
    """Return names that hold the words anywhere, and whether there are more than were looked into, which takes long.

    They are read out of their index alone; what else there is to tell of a row is looked up for those that hold them.
    """
    found: list[Named] = []
    is_cut = False
    for kind, model in _KINDS.items():
        names = model.objects.within(workspace_id).order_by("name_key").values_list("name_key", flat=True)
        last = names[inside : inside + 1].first()
        some = names.filter(Q(*(Q(name_key__like=f"%{word}%") for word in wanted)))
        keys = list((some if last is None else some.filter(name_key__lt=last))[:LOOKED_AT])
        found += _read(workspace_id, {kind: Q(name_key__in=keys)}, LOOKED_AT) if keys else []
        is_cut = is_cut or last is not None
    return found, is_cut


def _read(workspace_id: UUID, where: Mapping[str, Any], most: int) -> list[Named]:
    return [
        (kind, *row)
        for kind, condition in where.items()
        for row in counting(_KINDS[kind], workspace_id).filter(condition).values_list("id", "name_key", "name")[:most]
    ]


def _distance(name: str, wanted: list[str]) -> float:
    """Return how far a name is from the words: 0 it begins so, a little more for later words, up to 1."""
    if name.startswith(" ".join(wanted)):
        return 0.0
    return max(0.01, sum(_distances(name, wanted)) / len(wanted))


def _distances(name: str, wanted: list[str]) -> list[float]:
    """Return how far each word is from the nearest one of a name."""
    parts = name.replace(",", " ").split() or [""]
    return [min(_apart(part, word) for part in parts) for word in wanted]


@lru_cache(maxsize=4096)
def _apart(part: str, word: str) -> float:
    if part.startswith(word):
        return 0.0
    if word in part:
        return 0.05
    # A word is compared with as much of the name as was typed, and with one letter more.
    return min(DamerauLevenshtein.normalized_distance(part[: len(word) + more], word) for more in (0, 1))


def _tell(workspace_id: UUID, named: list[Named]) -> list[FoundName]:
    """Say of people where they sit, of deals whose they are, of accounts which is their only deal."""
    places = [row_id for kind, row_id, _, _ in named if kind == "account"]
    only = dict(ask(_only_deals, workspace_id, places))
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
        deal_id = seat.deal_id if seat else row_id if kind == "deal" else only.get(row_id)
        found.append(FoundName(kind, row_id, name, detail, deal_id))
    return found


def _only_deals(workspace_id: UUID, accounts: list[UUID]) -> "QuerySet[Any]":
    deals = counting(Deal, workspace_id).filter(account_id__in=accounts)
    others = counting(Deal, workspace_id).filter(account_id=OuterRef("account_id")).exclude(pk=OuterRef("pk"))
    return deals.exclude(Exists(others)).values_list("account_id", "id")
