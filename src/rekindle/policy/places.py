"""Where somebody is, as the guards ask: which country, which part of it, and whose law holds there today.

Plain arrays and small tables: what is asked of every account is asked of all at once, and once.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from re import escape
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.policy.constants import LOOK_AGAIN_DAYS
from rekindle.tables.facts import FACTS
from rekindle.tables.made import made_of
from rekindle.tables.playbooks import PLACES, RULES
from rekindle.tables.schemas import Schema, Tables, from_rows
from rekindle.terms.touches import Channel

EPOCH = date(1970, 1, 1)
UNKNOWN = "*"
# The country as it stands, where nobody knows in which part of it.
WHOLE = ""

# `there`: the country, "*" where the playbook does not know it (of a person: null where nothing is said). `part`: of
# the country. `individual`: no word of the name says that it is a company. `value_minor`: what was brought is worth.
ACCOUNTS: Schema = {**FACTS["accounts"], "there": "string", "part": "string", "individual": "boolean"}
PEOPLE: Schema = {**FACTS["people"], "there": "string"}
TOUCHES: Schema = {**FACTS["touches"], "value_minor": "int64"}

# One row per country and part. `law`: whose rules hold there today; `lapsed`: the reading of its own is past its day.
# `calls_again`: the next day on which people may be called there; null: today is one.
_LIMITS = tuple(name for name in PLACES if name.startswith(("gift_", "report_")))
THERE: Schema = {
    "there": "string",
    "part": "string",
    "law": "string",
    "lapsed": "boolean",
    "holiday": "string",
    "calls_again": "int64",
    "keep_days": "int64",
    "proven": "boolean",
    **{name: PLACES[name] for name in _LIMITS},
}
LAWS: Schema = {
    "law": "string",
    **{name: kind for name, kind in RULES.items() if name not in ("jurisdiction", "source")},
}


def place_all(facts: Tables, playbook: Tables) -> dict[str, pa.Table]:
    """Return accounts, people and touches with what the guards ask of them: ACCOUNTS, PEOPLE and TOUCHES."""
    known = pa.array(sorted(_countries(playbook)), pa.string())
    accounts, people, touches = facts["accounts"], facts["people"], facts["touches"]
    home, born = accounts.column("jurisdiction"), people.column("jurisdiction")
    return {
        "accounts": accounts.append_column("there", pc.if_else(pc.is_in(home, known), home, UNKNOWN))
        .append_column("part", _parts(accounts, playbook["region_names"]))
        .append_column("individual", _individuals(accounts, playbook)),
        "people": people.append_column("there", pc.if_else(pc.is_in(born, known, skip_nulls=True), born, _star(born))),
        "touches": touches.append_column("value_minor", values_of(touches.column("asset_key"), playbook)),
    }


def _star(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.is_valid(column), UNKNOWN, pa.scalar(None, pa.string()))


@made_of("places", "rules", "holidays")
def _countries(playbook: Tables) -> set[str]:
    named = [
        *playbook["places"].column("jurisdiction").to_pylist(),
        *playbook["rules"].column("jurisdiction").to_pylist(),
    ]
    return {*named, *playbook["holidays"].column("jurisdiction").to_pylist()} - {UNKNOWN}


def _parts(accounts: pa.Table, names: pa.Table) -> pa.ChunkedArray:
    said = pc.utf8_lower(pc.utf8_trim_whitespace(accounts.column("region")))
    wanted = pc.binary_join_element_wise(accounts.column("jurisdiction"), said, "|")
    known = pc.binary_join_element_wise(names.column("jurisdiction"), names.column("name"), "|")
    at = pc.index_in(wanted, known.combine_chunks(), skip_nulls=True)
    return pc.fill_null(names.column("region").combine_chunks().take(_one(at)), WHOLE)


def _one(column: Any) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _individuals(accounts: pa.Table, playbook: Tables) -> pa.Array:
    """Say whose name does not tell a company; nobody is asked where no law makes a difference."""
    if playbook["rules"].column("individual_needs").null_count == playbook["rules"].num_rows:
        return pa.repeat(pa.scalar(False), accounts.num_rows)
    words = "|".join(escape(word) for word in playbook["companies"].column("word").to_pylist())
    if not words:
        return pa.repeat(pa.scalar(True), accounts.num_rows)
    pattern = rf"(?i)(?:^|[^\pL\pN])(?:{words})(?:[^\pL\pN]|$)"
    return pc.invert(pc.fill_null(pc.match_substring_regex(accounts.column("name"), pattern), False))


def values_of(keys: pa.ChunkedArray, playbook: Tables) -> pa.Array:
    """Return what things of value are worth, in minor units; null for a key the playbook has not."""
    assets = playbook["assets"]
    worth = pc.fill_null(assets.column("value_minor"), 0).combine_chunks()
    if not pc.any(pc.greater(worth, 0)).as_py():
        return pa.nulls(len(keys), pa.int64())
    return worth.take(_one(pc.index_in(keys, assets.column("asset_key").combine_chunks(), skip_nulls=True)))


@made_of("rules")
def laws_of(playbook: Tables) -> pa.Table:
    """Return LAWS: for every place and channel the rule, that of * where it has none, and express where * has none."""
    rules = {(row["jurisdiction"], row["channel"]): row for row in playbook["rules"].to_pylist()}
    rows = []
    for place in sorted({place for place, _ in rules} | {UNKNOWN}):
        for channel in map(str, Channel):
            rule = rules.get((place, channel)) or rules.get((UNKNOWN, channel)) or {"needs": "express"}
            rows.append({name: rule.get(name) for name in LAWS} | {"law": place, "channel": channel})
    return from_rows(LAWS, rows)


@made_of("places", "rules", "holidays")
def look_around(playbook: Tables, today: date) -> pa.Table:
    """Return THERE on a day. A country whose reading is past its day has the law and the limits of *, and keeps its
    holidays."""
    return from_rows(THERE, list(_rows(playbook, today)))


def _rows(playbook: Tables, today: date) -> Iterator[dict[str, Any]]:
    entries = {(row["jurisdiction"], row["region"]): row for row in playbook["places"].to_pylist()}
    ruled = set(playbook["rules"].column("jurisdiction").to_pylist())
    strictest = entries.get((UNKNOWN, None), {"call_days": "1234567"})
    off = _days_off(playbook, today)
    places = [*entries, *((place, None) for place in sorted(_countries(playbook)) if (place, None) not in entries)]
    for place, part in places:
        own = entries.get((place, part), strictest)
        lapsed = own.get("review_on") is not None and own["review_on"] < today
        law = strictest if lapsed else own
        yield {
            "there": place,
            "part": part or WHOLE,
            "law": UNKNOWN if lapsed or place not in ruled else place,
            "lapsed": lapsed,
            "holiday": off.get(place),
            "calls_again": _next_call(law["call_days"] or "", today),
            **{name: law.get(name) for name in ("keep_days", "proven", *_LIMITS)},
        }


def _days_off(playbook: Tables, today: date) -> dict[str, str]:
    found = [row for row in playbook["holidays"].to_pylist() if row["day"] == today]
    return {row["jurisdiction"]: row["name"] for row in sorted(found, key=lambda row: row["name"], reverse=True)}


def _next_call(days: str, today: date) -> int | None:
    """Return the day number of the next day with calling hours; null for today, a month on where there is none."""
    ahead = (days_on for days_on in range(7) if str((today + timedelta(days=days_on)).isoweekday()) in days)
    wait = next(ahead, LOOK_AGAIN_DAYS)
    return None if wait == 0 else (today - EPOCH).days + wait
