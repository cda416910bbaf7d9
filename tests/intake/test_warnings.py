"""What a person is told about a file without being asked."""

from tests.intake.support import as_csv, bring

COLUMNS = ["Account", "Deal", "Stage", "Amount", "Lost reason", "Exit interview", "Signed by", "Source"]


def rows(count: int) -> list[list[str]]:
    lost = [[f"A{n}", f"a{n}", "Closed Lost", "1", "Budget", "done", "", "Web"] for n in range(count)]
    won = [[f"B{n}", f"b{n}", "Closed Won", "1", "", "", "Lena", "Web"] for n in range(count)]
    still = [[f"C{n}", f"c{n}", "Proposal", "1", "", "", "", "Web"] for n in range(count)]
    return [*lost, *won, *still]


AFTER_THE_END = "it was written after the end, so it foretells nothing"


def test_columns_filled_only_after_the_end_are_named() -> None:
    assert bring(as_csv(COLUMNS, *rows(10))).recognition.warnings == (
        f"'Exit interview' is filled only for lost deals: {AFTER_THE_END}",
        f"'Signed by' is filled only for deals that are over: {AFTER_THE_END}",
    )


def test_a_handful_of_deals_proves_nothing() -> None:
    assert bring(as_csv(COLUMNS, *rows(3))).recognition.warnings == ()


def test_the_flags_of_an_interface_tell_the_end_as_well() -> None:
    columns = ["Id", "Name", "AccountId", "StageName", "IsClosed", "IsWon", "Satisfaction__c"]
    closed = [[f"006{n}", f"a{n}", "001", "Archived", "true", "false", "2"] for n in range(9)]
    still = [[f"007{n}", f"b{n}", "001", "Discovery", "false", "false", ""] for n in range(9)]
    assert bring(as_csv(columns, *closed, *still)).recognition.warnings == (
        f"'Satisfaction__c' is filled only for lost deals: {AFTER_THE_END}",
    )
