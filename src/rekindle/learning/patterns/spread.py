"""How the won business is spread over accounts and products, and who might buy something else."""

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from rekindle.learning.patterns.groups import take_numbers
from rekindle.learning.patterns.intervals import share_range
from rekindle.learning.patterns.scopes import by_scope
from rekindle.tables.engine import compute, step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.schemas import Schema, Tables, conform
from rekindle.terms.losses import Status

ACCOUNT, PRODUCT = "account", "product"
# The largest of each, one by one; the rest is in the totals.
LARGEST = 10
# Products are paired among so many of a scope, those with the most accounts; so many accounts are named per pair.
PRODUCTS, NAMED, PAIRS = 12, 5, 6

# One row per account or product among the largest by amount won in the workspace's currency, then by deals. `key` is
# an account's id or a product's name. total_minor, total_deals, keys: of all; other_deals: without such an amount.
SHARES: Schema = {
    "scope": "string",
    "dimension": "string",
    "place": "int64",
    "key": "string",
    "deals": "int64",
    "amount_minor": "int64",
    "total_deals": "int64",
    "total_minor": "int64",
    "other_deals": "int64",
    "keys": "int64",
}
BOUGHT: Schema = {"scope": "string", "account_id": "string", "product": "string", "amount_minor": "int64"}
# Of the accounts that bought `have`: how many bought `other`, too, and how many were never offered it.
PAIR_COUNTS: Schema = {
    "scope": "string",
    "have": "string",
    "other": "string",
    "accounts": "int64",
    "both": "int64",
    "open": "int64",
}
CROSS: Schema = {**PAIR_COUNTS, "low": "float64", "high": "float64"}
CANDIDATES: Schema = {
    "scope": "string",
    "have": "string",
    "other": "string",
    "account_id": "string",
    "amount_minor": "int64",
}
PAIRED: Schema = {**CANDIDATES, "has_both": "boolean", "was_offered": "boolean"}


@step(reads={"deals": FACTS["deals"], "moment": FACTS["moment"]}, gives=SHARES)
def share_out_won(deals: ir.Table, moment: ir.Table) -> ir.Table:
    """Sum what was won by account and by product, and keep the largest of each scope."""
    won = by_scope(deals.filter(deals.status == Status.WON.value)).cross_join(moment.select(base="currency"))
    ours = won.amount_minor.notnull() & (won.currency == won.base)
    rows = won.select(
        "scope", "account_id", "product", minor=ibis.ifelse(ours, won.amount_minor, 0), other=(~ours).cast("int64")
    ).alias("won")
    parts = [
        rows.select("scope", "minor", "other", dimension=ibis.literal(ACCOUNT), key=rows.account_id),
        rows.select("scope", "minor", "other", dimension=ibis.literal(PRODUCT), key=rows["product"]),
    ]
    told = ibis.union(*parts).filter(lambda t: t.key.fill_null("") != "")
    sums = told.group_by(["scope", "dimension", "key"]).agg(
        deals=told.count(), amount_minor=told.minor.sum(), others=told.other.sum()
    )
    order = [sums.amount_minor.desc(), sums.deals.desc(), sums.key.asc()]
    group = ["scope", "dimension"]
    whole = ibis.window(group_by=group)
    placed = sums.mutate(
        place=ibis.row_number().over(group_by=group, order_by=order),
        total_deals=sums.deals.sum().over(whole),
        total_minor=sums.amount_minor.sum().over(whole),
        other_deals=sums.others.sum().over(whole),
        keys=sums.count().over(whole),
    )
    return placed.filter(placed.place < LARGEST)


def share_won(facts: Tables) -> pa.Table:
    """Return SHARES: the ten largest accounts and products of each scope, by what was won with them."""
    found = compute(share_out_won, facts)
    return found.sort_by([("scope", "ascending"), ("dimension", "ascending"), ("place", "ascending")])


