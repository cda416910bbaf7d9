"""Which section of a playbook stands in which file of a pack, and how deep a pack is laid over the one it extends."""

# The number is how many keys name one entry: below it, the fields of an entry are replaced one by one, each as a whole.
LAYOUT: dict[str, dict[str, int]] = {
    "pack.toml": {"title": 0, "version": 0, "about": 0, "language": 0, "voice": 0, "extends": 0, "replaces": 0},
    "reasons.toml": {"reasons": 1, "verdicts": 1, "sources": 1},
    "timing.toml": {"priors": 3, "shapes": 1, "bumps": 1},
    "plays.toml": {"plays": 1, "channels": 1, "roles": 1, "groups": 1, "standings": 1, "sequences": 1},
    "words.toml": {"words": 3, "on_signal": 3, "tone": 0, "tone_rules": 1},
    "assets.toml": {"assets": 1},
    "guards.toml": {
        "caps": 0,
        "rules": 1,
        "places": 1,
        "regions": 1,
        "gifts": 1,
        "gift_currency": 0,
        "duties": 1,
        "companies": 0,
        "holidays": 0,
    },
}

FILE_OF = {section: file for file, sections in LAYOUT.items() for section in sections}
DEPTH_OF = {section: depth for sections in LAYOUT.values() for section, depth in sections.items()}

# What says how a pack is put together is never handed on to the pack that extends it.
OWN_ONLY = ("title", "version", "about", "extends", "replaces")
