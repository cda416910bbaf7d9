"""Nobody who is suppressed, refused or said no is contacted, however awkward the book; and the check would notice."""

import pyarrow as pa
import pytest

from benchmarks.judgement.desk import playbook_of
from benchmarks.judgement.safety import awkward_book, check, check_batch
from rekindle.debrief import explain


@pytest.mark.parametrize("seed", [4, 11])
def test_no_contact_is_forbidden_and_no_time_is_left_over(seed: int) -> None:
    (found,) = check_batch((seed, 1_500))
    assert (found["forbidden"], found["unfilled"]) == (0, 0)
    assert (found["decisions"] > 1_300, found["contacts"] > 20, found["people_stopped"] > 500) == (True, True, True)


def test_a_contact_to_somebody_who_was_stopped_is_noticed() -> None:
    facts = awkward_book(4, 400)
    whys = explain(facts, playbook_of(facts["moment"].column("today")[0].as_py()))
    person = facts["suppressions"].column("person_id").drop_null()[0].as_py()
    row = {"deal_id": "d", "account_id": "a", "owner_id": facts["members"]["member_id"][0].as_py(), "kind": "get_back"}
    row |= {"person_id": person, "channel": "mail", "play": "inbound", "listed": True, "minutes": 5}
    other = {**row, "person_id": None}
    origin = [one for one in facts["suppressions"].to_pylist() if one["person_id"] == person]
    stops = any(one["channel"] in (None, "mail") or one["origin"] == "person" for one in origin)
    found = check(facts, whys, pa.Table.from_pylist([row, other]))
    assert (found.decisions, found.contacts, found.forbidden) == (2, 2, int(stops))
    assert stops


def test_an_owner_with_time_left_for_somebody_permitted_is_noticed() -> None:
    facts = awkward_book(4, 400)
    whys = explain(facts, playbook_of(facts["moment"].column("today")[0].as_py()))
    members = facts["members"]
    roomy = members.set_column(
        members.column_names.index("touches_per_day"), "touches_per_day", pa.array([9] * len(members))
    )
    row = {"deal_id": "d", "account_id": None, "owner_id": members["member_id"][0].as_py(), "kind": "get_back"}
    row |= {"person_id": None, "channel": "call", "play": "check_in", "listed": False, "minutes": 5}
    assert check({**facts, "members": roomy}, whys, pa.Table.from_pylist([row])).unfilled == 1
