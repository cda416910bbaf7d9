"""Objections: what a person asked us not to weigh is taken out of the facts before anything is computed."""

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.engine import compute, step
from rekindle.tables.facts import FACTS
from rekindle.tables.schemas import Schema, Tables
from rekindle.terms.people import SuppressionOrigin
from rekindle.timing.scope import people_of

OBJECTORS: Schema = {"person_id": "string"}
OBJECTED: Schema = {"account_id": "string"}


def heed_objections(facts: Tables) -> Tables:
    """Return the facts without the deals nobody is left to score on, and without what objectors did or said.

    A person objected by a suppression of their own on any channel, or their account did. A deal is taken out when its
    account objected or everybody on it did; elsewhere the objectors' touches, promises and signals are."""
    objectors, accounts = find_objectors(facts)
    if objectors.num_rows + accounts.num_rows == 0:
        return facts
    said = {name: without(facts[name], objectors) for name in ("touches", "promises", "signals")}
    kept = compute(keep_deals, {**facts, "objectors": objectors, "objected": accounts})
    return {**facts, **said, "deals": kept}


def find_objectors(facts: Tables) -> tuple[pa.Table, pa.Table]:
    """Return who objected (person_id), themselves or with their house, and the houses that did (account_id)."""
    own = facts["suppressions"].filter(pc.equal(facts["suppressions"].column("origin"), SuppressionOrigin.PERSON.value))
    accounts = own.filter(pc.is_null(own.column("person_id"))).select(["account_id"])
    there = pc.is_in(facts["people"].column("account_id"), accounts.column("account_id").drop_null())
    persons = [*own.column("person_id").drop_null().chunks, *facts["people"].column("person_id").filter(there).chunks]
    return pa.table({"person_id": pa.chunked_array(persons, pa.string())}), accounts


def without(table: pa.Table, objectors: pa.Table) -> pa.Table:
    """Return the rows that are not about somebody who objected."""
    if objectors.num_rows == 0:
        return table
    return table.filter(pc.invert(pc.is_in(table.column("person_id"), objectors.column("person_id"))))


@step(
    reads={name: FACTS[name] for name in ("deals", "seats", "people")} | {"objectors": OBJECTORS, "objected": OBJECTED},
    gives=FACTS["deals"],
)
def keep_deals(deals: ir.Table, seats: ir.Table, people: ir.Table, objectors: ir.Table, objected: ir.Table) -> ir.Table:
    """Leave out deals of accounts that objected, and those whose every person did."""
    members = people_of(deals, seats, people).alias("members_of_deals")
    others = members.anti_join(objectors, "person_id").select("deal_id")
    nobody_left = members.anti_join(others, "deal_id")
    return deals.anti_join(nobody_left, "deal_id").anti_join(objected, "account_id")
