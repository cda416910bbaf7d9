"""A day that a note names: waited for, said in its words, and given up by who wants to come back sooner."""

from datetime import date, timedelta

from rekindle.book.read.workspace import read_workspace
from rekindle.book.write.touches import write_promise
from rekindle.desk import verbs
from rekindle.desk.advise import advise
from rekindle.desk.show.deal import show_deal
from rekindle.terms.losses import Source
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, House, lose_a_deal, make_workspace

IN_SPRING = "Call again in spring."


def stop_of(house: House, deal_id, at) -> tuple[str | None, str | None]:
    """What stops the deal on a day, and the rule of it."""
    [row] = [
        row
        for row in advise(read_workspace(house.workspace_id), at).advice.to_pylist()
        if row["deal_id"] == deal_id.hex
    ]
    return row["stopped_by"], row["stop_rule"]


def test_a_deal_waits_for_the_day_in_a_note_until_somebody_wants_it_sooner(sqlite_book: str) -> None:
    house = make_workspace()
    lost = lose_a_deal(house, lost_on=NOW.date() - timedelta(days=120), quote="")
    spring = date(NOW.year + 1, 4, 16)
    noted = house.writing(NOW - timedelta(days=9))
    write_promise(noted, lost.deal_id, spring, sd_days=28.0, source=Source.INFERRED, words=IN_SPRING)
    verbs.change_settings(acting(house), new_key(), jurisdiction="US")

    assert stop_of(house, lost.deal_id, NOW) == ("promised_later", "inferred")
    view = show_deal(acting(house), lost.deal_id)
    assert view.advice_words == f"Comes up on 19 March {spring.year}: your notes say “{IN_SPRING}”"
    assert ("Comes up", f"19 March {spring.year}") in view.window_rows
    # One day for one note: the middle of what "spring" may mean is told nowhere beside it.
    assert "16 April" not in " ".join((*view.kept, *(day for _, day in view.window_rows)))

    tomorrow, day_after = NOW.date() + timedelta(days=1), NOW + timedelta(days=2)
    verbs.rest(acting(house), new_key(), deal_id=lost.deal_id, until_on=tomorrow)
    assert stop_of(house, lost.deal_id, day_after)[0] != "promised_later"
    verbs.undo(acting(house), new_key())
    assert stop_of(house, lost.deal_id, day_after) == ("promised_later", "inferred")
