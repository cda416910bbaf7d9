"""Policy, deal by deal and in plain Python, from docs/mind.md."""

from datetime import timedelta
from math import exp
from statistics import median
from typing import Any

from tests.mind.reference_book import EPOCH, Book, Row, day, is_contact
from tests.mind.reference_guards import OWED, ground_of, list_all
from tests.mind.reference_outreach import place_of

ASKING = ("check_in", "value_touch", "permission_ask", "presence", "closing_note")
FOR_EVER = (
    "suppressed",
    "explicit_no",
    "refused",
    "only_if_changed",
    "permission_needed",
    "kept_too_long",
    "per_loss",
)
FOR_A_TIME = (
    "nothing_of_value",
    "asset_not_allowed",
    "gift_limit",
    "rest",
    "promised_later",
    "gap",
    "account_gap",
    "per_quarter",
    "per_year",
    "holiday",
    "calling_hours",
    "away",
    "nobody_to_ask",
)
_CHOSEN = (
    "person_id",
    "channel",
    "play",
    "group",
    "asset_key",
    "minutes",
    "promise_id",
    "signal_id",
    "rule",
    "ground",
    "duties",
)
_WEIGHED = ("now_minor", "later_minor", "opt_out_minor", "message_minor", "hours", "index_minor", "best_index_minor")
_MONEY = (*_WEIGHED, "amount_minor", "amount_assumed", "currency")
_SEEN = ("window_from", "window_to", "horizon_days", "losses_like", "later_on")
_COLUMNS = ("person_id", "channel", "play", "group", "asset_key", "minutes", "fit", "promise_id", "signal_id")
NO_OPTION: Row = dict.fromkeys(_COLUMNS)


def decide(book: Book, forecast: dict[str, Row], options: list[Row]) -> dict[str, Row]:
    """deal_id -> advice."""
    usual = _usual_amounts(book)
    advice = {}
    for deal in book.scope():
        own = [option for option in options if option["deal_id"] == deal["deal_id"]] or [NO_OPTION]
        seen = forecast.get(deal["deal_id"]) or {}
        weighed = [_weigh(book, deal, option, seen, usual) for option in own]
        advice[deal["deal_id"]] = _judge(book, deal, min(weighed, key=_standing), seen)
    _let_one_speak(book, advice)
    _form_lines(book, advice)
    return advice


def list_vetoes(book: Book, forecast: dict[str, Row], options: list[Row]) -> set[tuple[Any, ...]]:
    """(deal, person, channel, veto, until) of every veto of every option."""
    usual, found = _usual_amounts(book), set()
    for deal in book.scope():
        for option in [row for row in options if row["deal_id"] == deal["deal_id"]] or [NO_OPTION]:
            weighed = _weigh(book, deal, option, forecast.get(deal["deal_id"]) or {}, usual)
            for veto, (until, _) in weighed["vetoes"].items():
                ends = None if veto in FOR_EVER else _date(until)
                found.add((deal["deal_id"], option["person_id"], option["channel"], veto, ends))
    return found


def _usual_amounts(book: Book) -> dict[tuple[str, str], float]:
    known: dict[tuple[str, str], list[float]] = {}
    for deal in book.rows["deals"]:
        amount, currency = _known_amount(book, deal)
        if amount is not None and deal["owner_id"] is not None:
            known.setdefault((deal["owner_id"], currency), []).append(float(amount))
    return {key: median(values) for key, values in known.items()}


def _known_amount(book: Book, deal: Row) -> tuple[float | None, str]:
    why = book.whys.get(deal["deal_id"]) or {}
    losses = {row["loss_id"]: row for row in book.losses_of.get(deal["deal_id"], [])}
    loss = losses.get(why.get("loss_id")) or {}
    amount = loss.get("amount_minor") if loss.get("amount_minor") is not None else deal["amount_minor"]
    return amount, loss.get("currency") or deal["currency"] or _currency_of(book, deal["owner_id"])


def _currency_of(book: Book, owner: str | None) -> str:
    return (book.members.get(owner) or {}).get("currency") or book.currency


def _weigh(book: Book, deal: Row, option: Row, seen: Row, usual: dict[tuple[str, str], float]) -> Row:
    person = book.people.get(option["person_id"]) if option["person_id"] else None
    touches = book.touches_with.get(option["person_id"], []) if person else book.touches_of.get(deal["deal_id"], [])
    contacts = [touch for touch in touches if is_contact(touch)]
    counted = [day(t["happened_at"]) for t in contacts if _after_loss(book, t)] if person else []
    row = {
        **option,
        "last": max((day(t["happened_at"]) for t in contacts), default=None),
        "last_member": max(contacts, key=lambda t: t["happened_at"])["member_id"] if contacts and person else None,
        "quarter": [at for at in counted if book.today - at < 91],
        "year": [at for at in counted if book.today - at < 365],
        "since_loss": sum(1 for t in book.contacts(deal) if _after_loss(book, t)),
        "place": place_of(book, deal, person),
        "person": person,
    }
    row["days_since"] = None if row["last"] is None else book.today - row["last"]
    row |= _money(book, deal, row, seen, usual)
    row["vetoes"] = list_all(book, deal, row)
    row |= ground_of(book, deal, row)
    row["for_ever"] = next((name for name in FOR_EVER if name in row["vetoes"]), None)
    times = {name: row["vetoes"][name][0] for name in FOR_A_TIME if name in row["vetoes"]}
    row["free"] = max(times.values(), default=0)
    row["for_a_time"] = next((name for name in FOR_A_TIME if times.get(name) == row["free"]), None) if times else None
    return row


