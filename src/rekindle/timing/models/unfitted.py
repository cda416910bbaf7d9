"""What every model says when it is asked before it has learned."""

from typing import Any, TypeVar

T = TypeVar("T")


def fitted(value: T | None, model: Any) -> T:
    """Return what was learned; raises ValueError before `fit`."""
    if value is None:
        raise ValueError(f"{type(model).__name__} has learned nothing yet; ask what fit() returns")
    return value
