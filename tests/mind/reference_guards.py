"""What forbids an option, deal by deal and in plain Python, from docs/mind.md."""

from tests.mind.reference_book import Book, Row, day, is_contact, kept_from
from tests.mind.reference_laws import duties_of, gift_of, law_of, next_call, over
from tests.mind.reference_outreach import may_be_used

OWED = ("inbound", "promised")


Vetoes = dict[str, tuple[int, Row]]


def list_all(book: Book, deal: Row, option: Row) -> Vetoes:
    """veto -> (the day it ends, its evidence)."""
    found = _noes(book, deal, option) | _laws(book, deal, option)
    if option["play"]:
        found |= _asset_vetoes(book, option)
    if option["play"] != "inbound":
        found |= _waits(book, deal) | _days_off(book, deal, option)
    if option["play"] not in OWED:
        if option["since_loss"] >= book.caps["per_loss"]:
            found["per_loss"] = (0, {})
        found |= _gaps(book, deal, option, book.lost_day(deal) if option["play"] == "debrief_ask" else None)
    if not option["channel"]:
        found["nobody_to_ask"] = (book.today + 28, {})
    return found


def _noes(book: Book, deal: Row, option: Row) -> Vetoes:
    """What somebody said to us that ends it."""
    found: Vetoes = {}
    why = book.whys.get(deal["deal_id"]) or {}
    stop = _suppression(book, deal, option)
    if stop:
        found["suppressed"] = (0, stop)
    if option["play"] != "inbound" and (why.get("revisit") is False or book.verdict(deal) == "no"):
        evidence = {"person": why.get("quote_person_id"), "words": why.get("quote"), "since": book.lost_day(deal)}
        found["explicit_no"] = (0, evidence)
    refused = _consent(book, deal, option)["refused"]
    if refused:
        found["refused"] = (0, {"person": option["person_id"], **refused})
    return found


def _laws(book: Book, deal: Row, option: Row) -> Vetoes:
    found: Vetoes = {}
    law, consent, asked = law_of(book, deal, option), _consent(book, deal, option), {"person": option["person_id"]}
    if option["channel"] and option["play"] != "inbound":
        rule = _unmet_rule(book, deal, option, consent)
        if rule:
            found["permission_needed"] = (0, {**asked, "rule": rule["rule"]})
    since = _relation(book, deal)
    if option["play"] not in OWED and not consent["granted"] and over(book.today - since, law["keep_days"]):
        found["kept_too_long"] = (0, {**asked, "since": since})
    worth, given = gift_of(book, option)
    if worth and (over(worth, law["gift_item_minor"]) or over(given + worth, law["gift_year_minor"])):
        found["gift_limit"] = (book.today + 28, asked)
    return found


def _waits(book: Book, deal: Row) -> Vetoes:
    """What was agreed to wait for."""
    found: Vetoes = {}
    rest = next((row for row in book.rows["rests"] if row["deal_id"] == deal["deal_id"]), None)
    if rest and rest["until_on"] is None:
        found["only_if_changed"] = (0, {"words": rest["words"], "since": day(rest["happened_at"])})
    elif rest and day(rest["until_on"]) > book.today:
        found["rest"] = (day(rest["until_on"]), {"words": rest["words"], "since": day(rest["happened_at"])})
    promise, noted = book.latest_promise(deal), book.noted_promise(deal)
    if noted and not (promise and promise["happened_at"] >= noted["happened_at"]):
        near = day(noted["due_on"]) - int(3.0 if noted["sd_days"] is None else noted["sd_days"])
        if near > book.today:
            evidence = {"rule": "inferred", "words": noted["words"], "since": day(noted["happened_at"])}
            return found | {"promised_later": (near, evidence)}
    if promise and kept_from(promise) > book.today:
        evidence = {"person": promise["person_id"], "words": promise["words"], "since": day(promise["happened_at"])}
        found["promised_later"] = (kept_from(promise), evidence)
    return found


def _days_off(book: Book, deal: Row, option: Row) -> Vetoes:
    """Days on which they, the law of calls, or the owner do not work."""
    found: Vetoes = {}
    law = law_of(book, deal, option)
    if option["channel"] == "call" and next_call(book, law) is not None:
        found["calling_hours"] = (next_call(book, law), {"person": option["person_id"]})
    holiday = sorted(
        row["name"]
        for row in book.rows["holidays"]
        if row["jurisdiction"] == option["place"] and day(row["day"]) == book.today
    )
    if holiday and option["place"] is not None:
        found["holiday"] = (book.today + 1, {"person": option["person_id"], "words": holiday[0]})
    if (book.members.get(deal["owner_id"]) or {}).get("away"):
        found["away"] = (book.today + 1, {"member": deal["owner_id"]})
    return found


def _suppression(book: Book, deal: Row, option: Row) -> Row | None:
    if not option["channel"]:
        return None
    home = (book.people.get(option["person_id"]) or {}).get("account_id")
    for person, account in ((True, None), (False, deal["account_id"]), (False, home)):
        found = [row for row in book.rows["suppressions"] if _stops(row, person, account, option)]
        own = [row for row in found if row["origin"] == "person"]
        if found:
            words = sorted(r["words"] for r in own if r["words"]) or sorted(r["words"] for r in found if r["words"])
            since = min(day(row["since_on"]) for row in own or found)
            who, origin = option["person_id"] if person else None, min(row["origin"] for row in own or found)
            return {"person": who, "rule": origin, "words": (words or [None])[0], "since": since}
    return None


