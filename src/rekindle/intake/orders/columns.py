"""Which column of a file of order lines is which."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rekindle.intake.cells.dates import Order
from rekindle.intake.columns.answers import MappingError
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.writing import WAYS
from rekindle.intake.names import fold
from rekindle.intake.orders.asking import AskedError

# Names as they are folded, the surest first.
KNOWN: dict[str, tuple[str, ...]] = {
    "order.customer": (
        *("customerid", "customer id", "customer number", "customer no", "customer code", "account id", "client id"),
        *("kundennummer", "kunden nr", "kundennr", "kunden id", "debitorennummer", "debitor nr", "code client"),
        *(
            "n client",
            "no client",
            "numero client",
            "numero de client",
            "client code",
            "codigo cliente",
            "codigo de cliente",
        ),
        *("id cliente", "codice cliente", "klantnummer", "klant nr", "cliente id", "household key", "user id"),
        *("kunde", "customer", "client", "cliente", "klant", "account", "account name", "buyer", "customer name"),
        *("sold to", "sold to party", "sold to customer", "bill to", "bill to name", "ship to", "company", "debitor"),
        *("kundenname", "nom client", "nom du client", "raison sociale", "nombre cliente", "nombre del cliente"),
        *("ragione sociale", "nome cliente", "klantnaam", "razon social", "company name", "firma", "auftraggeber"),
    ),
    "order.name": (
        *(
            "customer name",
            "account name",
            "company name",
            "kundenname",
            "name",
            "company",
            "nom du client",
            "nom client",
        ),
        *("raison sociale", "nombre cliente", "nombre del cliente", "razon social", "nome cliente", "ragione sociale"),
        *("klantnaam", "firma", "client name", "sold to name"),
    ),
    "order.date": (
        *("invoicedate", "invoice date", "order date", "orderdate", "purchase date", "transaction date", "date"),
        *("datum", "rechnungsdatum", "bestelldatum", "belegdatum", "buchungsdatum", "auftragsdatum", "lieferdatum"),
        *("date facture", "date de facture", "date de facturation", "date commande", "date de commande"),
        *(
            "fecha",
            "fecha factura",
            "fecha de factura",
            "fecha pedido",
            "fecha de pedido",
            "data fattura",
            "data ordine",
        ),
        *(
            "data",
            "data da fatura",
            "data do pedido",
            "factuurdatum",
            "orderdatum",
            "besteldatum",
            "day",
            "posting date",
        ),
        *(
            "month",
            "invoice month",
            "order month",
            "period",
            "monat",
            "mois",
            "mes",
            "mese",
            "maand",
            "quarter",
            "week",
        ),
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
        *("invoice total", "invoice amount", "order total", "total amount", "net value", "extended amount", "turnover"),
        *("umsatz", "betrag", "nettobetrag", "gesamtpreis netto", "gesamtpreis", "positionsbetrag", "nettoumsatz"),
        *("nettowert", "summe netto", "rechnungsbetrag", "montant", "montant ht", "total ht", "chiffre d affaires"),
        *("importe", "importe neto", "total neto", "importo", "totale", "valor", "valor total", "bedrag", "omzet"),
        *("total price", "extended price", "value"),
    ),
    "order.quantity": (
        *(
            "quantity",
            "qty",
            "units",
            "menge",
            "anzahl",
            "stuck",
            "quantite",
            "qte",
            "cantidad",
            "quantita",
            "quantidade",
        ),
        *("aantal", "quantity ordered", "quantity shipped", "number of cds"),
    ),
    "order.price": (
        *("unitprice", "unit price", "price", "preis", "einzelpreis", "stuckpreis", "einzelpreis netto", "prix"),
        *("prix unitaire", "pu", "pu ht", "prix unitaire ht", "precio", "precio unitario", "prezzo", "prezzo unitario"),
        *("preco", "preco unitario", "prijs", "stukprijs"),
    ),
    "order.product": (
        *(
            "description",
            "product name",
            "product",
            "item",
            "item name",
            "artikel",
            "artikelbezeichnung",
            "bezeichnung",
        ),
        *(
            "produkt",
            "produktname",
            "designation",
            "libelle",
            "produit",
            "producto",
            "descripcion",
            "articulo",
            "prodotto",
        ),
        *("descrizione", "articolo", "produto", "descricao", "omschrijving", "artikelomschrijving"),
        *("stockcode", "sku", "stock code", "product id", "item code", "artikelnummer", "reference"),
    ),
    "order.invoice": (
        *(
            "invoiceno",
            "invoice no",
            "invoice number",
            "invoice",
            "order id",
            "order number",
            "order no",
            "document no",
        ),
        *("rechnung", "rechnungsnummer", "rechnungsnr", "belegnummer", "belegnr", "auftragsnummer", "n facture"),
        *("no facture", "numero facture", "numero de facture", "facture", "n factura", "no factura", "numero factura"),
        *("factura", "numero fattura", "fattura", "factuurnummer", "ordernummer"),
    ),
    "order.currency": (
        *("currency", "currency code", "invoice currency", "cur", "curr", "ccy", "wahrung", "waehrung", "wahrungscode"),
        *("devise", "moneda", "valuta", "moeda"),
    ),
    "order.country": ("country", "land", "pays", "pais", "paese"),
}
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
NEEDED = ("order.customer", "order.date")
MOST_CHOICES = 40
_WHICH = {
    "order.customer": "Which column says who bought, by number or name?",
    "order.date": "Which column is the day of the order or the invoice?",
    "order.amount": "Which column is what a line is worth?",
}


@dataclass(frozen=True, slots=True)
class OrderColumns:
    """The column of each field that the file has, those that nobody asked for, and what was said of their writing:
    the order of dates, and what marks before three digits are (`WAYS`), by field."""

    of: dict[str, str]
    unmapped: tuple[str, ...]
    order: Order | None = None
    marks: Mapping[str, str] = dataclasses.field(default_factory=dict)


def find_columns(columns: Sequence[str], mapping: Mapping[str, str]) -> OrderColumns:
    """Say which column is which; `mapping` holds what a person said: {"Kd": "order.customer"}.

    Raises MappingError for a column or field that does not exist, or when customer, date or amount cannot be found.
    """
    said, order, marks = _check(columns, mapping)
    folded = {column: fold(_BRACKETS.sub("", column.replace("_", " "))) for column in columns}
    found = {field: column for column, field in said.items() if field != "keep"}
    for field, names in KNOWN.items():
        free = {folded[column]: column for column in columns if column not in said and column not in found.values()}
        known = next((free[name] for name in names if name in free), None)
        if field not in found and known:
            found[field] = known
    _check_found(columns, found)
    return OrderColumns(found, tuple(column for column in columns if column not in found.values()), order, marks)


def _check(columns: Sequence[str], mapping: Mapping[str, str]) -> tuple[dict[str, str], Order | None, dict[str, str]]:
    said, order, marks = {}, None, {}
    for key, answer in mapping.items():
        # Which column is it? {"order.customer": "Kd"} answers as {"Kd": "order.customer"} does.
        turned = key in KNOWN and key not in columns and answer in columns
        column, (name, _, way) = (answer, (key, "", "")) if turned else (key, answer.partition("@"))
        if column not in columns:
            raise MappingError(f"there is no column {column!r}; the columns are {', '.join(columns)}")
        if name not in KNOWN and name != "keep":
            raise MappingError(f"there is no field {name!r} of orders; there are {', '.join([*KNOWN, 'keep'])}")
        if way and way not in (*Order, *WAYS):
            raise MappingError(f"{way!r} is no way to read {column!r}; there are {', '.join((*Order, *WAYS))}")
        said[column] = name
        if way in WAYS:
            marks[name] = way
        elif way:
            order = Order(way)
    return said, order, marks


def _check_found(columns: Sequence[str], found: dict[str, str]) -> None:
    missing = [field for field in NEEDED if field not in found]
    if "order.amount" not in found and not {"order.quantity", "order.price"} <= set(found):
        missing.append("order.amount")
    if missing:
        ways = " and ".join(f'--map "COLUMN={field}"' for field in missing)
        words = f"which column is it? say {ways}; the columns are {', '.join(columns)}"
        free = tuple(column for column in columns if column not in found.values())
        asked = [Question(field, _WHICH[field], free[:MOST_CHOICES]) for field in missing]
        raise AskedError(words, *asked, found=found)
