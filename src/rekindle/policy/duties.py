"""Duties: what has to be seen to with a contact that is allowed. They stop nothing; they go with the option."""

import ibis
import ibis.expr.types as ir

from rekindle.terms.advice import Duty
from rekindle.terms.touches import Channel


def duties_of(option: ir.Table) -> ir.Value:
    """Return the duties of an option, each with a comma behind it: those of every contact over the channel there, of a
    first contact, of calls, of a thing that has to be reported, and of a law that wants looking at again.

    Null where there is no channel."""
    first = ibis.ifelse(option.last_day.isnull(), option["first"].fill_null(""), "")
    said = option.duties.fill_null("") + first
    said += _if(option.channel == Channel.CALL.value, Duty.HOURS) + _if(_is_reported(option), Duty.REPORT)
    said += _if(option.lapsed, Duty.REVIEW)
    return ibis.ifelse(option.channel.isnull(), ibis.null("string"), said)


def _is_reported(option: ir.Table) -> ir.Value:
    once = (option.worth_minor >= option.report_item_minor).fill_null(False)
    in_all = (option.given_minor + option.worth_minor > option.report_year_minor).fill_null(False)
    return (option.worth_minor > 0) & (once | in_all)


def _if(when: ir.Value, duty: Duty) -> ir.Value:
    return ibis.ifelse(when.fill_null(False), f"{duty.value},", "")
