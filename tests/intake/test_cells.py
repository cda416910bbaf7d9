import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle.intake.cells.blank import CellError, is_blank
from rekindle.intake.cells.contacts import (
    read_domain,
    read_mail,
    read_phone,
    split_id,
    split_many,
    split_name,
    turn_name,
)
from rekindle.intake.cells.flags import read_flag
from rekindle.intake.cells.ids import read_id
from rekindle.intake.cells.text import plain_text
from rekindle.intake.columns.words import classify_status, country_code


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Budget froze.</p><p>Call in <b>May</b></p>", "Budget froze.\n\nCall in May"),
        ("Trial<br/>went well &amp; then<br>nothing", "Trial\nwent well & then\nnothing"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<style>p{}</style><script>alert(1)</script>kept", "kept"),
        ("price < 5 and > 3", "price < 5 and > 3"),
        ("a  b\r\n\r\n\r\n\r\nc", "a b\n\nc"),
        ("<script>never closed", "never closed"),
    ],
)
def test_notes_lose_their_html_and_keep_their_words(html: str, text: str) -> None:
    assert plain_text(html) == text


@given(st.text(max_size=200))
def test_no_text_breaks_the_note_reader(text: str) -> None:
    assert "<script" not in plain_text(f"<script>{text}</script>") or "<script" in text


@pytest.mark.parametrize("text", ["yes", "Ja", "OUI", "Sí", "TRUE", "1", "x", "✓", True, 1])
def test_yes_is_yes(text: str | bool) -> None:
    assert read_flag(text) is True


@pytest.mark.parametrize("text", ["no", "Nein", "non", "FALSE", "0", "☐", False, 0.0])
def test_no_is_no(text: str | bool | float) -> None:
    assert read_flag(text) is False


def test_maybe_is_neither() -> None:
    with pytest.raises(CellError):
        read_flag("maybe")


@pytest.mark.parametrize("text", ["", "-", "n/a", "N/A", "(No value)", "NULL", "k.A.", "#N/A"])
def test_nothing_is_written_in_many_ways(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("lena@tamarack.example", "lena@tamarack.example"),
        ("Lena Whitfield <lena@tamarack.example>", "lena@tamarack.example"),
        ("mailto:lena@tamarack.example", "lena@tamarack.example"),
        ("a@x.example; b@y.example", "a@x.example"),
        ("jörg@müller.example", "jörg@müller.example"),
    ],
)
def test_the_first_address_of_a_cell_is_read(text: str, mail: str) -> None:
    assert read_mail(text) == mail


@pytest.mark.parametrize("text", ["lena at tamarack", "lena@", "@x.example", "lena@x", "a..b@x.example"])
def test_what_is_no_address_is_an_error(text: str) -> None:
    with pytest.raises(CellError):
        read_mail(text)


@pytest.mark.parametrize("text", ["+1 (612) 555-0199", "0049 30 123456-7", "612.555.0199 x12", "tel:+33123456789"])
def test_telephone_numbers_stay_as_they_are_written(text: str) -> None:
    assert read_phone(text) == text.removeprefix("tel:")


@pytest.mark.parametrize("text", ["12", "ask Lena", "2025-03-04T10:00:00"])
def test_what_is_no_telephone_number_is_an_error(text: str) -> None:
    with pytest.raises(CellError):
        read_phone(text)


@pytest.mark.parametrize(
    "text",
    ["https://www.tamarack.example/path?x=1", "TAMARACK.example", "lena@tamarack.example", "//www.tamarack.example"],
)
def test_a_web_address_becomes_its_domain(text: str) -> None:
    assert read_domain(text.removeprefix("//")) == "tamarack.example"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Whitfield, Lena", "Lena Whitfield"),
        ("García López, Ana", "Ana García López"),
        ("Lena Whitfield, MD", "Lena Whitfield, MD"),
        ("Lena Whitfield, Ray Osei", "Lena Whitfield, Ray Osei"),
        ("Lena Whitfield", "Lena Whitfield"),
    ],
)
def test_family_names_in_front_are_turned(text: str, name: str) -> None:
    assert turn_name(text) == name


def test_cells_that_hold_more_than_one_thing_are_taken_apart() -> None:
    assert split_name("Lena Whitfield (lena@x.example)") == ("Lena Whitfield", "lena@x.example")
    assert split_name("lena@x.example") == ("", "lena@x.example")
    assert split_id("Tamarack Regional (8123456)") == ("Tamarack Regional", "8123456")
    assert split_id("Tamarack (North)") == ("Tamarack (North)", "")
    assert split_many("a; b ::: c\nd") == ("a", "b", "c", "d")


def test_short_and_long_ids_of_salesforce_are_one() -> None:
    assert read_id("006q000000Hddoh", "salesforce") == "006q000000HddohAAB"
    assert read_id("006q000000HddohAAB", "salesforce") == "006q000000HddohAAB"
    assert read_id("006q000000Hddoh", "hubspot") == "006q000000Hddoh"


def test_an_id_that_a_spreadsheet_has_rounded_is_no_id() -> None:
    with pytest.raises(CellError, match="rounded"):
        read_id("8.34568E+09")


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("lost", ["Closed Lost", "closedlost", "#10 Closed lost", "Lost - No Decision", "Rejected", "Position filled"]),
        ("lost", ["Verloren", "Perdue", "Perdido", "Abgelehnt", "Not selected", "Lost (cancelled)"]),
        ("lost", ["No opening", "No openings right now", "Not hiring at the moment", "Keine Stelle frei"]),
        ("won", ["Closed Won", "#09 WON", "Gewonnen", "Gagnée", "Ganado", "Offer accepted"]),
        ("open", ["Open", "En cours", "Not yet lost", "In Progress"]),
        ("skip", ["Error/duplicate", "Lost - duplicate of 4711", "Deleted"]),
        ("unclear", ["Dead", "On hold", "Closed", "Parked - Q4", "Cancelled", "Lost, then won", "Gone to competitor"]),
        ("unclear", ["Hiring freeze", "Not pursuing", "No capacity", "Kein Bedarf", "Budget frozen"]),
        ("", ["Not started", "Not contacted", "No answer yet", "Not qualified yet", "Noch nicht begonnen"]),
        ("", ["Discovery", "Negotiation", "Proposal sent", "Won't say", "Test"]),
    ],
)
def test_a_status_is_a_type_whatever_words_a_team_has(kind: str, texts: list[str]) -> None:
    assert {text: classify_status(text) for text in texts} == dict.fromkeys(texts, kind)


@pytest.mark.parametrize(
    ("name", "code"), [("United States", "US"), ("Deutschland", "DE"), ("EE.UU.", "US"), ("Narnia", "")]
)
def test_countries_are_known_by_the_names_people_write(name: str, code: str) -> None:
    assert country_code(name) == code
