"""Whom each line of news is about, found by name; a name nobody knows is said with the nearest one there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rapidfuzz import fuzz, process

from rekindle.book.read.unlocking import Found, find_accounts, find_people, list_names, names_near
from rekindle.desk.news.lines import NewsLine
from rekindle.desk.show.phrases import join_words, say_day
from rekindle.intake.names import name_key
from rekindle.terms.touches import SignalKind

LIKE = 80
_NAMES_SUPPLIERS = frozenset({SignalKind.RECALL, SignalKind.CONTRACT_ENDS})
_NAMES_A_THING = frozenset({SignalKind.RECALL, SignalKind.SHIPPED_FEATURE})

People = dict[str, list[tuple[Found, tuple[UUID, ...]]]]


@dataclass(frozen=True, slots=True)
class Matched:
    """A line with what its names stand for; `trouble` says what is wrong and the way out, and then nothing is kept."""

    line: NewsLine
    about: str = ""
    account_id: UUID | None = None
    person_id: UUID | None = None
    competitor: Found | None = None
    product: Found | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Names:
    workspace_id: UUID
    accounts: dict[str, list[Found]]
    people: People
    competitors: dict[str, Found]
    products: dict[str, Found]


def match_lines(workspace_id: UUID, lines: Sequence[NewsLine], today: date) -> list[Matched]:
    """Match every line, in about eight queries however many there are, and two more for each name nobody knows."""
    keys = {name_key(name) for line in lines for name in (line.who, line.person) if name}
    competitors, products = list_names(workspace_id)
    names = _Names(
        workspace_id,
        find_accounts(workspace_id, keys),
        find_people(workspace_id, keys),
        {name_key(one.name): one for one in competitors},
        {name_key(one.name): one for one in products},
    )
    return [_match(line, names, today) for line in lines]


def _match(line: NewsLine, names: _Names, today: date) -> Matched:
    trouble = line.trouble or _bad_day(line, today)
    if trouble:
        return Matched(line, line.who or line.person, trouble=trouble)
    things = Matched(line, competitor=_supplier(line, names), product=names.products.get(_product(line)))
    trouble = _unknown_thing(line, things, names)
    if trouble:
        return Matched(line, line.who or line.product or line.competitor, trouble=trouble)
    return _place(line, things, names)


def _supplier(line: NewsLine, names: _Names) -> Found | None:
    """Return the competitor a line names: in its column, else the only one in its words where they may name one."""
    if line.competitor or line.kind not in _NAMES_SUPPLIERS:
        return names.competitors.get(name_key(line.competitor))
    words = f" {name_key(line.words)} "
    named = [one for key, one in names.competitors.items() if f" {key} " in words]
    return named[0] if len(named) == 1 else None


def _product(line: NewsLine) -> str:
    return name_key(line.product) if line.product else ""


def _bad_day(line: NewsLine, today: date) -> str:
    if line.on is None:
        return ""
    if line.kind == SignalKind.CONTRACT_ENDS:
        ended = f"That contract ended on {say_day(line.on, today)}. Write the day the present one ends."
        return ended if line.on < today else ""
    late = f"{say_day(line.on, today)} is still to come. Bring the line from that day on, or leave the day out."
    return late if line.on > today else ""


def _unknown_thing(line: NewsLine, found: Matched, names: _Names) -> str:
    if line.product and found.product is None and line.kind == SignalKind.SHIPPED_FEATURE:
        known = join_words([one.name for one in list(names.products.values())[:6]]) or "none yet"
        return f"No deal is about a product called “{line.product}”. Products in this book: {known}."
    if line.competitor and found.competitor is None and line.kind == SignalKind.RECALL:
        return f"No loss is noted as lost to “{line.competitor}”. Note the competitor on the deal, or mend the name."
    return ""


def _place(line: NewsLine, found: Matched, names: _Names) -> Matched:
    """Find whom the first column means: an account, a person, or the thing recalled or shipped."""
    key = name_key(line.who) if line.who else ""
    thing = _thing(line, key, names) if key else None
    accounts = names.accounts.get(key, [])
    if thing and (line.kind in _NAMES_A_THING or not accounts):
        competitor, product = thing
        about = (competitor or product or Found(UUID(int=0), "")).name
        return Matched(line, about, competitor=competitor or found.competitor, product=product or found.product)
    if len(accounts) > 1:
        return Matched(line, line.who, trouble=_two(line.who, accounts))
    if accounts:
        person_id = _person_at(line, accounts[0].id, names)
        return Matched(line, accounts[0].name, accounts[0].id, person_id, found.competitor, found.product)
    if key and key not in names.people:
        return Matched(line, line.who, trouble=_nobody(line.who, key, names))
    if key or line.person:
        return _by_person(line, found, names, name_key(line.who or line.person))
    about = (found.competitor or found.product or Found(UUID(int=0), line.product or line.competitor)).name
    unknown = "" if found.competitor or found.product else f"“{about}” is nothing this book knows. Name an account."
    return Matched(line, about, competitor=found.competitor, product=found.product, trouble=unknown)


def _thing(line: NewsLine, key: str, names: _Names) -> tuple[Found | None, Found | None] | None:
    competitor, product = names.competitors.get(key), names.products.get(key)
    if line.kind == SignalKind.SHIPPED_FEATURE:
        return (None, product) if product else None
    if line.kind == SignalKind.RECALL and (competitor or product):
        return (competitor, None) if competitor else (None, product)
    return None


def _person_at(line: NewsLine, account_id: UUID, names: _Names) -> UUID | None:
    known = names.people.get(name_key(line.person), []) if line.person else []
    return next((person.id for person, at in known if account_id in at), None)


def _by_person(line: NewsLine, found: Matched, names: _Names, key: str) -> Matched:
    said = line.who or line.person
    people = names.people.get(key, [])
    if not people:
        return Matched(line, said, trouble=_nobody(said, key, names))
    if len(people) > 1:
        return Matched(line, said, trouble=f"{len(people)} people are called {said}. Put their account in the line.")
    person, at = people[0]
    if len(at) != 1:
        where = "is at no account here" if not at else f"is at {len(at)} accounts"
        return Matched(line, person.name, trouble=f"{person.name} {where}. Put the account in the line.")
    return Matched(line, person.name, at[0], person.id, found.competitor, found.product)


def _two(name: str, accounts: list[Found]) -> str:
    where = join_words([one.where for one in accounts if one.where])
    places = f" ({where})" if where else ""
    return f"{len(accounts)} accounts are called {name}{places}. Merge them, or record it on the deal it is about."


def _nobody(name: str, key: str, names: _Names) -> str:
    near = {one: name_key(one) for one in names_near(names.workspace_id, key)}
    close = process.extractOne(key, near, scorer=fuzz.ratio, score_cutoff=LIKE)
    # rapidfuzz answers with (value, score, key of the mapping).
    begun = [one for one, known in near.items() if known.startswith(key)]
    meant = close[2] if close else begun[0] if len(begun) == 1 else ""
    ask = f" Did you mean {meant}?" if meant else ""
    return f"Nobody here is called “{name}”.{ask} Write the name as it stands in the book, or add the deal first."
