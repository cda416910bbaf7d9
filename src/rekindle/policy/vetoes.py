"""The guards. Each is a veto on an option, by name; what one of them stops, nothing brings back."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.constants import FOR_A_TIME, FOR_EVER, LOOK_AGAIN_DAYS, OWED, QUARTER_DAYS, YEAR_DAYS
from rekindle.tables.joins import one_of
from rekindle.terms.advice import Ground, Play, StoppedBy
from rekindle.terms.losses import Source
from rekindle.terms.touches import Channel


def vetoes(option: ir.Table) -> dict[StoppedBy, ir.Value]:
    """Return for each guard when it vetoes an option.

    An answer to a message of theirs is stopped only by suppression and refusal; a date they gave is kept whatever the
    gaps and caps say; asking why it was lost is not held up by contacts from before the loss."""
    inbound, owed = (option.play == Play.INBOUND.value).fill_null(False), one_of(option.play, OWED).fill_null(False)
    asks_why = (option.play == Play.DEBRIEF_ASK.value).fill_null(False)
    recent = option.today - option.account_day < option.account_gap_days
    found = {
        StoppedBy.SUPPRESSED: option.stopped | option.account_stopped,
        StoppedBy.EXPLICIT_NO: ~inbound & option.said_no,
        StoppedBy.REFUSED: option.refused,
        StoppedBy.ONLY_IF_CHANGED: ~inbound & option.waits_for_news,
        StoppedBy.PERMISSION_NEEDED: option.channel.notnull() & ground_of(option).isnull(),
        StoppedBy.KEPT_TOO_LONG: ~owed & ~option.granted & (option.today - option.relation_day > option.keep_days),
        StoppedBy.PER_LOSS: ~owed & (option.since_loss >= option.per_loss),
        StoppedBy.NOTHING_OF_VALUE: option.needs_asset & option.asset_key.isnull(),
        StoppedBy.ASSET_NOT_ALLOWED: option.asset_key.notnull() & ~(option.anywhere | option.allowed_here),
        StoppedBy.GIFT_LIMIT: _is_too_much(option),
        StoppedBy.REST: ~inbound & (option.rest_day > option.today),
        StoppedBy.PROMISED_LATER: ~inbound & (option.promise_day > option.today),
        StoppedBy.GAP: ~owed & (option.days_since < option.gap_days) & ~(asks_why & (option.last_day <= option.lost)),
        StoppedBy.ACCOUNT_GAP: ~owed & recent & ~(asks_why & (option.account_day <= option.lost)),
        StoppedBy.PER_QUARTER: ~owed & (option.in_quarter >= option.per_quarter),
        StoppedBy.PER_YEAR: ~owed & (option.in_year >= option.per_year),
        StoppedBy.HOLIDAY: ~inbound & option.holiday.notnull(),
        StoppedBy.CALLING_HOURS: ~inbound & (option.channel == Channel.CALL.value) & option.calls_again.notnull(),
        StoppedBy.AWAY: ~inbound & option.away,
        StoppedBy.NOBODY_TO_ASK: option.channel.isnull(),
    }
    return {name: when.fill_null(False) for name, when in found.items()}


def _is_too_much(option: ir.Table) -> ir.Value:
    """Say whether a thing of value is worth more than the law of the place lets somebody be given, now or in a year."""
    once = (option.worth_minor > option.gift_item_minor).fill_null(False)
    in_all = (option.given_minor + option.worth_minor > option.gift_year_minor).fill_null(False)
    return (option.worth_minor > 0) & (once | in_all)


def ground_of(option: ir.Table) -> ir.Value:
    """Return what allows a contact over the channel of an option (Ground), by the law of its place; null where nothing
    does, or where there is no channel."""
    promised = (option.play == Play.PROMISED.value).fill_null(False)
    by_buyer = (promised & (option.promised_by == Source.BUYER.value)).fill_null(False)
    recent = option.implied_days.isnull() | (option.relation_day >= option.today - option.implied_days)
    relation = option.needs == "relation"
    return ibis.cases(
        (option.channel.isnull(), ibis.null("string")),
        (option.play == Play.INBOUND.value, Ground.THEY_WROTE.value),
        (option.needs == "none", Ground.NONE_NEEDED.value),
        (option.granted, Ground.GRANTED.value),
        (by_buyer | (relation & promised), Ground.NAMED_DAY.value),
        (relation & option.implied, Ground.IMPLIED.value),
        (relation & recent, Ground.DEALING.value),
    )


def ends(option: ir.Table) -> dict[StoppedBy, ir.Value]:
    """Return for each veto that ends by itself the day from which it no longer holds."""
    tomorrow, again = option.today + 1, option.today + LOOK_AGAIN_DAYS
    return {
        StoppedBy.NOTHING_OF_VALUE: again,
        StoppedBy.ASSET_NOT_ALLOWED: again,
        StoppedBy.GIFT_LIMIT: again,
        StoppedBy.REST: option.rest_day,
        StoppedBy.PROMISED_LATER: option.promise_day,
        StoppedBy.GAP: option.last_day + option.gap_days,
        StoppedBy.ACCOUNT_GAP: option.account_day + option.account_gap_days,
        StoppedBy.PER_QUARTER: option.quarter_from + QUARTER_DAYS,
        StoppedBy.PER_YEAR: option.year_from + YEAR_DAYS,
        StoppedBy.HOLIDAY: tomorrow,
        StoppedBy.CALLING_HOURS: option.calls_again,
        StoppedBy.AWAY: tomorrow,
        StoppedBy.NOBODY_TO_ASK: again,
    }


def with_vetoes(option: ir.Table, **more: ir.Value) -> ir.Table:
    """Add a column per veto (`veto_gap`, ...), and whatever else is given, in one go."""
    return option.mutate(**{f"veto_{name.value}": when for name, when in vetoes(option).items()}, **more)


def first_veto_for_ever(option: ir.Table) -> ir.Value:
    """Return the first veto no day lifts, in the order of their names; null where there is none."""
    return ibis.cases(*((option[f"veto_{name.value}"], name.value) for name in FOR_EVER))


def free_day(option: ir.Table) -> ir.Value:
    """Return the day from which no veto for a time holds any more; 0 where there is none."""
    days = ends(option)
    return ibis.greatest(*(ibis.ifelse(option[f"veto_{name.value}"], days[name], 0) for name in FOR_A_TIME))


def last_veto_for_a_time(option: ir.Table) -> ir.Value:
    """Return the veto that ends last, on `free_day`; the earlier in order where two end on one day."""
    days = ends(option)
    lasting = ((option[f"veto_{name.value}"] & (days[name] == option.free_day), name.value) for name in FOR_A_TIME)
    return ibis.cases(*lasting)
