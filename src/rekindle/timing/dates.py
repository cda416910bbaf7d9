"""The dates around which a deal's hazard rises: the one they gave us, and the end of the incumbent's contract."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.joins import first_of
from rekindle.terms.losses import Source

# A date of which nobody knows when it was named was known all along.
LONG_AGO = 36_500
# A day somebody named is kept from so many days before it; no earlier than words like "after" bound it.
EARLY_DAYS = 3


def promised_date(lost: ir.Table, promises: ir.Table) -> ir.Table:
    """Return (deal_id, promised_in, promised_scale, promised_made): the promise made last counts."""
    latest = latest_promise(promises).select("deal_id", "due_on", "sd_days", "happened_at")
    cases = lost.select("deal_id", "today", "promised_bump_sd", "promised_lead").join(latest, "deal_id")
    own, bump = cases.sd_days.fill_null(0.0), cases.promised_bump_sd
    return cases.select(
        "deal_id",
        promised_in=day_number(cases.due_on) - cases.promised_lead - cases.today,
        promised_scale=1 / ((own * own + bump * bump) * 2).sqrt(),
        promised_made=(day_number(cases.happened_at) - cases.today).fill_null(-LONG_AGO),
    )


def latest_promise(promises: ir.Table) -> ir.Table:
    """Keep the promise made last on each deal."""
    dated = promises.filter(promises.due_on.notnull())
    return first_of(dated, "deal_id", [dated.happened_at.desc(nulls_first=False), dated.promise_id.desc()])


def agreed_promise(promises: ir.Table) -> ir.Table:
    """Keep the promise made last on each deal, of those a person named: nobody is contacted on a day that was only read
    from a note, for it may be misread."""
    named = promises.source.isnull() | (promises.source != Source.INFERRED.value)
    return latest_promise(promises.filter(named))


def noted_promise(promises: ir.Table) -> ir.Table:
    """Keep the day last read from a note of each deal. While it lies ahead nobody is contacted: in doubt, wait."""
    return latest_promise(promises.filter(promises.source == Source.INFERRED.value))


def kept_from(agreed: ir.Table) -> ir.IntegerColumn:
    """Return the day number from which an agreed day may be kept: some days before it, no more than it is vague by."""
    return day_number(agreed.due_on) - ibis.least(_vague_by(agreed), EARLY_DAYS)


def waited_until(noted: ir.Table) -> ir.IntegerColumn:
    """Return the day number from which a day in a note has come near: as many days before as it is vague by."""
    return day_number(noted.due_on) - _vague_by(noted)


def _vague_by(promises: ir.Table) -> ir.IntegerValue:
    return promises.sd_days.fill_null(float(EARLY_DAYS)).floor().cast("int64")


def contract_end(lost: ir.Table, contracts: ir.Table) -> ir.Table:
    """Return (deal_id, contract_in, contract_scale): the incumbent's contract that ends nearest to today."""
    ends = contracts.filter(contracts.ends_on.notnull())
    ends = ends.select("account_id", theirs=product_key(ends["product"]), end=day_number(ends.ends_on))
    wanted = ("deal_id", "account_id", "product", "today", "contract_sd", "contract_lead")
    both = lost.select(*wanted).join(ends, "account_id")
    both = both.filter(both.theirs.isnull() | (both.theirs == product_key(both["product"])))
    nearest = first_of(both, "deal_id", [(both.end - both.today).abs(), both.end])
    return nearest.select(
        "deal_id",
        contract_in=nearest.end - nearest.contract_lead - nearest.today,
        contract_scale=1 / (nearest.contract_sd * 2**0.5),
    )


def product_key(product: ir.StringColumn) -> ir.StringColumn:
    """Return a product's name as it is compared: without case and outer blanks, null when empty."""
    return product.strip().lower().nullif("")
