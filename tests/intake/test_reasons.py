"""Why each column is read as it is, or is not: a sentence for every column of a file."""

import random

import pytest

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


# What values show without a name, with the words for it in the reason of a column that is neither read nor asked about.
SHOWN = {
    "mail addresses": lambda at: f"p{at}@house{at}.example",
    "telephone numbers": lambda at: f"+1 614 555 01{at:02}",
    "days": lambda at: f"2025-0{1 + at % 9}-1{at % 9}",
    "numbers": lambda at: f"${(at + 2) * 1_300:,}",
    "yes and no": lambda at: ("yes", "no")[at % 2],
    "the same few people again and again": lambda at: ("Priya Raman", "Grace Holloway")[at % 2],
}
KNOWN = {
    "Email": SHOWN["mail addresses"],
    "Phone": SHOWN["telephone numbers"],
    "Closed on": SHOWN["days"],
    "Amount": SHOWN["numbers"],
    "Owner": SHOWN["the same few people again and again"],
}


@pytest.mark.parametrize("seed", range(12))
def test_no_column_stays_unread_in_silence_whose_values_show_what_they_are(seed: int) -> None:
    dice = random.Random(seed)
    known = dice.sample(sorted(KNOWN), dice.randint(0, len(KNOWN)))
    makers = {f"Zz {words}": (words, make) for words, make in SHOWN.items() if dice.random() < 0.7}
    columns = ["Account", "Deal", "Status", *known, *(f"Q{place}" for place in range(len(makers)))]
    rows = [
        [
            f"House {at}",
            f"Deal {at}",
            "Lost",
            *(KNOWN[name](at) for name in known),
            *(make(at) for _, make in makers.values()),
        ]
        for at in range(10)
    ]
    found = bring(as_csv(columns, *rows)).recognition
    asked = {question.column for question in found.questions} | {
        choice for question in found.questions for choice in question.choices
    }
    for place, (words, _) in enumerate(makers.values()):
        column = f"Q{place}"
        is_read = found.mapping.get(column, "keep") != "keep"
        assert is_read or column in asked or f"holds {words}," in found.reasons[column]
