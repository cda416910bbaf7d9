"""A book as one hash: what it says, not how it came to be recorded.

Left out are surrogate ids (a row is known by its content and by the content of the rows it names), the instants at
which something was recorded, the audit, and what is computed from the facts.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from rekindle.book import models as m
from rekindle.book.models.base import WorkspaceRow
from rekindle.book.write.undo import models_by_table

_COMPUTED = (m.Advice, m.Morning, m.MorningItem, m.ParameterSet, m.Pattern, m.Tally)
_LEFT_OUT = (m.AuditEntry, m.AuditPayload, m.Command, m.File, *_COMPUTED)
_RECORDED = ("id", "workspace_id", "known_at", "at")
# A version of a playbook happens when a book first writes it down.
_RECORDED_OF = {"playbook_version": ("happened_at",)}
# Rows that name rows of any table by their bare id.
_NAMES_ANY = {"external_id": ("target_id",), "void": ("target_id",), "same_as": ("this_id", "is_id")}
_NAMES_ANY["proposal"] = ("this_id", "that_id")

Digests = dict[UUID, str]


def canonical_hash(workspace_id: UUID) -> str:
    """Return SHA-256 over everything a workspace says; two books that say the same have the same."""
    lines = "\n".join(f"{table} {said}" for table, said in canonical_tables(workspace_id).items())
    return hashlib.sha256(lines.encode()).hexdigest()


def canonical_tables(workspace_id: UUID) -> dict[str, str]:
    """Return the count and the hash of each table's rows, whatever their order.

    Reads every row once and keeps one short digest of each in memory: about 200 bytes a row.
    """
    digests, recorded = Digests(), _recorded_at(workspace_id)
    tables = {}
    for model in models_said():
        rows = sorted(_digest_rows(model, workspace_id, digests, recorded))
        tables[model._meta.db_table] = f"{len(rows)} {hashlib.sha256(' '.join(rows).encode()).hexdigest()}"
    return tables


def _recorded_at(workspace_id: UUID) -> set[datetime]:
    """Return the instants at which something was said or a file begun: what has no time of its own is dated so."""
    files = m.File.objects.within(workspace_id).values_list("known_at", flat=True)
    return {*files, *m.Command.objects.within(workspace_id).values_list("at", flat=True)}


def models_said() -> list[type[WorkspaceRow]]:
    """Return the models of what a workspace says, so that each comes after those its rows name."""
    kept = [model for model in models_by_table().values() if model not in _LEFT_OUT and model is not m.JournalRow]
    waiting = sorted(kept, key=lambda model: (model._meta.db_table in _NAMES_ANY, model._meta.db_table))
    placed: list[type[WorkspaceRow]] = []
    while waiting:
        ready = next(model for model in waiting if _named_by(model) - {model} & set(waiting) <= {*placed, model})
        waiting.remove(ready)
        placed.append(ready)
    return placed


def _named_by(model: type[models.Model]) -> set[Any]:
    related = {field.related_model for field in model._meta.concrete_fields if field.is_relation}
    return {one for one in related if isinstance(one, type) and issubclass(one, WorkspaceRow)} - set(_LEFT_OUT)


def _digest_rows(
    model: type[WorkspaceRow], workspace_id: UUID, digests: Digests, recorded: set[datetime]
) -> Iterator[str]:
    left_out = {*_RECORDED, *_RECORDED_OF.get(model._meta.db_table, ())}
    names = [str(field.attname) for field in model._meta.concrete_fields if field.attname not in left_out]
    links = {str(field.attname) for field in model._meta.concrete_fields if field.is_relation}
    links |= set(_NAMES_ANY.get(model._meta.db_table, ()))
    # Ids are in the order of making, so that a row which answers another of its table comes after it.
    for row_id, *cells in model.objects.within(workspace_id).order_by("pk").values_list("pk", *names).iterator():
        said = {
            name: digests.get(cell, "") if name in links else cell
            for name, cell in zip(names, cells, strict=True)
            if not isinstance(cell, datetime) or cell not in recorded
        }
        text = json.dumps(said, sort_keys=True, default=str, ensure_ascii=False)
        digests[row_id] = hashlib.sha256(f"{model._meta.db_table}{text}".encode()).hexdigest()[:32]
        yield digests[row_id]
