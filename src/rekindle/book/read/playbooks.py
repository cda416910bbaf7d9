"""The versions of its playbook that a workspace holds, and people of the book to try words on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Func, UUIDField

from rekindle.book.models import Advice, Deal, Person, PlaybookEdit, Void
from rekindle.book.read.around import counting
from rekindle.terms.advice import AdviceKind
from rekindle.terms.playbooks import EditKind

# Written out as SQL: it rides along whenever a workspace is read, and a subquery takes longer to build than to run.
_IN_FORCE = (
    "(SELECT e.id FROM playbook_edit e WHERE e.workspace_id = {workspace} AND e.pack = {pack} AND e.kind <> 'folder'"
    " AND NOT EXISTS (SELECT 1 FROM void v WHERE v.workspace_id = e.workspace_id AND v.target_id = e.id)"
    " ORDER BY e.number DESC LIMIT 1)"
)


class EditInForce(Func):
    """The id of the version in force of a workspace's pack; null while nothing was changed."""

    output_field = UUIDField()

    def __init__(self) -> None:
        super().__init__(F("pk"), F("pack"))

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:  # type: ignore[override]
        workspace, pack = (compiler.compile(one)[0] for one in self.get_source_expressions())
        return _IN_FORCE.format(workspace=workspace, pack=pack), ()


@dataclass(frozen=True, slots=True)
class EditRecord:
    """One version: who made it, when and why. `is_void`: it was taken back."""

    edit_id: UUID
    number: int
    kind: EditKind
    version: str
    words: str
    by: str
    at: datetime
    parent_id: UUID | None
    is_void: bool


def list_edits(workspace_id: UUID, pack: str) -> list[EditRecord]:
    """Return every version of a pack, the newest first, with those that were taken back."""
    rows = PlaybookEdit.objects.within(workspace_id).filter(pack=pack).order_by("-number")
    names = ("id", "number", "kind", "version", "words", "by__name", "known_at", "parent_id")
    found = list(rows.values_list(*names))
    voids = Void.objects.within(workspace_id).filter(target_table=PlaybookEdit._meta.db_table)
    void = set(voids.values_list("target_id", flat=True))
    return [
        EditRecord(edit_id, number, EditKind(kind), version, words, by or "", at, parent_id, edit_id in void)
        for edit_id, number, kind, version, words, by, at, parent_id in found
    ]


def read_edit(workspace_id: UUID, edit_id: UUID) -> str | None:
    """Return what a version holds, as JSON; None when the workspace has no such version."""
    rows = PlaybookEdit.objects.within(workspace_id).filter(pk=edit_id)
    content: str | None = rows.values_list("content", flat=True).first()
    return content


def some_deals(workspace_id: UUID, reason: str, most: int = 8) -> list[tuple[UUID, str, str]]:
    """Return (deal, person, account) of some deals with advice and a person, to try words on.

    First those with the reason to get back to; else any. Reads no more rows than it needs.
    """
    rows = Advice.objects.within(workspace_id).exclude(person_id=None)
    wanted = rows.filter(kind=AdviceKind.GET_BACK, reason=reason), rows.filter(kind=AdviceKind.GET_BACK), rows
    for found in wanted:
        deals = list(found.values_list("deal_id", "person_id")[:most])
        if deals:
            return _name(workspace_id, deals)
    return []


def _name(workspace_id: UUID, deals: list[tuple[UUID, UUID]]) -> list[tuple[UUID, str, str]]:
    names = dict(
        Person.objects.within(workspace_id).filter(pk__in=[person for _, person in deals]).values_list("pk", "name")
    )
    rows = counting(Deal, workspace_id).filter(pk__in=[deal for deal, _ in deals]).select_related("account")
    accounts = dict(rows.values_list("pk", "account__name"))
    return [(deal, names.get(person, ""), accounts[deal]) for deal, person in deals if deal in accounts]
