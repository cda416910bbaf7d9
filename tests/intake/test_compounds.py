"""Names of columns nobody listed: made of known ones, shortened, or of the deal by another name."""

import csv
import io

import pytest
from openpyxl import Workbook

from rekindle.intake.drafts import Rejected
from rekindle.terms.losses import Status
from tests.intake.support import bring

# Names of columns, one row of values, and what each becomes ("-": nothing).
LISTS = {
    "tenders": (
        "Tender ref|Contracting authority|Tender title|Our bid (£)|Sent|Award date|Result|Winning bidder|Low price",
        "NHS-7|Alder Trust|Pumps|1,240,000|14/02/2025|30/05/2025|Unsuccessful|Birch|1,105,000",
        "deal.external account.name deal.name deal.amount deal.created_on deal.closed_on deal.status deal.competitor -",
    ),
    "quotes": (
        "QuoteNo|CustName|Attn|AttnEmail|QuoteDate|ValidTo|NetTotal|Cur|QuoteStatus",
        "100231|Alder|Lena Whit|l@alder.example|2025-01-20|2025-02-20|184000.00|NOK|REJECTED",
        "deal.external account.name person.name person.mail deal.created_on - deal.amount deal.currency deal.status",
    ),
    "a ledger": (
        "No.|Sell-to Customer Name|Sell-to Contact|Document Date|Salesman|Close Opportunity Code|Lost Reason Code",
        "SQ-1001|Alder|Lena Whit|2025-01-13|JO|LOST|PRICE",
        "deal.external account.name person.name deal.created_on deal.owner deal.stage deal.lost_reason",
    ),
    "a territory": (
        "HCP Last|HCP First|Facility|Product discussed|Result|Reason not adopted|$ annual est|HCP email|HCP opt out",
        "Whit|Lena|Alder Heart|Stent|Not adopted|Contract|64000|l@alder.example|N",
        "person.last_name person.first_name account.name deal.product deal.status deal.lost_reason deal.amount "
        "person.mail person.opt_out",
    ),
    "a contractor": (
        "Cust|Job|Bid|W/L|Who got it|Ph|Date",
        "Alder|Roof|$188,400|L|Birch|413-555-0119|1/14/25",
        "account.name deal.name deal.amount deal.status deal.competitor person.phone deal.created_on",
    ),
    "an offer in Italian": (
        "Ragione sociale|Offerta|Esito|Data esito|Causale",
        "Alder|Pompa|Persa|25/03/2025|prezzo",
        "account.name deal.name deal.status deal.closed_on deal.lost_reason",
    ),
    "an offer in French": (
        "N° devis|Date du devis|Client|Objet du devis|Montant du devis HT|État du devis|Date de réponse|Mail client",
        "D-2025|12/02/2025|Alder|Toiture|48 200,00|Refusé|28/03/2025|l@alder.example",
        "deal.external deal.created_on account.name deal.name deal.amount deal.status deal.closed_on person.mail",
    ),
    "ends in a name of its own": (
        "Customer Name|Annual Contract Value|Month closed|Win / Loss / Open|Primary Loss Driver|Champion Name",
        "Alder|310000|Mar-25|Loss|Integration|Lena Whit",
        "account.name deal.amount deal.closed_on deal.status deal.lost_reason champion.name",
    ),
    "fields of a loader": (
        "ACCOUNT.NAME|NAME|STAGENAME|CLOSEDATE|ISCLOSED|ISWON|LOSS_REASON__C|PRIMARY_CONTACT__R.EMAIL",
        "Alder|Pumps|9 - Dead|2025-05-30|true|false|Price|l@alder.example",
        "account.name deal.name deal.stage deal.closed_on deal.is_closed deal.is_won deal.lost_reason person.mail",
    ),
    "who decides is no owner of an item": (
        "Name|Person|Status|Hospital|Surgeon|Sum €|Lost to / why",
        "Knee|Gus|Lost|Alder|Dr. Whit|4.200|Birch, price",
        "deal.name keep deal.status account.name person.name deal.amount deal.lost_reason",
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_name_made_of_known_ones_is_known(name: str) -> None:
    header, row, fields = (text.split("|") for text in LISTS[name])
    said = fields[0].split()
    lines = io.StringIO()
    csv.writer(lines).writerows([header, row])

    mapping = bring(lines.getvalue()).recognition.mapping

    assert [mapping.get(column, "-") for column in header] == said


def test_sheets_with_the_same_columns_are_one_list_and_their_titles_tell_how_deals_stand() -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, row in (("Lost", ["Alder", "Pumps", 5]), ("Won", ["Birch", "Carts", 7])):
        sheet = book.create_sheet(title)
        sheet.append(["Account", "Deal", "Amount"])
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    file = bring(content.getvalue(), "sheets.xlsx")

    assert [(deal.account.name, deal.status) for deal in file.deals] == [("Alder", Status.LOST), ("Birch", Status.WON)]


def test_where_only_the_chance_tells_nothing_is_lost_and_all_is_won() -> None:
    file = bring("Account,Deal,Probability,Expected\nAlder,Pumps,0%,2025-06-15\nBirch,Carts,100%,\nFir,Beds,60%,\n")

    assert [deal.status for deal in file.deals] == [Status.LOST, Status.WON, Status.OPEN]
    assert (file.deals[0].losses[0].lost_on.isoformat(), file.deals[0].losses[0].lost_on_quality) == (
        "2025-06-15",
        "about",
    )


def test_signs_for_how_a_deal_stands_are_asked_and_each_has_an_answer_of_its_own() -> None:
    rows = "Client,Deal,Status\nAlder,Pumps,🔴\nBirch,Carts,🟢\n"

    assert [one.column for one in bring(rows).recognition.questions] == ["Status: 🔴", "Status: 🟢"]
    said = bring(rows, mapping={"Status: 🔴": "lost", "Status: 🟢": "won"})
    assert [deal.status for deal in said.deals] == [Status.LOST, Status.WON]


def test_a_row_without_a_name_waits_for_the_column_that_may_name_it() -> None:
    file = bring("Kto to,Status,Amount\nAlder Foods,Lost,5\nBirch Foods,Lost,7\n")

    assert "account.name" in file.recognition.questions[0].choices
    assert [type(row) for row in file.rows] == [Rejected, Rejected]


def test_a_report_of_counts_is_no_list_of_deals() -> None:
    file = bring("Loss Reason,Q1 Record Count,Q1 Sum of Amount,Q2 Record Count\nPrice,4,120,2\nTiming,1,9,7\n")

    assert "counts and sums deals" in file.recognition.questions[0].words
    assert file.deals == []


def test_a_bare_name_beside_deals_and_organisations_is_nobody_where_nothing_is_said_of_people() -> None:
    file = bring("Name,Opportunity,Customer,Status\nConveyor quote,Conveyor,Alder,Lost\n")

    assert file.deal.people == ()
    assert [question.column for question in file.recognition.questions] == ["Name"]


def test_months_and_customers_above_their_rows_are_no_deals() -> None:
    bands = bring("Account,Deal,Status\nJANUARY,,\nAlder,Pumps,Lost\nQ2 2025,,\nBirch,Carts,Won\n")
    groups = bring(
        "Customer,Num,Status,Amount\nAlder,,,\n,1041,Rejected,64\n,1077,Accepted,11\nTotal for Alder,,,75\nBirch,,,\n"
        ",1103,Rejected,39\nTotal for Birch,,,39\nTOTAL,,,114\n"
    )

    assert [deal.account.name for deal in bands.deals] == ["Alder", "Birch"]
    assert [(deal.account.name, deal.status, deal.amount_minor) for deal in groups.deals] == [
        ("Alder", Status.LOST, 6400),
        ("Alder", Status.WON, 1100),
        ("Birch", Status.LOST, 3900),
    ]