def _stops(row: Row, person: bool, account: str | None, option: Row) -> bool:
    if person != (row["person_id"] is not None):
        return False
    ours = row["person_id"] == option["person_id"] if person else account is not None and row["account_id"] == account
    return ours and (row["channel"] in (None, option["channel"]) or row["origin"] == "person")


def _consent(book: Book, deal: Row, option: Row) -> Row:
    said = [
        row
        for row in book.permissions_of.get(option["person_id"], [])
        if option["channel"] and row["channel"] in (None, option["channel"])
    ]
    in_force = [row for row in said if row["until_on"] is None or day(row["until_on"]) >= book.today]
    decided = [row for row in said if row["state"] in ("granted", "refused", "withdrawn")]
    last = max(decided, key=lambda row: (row["happened_at"], row["state"] != "granted"), default=None)
    holds = last is not None and last in in_force
    shown = any(row["state"] == "granted" and row["words"] for row in in_force)
    refused = holds and last["state"] != "granted"  # type: ignore[index]
    return {
        "granted": holds and not refused and (shown or not law_of(book, deal, option)["proven"]),
        "refused": {"words": last["words"], "since": day(last["happened_at"])} if refused else None,  # type: ignore[index]
        "implied": any(row["state"] == "implied" for row in in_force),
    }


def _unmet_rule(book: Book, deal: Row, option: Row, consent: Row) -> Row | None:
    law = law_of(book, deal, option)
    if law["needs"] == "none":
        return None
    promised = option["play"] == "promised"
    if law["needs"] == "relation":
        recent = law["days"] is None or _relation(book, deal) >= book.today - law["days"]
        return None if consent["granted"] or consent["implied"] or promised or recent else law["rule"]
    promise = book.latest_promise(deal)
    named = promised and promise is not None and promise["source"] == "buyer"
    return None if consent["granted"] or named else law["rule"]


def ground_of(book: Book, deal: Row, option: Row) -> Row:
    """Where they are, the law of the place for the channel, what allows the contact, and what has to be seen to."""
    law = law_of(book, deal, option)
    found = {"place": law["there"], "rule": law["rule"]["rule"], "duties": duties_of(book, deal, option)}
    if not option["channel"]:
        return found | {"ground": None}
    consent, promise = _consent(book, deal, option), book.latest_promise(deal)
    promised, relation = option["play"] == "promised", law["needs"] == "relation"
    grounds = {
        "they_wrote": option["play"] == "inbound",
        "none_needed": law["needs"] == "none",
        "granted": consent["granted"],
        "named_day": promised and (relation or (promise is not None and promise["source"] == "buyer")),
        "implied": relation and consent["implied"],
        "dealing": relation and (law["days"] is None or _relation(book, deal) >= book.today - law["days"]),
    }
    return found | {"ground": next((name for name, holds in grounds.items() if holds), None)}


def _relation(book: Book, deal: Row) -> int:
    days = [book.lost_day(deal)]
    for other in book.deals_at.get(deal["account_id"], []):
        why = book.whys.get(other["deal_id"]) or {}
        days += [day(other["opened_on"]), day(why.get("lost_on"))]  # type: ignore[list-item]
    touches = book.touches_at.get(deal["account_id"], [])
    days += [day(t["happened_at"]) for t in touches if t["state"] == "done" and t["direction"] == "in"]
    return max(at for at in days if at is not None)


def _asset_vetoes(book: Book, option: Row) -> Vetoes:
    again = book.today + 28
    if option["asset_key"] is None:
        needs = any(row["play"] == option["play"] and row["needs_asset"] for row in book.rows["plays"])
        return {"nothing_of_value": (again, {})} if needs else {}
    asset = next((row for row in book.rows["assets"] if row["asset_key"] == option["asset_key"]), None)
    allowed = asset is not None and may_be_used(book, asset, option["place"])
    return {} if allowed else {"asset_not_allowed": (again, {})}


def _gaps(book: Book, deal: Row, option: Row, lost: int | None) -> Vetoes:
    """`lost`: contacts up to that day do not count (None: all do)."""
    caps, today, found = book.caps, book.today, {}
    last, who = option["last"], option["person_id"]
    if last is not None and today - last < caps["gap_days"] and not (lost is not None and last <= lost):
        evidence = {"person": who, "member": option["last_member"], "since": last}
        found["gap"] = (last + caps["gap_days"], evidence)
    there = [t for t in book.touches_at.get(deal["account_id"], []) if is_contact(t)]
    if there:
        latest = max(there, key=lambda touch: touch["happened_at"])
        at = day(latest["happened_at"])
        if today - at < caps["account_gap_days"] and not (lost is not None and at <= lost):
            evidence = {"person": latest["person_id"], "member": latest["member_id"], "since": at}
            found["account_gap"] = (at + caps["account_gap_days"], evidence)
    for name, counted, days in (("per_quarter", option["quarter"], 91), ("per_year", option["year"], 365)):
        if who and len(counted) >= caps[name]:
            found[name] = (min(counted) + days, {"person": who, "since": last})
    return found
