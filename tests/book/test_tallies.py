"""How many deals stand where is tallied as the advice is kept, and always what counting the advice comes to."""

from datetime import date, timedelta
from itertools import chain
from uuid import UUID

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rekindle.book.check import check
from rekindle.book.keep import keep_advice
from rekindle.book.models import Advice, Tally
from rekindle.book.read.tallies import Counts, count_deals, read_counts
from rekindle.book.write.tallies import mend_tallies
from rekindle.tables.results import ADVICE
from rekindle.tables.schemas import from_rows
from tests.support.cast import TODAY, House, LostDeal, lose_a_deal
from tests.support.effort import examples

OWNERS = [None, UUID(int=1), UUID(int=2)]
AROUND = st.none() | st.integers(-60, 60).map(lambda days: TODAY + timedelta(days=days))
JUDGED = st.fixed_dictionaries(
    {
        "owner_id": st.sampled_from([owner.hex if owner else None for owner in OWNERS]),
        "kind": st.sampled_from(["get_back", "wait", "wait", "wait", "leave_alone"]),
        "reason": st.sampled_from(["timing", "price", None]),
        "window_from": AROUND,
        "window_to": AROUND,
        "reconsider_on": AROUND,
        "stopped_by": st.sampled_from(["gap", "rest", None]),
    }
)
# What is kept of each deal: by planning the whole book, or of the account of one of three deals, where None is no row.
KEPT = st.tuples(st.none() | st.integers(0, 2), st.lists(st.none() | JUDGED, min_size=3, max_size=3))


def advise(lost: LostDeal, row: dict[str, object] | None) -> list[dict[str, object]]:
    return [{"deal_id": lost.deal_id.hex, "account_id": lost.account_id.hex, **row}] if row else []


def table(*rows: dict[str, object]) -> pa.Table:
    return from_rows(ADVICE, list(rows))


@pytest.fixture
def three(house) -> list[LostDeal]:
    return [lose_a_deal(house, account=name, mail=f"{name}@x.example") for name in "abc"]


def both(house: House, day: date, owner: UUID | None = None) -> tuple[Counts, Counts]:
    return read_counts(house.workspace_id, day, owner), count_deals(house.workspace_id, day, owner)


@given(steps=st.lists(KEPT, min_size=1, max_size=4))
@settings(max_examples=examples(15, 200), deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_kept_in_whatever_order_the_tallies_are_the_counts(house, three, steps):
    Advice.objects.within(house.workspace_id).delete()
    Tally.objects.within(house.workspace_id).delete()
    for number, (one, rows) in enumerate(steps):
        day = TODAY + timedelta(days=number)
        if one is None:
            keep_advice(house.workspace_id, day, "v", table(*chain(*map(advise, three, rows))))
        else:
            kept = table(*advise(three[one], rows[one]))
            keep_advice(house.workspace_id, day, "v", kept, account_id=three[one].account_id)
        for ahead in (-2, 0, 14, 40):
            read, counted = both(house, day + timedelta(days=ahead), OWNERS[number % len(OWNERS)])
            assert read == counted


def test_a_page_reads_the_tallies_and_not_the_advice(house, three):
    first = three[0]
    row = {"kind": "wait", "reason": "price", "window_from": TODAY, "window_to": TODAY, "reconsider_on": TODAY}
    keep_advice(house.workspace_id, TODAY, "v", table(*advise(first, row)))
    Advice.objects.within(house.workspace_id).delete()
    seen = [read_counts(house.workspace_id, TODAY + timedelta(days=ahead)).by_standing for ahead in (-1, 0, 1, 14)]
    assert seen == [{"resting": 1}, {"window_open": 1}, {"resting": 1}, {"resting": 1}]
    assert read_counts(house.workspace_id, TODAY).by_reason == {"price": 1}
    # Further away than windows are tallied, and before the last zone's yesterday, the advice itself is counted.
    assert [read_counts(house.workspace_id, TODAY + timedelta(days=away)).lost for away in (-3, 15)] == [0, 0]


def test_what_changes_nothing_writes_nothing(house, three):
    first = three[0]
    keep_advice(house.workspace_id, TODAY, "v", table(*advise(first, {"kind": "get_back"})))
    before = set(Tally.objects.within(house.workspace_id).values_list("pk", flat=True))
    keep_advice(house.workspace_id, TODAY, "v", table(*advise(first, {"kind": "get_back"})), first.account_id)
    assert set(Tally.objects.within(house.workspace_id).values_list("pk", flat=True)) == before


def test_other_numbers_than_the_deals_have_are_found_and_mended(house, three):
    keep_advice(house.workspace_id, TODAY, "v", table(*advise(three[0], {"kind": "get_back"})))
    Advice.objects.within(house.workspace_id).update(kind="leave_alone")
    (wrong,) = [finding for finding in check() if not finding.ok]
    assert wrong.what == "maya: the lost book says other numbers than its deals"
    assert mend_tallies() == ["maya"]
    assert read_counts(house.workspace_id, TODAY).by_standing == {"left_alone": 1}
    assert (mend_tallies(), [finding for finding in check() if not finding.ok]) == ([], [])
