"""Rows that were contacted together are one throw of the dice: households, wards, practices."""

import numpy as np
import pyarrow as pa

from rekindle.learning.select.asking import Ask
from rekindle.learning.select.selecting import select_contacts
from rekindle.learning.select.together import find_together

ASK = Ask("voter", "voted", treated="letter")


def make_households(seed: int, homes: int, *, letters: int = 2) -> pa.Table:
    """Make two people per home, of a street each, and one letter or none; the second helps."""
    chance = np.random.default_rng(seed)
    home = np.repeat(np.arange(homes), 2)
    arm = chance.integers(0, letters + 1, homes)[home]
    # What a home shares makes its two people alike.
    shared = chance.normal(size=homes)[home]
    vote = 0.8 * shared + 0.9 * (arm == 2) + chance.normal(size=2 * homes) > 0.5
    return pa.table(
        {
            "born": chance.integers(1930, 1985, 2 * homes),
            "street": home // 40,
            "habit": shared.round(1),
            "home": [f"h{number}" for number in home],
            "letter": np.array([" Control", " Civic Duty", " Neighbors"])[arm],
            "voted": np.where(vote, "Yes", "No"),
        }
    )


def candidates_of(table: pa.Table) -> pa.Table:
    rows = table.drop_columns(["letter", "voted"])
    return rows.append_column("voter", pa.array([f"v{number}" for number in range(rows.num_rows)]))


def test_households_that_were_drawn_together_count_as_one_draw_each() -> None:
    table = make_households(1, 900)

    found = select_contacts(table, candidates_of(table), ASK)

    assert (found.causal, found.randomness is not None and found.randomness.verdict) == (True, "random")
    assert any(
        "“home” names rows that were contacted together or left alone together (900" in one for one in found.warnings
    )
    assert "home" not in found.used
    assert set(found.arm) == {"Neighbors"}


def test_an_id_that_repeats_goes_together_with_several_ways() -> None:
    table = make_households(4, 300).rename_columns(["born", "street", "habit", "voter", "letter", "voted"])

    found = select_contacts(table, table.drop_columns(["letter", "voted"]), ASK)

    assert any("“voter” repeats: 600 rows about 300" in words for words in found.warnings)
    assert len(found.contact) == 600


def test_what_was_drawn_row_by_row_names_no_groups() -> None:
    table = make_households(5, 900)
    arm = np.random.default_rng(5).integers(0, 3, 1800).astype(np.int32)

    assert find_together(table, arm, {"letter", "voted"}) is None


def test_a_few_places_that_were_contacted_whole_are_not_taken_for_a_draw() -> None:
    street = np.repeat(np.arange(60), 30)
    arm = np.random.default_rng(6).integers(0, 2, 60).astype(np.int32)[street]

    assert find_together(pa.table({"street": street}), arm, ()) is None


def test_a_slip_in_a_hundred_homes_is_forgiven_and_rows_without_a_home_stand_alone() -> None:
    table = make_households(7, 900)
    home, arm = table.column("home").to_pylist(), np.unique(table.column("letter"), return_inverse=True)[1]
    arm[:6:2] = (arm[:6:2] + 1) % 3
    home[100:104] = [None] * 4

    found = find_together(table.set_column(3, "home", pa.array(home)), arm.astype(np.int32), {"letter", "voted"})

    assert found is not None
    name, unit, several = found
    assert (name, several, len(set(unit[100:104].tolist()))) == ("home", 898, 4)
