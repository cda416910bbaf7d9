"""Timing agrees with its definitions, computed deal by deal."""

import pytest

from rekindle import timing
from tests.mind import reference_fit, reference_timing
from tests.mind.compare import differences
from tests.mind.generate import book
from tests.mind.pack import pack
from tests.mind.reference_book import Book


@pytest.mark.parametrize("seed", range(3))
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
    found = timing.forecast(facts, whys, playbook, parameters)
    wanted = reference_timing.forecast(Book(facts, whys, playbook), reference_timing.as_cells(parameters))
    rows = {row["deal_id"]: row for row in found.returns.to_pylist()}
    assert differences(rows, {deal: row for deal, (row, _) in wanted.items()}) == []
    terms: dict[str, dict[str, float]] = {}
    for row in found.terms.to_pylist():
        terms.setdefault(row["deal_id"], {})[row["term"]] = row["value"]
    assert differences(terms, {deal: named for deal, (_, named) in wanted.items()}) == []
    assert {deal: set(named) for deal, named in terms.items()} == {d: set(n) for d, (_, n) in wanted.items()}
