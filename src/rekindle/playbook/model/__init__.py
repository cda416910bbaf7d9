"""The shape of a playbook: frozen parts, one small file per subject. Numbers carry their basis beside them."""

from rekindle.playbook.model.assets import AssetEntry
from rekindle.playbook.model.guards import Caps, DutyEntry, GiftLimit, PlaceLaw, RegionEntry, Rule
from rekindle.playbook.model.playbook import Playbook
from rekindle.playbook.model.plays import ChannelEntry, GroupEntry, PlayEntry, RoleEntry, StandingEntry
from rekindle.playbook.model.reasons import ReasonEntry, SourceEntry, VerdictEntry
from rekindle.playbook.model.sequences import SequenceEntry, SequenceStep
from rekindle.playbook.model.timing import Bump, Prior, Shape
from rekindle.playbook.model.words import Template, Tone, ToneRule

__all__ = [
    "AssetEntry",
    "Bump",
    "Caps",
    "ChannelEntry",
    "DutyEntry",
    "GiftLimit",
    "GroupEntry",
    "PlaceLaw",
    "PlayEntry",
    "Playbook",
    "Prior",
    "ReasonEntry",
    "RegionEntry",
    "RoleEntry",
    "Rule",
    "SequenceEntry",
    "SequenceStep",
    "Shape",
    "SourceEntry",
    "StandingEntry",
    "Template",
    "Tone",
    "ToneRule",
    "VerdictEntry",
]
