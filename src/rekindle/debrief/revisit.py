"""Reads when to come back from what was said: `revisit in Q4`, `rappeler en septembre`. A proposal, never a fact."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rekindle.debrief.datewords import words
from rekindle.debrief.moments import Moment, find_moments, names_moment
from rekindle.debrief.normalise import fold, plain
from rekindle.debrief.periods import Due, Period, is_ahead

# The point of "15. Januar" ends nothing.
_POINT = r"\.(?=\s|$)(?!(?<=\d\.)\s(?:jan|jän|feb|mär|mae|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez))"
_SENTENCE = re.compile(rf"[^;!?\n•|]+?(?:[;!?\n•|]|{_POINT}|$)", re.IGNORECASE)
_FLAT = re.compile(r"[^\w./-]+|(?<!\d)[./-]|[./-](?!\d)")
_TRIGGERED = 2.0


@dataclass(frozen=True, slots=True)
class Revisit:
    """A day to come back: `sd_days` is one standard deviation of what the words leave open, 0 for a day they bound.

    `words` are theirs."""

    due_on: date
    sd_days: float
    words: str


def sentence_of(text: str, words: str) -> str:
    """Return the sentence of a text in which some words stand; the words alone where no sentence holds them."""
    return next((one.strip() for one in _SENTENCE.findall(text) if words in one), words)


@lru_cache(maxsize=20_000)
def read_revisit(text: str, said_on: date, fiscal_month: int = 1) -> Revisit | None:
    """Read the day a text proposes to come back, relative to the day it was said; None where it proposes none.

    A day named in the past, or told as past (`they bought in March`), is none. `fiscal_month` (1 to 12) is the month
    in which the account's fiscal year begins; a fiscal year is named after the calendar year in which it ends.
    Raises ValueError for another month.
    """
    if not 1 <= fiscal_month <= 12:
        raise ValueError(f"fiscal_month is {fiscal_month}; a fiscal year begins in a month from 1 to 12")
    best = max(_proposals(text, said_on, fiscal_month), default=None, key=lambda found: found[0])
    return None if best is None else Revisit(best[1].on, round(best[1].sd_days, 1), best[2])


def _proposals(text: str, said_on: date, fiscal_month: int) -> Iterator[tuple[float, Due, str]]:
    for sentence, line, at in _dated(text):
        for moment in find_moments(line, said_on, fiscal_month):
            due = _bounded(_due(moment, line), moment, line)
            weight = _weigh(moment, line)
            if weight > 0 and is_ahead(due, said_on):
                first, last = at[moment.start], at[moment.end - 1]
                yield weight, due, sentence[first : last + 1].strip()


@lru_cache(maxsize=5_000)
def _dated(text: str) -> tuple[tuple[str, str, list[int]], ...]:
    """Return the sentences in which any day at all is named, whenever they were said, each with its words folded."""
    flat = [(sentence, *_flatten(sentence)) for sentence in _SENTENCE.findall(plain(text))]
    return tuple(found for found in flat if names_moment(found[1]))


def _flatten(sentence: str) -> tuple[str, list[int]]:
    """Fold a sentence to words parted by single spaces, and say where each letter came from."""
    line: list[str] = []
    at: list[int] = []
    end = 0
    for gap in [*_FLAT.finditer(sentence), None]:
        start = len(sentence) if gap is None else gap.start()
        for place in range(end, start):
            for letter in fold(sentence[place]):
                line.append(letter)
                at.append(place)
        if line and line[-1] != " ":
            line.append(" ")
            at.append(start)
        end = len(sentence) if gap is None else gap.end()
    return "".join(line).strip(), at


def _due(moment: Moment, line: str) -> Due:
    if isinstance(moment.meant, Due):
        return moment.meant
    late = moment.led and not line[moment.start :].startswith(("mid", "mi", "early"))
    return _placed(moment.meant, line[: moment.start].rstrip(), late)


def _bounded(due: Due, moment: Moment, line: str) -> Due:
    """Return the day no earlier than words around it allow: `after` begins behind what they name."""
    w = words().lists
    before, after, own = line[: moment.start].rstrip(), line[moment.end :].lstrip(), line[moment.start : moment.end]
    meant = moment.meant
    first, last = (meant.on, meant.on) if isinstance(meant, Due) else (meant.first, meant.last)
    if re.match(rf"{w['bound_later']} ", own):
        return due.from_on(first)
    if _ends(before, w["bound_later"]):
        return due.from_on(last + timedelta(days=1))
    if _not_before(before) or _ends(before, w["bound_from"]) or _or_later(after):
        return due.from_on(first)
    return due


def _not_before(before: str) -> bool:
    """Say whether words end with `not before`, `nothing until` or their like."""
    w = words().lists
    held = _ends(before, w["before"]) or _ends(before, w["until"])
    return held and re.search(rf"(?:^| ){w['bound_no']}(?: \S+){{0,5}}$", before) is not None


def _or_later(after: str) -> bool:
    return re.match(rf"{words().lists['bound_or_later']}(?: |$)", after) is not None


def _placed(period: Period, before: str, late: bool) -> Due:
    w = words().lists
    if _ends(before, w["before"]):
        told_no = re.search(rf"(?:^| ){w['no']}(?: \S+){{0,4}}$", before)
        return period.not_before() if told_no else period.before()
    if _ends(before, w["after"]) or _ends(before, w["through"]) or (late and _ends(before, w["until"])):
        return period.after()
    return period.due()


def _ends(before: str, alternatives: str) -> bool:
    return re.search(rf"(?:^| ){alternatives}(?: the| den| dem| der| le| la| les| l| el)?$", before) is not None


def _weigh(moment: Moment, line: str) -> float:
    """Weigh how likely words propose a return: exact ones more, beside a `call back` much more, past ones never."""
    w = words().lists
    before, after = line[: moment.start].rstrip(), line[moment.end :].lstrip()
    if re.search(rf"(?:^| ){w['past']}(?: \S+)?$", before) and not _ends(before, w["before"]):
        return 0.0
    # In German `vor` before a span of time is "ago", before a date it is "before".
    if re.match(rf"{w['ago']}\b", after) or (
        isinstance(moment.meant, Due) and not moment.firm and _ends(before, "vor") and not _not_before(before)
    ):
        return 0.0
    triggered = re.search(rf"(?:^| ){w['trigger']}(?: |$)", line) is not None
    # "A partir de abril" tells nothing past, though French has an "a" that does.
    rest = re.sub(rf"(?:^| ){w['bound_from']}(?: |$)", " ", line)
    told = re.search(rf"(?:^| ){w['past_verb']}(?: |$)", rest) is not None
    places = [w["near"], w["after"], w["before"], w["through"], w["until"], w["bound_from"]]
    near = moment.led or not before + after or any(_ends(before, place) for place in places) or _or_later(after)
    if not triggered and not moment.firm and (told or not near):
        return 0.0
    return moment.weight + _TRIGGERED * triggered
