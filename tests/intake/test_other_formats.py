"""ODS, Parquet and vCards: the same rows in the formats of other programs."""

import io
import os
import tarfile
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow as pa
import pytest
from pyarrow import parquet

from rekindle.intake.reading import UnreadableError, read_table
from tests.intake.support import bring

ROOT = Path(__file__).parents[2]
CARDS = Path(os.environ.get("REKINDLE_SHARED") or ROOT.parent / "shared") / "data" / "pim" / "ezvcard_samples.tgz"

OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def as_ods(*rows: Sequence[object], after: str = "") -> bytes:
    """Write a table as an OpenDocument sheet; `after` is XML behind its rows."""
    body = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {OFFICE}><office:body><office:spreadsheet>'
        f'<table:table table:name="Deals">{body}{after}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()


ROWS = (("Account", "Stage", "Amount", "Close Date"), ("Alder & Söhne", "Closed Lost", 1200.5, date(2025, 3, 4)))


def test_an_opendocument_sheet_is_read_like_any_other() -> None:
    table = read_table(as_ods(*ROWS), "deals.ods")
    assert (table.columns, table.rows) == (ROWS[0], [ROWS[1]])


def test_an_opendocument_sheet_with_blanks_between_its_tags_is_read_as_well() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_ods(*ROWS))) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"><table:", b">\n  <table:"))

    assert read_table(made.getvalue(), "deals.ods").rows == [ROWS[1]]


def test_the_empty_million_of_rows_below_an_opendocument_sheet_is_nothing() -> None:
    after = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert read_table(as_ods(*ROWS, after=after), "deals.ods").rows == [ROWS[1]]


def test_a_cell_repeated_a_billion_times_ends_the_reader_and_not_us() -> None:
    after = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell'
        ' table:number-columns-repeated="1000000" office:value-type="float" office:value="1"/></table:table-row>'
    )
    with pytest.raises(UnreadableError, match=r"more memory or time than a list of deals does|damaged"):
        read_table(as_ods(*ROWS, after=after), "deals.ods")


def as_parquet(columns: dict[str, pa.Array]) -> bytes:
    made = io.BytesIO()
    parquet.write_table(pa.table(columns), made)
    return made.getvalue()


def test_a_parquet_table_keeps_its_types() -> None:
    at = datetime(2025, 2, 1, 16, 20, tzinfo=UTC)
    content = as_parquet(
        {
            "StageName": pa.array(["Closed Lost", None]),
            "IsWon": pa.array([False, True]),
            "Amount": pa.array([485000.5, float("nan")]),
            "CloseDate": pa.array([date(2025, 2, 1), None]),
            "LastModifiedDate": pa.array([at, at], pa.timestamp("ns", "UTC")),
            "Tags": pa.array([["a", "b"], []]),
            "AccountId": pa.array(["001", "002"]),
        }
    )
    table = read_table(content, "deals.parquet")
    assert table.columns == ("StageName", "IsWon", "Amount", "CloseDate", "LastModifiedDate", "Tags", "AccountId")
    assert table.rows == [
        ("Closed Lost", False, 485000.5, date(2025, 2, 1), at, "a; b", "001"),
        ("", True, "", "", at, "", "002"),
    ]


def test_a_parquet_day_is_that_day_however_the_warehouse_keeps_it() -> None:
    midnight, night = datetime(2025, 6, 12, tzinfo=UTC), datetime(2025, 6, 12, 3, tzinfo=UTC)
    columns = {
        "account": pa.array(["Alder", "Birch", "Cedar", "Dogwood"]).dictionary_encode(),
        "status": pa.array(["Lost"] * 4),
        "amount": pa.array([Decimal("45000.50"), None, Decimal("-9.00"), Decimal(7)], pa.decimal128(18, 2)),
        "blob": pa.array([b"a\x00b", None, None, None]),
    }
    days = {
        "a timestamp": pa.array([midnight, midnight, midnight, night], pa.timestamp("ns", "UTC")),
        "milliseconds": pa.array([round(at.timestamp() * 1000) for at in (midnight, midnight, midnight, night)]),
        "a number": pa.array([20250612, 20250612, 20250612, 20250611]),
    }
    for kind, closed in days.items():
        file = bring(as_parquet({**columns, "closed": closed}), f"{kind}.parquet")
        found = [str(deal.losses[0].lost_on) for deal in file.deals]
        assert (kind, found) == (kind, ["2025-06-12"] * 3 + ["2025-06-11"])
        assert [deal.amount_minor for deal in file.deals] == [4_500_050, None, -900, 700]
        assert file.deals[0].custom == {"blob": "ab"}


