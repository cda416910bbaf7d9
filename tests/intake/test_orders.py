"""Order lines: every line accounted for, and quiet is what is unusual for the customer, told by what was known."""

import gzip
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from rekindle.intake.cells.blank import CellError
from rekindle.intake.columns.answers import MappingError
from rekindle.intake.drafts import DealDraft, Skipped
from rekindle.intake.orders.asking import AskedError
from rekindle.intake.orders.columns import find_columns
from rekindle.intake.orders.drafting import Orders, draft_customers
from rekindle.intake.orders.opening import read_columns, sample_columns
from rekindle.intake.orders.reading import read_lines
from rekindle.terms.losses import DealKind, ReturnKind, Status

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
START = date(2025, 1, 1)


def bought(customer: str, *days: int, price: str = "10.00", product: str = "Sutures", invoice: str = "5") -> list[str]:
    """Write one line for each day, counted from the start."""
    return [
        f"{invoice}{day},S1,{product},2,{START + timedelta(days=day)} 08:26:00,{price},{customer},France"
        for day in days
    ]


def draft(lines: list[str], header: str = HEADER, mapping: dict[str, str] | None = None) -> Orders:
    """Read lines and draw their customers."""
    table = read_columns("\n".join([header, *lines]).encode(), "orders.csv")
    columns = find_columns(table.column_names, mapping or {})
    return draft_customers(read_lines(table, columns, ZoneInfo("UTC")), "EUR")


# Two who buy every week to the end, and let the file's own spread be small.
STEADY = [*bought("90", *range(0, 400, 7)), *bought("91", *range(1, 400, 7))]


def test_who_bought_weekly_and_stopped_went_quiet_and_who_buys_on_did_not():
    found = draft([*STEADY, *bought("17", *range(0, 140, 7))])

    deals = {item.account.name: item for item in found.items if isinstance(item, DealDraft)}
    assert {name: deal.status for name, deal in deals.items()} == {
        "Customer 17": Status.LOST,
        "Customer 90": Status.WON,
        "Customer 91": Status.WON,
    }
    quiet = deals["Customer 17"]
    (loss,) = quiet.losses
    last = START + timedelta(days=133)
    assert (quiet.kind, loss.lost_on_quality, quiet.external) == (DealKind.ACCOUNT, "rhythm", "orders of 17")
    # Thirty days are the least silence that counts.
    assert loss.lost_on == last + timedelta(days=30)
    assert quiet.amount_minor == 20 * 2 * 1000
    assert [(line.product, line.quantity, line.amount_minor) for line in quiet.lines] == [("Sutures", 40, 40_000)]
    assert loss.claims[0].quote.startswith(f"No order since {last.day} {last:%B %Y}; usually one every 7 days")


def test_who_buys_twice_a_year_is_not_quiet_after_two_months():
    found = draft([*STEADY, *bought("17", 0, 170, 350)])

    (seldom,) = [item for item in found.items if isinstance(item, DealDraft) and item.account.name == "Customer 17"]
    assert (seldom.status, seldom.losses) == (Status.WON, ())


def test_a_silence_that_ended_is_a_loss_with_a_return_and_the_next_one_a_second_loss():
    days = [*range(0, 70, 7), *range(200, 270, 7)]
    found = draft([*STEADY, *bought("17", *days)])

    (deal,) = [item for item in found.items if isinstance(item, DealDraft) and item.account.name == "Customer 17"]
    assert [back.kind for back in deal.returns] == [ReturnKind.WIN]
    assert [back.happened_at.date() for back in deal.returns] == [START + timedelta(days=200)]
    assert len(deal.losses) == 2
    assert deal.status == Status.LOST


def test_what_comes_later_does_not_change_when_an_earlier_silence_was_noticed():
    before = draft([*STEADY, *bought("17", *range(0, 70, 7), 200)])
    after = draft([*STEADY, *bought("17", *range(0, 70, 7), 200, 300, 390)])

    first, second = (
        next(item for item in found.items if isinstance(item, DealDraft) and item.account.name == "Customer 17")
        for found in (before, after)
    )
    assert abs((first.losses[0].lost_on - second.losses[0].lost_on).days) <= 3


def test_every_line_is_accounted_for():
    lines = [
        *STEADY,
        *bought("17", 0, 30),
        *bought("", 3),
        *bought("17", 40, price="0"),
        *bought("17", 31, invoice="C5", price="-10.00"),
        "59,S1,Sutures,2,soon,10.00,17,France",
    ]
    found = draft(lines)

    assert found.sentences[0] == (
        f"{len(lines):,} lines: {len(STEADY) + 2:,} bought something; 1 was sent back or cancelled, and is taken off "
        "what was bought; 1 names no customer; 1 has no date that can be read; 1 is worth nothing, or not to be read."
    )
    assert [item.words for item in found.items if isinstance(item, Skipped)] == [
        "Customer 17 bought on two days only: no rhythm of their own to be quiet against"
    ]


