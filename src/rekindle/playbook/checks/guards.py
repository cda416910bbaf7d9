"""Caps that make sense together, and a law for the unknown that is at least as strict as any other."""

from collections.abc import Iterator, Mapping

from rekindle.playbook.errors import Problem
from rekindle.playbook.model import Playbook, Rule
from rekindle.terms.touches import Channel

_FILE = "guards.toml"
_NO_END = 100_000
_STRICTNESS = {"none": 0, "relation": 1, "express": 2}


def check_caps(playbook: Playbook) -> Iterator[Problem]:
    """Find caps that contradict each other."""
    caps = playbook.caps
    if caps.per_year < caps.per_quarter:
        text = f"must be caps.per_quarter ({caps.per_quarter}) or more, is {caps.per_year}"
        yield Problem(_FILE, "caps.per_year", text)
    if caps.debrief_to_days <= caps.debrief_from_days:
        text = f"must be more than caps.debrief_from_days ({caps.debrief_from_days}), is {caps.debrief_to_days}"
        yield Problem(_FILE, "caps.debrief_to_days", text)


def check_rules(playbook: Playbook) -> Iterator[Problem]:
    """Find channels without a rule for the unknown place, and places that are stricter than it."""
    unknown = playbook.rules.get("*", {})
    for channel in Channel:
        rules = {place: rules[channel] for place, rules in playbook.rules.items() if channel in rules}
        yield from _about_days(channel, rules)
        if channel not in unknown:
            yield Problem(_FILE, f"rules.*.{channel}", "is missing; it says what holds where the place is not known")
            continue
        if channel == Channel.CALL:
            yield from _about_unknown_calls(unknown[channel])
            continue
        strictest = max(rules, key=lambda place: _strictness(rules[place]))
        if _strictness(unknown[channel]) < _strictness(rules[strictest]):
            other = f"rules.{strictest}.{channel}"
            text = f"must be at least as strict as {other}, since an unknown place gets the strictest rule"
            yield Problem(_FILE, f"rules.*.{channel}", text)


def _about_unknown_calls(rule: Rule) -> Iterator[Problem]:
    """A call is made by a person who sees that the place is unknown; it needs no more than a relation there."""
    if rule.needs == "none":
        yield Problem(_FILE, "rules.*.call", 'must need "relation" or "express", since the place is not known')


def _about_days(channel: Channel, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    for place, rule in rules.items():
        key = f"rules.{place}.{channel}.implied_days"
        if rule.needs == "relation" and rule.implied_days is None:
            yield Problem(_FILE, key, "is missing; a relation fades, say after how many days")
        if rule.needs != "relation" and rule.implied_days is not None:
            yield Problem(_FILE, key, f'is only for needs = "relation", here needs is {rule.needs}')


def _strictness(rule: Rule) -> tuple[int, int]:
    asked = [(rule.needs, rule.implied_days)]
    if rule.individual_needs is not None:
        asked.append((rule.individual_needs, rule.individual_days))
    return max((_STRICTNESS[needs], -(days or _NO_END)) for needs, days in asked)
