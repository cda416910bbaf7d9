"""Whom the first morning would name, seen inside a trial that is taken back."""

from datetime import timedelta

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.book.arrow import inside_transaction
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.advise import advise
from rekindle.desk.bring_in.report import FirstName
from rekindle.desk.show.naming import names_from
from rekindle.desk.show.phrases import say_money

# A trial of more rows than this takes longer than a page may.
MOST_PREVIEWED = 20_000
NAMED = 5


def first_today(actor: Actor) -> tuple[FirstName, ...]:
    """Return the first names of the member's morning as the open transaction would have it."""
    workspace = read_workspace(actor.workspace_id)
    with inside_transaction():
        advised = advise(workspace, actor.at + timedelta(microseconds=1), keep_owner=actor.member_id)
    names = names_from(advised.facts, advised.whys, advised.playbook, actor.member_id)
    mine = pc.and_(pc.equal(advised.advice["owner_id"], actor.member_id.hex), advised.advice["listed"])
    rows = advised.advice.filter(mine).sort_by("rank").slice(0, NAMED).to_pylist()
    worth = _told_amounts(advised.facts["deals"], [row["deal_id"] for row in rows])
    return tuple(
        FirstName(
            names.accounts.get(row["account_id"]) or "",
            names.people.get(row["person_id"] or "") or "",
            names.deals.get(row["deal_id"]) or "",
            worth.get(row["deal_id"], ""),
        )
        for row in rows
    )


def _told_amounts(deals: pa.Table, deal_ids: list[str]) -> dict[str, str]:
    """Say what some deals are worth where the file says so; what the playbook assumes is nothing to show as theirs."""
    found = deals.filter(pc.is_in(deals["deal_id"], pa.array(deal_ids, pa.string())))
    told = found.select(["deal_id", "amount_minor", "currency"]).to_pylist()
    return {row["deal_id"]: say_money(row["amount_minor"], row["currency"] or "") for row in told}
