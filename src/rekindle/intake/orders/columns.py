"""Which column of a file of order lines is which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rekindle.intake.cells.dates import Order
from rekindle.intake.columns.answers import MappingError
from rekindle.intake.names import fold

# Names as they are folded, the surest first.
KNOWN: dict[str, tuple[str, ...]] = {
    "order.customer": (
        *("customerid", "customer id", "customer number", "customer no", "customer code", "account id", "client id"),
        *("kundennummer", "kunden nr", "kunde", "customer", "client", "cliente", "account", "account name", "buyer"),
        *("household key", "user id", "customer name", "sold to", "company", "debitor"),
    ),
    "order.name": ("customer name", "account name", "company name", "kundenname", "name", "company", "nom du client"),
    "order.date": (
        *("invoicedate", "invoice date", "order date", "orderdate", "purchase date", "transaction date", "date"),
        *("datum", "rechnungsdatum", "bestelldatum", "fecha", "date de facture", "day", "posting date"),
    ),
    "order.amount": (
        *(
            "line total",
            "line amount",
            "net amount",
            "amount",
            "total",
            "dollar value",
            "revenue",
            "sales",
            "net sales",
        ),
        *("umsatz", "betrag", "nettobetrag", "montant", "importe", "total price", "extended price", "value"),
    ),
    "order.quantity": ("quantity", "qty", "units", "menge", "anzahl", "quantite", "cantidad", "number of cds"),
    "order.price": ("unitprice", "unit price", "price", "preis", "einzelpreis", "prix", "precio", "prix unitaire"),
    "order.product": (
        *("description", "product name", "product", "item", "item name", "artikel", "produkt", "produit", "producto"),
        *("stockcode", "sku", "stock code", "product id", "item code"),
    ),
    "order.invoice": ("invoiceno", "invoice no", "invoice number", "invoice", "order id", "order number", "rechnung"),
    "order.currency": ("currency", "wahrung", "waehrung", "devise", "moneda"),
    "order.country": ("country", "land", "pays", "pais"),
}
NEEDED = ("order.customer", "order.date")


@dataclass(frozen=True, slots=True)
class OrderColumns:
    """The column of each field that the file has, those that nobody asked for, and the order of its dates if said."""

    of: dict[str, str]
    unmapped: tuple[str, ...]
    order: Order | None = None


def find_columns(columns: Sequence[str], mapping: Mapping[str, str]) -> OrderColumns:
    """Say which column is which; `mapping` holds what a person said: {"Kd": "order.customer"}.

    Raises MappingError for a column or field that does not exist, or when customer, date or amount cannot be found.
    """
    said, order = _check(columns, mapping)
    folded = {column: fold(column.replace("_", " ")) for column in columns}
    found = {field: column for column, field in said.items() if field != "keep"}
    for field, names in KNOWN.items():
        free = {folded[column]: column for column in columns if column not in said and column not in found.values()}
        known = next((free[name] for name in names if name in free), None)
        if field not in found and known:
            found[field] = known
    _check_found(columns, found)
    return OrderColumns(found, tuple(column for column in columns if column not in found.values()), order)


def _check(columns: Sequence[str], mapping: Mapping[str, str]) -> tuple[dict[str, str], Order | None]:
    said, order = {}, None
    for column, answer in mapping.items():
        field, _, way = answer.partition("@")
        if column not in columns:
            raise MappingError(f"there is no column {column!r}; the columns are {', '.join(columns)}")
        if field not in KNOWN and field != "keep":
            raise MappingError(f"there is no field {field!r} of orders; there are {', '.join([*KNOWN, 'keep'])}")
        if way and way not in set(Order):
            raise MappingError(f"the order of dates is one of {', '.join(Order)}, not {way!r}")
        said[column], order = field, Order(way) if way else order
    return said, order


def _check_found(columns: Sequence[str], found: dict[str, str]) -> None:
    missing = [field for field in NEEDED if field not in found]
    if "order.amount" not in found and not {"order.quantity", "order.price"} <= set(found):
        missing.append("order.amount")
    if missing:
        ways = " and ".join(f'--map "COLUMN={field}"' for field in missing)
        raise MappingError(f"which column is it? say {ways}; the columns are {', '.join(columns)}")
