"""What is made of a playbook's tables is made once, and anew of other tables."""

from datetime import date

import pyarrow as pa
import pytest

from rekindle.tables.made import made_of
from rekindle.tables.schemas import Tables

made: list[str] = []


@made_of("plays", "roles")
def count(playbook: Tables, today: date) -> int:
    made.append(f"{today:%d}")
    return playbook["plays"].num_rows + playbook["roles"].num_rows


@made_of("plays")
def lean(playbook: Tables) -> pa.Table:
    return playbook["roles"]


def _table(rows: int) -> pa.Table:
    return pa.table({"key": list(range(rows))})


def test_it_is_made_once_for_the_same_tables_and_anew_for_others_or_another_day() -> None:
    made.clear()
    plays, roles, first, second = _table(2), _table(3), date(2026, 3, 1), date(2026, 3, 2)
    one, other = {"plays": plays, "roles": roles, "caps": _table(1)}, {"plays": plays, "roles": _table(4)}
    again = {**one, "caps": _table(9)}
    said = [count(one, first), count(again, first), count(other, first), count(one, second), count(one, first)]

    assert said == [5, 5, 6, 5, 5]
    assert made == ["01", "01", "02"]


def test_it_forgets_in_the_end() -> None:
    made.clear()
    playbooks = [{"plays": _table(n), "roles": _table(n)} for n in range(30)]

    assert [count(one, date(2026, 3, 1)) for one in playbooks] == [2 * n for n in range(30)]
    assert count(playbooks[0], date(2026, 3, 1)) == 0
    assert len(made) == 31


def test_it_cannot_lean_on_a_table_it_did_not_name() -> None:
    with pytest.raises(KeyError, match="roles"):
        lean({"plays": _table(1), "roles": _table(1)})
