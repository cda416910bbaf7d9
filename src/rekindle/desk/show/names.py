"""What an advice row points at, under the names people use."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class PromiseNamed:
    """The day that was named, and by whom."""

    due_on: date
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class SignalNamed:
    """What happened, and on which day of the member."""

    kind: str
    words: str
    happened_on: date


@dataclass(frozen=True, slots=True)
class ContractNamed:
    """Whom they are bound to, and until when."""

    incumbent: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class Names:
    """Look-ups by id (32 hex digits) or key; whatever is missing is simply not said."""

    today: date
    people: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    deals: dict[str, str] = field(default_factory=dict)
    assets: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    promises: dict[str, PromiseNamed] = field(default_factory=dict)
    signals: dict[str, SignalNamed] = field(default_factory=dict)
    contracts: dict[str, ContractNamed] = field(default_factory=dict)
    lost_on: dict[str, date] = field(default_factory=dict)
    # How the voice of the workspace says that a deal was lost, and that it comes back.
    lost: str = "Lost"
    since: str = "since the loss"
    come_back: str = "come back"
    # Who reads it: the id of a member, whose own doings are told as theirs.
    reader: str = ""
