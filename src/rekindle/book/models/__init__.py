"""All tables, one small file per noun."""

from rekindle.book.models.account import Account, Competitor, Contract, Product
from rekindle.book.models.advice import Advice, Morning, MorningItem
from rekindle.book.models.coaching import Coaching
from rekindle.book.models.consent import Permission, Suppression
from rekindle.book.models.content import Asset, ParameterSet, PlaybookVersion, Sequence, Template
from rekindle.book.models.deal import Deal, DealLine, StatusChange
from rekindle.book.models.debrief import Debrief, DebriefAsk, FormLink
from rekindle.book.models.draft import Draft
from rekindle.book.models.loss import Claim, Loss, Return
from rekindle.book.models.pattern import Pattern
from rekindle.book.models.person import ContactPoint, Person, Post, Seat
from rekindle.book.models.playbook import PlaybookEdit
from rekindle.book.models.record import (
    AuditEntry,
    AuditPayload,
    Command,
    ExternalId,
    File,
    JournalRow,
    Proposal,
    SameAs,
    Void,
)
from rekindle.book.models.saved import SavedView
from rekindle.book.models.tally import Tally
from rekindle.book.models.touch import Note, Promise, Rest, Signal, Touch
from rekindle.book.models.workspace import AwayDay, Member, Team, User, Workspace

__all__ = [
    "Account",
    "Advice",
    "Asset",
    "AuditEntry",
    "AuditPayload",
    "AwayDay",
    "Claim",
    "Coaching",
    "Command",
    "Competitor",
    "ContactPoint",
    "Contract",
    "Deal",
    "DealLine",
    "Debrief",
    "DebriefAsk",
    "Draft",
    "ExternalId",
    "File",
    "FormLink",
    "JournalRow",
    "Loss",
    "Member",
    "Morning",
    "MorningItem",
    "Note",
    "ParameterSet",
    "Pattern",
    "Permission",
    "Person",
    "PlaybookEdit",
    "PlaybookVersion",
    "Post",
    "Product",
    "Promise",
    "Proposal",
    "Rest",
    "Return",
    "SameAs",
    "SavedView",
    "Seat",
    "Sequence",
    "Signal",
    "StatusChange",
    "Suppression",
    "Tally",
    "Team",
    "Template",
    "Touch",
    "User",
    "Void",
    "Workspace",
]
