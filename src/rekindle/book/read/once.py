"""Reads that several parts of one page ask for are asked once, while the page is made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")
A = TypeVar("A")

_ANSWERS: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Remember what is read by functions marked `once` until the block ends. Only for blocks that write nothing."""
    before = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(before)


def once(read: Callable[[A], T]) -> Callable[[A], T]:
    """Mark a read by one id as one whose answer may be used again within `reading_once`."""

    @wraps(read)
    def asked(key: A) -> T:
        answers = _ANSWERS.get()
        if answers is None:
            return read(key)
        if (read, key) not in answers:
            answers[read, key] = read(key)
        found: T = answers[read, key]
        return found

    return asked
