"""What a column of a file can become, for a page that lets people choose."""

import calendar
from collections.abc import Collection

from rekindle.desk.bring_in.orders import ORDERS
from rekindle.intake.columns.dictionary import KEEP, LEAVE, Kind, fields

__all__ = ["KEEP", "LEAVE", "list_fields", "say_choice"]

ORDER_FIELDS = (
    ("order.customer", "the customer, by number or name"),
    ("order.name", "the customer's name, where the customer is a number"),
    ("order.date", "the day of the order"),
    ("order.amount", "what the line is worth"),
    ("order.total", "what the whole order or invoice is worth, on each of its lines; counted once"),
    ("order.quantity", "how many"),
    ("order.price", "the price of one"),
    ("order.product", "what was bought"),
    ("order.invoice", "the number of the invoice; one that begins with C is a cancellation"),
    ("order.status", "whether it was paid, shipped, cancelled or is a draft"),
    ("order.paid", "whether it was paid or refunded"),
    ("order.type", "whether it is an invoice, a credit note, a quote or a payment"),
    ("order.cancelled", "whether or when it was cancelled"),
    ("order.currency", "the currency"),
    ("order.country", "the customer's country; kept as it is"),
)


# What answers to questions about a file mean.
CHOICES = {
    "lost": "it was lost",
    "won": "it was won",
    "open": "it is still open",
    "deals": "a deal: lost, won or open",
    "people": "a person",
    "accounts": "an organisation",
    "touches": "a call, a mail, a meeting or a task",
    "orders": "an order or an invoice, or a line of one",
    "skip": "leave these rows out",
    "bought": "it was bought",
    "taken_back": "it was sent back, and is taken off",
    "called_off": "it was called off, or is no sale",
    "newer": "this file is the newer one",
    "older": "this file is the older one",
    "keep": "only keep it",
    "leave": "leave it out",
    "dmy": "the day first: 31/12/2025",
    "mdy": "the month first: 12/31/2025",
    "ymd": "the year first: 2025/12/31",
    **{f"fy{month}": f"in {calendar.month_name[month]}" for month in range(1, 13)},
    "thousands": "it parts thousands: 12,500 and 12.500 are 12500",
    "point": "the point is a decimal one: 12.500 is 12.5",
    "comma": "the comma is a decimal one: 12,500 is 12.5",
    "x1": "in ones: 45 is 45",
    "x1000": "in thousands: 45 is 45,000",
    "x1000000": "in millions: 45 is 45,000,000",
}


def say_choice(choice: str) -> str:
    """Say in words what an answer to a question about a file means; the name of a field or a column as it is."""
    name, _, way = choice.partition("@")
    means = {**{one.key: one.means for one in fields().values()}, **dict(ORDER_FIELDS)}
    if name not in means:
        return CHOICES.get(choice, choice)
    return CHOICES.get(way or name, means[name].partition(";")[0])


def list_fields(kind: str, used: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
    """Return (field, what it means in short) for files of a kind, in the order of the dictionary; last, to keep or
    leave it.

    Fields that only a book of ours has are among them where they are `used`.
    """
    if kind == ORDERS:
        return (*((field, means.partition(";")[0]) for field, means in ORDER_FIELDS), (KEEP, "left out"))
    if not kind:
        return ((KEEP, "open, before the kind is said"),)
    known = fields().values()
    fitting = [
        (one.key, one.short)
        for one in known
        if one.key not in (KEEP, LEAVE) and (Kind(kind) in one.kinds or one.key in used)
    ]
    kept = "kept, shown on the deal" if kind == Kind.DEALS else "kept as it is"
    return (*fitting, (KEEP, kept), (LEAVE, fields()[LEAVE].short))
