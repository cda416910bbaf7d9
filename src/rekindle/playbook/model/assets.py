"""Things of value: what can be brought to whom, against which worry, and where it may be used."""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from rekindle.playbook.model.base import Country, Part, Text, some, star_or
from rekindle.terms.assets import AssetKind
from rekindle.terms.losses import Reason
from rekindle.terms.people import SeatRole

Role = Annotated[str, AfterValidator(star_or(*SeatRole))]


class AssetEntry(Part):
    """`example`: stands for a thing the team would make itself. `roles` of * is anybody, no `jurisdictions` is
    everywhere. `value_minor`: what it would cost to buy, in minor units of `gift_currency`; information costs
    nothing, nor does a loan that is returned. It expires on a date, or for an example so many days from today."""

    title: Text
    summary: Text
    kind: AssetKind
    product: str = ""
    approved_by: str = ""
    on_label: bool | None = None
    expires_on: date | None = None
    expires_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    value_minor: Annotated[int, Field(ge=0)] | None = None
    example: bool = False
    reasons: Annotated[tuple[Reason, ...], AfterValidator(some)]
    roles: Annotated[tuple[Role, ...], AfterValidator(some)]
    jurisdictions: tuple[Country, ...] = ()

    @model_validator(mode="after")
    def expire_once(self) -> Self:
        """Refuse two ways of expiring."""
        if self.expires_on is not None and self.expires_days is not None:
            raise PydanticCustomError("expires", "must have expires_on or expires_days, not both")
        return self
