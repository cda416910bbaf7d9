"""Packs of reasons, angles, plays, priors, guards and words: data that is checked as it is read.

In: a folder of TOML files, shipped here or kept in the data folder. Out: a frozen `Playbook`, or a `PlaybookError`
that names file, key and what is allowed; and opening words, filled and checked for tone. It knows terms, and nothing
else: no tables, no clock, no network, no deal and no person.
"""

from rekindle.playbook.errors import PlaybookError, Problem
from rekindle.playbook.fields import FIELDS, STAND_INS, fields_in
from rekindle.playbook.folder import write_files
from rekindle.playbook.hours import calling_spans, hours_on, law_at
from rekindle.playbook.load import load_pack, load_packs, pack_names, read_content, shipped_names
from rekindle.playbook.model import Playbook
from rekindle.playbook.tone import ToneRemark, check_tone
from rekindle.playbook.versions import (
    Content,
    Difference,
    Path,
    compare,
    content_of,
    find_at,
    put_at,
    put_together,
    seal,
    split_path,
    stem_of,
)
from rekindle.playbook.words import Words, choose_words, fill, greet

__all__ = [
    "FIELDS",
    "STAND_INS",
    "Content",
    "Difference",
    "Path",
    "Playbook",
    "PlaybookError",
    "Problem",
    "ToneRemark",
    "Words",
    "calling_spans",
    "check_tone",
    "choose_words",
    "compare",
    "content_of",
    "fields_in",
    "fill",
    "find_at",
    "greet",
    "hours_on",
    "law_at",
    "load_pack",
    "load_packs",
    "pack_names",
    "put_at",
    "put_together",
    "read_content",
    "seal",
    "shipped_names",
    "split_path",
    "stem_of",
    "write_files",
]
