"""A no read out of a note is in force at once, and a person can say that it is none; a no in a column stays."""

from datetime import timedelta
from uuid import UUID

import pytest

from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import import_deals
from tests.desk.support import acting, new_key, pick, rows_of
from tests.support.cast import NOW, make_workspace

pytestmark = pytest.mark.usefixtures("without_mornings")

FILE = b"""Opportunity ID,Opportunity Name,Account Name,Stage,Close Date,Contact,Email,Email Opt Out,Notes
0061t0000000001AAA,Towers,Tamarack,Closed Lost,2026-03-02,Lena Whitfield,l@tamarack.example,false,Do not contact again.
0061t0000000002AAA,Carts,Bellhaven,Closed Lost,2026-03-04,Ray Ortiz,ray@bellhaven.example,true,
"""


def left_alone(house, at=NOW):
    return sorted(set(pick(rows_of(house, "suppressions", at), "origin", "words")))


def test_a_misread_note_is_lifted_and_not_read_again_until_that_is_undone(sqlite_book):
    house = make_workspace()
    import_deals(acting(house), new_key(), content=FILE, name="lost.csv")
    deal = next(row for row in rows_of(house, "deals") if row["name"] == "Towers")
    (lena,) = (row for row in rows_of(house, "people") if row["name"] == "Lena Whitfield")
    before = left_alone(house)
    later = [NOW + timedelta(minutes=minute) for minute in range(1, 5)]

    done = verbs.call_misread(
        acting(house, later[0]), new_key(), deal_id=UUID(deal["deal_id"]), person_id=UUID(lena["person_id"])
    )
    newer = FILE + b"0061t0000000003AAA,Lights,Bellhaven,Closed Lost,2026-03-05,Ray Ortiz,,false,\n"
    import_deals(acting(house, later[1]), new_key(), content=newer, name="newer.csv")
    after = left_alone(house, later[1])
    verbs.undo(acting(house, later[2]), new_key(), command_id=done.command_id)

    read, column = ("machine", "Do not contact again."), ("import", "Email Opt Out: true")
    assert (before, after) == (sorted([read, column]), [column])
    assert left_alone(house, later[3]) == before


def test_a_column_is_nobodys_misreading(sqlite_book):
    house = make_workspace()
    import_deals(acting(house), new_key(), content=FILE, name="lost.csv")
    deal = next(row for row in rows_of(house, "deals") if row["name"] == "Carts")
    (ray,) = (row for row in rows_of(house, "people") if row["name"] == "Ray Ortiz")

    with pytest.raises(RefusedError, match="No note was read as a no of Ray Ortiz"):
        verbs.call_misread(acting(house), new_key(), deal_id=UUID(deal["deal_id"]), person_id=UUID(ray["person_id"]))
