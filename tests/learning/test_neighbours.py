"""The nearest own past deals, and how far away they are."""

import pytest

from rekindle.learning.neighbours import find_nearest
from tests.mind.generate import book
from tests.mind.small import at, deal, on, tell, why


def past(name: str, age: int, reason: str = "budget", back: int | None = None, **more):
    """A loss of the past at an account of its own, back after so many days."""
    rows = {
        "accounts": [{"account_id": f"a-{name}", "name": name}],
        "deals": [deal(name, f"a-{name}", **more)],
        "losses": [{"loss_id": f"l-{name}", "deal_id": name, "number": 1, "lost_on": on(-age), "known_at": at(-age)}],
        "returns": []
        if back is None
        else [
            {"return_id": name, "deal_id": name, "loss_id": f"l-{name}", "kind": "win", "happened_at": at(back - age)}
        ],
    }
    return rows, why(name, f"l-{name}", age, reason)


def nearest(*others) -> list[dict]:
    tables: dict[str, list] = {}
    for rows, _ in others:
        for name, added in rows.items():
            tables.setdefault(name, []).extend(added)
    facts, whys = tell(whys=[row for _, row in others], **tables)
    return find_nearest(facts, whys, ["d"]).to_pylist()


def test_the_one_that_is_alike_in_everything_is_nearest_and_its_distance_is_said() -> None:
    found = nearest(
        past("twin", 400, back=120), past("other reason", 400, "price"), past("other kind", 400, kind="job")
    )

    assert [row["account"] for row in found] == ["twin", "other reason", "other kind"]
    # Products and segments are known of neither: half of each.
    assert [row["distance"] for row in found] == pytest.approx([0.5, 1.5, 2.5])
    assert (found[0]["back_days"], found[1]["back_days"]) == (120, None)


def test_ten_times_the_amount_is_half_a_step_away() -> None:
    same, larger = nearest(past("same", 500), past("larger", 500, amount_minor=50_000_000))

    assert larger["distance"] - same["distance"] == pytest.approx(0.5)


def test_a_deal_that_came_back_and_was_lost_again_is_one_that_came_back() -> None:
    rows, _ = past("again", 900, back=120)
    rows["losses"].append(
        {"loss_id": "l2", "deal_id": "again", "number": 2, "lost_on": on(-700), "known_at": at(-700)},
    )

    (found,) = nearest((rows, why("again", "l2", 700, "budget")))

    assert (found["back_days"], found["followed_days"]) == (120, 900)


def test_between_equals_those_come_first_of_which_a_return_and_none_would_both_be_known() -> None:
    found = nearest(
        *(past(f"fresh {n}", 90 + n, back=20) for n in range(3)), past("old", 800), past("older", 900, back=9)
    )

    assert [(row["account"], row["back_days"]) for row in found] == [("old", None), ("older", 9), ("fresh 0", 20)]


def test_what_is_not_over_yet_is_no_example() -> None:
    assert nearest(past("fresh", 100)) == []
    assert [row["account"] for row in nearest(past("fresh", 100, back=30))] == ["fresh"]


def test_a_deal_is_never_its_own_example() -> None:
    facts, whys = book(4, deals=300)
    asked = facts["deals"].column("deal_id").to_pylist()[:40]
    found = find_nearest(facts, whys, asked).to_pylist()

    assert found
    assert all(row["deal_id"] != row["other_id"] for row in found)
    assert all(sum(row["deal_id"] == one for row in found) <= 3 for one in asked)


def test_a_book_without_a_past_has_no_examples() -> None:
    assert find_nearest(*tell(), ["d"]).to_pylist() == []
