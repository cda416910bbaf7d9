"""When lost deals come back: priors, the shape of the first year, and what lifts the hazard."""

from typing import Annotated

from pydantic import AfterValidator, Field

from rekindle.playbook.model.base import Part, Share, Text, some
from rekindle.terms.losses import Reason


class Prior(Part):
    """`back_share` within 12 months of the loss, `win_if_back` of those; worth `pseudo_deals` deals of own data."""

    back_share: Share
    win_if_back: Share
    pseudo_deals: Annotated[float, Field(gt=0, le=200)]
    shape: Text
    basis: Text


Step = tuple[Annotated[int, Field(ge=0, le=51)], Annotated[int, Field(ge=1, le=52)], Share]


class Shape(Part):
    """How the returns of one year spread: each step is [from_week, to_week, share]; the shares sum to 1."""

    label: Text
    steps: Annotated[tuple[Step, ...], AfterValidator(some)]
    basis: Text


class Bump(Part):
    """Multiplies the weekly hazard by exp(log_lift) at its centre, `lead_days` before the date, falling off as a normal
    curve of `sd_days`. `reasons`: the only reasons it lifts; empty means all of them."""

    log_lift: Annotated[float, Field(ge=-5, le=5)]
    sd_days: Annotated[float, Field(gt=0, le=365)]
    lead_days: Annotated[int, Field(ge=0, le=365)] = 0
    reasons: tuple[Reason, ...] = ()
    basis: Text
