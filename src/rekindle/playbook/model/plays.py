"""What can be done, over which channel, with whom: and the words the pages use for it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from rekindle.playbook.model.base import Icon, Part, Share, Text
from rekindle.terms.touches import Channel

Minutes = Annotated[int, Field(ge=1, le=240)]


class PlayEntry(Part):
    """`channels`: minutes of work per channel. `win_lift` multiplies the chance of winning a deal that is back in the
    market, against an ordinary contact (1)."""

    label: Text
    intent: Text
    needs_asset: bool
    win_lift: Annotated[float, Field(ge=0, le=3)]
    channels: Mapping[Channel, Minutes]


class ChannelEntry(Part):
    """`by_hand`: a person does it; the product never sends over this channel."""

    label: Text
    verb: Text
    by_hand: bool
    icon: Icon


class RoleEntry(Part):
    """`weight` is how much say this role has in the decision."""

    label: Text
    weight: Share


class GroupEntry(Part):
    """The heading of a reason to act."""

    label: Text


class StandingEntry(Part):
    """The name of a state of a deal, as people see it."""

    label: Text
