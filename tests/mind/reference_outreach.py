"""Outreach, deal by deal and in plain Python, from docs/mind.md."""

from typing import Any

from tests.mind.reference_book import Book, Row, day, is_contact, kept_from, product_key

CHANGES = ("someone_new", "champion_moved", "contract_ends", "recall")
HELLOS = ("panel_talk", "published", "award")
EMPTY_HANDED = ("inbound", "hello", "debrief_ask", "permission_ask", "closing_note")
SUITS = {
    "inbound": ("call", "mail", "linkedin", "message"),
    "promised": ("call", "mail", "visit", "linkedin"),
    "check_in": ("mail", "call", "linkedin", "visit"),
    "value_touch": ("mail", "linkedin", "call", "visit"),
    "debrief_ask": ("call", "mail", "linkedin"),
    "permission_ask": ("mail", "call", "linkedin"),
    "closing_note": ("mail", "linkedin", "message"),
    "presence": ("visit", "call", "mail", "linkedin"),
    "hello": ("message", "linkedin", "mail", "event"),
}


def match(book: Book) -> dict[tuple[Any, ...], Row]:
    """(deal, person, channel) -> option."""
    found = {}
    for deal in book.scope():
        for person in book.people_of(deal) or [None]:
            for option in _options(book, deal, person):
                found[option["deal_id"], option["person_id"], option["channel"]] = option
    return found


def _options(book: Book, deal: Row, person: Row | None) -> list[Row]:
    hello = _hello(book, person)
    play = _play(book, deal, person, hello)
    change = _change(book, deal)
    by_play = {"inbound": "came_back", "promised": "promised", "hello": "hello"}
    group = by_play.get(play) or ("changed" if change else "window")
    asset, asset_fit = (None, 0.0) if play in EMPTY_HANDED else _asset(book, deal, person)
    promise = book.latest_promise(deal)
    ways = {row["channel"]: row["minutes"] for row in book.rows["play_channels"] if row["play"] == play}
    options = []
    for channel in sorted({*ways, "call"}):
        if not _reaches(person, channel, channel in ways, play, group):
            continue
        options.append(
            {
                "deal_id": deal["deal_id"],
                "account_id": deal["account_id"],
                "owner_id": deal["owner_id"],
                "person_id": person["person_id"] if person else None,
                "channel": channel,
                "play": play,
                "group": group,
                "asset_key": asset,
                "minutes": ways.get(channel) or 8,
                "fit": _fit(book, deal, person, play, channel) + asset_fit * 0.1,
                "promise_id": promise["promise_id"] if play == "promised" and promise else None,
                "signal_id": {"hello": hello, "changed": change}.get(group),
            }
        )
    return options


def _play(book: Book, deal: Row, person: Row | None, hello: str | None) -> str:
    lost, today = book.lost_day(deal), book.today
    age = today - lost
    why = book.whys.get(deal["deal_id"]) or {}
    if book.came_back(deal):
        return "inbound"
    if _promise_is_due(book, deal, person):
        return "promised"
    if book.caps["debrief_from_days"] <= age <= book.caps["debrief_to_days"] and not why.get("debriefed"):
        return "debrief_ask"
    if (deal["kind"] or "new") == "account":
        return "presence"
    if hello:
        return "hello"
    if person and book.verdict(deal) == "not_now" and not book.permissions_of.get(person["person_id"]):
        return "permission_ask"
    checked = any(t["play"] == "check_in" and day(t["happened_at"]) > lost for t in book.contacts(deal))
    return "check_in" if 60 <= age <= 120 and not checked else "value_touch"


def _promise_is_due(book: Book, deal: Row, person: Row | None) -> bool:
    promise = book.latest_promise(deal)
    if not promise:
        return False
    early = kept_from(promise)
    kept = any(day(t["happened_at"]) >= early for t in book.contacts(deal))
    theirs = promise["person_id"] is None or (person is not None and promise["person_id"] == person["person_id"])
    return early <= book.today <= day(promise["due_on"]) + 21 and not kept and theirs


def _hello(book: Book, person: Row | None) -> str | None:
    if not person:
        return None
    news = []
    for row in book.rows["signals"]:
        if row["kind"] in HELLOS and row["person_id"] == person["person_id"]:
            since = day(row["happened_on"])
            until = since + 30 if row["until_on"] is None else day(row["until_on"])
            if since <= book.today <= until:
                news.append((-since, row["signal_id"]))
    if not news:
        return None
    since, signal = min(news)
    touches = book.touches_with.get(person["person_id"], [])
    answered = any(is_contact(t) and day(t["happened_at"]) >= -since for t in touches)
    return None if answered else signal


