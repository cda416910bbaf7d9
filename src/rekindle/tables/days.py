"""Days as whole numbers: steps count in them, and every engine agrees about them."""

import ibis
import ibis.expr.types as ir

_DAY_SECONDS = 86_400


def day_number(moment: ir.Column) -> ir.Column:
    """Return the days since 1970-01-01 of a date, or of the UTC day of an instant."""
    return moment.cast("date").epoch_days()


def day_there(moment: ir.Column, ahead_seconds: ir.Column) -> ir.Column:
    """Return the days since 1970-01-01 of an instant, by a clock so far ahead of UTC.

    The clock is the one of today: within an hour of midnight an instant of the other half of a year with a clock shift
    may count as the day beside its own."""
    return ((moment.epoch_seconds() + ahead_seconds) / _DAY_SECONDS).floor().cast("int64")


def as_date(number: ir.Column) -> ir.Column:
    """Return the date of a number of days since 1970-01-01."""
    return (ibis.date(1970, 1, 1) + number.cast("int64").as_interval("D")).cast("date")
