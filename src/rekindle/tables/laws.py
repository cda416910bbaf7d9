"""The guards of a playbook as tables: rules by place and channel, places with their parts, and what a company is."""

from collections.abc import Iterable, Iterator
from typing import Any

from rekindle.playbook import Playbook
from rekindle.playbook.model import GiftLimit, PlaceLaw
from rekindle.terms.advice import Duty
from rekindle.terms.touches import Channel

Row = dict[str, Any]

_GIFTS = {
    "gift_item_minor": "item_minor",
    "gift_year_minor": "year_minor",
    "report_item_minor": "report_item_minor",
    "report_year_minor": "report_year_minor",
}


def rows_of_guards(playbook: Playbook) -> dict[str, list[Row]]:
    """Return the rows of the tables rules, places, region_names and companies."""
    return {
        "rules": list(_rules(playbook)),
        "places": list(_places(playbook)),
        "region_names": list(_names(playbook)),
        "companies": [{"word": word.lower()} for word in playbook.companies],
    }


def _rules(playbook: Playbook) -> Iterator[Row]:
    """A place that names no rule for a channel gets the strictest one under its own name."""
    for place, by_channel in playbook.rules.items():
        for channel in Channel:
            rule = by_channel.get(channel) or playbook.rules["*"][channel]
            said = {"duties": _listed(rule.duties), "first": _listed(rule.first)}
            yield {"jurisdiction": place, "channel": channel, **rule.model_dump(), **said}


def _listed(duties: Iterable[Duty]) -> str:
    return "".join(f"{duty}," for duty in Duty if duty in duties)


def _places(playbook: Playbook) -> Iterator[Row]:
    for place in {**playbook.places, **playbook.rules}:
        law = playbook.places.get(place) or playbook.places["*"]
        parts = [key for key in {**playbook.regions, **playbook.gifts} if key.startswith(f"{place}-")]
        country = playbook.gifts.get(place) or playbook.gifts["*"]
        own = [playbook.gifts[key] for key in parts if key in playbook.gifts]
        yield _row(place, None, law, [country, *own])
        for key in parts:
            yield _row(place, key, law, [playbook.gifts.get(key) or country])


def _row(place: str, region: str | None, law: PlaceLaw, limits: list[GiftLimit]) -> Row:
    days = ("12345" if law.call_weekdays else "", "6" if law.call_saturday else "", "7" if law.call_sunday else "")
    kept = law.model_dump(include={"review_on", "keep_days", "proven"})
    gifts = {name: _strictest(getattr(one, field) for one in limits) for name, field in _GIFTS.items()}
    return {"jurisdiction": place, "region": region, "call_days": "".join(days), **kept, **gifts}


def _strictest(values: Iterable[int | None]) -> int | None:
    return min((value for value in values if value is not None), default=None)


def _names(playbook: Playbook) -> Iterator[Row]:
    for key, entry in playbook.regions.items():
        country, _, code = key.partition("-")
        if country not in playbook.places and country not in playbook.rules:
            continue
        for name in dict.fromkeys(name.lower() for name in (key, code, *entry.names)):
            yield {"jurisdiction": country, "name": name, "region": key}
