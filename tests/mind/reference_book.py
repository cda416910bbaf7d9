"""The facts as plain rows, and what every part of the reference asks of them. Written from docs/mind.md."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pyarrow as pa

Row = dict[str, Any]
EPOCH = date(1970, 1, 1)
THEY_CAME_BACK = ("inbound", "positive_reply", "meeting")


def day(moment: Any) -> int | None:
    """The day of a date or an instant as a whole number."""
    if moment is None:
        return None
    return ((moment.date() if isinstance(moment, datetime) else moment) - EPOCH).days


def grouped(rows: list[Row], key: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        if row[key] is not None:
            found[row[key]].append(row)
    return found


def kept_from(promise: Row) -> int:
    """The day from which an agreed day may be kept."""
    early = 3 if promise["sd_days"] is None else min(3, int(promise["sd_days"]))
    return day(promise["due_on"]) - early


class Book:
    """Facts and whys as rows, looked up by id."""

    def __init__(self, facts: dict[str, pa.Table], whys: pa.Table, playbook: dict[str, pa.Table]) -> None:
        self.rows = {name: table.to_pylist() for name, table in {**facts, **playbook}.items()}
        self.today = day(self.rows["moment"][0]["today"])
        assert self.today is not None
        self.currency = self.rows["moment"][0]["currency"]
        self.caps = self.rows["caps"][0]
        self.whys = {row["deal_id"]: row for row in whys.to_pylist()}
        self.deals = {row["deal_id"]: row for row in self.rows["deals"]}
        self.people = {row["person_id"]: row for row in self.rows["people"]}
        self.accounts = {row["account_id"]: row for row in self.rows["accounts"]}
        self.members = {row["member_id"]: row for row in self.rows["members"]}
        self.touches_of = grouped(self.rows["touches"], "deal_id")
        self.touches_with = grouped(self.rows["touches"], "person_id")
        self.touches_at = grouped(self.rows["touches"], "account_id")
        self.people_at = grouped(self.rows["people"], "account_id")
        self.seats_of = grouped(self.rows["seats"], "deal_id")
        self.returns_of = grouped(self.rows["returns"], "loss_id")
        self.losses_of = grouped(self.rows["losses"], "deal_id")
        self.deals_at = grouped(self.rows["deals"], "account_id")
        self.promises_of = grouped(self.rows["promises"], "deal_id")
        self.permissions_of = grouped(self.rows["permissions"], "person_id")
        own = [row for row in self.rows["suppressions"] if row["origin"] == "person"]
        self.objecting_accounts = {
            r["account_id"] for r in own if r["person_id"] is None and r["account_id"] is not None
        }
        self.objectors = {row["person_id"] for row in own if row["person_id"] is not None}
        self.told: dict[tuple[Any, ...], Any] = {}
        self.objectors |= {p for p, row in self.people.items() if row["account_id"] in self.objecting_accounts}

    def once(self, what: tuple[Any, ...], tell: Callable[[], Any]) -> Any:
        """Return what is the same whenever it is asked for, worked out the first time."""
        if what not in self.told:
            self.told[what] = tell()
        return self.told[what]

    def lost_day(self, deal: Row) -> int:
        why = self.whys.get(deal["deal_id"])
        known = day(why["lost_on"]) if why else None
        if known is None:
            known = day(deal["opened_on"])
        return min(self.today if known is None else known, self.today)

    def verdict(self, deal: Row) -> str:
        why = self.whys.get(deal["deal_id"]) or {}
        return why.get("verdict") or "unknown"

    def reason(self, deal: Row) -> str:
        why = self.whys.get(deal["deal_id"]) or {}
        return why.get("reason") or "other"

    def contacts(self, deal: Row) -> list[Row]:
        return [touch for touch in self.touches_of.get(deal["deal_id"], []) if is_contact(touch)]

    def came_back(self, deal: Row) -> bool:
        why = self.whys.get(deal["deal_id"])
        if not why:
            return False
        back = [r["happened_at"] for r in self.returns_of.get(why["loss_id"], []) if r["kind"] in THEY_CAME_BACK]
        out = [touch["happened_at"] for touch in self.contacts(deal)]
        return bool(back) and (not out or max(back) > max(out))

    def in_scope(self, deal: Row) -> bool:
        return deal["status"] == "lost" or (deal["status"] == "open" and self.came_back(deal))

    def scope(self) -> list[Row]:
        return [deal for deal in self.rows["deals"] if self.in_scope(deal)]

    def people_of(self, deal: Row) -> list[Row]:
        """People with role and stance."""
        seats = [seat for seat in self.seats_of.get(deal["deal_id"], []) if seat["person_id"] in self.people]
        if seats:
            return [{**self.people[s["person_id"]], "role": s["role"], "stance": s["stance"]} for s in seats]
        return [{**person, "role": None, "stance": None} for person in self.people_at.get(deal["account_id"], [])]

    def is_scored(self, deal: Row) -> bool:
        if deal["account_id"] in self.objecting_accounts:
            return False
        people = self.people_of(deal)
        return not people or any(person["person_id"] not in self.objectors for person in people)

    def latest_promise(self, deal: Row, weighed: bool = False) -> Row | None:
        """`weighed`: without those of people who objected; else without those nobody named."""
        made = [row for row in self.promises_of.get(deal["deal_id"], []) if row["due_on"] is not None]
        if weighed:
            made = [row for row in made if row["person_id"] not in self.objectors]
        else:
            made = [row for row in made if row["source"] != "inferred"]
        return max(made, key=lambda row: (row["happened_at"], row["promise_id"])) if made else None

    def noted_promise(self, deal: Row) -> Row | None:
        """The day last read from a note."""
        made = [row for row in self.promises_of.get(deal["deal_id"], []) if row["due_on"] is not None]
        made = [row for row in made if row["source"] == "inferred"]
        return max(made, key=lambda row: (row["happened_at"], row["promise_id"])) if made else None

    def signals_of(self, deal: Row, weighed: bool = False) -> list[Row]:
        lost, product = self.lost_day(deal), product_key(deal["product"])
        found = []
        for row in self.rows["signals"]:
            about = product_key(row["product"])
            if row["deal_id"] is not None:
                ours = row["deal_id"] == deal["deal_id"]
            elif row["account_id"] is not None:
                ours = row["account_id"] == deal["account_id"] and about in (None, product)
            else:
                ours = row["person_id"] is None and about is not None and about == product
            since = day(row["happened_on"])
            if not ours or since is None or since < lost or (weighed and row["person_id"] in self.objectors):
                continue
            until = day(row["until_on"])
            found.append({**row, "since": since, "until": since + 180 if until is None else until})
        return found


def is_contact(touch: Row) -> bool:
    return touch["state"] == "done" and touch["direction"] == "out"


def product_key(product: str | None) -> str | None:
    return (product or "").strip().lower() or None
