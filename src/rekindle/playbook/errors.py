"""What is wrong with a pack, said so that a person can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: in which file, at which key (dotted; empty for the whole file), and what is allowed."""

    file: str
    key: str
    text: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.text) if part)


class PlaybookError(ValueError):
    """A pack that cannot be used. `problems` holds everything that was found, in the order of the files."""

    def __init__(self, pack: str, problems: Iterable[Problem]) -> None:
        self.pack = pack
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{pack}/{problem}" for problem in self.problems))