@step(reads={"deals": FACTS["deals"]}, gives=BOUGHT)
def gather_bought(deals: ir.Table) -> ir.Table:
    """Give each account's won products, of those that most accounts of the scope bought."""
    won = deals.filter((deals.status == Status.WON.value) & (deals["product"].fill_null("") != ""))
    rows = by_scope(won.filter(won.account_id.notnull()))
    bought = rows.group_by(["scope", "account_id", "product"]).agg(amount_minor=rows.amount_minor.fill_null(0).sum())
    sizes = bought.group_by(["scope", "product"]).agg(size=bought.count())
    place = ibis.row_number().over(group_by="scope", order_by=[sizes["size"].desc(), sizes["product"].asc()])
    sizes = sizes.mutate(place=place)
    return bought.semi_join(sizes.filter(sizes.place < PRODUCTS), ["scope", "product"])


@step(
    reads={"bought": BOUGHT, "deals": FACTS["deals"], "suppressions": FACTS["suppressions"]},
    gives=PAIRED,
)
def pair_products(bought: ir.Table, deals: ir.Table, suppressions: ir.Table) -> ir.Table:
    """Put beside each product an account bought every other one of the scope: bought, offered, or neither.

    An account that wants to be left alone as a whole counts as offered."""
    mine = bought.select("scope", "account_id", "amount_minor", have="product").alias("mine")
    kinds = bought.select(of="scope", other="product").distinct()
    pairs = mine.join(kinds, (mine.scope == kinds.of) & (mine.have != kinds.other)).drop("of")
    also = bought.select("scope", "account_id", other="product").distinct().mutate(bought_both=True)
    offered = deals.filter(deals["product"].notnull() & deals.account_id.notnull())
    offered = offered.select("account_id", other="product").distinct().mutate(offered=True)
    shut = suppressions.filter(suppressions.account_id.notnull()).select("account_id").distinct().mutate(shut=True)
    told = beside(pairs, (also, "scope", "account_id", "other"), (offered, "account_id", "other"), (shut, "account_id"))
    return told.mutate(
        has_both=told.bought_both.fill_null(False),
        was_offered=told.offered.fill_null(False) | told.shut.fill_null(False),
    )


@step(reads={"paired": PAIRED}, gives=PAIR_COUNTS)
def count_pairs(paired: ir.Table) -> ir.Table:
    """Count the accounts of each pair."""
    return paired.group_by(["scope", "have", "other"]).agg(
        accounts=paired.count(),
        both=paired.has_both.sum(),
        open=paired.count(where=~paired.has_both & ~paired.was_offered),
    )


@step(reads={"paired": PAIRED, "pairs": PAIR_COUNTS}, gives=CANDIDATES)
def name_candidates(paired: ir.Table, pairs: ir.Table) -> ir.Table:
    """Name the accounts of some pairs that bought the one and were never offered the other, the largest first."""
    free = paired.filter(~paired.has_both & ~paired.was_offered).semi_join(pairs, ["scope", "have", "other"])
    order = [free.amount_minor.desc(), free.account_id.asc()]
    placed = free.mutate(place=ibis.row_number().over(group_by=["scope", "have", "other"], order_by=order))
    return placed.filter(placed.place < NAMED)


def find_cross_sales(facts: Tables) -> Tables:
    """Return `cross` (CROSS), the six pairs of each scope most often bought together, and `candidates` (CANDIDATES)."""
    bought = compute(gather_bought, facts)
    paired = compute(pair_products, {**facts, "bought": bought})
    pairs = compute(count_pairs, {"paired": paired})
    low, high = share_range(take_numbers(pairs, "both"), take_numbers(pairs, "accounts"))
    pairs = pairs.append_column("low", pa.array(low)).append_column("high", pa.array(high))
    some = compute(keep_best, {"pairs": pairs})
    named = compute(name_candidates, {"paired": paired, "pairs": some.select(list(PAIR_COUNTS))})
    order = [(name, "ascending") for name in ("scope", "have", "other")]
    order += [("amount_minor", "descending"), ("account_id", "ascending")]
    return {"cross": some, "candidates": conform(named.sort_by(order), CANDIDATES)}


@step(reads={"pairs": CROSS}, gives=CROSS)
def keep_best(pairs: ir.Table) -> ir.Table:
    """Keep the pairs bought together most surely that leave somebody to ask."""
    useful = pairs.filter((pairs.both > 0) & (pairs.open > 0))
    order = [useful.low.desc(), useful.open.desc(), useful.have.asc(), useful.other.asc()]
    placed = useful.mutate(place=ibis.row_number().over(group_by="scope", order_by=order))
    return placed.filter(placed.place < PAIRS).order_by(["scope", "place"])
