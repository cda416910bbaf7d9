"""What a pack of an earlier Rekindle does not say yet, put in from the packs that ship."""

from collections.abc import Mapping
from typing import Any

Sections = Mapping[str, Any]

# Sections that came later; who leaves one out gets it whole.
_LATER = ("places", "regions", "gifts", "gift_currency", "duties", "companies")


def fill_in(content: Sections, shipped: Sections) -> dict[str, Any]:
    """Return content with what it leaves out: what ships for the same place, and for any other place the strictest.

    Only what is not there at all is put in; what is there is left for the check, whatever it says."""
    missing = {name: shipped[name] for name in _LATER if name not in content}
    rules = content.get("rules")
    if isinstance(rules, Mapping):
        missing["rules"] = {place: _of_place(place, by_channel, shipped) for place, by_channel in rules.items()}
    return {**content, **missing}


def _of_place(place: str, by_channel: Any, shipped: Sections) -> Any:
    if not isinstance(by_channel, Mapping):
        return by_channel
    return {channel: _of_rule(place, channel, rule, shipped) for channel, rule in by_channel.items()}


def _of_rule(place: str, channel: str, rule: Any, shipped: Sections) -> Any:
    strictest = shipped["rules"]["*"].get(channel)
    if not isinstance(rule, Mapping) or "duties" in rule or strictest is None:
        return {"first": (), **rule} if isinstance(rule, Mapping) and "duties" in rule else rule
    known = shipped["rules"].get(place, {}).get(channel)
    later = {name: (known or strictest).get(name, ()) for name in ("duties", "first")}
    if known is None and "individual_needs" not in rule:
        later |= {"individual_needs": strictest["needs"], "individual_days": strictest.get("implied_days")}
    elif known is not None:
        later |= {name: known.get(name) for name in ("individual_needs", "individual_days")}
    return {**later, **rule}
