"""Why each column is read as it is, or is not: a sentence for every column of a file."""

from tests.intake.support import as_csv, bring

COLUMNS = [
    "Account",
    "Est. proposal value",
    "Final value",
    "Status",
    "Date",
    "Rows",
    "Paid",
    "Empty",
    "Contact 1",
    "Prénom",
]
ROWS = [
    ["Alder Clinic", "$2,800", "", "Lost", "2025-03-01", "A-1", "yes", "", "Ann Leeds", "x"],
    ["Birch Clinic", "$3,800", "$4,000", "Won", "2025-04-01", "A-2", "no", "", "Bo Rayner", "x"],
    ["Cedar Clinic", "$4,800", "", "Open", "", "A-3", "no", "", "Cy Foxton", "x"],
    ["Elm Clinic", "$5,800", "", "Open", "", "A-4", "no", "", "Di Quist", "x"],
    ["Fern Clinic", "$6,800", "", "Lost", "2025-05-01", "A-5", "yes", "", "Ed Marten", "x"],
]


def test_every_column_has_its_reason() -> None:
    found = bring(as_csv(COLUMNS, *ROWS), mapping={"Prénom": "keep"}).recognition
    assert list(found.reasons) == COLUMNS
    assert found.reasons["Account"] == "Its name says so."
    assert found.reasons["Est. proposal value"].startswith("Nearly all rows have an amount here")
    assert found.reasons["Final value"].endswith("'Est. proposal value' is used for it.")
    assert found.reasons["Date"] == "Deals that are over have a day here, and open ones have none."
    assert found.reasons["Paid"] == "No name we know; it holds yes and no, such as 'yes', and nothing tells of what."
    assert found.reasons["Empty"] == "It is empty."
    assert found.reasons["Prénom"] == "You said so."


def test_a_reason_names_what_is_in_a_column_nobody_knows() -> None:
    columns = ["Account", "Amount", "Zz 1", "Zz 2", "Zz 3"]
    rows = [["Alder Clinic", "$2,800", 7 + at, f"2024-0{at}-03", "same"] for at in range(1, 6)]
    reasons = bring(as_csv([*columns, "Closed on"], *([*row, "2025-01-01"] for row in rows))).recognition.reasons
    assert "holds numbers, such as '8'" in reasons["Zz 1"]
    assert "holds days, such as '2024-01-03'" in reasons["Zz 2"]
    assert "every row says the same: 'same'" in reasons["Zz 3"]
