"""The words of the column that says how deals stand: what each means, what its rows show, and which are in doubt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rekindle.intake.cells.blank import is_blank
from rekindle.intake.cells.look import looks_like_date
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.words import classify_status, is_in, is_pause, matches
from rekindle.intake.files.table import Cell, as_text

_TELLS_LOST = ("deal.lost_on", "deal.lost_reason")
_ENDED = ("deal.closed_on", "deal.won_on")
_BY_HAND = ("plain", "job_search")
_FEW_ENDS = 3
_NEARLY_ALL, _HARDLY_ANY = 0.8, 0.2
_CLEAR = ("lost", "won")

Row = tuple[Cell, ...]


@dataclass(slots=True)
class Word:
    """One word: what it says itself (lost, won, open, skip, unclear or nothing), how many rows have it, how many of
    these tell when or why they were lost, and how many have a day in each column that may be the day of an end."""

    text: str
    says: str
    rows: int = 0
    when: int = 0
    told: int = 0
    dated: dict[int, int] | None = None

    @property
    def lost(self) -> int:
        """Return how many rows are lost by what they tell beside the word; a reason says nothing of a pause."""
        return self.when if is_pause(self.text) else self.told

    def share(self, place: int) -> float:
        """Return in which share of its rows a column has a day."""
        return (self.dated or {}).get(place, 0) / self.rows


def gather_words(known: Known, rows: Iterable[Row], index: int) -> dict[str, Word]:
    """Return the words of a column with what their rows show, in the order of the file; "" are rows without one."""
    by_field = {one.field: place for place, one in known.match.meant.items()}
    when, why = (by_field.get(name) for name in _TELLS_LOST)
    days = _days(known)
    words: dict[str, Word] = {}
    for row in rows:
        text = as_text(row[index]).strip()
        word = words.setdefault(text, Word(text, classify_status(text), dated=dict.fromkeys(days, 0)))
        is_dated = when is not None and not is_blank(as_text(row[when]))
        word.rows += 1
        word.when += is_dated
        word.told += is_dated or (why is not None and not is_blank(as_text(row[why])))
        for place in days:
            word.dated[place] += not is_blank(as_text(row[place]))  # type: ignore[index]
    return words


def _days(known: Known) -> list[int]:
    """Return the columns of days that may be those of an end, by their name or because nobody knows them."""
    match, columns = known.match, range(len(known.table.columns))
    days = [at for at in columns if at in match.meant and match.meant[at].field in _ENDED]
    unsure = [at for at in columns if at not in match.meant or at in match.supposed]
    return days + [at for at in unsure if _are_days(known.samples[at])]


def _are_days(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(map(looks_like_date, cells))


def find_doubtful(known: Known, words: Mapping[str, Word], index: int) -> set[str]:
    """Return the words nobody knows that may be ends, by one of three kinds of evidence: their rows tell why or when
    they were lost, or have a day as ends have; or they are the few of a list by hand that nothing shows to go on."""
    said = {text: word for text, word in words.items() if text}
    found, still = _dated_as_ends(known, said)
    if any(word.says in _CLEAR for word in words.values()):
        # Of a file without a word for an end every such row is lost.
        found |= _told_as_lost(words)
    return found | _unknown_by_hand(known, said, index, still)


def _told_as_lost(words: Mapping[str, Word]) -> set[str]:
    """Words most of whose rows tell why or when they were lost, if those of another do not."""
    mostly = {text for text, word in words.items() if 2 * word.told > word.rows}
    return mostly if any(2 * word.told < word.rows for word in words.values()) else set()


def _dated_as_ends(known: Known, words: Mapping[str, Word]) -> tuple[set[str], set[str]]:
    """Words whose rows have a day as those of lost and won deals do, where the rows of others have none, and those
    others: "Went with another candidate" beside "Waiting"."""
    told = [_dated_alike(words, place) for place in _days(known)]
    return {text for one, _ in told for text in one}, {text for _, one in told for text in one}


def _dated_alike(words: Mapping[str, Word], place: int) -> tuple[set[str], set[str]]:
    ends = [word.share(place) for word in words.values() if word.says in _CLEAR]
    others = {text: word.share(place) for text, word in words.items() if word.says not in _CLEAR}
    still = {text for text, share in others.items() if share <= _HARDLY_ANY}
    found = {text for text, share in others.items() if share >= _NEARLY_ALL and not words[text].says}
    is_clear = len(still) + sum(share >= _NEARLY_ALL for share in others.values()) == len(others)
    is_shown = bool(ends) and min(ends) >= _NEARLY_ALL and bool(still) and is_clear and len(found) <= _FEW_ENDS
    return (found, still) if is_shown else (set(), set())


def _unknown_by_hand(known: Known, words: Mapping[str, Word], index: int, still: set[str]) -> set[str]:
    """In a list by hand that says how its deals stand, words that neither a day nor their own meaning shows to be
    under way; more than three such words are stages."""
    is_by_hand = known.profile.system in _BY_HAND and known.match.meant[index].field == "deal.status"
    if not is_by_hand or not any(word.says in _CLEAR for word in words.values()):
        return set()
    unknown = {
        text
        for text, word in words.items()
        if not (word.says or is_in("under_way", text) or matches("wish", text)) and text not in still
    }
    return unknown if len(unknown) <= _FEW_ENDS else set()
