"""Which column tells how deals stand, where no name of a column says so, or another one has the words for it."""

from rekindle.intake.columns.dictionary import KEEP, Kind
from rekindle.intake.columns.headers import is_of_another, is_prose, speaks_of_ends, speaks_only_of_ends
from rekindle.intake.columns.match import Candidate, Match, Samples
from rekindle.intake.columns.words import are_flags, classify_status, has_both_ends, says_won, tells_ends
from rekindle.intake.files.table import as_text
from rekindle.intake.standing.telling import SAYS_STATUS

_WORDS = ("deal.status", "deal.stage")
_FLAGS = {"deal.is_closed", "deal.is_won", "deal.is_lost"}
_SCORE = 0.5
_HAS_ENDS = "It is the column that has the words for how deals ended."


def settle_status(kind: Kind, match: Match, samples: Samples) -> None:
    """Let the column that has the words for ends be the one that tells them.

    A column whose name speaks of an end, "Win / Loss / Open" or "Decision", is the status of a file that has no other;
    and so is a "status reason" that says who won: no loss has such a reason. Beside a status without any word for an
    end ("Done", "To do") it is one too, and the other is the stage. Under a name that says nothing, words for both ends
    are supposed to tell them and are asked about.
    """
    told = {one.field for one in match.meant.values()} & set(SAYS_STATUS)
    if not told:
        if not (_take_free(match, samples) or _take_reason(match, samples)):
            _suppose(kind, match, samples)
    elif told <= set(_WORDS):
        _take_better(match, samples)
    elif told <= _FLAGS:
        _suppose(kind, match, samples)


def _take_free(match: Match, samples: Samples) -> bool:
    found = _speaking(match, samples)
    if match.meant and found is not None:
        match.meant[found] = Candidate("deal.status", _SCORE, why=_HAS_ENDS)
        match.misfit.pop(found, None)
    return bool(match.meant) and found is not None


def _take_reason(match: Match, samples: Samples) -> bool:
    for index, one in sorted(match.meant.items()):
        if one.field == "deal.lost_reason" and says_won(samples[index]):
            match.meant[index] = Candidate("deal.status", one.score, why=_HAS_ENDS)
            return True
    return False


def _suppose(kind: Kind, match: Match, samples: Samples) -> None:
    """Read the only column that has words for both ends meanwhile, whatever it is called: "Step in pipeline"."""
    columns = samples.table.columns if match.meant and kind is Kind.DEALS else ()
    free = [at for at, column in enumerate(columns) if at not in match.meant and not is_of_another(column)]
    found = [at for at in free if not is_prose(columns[at]) and has_both_ends(samples[at])]
    if len(found) == 1:
        match.meant[found[0]] = Candidate("deal.status", _SCORE, why=_HAS_ENDS)
        match.misfit.pop(found[0], None)
        match.supposed.add(found[0])


def _take_better(match: Match, samples: Samples) -> None:
    have = [index for index, one in match.meant.items() if one.field in _WORDS]
    if any(_has_end(samples, index) for index in have):
        return
    found = _speaking(match, samples)
    if found is None:
        return
    for index in have:
        is_free = len(have) == 1 or match.meant[index].field == "deal.stage"
        match.meant[index] = Candidate("deal.stage" if is_free else KEEP, match.meant[index].score)
    match.meant[found] = Candidate("deal.status", _SCORE, why=_HAS_ENDS)
    match.misfit.pop(found, None)
    match.lost.pop(found, None)


def _has_end(samples: Samples, index: int) -> bool:
    return any(classify_status(as_text(cell)) in ("lost", "won") for cell in samples[index])


def _speaking(match: Match, samples: Samples) -> int | None:
    """Return the column that is called after an end and means nothing else: of several the one that has the most words
    for ends."""
    found: dict[int, float] = {}
    for index, column in enumerate(samples.table.columns):
        is_free = index not in match.meant or index in match.lost
        speaks = speaks_only_of_ends if are_flags(samples[index]) else speaks_of_ends
        if is_free and speaks(column) and tells_ends(samples[index]):
            found[index] = sum(bool(classify_status(as_text(cell))) for cell in samples[index]) / len(samples[index])
    return max(found, key=lambda index: (found[index], -index)) if found else None