def test_a_file_parted_by_blanks_and_packed_is_read_as_it_is():
    text = " customer_id  date number_of_cds  dollar_value\n 00001 19970101  1   11.77\n 00002 19970112  5   77.00\n"
    table = read_columns(gzip.compress(text.encode()), "CDNOW_master.txt.gz")

    columns = find_columns(table.column_names, {})
    lines = read_lines(table, columns, ZoneInfo("UTC")).to_pylist()

    assert [(line["customer"], line["bought_on"], line["amount"]) for line in lines] == [
        ("00001", date(1997, 1, 1), 11.77),
        ("00002", date(1997, 1, 12), 77.0),
    ]


@pytest.mark.parametrize(("sign", "more"), [(",", "9,5,5,5,5,5,5,5,5"), (" ", "9 8")])
def test_a_line_with_other_cells_than_the_header_is_counted_and_never_lost(sign: str, more: str) -> None:
    lines = [sign.join([f"2025-0{month}-01", "17", "2", "10.00"]) for month in range(1, 7)]
    table = read_columns(
        "\n".join([sign.join(["date", "customer", "quantity", "price"]), *lines, more]).encode(), "o.csv"
    )
    found = draft_customers(read_lines(table, find_columns(table.column_names, {}), ZoneInfo("UTC")), "EUR")

    assert found.sentences[0] == "7 lines: 6 bought something; 1 names no customer."


def test_orders_without_a_line_of_names_lose_no_first_line():
    table = read_columns(b" 00004 0001 19970101  2   29.33\n 00021 0002 19970118  3   29.73\n", "CDNOW_sample.txt")

    assert table.column_names == ["Column 1", "Column 2", "Column 3", "Column 4", "Column 5"]
    assert table["Column 3"].to_pylist() == ["19970101", "19970118"]


def test_day_and_month_are_settled_by_the_column_or_asked():
    header, mapping = "Kunde;Datum;Betrag", {"Datum": "order.date@dmy"}

    with pytest.raises(CellError, match="Datum=order"):
        draft(["Acme;03/04/2025;12,50"], header)
    assert len(draft(["Acme;03/04/2025;12,50"], header, mapping).items) == 1
    assert len(draft(["Acme;03/04/2025;12,50", "Acme;25/04/2025;12,50"], header).items) == 1


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({}, "which column is it"),
        ({"When": "order.date"}, "there is no column 'When'"),
        ({"A": "order.when"}, "there is no field 'order.when'"),
        ({"A": "order.date@xyz"}, "no way to read 'A'; there are dmy, mdy"),
    ],
)
def test_columns_nobody_can_tell_are_asked_for_in_words(mapping, words):
    with pytest.raises(MappingError, match=words):
        find_columns(("A", "B"), mapping)


SHAPES = {
    "Belegnummer;Belegdatum;Kundennummer;Kundenname;Artikelbezeichnung;Menge;Gesamtpreis netto;Währung": (
        "{0};{1:%d.%m.%Y};K1;Klinik Erle;Tuch;3,000;1.250,50;CHF",
        ("Klinik Erle", "CHF", 125_050 * 4, 12),
    ),
    "N° facture;Date facture;Raison sociale;Désignation;Quantité;PU HT": (
        "{0};{1:%d/%m/%Y};Clinique Nord;Gants;2;€ 10,50",
        ("Clinique Nord", "EUR", 2_100 * 4, 8),
    ),
    "Month;Customer;Net sales (USD)": ("{1:%Y-%m};St. Mary 2;1,250.00", ("St. Mary 2", "USD", 125_000 * 4, None)),
}


@pytest.mark.parametrize("header", SHAPES)
def test_order_lines_of_other_languages_and_shapes_are_read_without_a_word(header: str) -> None:
    line, told = SHAPES[header]
    days = [START + timedelta(days=40 * at) for at in range(4)]
    table = read_columns("\n".join([header, *(line.format(at, day) for at, day in enumerate(days))]).encode(), "o.csv")
    columns = find_columns(table.column_names, {})
    (deal,) = draft_customers(read_lines(table, columns, ZoneInfo("UTC"), "GBP"), "GBP", ZoneInfo("UTC")).items

    assert isinstance(deal, DealDraft)
    sold = deal.lines[0].quantity if deal.lines else None
    assert (deal.account.name, deal.currency, deal.amount_minor, sold) == told
    assert not deal.account.is_placeholder


