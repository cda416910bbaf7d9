"""Pages and verbs of the web app on books of two sizes, in one run: medians, 95th percentiles, query counts."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from benchmarks.machine import middle_and_high
from benchmarks.pages_run import MEMORY, NAMES, QUERIES, TIMES, Book, ask_book, open_book

ROUNDS = 4


@dataclass(frozen=True, slots=True)
class PageTimes:
    """Milliseconds, and how many queries a request makes."""

    name: str
    deals: int
    median: float
    high: float
    queries: int


def measure_pages(sizes: Sequence[int]) -> tuple[list[PageTimes], float]:
    """Fill a book of each size in a process and a database of its own, and ask them in turns: what slows the machine
    for a while slows both. Returns the times, and the memory of a server on the last book, in MiB."""
    with ExitStack() as stack:
        books = {deals: stack.enter_context(open_book(deals)) for deals in sizes}
        names: list[str] = ask_book(books[sizes[0]], NAMES)
        found = {name: _in_turns(books, name) for name in names}
        pages = [found[name][deals] for deals in sizes for name in names]
        return pages, ask_book(books[sizes[-1]], MEMORY)


def _in_turns(books: dict[int, Book], name: str) -> dict[int, PageTimes]:
    queries = {deals: ask_book(book, QUERIES, name) for deals, book in books.items()}
    taken: dict[int, list[float]] = {deals: [] for deals in books}
    for _ in range(ROUNDS):
        for deals, book in books.items():
            taken[deals] += ask_book(book, TIMES, name)
    return {deals: PageTimes(name, deals, *middle_and_high(taken[deals]), queries[deals]) for deals in books}