def _change(book: Book, deal: Row) -> str | None:
    found = []
    for row in book.signals_of(deal):
        wanted = row["kind"] in CHANGES or (row["kind"] == "shipped_feature" and book.reason(deal) == "product_gap")
        if wanted and row["since"] <= book.today <= row["until"]:
            found.append((-row["since"], row["signal_id"]))
    return min(found)[1] if found else None


def _reaches(person: Row | None, channel: str, listed: bool, play: str, group: str) -> bool:
    if person is None:
        return channel == "call"
    if not listed:
        return False
    mail, phone, linkedin = person["has_mail"], person["has_phone"], person["has_linkedin"]
    if channel == "call" and not (mail or phone or linkedin):
        return True
    if channel in ("visit", "event"):
        return play in ("promised", "presence") or group == "changed"
    return bool({"mail": mail, "linkedin": linkedin}.get(channel, phone))


def place_of(book: Book, deal: Row, person: Row | None) -> str | None:
    account = book.accounts.get(deal["account_id"]) or {}
    return (person or {}).get("jurisdiction") or account.get("jurisdiction")


def may_be_used(book: Book, asset: Row, place: str | None) -> bool:
    if not asset["approved_by"] or asset["on_label"] is False:
        return False
    if asset["expires_on"] is not None and day(asset["expires_on"]) < book.today:
        return False
    places = [r["jurisdiction"] for r in book.rows["asset_places"] if r["asset_key"] == asset["asset_key"]]
    return not places or place in places


def _asset(book: Book, deal: Row, person: Row | None) -> tuple[str | None, float]:
    place = place_of(book, deal, person)
    role = (person or {}).get("role") or "unknown"
    seen = list(book.touches_of.get(deal["deal_id"], []))
    seen += book.touches_with.get(person["person_id"], []) if person else []
    sent = {touch["asset_key"] for touch in seen if touch["direction"] == "out"}
    ranked = []
    for asset in book.rows["assets"]:
        key = asset["asset_key"]
        reasons = {row["reason"] for row in book.rows["asset_reasons"] if row["asset_key"] == key}
        roles = {row["role"] for row in book.rows["asset_roles"] if row["asset_key"] == key}
        product = product_key(asset["product"])
        if key in sent or not may_be_used(book, asset, place):
            continue
        if reasons and book.reason(deal) not in reasons:
            continue
        if roles and role not in roles and "*" not in roles:
            continue
        if product not in (None, product_key(deal["product"])):
            continue
        points = (1 if reasons else 0.5) + (1 if role in roles else 0.5) + (1 if product else 0.5)
        ranked.append((-points, key))
    if not ranked:
        return None, 0.0
    points, key = min(ranked)
    return key, -points


def _fit(book: Book, deal: Row, person: Row | None, play: str, channel: str) -> float:
    who = person["person_id"] if person else None
    role = (person or {}).get("role")
    weights = {row["role"]: row["weight"] for row in book.rows["roles"]}
    promise = book.latest_promise(deal)
    why = book.whys.get(deal["deal_id"]) or {}
    writer, wrote_on = _writer(book, deal)
    order = SUITS[play]
    suits = max(0.3 - 0.1 * order.index(channel), 0.0) if channel in order else 0.0
    return (
        weights.get(role, 0.25)
        + (1.0 if play == "promised" and promise and promise["person_id"] is not None else 0.0)
        + (1.0 if writer is not None and writer == who else 0.0)
        + (0.5 if play == "hello" else 0.0)
        + (0.25 if who is not None and why.get("quote_person_id") == who else 0.0)
        + {"for": 0.2, "against": -0.2}.get((person or {}).get("stance") or "", 0.0)
        + (1.0 if wrote_on == channel else suits)
    )


def _writer(book: Book, deal: Row) -> tuple[str | None, str | None]:
    if not book.came_back(deal):
        return None, None
    touches = book.touches_of.get(deal["deal_id"], [])
    wrote = [t for t in touches if t["state"] == "done" and t["direction"] == "in"]
    if not wrote:
        return None, None
    last = max(touch["happened_at"] for touch in wrote)
    first = min((t for t in wrote if t["happened_at"] == last), key=lambda t: t["touch_id"])
    return first["person_id"], first["channel"]
