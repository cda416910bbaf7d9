"""Files in which a deal has a row per change: one deal, with every time it was lost."""

from datetime import UTC, date, datetime

import pytest

from rekindle.intake.drafts import DealDraft, Rejected, ReturnDraft, Skipped
from rekindle.terms.losses import ReturnKind, Status
from tests.intake.support import as_csv, bring

HUBSPOT = as_csv(
    ["Record ID", "Deal name", "Property name", "Value", "Change date", "Source"],
    ["901", "2x pump", "dealstage", "appointmentscheduled", "2024-01-10T09:00:00Z", "CRM_UI"],
    ["901", "2x pump", "amount", "485000", "2024-01-10T09:00:00Z", "CRM_UI"],
    ["901", "2x pump", "dealstage", "closedlost", "2024-06-03T15:00:00Z", "CRM_UI"],
    ["901", "2x pump", "closed_lost_reason", "Budget froze", "2024-06-03T15:01:00Z", "CRM_UI"],
    ["901", "2x pump", "dealstage", "contractsent", "2025-01-15T10:00:00Z", "CRM_UI"],
    ["901", "2x pump", "dealstage", "closedlost", "2025-04-02T16:00:00Z", "CRM_UI"],
    ["902", "Carts", "dealstage", "closedwon", "2024-09-01T10:00:00Z", "CRM_UI"],
    ["902", "Carts", "shoe_size", "44", "2024-09-02T10:00:00Z", "CRM_UI"],
    ["", "", "dealstage", "closedlost", "2024-09-02T10:00:00Z", "CRM_UI"],
)


def test_the_property_history_of_hubspot_gives_one_deal_with_two_losses_and_the_return_between() -> None:
    file = bring(HUBSPOT, "hubspot-property-history.csv")
    assert (file.recognition.system, file.recognition.kind, file.recognition.questions) == ("hubspot", "deals", ())
    lost, won = file.deals
    assert (lost.row, lost.external, lost.name, lost.amount_minor, lost.status) == (
        6,
        "901",
        "2x pump",
        48_500_000,
        Status.LOST,
    )
    assert [(loss.lost_on, loss.lost_on_quality, loss.stage) for loss in lost.losses] == [
        (date(2024, 6, 3), "stage_history", "appointmentscheduled"),
        (date(2025, 4, 2), "stage_history", "contractsent"),
    ]
    assert lost.returns == (
        ReturnDraft(ReturnKind.REOPEN, datetime(2025, 1, 15, 10, tzinfo=UTC), "dealstage: contractsent"),
    )
    assert (won.status, won.won_on, won.losses) == (Status.WON, date(2024, 9, 1), ())
    assert won.custom == {"shoe_size": "44", "Source": "CRM_UI"}


def test_every_row_of_a_history_is_accounted_for() -> None:
    file = bring(HUBSPOT)
    assert [type(row) for row in file.rows] == [Skipped] * 5 + [DealDraft, Skipped, DealDraft, Rejected]
    assert file.rows[0] == Skipped(1, "a step on the way of the deal in row 6")
    assert file.rejected[0].words == "it says not which deal it was; fill 'Record ID' or 'Deal name'"


def test_the_opportunity_history_report_of_salesforce_in_any_order_of_rows() -> None:
    columns = [
        "Opportunity Name",
        "Account Name",
        "From Stage",
        "To Stage",
        "Amount",
        "Last Modified",
        "Opportunity ID",
    ]
    file = bring(
        as_csv(
            columns,
            ["2x pump", "Alder", "Proposal", "Closed Lost", "485000", "03/06/2024", "006Dn00001abcDE"],
            ["2x pump", "Alder", "Closed Lost", "Closed Won", "400000", "14/02/2025", "006Dn00001abcDE"],
            ["2x pump", "Alder", "Discovery", "Proposal", "500000", "02/03/2024", "006Dn00001abcDE"],
        )
    )
    (deal,) = file.deals
    assert (deal.row, deal.status, deal.amount_minor, deal.won_on) == (2, Status.WON, 40_000_000, date(2025, 2, 14))
    assert [(loss.lost_on, loss.stage) for loss in deal.losses] == [(date(2024, 6, 3), "Proposal")]
    assert [back.kind for back in deal.returns] == [ReturnKind.WIN]


def test_the_history_table_of_salesforce_names_its_deal_by_id_only() -> None:
    columns = ["Id", "OpportunityId", "StageName", "Amount", "CloseDate", "Probability", "CreatedById", "CreatedDate"]
    rows = [
        ["008a", "0061", "Proposal", "1", "2024-05-01", "40", "005a", "2024-03-02T10:00:00.000Z"],
        ["008b", "0061", "Closed Lost", "1", "2024-06-01", "0", "005a", "2024-06-03T10:00:00.000Z"],
    ]
    (deal,) = bring(as_csv(columns, *rows)).deals
    assert (deal.external, deal.account.is_placeholder, deal.losses[0].lost_on) == ("0061", True, date(2024, 6, 3))


@pytest.mark.parametrize(
    "columns", [["Deal", "Company", "Stage", "Changed at"], ["Verkaufschance", "Firma", "Phase", "Geändert am"]]
)
def test_a_sheet_with_a_row_per_stage_is_a_history_because_deals_repeat(columns: list[str]) -> None:
    steps = [
        ["2x pump", "Alder", "Proposal", "2024-03-02"],
        ["2x pump", "Alder", "Closed Lost", "2024-06-03"],
        ["Carts", "Birch", "Closed Lost", "2024-07-01"],
    ]
    deals = bring(as_csv(columns, *steps)).deals
    assert [(deal.name, deal.losses[0].lost_on, deal.losses[0].lost_on_quality) for deal in deals] == [
        ("2x pump", date(2024, 6, 3), "stage_history"),
        ("Carts", date(2024, 7, 1), "stage_history"),
    ]


def test_the_same_columns_with_one_row_per_deal_are_no_history() -> None:
    file = bring(as_csv(["Deal", "Company", "Stage", "Date entered"], ["a", "A", "Lost", "2024-03-02"]))
    assert not file.recognition.is_history
