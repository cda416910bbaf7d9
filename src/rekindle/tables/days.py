"""Days as whole numbers: steps count in them, and every engine agrees about them."""

import ibis
import ibis.expr.types as ir


def day_number(moment: ir.Column) -> ir.Column:
    """Return the days since 1970-01-01 of a date, or of the UTC day of an instant."""
    return moment.cast("date").epoch_days()


def as_date(number: ir.Column) -> ir.Column:
    """Return the date of a number of days since 1970-01-01."""
    return (ibis.date(1970, 1, 1) + number.cast("int64").as_interval("D")).cast("date")
