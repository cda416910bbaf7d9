"""One row of a deals file, and what becomes of it."""

from datetime import UTC, date, datetime

import pytest

from rekindle.intake.drafts import (
    LineDraft,
    OwnerDraft,
    Rejected,
    Skipped,
)
from rekindle.terms.losses import DealKind, Status
from rekindle.terms.people import SeatRole
from tests.intake.support import as_csv, bring, one


def test_a_lost_deal_has_its_loss_with_everything_the_row_says() -> None:
    deal = bring(
        one(
            Account="Alder Creek",
            Deal="2x pump",
            Stage="Closed Lost",
            Amount="USD 485,000.00",
            Close_date="2025-02-01",
            Created="2024-03-04",
            Competitor="Corvex",
            Owner="Maya Brandt",
            Product="InfuSafe Pump",
            Quantity="2",
        )
    ).deal
    (loss,) = deal.losses
    assert (loss.lost_on, loss.lost_on_quality, loss.stage, loss.competitor) == (
        date(2025, 2, 1),
        "closed",
        "Closed Lost",
        "Corvex",
    )
    assert (deal.status, deal.amount_minor, deal.currency, deal.opened_on) == (
        Status.LOST,
        48_500_000,
        "USD",
        date(2024, 3, 4),
    )
    assert deal.happened_at == datetime(2025, 2, 1, 6, tzinfo=UTC)
    assert deal.lines == (LineDraft("InfuSafe Pump", 2),)
    assert deal.owner == OwnerDraft("Maya Brandt")
    assert deal.custom == {}


@pytest.mark.parametrize(
    ("cells", "day", "quality"),
    [
        ({"Lost_on": "2025-02-01", "Close_date": "2025-02-09", "Modified": "2025-03-01"}, date(2025, 2, 1), "said"),
        ({"Close_date": "2025-02-09", "Modified": "2025-03-01"}, date(2025, 2, 9), "closed"),
        ({"Close_date": "2027-02-09", "Modified": "2025-03-01"}, date(2025, 3, 1), "modified"),
        ({"Close_date": "", "Created": "2025-01-05"}, date(2025, 1, 5), "created"),
        ({"Close_date": "2027-02-09"}, date(2026, 3, 2), "guessed"),
        ({}, date(2026, 3, 2), "guessed"),
    ],
)
def test_the_day_of_loss_is_the_best_evidence_with_its_quality(cells: dict[str, str], day: date, quality: str) -> None:
    (loss,) = bring(one(Account="Alder", Stage="Closed Lost", **cells)).deal.losses
    assert (loss.lost_on, loss.lost_on_quality) == (day, quality)


def test_guessed_days_are_counted() -> None:
    file = bring(as_csv(["Account", "Stage", "Close date"], ["Alder", "Closed Lost", ""], ["Birch", "Closed Lost", ""]))
    assert file.tally == (
        "'Close date': a lost deal without a day of its loss; 2026-03-02 was put: 2 rows, the first is row 1",
    )


def test_a_systems_own_time_of_loss_is_stage_history() -> None:
    file = bring(
        as_csv(
            ["Deal - ID", "Deal - Title", "Deal - Organization", "Deal - Status", "Deal - Lost time"],
            ["1", "2x pump", "Alder", "Lost", "2025-02-01 16:20:00"],
        )
    )
    assert file.deal.losses[0].lost_on_quality == "stage_history"
    assert file.deal.happened_at == datetime(2025, 2, 1, 22, 20, tzinfo=UTC)


def test_lost_won_and_open_deals_all_come_in() -> None:
    file = bring(
        as_csv(
            ["Account", "Deal", "Stage", "Close date", "Lost reason", "Competitor"],
            ["A", "1", "Closed Lost", "2025-02-01", "Budget", "Corvex"],
            ["B", "2", "Closed Won", "2025-02-02", "", ""],
            ["C", "3", "Proposal", "2026-12-01", "Budget", "Corvex"],
        )
    )
    lost, won, still_open = file.deals
    assert [deal.status for deal in file.deals] == [Status.LOST, Status.WON, Status.OPEN]
    assert (won.won_on, won.losses, lost.won_on) == (date(2025, 2, 2), (), None)
    assert still_open.custom == {"Close date": "2026-12-01", "Lost reason": "Budget", "Competitor": "Corvex"}


