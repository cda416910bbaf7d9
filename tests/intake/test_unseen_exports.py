"""Exports of systems in other languages and layouts: in groups, with sums between, with two lines of names."""

import io

import pytest
from openpyxl import Workbook

from rekindle.intake.columns.words import classify_status
from rekindle.intake.drafts import Skipped
from rekindle.terms.losses import DealKind, Status
from tests.intake.support import Brought, bring


def told(file: Brought) -> list[tuple[str, str, str, str]]:
    """Return organisation, deal, status and day of loss of every deal."""
    return [
        (deal.account.name, deal.name, deal.status.value, str(deal.losses[0].lost_on) if deal.losses else "")
        for deal in file.deals
    ]


SUMMARY = """"Lost Opportunities by Owner"
"Filtered By"
"Opportunity Owner","Account Name","Opportunity Name","Stage","Amount","Close Date"
"Maya Brandt","Alder","Scopes","Closed Lost","USD 45,000.00","6/12/2025"
"","Birch","Pumps","Closed Lost","USD 12,000.00","6/25/2025"
"Subtotal","","","","USD 57,000.00",""
"","Count","2","","",""
"Ben Ford","Cedar","Carts","Closed Lost","USD 9,000.00","3/25/2025"
"Subtotal","","","","USD 9,000.00",""
"Total","","","","USD 66,000.00",""
"","Count","3","","",""
"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."
"Confidential Information - Do Not Distribute"
"""

HEADED = """Stage ↑,Account Name,Opportunity Name,Amount,Close Date,Opportunity Owner
Closed Lost (2 records),,,,,
,Alder,Scopes,"USD 45,000.00",6/12/2025,Maya Brandt
,Birch,Pumps,"USD 12,000.00",6/25/2025,Maya Brandt
Subtotal,,,"USD 57,000.00",,
Closed Won (1 record),,,,,
,Cedar,Carts,"USD 9,000.00",3/25/2025,Maya Brandt
Grand Totals (3 records),,,"USD 66,000.00",,
"""


def test_a_report_in_groups_gives_each_row_the_value_of_its_group_and_no_sum_becomes_a_deal() -> None:
    by_owner, by_stage = bring(SUMMARY), bring(HEADED)

    lost = [("Alder", "Scopes", "lost", "2025-06-12"), ("Birch", "Pumps", "lost", "2025-06-25")]
    assert told(by_owner) == [*lost, ("Cedar", "Carts", "lost", "2025-03-25")]
    assert [deal.owner.name for deal in by_owner.deals if deal.owner] == ["Maya Brandt", "Maya Brandt", "Ben Ford"]
    assert told(by_stage) == [*lost, ("Cedar", "Carts", "won", "")]
    assert (len(by_owner.skipped), len(by_stage.skipped), by_owner.rejected, by_stage.rejected) == (7, 4, [], [])
    words = "blank cells under 'Opportunity Owner' were read as the value above them, as a report in groups means them"
    assert words in by_owner.table.warnings


def test_a_sum_below_the_rows_is_no_sign_of_groups() -> None:
    file = bring("Contact,Account,Deal,Status\nLena Whit,Alder,Scopes,Lost\n,Birch,Pumps,Lost\nTotal,,2,\n")

    assert [[person.name for person in deal.people] for deal in file.deals] == [["Lena Whit"], []]


def test_endings_that_stand_once_above_their_rows_hold_for_them() -> None:
    rows = "Status,Account,Deal\nLost,Alder,Scopes\n,Birch,Pumps\nWon,Cedar,Carts\n,Elm,Beds\n"

    assert [status for *_, status, _ in told(bring(rows))] == ["lost", "lost", "won", "won"]
    assert [status for *_, status, _ in told(bring(rows.replace("Won,", "Lost,")))] == ["lost", "open", "lost", "open"]


def test_a_header_over_two_lines_is_read_as_one() -> None:
    lines = "Account,Opportunity,Amount,Close,Lost\nName,Name,(EUR),Date,Reason\n"
    file = bring(f"{lines}Alder,Scopes,45000,2025-06-12,Price\nBirch,Pumps,12000,2025-03-25,Budget\n")

    assert file.table.columns == ("Account Name", "Opportunity Name", "Amount (EUR)", "Close Date", "Lost Reason")
    assert told(file) == [("Alder", "Scopes", "lost", "2025-06-12"), ("Birch", "Pumps", "lost", "2025-03-25")]
    assert [deal.currency for deal in file.deals] == ["EUR", "EUR"]


def test_names_of_groups_above_a_header_are_taken_where_only_both_are_known() -> None:
    groups, names = "Customer,,Deal,,\n", "Name,City,Title,Value,Status\n"
    file = bring(f"{groups}{names}Alder,Austin,Scopes,45000,Lost\nBirch,Dallas,Pumps,12000,Won\n")

    assert file.table.columns == ("Customer Name", "City", "Deal Title", "Deal Value", "Deal Status")
    assert told(file)[0][:3] == ("Alder", "Scopes", "lost")


def test_a_cell_merged_over_rows_holds_for_all_of_them() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, cells in enumerate([("Account", "Deal", "Status"), ("Alder", "Scopes", "Lost"), ("", "Pumps", "Lost")], 3):
        for column, text in enumerate(cells, 2):
            sheet.cell(row, column, text or None)
    sheet.merge_cells("B4:B5")
    content = io.BytesIO()
    book.save(content)

    assert [account for account, *_ in told(bring(content.getvalue(), "merged.xlsx"))] == ["Alder", "Alder"]


