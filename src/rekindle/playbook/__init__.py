"""Packs of reasons, angles, plays, priors, guards and words: data that is checked as it is read.

In: a folder of TOML files, shipped here or kept in the data folder. Out: a frozen `Playbook`, or a `PlaybookError`
that names file, key and what is allowed; and opening words, filled and checked for tone. It knows terms, and nothing
else: no tables, no clock, no network, no deal and no person.
"""

from rekindle.playbook.errors import PlaybookError, Problem
from rekindle.playbook.fields import FIELDS
from rekindle.playbook.load import load_pack, load_packs, pack_names, shipped_names
from rekindle.playbook.model import Playbook
from rekindle.playbook.tone import ToneRemark, check_tone
from rekindle.playbook.words import Words, choose_words, fill, greet

__all__ = [
    "FIELDS",
    "Playbook",
    "PlaybookError",
    "Problem",
    "ToneRemark",
    "Words",
    "check_tone",
    "choose_words",
    "fill",
    "greet",
    "load_pack",
    "load_packs",
    "pack_names",
    "shipped_names",
]
