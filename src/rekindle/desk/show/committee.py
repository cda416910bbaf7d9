"""Who decides, drawn: how much say somebody has against where they stand, and who of them was never met.

Say is read from the seat, as committees usually work; it is a place on a drawing, not a measurement.
"""

import textwrap
from dataclasses import dataclass
from uuid import UUID

from rekindle.book.read.around import PersonRecord
from rekindle.book.read.deal import DealRecord
from rekindle.desk.show.phrases import fit_words, last_name
from rekindle.playbook import Playbook
from rekindle.terms.losses import Source
from rekindle.terms.people import SeatRole, Stance

_SAY = {
    SeatRole.ECONOMIC_BUYER: 1.0,
    SeatRole.HIRING_MANAGER: 1.0,
    SeatRole.BLOCKER: 0.75,
    SeatRole.PROCUREMENT: 0.7,
    SeatRole.RECRUITER: 0.7,
    SeatRole.CHAMPION: 0.65,
    SeatRole.EVALUATOR: 0.5,
    SeatRole.CLINICAL_USER: 0.45,
    SeatRole.PEER: 0.4,
    SeatRole.UNKNOWN: 0.25,
}
_DECIDES = frozenset({SeatRole.ECONOMIC_BUYER, SeatRole.HIRING_MANAGER})
_COLUMN = {Stance.AGAINST: 62, Stance.NEUTRAL: 180, Stance.UNKNOWN: 180, Stance.FOR: 298}
_TOP, _DEPTH, _BELOW, _LINE, _APART = 48, 150, 56, 13, 12
MOST = 9
_WORDS_LONG = 18
_NAME_LONG = 22


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody on the drawing, whose circle has its middle at (x, y); a longer title goes on with `more` beneath."""

    x: int
    y: int
    name: str
    title: str
    initials_of: str
    is_met: bool
    is_for: bool
    more: str = ""

    @property
    def below(self) -> int:
        """Return how far the words reach below the middle of the circle."""
        return _BELOW + (_LINE if self.more else 0)


@dataclass(frozen=True, slots=True)
class Committee:
    """`gap` says who is missing, empty when nobody is; `label` tells the drawing in words."""

    people: tuple[Placed, ...]
    height: int
    gap: str
    hint: str
    label: str


def draw_committee(record: DealRecord, playbook: Playbook) -> Committee | None:
    """Place the people of a deal; None while nobody is named."""
    met = _met(record)
    seats = [
        (_SAY[SeatRole(seat.role)], SeatRole(seat.role), Stance(seat.stance), person)
        for seat in record.seats
        if (person := record.around.people.get(seat.person_id))
    ]
    if not seats:
        return None
    seats.sort(key=lambda seat: -seat[0])
    placed, lowest = [], dict.fromkeys(_COLUMN.values(), 0)
    for say, _, stance, person in seats[:MOST]:
        x = _COLUMN[stance]
        y = max(round(_TOP + (1 - say) * _DEPTH), lowest[x])
        placed.append(_place(x, y, person, is_met=person.person_id in met, is_for=stance == Stance.FOR))
        lowest[x] = y + placed[-1].below + _APART
    gap, hint = _say_gap([(role, person) for _, role, _, person in seats], met, playbook)
    met_count = sum(one.is_met for one in placed)
    label = f"Who decides: {len(placed)} people, {met_count} of them met. {gap}".strip()
    return Committee(tuple(placed), max(one.y + one.below for one in placed) + 26, gap, hint, label)


def _met(record: DealRecord) -> set[UUID | None]:
    """Return who was spoken with, or told us why."""
    touches = record.around.touches.get(record.deal_id, [])
    claims = record.around.claims.get(record.deal_id, [])
    return {touch.person_id for touch in touches} | {one.person_id for one in claims if one.source == Source.BUYER}


def _place(x: int, y: int, person: PersonRecord, *, is_met: bool, is_for: bool) -> Placed:
    first, *more = textwrap.wrap(person.title, _WORDS_LONG, break_long_words=False) or [""]
    names = (fit_words(last_name(person.name), _NAME_LONG), fit_words(first, _WORDS_LONG), person.name)
    return Placed(x, y, *names, is_met, is_for, fit_words(" ".join(more), _WORDS_LONG))


def _say_gap(people: list[tuple[SeatRole, PersonRecord]], met: set[UUID | None], playbook: Playbook) -> tuple[str, str]:
    """Name who is missing: whoever decides and was never met, or that nobody is known to decide."""
    known = [(role, person) for role, person in people if role != SeatRole.UNKNOWN]
    top = known[:2]
    unmet = [person for _, person in top if person.person_id not in met]
    friend = next((person for _, person in people if person.person_id in met), None)
    hint = f"{friend.name} could introduce you." if friend and unmet else ""
    if len(unmet) == 2:
        return "You have not met the two people with the most say.", hint
    if unmet and top[0][1] == unmet[0]:
        role = playbook.roles.get(top[0][0])
        return f"You have not met {unmet[0].name}{f' ({role.label.lower()})' if role else ''}.", hint
    if not any(role in _DECIDES for role, _ in known):
        return "Nobody here is known to decide.", "Ask who signs, and give them a seat."
    return "", ""
