"""Debriefs, the links to the buyer's form, and calls asked of a colleague."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from rekindle.book.models import Debrief, DebriefAsk, FormLink
from rekindle.book.write.writing import When, Writing, alive, change, record
from rekindle.terms.debriefs import DebriefHow


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link to the buyer's form, as it stands; `member_id` made it."""

    link_id: UUID
    deal_id: UUID
    loss_id: UUID
    person_id: UUID
    member_id: UUID | None
    expires_at: datetime
    revoked_at: datetime | None
    shows: dict[str, Any]

    def is_open(self, at: datetime) -> bool:
        """Say whether it can be answered at an instant."""
        return self.revoked_at is None and at < self.expires_at


def write_debrief(
    writing: Writing,
    deal_id: UUID,
    loss_id: UUID,
    how: DebriefHow,
    *,
    person_id: UUID | None = None,
    link_id: UUID | None = None,
    better: str = "",
    change: str = "",
    again: str = "",
    going: str = "",
    may_return: str = "",
    **when: Unpack[When],
) -> UUID:
    """Write one conversation about a loss; the claims it gave are written beside it."""
    return record(
        writing,
        Debrief,
        deal_id=deal_id,
        loss_id=loss_id,
        how=how,
        person_id=person_id,
        link_id=link_id,
        better=better,
        change=change,
        again=again,
        going=going,
        may_return=may_return,
        **when,
    )


def write_form_link(
    writing: Writing,
    link_id: UUID,
    deal_id: UUID,
    loss_id: UUID,
    person_id: UUID,
    *,
    token_hash: str,
    expires_at: datetime,
    shows: dict[str, str],
) -> UUID:
    """Write a link to the buyer's form under an id chosen before, for its token is made from it."""
    return record(
        writing,
        FormLink,
        id=link_id,
        deal_id=deal_id,
        loss_id=loss_id,
        person_id=person_id,
        token_hash=token_hash,
        expires_at=expires_at,
        shows=shows,
    )


def revoke_link(writing: Writing, link_id: UUID) -> None:
    """Let nobody answer by a link any more."""
    change(writing, FormLink, link_id, revoked_at=writing.at)


def find_link(writing: Writing, *, token_hash: str = "", link_id: UUID | None = None) -> FoundLink | None:
    """Return the link of a token's hash, or the one with that id, whether it is open or not."""
    wanted = {"token_hash": token_hash} if token_hash else {"pk": link_id}
    rows = alive(FormLink.objects.within(writing.workspace_id).filter(**wanted), writing)
    columns = ("id", "deal_id", "loss_id", "person_id", "by_id", "expires_at", "revoked_at", "shows")
    row = rows.values_list(*columns).first()
    return FoundLink(*row) if row else None


def write_debrief_ask(
    writing: Writing, deal_id: UUID, member_id: UUID, *, person_id: UUID | None = None, words: str = ""
) -> UUID:
    """Write that a colleague was asked to make the call."""
    return record(writing, DebriefAsk, deal_id=deal_id, member_id=member_id, person_id=person_id, words=words)
