"""Measures the reader on labelled texts, beside two plain baselines, and prints it as a table of text.

`python -m rekindle.debrief.evaluate FILE...` scores each file; nothing of a file but these figures is shown.
"""

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from pathlib import Path

from rekindle.debrief.baselines import look_up, most_frequent
from rekindle.debrief.reading import UNKNOWN, read_reason
from rekindle.terms.losses import Reason, Verdict

_COLUMNS = ("text", "reason", "verdict")
_BIN_EDGES = (0.0, 0.3, 0.5, 0.7, 0.85, 1.0)


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A loss text and what a person says it means; `reason` may be unknown."""

    text: str
    reason: str
    verdict: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says about a text; a reader without confidence leaves it at 1."""

    reason: str
    verdict: str
    confidence: float = 1.0
    verdict_confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with a Wilson 95% interval."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """Return the share, 0 of nothing."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return the Wilson score interval at 95% (Wilson 1927); (0, 1) of nothing."""
        if not self.of:
            return 0.0, 1.0
        z, n, p = 1.96, self.of, self.value
        middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:6.1%}  ({low:.1%} to {high:.1%})"


@dataclass(frozen=True, slots=True)
class Score:
    """One reader's figures; `precise` counts right reasons among those it named at all."""

    reader: str
    reason: Share
    verdict: Share
    unknown: Share
    precise: Share


@dataclass(frozen=True, slots=True)
class Bin:
    """Texts read with a confidence in [low, high): how many, the mean confidence, the share read right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Confidence against truth; `ece` is the expected calibration error: the mean gap over the bins by their count."""

    of: str
    bins: tuple[Bin, ...]
    ece: float


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the evaluation says about one set of texts."""

    count: int
    scores: tuple[Score, ...]
    calibrations: tuple[Calibration, ...]


def read_rows(path: Path) -> list[LabelledText]:
    """Read a CSV with the columns text, reason, verdict (language and note may follow).

    Raises ValueError that names file, line and column of a label that is no reason or no verdict.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"{path.name} has no column {missing}; it needs {list(_COLUMNS)}")
        return [_labelled(path, line, row) for line, row in enumerate(reader, start=2)]


def _labelled(path: Path, line: int, row: dict[str, str]) -> LabelledText:
    for column, known in (("reason", {UNKNOWN, *Reason}), ("verdict", set(Verdict))):
        if row[column] not in known:
            raise ValueError(f"{path.name} line {line}: {column} {row[column]!r} is not one of {sorted(known)}")
    return LabelledText(row["text"], row["reason"], row["verdict"], row.get("language") or "")


def evaluate(rows: Sequence[LabelledText]) -> Report:
    """Score our reader, the majority and the keyword baseline on labelled texts. The majority knows the labels."""
    majority = Answer(most_frequent(row.reason for row in rows), most_frequent(row.verdict for row in rows))
    ours = [_read(row.text) for row in rows]
    return Report(
        count=len(rows),
        scores=(
            _score("rekindle", rows, ours),
            _score("keywords", rows, [Answer(*look_up(row.text)) for row in rows]),
            _score("majority", rows, [majority] * len(rows)),
        ),
        calibrations=(
            _calibrate("reason", rows, ours, lambda row, said: (said.confidence, row.reason == said.reason)),
            _calibrate("verdict", rows, ours, lambda row, said: (said.verdict_confidence, row.verdict == said.verdict)),
        ),
    )


def _read(text: str) -> Answer:
    reading = read_reason(text)
    return Answer(str(reading.reason or UNKNOWN), str(reading.verdict), reading.confidence, reading.verdict_confidence)


def _score(reader: str, rows: Sequence[LabelledText], answers: Sequence[Answer]) -> Score:
    pairs = list(zip(rows, answers, strict=True))
    named = [(row, said) for row, said in pairs if said.reason != UNKNOWN]
    return Score(
        reader,
        reason=Share(sum(row.reason == said.reason for row, said in pairs), len(pairs)),
        verdict=Share(sum(row.verdict == said.verdict for row, said in pairs), len(pairs)),
        unknown=Share(len(pairs) - len(named), len(pairs)),
        precise=Share(sum(row.reason == said.reason for row, said in named), len(named)),
    )


def _calibrate(
    of: str,
    rows: Sequence[LabelledText],
    answers: Sequence[Answer],
    judge: Callable[[LabelledText, Answer], tuple[float, bool]],
) -> Calibration:
    judged = [judge(row, said) for row, said in zip(rows, answers, strict=True)]
    bins = []
    for low, high in pairwise(_BIN_EDGES):
        inside = [one for one in judged if low <= one[0] < high or (high == 1.0 == one[0])]
        if inside:
            sure, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            bins.append(Bin(low, high, len(inside), sure, right))
    ece = sum(one.count * abs(one.confidence - one.right) for one in bins) / max(1, len(judged))
    return Calibration(of, tuple(bins), ece)


def as_text(report: Report, title: str) -> str:
    """Lay a report out as a table of text."""
    lines = [f"{title}: {report.count} texts", ""]
    lines += [f"{'reader':10} {'reason right':26} {'verdict right':26} {'unknown':9} right where it names a reason"]
    lines += [
        f"{one.reader:10} {one.reason!s:26} {one.verdict!s:26} {one.unknown.value:7.1%}   {one.precise}"
        for one in report.scores
    ]
    for part in report.calibrations:
        lines += ["", f"confidence of the {part.of} (expected calibration error {part.ece:.3f})"]
        lines += [f"{'from':>6} {'to':>5} {'texts':>6} {'said':>6} {'right':>6}"]
        lines += [f"{b.low:6.2f} {b.high:5.2f} {b.count:6d} {b.confidence:6.2f} {b.right:6.2f}" for b in part.bins]
    return "\n".join(lines) + "\n"


def main(paths: Iterable[str]) -> None:
    """Print the report of each file."""
    for path in map(Path, paths):
        sys.stdout.write(as_text(evaluate(read_rows(path)), path.name) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