def test_a_parquet_file_that_is_cut_short_or_too_long_is_refused() -> None:
    whole = as_parquet({"Account": pa.array(["Alder"] * 1_048_577)})
    with pytest.raises(UnreadableError, match="split it by year"):
        read_table(whole, "deals.parquet")
    with pytest.raises(UnreadableError, match="damaged or cut short"):
        read_table(whole[:-30], "deals.parquet")


CARD = """BEGIN:VCARD
VERSION:3.0
N:Whitlock;Lena;;Dr.;
FN:Dr. Lena Whitlock
ORG:Alder Creek General Hospital;Surgery
TITLE:OR Manager
EMAIL;TYPE=HOME:lena@home.example
EMAIL;TYPE=WORK,PREF:lena@alder.example
TEL;TYPE=CELL:+1 612 555 0199
URL:https://www.linkedin.com/in/lena
ADR;TYPE=WORK:;;1 Main St;Duluth;MN;55802;USA
NOTE:Met at AORN.\\nCall in May.
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQEAYABgAAD
 /2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQY
END:VCARD
"""


def test_a_card_becomes_a_person_with_everything_it_says() -> None:
    file = bring(CARD.replace("\n", "\r\n"), "lena.vcf")
    (row,) = file.people
    assert row.account is not None
    assert (row.person.name, row.person.title, row.person.mail, row.person.phone, row.person.linkedin) == (
        "Dr. Lena Whitlock",
        "OR Manager",
        "lena@alder.example",
        "+1 612 555 0199",
        "https://www.linkedin.com/in/lena",
    )
    assert (row.account.name, row.person.jurisdiction) == ("Alder Creek General Hospital", "US")
    assert [note.words for note in row.notes] == ["Met at AORN.\nCall in May."]
    assert row.person.custom == {
        "Department": "Surgery",
        "Other emails": "lena@home.example",
        "Address": "1 Main St Duluth, MN 55802 USA",
    }
    assert file.recognition.questions == ()


def test_the_preferred_of_several_addresses_is_taken_and_a_group_is_nobody() -> None:
    old = "BEGIN:VCARD\nVERSION:2.1\nN:Ash;Tom\nTEL;WORK:+49 221 1\nTEL;CELL;PREF:+49 171 99887\nEND:VCARD\n"
    new = "BEGIN:VCARD\nVERSION:4.0\nFN:Ann Oak\nEMAIL;PREF=2:b@oak.example\nEMAIL;PREF=1:a@oak.example\nEND:VCARD\n"
    group = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:The team\nMEMBER:urn:uuid:1\nEND:VCARD\n"
    file = bring(old + new + group, "cards.vcf")

    assert [(row.person.name, row.person.phone, row.person.mail) for row in file.people] == [
        ("Tom Ash", "+49 171 99887", ""),
        ("Ann Oak", "", "a@oak.example"),
    ]
    assert file.table.warnings == ("1 cards are of a group, or have neither name nor address, and were passed over",)


def test_a_card_nobody_can_read_is_kept_as_it_is_and_takes_no_other_with_it() -> None:
    broken = "BEGIN:VCARD\nVERSION:3.0\nFN;=;;:\nBEGIN:VTODO\nEND:VCARD\n"
    file = bring(broken + CARD, "two.vcf")
    assert (len(file.people), len(file.rejected)) == (1, 1)
    assert "FN;=;;:" in file.rejected[0].cells["Card"]


