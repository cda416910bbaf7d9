"""The pace: which plays follow each other after a loss, and how far apart."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from rekindle.playbook.model.base import Part, Text, some
from rekindle.terms.advice import Play
from rekindle.terms.losses import Reason


class SequenceStep(Part):
    """`day`: so many days after the loss; or `on`: the day they named, the end of a contract, or news there."""

    day: Annotated[int, Field(ge=0, le=1095)] | None = None
    on: Literal["promised", "contract_end", "signal"] | None = None
    play: Play
    words: Text

    @model_validator(mode="after")
    def come_once(self) -> Self:
        """Refuse a step without a time, or with two."""
        if (self.day is None) == (self.on is None):
            raise PydanticCustomError("together", "must have day or on, one of them")
        return self


class SequenceEntry(Part):
    """A good run after a loss for one of `reasons`. A step is only proposed when the window and the caps allow it."""

    title: Text
    about: str = ""
    reasons: Annotated[tuple[Reason, ...], AfterValidator(some)]
    steps: Annotated[tuple[SequenceStep, ...], AfterValidator(some)]

    @model_validator(mode="after")
    def go_forwards(self) -> Self:
        """Refuse days that run backwards."""
        days = [step.day for step in self.steps if step.day is not None]
        if any(later <= day for day, later in pairwise(days)):
            raise PydanticCustomError("together", "each step must come on a later day than the one before")
        return self
