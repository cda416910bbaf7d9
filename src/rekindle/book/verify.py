"""Reading an audit chain from its start, and saying in plain words what does not fit."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from rekindle.book.audit import START, digest_of, link
from rekindle.book.heads import head_path, read_head
from rekindle.book.models import AuditEntry, AuditPayload

# Among so many strange entries it is looked for whether they only changed places.
MOVED = 10


class Link(NamedTuple):
    """One entry as it is stored."""

    entry_id: UUID
    number: int
    at: datetime
    member_id: UUID | None
    verb: str
    digest: str
    chain: str

    def hash_after(self, before: str, number: int) -> str:
        """Return the hash this entry would have as that number after the entry with that hash."""
        return link(before, number, self.at, self.member_id, self.verb, self.digest)


def verify_chain(workspace_id: UUID) -> list[str]:
    """Verify the chain, the payloads and the noted head of one workspace; nothing wrong gives an empty list."""
    columns = ("id", "number", "at", "member_id", "verb", "digest", "chain")
    rows = AuditEntry.objects.within(workspace_id).order_by("number").values_list(*columns)
    links = [Link(*row) for row in rows.iterator()]
    return [*_verify_links(links), *_verify_payloads(workspace_id, links), *_verify_head(workspace_id, links)]


def _verify_links(links: list[Link]) -> Iterator[str]:
    number, fitting = START.number, {START.chain}
    strange: list[Link] = []
    for entry in links:
        yield from (f"entry {missing} is missing" for missing in range(number + 1, entry.number))
        hashes = {entry.hash_after(before, entry.number) for before in fitting}
        if entry.number == number + 1 and entry.chain not in hashes:
            strange.append(entry)
        # Where only the stored hash was altered, the next entry still follows the true one.
        number, fitting = entry.number, hashes | {entry.chain}
    for entry in strange:
        place = _place_of(entry, links, strange)
        if place is None:
            yield f"entry {entry.number} was altered after it was written"
        elif place != entry.number:
            yield f"entry {entry.number} stands out of its order: it was written as entry {place}"


def _place_of(entry: Link, links: list[Link], strange: list[Link]) -> int | None:
    """Find the number under which a strange entry was written; its own one means that the entry before was moved."""
    numbers = [other.number for other in strange[:MOVED]]
    heads = [START.chain, *(other.chain for other in links)]
    fits = (number for head in heads for number in numbers if entry.hash_after(head, number) == entry.chain)
    return next(fits, None)


def _verify_payloads(workspace_id: UUID, links: Iterable[Link]) -> Iterator[str]:
    rows = AuditPayload.objects.within(workspace_id).values_list("entry_id", "salt", "payload")
    payloads = {entry_id: (salt, payload) for entry_id, salt, payload in rows.iterator()}
    for entry in links:
        if entry.entry_id not in payloads:
            yield f"the payload of entry {entry.number} is missing; erasing would have left an empty one"
        elif any(payloads[entry.entry_id]) and digest_of(*payloads[entry.entry_id]) != entry.digest:
            yield f"the payload of entry {entry.number} was altered after it was written"


def _verify_head(workspace_id: UUID, links: list[Link]) -> Iterator[str]:
    try:
        noted = read_head(workspace_id)
    except ValueError as wrong:
        yield str(wrong)
        return
    if noted is None:
        if links:
            yield f"the head of the audit is not noted in {head_path(workspace_id)}"
        return
    last = links[-1].number if links else 0
    if noted.number > last:
        yield (
            f"the database ends at entry {last}, but entry {noted.number} was noted outside it: "
            "the database is older than the note, as after a restored backup"
        )
    elif not any(entry.number == noted.number and entry.chain == noted.chain for entry in links):
        yield f"entry {noted.number} is not the one that was noted outside the database"
