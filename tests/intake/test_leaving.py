"""Who must be left alone where no column we know says so: what settles it, and who is held until it is answered."""

from tests.intake.support import Brought, bring
from tests.intake.test_evidence import asked, lines

EITHER = ("person.opt_out", "person.may_contact", "keep")


def left_alone(brought: Brought) -> list[str]:
    """Return who is left alone, by the names of the file's contacts."""
    return [one.name for deal in brought.deals for one in deal.people if one.opt_outs]


def file(header: str, *said: str) -> str:
    rows = [f"House {n},Deal {n},Lost,Contact {n},{one}" for n, one in enumerate(said)]
    return lines(f"Account,Deal,Stage,Contact,{header}", *rows)


def test_whoever_has_an_answer_that_may_be_a_no_is_left_alone_until_somebody_says_which_way_it_goes() -> None:
    for header in ("GDPR", "Mailing", "DSGVO-Status", "Privacy", "Zgoda na kontakt", "OK to contact again?"):
        table = file(header, "yes", "no", "", "", "")
        told = bring(table)
        assert asked(told) == {header: EITHER}
        assert left_alone(told) == ["Contact 0", "Contact 1"]
        # Each answer lets those go whom it says nothing of.
        assert left_alone(bring(table, mapping={header: "person.opt_out"})) == ["Contact 0"]
        assert left_alone(bring(table, mapping={header: "person.may_contact"})) == ["Contact 1"]
        assert left_alone(bring(table, mapping={header: "keep"})) == []


def test_nothing_comes_in_before_the_answer_where_nearly_everybody_would_be_left_alone() -> None:
    (question,) = bring(file("GDPR", "yes", "no", "yes", "yes", "")).recognition.questions
    assert question.comes_first
    assert "Nothing comes in" in question.words
    (question,) = bring(file("GDPR", "yes", "no", "", "", "")).recognition.questions
    assert not question.comes_first


def test_a_word_of_law_that_forbids_holds_whoever_has_a_yes() -> None:
    for header in ("Opposition client", "Robinsonliste", "Bezwaar direct marketing"):
        told = bring(file(header, "oui", "non", "non", ""))
        assert asked(told) == {header: EITHER}
        assert left_alone(told) == ["Contact 0"]


def test_cells_that_allow_or_forbid_by_themselves_are_read_whatever_their_column_is_called() -> None:
    told = bring(file("E-Mails (Kontakt)", "Zulassen", "Nicht zulassen", "Zulassen"))
    assert not asked(told)
    assert left_alone(told) == ["Contact 1"]
    assert [str(no.channel) for deal in told.deals for one in deal.people for no in one.opt_outs] == ["mail"]
    told = bring(file("Préférence", "Autoriser", "Ne pas autoriser", ""))
    assert left_alone(told) == ["Contact 1"]
    # A status is not taken for a permission.
    assert not left_alone(bring(file("Beds", "allowed", "allowed", "")))


def test_a_no_with_more_words_under_what_is_allowed_is_a_no() -> None:
    table = file("OK to contact again?", "Yes", "No - asked us to stop", "Yes after the summer", "Nein danke", "")
    assert left_alone(bring(table, mapping={"OK to contact again?": "person.may_contact"})) == [
        "Contact 1",
        "Contact 3",
    ]
