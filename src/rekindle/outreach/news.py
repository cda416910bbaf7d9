"""What makes somebody worth a hello, or tells that something changed there."""

import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.joins import first_of
from rekindle.terms.losses import Reason
from rekindle.terms.touches import SignalKind
from rekindle.timing.signals import signals_of

HELLO_DAYS = 30
HELLOS = tuple(kind.value for kind in (SignalKind.PANEL_TALK, SignalKind.PUBLISHED, SignalKind.AWARD))
CHANGES = tuple(
    kind.value
    for kind in (SignalKind.SOMEONE_NEW, SignalKind.CHAMPION_MOVED, SignalKind.CONTRACT_ENDS, SignalKind.RECALL)
)


def hellos(signals: ir.Table) -> ir.Table:
    """Return per person the latest thing of theirs to congratulate or thank for, and its days."""
    own = signals.filter(signals.person_id.notnull(), signals.kind.isin(HELLOS), signals.happened_on.notnull())
    latest = first_of(own, "person_id", [own.happened_on.desc(), own.signal_id.desc()])
    since = day_number(latest.happened_on)
    until = day_number(latest.until_on).fill_null(since + HELLO_DAYS)
    return latest.select("person_id", hello_id="signal_id", hello_from=since, hello_to=until)


def changes(scope: ir.Table, signals: ir.Table) -> ir.Table:
    """Return per deal the latest change in force there since the loss, and whom it is about."""
    found = signals_of(scope, signals)
    shipped = (found.kind == SignalKind.SHIPPED_FEATURE.value) & (found.reason == Reason.PRODUCT_GAP.value)
    found = found.filter(found.kind.isin(CHANGES) | shipped, found.signal_from <= 0, found.signal_to >= 0)
    latest = first_of(found, "deal_id", [found.signal_from.desc(), found.signal_id.desc()])
    about = signals.select("signal_id", news_person_id="person_id")
    return (
        latest.select("deal_id", "signal_id")
        .join(about, "signal_id")
        .select("deal_id", "news_person_id", news_id="signal_id")
    )
