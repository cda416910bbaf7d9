"""The dates around which a deal's hazard rises: the one they gave us, and the end of the incumbent's contract."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.joins import first_of
from rekindle.timing.lifts import lift_of


def promised_date(lost: ir.Table, promises: ir.Table, lifts: ir.Table) -> ir.Table:
    """Return (deal_id, promised_in, promised_sd, promised_lift): the promise made last counts."""
    latest = first_of(
        promises.filter(promises.due_on.notnull()),
        "deal_id",
        [promises.happened_at.desc(nulls_first=False), promises.promise_id.desc()],
    ).select("deal_id", "due_on", sd="sd_days")
    cases = lost.select("deal_id", "reason", "today").join(latest, "deal_id").join(lift_of("promised", lifts), "reason")
    return cases.select(
        "deal_id",
        promised_in=(day_number(cases.due_on) - cases.lead_days - cases.today).cast("float64"),
        promised_sd=(cases.sd.fill_null(0.0).pow(2) + cases.sd_days.pow(2)).sqrt(),
        promised_lift=cases.log_lift,
    )


def contract_end(lost: ir.Table, contracts: ir.Table, lifts: ir.Table) -> ir.Table:
    """Return (deal_id, contract_in, contract_sd, contract_lift): the incumbent's contract that ends nearest to today."""
    deals = lost.mutate(ours=product_key(lost["product"])).select("deal_id", "account_id", "reason", "today", "ours")
    ends = contracts.filter(contracts.ends_on.notnull())
    ends = ends.select("account_id", theirs=product_key(ends["product"]), end=day_number(ends.ends_on))
    both = deals.join(ends, "account_id")
    both = both.filter(both.theirs.isnull() | (both.theirs == both.ours))
    nearest = first_of(both, "deal_id", [(both.end - both.today).abs(), both.end]).drop("account_id")
    cases = nearest.join(lift_of("contract_end", lifts), "reason")
    return cases.select(
        "deal_id",
        contract_in=(cases.end - cases.lead_days - cases.today).cast("float64"),
        contract_sd=cases.sd_days,
        contract_lift=cases.log_lift,
    )


def product_key(product: ir.StringColumn) -> ir.StringColumn:
    """Return a product's name as it is compared: without case and outer blanks, null when empty."""
    return ibis.ifelse(product.strip() == "", ibis.null("string"), product.strip().lower())
