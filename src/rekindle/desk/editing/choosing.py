"""The lists that a field of a playbook's entry is chosen from, and what its keys are called."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from rekindle.playbook import Playbook
from rekindle.terms.assets import AssetKind
from rekindle.terms.losses import Control, DealKind
from rekindle.terms.touches import SignalKind

Choices = list[tuple[str, str]]

_CONTROL = {Control.OURS: "Ours", Control.SHARED: "Shared", Control.THEIRS: "Theirs"}
_NEEDS = [
    ("none", "No consent first"),
    ("relation", "That they dealt with us"),
    ("express", "A yes on record"),
]
_DEALS = {DealKind.NEW: "New business", DealKind.ACCOUNT: "A customer we lost", DealKind.JOB: "A job"}
ANY = "*"


def say_key(key: str) -> str:
    """Write a stable key as words: white_paper is White paper."""
    return key.replace("_", " ").strip().capitalize()


def list_choices(name: str, playbook: Playbook) -> Choices:
    """Return the choices of a list by name, each key with its words. Raises KeyError for a list there is none of."""
    lists: dict[str, Callable[[], Choices]] = {
        "": list,
        "control": lambda: [(str(key), words) for key, words in _CONTROL.items()],
        "needs": lambda: _NEEDS,
        "asset_kind": lambda: [(str(key), say_key(key)) for key in AssetKind],
        "reason": lambda: _labels(playbook.reasons),
        "play": lambda: _labels(playbook.plays),
        "verdict": lambda: _labels(playbook.verdicts),
        "role_or_any": lambda: [(ANY, "Anybody"), *_labels(playbook.roles)],
        "country": lambda: [(place, place) for place in sorted(playbook.rules) if place != ANY],
        "shape": lambda: _labels(playbook.shapes),
        "duty": lambda: _labels(playbook.duties),
        "icons": lambda: [(icon, say_key(icon.removeprefix("i-").replace("-", " "))) for icon in _icons(playbook)],
    }
    return lists[name]()


def name_keys(section: str, keys: tuple[str, ...], playbook: Playbook) -> list[str]:
    """Name each key of an entry in words; a key that is not known is written as it is."""
    known = _NAMES.get(section, ())
    names = [list_names(kind, playbook) for kind in known]
    return [(names[nth].get(key) if nth < len(names) else None) or say_key(key) for nth, key in enumerate(keys)]


@lru_cache(maxsize=64)
def list_names(kind: str, playbook: Playbook) -> Mapping[str, str]:
    """Return what the keys of a kind are called in this playbook, * included."""
    return {
        "reason": lambda: {ANY: "any reason", **dict(_labels(playbook.reasons))},
        "verdict": lambda: {ANY: "any verdict", **dict(_labels(playbook.verdicts))},
        "play": lambda: dict(_labels(playbook.plays)),
        "channel": lambda: dict(_labels(playbook.channels)),
        "role": lambda: dict(_labels(playbook.roles)),
        "group": lambda: dict(_labels(playbook.groups)),
        "standing": lambda: dict(_labels(playbook.standings)),
        "source": lambda: dict(_labels(playbook.sources)),
        "shape": lambda: dict(_labels(playbook.shapes)),
        "deal": lambda: {str(key): words for key, words in _DEALS.items()},
        "place": lambda: _places(playbook),
        "duty": lambda: {str(key): one.label[:1].upper() + one.label[1:] for key, one in playbook.duties.items()},
        "asset": lambda: {key: one.title for key, one in playbook.assets.items()},
        "sequence": lambda: {key: one.title for key, one in playbook.sequences.items()},
    }[kind]()


# What the keys of an entry are, section by section, from the first key on.
_NAMES: dict[str, tuple[str, ...]] = {
    "reasons": ("reason",),
    "verdicts": ("verdict",),
    "sources": ("source",),
    "assets": ("asset",),
    "words": ("play", "channel", "reason"),
    "on_signal": ("play", "channel"),
    "plays": ("play",),
    "sequences": ("sequence",),
    "roles": ("role",),
    "channels": ("channel",),
    "groups": ("group",),
    "standings": ("standing",),
    "priors": ("deal", "reason", "verdict"),
    "shapes": ("shape",),
    "rules": ("place", "channel"),
    "places": ("place",),
    "regions": ("place",),
    "gifts": ("place",),
    "duties": ("duty",),
}
# What the keys of a new entry may be; other sections take a key of one's own.
NEW_KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "words": (("play", "Play"), ("channel", "Channel"), ("reason", "Reason")),
    "on_signal": (("play", "Play"), ("channel", "Channel"), ("signal", "What happened")),
    "priors": (("deal", "Kind of deal"), ("reason", "Reason"), ("verdict", "Verdict")),
    "rules": (("place", "Country, two letters"), ("channel", "Channel")),
    "places": (("place", "Country, two letters"),),
    "regions": (("place", "Country and part, such as US-VT"),),
    "gifts": (("place", "Country, or a part such as US-VT"),),
}


def list_new(kind: str, playbook: Playbook) -> Choices:
    """Return the choices for one key of a new entry; none for a key that is typed."""
    if kind == "signal":
        return [(str(key), say_key(key)) for key in SignalKind]
    if kind == "place":
        return []
    return [(key, words[:1].upper() + words[1:]) for key, words in list_names(kind, playbook).items()]


def _places(playbook: Playbook) -> dict[str, str]:
    named = {**playbook.rules, **playbook.places, **playbook.gifts}
    parts = {key: f"{one.names[0]}, {key.partition('-')[0]}" for key, one in playbook.regions.items()}
    return {**{place: place for place in named}, **parts, ANY: "Every other place"}


def _labels(entries: Mapping[Any, object]) -> Choices:
    return [(str(key), str(getattr(entry, "label", key))) for key, entry in entries.items()]


def _icons(playbook: Playbook) -> list[str]:
    used = {one.icon for one in playbook.reasons.values()} | {one.icon for one in playbook.channels.values()}
    return sorted(used | {"i-doc", "i-flag", "i-spark", "i-clock", "i-team", "i-shield", "i-swap", "i-leaf"})
