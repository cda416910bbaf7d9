"""What kind of list a file is: orders are told from deals, and a list of neither is asked about before its columns."""

import pytest

from rekindle.intake.columns.recognition import Recognition
from rekindle.intake.kinds.weighing import KINDS, Weighed, weigh
from rekindle.intake.orders.opening import read_columns, sample_cells, sample_columns
from rekindle.intake.reading import read_table
from rekindle.intake.recognising import recognise

CUSTOMERS = ("Quill Clinic", "Fern Dental", "Oak Labs")
INVOICES = "Invoice No,Customer,Invoice Date,Due Date,Total,Status"
RECHNUNGEN = "Belegnummer;Kundennummer;Kontakt;Belegdatum;Betrag netto;Belegart"


def file_of(header: str, *row: str, rows: int = 12) -> str:
    """Write rows that differ in their number, their customer and their day: {n}, {who}, {day}."""
    lines = [
        text.format(n=n, who=CUSTOMERS[n % 3], day=f"2026-0{n % 9 + 1}-1{n % 9}") for n in range(rows) for text in row
    ]
    return "\n".join([header, *lines])


def weigh_file(text: str, name: str = "list.csv") -> Weighed | None:
    """Weigh a file as it is read before anything is said of it."""
    table = read_table(text.encode(), name)
    return weigh(table.name, table.columns, sample_cells(table), recognise(table))


@pytest.mark.parametrize(
    "text",
    [
        file_of(INVOICES, "INV-{n},{who},{day},{day},{n}50.00,Paid"),
        file_of(RECHNUNGEN, "RE-{n};10{n};{who};{day};{n}50,00;Rechnung"),
        file_of("Name,Email,Created at,Subtotal,Lineitem quantity,Lineitem name,Billing Company,Financial Status")
        + file_of("", "#{n},a@b{n}.example,{day} 10:00:00,{n}5.00,2,Gauze,{who},paid"),
        file_of("ContactName,InvoiceNumber,InvoiceDate,DueDate,Quantity,UnitAmount,LineAmount")
        + file_of("", "{who},INV-{n},{day},{day},2,10.00,20.00"),
        file_of("id,Created date (UTC),Amount,Currency,Decline Reason,Status,Customer ID,Invoice ID")
        + file_of("", "ch_{n},{day} 14:03:11,3{n}.50,usd,,Paid,cus_{n}AvP5MuIpb,in_{n}LZx82brn"),
    ],
    ids=["invoices", "Rechnungen", "shopify", "xero", "stripe"],
)
def test_a_list_of_orders_is_read_as_one_and_says_why(text: str) -> None:
    weighed = weigh_file(text)
    assert weighed is not None
    assert (weighed.kind, weighed.choices) == ("orders", ())
    assert "is read as a list of orders: who bought, when and for how much stand in" in weighed.why
    assert "--kind deals" in weighed.why


@pytest.mark.parametrize(
    "text",
    [
        file_of("Account,Deal,Stage,Close date,Amount", "{who},Towers {n},Closed Lost,{day},{n}00"),
        file_of("Customer,Date,Amount,Lost reason", "{who},{day},{n}00,Price"),
        file_of("Customer,Deal number,Date,Amount,Status,Owner", "{who},A-{n},{day},{n}00,Lost,Ann Lee"),
        file_of("Customer,Quote number,Quote date,Amount,Quantity,Tax", "{who},Q-{n},{day},{n}00,2,19"),
        file_of("Kunde;Angebotsnummer;Angebotsdatum;Betrag;MwSt;Menge", "{who};AN-{n};{day};{n}00,00;19;2"),
        file_of("Customer,Invoice No,Date,Amount,Tax,Lost reason", "{who},I-{n},{day},{n}00,19,"),
        file_of("Company,Role,Recruiter,Status", "{who},Rep {n},Ann Lee,Rejected"),
        file_of("First Name,Last Name,Email,Company", "Ann,Lee {n},a{n}@quill.example,{who}"),
    ],
    ids=["deals", "a reason", "an end", "quotes", "Angebote", "an empty reason", "jobs", "people"],
)
def test_what_only_a_deal_or_a_person_has_keeps_a_file_from_being_taken_for_orders_or_asked_about(text: str) -> None:
    assert weigh_file(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            file_of("Username,Profile,Role,Active,Last Login", "user{n},Standard,Rep,true,{day}"),
            "the users of a system",
        ),
        (file_of("Product Code,Product Name,List Price,In Stock", "P-{n},Gauze {n},{n}5.00,3"), "products"),
        (
            file_of("Ticket ID,Requester,Subject,Solved at,Priority", "{n},Ann {n},Help {n},{day},low"),
            "requests for help",
        ),
        (
            file_of("Buchungstag;Valutadatum;Verwendungszweck;IBAN;Saldo", "{day};{day};RE {n};DE{n};{n}00,00"),
            "movements",
        ),
        (file_of("ID,frequency,recency,T", "{n},3,30.5,40.2"), "sums for each"),
        (file_of("Date,Sessions,Page views,Bounce rate", "{day},{n}00,{n}50,0.4"), "numbers about visits"),
    ],
    ids=["users", "products", "tickets", "bank", "sums", "visits"],
)
def test_a_list_with_nobody_to_get_back_to_is_named_with_the_way_out(text: str, words: str) -> None:
    weighed = weigh_file(text)
    assert weighed is not None
    assert weighed.choices == KINDS
    assert words in weighed.why


def test_one_sign_of_an_order_is_asked_with_orders_first() -> None:
    weighed = weigh_file(file_of("Customer,Order No,Order Date,Amount", *["{who},O-{n},{day},{n}0"], rows=3))
    assert weighed is not None
    assert weighed.choices[0] == "orders"
    assert "What is each of its rows?" in weighed.why


def test_a_file_without_names_of_columns_may_be_one_of_orders_if_it_has_days_and_amounts() -> None:
    found: Recognition | None = None
    for text, is_asked in (
        (file_of("00001 1997-01-01 1 11.77", "0000{n} {day} 1 1{n}.77"), True),
        (file_of("a,b", "c{n},d{n}"), False),
    ):
        table = read_columns(text.encode(), "cdnow.txt")
        weighed = weigh("cdnow.txt", table.column_names, sample_columns(table), found)
        assert (weighed is not None and weighed.choices[:1] == ("orders",)) is is_asked


@pytest.mark.parametrize(
    "text",
    [
        file_of("ord_cust,order_number,opportunity_id,quantity", "{who},O-{n},,2"),
        file_of("Customer,Order number,Date,Amount,Status", "{who},A-{n},{day},{n}00,Lost"),
    ],
    ids=["an id of a deal", "a word for a loss"],
)
def test_orders_of_which_no_column_is_read_are_asked_about_where_something_hints_at_deals(text: str) -> None:
    weighed = weigh_file(text)
    assert weighed is not None
    assert "deals" in weighed.choices
