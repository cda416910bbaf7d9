"""Timing agrees with its definitions, computed deal by deal."""

from collections.abc import Callable

import pyarrow as pa
import pytest

from rekindle import timing
from rekindle.timing.second import with_trees
from tests.mind import reference_fit, reference_timing
from tests.mind.compare import differences
from tests.mind.generate import book
from tests.mind.pack import pack
from tests.mind.reference_book import Book
from tests.support.trees import split_on


@pytest.mark.parametrize("seed", range(2))
def test_parameters_are_what_the_definitions_say(seed: int) -> None:
    facts, whys = book(seed, deals=500)
    playbook = pack()
    found = reference_timing.as_cells(timing.fit(facts, whys, playbook))
    assert differences(found, reference_fit.fit(Book(facts, whys, playbook))) == []


@pytest.mark.parametrize("seed", range(3))
def test_forecasts_and_their_terms_are_what_the_definitions_say(seed: int) -> None:
    facts, whys = book(seed, deals=500)
    playbook = pack()
    parameters = timing.fit(facts, whys, playbook)
    assert_agrees(timing.forecast(facts, whys, playbook, parameters), Book(facts, whys, playbook), parameters)


def test_with_trees_in_force_they_are_what_the_definitions_say() -> None:
    facts, whys = book(4, deals=500)
    playbook = pack()
    parameters = timing.fit(facts, whys, playbook)
    both = with_trees(parameters, split_on("age", 200.0, 8.0, 0.5).as_text())
    found = timing.forecast(facts, whys, playbook, both)
    assert_agrees(found, Book(facts, whys, playbook), parameters, lambda age: 8.0 if age <= 200 else 0.5)


def assert_agrees(
    found: timing.Forecast, book: Book, parameters: pa.Table, times: Callable[[int], float] | None = None
) -> None:
    wanted = reference_timing.forecast(book, reference_timing.as_cells(parameters), times)
    rows = {row["deal_id"]: row for row in found.returns.to_pylist()}
    assert differences(rows, {deal: row for deal, (row, _) in wanted.items()}) == []
    terms: dict[str, dict[str, float]] = {}
    for row in found.terms.to_pylist():
        terms.setdefault(row["deal_id"], {})[row["term"]] = row["value"]
    assert differences(terms, {deal: named for deal, (_, named) in wanted.items()}) == []
    assert {deal: set(named) for deal, named in terms.items()} == {d: set(n) for d, (_, n) in wanted.items()}
