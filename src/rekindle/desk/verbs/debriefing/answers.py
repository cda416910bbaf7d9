"""The answers of one conversation about a loss, checked."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from rekindle.desk.actor import RefusedError
from rekindle.desk.verbs.finding import check_line, check_words
from rekindle.terms.debriefs import Again, Going, MayReturn
from rekindle.terms.losses import Reason, Verdict

MOST_FACTORS = 9
MOST_OTHERS = 12
_LONGEST = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Answers:
    """`factors` are ranked, the one that weighed most first; `others` are (name, title) of who else had a say.

    `is_ranked` False says that nobody gave the factors an order. `back_on` is the day they named.
    """

    factors: tuple[Reason, ...] = ()
    is_ranked: bool = True
    verdict: Verdict | None = None
    words: str = ""
    better: str = ""
    change: str = ""
    others: tuple[tuple[str, str], ...] = ()
    again: Again | None = None
    going: Going | None = None
    may_return: MayReturn | None = None
    back_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all was answered."""
        return self == Answers()


def check_answers(given: Answers, today: date) -> Answers:
    """Return the answers with trimmed words; raises RefusedError for what cannot be kept."""
    if len(set(given.factors)) != len(given.factors) or len(given.factors) > MOST_FACTORS:
        raise RefusedError(f"Name each factor once, and no more than {MOST_FACTORS}.")
    if len(given.others) > MOST_OTHERS:
        raise RefusedError(f"That is more than {MOST_OTHERS} people. Add the others on the deal.")
    _check_day(given, today)
    checked = replace(
        given,
        words=check_words(given.words),
        better=check_words(given.better),
        change=check_words(given.change),
        others=tuple(
            (check_line(name, "The name", 300), check_line(title, "The title", 300)) for name, title in given.others
        ),
    )
    if checked.is_empty:
        raise RefusedError("Nothing is answered yet. One answer is enough.")
    return checked


def _check_day(given: Answers, today: date) -> None:
    if given.may_return == MayReturn.ON_DATE and given.back_on is None:
        raise RefusedError("Which day did they name? Pick it, or choose about three months.")
    if given.back_on and given.may_return != MayReturn.ON_DATE:
        raise RefusedError("A day to come back goes with “On a day they named”. Choose that, or leave the day out.")
    if given.back_on and given.back_on <= today:
        raise RefusedError(f"The day they named, {given.back_on}, has come already. Choose a day after today.")
    if given.back_on and given.back_on - today > _LONGEST:
        raise RefusedError("That is more than five years away. Choose a nearer day.")
