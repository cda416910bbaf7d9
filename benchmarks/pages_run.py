"""`python -m benchmarks.pages_run DEALS`: one filled book in a process of its own, which answers what it is asked.

A line in is (what, name) as JSON, a line out the answer.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Book = subprocess.Popen[str]

# What may be asked: the names of pages and verbs, how many queries one makes, how long a round of one takes, and how much
# memory a server takes.
NAMES, QUERIES, TIMES, MEMORY = "names", "queries", "times", "memory"
ROUND = 20


@contextmanager
def open_book(deals: int) -> Iterator[Book]:
    """Fill a book of so many deals in a process of its own, and end it afterwards."""
    command = [sys.executable, "-m", "benchmarks.pages_run", str(deals)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as book:  # noqa: S603 our own module
        yield book
        if book.stdin:
            book.stdin.close()


def ask_book(book: Book, what: str, name: str = "") -> Any:
    """Ask the process of a book, and wait for its answer. Raises RuntimeError where it ended."""
    assert book.stdin is not None and book.stdout is not None
    book.stdin.write(json.dumps([what, name]) + "\n")
    book.stdin.flush()
    answer = book.stdout.readline()
    if not answer:
        raise RuntimeError(f"the process of a book ended when it was asked for {what} {name}")
    return json.loads(answer)


def _main(folder: str, deals: int) -> None:
    os.environ["REKINDLE_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "rekindle.start.settings"
    import django  # noqa: PLC0415 the folder is chosen before Django is set up

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks.pages_acts import count_queries, fill_and_list, measure_memory  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    listed = fill_and_list(deals)
    answers: dict[str, Callable[[str], Any]] = {
        NAMES: lambda _: list(listed),
        QUERIES: lambda name: count_queries(listed[name]),
        TIMES: lambda name: [listed[name].take() for _ in range(ROUND)],
        MEMORY: lambda _: measure_memory(deals, folder),
    }
    for line in sys.stdin:
        what, name = json.loads(line)
        print(json.dumps(answers[what](name)), flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="rekindle-pages-") as own:
        _main(own, int(sys.argv[1]))