@pytest.mark.skipif(not CARDS.exists(), reason=f"the published vCards are not at {CARDS}; set REKINDLE_SHARED")
def test_cards_of_eight_programs_come_in_whole() -> None:
    with tarfile.open(CARDS) as archive:
        members = [member for member in archive.getmembers() if member.name.endswith(".vcf")]
        cards = b"\n".join(file.read() for member in members if (file := archive.extractfile(member)))
    file = bring(cards.replace(b"END:VCARDBEGIN", b"END:VCARD\nBEGIN"), "cards.vcf")
    assert (len(members), len(file.people), file.rejected, file.recognition.questions) == (18, 26, [], ())
    assert sum("@" in row.person.mail for row in file.people) >= 22


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><style>td {color:#000}</style>
</head><body><table><tr><td>Lost deals</td><td>of the year</td></tr></table><table border="1">
<tr><th>Opportunity Name</th><th>Account Name</th><th>Stage</th><th>Amount</th><th>Close Date</th>
<th>Lost Reason</th></tr><tr><td>Scopes &amp; Carts</td><td rowspan="2">Hôpital&nbsp;Nord</td><td>Closed Lost</td>
<td align=right>EUR 45.000,50</td><td>25/06/2025</td><td>Price,<br>too <b>high</b></td></tr>
<tr><td>Pumps<script>alert(1)</script></td><td>Closed Won</td><td></td><td>13/06/2025</td></tr></table></body></html>"""
SHEETS = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><NumberFormat ss:Format="[$€-407]#,##0.00"/></Style></Styles>
<Worksheet ss:Name="Other"><Table><Row>{a}{a}</Row><Row>{a}{a}</Row></Table></Worksheet>
<Worksheet ss:Name="Deals"><ss:Table>
<Row>{header}</Row>
<Row><Cell><Data ss:Type="String">Scopes &amp; Carts</Data><Comment><ss:Data>mine</ss:Data></Comment></Cell>
<Cell ss:MergeDown="1"><Data ss:Type="String">Hôpital Nord</Data></Cell><Cell><Data ss:Type="String">Lost</Data></Cell>
<Cell ss:StyleID="s1"><Data ss:Type="Number">45000.5</Data></Cell>
<Cell><Data ss:Type="DateTime">2025-06-25T00:00:00.000</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">Pumps</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Won</Data></Cell><Cell/>
<Cell><Data ss:Type="DateTime">2025-06-13T00:00:00.000</Data></Cell></Row></ss:Table></Worksheet></Workbook>"""


def test_a_table_of_a_web_page_and_a_sheet_in_xml_are_read_under_the_name_of_a_workbook() -> None:
    said = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    header = "".join(map(said.format, ("Deal", "Account", "Status", "Amount", "Closed on")))
    sheets = SHEETS.format(header=header, a=said.format("Account"))
    page, sheet = bring(PAGE.encode("latin-1"), "report.xls"), bring(sheets.encode(), "report.xls")

    for file in (page, sheet):
        assert [(deal.name, deal.account.name, str(deal.status)) for deal in file.deals] == [
            ("Scopes & Carts", "Hôpital Nord", "lost"),
            ("Pumps", "Hôpital Nord", "won"),
        ]
        assert [(deal.amount_minor, deal.currency) for deal in file.deals] == [(4_500_050, "EUR"), (None, "")]
        assert [str(loss.lost_on) for loss in file.deals[0].losses] == ["2025-06-25"]
    assert page.table.rows[0][5] == "Price,\ntoo high"
    assert sheet.table.warnings == ("sheet 'Other' was not read; bring it in as a file of its own",)


def test_rows_of_plain_cells_are_read_like_any_others() -> None:
    """The first is read row by row, the second, with something in a cell of each row, cell by cell."""
    said = '<Cell ss:Index="{0}"{1}><Data ss:Type="{2}">{3}</Data>{{0}}</Cell>'
    rows = ("Account|Stage|Sum|More", " St.&nbsp;Mary |Lost|5|x", "A\n&lt;b&gt;|Won||")
    cells = [text.split("|") for text in rows]
    page = "".join(
        "<tr>"
        + "".join(
            f"<td{' rowspan=2 colspan=2' * (at == 1 and row == 1)}>{text}{{0}}</td>" for at, text in enumerate(one)
        )
        + "</tr>"
        for row, one in enumerate(cells)
    )
    sheet = "".join(
        "<Row>"
        + "".join(
            said.format(at + 1, ' ss:MergeDown="1"' * (row == 1 == at), "Number" if text == "5" else "String", text)
            for at, text in enumerate(one)
        )
        + "</Row>"
        for row, one in enumerate(cells)
    )
    for frame, body, aside in (
        ("<table>{}</table>", page, "<b></b>"),
        (
            "<?xml version='1.0'?><Workbook xmlns:ss='x'><Worksheet><Table>{}</Table></Worksheet></Workbook>",
            sheet,
            "<!-- -->",
        ),
    ):
        plain, slow = (read_table(frame.format(body.replace("{0}", one)).encode(), "r.xls") for one in ("", aside))
        assert (plain.columns, plain.rows) == (slow.columns, slow.rows)
        assert (plain.columns[:2], plain.rows[1][0]) == (("Account", "Stage"), "A\n<b>")


def test_a_web_page_without_a_list_is_refused_with_the_way_out() -> None:
    for page in ("<html><body>Please sign in<table><tr><td>Name</td></tr></table>", "<?xml version='1.0'?><a/>"):
        with pytest.raises(UnreadableError, match="export the list as CSV or XLSX instead"):
            read_table(page.encode(), "report.xls")
