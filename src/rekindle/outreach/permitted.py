"""What else could be brought to one person: everything on the shelf that may be used there and was not sent before."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from rekindle.outreach.shelf import ANY_ROLE, shelf
from rekindle.tables.schemas import Tables
from rekindle.terms.people import SeatRole
from rekindle.terms.touches import Direction


@dataclass(frozen=True, slots=True)
class Permitted:
    """A thing of value; `answers` says that it is made for the reason of the loss and the role of the person."""

    asset_key: str
    answers: bool


def list_permitted(
    facts: Tables, playbook: Tables, deal_id: str, person_id: str | None, reason: str
) -> list[Permitted]:
    """List what may be brought to a person of a deal, what answers the reason first, then by key.

    `facts` are those of the deal's account. The same rules as for what is proposed by itself (`best_assets`): approved,
    on label, not expired, allowed in that place, for that product, never sent to the person or within the deal.
    Raises LookupError when the facts hold no such deal.
    """
    deal = next((row for row in facts["deals"].to_pylist() if row["deal_id"] == deal_id), None)
    if deal is None:
        raise LookupError(f"the facts hold no deal {deal_id}: read those of its account")
    role, place = _role(facts, deal_id, person_id), _place(facts, deal["account_id"], person_id)
    about = (deal["product"] or "").strip().lower() or None
    sent = _sent(facts["touches"], deal_id, person_id)
    found: dict[str, bool] = {}
    for way in shelf(playbook, facts["moment"].column("today")[0].as_py()).to_pylist():
        if way["place"] in (None, place) and way["about"] in (None, about) and way["asset_key"] not in sent:
            answers = way["reason"] == reason and way["role"] in (ANY_ROLE, role)
            found[way["asset_key"]] = found.get(way["asset_key"], False) or answers
    return sorted((Permitted(key, answers) for key, answers in found.items()), key=_order)


def _order(one: Permitted) -> tuple[bool, str]:
    return not one.answers, one.asset_key


def _role(facts: Tables, deal_id: str, person_id: str | None) -> str:
    seats = (row for row in facts["seats"].to_pylist() if (row["deal_id"], row["person_id"]) == (deal_id, person_id))
    return str(next((row["role"] for row in seats if row["role"]), SeatRole.UNKNOWN))


def _place(facts: Tables, account_id: str, person_id: str | None) -> str | None:
    people = {row["person_id"]: row["jurisdiction"] for row in facts["people"].to_pylist()}
    accounts = {row["account_id"]: row["jurisdiction"] for row in facts["accounts"].to_pylist()}
    return people.get(person_id) or accounts.get(account_id)


def _sent(touches: pa.Table, deal_id: str, person_id: str | None) -> set[Any]:
    rows = [row for row in touches.to_pylist() if row["asset_key"] and row["direction"] == Direction.OUT]
    in_deal = {row["asset_key"] for row in rows if row["deal_id"] == deal_id}
    return in_deal | {row["asset_key"] for row in rows if person_id and row["person_id"] == person_id}
