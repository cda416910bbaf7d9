"""Tables drawn with bars in a text: one that is the text is read, one in a text of another kind is not."""

import pytest

from rekindle.intake.reading import UnreadableError, read_table
from tests.intake.support import bring

HEADER = "| Account | Stage | Close date | Lost reason |\n|---|:---:|---:|---|\n"
ROWS = "| Alder | Lost | 2025-05-13 | price \\| terms |\n| Birch | Lost | 2025-06-13 |  |\n"


def test_a_table_in_markdown_is_its_rows_without_the_line_below_the_names() -> None:
    file = bring(HEADER + ROWS)
    assert [deal.account.name for deal in file.deals] == ["Alder", "Birch"]
    assert [len(deal.losses) for deal in file.deals] == [1, 1]
    assert file.table.rows[0][3] == "price | terms"
    assert file.table.warnings == ()


def test_the_answer_of_a_database_is_read() -> None:
    table = read_table(b" account | stage\n---------+-------\n Alder   | Lost\n Birch   | Won\n(2 rows)\n", "a.txt")
    assert (table.columns, table.rows) == (("account", "stage"), [("Alder", "Lost"), ("Birch", "Won")])
    assert table.warnings == ("one line of text around the table was not read, such as '(2 rows)'",)


def test_text_around_a_table_is_said_not_to_be_read() -> None:
    table = read_table(f"# Lost this spring\n\nThree, said Ann.\n\n{HEADER}{ROWS}".encode(), "a.md")
    assert len(table.rows) == 2
    assert table.warnings == ("2 lines of text around the table were not read, such as '# Lost this spring'",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{HEADER}{ROWS}\n## Won\n\n{HEADER}{ROWS}", "several tables stand in it; bring in the list itself"),
        (
            "We wait, and so do they.\n" * 9 + HEADER + ROWS,
            "one table stands among other words in it; bring in the list",
        ),
    ],
)
def test_a_text_of_another_kind_is_refused_with_the_way_out(text: str, words: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_table(text.encode(), "notes.md")
    assert words in str(refusal.value)


def test_bars_and_dashes_in_a_list_by_hand_make_no_drawn_table() -> None:
    table = read_table(b"Account|Stage|Notes\nAlder|Lost|a -- b\n--|--|\nBirch|Lost|c\n", "a.csv")
    assert [row[0] for row in table.rows] == ["Alder", "--", "Birch"]
