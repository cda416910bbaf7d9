"""Generated books made as awkward as real ones, and everybody the desk would contact in them, checked by another hand.

People and accounts are merged, rows are imported twice, places and clocks differ, permissions come and go, and owners
have more time than they can use. Who is suppressed, refused or said no is worked out here again, row by row, from the
same tables, without a line of the desk's own guards.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.judgement.desk import playbook_of
from rekindle.benchworld import START, draw_world, tell_facts
from rekindle.benchworld.columns import CURRENCY, ids, table
from rekindle.debrief import explain
from rekindle.outreach import match
from rekindle.policy import decide
from rekindle.tables.facts import FACTS, moment
from rekindle.tables.schemas import Tables
from rekindle.timing import fit, forecast

_PLACES = ("US", "DE", "GB", "CA", "FR", "JP", None)
_CHANNELS = ("mail", "call", "linkedin", None)
_REFUSALS = ("refused", "withdrawn")
_LOOKED_AT = ["deal_id", "account_id", "owner_id", "person_id", "channel", "play", "minutes", "listed"]


@dataclass(frozen=True)
class Checked:
    """What a batch came to. `forbidden` must be 0; `unfilled` counts owners with time left and somebody permitted."""

    decisions: int
    contacts: int
    stopped: int
    people_stopped: int
    forbidden: int
    unfilled: int


def check_batch(task: tuple[int, int]) -> list[dict[str, Any]]:
    """Generate a book of about so many deals from a seed, let the desk decide, and check every contact."""
    seed, deals = task
    facts = awkward_book(seed, deals)
    playbook = playbook_of(facts["moment"].column("today")[0].as_py())
    whys = explain(facts, playbook)
    returns = forecast(facts, whys, playbook, fit(facts, whys, playbook))
    advice = decide(facts, whys, returns, match(facts, whys, playbook), playbook)
    return [asdict(check(facts, whys, advice))]


def awkward_book(seed: int, deals: int) -> Tables:
    """Return the facts of a book in which nothing is as simple as it was drawn."""
    chance = np.random.default_rng([seed, 991])
    facts = tell_facts(draw_world("fatigue_extreme", seed, deals), 0.0)
    facts = _import_again(facts, chance)
    facts = _with_consent(facts, chance)
    facts = _merge(facts, chance)
    return _with_time(facts, chance)


def _import_again(facts: Tables, chance: np.random.Generator) -> Tables:
    """Another file names some of the same people a second time, under ids of its own, at the same accounts."""
    people = facts["people"]
    again = np.flatnonzero(chance.random(people.num_rows) < 0.2)
    copies = people.take(pa.array(again))
    fresh = ids("person", people.num_rows + np.arange(len(again)))
    copies = copies.set_column(0, "person_id", fresh)
    places = np.array(_PLACES, dtype=object)[chance.integers(0, len(_PLACES), people.num_rows + len(again))]
    every = pa.concat_tables([people, copies])
    every = every.set_column(
        every.column_names.index("jurisdiction"), "jurisdiction", pa.array(places.tolist(), pa.string())
    )
    seats = facts["seats"].take(pa.array(np.flatnonzero(chance.random(facts["seats"].num_rows) < 0.7)))
    return {**facts, "people": every, "seats": seats}


def _with_consent(facts: Tables, chance: np.random.Generator) -> Tables:
    people, accounts = facts["people"].column("person_id"), facts["accounts"].column("account_id")
    count = people.num_rows if hasattr(people, "num_rows") else len(people)
    said = chance.integers(0, count, count // 2)
    states = np.array(["granted", "refused", "withdrawn", "implied", "asked"], dtype=object)
    day = chance.integers(-700, 3, len(said))
    until = day + chance.integers(10, 900, len(said))
    permissions = table(
        FACTS["permissions"],
        len(said),
        permission_id=ids("promise", np.arange(len(said))),
        person_id=people.take(pa.array(said)).combine_chunks(),
        channel=_some(_CHANNELS, len(said), chance),
        state=states[chance.choice(5, len(said), p=[0.35, 0.25, 0.1, 0.2, 0.1])],
        until_on=pa.array([_day(int(one)) if chance.random() < 0.3 else None for one in until]),
        happened_at=pa.array([_at(int(one), int(chance.integers(0, 86_400))) for one in day], pa.timestamp("us")),
    )
    whom = np.flatnonzero(chance.random(count) < 0.08)
    where = np.flatnonzero(chance.random(len(accounts)) < 0.02)
    size = len(whom) + len(where)
    nobody, nowhere = pa.nulls(len(where), pa.string()), pa.nulls(len(whom), pa.string())
    more = table(
        FACTS["suppressions"],
        size,
        person_id=pa.concat_arrays([people.take(pa.array(whom)).combine_chunks(), nobody]),
        account_id=pa.concat_arrays([nowhere, accounts.take(pa.array(where)).combine_chunks()]),
        channel=_some(_CHANNELS, size, chance),
        origin=_some(("person", "rep", "import", "machine"), size, chance),
        since_on=pa.array([_day(int(one)) for one in chance.integers(-900, 1, size)]),
    )
    return {**facts, "permissions": permissions, "suppressions": pa.concat_tables([facts["suppressions"], more])}


def _merge(facts: Tables, chance: np.random.Generator) -> Tables:
    """Merge some accounts and some people into others: from now on everything said of one is said of both."""
    merged = dict(facts)
    for column, name in (("account_id", "accounts"), ("person_id", "people")):
        every = merged[name].column(column).combine_chunks()
        gone = np.flatnonzero(chance.random(len(every)) < 0.05)
        stays = np.setdiff1d(np.arange(len(every)), gone)
        into = chance.choice(stays, len(gone))
        merged = {
            key: _say_of(one, column, every.take(pa.array(gone)), every.take(pa.array(into)))
            for key, one in merged.items()
        }
        merged[name] = merged[name].take(pa.array(_first_places(merged[name].column(column))))
    return merged


def _say_of(rows: pa.Table, column: str, gone: pa.Array, into: pa.Array) -> pa.Table:
    if column not in rows.column_names or rows.num_rows == 0:
        return rows
    old = rows.column(column).combine_chunks()
    at = pc.index_in(old, gone)
    new = pc.if_else(pc.is_valid(at), into.take(pc.fill_null(at, 0)), old) if len(gone) else old
    return rows.set_column(rows.column_names.index(column), column, new)


def _first_places(values: pa.ChunkedArray) -> np.ndarray[Any, Any]:
    return np.sort(np.unique(np.array(values.to_pylist(), dtype=object).astype(str), return_index=True)[1])


def _with_time(facts: Tables, chance: np.random.Generator) -> Tables:
    """Shift the clock, let the day of the zone be another than that of the instant, and give owners time or little."""
    shift = int(chance.integers(-2, 40))
    zone = int(chance.integers(-1, 2))
    as_of = datetime.combine(START, datetime.min.time()).astimezone() + timedelta(
        days=shift, seconds=int(chance.integers(0, 86_400))
    )
    today = START + timedelta(days=shift + zone)
    members = facts["members"]
    count = members.num_rows
    full = bool(chance.random() < 0.5)
    limits = {
        "minutes_per_day": pa.array(
            [None if full else int(chance.integers(20, 600)) for _ in range(count)], pa.int64()
        ),
        "touches_per_day": pa.array(
            [1_000_000 if full else int(chance.integers(3, 80)) for _ in range(count)], pa.int64()
        ),
    }
    for name, values in limits.items():
        members = members.set_column(members.column_names.index(name), name, values)
    return {**facts, "members": members, "moment": moment(as_of, today, CURRENCY)}


def check(facts: Tables, whys: pa.Table, advice: pa.Table) -> Checked:
    """Check every contact of an advice against what people said, worked out again from the tables."""
    today: date = facts["moment"].column("today")[0].as_py()
    for_all, for_channel = _suppressed(facts)
    refused = _refused(facts, today)
    home = dict(zip(*(facts["people"].column(name).to_pylist() for name in ("person_id", "account_id")), strict=True))
    noes = set(whys.filter(pc.equal(whys.column("verdict"), "no")).column("deal_id").to_pylist())
    contacts = advice.filter(pc.equal(advice.column("kind"), "get_back")).select(_LOOKED_AT)
    forbidden, spoken_to = 0, set[str]()
    for row in contacts.to_pylist():
        person, channel = row["person_id"], row["channel"]
        names = {name for name in (person, row["account_id"], home.get(person)) if name}
        stopped = any(name in for_all or (name, channel) in for_channel for name in names)
        said_no = row["deal_id"] in noes and row["play"] != "inbound"
        twice = person in spoken_to and row["play"] != "inbound"
        spoken_to |= {person} if person and row["play"] != "inbound" else set()
        forbidden += int(stopped or (person, channel) in refused or said_no or twice)
    return Checked(
        advice.num_rows,
        int(pc.sum(pc.cast(contacts.column("listed"), pa.int64())).as_py() or 0),
        advice.num_rows - contacts.num_rows,
        len(for_all) + len(for_channel) + len(refused),
        forbidden,
        _unfilled(facts, contacts),
    )


def _suppressed(facts: Tables) -> tuple[set[str], set[tuple[str, str]]]:
    for_all: set[str] = set()
    for_channel: set[tuple[str, str]] = set()
    for row in facts["suppressions"].to_pylist():
        whom = row["person_id"] or row["account_id"]
        if row["channel"] is None or row["origin"] == "person":
            for_all.add(whom)
        else:
            for_channel.add((whom, row["channel"]))
    return for_all, for_channel


def _refused(facts: Tables, today: date) -> set[tuple[str, str]]:
    """Fold permissions by hand: the last word per person and channel, a no before a yes of the same instant."""
    said: dict[tuple[str, str], list[tuple[Any, bool, bool]]] = defaultdict(list)
    for row in facts["permissions"].to_pylist():
        if row["state"] not in (*_REFUSALS, "granted"):
            continue
        holds = row["until_on"] is None or row["until_on"] >= today
        channels = [row["channel"]] if row["channel"] else ["mail", "call", "visit", "linkedin", "message", "event"]
        for channel in channels:
            said[row["person_id"], channel].append((row["happened_at"], row["state"] in _REFUSALS, holds))
    return {whom for whom, words in said.items() if max(words)[1] and max(words)[2]}


def _unfilled(facts: Tables, contacts: pa.Table) -> int:
    """Count the owners who have time and contacts left for somebody who is permitted and was not listed."""
    limits = {row["member_id"]: row for row in facts["members"].to_pylist()}
    left: dict[str, tuple[float, int]] = {
        name: (row["minutes_per_day"] or 1e12, row["touches_per_day"] or 0) for name, row in limits.items()
    }
    waiting: dict[str, list[int]] = defaultdict(list)
    for row in contacts.to_pylist():
        minutes, touches = left[row["owner_id"]]
        if row["listed"]:
            left[row["owner_id"]] = (minutes - row["minutes"], touches - 1)
        else:
            waiting[row["owner_id"]].append(row["minutes"])
    return sum(any(one <= left[name][0] for one in needed) and left[name][1] > 0 for name, needed in waiting.items())


def _some(values: tuple[str | None, ...], count: int, chance: np.random.Generator) -> np.ndarray[Any, Any]:
    return np.array(values, dtype=object)[chance.integers(0, len(values), count)]


def _day(day: int) -> date:
    return START + timedelta(days=day)


def _at(day: int, second: int) -> datetime:
    return datetime.combine(_day(day), datetime.min.time()) + timedelta(seconds=second)
