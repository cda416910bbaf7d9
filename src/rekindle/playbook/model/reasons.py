"""Why deals are lost, what the buyer decided, and whom to believe about it."""

from rekindle.playbook.model.base import Icon, Part, Share, Text
from rekindle.terms.losses import Control, Verdict


class ReasonEntry(Part):
    """`phrase` ends a sentence: “Lost on 11 February: the budget froze”. `angle`: what to bring back; `how`: why so."""

    label: Text
    phrase: Text
    control: Control
    default_verdict: Verdict
    angle: Text
    how: Text
    icon: Icon


class VerdictEntry(Part):
    """`revisit`: may such a deal be gone back to; `never_share`: prior share that never comes back."""

    label: Text
    revisit: bool
    never_share: Share
    basis: Text


class SourceEntry(Part):
    """How far a source is believed when claims disagree: the higher trust wins."""

    label: Text
    trust: Share
    basis: Text
