"""Who went quiet, relative to their own rhythm: set operations over all lines at once. The why is in docs/orders.md."""

import ibis
import ibis.expr.types as ir

from rekindle.intake.orders.reading import CANCELLATION, LINES, PURCHASE
from rekindle.tables.days import as_date, day_number
from rekindle.tables.engine import step

# A rhythm needs two gaps: three days of buying.
LEAST_GAPS = 2
# Customers are never taken to be more alike than this (variance of their mean logarithms), nor all of them together to
# tell more of one than this many gaps of their own.
LEAST_BETWEEN, MOST_PRIOR_GAPS = 0.05, 4.0
# Nine of ten gaps of a log-normal rhythm are shorter (one-sided 90 %).
UNUSUAL = 1.2816
# Below this many days a silence is nothing, however regular somebody is.
LEAST_DAYS = 30
# Products kept of a customer, the largest first; and the time before the silence whose purchases are at stake.
PRODUCTS, YEAR = 5, 365

SPELLS = {
    "customer": "string",
    "number": "int64",
    "bought_on": "date",
    "quiet_on": "date",
    "next_on": "date",
    "typical_days": "float64",
    "limit_days": "float64",
    "gaps": "int64",
    "year_amount": "float64",
}
CUSTOMERS = {
    "customer": "string",
    "name": "string",
    "country": "string",
    "currency": "string",
    "first_on": "date",
    "last_on": "date",
    "days": "int64",
    "year_amount": "float64",
    "typical_days": "float64",
}
PRODUCTS_BOUGHT = {
    "customer": "string",
    "place": "int64",
    "product": "string",
    "quantity": "float64",
    "amount": "float64",
}
COUNTS = {"what": "string", "lines": "int64", "customers": "int64"}


@step({"lines": LINES}, COUNTS)
def count_lines(lines: ir.Table) -> ir.Table:
    """Count the lines of each kind; every line is of one kind."""
    return lines.group_by("what").agg(lines=lines.count(), customers=lines.customer.nunique())


def _days(lines: ir.Table) -> ir.Table:
    """Return one row per customer and day of buying, with what was bought less what was sent back until the next."""
    kept = lines.filter(lines.what.isin([PURCHASE, CANCELLATION]))
    kept = kept.mutate(day=day_number(kept.bought_on), bought=(kept.what == PURCHASE).cast("int64"))
    daily = kept.group_by("customer", "day").agg(amount=kept.amount.sum(), bought=kept.bought.max())
    # What is sent back is taken off the last purchase before it.
    before = ibis.window(group_by="customer", order_by="day", preceding=None, following=0)
    daily = daily.mutate(purchase=daily.bought.sum().over(before))
    netted = daily.filter(daily.purchase > 0).group_by("customer", "purchase")
    return netted.agg(day=daily.day.min(), amount=daily.amount.sum())


def _gaps(lines: ir.Table) -> ir.Table:
    """Return each day of buying with the gap after it, and what was known of the rhythm by then."""
    days = _days(lines)
    in_order = ibis.window(group_by="customer", order_by="day")
    days = days.mutate(next_day=days.day.lead().over(in_order), last_day=days.day.lag().over(in_order))
    days = days.mutate(log_gap=(days.day - days.last_day).cast("float64").ln())
    known = ibis.window(group_by="customer", order_by="day", preceding=None, following=0)
    return days.mutate(
        gaps=days.log_gap.count().over(known),
        log_sum=days.log_gap.sum().over(known).fill_null(0.0),
    )


def _limits(lines: ir.Table) -> ir.Table:
    """Return for each day of buying how long a silence after it is usual: from the gaps before it alone.

    The customer's mean of logarithms is drawn towards everybody's by as much as customers are alike: by the ratio of
    the spread within customers to that between them (empirical Bayes, normal-normal).
    """
    gaps = _gaps(lines)
    known = gaps.cross_join(_everybody(gaps))
    mean = (known.log_sum + known.prior_gaps * known["mean"]) / (known.gaps + known.prior_gaps)
    wide = (known.spread * (1 + 1 / (known.gaps + known.prior_gaps))).sqrt()
    limit = ibis.greatest((mean + UNUSUAL * wide).exp().ceil(), ibis.literal(float(LEAST_DAYS)))
    return known.mutate(typical_days=mean.exp(), limit_days=limit)


