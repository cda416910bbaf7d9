"""Deals weighed: one row per deal in scope with its money, its forecast and what the guards look at."""

import ibis
import ibis.expr.types as ir

from rekindle.policy import places
from rekindle.policy.constants import DEFAULT_AMOUNT_MINOR
from rekindle.policy.contacts import contact_days, dealings, per_account, per_deal, relation_day
from rekindle.policy.money import owners_of, with_known_amount
from rekindle.tables.days import day_number
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.results import FORECAST, USUAL, WHYS
from rekindle.tables.schemas import Schema
from rekindle.terms.losses import Verdict
from rekindle.timing.dates import agreed_promise, kept_from, noted_promise, waited_until
from rekindle.timing.scope import is_in_scope, lost_deals, returns_of, waits_for_us

# Columns that end in _day are whole numbers. `said_no`: the verdict allows no revisit. `price`: of the owner's hour,
# null where it is in another currency. `promise_day`: from which the promised date may be kept, or a day in a note has
# come near, where `is_noted`. `waits_for_news`: it rests until something changes there.
DEALS: Schema = {
    "deal_id": "string",
    "account_id": "string",
    "owner_id": "string",
    "loss_id": "string",
    "verdict": "string",
    "reason": "string",
    "today": "int64",
    "ahead_seconds": "int64",
    "lost": "int64",
    "came_back": "boolean",
    "said_no": "boolean",
    "quote": "string",
    "quote_person_id": "string",
    "amount_minor": "float64",
    "amount_assumed": "boolean",
    "currency": "string",
    "price": "int64",
    "away": "boolean",
    "account_place": "string",
    "account_there": "string",
    "account_part": "string",
    "individual": "boolean",
    "relation_day": "int64",
    "account_day": "int64",
    "account_member": "string",
    "account_person": "string",
    "since_loss": "int64",
    "deal_day": "int64",
    "rest_day": "int64",
    "rest_words": "string",
    "rest_at": "timestamp",
    "waits_for_news": "boolean",
    "promise_day": "int64",
    "promised_to": "string",
    "promised_by": "string",
    "promise_words": "string",
    "promised_at": "timestamp",
    "is_noted": "boolean",
    "later_day": "int64",
    **{name: kind for name, kind in FORECAST.items() if name not in ("deal_id", "log_hazard")},
}

_READS = ("moment", "members", "accounts", "deals", "losses", "returns", "touches", "promises", "rests")


@step(
    reads={name: FACTS[name] for name in _READS}
    | {"accounts": places.ACCOUNTS, "whys": WHYS, "forecast": FORECAST, "usual": USUAL},
    gives=DEALS,
)
def weigh_deals(
    moment: ir.Table,
    members: ir.Table,
    accounts: ir.Table,
    deals: ir.Table,
    losses: ir.Table,
    returns: ir.Table,
    touches: ir.Table,
    promises: ir.Table,
    rests: ir.Table,
    whys: ir.Table,
    forecast: ir.Table,
    usual: ir.Table,
) -> ir.Table:
    """Return DEALS: deals in scope with their owner, place, dealings, rests, promises, forecast and amount."""
    out = contact_days(touches, whys, moment)
    every = beside(lost_deals(deals, whys, moment), (per_deal(out), "deal_id"), (returns_of(returns), "loss_id"))
    scope = every.filter(is_in_scope(every))
    both = beside(
        scope,
        (owners_of(members), "owner_id"),
        (_places(accounts), "account_id"),
        (dealings(deals, whys), "account_id"),
        (per_account(touches, moment), "account_id"),
        (rests.select("deal_id", rest_on="until_on", rest_words="words", rest_at="happened_at"), "deal_id"),
        (_promises(promises), "deal_id"),
        (_noted(promises), "deal_id"),
        (forecast, "deal_id"),
        (whys.select("deal_id", "quote"), "deal_id"),
    )
    both = with_known_amount(both, losses, moment).alias("with_money")
    return _finish(beside(both, (usual, "owner_id", "currency")))


def _places(accounts: ir.Table) -> ir.Table:
    names = {"account_place": "jurisdiction", "account_there": "there", "account_part": "part"}
    return accounts.select("account_id", "individual", **names)


def _promises(promises: ir.Table) -> ir.Table:
    names = {"promised_to": "person_id", "promised_by": "source", "promise_words": "words"}
    agreed = agreed_promise(promises)
    return agreed.select("deal_id", **names, kept_day=kept_from(agreed), promised_at="happened_at")


def _noted(promises: ir.Table) -> ir.Table:
    """Return (deal_id, noted_day, noted_words, noted_at): from when the day last read from a note has come near."""
    noted = noted_promise(promises)
    return noted.select("deal_id", noted_day=waited_until(noted), noted_words="words", noted_at="happened_at")


def _finish(deal: ir.Table) -> ir.Table:
    comparable = deal.currency == ibis.coalesce(deal.owner_currency, deal.here)
    is_noted = _waits_for_note(deal)
    made = {
        "amount_minor": ibis.coalesce(deal.known_minor, deal.usual_minor, float(DEFAULT_AMOUNT_MINOR)),
        "amount_assumed": deal.known_minor.isnull(),
        "price": ibis.ifelse(comparable, deal.hour_price_minor, ibis.null("int64")),
        "came_back": waits_for_us(deal),
        "individual": deal.individual.fill_null(True),
        "said_no": ~deal.revisit.fill_null(True) | (deal.verdict == Verdict.NO.value),
        "relation_day": relation_day(deal),
        "since_loss": deal.since_loss.fill_null(0),
        "rest_day": day_number(deal.rest_on),
        "waits_for_news": deal.rest_at.notnull() & deal.rest_on.isnull(),
        "promise_day": ibis.ifelse(is_noted, deal.noted_day, deal.kept_day),
        "promised_to": ibis.ifelse(is_noted, ibis.null("string"), deal.promised_to),
        "promise_words": ibis.ifelse(is_noted, deal.noted_words, deal.promise_words),
        "promised_at": ibis.ifelse(is_noted, deal.noted_at, deal.promised_at),
        "is_noted": is_noted,
        "later_day": day_number(deal.later_on),
    }
    return deal.select(*(name for name in DEALS if name not in made), **made)


def _waits_for_note(deal: ir.Table) -> ir.Value:
    """Say whether a day ahead that was only read from a note is the last word: nobody named another one since."""
    last = deal.promised_at.isnull() | (deal.promised_at < deal.noted_at)
    return ((deal.noted_day > deal.today) & last).fill_null(False)
