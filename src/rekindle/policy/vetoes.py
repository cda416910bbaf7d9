"""The guards. Each is a veto on an option, by name; what one of them stops, nothing brings back."""

from collections.abc import Iterator

import ibis
import ibis.expr.types as ir

from rekindle.outreach.constants import PROMISE_EARLY_DAYS
from rekindle.policy.constants import (
    FOR_A_TIME,
    FOR_EVER,
    LOOK_AGAIN_DAYS,
    OWED,
    QUARTER_DAYS,
    YEAR_DAYS,
)
from rekindle.policy.weigh import READS, weigh
from rekindle.tables.days import as_date, day_number
from rekindle.tables.engine import step
from rekindle.tables.schemas import Schema
from rekindle.terms.advice import Play, StoppedBy
from rekindle.terms.losses import Source, Verdict

# One row per veto of an option; until_on is null where no day lifts it.
VETOES: Schema = {
    "deal_id": "string",
    "person_id": "string",
    "channel": "string",
    "veto": "string",
    "until_on": "date",
}


def conditions(option: ir.Table) -> dict[StoppedBy, ir.Value]:
    """Return for each guard when it vetoes an option. An answer to a message of theirs is stopped only by the person's
    suppression and refusal; a date they gave is kept whatever the gaps and caps say."""
    inbound, owed = option.play == Play.INBOUND.value, option.play.isin(OWED)
    asks_why = option.play == Play.DEBRIEF_ASK.value
    no = ~option.revisit.fill_null(True) | (option.verdict == Verdict.NO.value)
    promised_later = day_number(option.due_on) - PROMISE_EARLY_DAYS > option.today
    found = {
        StoppedBy.SUPPRESSED: option.person_id_stopped | option.account_id_stopped,
        StoppedBy.EXPLICIT_NO: ~inbound & no,
        StoppedBy.REFUSED: option.refused,
        StoppedBy.PERMISSION_NEEDED: ~inbound & _permission_needed(option),
        StoppedBy.PER_LOSS: ~owed & (option.since_loss >= option.per_loss),
        StoppedBy.NOTHING_OF_VALUE: option.needs_asset & option.asset_key.isnull(),
        StoppedBy.ASSET_NOT_ALLOWED: option.asset_key.notnull()
        & ~(option.allowed_anywhere.fill_null(False) | option.allowed_here.fill_null(False)),
        StoppedBy.REST: ~inbound & (day_number(option.rest_on) > option.today),
        StoppedBy.PROMISED_LATER: ~inbound & promised_later,
        StoppedBy.GAP: ~owed & (option.days_since < option.gap_days) & ~(asks_why & (option.last_day <= option.lost)),
        StoppedBy.ACCOUNT_GAP: ~owed
        & (option.today - option.account_day < option.account_gap_days)
        & ~(asks_why & (option.account_day <= option.lost)),
        StoppedBy.PER_QUARTER: ~owed & (option.in_quarter >= option.per_quarter),
        StoppedBy.PER_YEAR: ~owed & (option.in_year >= option.per_year),
        StoppedBy.HOLIDAY: ~inbound & option.holiday.notnull(),
        StoppedBy.AWAY: ~inbound & option.away,
        StoppedBy.NOBODY_TO_ASK: option.channel.isnull(),
    }
    return {name: when.fill_null(False) for name, when in found.items()}


def _permission_needed(option: ir.Table) -> ir.Value:
    granted, promised = option.granted.fill_null(False), option.play == Play.PROMISED.value
    dealt = ibis.greatest(ibis.coalesce(option.relation_on, option.lost), option.lost)
    recent = option.implied_days.isnull() | (dealt >= option.today - option.implied_days)
    express = granted | (promised & (option.promised_by == Source.BUYER.value)).fill_null(False)
    relation = granted | option.implied.fill_null(False) | promised | recent
    return ibis.cases((option.needs == "none", False), (option.needs == "relation", ~relation), else_=~express)


def free_days(option: ir.Table) -> dict[StoppedBy, ir.Value]:
    """Return for each veto that ends by itself the day (a number) from which it no longer holds."""
    tomorrow, again = option.today + 1, option.today + LOOK_AGAIN_DAYS
    return {
        StoppedBy.NOTHING_OF_VALUE: again,
        StoppedBy.ASSET_NOT_ALLOWED: again,
        StoppedBy.REST: day_number(option.rest_on),
        StoppedBy.PROMISED_LATER: day_number(option.due_on) - PROMISE_EARLY_DAYS,
        StoppedBy.GAP: option.last_day + option.gap_days,
        StoppedBy.ACCOUNT_GAP: option.account_day + option.account_gap_days,
        StoppedBy.PER_QUARTER: option.quarter_from + QUARTER_DAYS,
        StoppedBy.PER_YEAR: option.year_from + YEAR_DAYS,
        StoppedBy.HOLIDAY: tomorrow,
        StoppedBy.AWAY: tomorrow,
        StoppedBy.NOBODY_TO_ASK: again,
    }


def add_stop(option: ir.Table) -> ir.Table:
    """Add `veto` (null where the option is permitted), `for_ever` and `free_day`, from which it is permitted again.

    A veto for ever names the stop before one for a time; of those the one that ends last does, the earlier in order
    where two end on one day."""
    found, days = conditions(option), free_days(option)
    both = option.mutate(**{f"veto_{name.value}": when for name, when in found.items()})
    ends = {name: ibis.ifelse(both[f"veto_{name.value}"], days[name], 0) for name in FOR_A_TIME}
    both = both.mutate(
        for_ever=ibis.cases(*((both[f"veto_{name.value}"], name.value) for name in FOR_EVER)),
        free_day=ibis.greatest(*ends.values()),
    )
    last = ibis.cases(
        *((both[f"veto_{name.value}"] & (days[name] == both.free_day), name.value) for name in FOR_A_TIME)
    )
    return both.mutate(veto=ibis.coalesce(both.for_ever, last), for_ever=both.for_ever.notnull())


@step(reads=READS, gives=VETOES)
def list_all_vetoes(**tables: ir.Table) -> ir.Table:
    option = weigh(tables)
    return ibis.union(*_parts(option))


def _parts(option: ir.Table) -> Iterator[ir.Table]:
    days = free_days(option)
    for name, when in conditions(option).items():
        until = as_date(days[name]) if name in days else ibis.null("date")
        found = option.mutate(veto=ibis.literal(name.value), until_on=until).filter(when)
        yield found.select(*VETOES)
