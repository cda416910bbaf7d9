"""The evidence of a stop: whose act it rests on, who here caused it, which rule, in whose words, since when."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import as_date, day_there
from rekindle.terms.advice import StoppedBy
from rekindle.terms.losses import Source


def gather_evidence(deal: ir.Table) -> dict[str, ir.Value]:
    """Return stop_person_id, stop_member_id, stop_rule, stop_words and stop_since of a judged deal.

    stop_rule is the law that asks for more, who suppressed: the origin of the entry, or that a day was only read from a
    note: inferred. What a stop does not rest on is null."""
    by_person = deal.stopped.fill_null(False)
    return {
        "stop_person_id": _find_person(deal, by_person),
        "stop_member_id": _find_member(deal),
        "stop_rule": _find_rule(deal, by_person),
        "stop_words": _find_words(deal, by_person),
        "stop_since": _find_day(deal, by_person),
    }


def _find_person(deal: ir.Table, by_person: ir.Value) -> ir.Value:
    asked = deal.person_id
    return _by(
        deal,
        {
            StoppedBy.SUPPRESSED: ibis.ifelse(by_person, asked, ibis.null("string")),
            StoppedBy.EXPLICIT_NO: deal.quote_person_id,
            StoppedBy.REFUSED: asked,
            StoppedBy.PERMISSION_NEEDED: asked,
            StoppedBy.KEPT_TOO_LONG: asked,
            StoppedBy.GIFT_LIMIT: asked,
            StoppedBy.PROMISED_LATER: deal.promised_to,
            StoppedBy.GAP: asked,
            StoppedBy.ACCOUNT_GAP: deal.account_person,
            StoppedBy.PER_QUARTER: asked,
            StoppedBy.PER_YEAR: asked,
            StoppedBy.HOLIDAY: asked,
            StoppedBy.CALLING_HOURS: asked,
            StoppedBy.ONE_VOICE: deal.voice_to,
        },
    )


def _find_member(deal: ir.Table) -> ir.Value:
    return _by(
        deal,
        {
            StoppedBy.GAP: deal.last_member,
            StoppedBy.ACCOUNT_GAP: deal.account_member,
            StoppedBy.AWAY: deal.owner_id,
            StoppedBy.ONE_VOICE: deal.voice,
        },
    )


def _find_rule(deal: ir.Table, by_person: ir.Value) -> ir.Value:
    return _by(
        deal,
        {
            StoppedBy.SUPPRESSED: ibis.ifelse(by_person, deal.stopped_by_whom, deal.account_stopped_by_whom),
            StoppedBy.PERMISSION_NEEDED: deal.rule,
            StoppedBy.PROMISED_LATER: ibis.ifelse(deal.is_noted, Source.INFERRED.value, ibis.null("string")),
        },
    )


def _find_words(deal: ir.Table, by_person: ir.Value) -> ir.Value:
    return _by(
        deal,
        {
            StoppedBy.SUPPRESSED: ibis.ifelse(by_person, deal.stopped_words, deal.account_stopped_words),
            StoppedBy.EXPLICIT_NO: deal.quote,
            StoppedBy.REFUSED: deal.refused_words,
            StoppedBy.ONLY_IF_CHANGED: deal.rest_words,
            StoppedBy.REST: deal.rest_words,
            StoppedBy.PROMISED_LATER: deal.promise_words,
            StoppedBy.HOLIDAY: deal.holiday,
        },
    )


def _find_day(deal: ir.Table, by_person: ir.Value) -> ir.Value:
    last = as_date(deal.last_day)

    def day_of(instant: ir.Column) -> ir.Column:
        return as_date(day_there(instant, deal.ahead_seconds))

    return _by(
        deal,
        {
            StoppedBy.SUPPRESSED: ibis.ifelse(by_person, deal.stopped_on, deal.account_stopped_on),
            StoppedBy.EXPLICIT_NO: as_date(deal.lost),
            StoppedBy.REFUSED: day_of(deal.refused_at),
            StoppedBy.ONLY_IF_CHANGED: day_of(deal.rest_at),
            StoppedBy.REST: day_of(deal.rest_at),
            StoppedBy.KEPT_TOO_LONG: as_date(deal.relation_day),
            StoppedBy.PROMISED_LATER: day_of(deal.promised_at),
            StoppedBy.GAP: last,
            StoppedBy.ACCOUNT_GAP: as_date(deal.account_day),
            StoppedBy.PER_QUARTER: last,
            StoppedBy.PER_YEAR: last,
        },
    )


def _by(deal: ir.Table, values: dict[StoppedBy, ir.Value]) -> ir.Value:
    """Return for each deal the value of the guard that stopped it, null for a guard that has none here."""
    return ibis.cases(*((deal.stopped_by == name.value, value) for name, value in values.items()))
