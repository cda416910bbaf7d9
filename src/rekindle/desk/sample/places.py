"""Invented houses and the people who work in them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from random import Random

from rekindle.desk.sample.days import Days
from rekindle.desk.sample.dice import dice, middling, pick
from rekindle.desk.sample.files import read_data
from rekindle.desk.sample.reach import reachable, slug
from rekindle.intake.drafts import AccountDraft, PersonDraft
from rekindle.terms.people import SeatRole, Stance

# People of the hand-written stories are numbered below this.
_FIRST_NUMBER = 200
_STANCES = {"champion": Stance.FOR, "blocker": Stance.AGAINST, "unknown": Stance.UNKNOWN}
_MOVES = 24


@dataclass(frozen=True, slots=True)
class Place:
    """One house; `owner` is who looks after it, empty where nobody does."""

    account: AccountDraft
    crowd: tuple[PersonDraft, ...]
    owner: str


def draw_places(days: Days) -> list[Place]:
    """Return every generated house, the look-alikes at the end."""
    data = read_data("places")
    kinds = {kind: one["share"] for kind, one in data["kinds"].items()}
    names = _people_names()
    numbers = count(_FIRST_NUMBER)
    places = []
    for at, name in enumerate(data["names"] + data["lookalikes"]):
        chance = dice("place", at)
        if isinstance(name, str):
            segment = pick(chance, kinds)
            full = f"{name} {chance.choice(data['kinds'][segment]['words'])}"
        else:
            segment, full = name["segment"], name["name"]
        account = _account(full, segment, chance, days)
        crowd = tuple(reachable(one, account.domain, next(numbers)) for one in _crowd(chance, names))
        places.append(Place(account, crowd, pick(chance, read_data("market")["shares"]["owners"])))
    return _move(places, days)


def _account(name: str, segment: str, chance: Random, days: Days) -> AccountDraft:
    return AccountDraft(
        name=name,
        external=f"A-{slug(name, '-')}",
        domain=f"{slug(name, '')}.example",
        jurisdiction="US",
        fiscal_month=days.month_after(chance.randint(30, 360)) if chance.random() < 0.7 else None,
        segment=segment,
        region=chance.choice(read_data("places")["regions"]),
    )


def _crowd(chance: Random, names: Iterator[tuple[str, str]]) -> Iterator[PersonDraft]:
    committee = read_data("places")["committee"]
    roles = list(committee)
    for role in roles[: middling(chance, 3, len(roles), 6)]:
        name, pronoun = next(names)
        yield PersonDraft(
            name=f"Dr. {name}" if committee[role].get("doctor") else name,
            title=chance.choice(committee[role]["titles"]),
            role=SeatRole(role),
            stance=_STANCES.get(role, Stance.NEUTRAL),
            custom={"pronoun": pronoun},
        )


def _people_names() -> Iterator[tuple[str, str]]:
    data = read_data("names")
    firsts = [(one, "she") for one in data["first_she"]] + [(one, "he") for one in data["first_he"]]
    pairs = [(f"{first} {last}", pronoun) for first, pronoun in firsts for last in data["last"]]
    return iter(dice("names").sample(pairs, 1_200))


def _move(places: list[Place], days: Days) -> list[Place]:
    """Let some people leave; every other one of them turns up in the same role in another house."""
    chance = dice("moves")
    moved = list(places)
    for nth, (old, new) in enumerate(zip(*[iter(chance.sample(range(len(places)), 2 * _MOVES))] * 2, strict=True)):
        left = -chance.randint(40, 520)
        leaver = moved[old].crowd[0]
        moved[old] = replace(moved[old], crowd=(replace(leaver, until_on=days.on(left)), *moved[old].crowd[1:]))
        if nth % 2:
            domain = moved[new].account.domain
            arrived = replace(leaver, mail=f"{slug(leaver.name)}@{domain}", from_on=days.on(left + 20))
            moved[new] = replace(moved[new], crowd=(*moved[new].crowd, arrived))
    return moved