SALESFORCE = ["Id", "Name", "AccountId", "StageName", "IsClosed", "IsWon", "IsDeleted", "CloseDate"]


def test_lost_is_closed_and_not_won_whatever_the_stage_is_called() -> None:
    file = bring(
        as_csv(
            SALESFORCE,
            ["0061", "a", "0011", "Archived 2025", "true", "false", "false", "2025-02-01"],
            ["0062", "b", "0012", "Handed over", "1", "1", "0", "2025-02-01"],
            ["0063", "c", "0013", "Closed Lost", "false", "false", "false", "2025-02-01"],
            ["0064", "d", "0014", "Closed Lost", "true", "false", "true", "2025-02-01"],
        )
    )
    assert [deal.status for deal in file.deals] == [Status.LOST, Status.WON, Status.OPEN]
    assert file.rows[3] == Skipped(4, "deleted in the system it comes from")


def test_a_reason_makes_a_doubtful_status_a_loss_but_no_reason_is_none() -> None:
    rows = as_csv(["Account", "Status", "Lost reason"], ["A", "Dead", "Price"], ["B", "Dead", "n/a"], ["C", "Won", ""])
    assert [deal.status for deal in bring(rows).deals] == [Status.LOST, Status.OPEN, Status.WON]


def test_a_record_made_by_mistake_is_no_loss() -> None:
    file = bring(
        as_csv(
            ["Account", "Deal", "Status", "Lost reason"],
            ["A", "1", "Lost", "Duplicate"],
            ["A", "2", "Error/duplicate", ""],
        )
    )
    assert file.rows == [
        Skipped(1, "its reason is 'Duplicate': a record made by mistake, not a loss"),
        Skipped(2, "its status is 'Error/duplicate', which is no end of a deal"),
    ]


def test_a_row_that_names_nothing_is_rejected_with_the_way_out() -> None:
    file = bring(
        as_csv(["Account", "Deal", "Stage", "Amount"], ["", "n/a", "Closed Lost", "12"], ["A", "", "Open", ""])
    )
    assert file.rows[0] == Rejected(
        1,
        "Account",
        "it names neither an organisation nor a deal; fill 'Account' or 'Deal'",
        {"Stage": "Closed Lost", "Amount": "12"},
    )
    assert file.deals[0].name == "A"


def test_a_row_wider_than_the_header_is_rejected_because_its_values_stand_in_the_wrong_columns() -> None:
    file = bring(b"Account,Stage,Amount\nAlder, Inc.,Closed Lost,12\nBirch,Closed Lost,5\n")
    (refused,) = file.rejected
    assert refused.row == 1
    assert refused.words.startswith("it has 4 cells under 3 columns, so values stand in the wrong columns")
    assert refused.cells == {"Account": "Alder", "Stage": "Inc.", "Amount": "Closed Lost", "cell 4": "12"}
    assert len(file.deals) == 1


def test_exact_repeats_are_skipped_and_counted() -> None:
    rows = [["Alder", "2x pump", "Closed Lost"]] * 3 + [["Alder", "3x pump", "Closed Lost"]]
    file = bring(as_csv(["Account", "Deal", "Stage"], *rows))
    assert file.rows[1:3] == [Skipped(2, "an exact repeat of row 1"), Skipped(3, "an exact repeat of row 1")]
    assert file.recognition.warnings == ("2 rows are exact repeats of another row",)


def test_lines_below_a_report_are_no_rows_of_it() -> None:
    content = (
        'Opportunity Name,Account Name,Stage\n"a","Alder","Closed Lost"\n"Total","",""\n'
        '"My lost deals"\n"Copyright (c) 2000-2026 salesforce.com, inc."\n"Generated By: Maya 02/03/2026"\n'
    )
    file = bring(content)
    assert len(file.deals) == 1
    assert {row.words for row in file.skipped} == {"a line below the report, not a row of it"}