DYNAMICS = (
    "(Nicht ändern) Verkaufschance;(Nicht ändern) Prüfsumme der Zeile;Thema;Potenzieller Kunde;Geschätzter Umsatz;"
    "Status;Statusgrund;Tatsächliches Abschlussdatum\n"
    "{1a};x;Scopes;Alder Klinik;45.000,00 €;Verloren;Preis zu hoch;12.06.2025\n"
    "{1b};y;Dublette;Birke;2.000,50 €;Verloren;Fehler/Duplikat;25.03.2025\n"
)
PIPEDRIVE = (
    "Affaire - Titre;Affaire - Organisation;Affaire - Valeur;Affaire - Devise de Valeur;Affaire - Statut;"
    "Affaire - Date de perte;Affaire - Raison de la perte;Affaire - Date de clôture prévue;Affaire - ID\n"
    "Scopes;Hôpital d'Aulne;45 000,00;EUR;Perdu;12/06/2025 11:00;Budget gelé;30/06/2025;12\n"
)
INSIGHTLY = (
    "RecordId,OpportunityName,BidCurrency,BidAmount,ForecastCloseDate,ActualCloseDate,OpportunityState,StateReason,"
    "ResponsibleUser,OrganizationName\n"
    "77,Scopes,EUR,45000,6/30/2025,6/12/2025,LOST,Price,Maya Brandt,Alder\n"
)
SUGAR = (
    "Opportunity Name,ID,Account Name,Opportunity Amount,Sales Stage,Expected Close Date,Assigned to,Date Created\n"
    'Scopes,abc-1,Alder,"EUR 45,000.00",Closed Lost,06/12/2025,mbrandt,01/25/2025 10:20am\n'
)


@pytest.mark.parametrize(
    ("system", "content", "account", "external"),
    [
        ("dynamics", DYNAMICS, "Alder Klinik", "{1a}"),
        ("pipedrive", PIPEDRIVE, "Hôpital d'Aulne", "12"),
        ("insightly", INSIGHTLY, "Alder", "77"),
        ("sugar", SUGAR, "Alder", "abc-1"),
    ],
)
def test_systems_are_known_in_other_languages_and_under_their_labels(system, content, account, external) -> None:
    file = bring(content.encode("cp1252"))

    deal = file.deals[0]
    assert (file.recognition.system, file.recognition.questions) == (system, ())
    assert told(file) == [(account, "Scopes", "lost", "2025-06-12")]
    assert (deal.external, deal.amount_minor, deal.currency) == (external, 4_500_000, "EUR")
    assert [type(row) for row in file.rows[1:]] == [Skipped] * (system == "dynamics")


@pytest.mark.parametrize(
    "content",
    [
        "Title,Company,Location,List,Date Saved,Date Applied\nSales Rep,Alder,Austin,Rejected,2025-01-05,2025-01-07\n",
        "Job Position,Company,Max. Salary,Status,Date Applied\nSales Rep,Alder,80000,Not Selected,01/17/2025\n",
    ],
)
def test_a_tracker_of_applications_is_a_pipeline_of_jobs(content: str) -> None:
    deal = bring(content).deal

    assert (deal.kind, deal.name, deal.account.name, deal.status) == (DealKind.JOB, "Sales Rep", "Alder", Status.LOST)


@pytest.mark.parametrize(
    "text", ["Nicht gewonnen", "No ganado", "Closed - Not Won", "Likely lost", "Won?", "Suspended"]
)
def test_an_end_in_doubt_is_asked(text: str) -> None:
    assert classify_status(text) == "unclear"


@pytest.mark.parametrize("text", ["Summe;;9,00;", "Anzahl;2;;", "Somme;;9,00;", "Suma total;;9,00;", "Gesamt;;9,00;"])
def test_sums_in_other_languages_are_no_deals(text: str) -> None:
    file = bring(f"Firma;Verkaufschance;Betrag;Status\nAlder;Scopes;9,00;Verloren\n{text}\n")

    assert [type(row).__name__ for row in file.rows] == ["DealDraft", "Skipped"]


VEEVA = (
    "Id,Name,Account_vod__c,Call_Date_vod__c,Call_Type_vod__c,Call_Channel_vod__c,Status_vod__c,Next_Call_Notes_vod__c\n"
    "a0B1,C-1,0015e00000ABCDEAAA,2025-06-12,Call Only,Face_to_face_vod,Submitted_vod,Budget frozen\n"
    "a0B2,C-2,0015e00000ABCDEAAA,2025-06-13,Detail Only,Phone_vod,Submitted_vod,\n"
    "a0B3,C-3,0015e00000ABCDEAAA,2025-06-14,Call Only,,Planned_vod,\n"
)
LABELLED = (
    "Name,Account,Call Date,Call Type,Status,Pre-call Notes\n"
    "C-1,Alder,2025-06-12,Detail Only,Submitted,Budget frozen\nC-3,Alder,2025-06-14,Call Only,Planned,\n"
)


def test_the_calls_of_veeva_are_visits_and_nobody_is_called_by_their_numbers() -> None:
    table, labels = bring(VEEVA), bring(LABELLED)

    for file in (table, labels):
        assert (file.recognition.kind, file.recognition.questions) == ("touches", ())
        assert (file.people, file.accounts) == ([], [])
        assert [row.words for row in file.skipped] == ["planned, not done yet"]
    assert [(str(row.touch.channel), row.account_external, row.touch.words) for row in table.touches] == [
        ("visit", "0015e00000ABCDEAAA", "Budget frozen"),
        ("call", "0015e00000ABCDEAAA", ""),
    ]
    assert [(str(row.touch.channel), row.account) for row in labels.touches] == [("visit", "Alder")]