def _everybody(gaps: ir.Table) -> ir.Table:
    """Return one row: the last day, the mean logarithm of a gap, its variance within customers (`spread`), and as how
    many gaps of one's own the others' count (`prior_gaps`)."""
    own = gaps.group_by("customer").agg(
        count=gaps.log_gap.count(), mean=gaps.log_gap.mean(), squares=gaps.log_gap.var(how="pop"), last=gaps.day.max()
    )
    paced = own["count"] > 0
    within = (own.squares * own["count"]).sum() / ibis.greatest(own["count"].sum() - paced.sum(), 1)
    noise = (1 / own["count"].nullif(0)).mean()
    found = own.agg(
        last=own["last"].max(), mean=own["mean"].mean(), spread=within, between=own["mean"].var(how="pop"), noise=noise
    )
    found = found.mutate(spread=ibis.coalesce(found.spread, 0.0), mean=ibis.coalesce(found["mean"], 0.0))
    between = ibis.greatest(
        ibis.coalesce(found.between, 0.0) - found.spread * ibis.coalesce(found.noise, 1.0), LEAST_BETWEEN
    )
    return found.mutate(prior_gaps=ibis.least(found.spread / between, MOST_PRIOR_GAPS)).drop("between", "noise")


@step({"lines": LINES}, SPELLS)
def find_spells(lines: ir.Table) -> ir.Table:
    """Return each silence that was longer than the customer's own rhythm explains, told by what was known before it.

    `quiet_on` is the day on which it became unusual; `next_on` when they bought again, null if they did not before the
    end of the file.
    """
    known = _limits(lines)
    until = known.next_day.fill_null(known["last"] + 1)
    quiet = known.filter(known.gaps >= LEAST_GAPS, until - known.day > known.limit_days)
    spells = quiet.mutate(
        number=ibis.row_number().over(ibis.window(group_by="customer", order_by="day")) + 1,
        bought_on=as_date(quiet.day),
        quiet_on=as_date(quiet.day + quiet.limit_days.cast("int64")),
        next_on=as_date(quiet.next_day),
    )
    year = _year_before(lines, spells.select("customer", "day"))
    return spells.left_join(year, ["customer", "day"]).order_by("customer", "number")


def _year_before(lines: ir.Table, ends: ir.Table) -> ir.Table:
    """Return what each customer bought in the year up to a day, less what was sent back."""
    days = _days(lines).rename(bought="day")
    both = ends.join(days, "customer")
    both = both.filter(both.bought <= both.day, both.bought > both.day - YEAR)
    return both.group_by("customer", "day").agg(year_amount=both.amount.sum())


@step({"lines": LINES}, CUSTOMERS)
def list_customers(lines: ir.Table) -> ir.Table:
    """Return every customer who ever bought, with the first and the last day, and the rhythm at the end."""
    known = _limits(lines)
    ends = known.group_by("customer").agg(
        first=known.day.min(),
        end=known.day.max(),
        days=known.count(),
        typical_days=known.typical_days.argmax(known.day),
    )
    said = lines.group_by("customer").agg(
        name=lines.name.max(), country=lines.country.max(), currency=lines.currency.max()
    )
    ends = ends.rename(day="end")
    year = _year_before(lines, ends.select("customer", "day"))
    joined = ends.join(said, "customer").left_join(year, ["customer", "day"])
    return joined.mutate(first_on=as_date(joined["first"]), last_on=as_date(joined.day)).order_by("customer")


@step({"lines": LINES}, PRODUCTS_BOUGHT)
def list_products(lines: ir.Table) -> ir.Table:
    """Return the products each customer spent most on, less what was sent back."""
    kept = lines.filter(lines.what.isin([PURCHASE, CANCELLATION]), lines.product.notnull(), lines.product != "")
    bought = kept.group_by("customer", "product").agg(quantity=kept.quantity.sum(), amount=kept.amount.sum())
    bought = bought.filter(bought.amount > 0)
    order = ibis.window(group_by="customer", order_by=[bought.amount.desc(), bought["product"]])
    placed = bought.mutate(place=ibis.row_number().over(order) + 1)
    return placed.filter(placed.place <= PRODUCTS).order_by("customer", "place")
