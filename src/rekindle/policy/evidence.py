"""The evidence of a stop: whose act it rests on, who here caused it, which rule, in whose words, since when."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import as_date
from rekindle.terms.advice import StoppedBy


def evidence(deal: ir.Table) -> dict[str, ir.Value]:
    """Return stop_person_id, stop_member_id, stop_rule, stop_words and stop_since of a judged deal.

    stop_rule is the law that asks for more, or who suppressed: the origin of the entry."""
    by_person = deal.stopped.fill_null(False)
    asked, dealt = deal.person_id, deal.last_member
    return {
        "stop_person_id": _by(
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
        ),
        "stop_member_id": _by(
            deal,
            {
                StoppedBy.GAP: dealt,
                StoppedBy.ACCOUNT_GAP: deal.account_member,
                StoppedBy.AWAY: deal.owner_id,
                StoppedBy.ONE_VOICE: deal.voice,
            },
        ),
        "stop_rule": _by(
            deal,
            {
                StoppedBy.SUPPRESSED: ibis.ifelse(by_person, deal.stopped_by_whom, deal.account_stopped_by_whom),
                StoppedBy.PERMISSION_NEEDED: deal.rule,
            },
        ),
        "stop_words": _by(
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
        ),
        "stop_since": _since(deal, by_person),
    }


def _since(deal: ir.Table, by_person: ir.Value) -> ir.Value:
    last, suppressed = (
        as_date(deal.last_day),
        ibis.ifelse(by_person, deal.stopped_on, deal.account_stopped_on),
    )
    return _by(
        deal,
        {
            StoppedBy.SUPPRESSED: suppressed,
            StoppedBy.EXPLICIT_NO: as_date(deal.lost),
            StoppedBy.REFUSED: deal.refused_at.cast("date"),
            StoppedBy.ONLY_IF_CHANGED: deal.rest_at.cast("date"),
            StoppedBy.REST: deal.rest_at.cast("date"),
            StoppedBy.KEPT_TOO_LONG: as_date(deal.relation_day),
            StoppedBy.PROMISED_LATER: deal.promised_at.cast("date"),
            StoppedBy.GAP: last,
            StoppedBy.ACCOUNT_GAP: as_date(deal.account_day),
            StoppedBy.PER_QUARTER: last,
            StoppedBy.PER_YEAR: last,
        },
    )


def _by(deal: ir.Table, values: dict[StoppedBy, ir.Value]) -> ir.Value:
    return ibis.cases(*((deal.stopped_by == name.value, value) for name, value in values.items()))
