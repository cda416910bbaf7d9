"""A whole playbook: the sections of all files of a pack, laid over the pack it extends."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from rekindle.playbook.model.assets import AssetEntry
from rekindle.playbook.model.base import Country, Key, Part, Place, Region, Text, one_of, shaped, star_or
from rekindle.playbook.model.guards import Caps, DutyEntry, GiftLimit, PlaceLaw, RegionEntry, Rule
from rekindle.playbook.model.plays import ChannelEntry, GroupEntry, PlayEntry, RoleEntry, StandingEntry
from rekindle.playbook.model.reasons import ReasonEntry, SourceEntry, VerdictEntry
from rekindle.playbook.model.sequences import SequenceEntry
from rekindle.playbook.model.timing import Bump, Prior, Shape
from rekindle.playbook.model.words import Template, Tone, ToneRule
from rekindle.terms.advice import Duty, Group, Play
from rekindle.terms.losses import DealKind, Reason, Source, Standing, Verdict
from rekindle.terms.people import SeatRole
from rekindle.terms.touches import Channel, SignalKind
from rekindle.terms.voices import VoiceKey

BUMPS = ("promised", "contract_end", "fiscal_start", *SignalKind)

AnyReason = Annotated[str, AfterValidator(star_or(*Reason))]
AnyVerdict = Annotated[str, AfterValidator(star_or(*Verdict))]
GiftPlace = Annotated[
    str, AfterValidator(shaped(r"\*|[A-Z]{2}(-[A-Z0-9]{1,3})?", "a country such as US, a part of it (US-VT), or *"))
]
Currency = Annotated[str, AfterValidator(shaped(r"[A-Z]{3}", "a currency of three capital letters, such as USD"))]
BumpName = Annotated[str, AfterValidator(one_of(*BUMPS))]


class Playbook(Part):
    """Frozen and shared: read it, never change it. `version` changes whenever the content does.

    `priors` are by deal kind, reason and verdict; see `rekindle.playbook.priors` for what * means there.
    `voice` is for whom the pages speak.
    `gifts` are by place or a part of one. `companies`: words by which a name is known to be a company's or a public
    body's, and not a sole trader's.
    `words` are by play, channel and reason, `on_signal` by play, channel and kind of signal."""

    name: Key
    version: Text
    title: Text
    about: Text
    language: Text
    voice: VoiceKey = VoiceKey.SALES
    reasons: Mapping[Reason, ReasonEntry]
    verdicts: Mapping[Verdict, VerdictEntry]
    sources: Mapping[Source, SourceEntry]
    priors: Mapping[DealKind, Mapping[AnyReason, Mapping[AnyVerdict, Prior]]]
    shapes: Mapping[Key, Shape]
    bumps: Mapping[BumpName, Bump]
    plays: Mapping[Play, PlayEntry]
    channels: Mapping[Channel, ChannelEntry]
    roles: Mapping[SeatRole, RoleEntry]
    groups: Mapping[Group, GroupEntry]
    standings: Mapping[Standing, StandingEntry]
    sequences: Mapping[Key, SequenceEntry] = Field(default_factory=dict)
    words: Mapping[Play, Mapping[Channel, Mapping[AnyReason, Template]]]
    on_signal: Mapping[Play, Mapping[Channel, Mapping[SignalKind, Template]]] = Field(default_factory=dict)
    tone: Tone
    tone_rules: Mapping[Key, ToneRule]
    assets: Mapping[Key, AssetEntry]
    caps: Caps
    rules: Mapping[Place, Mapping[Channel, Rule]]
    places: Mapping[Place, PlaceLaw]
    regions: Mapping[Region, RegionEntry]
    gifts: Mapping[GiftPlace, GiftLimit]
    gift_currency: Currency
    duties: Mapping[Duty, DutyEntry]
    companies: tuple[Text, ...]
    holidays: tuple[Country, ...]

    def __hash__(self) -> int:
        """Two playbooks of one name and version are one playbook."""
        return hash((self.name, self.version))