def _after_loss(book: Book, touch: Row) -> bool:
    if touch["deal_id"] is None:
        return True
    why = book.whys.get(touch["deal_id"])
    return bool(why and why["lost_on"] is not None and day(touch["happened_at"]) > day(why["lost_on"]))


def _money(book: Book, deal: Row, option: Row, seen: Row, usual: dict[tuple[str, str], float]) -> Row:
    amount, currency = _known_amount(book, deal)
    worth = amount if amount is not None else usual.get((deal["owner_id"], currency), 2_000_000)
    made = {"amount_minor": float(worth), "amount_assumed": amount is None, "currency": currency}
    if option["play"] is None:
        return made | dict.fromkeys(_WEIGHED) | {"message_minor": float(book.caps["message_price_minor"])}
    hours, message = option["minutes"] / 60, float(book.caps["message_price_minor"])
    made |= dict.fromkeys(_WEIGHED) | {"hours": hours, "message_minor": message}
    if not seen:
        return made
    f, d = book.caps["freshness_days"], option["days_since"]
    fresh = 1.0 if d is None else 1 - exp(-d / f)
    wait = day(seen["later_on"]) - book.today
    lift = next(row["win_lift"] for row in book.rows["plays"] if row["play"] == option["play"])
    win = min(seen["win_if_back"] * lift, 1.0)
    gains = {
        "inbound": win,
        "promised": seen["hazard_now"] * win,
        "debrief_ask": seen["chance"] * seen["win_if_back"] * 0.2,
    }
    asks = option["play"] in ASKING
    rate = book.caps["opt_out_rate"] * book.caps["opt_out_value_share"] * worth * seen["chance"]
    now = worth * gains.get(option["play"], seen["hazard_now"] * win * fresh)
    later = worth * seen["hazard_later"] * win * fresh * exp(-wait / f) if asks else 0.0
    opt_out = rate * (1 + len(option["quarter"])) if asks else 0.0
    index = (now - later - opt_out - message) / hours
    rested = 1.0 if d is None else 1 - exp(-(d + wait) / f)
    best = (worth * seen["hazard_later"] * win * rested - rate - message) / hours
    values = (now, later, opt_out, message, hours, index, max(index, best))
    return made | dict(zip(_WEIGHED, values, strict=True))


def _standing(option: Row) -> tuple[Any, ...]:
    if option["for_ever"]:
        standing = 3
    elif option["for_a_time"]:
        standing = 2
    else:
        earns = option["play"] in OWED or (option["index_minor"] is not None and option["index_minor"] > 0)
        standing = 0 if earns else 1
    index = option["index_minor"]
    return (
        standing,
        option["free"] if standing == 2 else 0,
        -(option["fit"] or 0.0),
        (index is None, -(index or 0.0)),
        (option["person_id"] is None, option["person_id"] or ""),
        (option["channel"] is None, option["channel"] or ""),
        (option["play"] is None, option["play"] or ""),
    )


def _judge(book: Book, deal: Row, option: Row, seen: Row) -> Row:
    veto = option["for_ever"] or option["for_a_time"]
    if veto:
        stop, evidence, again = veto, option["vetoes"][veto][1], None if option["for_ever"] else option["free"]
    else:
        (stop, again), evidence = _judgement(book, deal, option, seen), {}
    why = book.whys.get(deal["deal_id"]) or {}
    return {
        **{name: deal[name] for name in ("deal_id", "account_id", "owner_id")},
        **{name: option[name] for name in (*_CHOSEN, *_MONEY)},
        **{name: seen.get(name) for name in _SEEN},
        **_say_stop(stop, again, evidence),
        **_say_contacts(book, deal, option),
        **_say_chance(book, deal, seen),
        "place": option["place"],
        "loss_id": why.get("loss_id"),
        "verdict": book.verdict(deal),
        "reason": book.reason(deal),
        "hour_price_minor": _price(book, deal, option),
        "kind": None,
        "rank": None,
        "listed": False,
        "propensity": 0.0,
    }


def _say_stop(stop: str | None, again: int | None, evidence: Row) -> Row:
    told = {f"stop_{name}_id": evidence.get(name) for name in ("person", "member")}
    told |= {f"stop_{name}": evidence.get(name) for name in ("rule", "words")}
    return {"stopped_by": stop, "again": again, **told, "stop_since": _date(evidence.get("since"))}


