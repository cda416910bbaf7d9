"""What an address asks, as a question to the book."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from rekindle.book.read.finding import find_deals
from rekindle.book.read.lost_book import Asked, list_all
from rekindle.book.read.narrowing import Narrowed, lost_since, narrow
from rekindle.book.read.workspace import read_members
from rekindle.book.same import find_roots
from rekindle.desk.actor import Actor
from rekindle.desk.show.book_asks import read_after, read_band, read_since, understand
from rekindle.desk.show.book_views import BookAsk


def owner_of(said: BookAsk, actor: Actor) -> UUID | None:
    """Return whose deals are asked for, None for everybody's."""
    return actor.member_id if said.whose == "mine" else UUID(said.whose) if said.whose else None


def to_question(actor: Actor, said: BookAsk, today: date, size: int = 0) -> Asked:
    """Turn what was understood into a question; `size` is how many lost deals there are, 0 if not known."""
    gone = tuple(one for one, root in find_roots(actor.workspace_id, "deal").items() if one != root)
    wanted = Narrowed(said.competitor, said.segment, said.stage, said.product, read_band(said.amount))
    conditions, begins = narrow(actor.workspace_id, wanted, size, is_walked=said.sort == "account")
    if since := read_since(said.since):
        conditions = (*conditions, lost_since(actor.workspace_id, since))
    asked = Asked(
        today,
        said.standing,
        said.reason,
        owner_of(said, actor),
        said.sort,
        read_after(said),
        gone=gone,
        narrow=conditions,
        begins=begins,
    )
    if said.query:
        asked = replace(asked, found=find_deals(actor.workspace_id, said.query, actor.member_id))
    return asked


def list_asked(actor: Actor, ask: BookAsk, today: date) -> list[UUID]:
    """Return every deal that the table lists for what is asked, on all its pages, in its order."""
    members = [member.member_id for member in read_members(actor.workspace_id)]
    said = understand(replace(ask, view="table", after=""), members)
    return list_all(actor.workspace_id, to_question(actor, said, today))
