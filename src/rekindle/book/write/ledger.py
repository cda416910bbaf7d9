"""Who is left alone now: the suppression ledger folded for one person or one account."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rekindle.book.models import ContactPoint, Suppression
from rekindle.book.same import find_roots, spread
from rekindle.book.sharing import own_points
from rekindle.book.write.consent import MISREAD, write_about_same
from rekindle.book.write.writing import Writing, alive
from rekindle.terms.people import SuppressionOrigin, SuppressionState

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that leaves somebody alone."""

    entry_id: UUID
    person_id: UUID | None
    account_id: UUID | None
    channel: str
    origin: SuppressionOrigin
    words: str


def list_entries_on(writing: Writing, person_id: UUID) -> list[Entry]:
    """Return what is in force for a person: by themselves, by one of their own addresses, or by who is the same."""
    people = spread(find_roots(writing.workspace_id, "person"), [person_id])
    points = alive(ContactPoint.objects.within(writing.workspace_id).filter(person_id__in=people), writing)
    own = own_points(points, writing.workspace_id).values("address_key")
    by_address = Q(address_key__in=own) & ~Q(address_key="")
    return _entries(_in_force(writing).filter(Q(person_id__in=people) | by_address))


def list_doubts(writing: Writing, words: str) -> list[Entry]:
    """Return what holds somebody because of these words, that only sound like a wish, as long as nobody answered."""
    return _entries(_in_force(writing).filter(origin=SuppressionOrigin.DOUBT, words=words))


def find_doubt(writing: Writing, entry_id: UUID) -> Entry | None:
    """Return an entry in doubt that nobody has answered."""
    found = _entries(_in_force(writing).filter(pk=entry_id, origin=SuppressionOrigin.DOUBT))
    return found[0] if found else None


def find_no_wishes(writing: Writing, said: Collection[str]) -> set[str]:
    """Return those of some sentences that somebody said are no wish to be left alone, and has not taken that back."""
    rows = Suppression.objects.within(writing.workspace_id)
    doubts = rows.filter(origin=SuppressionOrigin.DOUBT, words__in=said, state=SuppressionState.SUPPRESSED)
    misread = rows.filter(answers_id=OuterRef("pk"), state=SuppressionState.MISTAKE, words=MISREAD)
    standing = misread.filter(~Exists(rows.filter(answers_id=OuterRef("pk"))))
    return set(doubts.filter(Exists(standing)).values_list("words", flat=True)) if said else set()


def list_account_entries(writing: Writing, account_id: UUID) -> list[Entry]:
    """Return what is in force for a whole account, or one that is the same."""
    accounts = spread(find_roots(writing.workspace_id, "account"), [account_id])
    return _entries(_in_force(writing).filter(account_id__in=accounts, person_id__isnull=True))


def list_entries_of(writing: Writing, made: Iterable[UUID]) -> list[Entry]:
    """Return the entries among some rows, and those that put them in force again, unless called a mistake before."""
    rows = Suppression.objects.within(writing.workspace_id)
    mistakes = rows.filter(answers_id=OuterRef("pk"), state=SuppressionState.MISTAKE)
    entries = rows.filter(~Exists(mistakes), state=SuppressionState.SUPPRESSED)
    found: list[Entry] = []
    ids = list(made)
    while ids:
        now, ids = ids[:_AT_ONCE], ids[_AT_ONCE:]
        found += _entries(entries.filter(pk__in=now))
        ids += rows.filter(answers_id__in=now).values_list("pk", flat=True)
    return found


def list_renewed(writing: Writing, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of some liftings after which what they had ended was put in force again."""
    rows = Suppression.objects.within(writing.workspace_id)
    renewing = rows.filter(answers_id__in=list(ids), state=SuppressionState.SUPPRESSED)
    return {lifting_id for lifting_id in renewing.values_list("answers_id", flat=True) if lifting_id}


def is_in_force(writing: Writing, entry_id: UUID) -> bool:
    """Say whether nobody has answered an entry."""
    return bool(_in_force(writing).filter(pk=entry_id).exists())


def renew_lifted(writing: Writing, lifting_id: UUID) -> UUID | None:
    """Put in force again what a person's lifting, or a word about a misread note, had ended: as a new entry with the
    old one's day, origin and words.

    Returns None when the row ended nothing, or only what was a mistake. Nothing is taken out of the ledger.
    """
    rows = Suppression.objects.within(writing.workspace_id)
    ended = Q(state=SuppressionState.LIFTED) | Q(state=SuppressionState.MISTAKE, words=MISREAD)
    lifting = rows.filter(ended, pk=lifting_id).first()
    if lifting is None:
        return None
    if rows.filter(answers_id=lifting.answers_id, state=SuppressionState.MISTAKE).exclude(pk=lifting_id).exists():
        return None
    entry = rows.get(pk=lifting.answers_id)
    in_force, since = SuppressionState.SUPPRESSED, entry.happened_at
    return write_about_same(
        writing, entry, in_force, answers_id=lifting_id, origin=entry.origin, words=entry.words, happened_at=since
    )


def _in_force(writing: Writing) -> "QuerySet[Suppression]":
    rows = Suppression.objects.within(writing.workspace_id)
    answers = rows.filter(answers_id=OuterRef("pk"))
    return rows.filter(~Exists(answers), state=SuppressionState.SUPPRESSED)


def _entries(rows: "QuerySet[Suppression]") -> list[Entry]:
    columns = ("id", "person_id", "account_id", "channel", "origin", "words")
    return [
        Entry(entry_id, person_id, account_id, channel, SuppressionOrigin(origin), words)
        for entry_id, person_id, account_id, channel, origin, words in rows.order_by("id").values_list(*columns)
    ]