def test_each_customer_is_told_in_the_currency_they_mostly_pay_in() -> None:
    days = [START + timedelta(days=40 * at) for at in range(4)]
    lines = [f"{day},A,5.00,EUR\n{day},B,7.00,USD" for day in days]
    found = draft([*lines, f"{days[3] + timedelta(days=5)},A,900.00,USD"], "Date,Customer,Amount,Cur")

    deals = {item.account.name: item for item in found.items if isinstance(item, DealDraft)}
    assert {name: (deal.amount_minor, deal.currency) for name, deal in deals.items()} == {
        "Customer A": (2_000, "EUR"),
        "Customer B": (2_800, "USD"),
    }
    assert found.sentences[-1].startswith("1 line is in another currency than most of the same customer")


SEVERAL_LINES = """Invoice no;Type;Invoice date;Customer no;Customer;Item;Qty;Net amount;Invoice total;Status
{lines}
Total;;;;;;;99.999,00;;"""


def test_what_was_called_off_drafted_paid_or_summed_up_is_no_purchase_and_a_credit_note_is_taken_off() -> None:
    days = [START + timedelta(days=30 * at) for at in range(8)]
    kinds = [
        *[("Invoice", "Paid")] * 4,
        *(("Invoice", "Void"), ("Invoice", "Draft"), ("Payment", "Closed"), ("Credit note", "Refunded")),
    ]
    said = [(f"R{at}", kind, day, status) for at, (day, (kind, status)) in enumerate(zip(days, kinds, strict=True))]
    lines = [
        f"{number};{kind};{day:%d.%m.%Y};7;Clinic Elm;{item};1;{worth};30,00;{status}"
        for number, kind, day, status in said
        for item, worth in (("Gown", "10,00"), ("Drape", "20,00"))
    ]
    table = read_columns(SEVERAL_LINES.format(lines="\n".join(lines)).encode(), "o.csv")
    columns = find_columns(table.column_names, {}, sample_columns(table))
    found = draft_customers(read_lines(table, columns, ZoneInfo("UTC")), "EUR")

    (deal,) = found.items
    assert isinstance(deal, DealDraft)
    assert (deal.account.name, deal.account.external, deal.amount_minor) == ("Clinic Elm", "7", 9_000)
    assert found.sentences[0] == (
        "17 lines: 8 bought something; 2 were sent back or cancelled, and are taken off what was bought; 2 were called "
        "off, and are left out; 4 are drafts, quotes or payments, and are left out; 1 is a heading or a sum."
    )


def test_the_total_of_an_invoice_on_each_of_its_lines_counts_once_and_its_first_line_speaks_for_all() -> None:
    days = [START + timedelta(days=30 * at) for at in range(4)]
    repeated = [f"{at},{day},Elm,{item},30.00" for at, day in enumerate(days) for item in ("Gown", "Drape")]
    on_the_first = [line if at % 2 == 0 else f"{line[0]},,,Drape," for at, line in enumerate(repeated)]

    for lines in (repeated, on_the_first):
        (deal,) = draft(lines, "Order number,Order date,Customer,Item,Order total").items
        assert isinstance(deal, DealDraft)
        assert (deal.account.name, deal.amount_minor) == ("Elm", 12_000)
        assert {line.amount_minor for line in deal.lines} == {6_000}


def test_a_status_nobody_knows_is_asked_about_and_the_answer_counts() -> None:
    lines = [f"{START + timedelta(days=30 * at)},Elm,10.00,{'Zorbed' if at == 3 else 'Paid'}" for at in range(5)]
    header = "Date,Customer,Amount,Status"

    with pytest.raises(AskedError, match="Zorbed") as asked:
        draft(lines, header)
    assert [one.column for one in asked.value.questions] == ["Status: Zorbed"]
    (deal,) = draft(lines, header, {"Status: Zorbed": "called_off"}).items
    assert isinstance(deal, DealDraft)
    assert deal.amount_minor == 4_000
    with pytest.raises(MappingError, match="does not say what became of it"):
        draft(lines, header, {"Status: Zorbed": "gone"})


def test_days_without_a_year_are_asked_for_and_never_guessed() -> None:
    with pytest.raises(AskedError, match="no cell of 'Belegdatum' is a day with its year, such as '0401'"):
        draft(["0401;Elm;10,00", "0501;Elm;10,00"], "Belegdatum;Kunde;Betrag")


@pytest.mark.parametrize("sign", [" ", ","])
def test_orders_without_a_line_of_names_are_known_by_their_values(sign: str) -> None:
    rows = [(f"{17 + at % 2:05}", f"{START + timedelta(days=30 * at):%Y%m%d}", "2", "29.33") for at in range(8)]
    table = read_columns("\n".join(map(sign.join, rows)).encode(), "o.txt")
    columns = find_columns(table.column_names, {}, sample_columns(table))

    assert table.num_rows == 8
    assert columns.of == {"order.customer": "Column 1", "order.date": "Column 2", "order.amount": "Column 4"}
