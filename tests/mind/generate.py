"""Invented books: facts and whys as tables, from a seed, with the irregularities of real ones."""

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from rekindle.tables.facts import FACTS, moment
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import Schema, arrow_schema
from rekindle.terms.losses import Reason, Verdict
from rekindle.terms.people import SeatRole
from rekindle.terms.touches import Outcome, SignalKind
from tests.mind.pack import TODAY

Facts = dict[str, pa.Table]
_KINDS = {"member": 1, "account": 2, "deal": 3, "loss": 4, "person": 5, "touch": 6, "return": 7, "other": 8}


class Dice:
    """Draws columns; `n` is the number of rows of the table being made."""

    def __init__(self, seed: int, today: date) -> None:
        self.rng = np.random.default_rng(seed)
        self.seed = seed
        self.today = today

    def aside(self) -> "Dice":
        """Dice of their own, so that what is drawn with them changes nothing else."""
        return Dice(self.seed + 1_000_003, self.today)

    def pick(self, n: int, values: list[Any], weights: list[float] | None = None) -> np.ndarray[Any, Any]:
        p = None if weights is None else np.array(weights) / sum(weights)
        return np.array(values, dtype=object)[self.rng.choice(len(values), n, p=p)]

    def some(self, column: Any, share: float) -> np.ndarray[Any, Any]:
        """Empty all but a share of a column."""
        column = np.asarray(column, dtype=object)
        return np.where(self.rng.random(len(column)) < share, column, None)

    def days(self, n: int, low: int, high: int) -> np.ndarray[Any, Any]:
        """Draw whole days from today."""
        return self.rng.integers(low, high + 1, n)

    def dates(self, days: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return np.datetime64(self.today, "D") + days.astype("timedelta64[D]")

    def instants(self, days: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Draw an instant of each day, before seven in the morning, so that none lies after the moment."""
        seconds = self.rng.integers(0, 6 * 3600, len(days)).astype("timedelta64[s]")
        return (self.dates(days).astype("datetime64[s]") + seconds).astype("datetime64[us]")


def ids(kind: str, numbers: Any) -> np.ndarray[Any, Any]:
    """Make ids of 32 hexadecimal digits; a negative number has none."""
    first = _KINDS[kind]
    return np.array([None if number < 0 else f"{first:02x}{number:030x}" for number in numbers], dtype=object)


def table(schema: Schema, n: int, **columns: Any) -> pa.Table:
    """Build a table of a schema; a column that is not given is empty."""
    arrow = arrow_schema(schema)
    unknown = set(columns) - set(schema)
    assert not unknown, unknown
    given = {name: _array(columns[name], arrow.field(name).type) if name in columns else None for name in schema}
    arrays = [pa.nulls(n, arrow.field(name).type) if a is None else a for name, a in given.items()]
    return pa.Table.from_arrays(arrays, schema=arrow)


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    if isinstance(values, np.ndarray) and values.dtype == object:
        return pa.array(values.tolist(), kind)
    return pa.array(values, from_pandas=True).cast(kind)


def book(seed: int, deals: int = 300, touches: int | None = None, today: date = TODAY) -> tuple[Facts, pa.Table]:
    """Invent a book of about so many deals: (facts, whys)."""
    dice = Dice(seed, today)
    facts: Facts = {"moment": moment(datetime(today.year, today.month, today.day, 7, tzinfo=UTC), today, "USD")}
    facts |= _members(dice, 6)
    facts |= _accounts(dice, max(2, deals * 3 // 5), deals)
    facts |= _deals(dice, deals, facts)
    facts |= _losses(dice, facts)
    facts |= _people(dice, deals * 3 // 2, facts)
    facts |= _touches(dice, deals * 4 if touches is None else touches, facts)
    facts |= _permissions(dice, facts)
    facts |= _suppressions(dice, facts)
    facts |= _promises(dice, facts)
    facts |= _rests(dice, facts)
    facts |= _news(dice, facts)
    facts["claims"] = table(FACTS["claims"], 0)
    assert set(facts) == set(FACTS)
    return facts, _whys(dice, facts)


def _members(dice: Dice, n: int) -> Facts:
    return {
        "members": table(
            FACTS["members"],
            n,
            member_id=ids("member", range(n)),
            name=[f"Member {i}" for i in range(n)],
            minutes_per_day=dice.pick(n, [None, 15, 30, 45, 60]),
            touches_per_day=dice.pick(n, [None, 5, 12]),
            hour_price_minor=dice.pick(n, [None, 20_000, 80_000]),
            currency=dice.pick(n, [None, "USD", "EUR"], [1, 3, 1]),
            away=dice.pick(n, [False, True], [5, 1]),
        )
    }


def _accounts(dice: Dice, n: int, deals: int) -> Facts:
    return {
        "accounts": table(
            FACTS["accounts"],
            n,
            account_id=ids("account", range(n)),
            name=[f"Account {i}{' Ltd.' if i % 3 == 0 else ''}" for i in range(n)],
            jurisdiction=dice.pick(n, [None, "US", "CA", "DE", "GB", "JP"], [1, 6, 2, 2, 2, 1]),
            fiscal_month=dice.pick(n, [None, 1, 4, 7, 10], [2, 3, 1, 1, 1]),
            region=dice.aside().pick(n, [None, "Vermont", " VT", "Texas"]),
            segment=dice.aside().pick(n, [None, "clinic", "hospital", "group"], [2, 3, 4, 1]),
        )
    }


def _deals(dice: Dice, n: int, facts: Facts) -> Facts:
    accounts = facts["accounts"].num_rows
    return {
        "deals": table(
            FACTS["deals"],
            n,
            deal_id=ids("deal", range(n)),
            account_id=ids("account", dice.rng.integers(0, accounts, n)),
            owner_id=dice.some(ids("member", dice.rng.integers(0, facts["members"].num_rows, n)), 0.93),
            kind=dice.pick(n, ["new", "account", "job", None], [8, 2, 1, 0.3]),
            status=dice.pick(n, ["lost", "open", "won"], [8, 1, 1]),
            name=[f"Deal {i}" for i in range(n)],
            product=dice.pick(n, [None, "tower", "Tower ", "sealer", ""], [2, 3, 1, 3, 0.5]),
            amount_minor=dice.some((dice.rng.lognormal(14, 1, n)).astype(np.int64), 0.7),
            currency=dice.pick(n, ["USD", "EUR", None], [6, 1, 1]),
            opened_on=dice.dates(dice.days(n, -1100, -300)),
        )
    }


def _losses(dice: Dice, facts: Facts) -> Facts:
    """One loss each for most deals, an earlier one before it for some, and returns of both."""
    n = facts["deals"].num_rows
    lost = np.arange(n)[dice.rng.random(n) < 0.97]
    ages = np.where(dice.rng.random(len(lost)) < 0.15, dice.days(len(lost), -14, 0), dice.days(len(lost), -900, -1))
    twice = dice.rng.random(len(lost)) < 0.12
    earlier = ages[twice] - dice.days(int(twice.sum()), 60, 400)
    deal = np.concatenate([lost, lost[twice]])
    days = np.concatenate([ages, earlier])
    count = len(deal)
    losses = table(
        FACTS["losses"],
        count,
        loss_id=ids("loss", range(count)),
        deal_id=ids("deal", deal),
        number=np.concatenate([np.where(twice, 2, 1), np.ones(int(twice.sum()), dtype=np.int64)]),
        lost_on=dice.dates(days),
        amount_minor=dice.some(dice.rng.lognormal(14, 1, count).astype(np.int64), 0.6),
        currency=dice.some(dice.pick(count, ["USD", "EUR"], [6, 1]), 0.6),
        known_at=dice.some(dice.instants(np.minimum(days + dice.days(count, 0, 40), 0)), 0.9),
    )
    came = np.flatnonzero((dice.rng.random(count) < 0.2) | (np.arange(count) >= len(lost)))
    back = np.minimum(days[came] + dice.days(len(came), 1, 350), -dice.days(len(came), 0, 20))
    back = np.maximum(back, days[came])
    returns = table(
        FACTS["returns"],
        len(came),
        return_id=ids("return", range(len(came))),
        deal_id=ids("deal", deal[came]),
        loss_id=ids("loss", came),
        kind=dice.pick(len(came), ["inbound", "positive_reply", "meeting", "reopen", "win"]),
        happened_at=dice.instants(back),
    )
    return {"losses": losses, "returns": returns}


def _people(dice: Dice, n: int, facts: Facts) -> Facts:
    accounts, deals = facts["accounts"].num_rows, facts["deals"]
    home = dice.rng.integers(0, accounts, n)
    people = table(
        FACTS["people"],
        n,
        person_id=ids("person", range(n)),
        account_id=dice.some(ids("account", home), 0.97),
        name=[f"Person {i}" for i in range(n)],
        jurisdiction=dice.pick(n, [None, "US", "CA", "DE", "GB"], [6, 2, 1, 1, 1]),
        has_mail=dice.rng.random(n) < 0.8,
        has_phone=dice.rng.random(n) < 0.6,
        has_linkedin=dice.rng.random(n) < 0.4,
    )
    seats = deals.num_rows
    pairs = {
        (int(d), int(p))
        for d, p in zip(dice.rng.integers(0, seats, seats), dice.rng.integers(0, n, seats), strict=True)
    }
    pair = sorted(pairs)
    return {
        "people": people,
        "seats": table(
            FACTS["seats"],
            len(pair),
            deal_id=ids("deal", [d for d, _ in pair]),
            person_id=ids("person", [p for _, p in pair]),
            role=dice.some(dice.pick(len(pair), [role.value for role in SeatRole]), 0.9),
            stance=dice.pick(len(pair), [None, "for", "neutral", "against", "unknown"]),
        ),
    }


def _touches(dice: Dice, n: int, facts: Facts) -> Facts:
    deals, people = facts["deals"].num_rows, facts["people"].num_rows
    account_of = np.array(facts["deals"].column("account_id").to_pylist(), dtype=object)
    deal = dice.rng.integers(0, deals, n)
    days = np.where(dice.rng.random(n) < 0.15, dice.days(n, -90, 0), dice.days(n, -1000, 0))
    return {
        "touches": table(
            FACTS["touches"],
            n,
            touch_id=ids("touch", range(n)),
            deal_id=dice.some(ids("deal", deal), 0.96),
            account_id=account_of[deal],
            person_id=dice.some(ids("person", dice.rng.integers(0, people, n)), 0.85),
            member_id=dice.some(ids("member", dice.rng.integers(0, facts["members"].num_rows, n)), 0.95),
            channel=dice.pick(n, ["mail", "call", "visit", "linkedin"], [5, 3, 1, 1]),
            direction=dice.pick(n, ["out", "in"], [5, 1]),
            state=dice.pick(n, ["done", "planned"], [12, 1]),
            play=dice.pick(n, [None, "check_in", "value_touch"], [3, 1, 2]),
            asset_key=dice.pick(n, [None, "case_north", "eu_study", "webinar"], [6, 1, 1, 1]),
            outcome=dice.pick(n, [None, *(outcome.value for outcome in Outcome)]),
            minutes=dice.rng.integers(1, 30, n),
            happened_at=dice.instants(days),
        )
    }


def _permissions(dice: Dice, facts: Facts) -> Facts:
    people = facts["people"].num_rows
    n = people // 3
    permissions = table(
        FACTS["permissions"],
        n,
        permission_id=ids("other", range(n)),
        person_id=ids("person", dice.rng.integers(0, people, n)),
        channel=dice.pick(n, [None, "mail", "call"]),
        state=dice.pick(n, ["asked", "granted", "refused", "implied", "withdrawn"], [2, 5, 1, 2, 1]),
        until_on=dice.some(dice.dates(dice.days(n, -200, 300)).astype(object), 0.3),
        words=dice.pick(n, [None, "Yes, do", "Please don't"]),
        happened_at=dice.instants(dice.days(n, -900, 0)),
    )
    return {"permissions": permissions}


def _suppressions(dice: Dice, facts: Facts) -> Facts:
    """Folded: once per person or account and channel."""
    people, accounts = facts["people"].num_rows, facts["accounts"].num_rows
    n = max(1, people // 15)
    at_account = dice.rng.random(n) < 0.15
    who = dice.rng.permutation(people)[:n]
    where = dice.rng.permutation(accounts)[np.arange(n) % accounts]
    suppressions = table(
        FACTS["suppressions"],
        n,
        person_id=ids("person", np.where(at_account, -1, who)),
        account_id=ids("account", np.where(at_account, where, -1)),
        channel=dice.pick(n, [None, "mail", "call"], [3, 1, 1]),
        origin=dice.pick(n, ["person", "rep", "import", "machine"]),
        since_on=dice.dates(dice.days(n, -700, 0)),
        words=dice.pick(n, [None, "Stop, please"]),
    )
    return {"suppressions": suppressions}


def _promises(dice: Dice, facts: Facts) -> Facts:
    people, deals = facts["people"].num_rows, facts["deals"].num_rows
    n = max(1, deals // 6)
    promises = table(
        FACTS["promises"],
        n,
        promise_id=ids("other", range(10_000_000, 10_000_000 + n)),
        deal_id=ids("deal", dice.rng.integers(0, deals, n)),
        person_id=dice.some(ids("person", dice.rng.integers(0, people, n)), 0.6),
        due_on=dice.some(dice.dates(dice.days(n, -60, 200)).astype(object), 0.95),
        sd_days=dice.pick(n, [None, 0.0, 7.0, 28.0]),
        source=dice.pick(n, ["buyer", "rep", "import", "inferred"]),
        words=dice.pick(n, [None, "Call me when the list opens"]),
        happened_at=dice.instants(dice.days(n, -300, -1)),
    )
    return {"promises": promises}


def _rests(dice: Dice, facts: Facts) -> Facts:
    deals = facts["deals"].num_rows
    resting = dice.rng.permutation(deals)[: deals // 20]
    n = len(resting)
    until_on = dice.dates(dice.days(n, -10, 60))
    # Until something changes there.
    until_on[: n // 4] = np.datetime64("NaT")
    rests = table(
        FACTS["rests"],
        n,
        deal_id=ids("deal", resting),
        until_on=until_on,
        words=dice.pick(n, [None, "After the move"]),
        happened_at=dice.instants(dice.days(n, -90, -1)),
    )
    return {"rests": rests}


def _news(dice: Dice, facts: Facts) -> Facts:
    accounts, people, deals = (facts[name].num_rows for name in ("accounts", "people", "deals"))
    n = max(1, deals // 4)
    level = dice.pick(n, ["account", "deal", "person"], [5, 2, 3])
    level[:4] = "product"
    since = dice.days(n, -300, 0)
    signals = table(
        FACTS["signals"],
        n,
        signal_id=ids("other", range(20_000_000, 20_000_000 + n)),
        account_id=np.where(level == "account", ids("account", dice.rng.integers(0, accounts, n)), None),
        person_id=np.where(level == "person", ids("person", dice.rng.integers(0, people, n)), None),
        deal_id=np.where(level == "deal", ids("deal", dice.rng.integers(0, deals, n)), None),
        product=np.where(level == "product", "tower", dice.pick(n, [None, "sealer", "TOWER"], [5, 1, 1])),
        kind=dice.pick(n, [kind.value for kind in SignalKind]),
        happened_on=dice.dates(since),
        until_on=dice.some(dice.dates(since + dice.days(n, 0, 200)).astype(object), 0.6),
    )
    m = max(1, accounts // 5)
    contracts = table(
        FACTS["contracts"],
        m,
        account_id=ids("account", dice.rng.integers(0, accounts, m)),
        incumbent=["Corvex"] * m,
        product=dice.pick(m, [None, "tower", "sealer"]),
        ends_on=dice.some(dice.dates(dice.days(m, -200, 500)).astype(object), 0.95),
    )
    return {"signals": signals, "contracts": contracts}


def _whys(dice: Dice, facts: Facts) -> pa.Table:
    """The latest loss of each deal with a drawn verdict and reason."""
    latest: dict[str, tuple[int, str, Any]] = {}
    columns = (facts["losses"].column(name).to_pylist() for name in ("deal_id", "number", "loss_id", "lost_on"))
    for deal, number, loss, lost_on in zip(*columns, strict=True):
        if deal not in latest or number > latest[deal][0]:
            latest[deal] = (number, loss, lost_on)
    n = len(latest)
    verdict = dice.pick(n, [None, *(v.value for v in Verdict)], [0.3, 6, 4, 3, 1, 1, 2])
    people = facts["people"].num_rows
    reason = dice.some(dice.pick(n, [reason.value for reason in Reason]), 0.97)
    aside = dice.aside()
    other = aside.pick(n, [reason.value for reason in Reason])
    return table(
        WHYS,
        n,
        deal_id=list(latest),
        loss_id=[loss for _, loss, _ in latest.values()],
        lost_on=[day for *_, day in latest.values()],
        verdict=verdict,
        reason=reason,
        buyer_reason=aside.some(np.where(aside.rng.random(n) < 0.6, reason, other), 0.4),
        gap=aside.some(aside.pick(n, [0.0, 0.5, 1.0], [5, 3, 4]), 0.2),
        revisit=dice.some(verdict != "no", 0.97),
        debriefed=dice.rng.random(n) < 0.4,
        quote_person_id=dice.some(ids("person", dice.rng.integers(0, people, n)), 0.2),
    )
