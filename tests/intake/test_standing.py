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


ENDS = ("Alder,A,Closed Lost", "Birch,B,Closed Won", "Cedar,C,Proposal", "Dunmore,D,Closed Lost", "Elm,E,Proposal")


def test_words_for_both_ends_tell_them_under_any_name_and_are_asked_about() -> None:
    told = bring(lines("Account,Deal,Step in pipeline", *ENDS, "Fern,F,Closed Won"))
    assert [str(deal.status) for deal in told.deals] == ["lost", "won", "open", "lost", "open", "won"]
    assert asked(told) == {"Step in pipeline": ("deal.status", "deal.stage", "keep")}
    # Beside a flag that tells lost deals only, they tell the won ones.
    flags = ("yes", "no", "no", "yes", "no", "no")
    rows = (f"{row},{flag}" for row, flag in zip((*ENDS, "Fern,F,Closed Won"), flags, strict=True))
    told = bring(lines("Account,Deal,Step in pipeline,Is closed lost", *rows))
    assert [str(deal.status) for deal in told.deals] == ["lost", "won", "open", "lost", "open", "won"]
    # What was another time says nothing of this one.
    told = bring(lines("Account,Deal,Previous outcome,Lost reason", *(f"{row},Price" for row in ENDS)))
    assert {str(deal.status) for deal in told.deals} == {"lost"}


def test_yes_and_no_tell_an_end_only_under_a_name_that_means_nothing_else() -> None:
    rows = ("Alder,A,Lost,Yes", "Birch,B,Won,No", "Cedar,C,Open,No")
    for header in ("Won award", "Loss of signal", "Lost luggage"):
        told = bring(lines(f"Account,Deal,Stage,{header}", *rows))
        assert [str(deal.status) for deal in told.deals] == ["lost", "won", "open"]
        alone = bring(lines(f"Account,Deal,Lost reason,{header}", *(row.replace("Open", "Late") for row in rows)))
        assert alone.recognition.mapping.get(header) is None
    told = bring(lines("Account,Deal,Win / loss,Amount", "Alder,A,No,5", "Birch,B,Yes,6"))
    assert told.recognition.mapping["Win / loss"] == "deal.status"


def test_a_chance_tells_which_deals_that_are_not_won_are_open() -> None:
    rows = ("Alder,A,false,0 %,Price", "Birch,B,true,100 %,", "Cedar,C,false,30 %,", "Dunmore,D,false,0 %,Late")
    told = bring(lines("Account,Deal,Won,Probability,Loss reason", *rows))
    assert [str(deal.status) for deal in told.deals] == ["lost", "won", "open", "lost"]
    told = bring(lines("Account,Deal,Stage,Win %", "Alder,A,Lost,0", "Birch,B,Won,100", "Cedar,C,Offer,45"))
    assert told.recognition.mapping["Win %"] == "deal.probability"


def test_where_many_rows_do_not_tell_why_they_were_lost_they_are_asked_about() -> None:
    rows = [f"House {n},Deal {n},{'Price' if n % 3 else ''}" for n in range(12)]
    told = bring(lines("Account,Deal,Loss reason", *rows))
    assert set(asked(told)) == {"*"}
    assert [str(deal.status) for deal in told.deals] == ["lost" if n % 3 else "open" for n in range(12)]
    nearly = bring(lines("Account,Deal,Loss reason", *(row if n else f"{row}Price" for n, row in enumerate(rows[:4]))))
    assert {str(deal.status) for deal in nearly.deals} == {"lost"}


def test_that_a_deal_is_over_does_not_tell_how_it_ended() -> None:
    rows = ("Alder,A,Yes", "Birch,B,No", "Cedar,C,Yes")
    told = bring(lines("Account,Deal,Closed", *rows))
    assert set(asked(told)) == {"*"}
    answered = bring(lines("Account,Deal,Closed", *rows), mapping={"*": "lost"})
    assert [str(deal.status) for deal in answered.deals] == ["lost", "open", "lost"]
    assert set(asked(bring(lines("Account,Deal,Status", "Alder,A,Lost", "Birch,B,No longer lost")))) == {
        "Status: No longer lost"
    }
