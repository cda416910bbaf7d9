"""How rows stand: one place says it, and by what."""

from rekindle.intake.columns.answers import Answers
from rekindle.intake.columns.match import Candidate, Match
from rekindle.intake.files.table import RawTable
from rekindle.intake.standing.row import By, How, find_standings
from rekindle.intake.standing.telling import find_telling
from tests.intake.support import bring
from tests.intake.test_evidence import asked, lines


def stand(fields: dict[str, str], *rows: tuple[str, ...]) -> list[tuple[How, By, str]]:
    """Say how rows stand whose columns, by name, mean the fields given."""
    table = RawTable("book.csv", tuple(fields), list(rows), "csv")
    match = Match({index: Candidate(field, 1.0) for index, field in enumerate(fields.values())})
    telling = find_telling(table, match, Answers())
    return [(one.how, one.by, one.column) for one in find_standings(table.rows, table.columns, match, telling)]


def test_a_row_stands_as_its_best_evidence_says_and_names_it() -> None:
    fields = {"Won?": "deal.is_won", "Status": "deal.status", "Why": "deal.lost_reason"}
    assert stand(fields, ("yes", "Parked", ""), ("", "Lost", ""), ("", "Closed", "dear"), ("", "Closed", "")) == [
        (How.WON, By.FLAG, "Won?"),
        (How.LOST, By.WORD, "Status"),
        (How.LOST, By.REASON, "Why"),
        (How.UNKNOWN, By.WORD, "Status"),
    ]
    assert stand(fields, ("", "Lost", "duplicate"), ("", "Lost", "late"))[0] == (How.NO_DEAL, By.REASON, "Why")


def test_a_no_under_won_beside_a_word_for_over_is_a_loss_and_beside_a_pause_it_is_not() -> None:
    fields = {"Won?": "deal.is_won", "Stage": "deal.stage"}
    stands = stand(fields, ("no", "Closed"), ("yes", "Closed"), ("no", "On hold"), ("", "Closed"))
    assert [how for how, _, _ in stands] == [How.LOST, How.WON, How.UNKNOWN, How.UNKNOWN]
    told = bring("Kunde,Verkaufsphase,Gewonnen\nA,Abgeschlossen,Nein\nB,Abgeschlossen,Ja\nC,Angebot,\n")
    assert [str(deal.status) for deal in told.deals] == ["lost", "won", "open"]
    assert not asked(told)


def test_a_status_and_a_stage_that_tell_two_ends_tell_nothing() -> None:
    fields = {"Status": "deal.status", "Stage": "deal.stage"}
    stands = stand(fields, ("Won", "Closed Lost"), ("Lost", "Proposal"))
    assert [how for how, _, _ in stands] == [How.UNKNOWN, How.LOST]
    told = bring(lines("Account,Deal,Status,Stage", "Alder,A,Won,Closed Lost", "Birch,B,Lost,Closed Lost"))
    assert [str(deal.status) for deal in told.deals] == ["open", "lost"]
    assert set(asked(told)) == {"Status: Won"}


def test_the_column_that_has_the_words_for_ends_tells_them() -> None:
    rows = ("Beds,Alder,Done,Lost,$5", "Pumps,Birch,Done,Won,$6", "Lamps,Cedar,To Do,,$7")
    told = bring(lines("Deal,Customer,Status,Resolution,Deal size", *rows))
    assert [str(deal.status) for deal in told.deals] == ["lost", "won", "open"]
    assert told.recognition.mapping["Resolution"] == "deal.status"
    assert not asked(told)