def test_an_organisation_known_by_its_id_only_has_a_name_that_stands_in() -> None:
    by_id, by_deal = bring(
        as_csv(["Account", "Account ID", "Deal", "Stage"], ["", "0015x", "a", "Lost"], ["", "", "b", "Lost"])
    ).deals
    assert (by_id.account.name, by_id.account.external, by_id.account.is_placeholder) == (
        "Account 0015x",
        "0015x",
        True,
    )
    assert (by_deal.account.name, by_deal.account.is_placeholder) == ("b", True)


def test_of_several_organisations_the_first_is_the_deals() -> None:
    deal = bring(
        as_csv(
            ["Record ID", "Deal Name", "Deal Stage", "Associated Company", "Associated Company IDs"],
            ["1", "a", "Closed lost", "Alder Creek (9000077);Birch", "9000077;9000078"],
        )
    ).deal
    assert (deal.account.name, deal.account.external) == ("Alder Creek", "9000077")
    assert deal.custom == {
        "Associated Company": "Alder Creek (9000077);Birch",
        "Associated Company IDs": "9000077;9000078",
    }


def test_several_contacts_of_one_cell_become_several_people_with_their_own_ids() -> None:
    deal = bring(
        as_csv(
            ["Record ID", "Deal Name", "Deal Stage", "Associated Contact", "Associated Contact IDs"],
            ["1", "a", "Closed lost", "Lena Whitlock (lena@x.example);Ray Osei (ray@x.example)", "501;502"],
        )
    ).deal
    assert [(p.name, p.mail, p.external) for p in deal.people] == [
        ("Lena Whitlock", "lena@x.example", "501"),
        ("Ray Osei", "ray@x.example", "502"),
    ]


def test_people_carry_title_role_and_telephone_and_the_spare_address_is_kept() -> None:
    deal = bring(
        one(
            Account="Alder",
            Stage="Closed Lost",
            Contact="Whitlock, Lena",
            Job_title="OR Manager",
            Contact_role="Economic Decision Maker",
            Work_email="lena@alder.example",
            Email="lena@home.example",
            Phone="612 555 0199",
        )
    ).deal
    (person,) = deal.people
    assert (person.name, person.title, person.role) == ("Lena Whitlock", "OR Manager", SeatRole.ECONOMIC_BUYER)
    assert {person.mail, *deal.custom.values()} == {"lena@alder.example", "lena@home.example"}
    assert person.phone == "612 555 0199"


def test_a_sheet_of_applications_is_a_pipeline_of_jobs() -> None:
    file = bring(
        as_csv(
            ["Company", "Role", "Recruiter", "Recruiter Email", "Hiring Manager", "Status", "Applied on", "Feedback"],
            [
                "Medaris",
                "Device Rep",
                "Ana Ruiz",
                "ana@hire.example",
                "Bo Larsen",
                "Rejected",
                "2025-11-03",
                "too junior",
            ],
            ["Halden", "Clinical Rep", "", "", "", "Interview", "2026-01-03", ""],
        )
    )
    lost, still_open = file.deals
    assert (lost.kind, lost.name, lost.account.name, lost.status) == (
        DealKind.JOB,
        "Device Rep",
        "Medaris",
        Status.LOST,
    )
    assert [(p.name, p.role, p.mail) for p in lost.people] == [
        ("Ana Ruiz", SeatRole.RECRUITER, "ana@hire.example"),
        ("Bo Larsen", SeatRole.HIRING_MANAGER, ""),
    ]
    assert (lost.losses[0].lost_on, lost.losses[0].lost_on_quality) == (date(2025, 11, 3), "created")
    assert [note.words for note in lost.notes] == ["too junior"]
    assert still_open.status == Status.OPEN


@pytest.mark.parametrize(
    ("kind", "read"),
    [("Renewal", DealKind.ACCOUNT), ("New Business", DealKind.NEW), ("Existing Business", DealKind.NEW)],
)
def test_a_lost_renewal_is_a_customer_lost(kind: str, read: DealKind) -> None:
    deal = bring(one(Account="Alder", Stage="Closed Lost", Type=kind)).deal
    assert (deal.kind, deal.custom) == (read, {"Type": kind})
