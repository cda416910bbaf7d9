"""What every part of a playbook shares: frozen, no key it does not know, nothing converted in silence."""

import re
from collections.abc import Callable
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

PartT = TypeVar("PartT")


class Part(BaseModel):
    """A frozen part of a playbook. `1` is not `true`, `"3"` is not `3`, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def shaped(pattern: str, wanted: str) -> Callable[[str], str]:
    """Make a check that a text matches a pattern; `wanted` says in words what is allowed."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if compiled.fullmatch(text):
            return text
        raise PydanticCustomError("shaped", "must be {wanted}", {"wanted": wanted})

    return check


def one_of(*words: str) -> Callable[[str], str]:
    """Make a check that a text is one of the words."""
    return shaped("|".join(map(re.escape, words)), f"one of {', '.join(words)}")


def star_or(*words: str) -> Callable[[str], str]:
    """Make a check that a text is one of the words, or `*` for any of them."""
    return shaped("|".join(map(re.escape, ("*", *words))), f"one of {', '.join(words)}, or * for any")


def _fill_in(text: str) -> str:
    if text.strip():
        return text
    raise PydanticCustomError("empty", "must not be empty")


def some(parts: tuple[PartT, ...]) -> tuple[PartT, ...]:
    """Refuse an empty list; said after its parts were read, so that a wrong part is not called a missing one."""
    if parts:
        return parts
    raise PydanticCustomError("empty", "must not be empty")


Text = Annotated[str, AfterValidator(_fill_in)]
Key = Annotated[str, AfterValidator(shaped(r"[a-z][a-z0-9_]*", "lower-case letters, digits and _, a letter first"))]
Country = Annotated[str, AfterValidator(shaped(r"[A-Z]{2}", "a country code of two capital letters, such as DE"))]
Place = Annotated[
    str, AfterValidator(shaped(r"[A-Z]{2}|\*", "a country code of two capital letters, such as DE, or * for the rest"))
]
Region = Annotated[
    str, AfterValidator(shaped(r"[A-Z]{2}-[A-Z0-9]{1,3}", "a country and a part of it, such as US-VT (ISO 3166-2)"))
]
Icon = Annotated[str, AfterValidator(shaped(r"i-[a-z-]+", "a symbol of the icon sheet, such as i-coin"))]
Share = Annotated[float, Field(ge=0, le=1)]
