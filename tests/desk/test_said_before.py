"""What a status means is asked once: the next export of the same system is read as somebody said then."""

from datetime import timedelta

import pytest

from rekindle.desk import verbs
from rekindle.desk.bring_in import import_deals
from tests.desk.support import acting, new_key, rows_of
from tests.support.cast import NOW, make_workspace

pytestmark = pytest.mark.usefixtures("without_mornings")


def export(stage: str, *rows: str) -> bytes:
    """Write a Salesforce report with a stage of a team's own."""
    lines = [f"Opportunity ID,Opportunity Name,Account Name,{stage},Close Date", *rows]
    return "\n".join(lines).encode()


MARCH = export(
    "Stage",
    "0061t0000000001AAA,Towers,Tamarack,Parked,2026-03-02",
    "0061t0000000002AAA,Carts,Elm,Closed Won,2026-03-02",
)
APRIL = export(
    "Stage Name",
    "0061t0000000003AAA,Lights,Bellhaven,PARKED,2026-04-02",
    "0061t0000000004AAA,Beds,Elm,Closed Won,2026-04-02",
)
PARKED_LOST = {"Stage: Parked": "lost"}


def asks(house, content, at=NOW, **said):
    found = import_deals(acting(house, at), new_key(), content=content, name="x.csv", dry_run=True, **said)
    return [ask.column for ask in found.asks]


def test_a_status_that_was_settled_is_not_asked_again(sqlite_book):
    house, other = make_workspace(), make_workspace("other")
    first = asks(house, MARCH)
    import_deals(acting(house), new_key(), content=MARCH, name="march.csv", mapping=PARKED_LOST)

    again = asks(house, APRIL)
    report = import_deals(acting(house, NOW + timedelta(days=1)), new_key(), content=APRIL, name="april.csv")

    assert (first, again, asks(other, APRIL)) == (["Stage: Parked"], [], ["Stage Name: PARKED"])
    assert report.losses == 1
    assert "'PARKED' in 'Stage Name' counts as lost, as was said about an earlier file of this kind" in report.warnings
    assert sorted(row["lost_on"].isoformat() for row in rows_of(house, "losses", NOW + timedelta(days=1))) == [
        "2026-03-02",
        "2026-04-02",
    ]


def test_a_newer_word_wins_and_one_taken_back_is_forgotten(sqlite_book):
    house = make_workspace()
    import_deals(acting(house), new_key(), content=MARCH, name="march.csv", mapping=PARKED_LOST)

    other = import_deals(
        acting(house), new_key(), content=APRIL, name="april.csv", mapping={"Stage Name: PARKED": "open"}
    )
    verbs.undo(acting(house, NOW + timedelta(minutes=1)), new_key())
    verbs.undo(acting(house, NOW + timedelta(minutes=2)), new_key())

    assert other.losses == 0
    assert asks(house, APRIL, NOW + timedelta(minutes=3)) == ["Stage Name: PARKED"]