def _say_contacts(book: Book, deal: Row, option: Row) -> Row:
    days = [day(touch["happened_at"]) for touch in book.contacts(deal)]
    with_deal = book.today - max(days) if days else None
    return {
        "days_since_touch": with_deal if option["days_since"] is None else option["days_since"],
        "touches_since_loss": option["since_loss"],
        "touches_per_loss": book.caps["per_loss"],
    }


def _say_chance(book: Book, deal: Row, seen: Row) -> Row:
    back = book.came_back(deal)
    chances = {name: 1.0 if back else seen.get(name) for name in ("chance", "chance_low", "chance_high")}
    return {**chances, "prior_share": 0.0 if back else seen.get("prior_share"), "came_back": back}


def _price(book: Book, deal: Row, option: Row) -> Any:
    """The owner's price of an hour, where it can be compared."""
    comparable = option["currency"] == _currency_of(book, deal["owner_id"])
    return (book.members.get(deal["owner_id"]) or {}).get("hour_price_minor") if comparable else None


def _judgement(book: Book, deal: Row, option: Row, seen: Row) -> tuple[str | None, int | None]:
    today, play, owed = book.today, option["play"], option["play"] in OWED
    changed, index = option["group"] == "changed", option["index_minor"]
    price = _price(book, deal, option)
    if not owed and index is None:
        return "not_scored", today + 28
    if not owed and not changed and seen["never"] >= book.caps["silence_never"]:
        return "never_likely", None
    priced = price is not None and not owed and index is not None
    if priced and option["best_index_minor"] < price:
        return "not_worth_the_hours", None
    contacts = [day(t["happened_at"]) for t in book.contacts(deal)]
    unseen = not contacts or today - max(contacts) >= 91
    waits = play in ("value_touch", "permission_ask") or (play == "presence" and not unseen)
    if waits and not changed and today < day(seen["window_from"]):
        return "window_later", day(seen["window_from"])
    today_alone = None if owed or index is None else index + option["later_minor"] / option["hours"]
    too_early = priced and today_alone < price and not (play == "presence" and unseen)
    if not owed and (index <= 0 or too_early):
        return "later_is_better", day(seen["later_on"])
    return None, None


def _let_one_speak(book: Book, advice: dict[str, Row]) -> None:
    by_account: dict[str, list[Row]] = {}
    for row in advice.values():
        if row["stopped_by"] is None and row["account_id"] is not None:
            by_account.setdefault(row["account_id"], []).append(row)
    for rows in by_account.values():
        rows.sort(key=lambda row: (_group(row), _index_last(row), row["deal_id"]))
        for row in rows[1:]:
            if not row["came_back"]:
                pause = 1 if row["play"] == "promised" else max(book.caps["account_gap_days"], 1)
                row |= {"stopped_by": "one_voice", "again": book.today + pause}
                row |= {"stop_person_id": rows[0]["person_id"], "stop_member_id": rows[0]["owner_id"]}
    _let_one_speak_to_each(book, advice)
    for row in advice.values():
        row["reconsider_on"] = _date(row["again"])
        if row["stopped_by"] is None:
            row["kind"] = "get_back"
        else:
            row["kind"] = "wait" if row["again"] is not None else "leave_alone"


def _let_one_speak_to_each(book: Book, advice: dict[str, Row]) -> None:
    by_person: dict[str, list[Row]] = {}
    for row in advice.values():
        if row["stopped_by"] is None and row["person_id"] is not None:
            by_person.setdefault(row["person_id"], []).append(row)
    for rows in by_person.values():
        rows.sort(key=lambda row: (_group(row), _index_last(row), row["deal_id"]))
        for row in rows[1:]:
            if not row["came_back"]:
                pause = 1 if row["play"] == "promised" else max(book.caps["gap_days"], 1)
                row |= {"stopped_by": "one_voice", "again": book.today + pause}
                row |= {"stop_person_id": row["person_id"], "stop_member_id": rows[0]["owner_id"]}


def _form_lines(book: Book, advice: dict[str, Row]) -> None:
    lines: dict[str | None, list[Row]] = {}
    for row in advice.values():
        if row["kind"] == "get_back":
            lines.setdefault(row["owner_id"], []).append(row)
    for owner, rows in lines.items():
        own = _currency_of(book, owner)
        rows.sort(
            key=lambda row: (
                _group(row),
                "" if row["currency"] == own else row["currency"],
                _index_last(row),
                row["deal_id"],
            )
        )
        member = book.members.get(owner) or {}
        minutes, touches = member.get("minutes_per_day"), member.get("touches_per_day")
        left = float("inf") if minutes is None else minutes
        count = 12 if touches is None else touches
        for place, row in enumerate(rows):
            row["rank"] = place + 1
            first = place == 0 and left > 0
            if count > 0 and (first or row["minutes"] <= left):
                row |= {"listed": True, "propensity": 1.0}
                left -= row["minutes"]
                count -= 1


def _group(row: Row) -> int:
    return {"came_back": 0, "promised": 1}.get(row["group"], 2)


def _index_last(row: Row) -> tuple[bool, float]:
    return row["index_minor"] is None, -(row["index_minor"] or 0.0)


def _date(at: int | None) -> Any:
    return None if at is None else EPOCH + timedelta(days=at)
