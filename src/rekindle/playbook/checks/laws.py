"""The law for the unknown is at least as strict as any other in what it asks for at a contact, and in its limits."""

from collections.abc import Iterator

from rekindle.playbook.errors import Problem
from rekindle.playbook.model import PlaceLaw, Playbook, Rule
from rekindle.terms.advice import Duty
from rekindle.terms.touches import Channel

_FILE = "guards.toml"
_NO_END = 100_000
_SINCE = "since an unknown place gets the strictest"
_DAYS = ("call_weekdays", "call_saturday", "call_sunday")


def check_duties(playbook: Playbook) -> Iterator[Problem]:
    """Find duties nobody says in words, and duties of a place that the unknown place has not."""
    for duty in Duty:
        if duty not in playbook.duties:
            yield Problem(_FILE, f"duties.{duty}", "is missing; every pack needs it")
    unknown = playbook.rules.get("*", {})
    for place, rules in playbook.rules.items():
        for channel, rule in rules.items():
            yield from _individuals(f"rules.{place}.{channel}", rule)
            if channel in unknown:
                yield from _duties_left_out(place, channel, rule, unknown[channel])


def _duties_left_out(place: str, channel: Channel, rule: Rule, unknown: Rule) -> Iterator[Problem]:
    for name in ("duties", "first"):
        allowed = {*unknown.duties, *(unknown.first if name == "first" else ())}
        for duty in getattr(rule, name):
            if duty not in allowed:
                text = f"must hold {duty}, as rules.{place}.{channel}.{name} does, {_SINCE}"
                yield Problem(_FILE, f"rules.*.{channel}.{name}", text)


def _individuals(key: str, rule: Rule) -> Iterator[Problem]:
    if rule.individual_needs == "relation" and rule.individual_days is None:
        yield Problem(_FILE, f"{key}.individual_days", "is missing; a relation fades, say after how many days")
    if rule.individual_needs != "relation" and rule.individual_days is not None:
        needs = rule.individual_needs or "not said"
        text = f'is only for individual_needs = "relation", here it is {needs}'
        yield Problem(_FILE, f"{key}.individual_days", text)


def check_places(playbook: Playbook) -> Iterator[Problem]:
    """Find what a place forbids and the unknown place allows: hours, days, a yes without words."""
    unknown = playbook.places.get("*")
    if unknown is None:
        yield Problem(_FILE, "places.*", "is missing; it says what holds where the place is not known")
        return
    for place, law in playbook.places.items():
        for name in _DAYS:
            if not _within(getattr(unknown, name), getattr(law, name)):
                text = f"must lie within places.{place}.{name}, {_SINCE}"
                yield Problem(_FILE, f"places.*.{name}", text)
        for name in ("opt_out_days", "keep_days"):
            if _days(unknown, name) > _days(law, name):
                text = f"must be {_days(law, name)} or less, as places.{place}.{name} is, {_SINCE}"
                yield Problem(_FILE, f"places.*.{name}", text)
        if law.proven and not unknown.proven:
            yield Problem(_FILE, "places.*.proven", f"must be true, as places.{place}.proven is, {_SINCE}")


def _days(law: PlaceLaw, name: str) -> int:
    days: int | None = getattr(law, name)
    return _NO_END if days is None else days


def _within(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    spans = [one.partition("-") for one in outer]
    return all(
        any(begins <= start and end <= ends for begins, _, ends in spans)
        for start, _, end in (one.partition("-") for one in inner)
    )


def check_gifts(playbook: Playbook) -> Iterator[Problem]:
    """Find a limit of gifts that is stricter than the one for the unknown place, and parts nobody can know."""
    if "*" not in playbook.gifts:
        yield Problem(_FILE, "gifts.*", "is missing; it says what holds where the place is not known")
        return
    for place, limit in playbook.gifts.items():
        if "-" in place and place not in playbook.regions:
            yield Problem(_FILE, f"gifts.{place}", f"is a part of a country that regions.{place} does not name")
        for name in ("item_minor", "year_minor"):
            here, unknown = getattr(limit, name), getattr(playbook.gifts["*"], name)
            if here is not None and (unknown is None or unknown > here):
                text = f"must be {here} or less, as gifts.{place}.{name} is, {_SINCE}"
                yield Problem(_FILE, f"gifts.*.{name}", text)
