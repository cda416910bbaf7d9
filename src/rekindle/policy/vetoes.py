"""The guards: each one a condition on an option, with its evidence and the day that ends it, if one does.

Vetoes intersect: an option that any guard stops is out. The order is the one in which a person is told.
"""

from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir

from rekindle.policy.contacts import QUARTER_DAYS, YEAR_DAYS
from rekindle.policy.tables import CANDIDATES, VETOES
from rekindle.tables.engine import step
from rekindle.terms.advice import StoppedBy
from rekindle.terms.people import PermissionState

PROMISE_LEAD_DAYS = 3
# Something new of value may turn up: look again after so many days.
LOOK_AGAIN_DAYS = 28


@dataclass(frozen=True, slots=True)
class Veto:
    """When a guard stops an option, until which day, and on what evidence (columns of VETOES)."""

    when: ir.BooleanValue
    until: ir.Value = field(default_factory=lambda: ibis.null("int64"))
    evidence: dict[str, ir.Value] = field(default_factory=dict)


def guards(option: ir.Table) -> dict[StoppedBy, Veto]:
    """Return every guard as a condition on a table of candidates, in the order of the telling.

    Somebody who wrote to us may always be answered, unless they are left alone or refused. A date that they gave is
    kept whatever the usual gap; it is never kept early.
    """
    o, answered = option, ~option.is_inbound
    usual = answered & ~o.is_promised
    refused = o.permission.isin([PermissionState.REFUSED.value, PermissionState.WITHDRAWN.value])
    granted = (o.permission == PermissionState.GRANTED.value).fill_null(False)
    allowed = granted | (o.needs == "none") | ((o.needs == "relation") & o.is_related)
    tomorrow = o.today + 1
    return {
        StoppedBy.SUPPRESSED: Veto(
            o.suppressed_by.notnull(),
            evidence={
                "stop_rule": o.suppressed_by,
                "stop_words": o.suppressed_words,
                "stop_day": o.suppressed_day,
                "stop_person_id": o.person_id,
            },
        ),
        StoppedBy.EXPLICIT_NO: Veto(~o.revisit & answered, evidence={"stop_rule": o.verdict, "stop_day": o.lost_day}),
        StoppedBy.REFUSED: Veto(
            refused.fill_null(False),
            evidence={
                "stop_person_id": o.person_id,
                "stop_words": o.permission_words,
                "stop_day": o.permission_day,
            },
        ),
        StoppedBy.PERMISSION_NEEDED: Veto(
            ~allowed.fill_null(False) & answered, evidence={"stop_rule": o.rule, "stop_person_id": o.person_id}
        ),
        StoppedBy.PER_LOSS: Veto((o.deal_contacts >= o.per_loss) & usual, evidence={"stop_day": o.deal_last}),
        StoppedBy.NOTHING_OF_VALUE: Veto(
            o.needs_asset & o.asset_key.isnull() & answered, until=o.today + LOOK_AGAIN_DAYS
        ),
        StoppedBy.REST: Veto(
            (o.rest_until > o.today).fill_null(False) & answered,
            until=o.rest_until,
            evidence={"stop_words": o.rest_words, "stop_day": o.rest_day},
        ),
        StoppedBy.PROMISED_LATER: Veto(
            (o.due_day - PROMISE_LEAD_DAYS > o.today).fill_null(False) & answered,
            until=o.due_day - PROMISE_LEAD_DAYS,
            evidence={"stop_words": o.due_words, "stop_person_id": o.due_person_id},
        ),
        StoppedBy.GAP: Veto(
            (o.today - o.person_last < o.gap_days).fill_null(False) & usual,
            until=o.person_last + o.gap_days,
            evidence={"stop_person_id": o.person_id, "stop_day": o.person_last},
        ),
        StoppedBy.ACCOUNT_GAP: Veto(
            (o.today - o.other_last < o.account_gap_days).fill_null(False) & usual,
            until=o.other_last + o.account_gap_days,
            evidence={"stop_member_id": o.other_member_id, "stop_day": o.other_last},
        ),
        StoppedBy.PER_QUARTER: Veto(
            (o.person_quarter >= o.per_quarter) & usual,
            until=o.person_quarter_first + QUARTER_DAYS,
            evidence={"stop_person_id": o.person_id, "stop_day": o.person_last},
        ),
        StoppedBy.PER_YEAR: Veto(
            (o.person_year >= o.per_year) & usual,
            until=o.person_year_first + YEAR_DAYS,
            evidence={"stop_person_id": o.person_id, "stop_day": o.person_last},
        ),
        StoppedBy.HOLIDAY: Veto(
            o.holiday.notnull() & answered, until=tomorrow, evidence={"stop_rule": o.holiday, "stop_day": o.today}
        ),
        StoppedBy.AWAY: Veto(o.is_away, until=tomorrow, evidence={"stop_day": o.today}),
    }


@step(reads={"candidates": CANDIDATES}, gives=VETOES)
def list_vetoes(candidates: ir.Table) -> ir.Table:
    order = list(StoppedBy)
    rows = [_rows(candidates, order.index(stop), stop, veto) for stop, veto in guards(candidates).items()]
    return ibis.union(*rows)


def _rows(candidates: ir.Table, nth: int, stop: StoppedBy, veto: Veto) -> ir.Table:
    empty = {name: ibis.null(kind) for name, kind in VETOES.items() if name.startswith("stop_")}
    columns = {name: value.cast(VETOES[name]) for name, value in (empty | veto.evidence).items()}
    return (
        candidates.filter(veto.when)
        .select(
            "option",
            in_order=ibis.literal(nth, "int64"),
            stopped_by=ibis.literal(stop.value),
            until_day=veto.until.cast("int64"),
            **columns,
        )
        .select(*VETOES)
    )
