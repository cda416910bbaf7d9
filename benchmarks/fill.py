"""A book of any size, written straight into its tables: same shape as the sample, no two deals alike.

Made for measuring pages and verbs, so it skips the verbs: nothing here is audited.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from rekindle.book import models as m
from rekindle.book.addresses import address_key
from rekindle.book.write.members import make_user, open_workspace, set_owner, write_member
from rekindle.book.write.writing import Writing
from rekindle.terms.ids import new_id
from rekindle.terms.losses import Reason, Verdict
from rekindle.terms.people import ContactKind, MemberRole
from rekindle.terms.touches import Channel, Outcome

TOUCHES = 4
# The same team in a book of any size, and as many deals of the member whose pages are measured: what a page shows of a
# member, or of the team, is the same, and what is left is how it grows with the book.
REPS, OWNED = 50, 500
RIVALS = {f"Rival {number:02d}": weight for number, weight in enumerate((40, 20, 15, 10, 8, 4, 2, 0.9, 0.09, 0.01))}
SOLD = {f"Tower {number}": weight for number, weight in enumerate((50, 20, 15, 10, 4, 0.9, 0.1))}
SEGMENTS = {"orthopaedics": 50, "general": 30, "spine": 15, "cardiac": 4.9, "ent": 0.1}
STAGES = {"Evaluation": 40, "Proposal": 30, "Negotiation": 20, "Committee": 9, "Trial": 1}
ORDER = (m.Account, m.Person, m.Deal, m.Post, m.ContactPoint, m.Seat, m.StatusChange, m.Loss, m.Claim, m.Touch)
_VERDICTS = [Verdict.NOT_NOW, Verdict.CHOSE_OTHER, Verdict.NO_DECISION, Verdict.NO]
_REASONS = [reason for reason in Reason if reason is not Reason.OTHER]


def fill_book(deals: int, at: datetime, slug: str = "bench") -> tuple[UUID, UUID]:
    """Write a workspace of `deals` lost deals with four contacts each; returns the ids of workspace and owner."""
    chance = random.Random(deals)
    with transaction.atomic():
        workspace_id = open_workspace(slug, slug, at, pack="medical", zone="America/Chicago", jurisdiction="US")
        writing = Writing(workspace_id, None, at - timedelta(days=1500))
        members = [_member(writing, number) for number in range(REPS)]
        set_owner(workspace_id, members[0])
        rivals, sold = _named(m.Competitor, workspace_id, RIVALS), _named(m.Product, workspace_id, SOLD)
        rows = list(_rows(workspace_id, members, deals, at, chance))
        rows += _bearing(rows, rivals, sold, random.Random(deals + 1))
        for model in (*ORDER, m.DealLine):
            insert(model, (columns for kind, columns in rows if kind is model))
    return workspace_id, members[0]


def _member(writing: Writing, number: int) -> UUID:
    mail = f"rep{number}@bench.example"
    return write_member(
        writing, f"Rep {number}", email=mail, role=MemberRole.ADMIN, user_id=make_user(mail), zone="America/Chicago"
    )


def _named(model: type[Any], workspace_id: UUID, names: dict[str, float]) -> dict[UUID, float]:
    ids = {new_id(): name for name in names}
    insert(model, ({"id": one, "workspace_id": workspace_id, "name": name} for one, name in ids.items()))
    return {one: names[name] for one, name in ids.items()}


def _bearing(
    rows: list[tuple[type[Any], dict[str, Any]]],
    rivals: dict[UUID, float],
    sold: dict[UUID, float],
    chance: random.Random,
) -> list[tuple[type[Any], dict[str, Any]]]:
    """Say of accounts which segment they are, of losses to whom and at which stage; returns a line for each deal."""
    lines = []
    for model, columns in rows:
        if model is m.Account:
            columns["segment"] = _draw(SEGMENTS, chance)
        elif model is m.Loss:
            columns |= {"stage": _draw(STAGES, chance), "competitor_id": _draw(rivals, chance)}
        elif model is m.Deal:
            line = {"workspace_id": columns["workspace_id"], "deal_id": columns["id"], "number": 1}
            lines.append((m.DealLine, {**line, "product_id": _draw(sold, chance)}))
    return lines


def _draw(weights: dict[Any, float], chance: random.Random) -> Any:
    return chance.choices(list(weights), list(weights.values()))[0]


def _rows(
    workspace_id: UUID, members: list[UUID], deals: int, at: datetime, chance: random.Random
) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    for number in range(deals):
        account_id, person_id, deal_id, loss_id = new_id(), new_id(), new_id(), new_id()
        owner_id = members[0] if number % max(1, deals // OWNED) == 0 else chance.choice(members[1:])
        lost_on = at.date() - timedelta(days=chance.randint(1, 730))
        lost_at = _noon(lost_on)
        fact = {"workspace_id": workspace_id, "by_id": owner_id, "happened_at": lost_at, "known_at": lost_at}
        name = f"Hospital {number:06d}"
        yield m.Account, {**fact, "id": account_id, "name": name, "name_key": name.lower(), "jurisdiction": "US"}
        person = f"Person {number:06d}"
        yield m.Person, {**fact, "id": person_id, "name": person, "name_key": person.lower()}
        yield m.Post, {**fact, "person_id": person_id, "account_id": account_id, "title": "Chief of Surgery"}
        mail = f"p{number}@bench.example"
        key = address_key(ContactKind.MAIL, mail)
        yield m.ContactPoint, {**fact, "person_id": person_id, "kind": "mail", "value": mail, "address_key": key}
        deal = {
            "account_id": account_id,
            "owner_id": owner_id,
            "name": f"Tower {number}",
            "name_key": f"tower {number}",
        }
        money = {"amount_minor": chance.randint(10_000, 900_000) * 100, "currency": "USD"}
        yield m.Deal, {**fact, **deal, **money, "id": deal_id, "status": "lost", "status_since": lost_at}
        yield m.Seat, {**fact, "deal_id": deal_id, "person_id": person_id}
        opened = {**fact, "happened_at": lost_at - timedelta(days=150), "known_at": lost_at - timedelta(days=150)}
        yield m.StatusChange, {**opened, "deal_id": deal_id, "status": "open"}
        yield m.StatusChange, {**fact, "deal_id": deal_id, "status": "lost"}
        yield m.Loss, {**fact, **money, "id": loss_id, "deal_id": deal_id, "number": 1, "lost_on": lost_on}
        claim = {**fact, "loss_id": loss_id, "deal_id": deal_id, "source": "rep"}
        verdict = chance.choices([Verdict.NOT_NOW, Verdict.CHOSE_OTHER, Verdict.NO_DECISION, Verdict.NO], [4, 3, 2, 1])[
            0
        ]
        yield m.Claim, {**claim, "kind": "verdict", "key": verdict}
        yield m.Claim, {**claim, "kind": "reason", "key": chance.choice(_REASONS)}
        yield from _touches(fact, owner_id, deal_id, account_id, person_id, (at.date() - lost_on).days, chance)


def _touches(
    fact: dict[str, Any],
    member_id: UUID,
    deal_id: UUID,
    account_id: UUID,
    person_id: UUID,
    age: int,
    chance: random.Random,
) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    for _ in range(TOUCHES):
        when = fact["happened_at"] + timedelta(days=chance.randint(-120, max(0, age - 1)))
        yield (
            m.Touch,
            {
                **fact,
                "happened_at": when,
                "known_at": when,
                "deal_id": deal_id,
                "account_id": account_id,
                "person_id": person_id,
                "member_id": member_id,
                "channel": chance.choice([Channel.MAIL, Channel.CALL]),
                "outcome": chance.choice([Outcome.SENT, Outcome.SPOKE, Outcome.NO_ANSWER]),
                "minutes": 5,
            },
        )


def insert(model: type[Any], rows: Iterable[dict[str, Any]], batch: int = 5_000) -> None:
    """Insert rows given as columns, with the model's defaults for the rest."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608 names are the model's own
    waiting: list[list[Any]] = []
    with connection.cursor() as cursor:
        for row in rows:
            waiting.append([_prepared(field, row) for field in fields])
            if len(waiting) == batch:
                cursor.executemany(sql, waiting)
                waiting.clear()
        if waiting:
            cursor.executemany(sql, waiting)


def _prepared(field: Any, row: dict[str, Any]) -> Any:
    value = row.get(field.attname, row.get(field.name, field.get_default()))
    return field.get_db_prep_save(value, connection)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
