"""The law of a place, deal by deal and in plain Python, from docs/mind.md."""

import re
from datetime import timedelta

from tests.mind.reference_book import EPOCH, Book, Row, day, is_contact

NOTHING = {"needs": "express", "implied_days": None, "individual_needs": None, "rule": None, "duties": "", "first": ""}


def law_of(book: Book, deal: Row, option: Row) -> Row:
    """What holds where the contact would be: `there`, the rule of the channel, and the limits of the place."""
    account = book.accounts.get(deal["account_id"]) or {}
    there, home = _known(book, option["place"]), _known(book, account.get("jurisdiction"))
    part = _part(book, account) if there == home else None
    entries = {(row["jurisdiction"], row["region"]): row for row in book.rows["places"]}
    own = entries.get((there, part)) or entries[("*", None)]
    lapsed = day(own["review_on"]) < book.today
    rules = {(row["jurisdiction"], row["channel"]): row for row in book.rows["rules"]}
    law = "*" if lapsed else there
    rule = rules.get((law, option["channel"])) or rules.get(("*", option["channel"])) or NOTHING
    needs, days = rule["needs"], rule["implied_days"]
    if rule["individual_needs"] and not _is_company(book, account):
        needs, days = rule["individual_needs"], rule["individual_days"]
    limits = entries[("*", None)] if lapsed else own
    return {**limits, "rule": rule, "needs": needs, "days": days, "there": part or there, "lapsed": lapsed}


def _known(book: Book, place: str | None) -> str:
    named = {row["jurisdiction"] for name in ("places", "rules", "holidays") for row in book.rows[name]}
    return place if place in named else "*"


def _part(book: Book, account: Row) -> str | None:
    said = (account.get("region") or "").strip().lower()
    found = (r for r in book.rows["region_names"] if (r["jurisdiction"], r["name"]) == (account["jurisdiction"], said))
    return next((row["region"] for row in found), None)


def _is_company(book: Book, account: Row) -> bool:
    words = re.split(r"[^a-z0-9]+", (account.get("name") or "").lower())
    return any(row["word"] in words for row in book.rows["companies"])


def next_call(book: Book, law: Row) -> int | None:
    """The next day with calling hours; None for today."""
    for ahead in range(7):
        if str((EPOCH + timedelta(days=book.today + ahead)).isoweekday()) in law["call_days"]:
            return book.today + ahead if ahead else None
    return book.today + 28


def gift_of(book: Book, option: Row) -> tuple[int, int]:
    """What the thing of value is worth, and what all brought to the person in this calendar year was."""
    worth = {row["asset_key"]: row["value_minor"] for row in book.rows["assets"]}
    year = (EPOCH + timedelta(days=book.today)).year
    touches = book.touches_with.get(option["person_id"], []) if option["person_id"] else []
    given = [t["asset_key"] for t in touches if is_contact(t) and t["happened_at"].year == year]
    return worth.get(option["asset_key"], 0), sum(worth.get(key, 0) for key in given)


def over(value: int, limit: int | None) -> bool:
    return limit is not None and value > limit


def duties_of(book: Book, deal: Row, option: Row) -> str | None:
    """What has to be seen to, each with a comma behind it."""
    if not option["channel"]:
        return None
    law, (worth, given) = law_of(book, deal, option), gift_of(book, option)
    said = (law["rule"]["duties"] or "") + ((law["rule"]["first"] or "") if option["last"] is None else "")
    item, year = law["report_item_minor"], law["report_year_minor"]
    reported = worth > 0 and ((item is not None and worth >= item) or over(given + worth, year))
    more = (("hours", option["channel"] == "call"), ("report", reported), ("review", law["lapsed"]))
    return said + "".join(f"{name}," for name, holds in more if holds)
