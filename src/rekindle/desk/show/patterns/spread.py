"""Panels: how the won business is spread, and who might buy something else."""

from collections.abc import Mapping
from uuid import UUID

from rekindle.desk.show.patterns.saying import Row, Told, in_100, not_enough, percent, say_range, sentence
from rekindle.desk.show.patterns.views import Bar, Panel, Table
from rekindle.desk.show.phrases import say_count, say_money, say_number
from rekindle.learning.patterns import LEAST
from rekindle.learning.patterns.spread import ACCOUNT, PRODUCT

HEADER = ("What", "Which", "Deals won", "Won", "In 100 of all")
CROSS_HEADER = ("They have", "They might buy", "Accounts", "Have both", "In 100", "Likely", "Never offered it")
BARS, LINKS = 5, 6
HALF = 0.5
Names = Mapping[UUID, str]


def show_spread(told: Told, names: Names) -> Panel:
    """Show how much of what was won hangs on the largest accounts and products."""
    rows = told.rows("shares")
    accounts = sorted((row for row in rows if row["dimension"] == ACCOUNT), key=lambda row: row["place"])
    products = sorted((row for row in rows if row["dimension"] == PRODUCT), key=lambda row: row["place"])
    shown = accounts[:BARS] + products[:BARS]
    highest = max((_share(row) for row in shown), default=0) or 1
    return Panel(
        "spread",
        _title(accounts, products),
        "Share of everything won: the largest accounts, then the largest products.",
        Table(HEADER, tuple(_cells(told, row, names) for row in accounts + products)),
        foot=_foot(accounts[0], told.currency) if accounts else "",
        says="Share of what was won",
        bars=tuple(
            Bar(
                _name(row, names),
                percent(_share(row)),
                f"{in_100(_share(row))} in 100 of what was won",
                sub="Product" if row["dimension"] == PRODUCT else "",
                tone="low" if row["dimension"] == PRODUCT else "",
                width=round(100 * _share(row) / highest, 1),
            )
            for row in shown
        ),
        links=tuple((_name(row, names), UUID(row["key"])) for row in accounts[:3] if UUID(row["key"]) in names),
    )


def _foot(row: Row, currency: str) -> str:
    if not row["total_minor"]:
        return f"Counted in deals: none has an amount in {currency}."
    if not row["other_deals"]:
        return ""
    return sentence(f"{say_count(row['other_deals'], 'won deal')} without an amount in {currency} left out.")


def _share(row: Row) -> float:
    if row["total_minor"]:
        return float(row["amount_minor"] / row["total_minor"])
    return float(row["deals"] / row["total_deals"])


def _name(row: Row, names: Names) -> str:
    return names.get(UUID(row["key"]), "An account") if row["dimension"] == ACCOUNT else str(row["key"])


def _title(accounts: list[Row], products: list[Row]) -> str:
    won = accounts[0]["total_deals"] if accounts else 0
    if won < LEAST:
        return not_enough(won, "won deals")
    said = [_half(rows, one) for rows, one in ((accounts, "account"), (products, "product")) if rows]
    return " ".join(said)


def _half(rows: list[Row], one: str) -> str:
    running = 0.0
    for few, row in enumerate(rows, 1):
        running += _share(row)
        if running >= HALF:
            of = f" of {rows[0]['keys']:,}" if few < rows[0]["keys"] else ""
            things = one if few == 1 and not of else f"{one}s"
            make = "makes" if few == 1 else "make"
            return f"{sentence(say_number(few))}{of} {things} {make} up {in_100(running)} in 100 won."
    largest = "largest" if len(rows) == 1 else f"{say_number(len(rows))} largest"
    make = "makes" if len(rows) == 1 else "make"
    return f"The {largest} of {rows[0]['keys']:,} {one}s {make} up {in_100(running)} in 100 won."


def _cells(told: Told, row: Row, names: Names) -> tuple[str | int | None, ...]:
    what = "Account" if row["dimension"] == ACCOUNT else "Product"
    money = say_money(row["amount_minor"], told.currency)
    return what, _name(row, names), row["deals"], money, in_100(_share(row))


def show_cross(told: Told, names: Names) -> Panel:
    """Show which products are bought together, and the accounts that were never offered the other one."""
    rows, named = told.rows("cross"), told.rows("candidates")
    links = {UUID(row["account_id"]): row for row in named if UUID(row["account_id"]) in names}
    return Panel(
        "cross",
        _cross_title(rows),
        "Accounts that bought one product and were never offered another which accounts like them bought, too.",
        Table(CROSS_HEADER, tuple(_cross_cells(row) for row in rows)),
        foot="Accounts that want to be left alone are not in it." if rows else "",
        words=tuple(_cross_words(row) for row in rows[:3]),
        links=tuple((f"{names[key]}: {row['other']}", key) for key, row in list(links.items())[:LINKS]),
    )


def _cross_title(rows: list[Row]) -> str:
    if not rows:
        return "No two products were won at the same account yet."
    top = rows[0]
    if top["accounts"] < LEAST:
        return not_enough(top["accounts"], f"accounts with “{top['have']}”")
    both = f"{top['both']:,} of {top['accounts']:,} accounts with “{top['have']}” also bought “{top['other']}”."
    open_to_it = sentence(say_count(top["open"], "account"))
    return f"{both} {open_to_it} {'was' if top['open'] == 1 else 'were'} never offered it."


def _cross_words(row: Row) -> str:
    have = f"“{row['have']}”: {say_count(row['both'], 'account')} of {row['accounts']:,} also bought “{row['other']}”"
    never = f"{row['open']:,} {'was' if row['open'] == 1 else 'were'} never offered it."
    if row["accounts"] < LEAST:
        return f"{have}; {never}"
    share = f"{in_100(row['both'] / row['accounts'])} in 100, {say_range(row['low'], row['high'])}"
    return f"{have} ({share}); {never}"


def _cross_cells(row: Row) -> tuple[str | int | None, ...]:
    enough = row["accounts"] >= LEAST
    share = in_100(row["both"] / row["accounts"]) if enough else None
    likely = say_range(row["low"], row["high"]) if enough else ""
    return row["have"], row["other"], row["accounts"], row["both"], share, likely, row["open"]


def accounts_named(told: Told) -> set[UUID]:
    """Return the accounts that the two panels speak of."""
    largest = {UUID(row["key"]) for row in told.rows("shares") if row["dimension"] == ACCOUNT}
    return largest | {UUID(row["account_id"]) for row in told.rows("candidates")}
