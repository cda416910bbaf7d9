"""Checks between the parts of a playbook: what no part can see by itself."""

from rekindle.playbook.checks.guards import check_caps, check_rules
from rekindle.playbook.checks.laws import check_duties, check_gifts, check_places
from rekindle.playbook.checks.reasons import check_complete, check_verdicts
from rekindle.playbook.checks.timing import check_never, check_priors, check_shapes
from rekindle.playbook.checks.words import check_words
from rekindle.playbook.errors import Problem
from rekindle.playbook.model import Playbook


def find_problems(playbook: Playbook) -> list[Problem]:
    """Find everything that is wrong between the parts; what depends on a whole waits until it is whole."""
    problems = [*check_complete(playbook), *check_verdicts(playbook), *check_priors(playbook)]
    problems += [*check_shapes(playbook), *check_words(playbook), *check_caps(playbook), *check_rules(playbook)]
    problems += [*check_duties(playbook), *check_places(playbook), *check_gifts(playbook)]
    return problems or list(check_never(playbook))
