"""The curve of a deal's window: computed when somebody looks, kept until the advice changes."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache

from rekindle.book.facts import facts
from rekindle.book.keep import parameters
from rekindle.book.read.workspace import read_workspace
from rekindle.debrief import explain
from rekindle.desk.actor import Actor
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.window_curve import Fortnight
from rekindle.tables.from_playbook import tables_of
from rekindle.timing import fit, outline

_KEPT_SECONDS = 3600


def kept_outline(deal_id: UUID, advice: dict[str, Any]) -> tuple[Fortnight, ...]:
    """Return the fortnights of a deal if they were computed for this advice; empty otherwise."""
    kept: tuple[Fortnight, ...] = cache.get(_key(deal_id, advice), ())
    return kept


def compute_outline(actor: Actor, account_id: UUID, deal_id: UUID, advice: dict[str, Any]) -> tuple[Fortnight, ...]:
    """Compute and keep the fortnights of a deal; empty for one that may not be scored."""
    workspace = read_workspace(actor.workspace_id)
    as_of = actor.at + timedelta(microseconds=1)
    known = facts(workspace.workspace_id, as_of, account_id=account_id)
    data = tables_of(playbook_of(workspace), known["moment"].column("today")[0].as_py())
    whys = explain(known, data)
    kept = parameters(workspace.workspace_id, "timing", as_of)
    learned = kept if kept is not None and not kept.column("factor").null_count else fit(known, whys, data)
    rows = [row for row in outline(known, whys, data, learned).to_pylist() if row["deal_id"] == deal_id.hex]
    found = tuple(Fortnight(row["from_on"], row["chance"], row["chance_low"], row["chance_high"]) for row in rows)
    cache.set(_key(deal_id, advice), found, _KEPT_SECONDS)
    return found


def _key(deal_id: UUID, advice: dict[str, Any]) -> str:
    """Name what the curve hangs on: the same advice has the same curve."""
    said = (advice["chance"], advice["window_from"], advice["window_to"], advice["later_on"])
    return "outline-" + "-".join(str(one) for one in (deal_id.hex, *said))
