"""What is known around the deals: members, accounts, people, stops, dates named, news and contracts."""

import numpy as np
import pyarrow as pa

from rekindle.benchworld.columns import CURRENCY, dates, ids, instants, table, words
from rekindle.benchworld.deals import Deals
from rekindle.benchworld.world import World
from rekindle.tables.facts import FACTS

_ROLES = ("champion", "economic_buyer", "evaluator", "clinical_user")
_SEGMENTS = ("small", "middle", "large")


def members_told(world: World, touches: int | None, price: int | None) -> pa.Table:
    """Return the members; `touches` a day and the price of an hour in minor units, None where there is no limit."""
    count = int(world.market.draws["book.owners"])
    names = [f"Rep {number}" for number in range(count)]
    full = {"touches_per_day": [touches] * count, "hour_price_minor": [price] * count, "currency": [CURRENCY] * count}
    return table(
        FACTS["members"], count, member_id=ids("member", np.arange(count)), name=names, away=[False] * count, **full
    )


def people_told(world: World) -> dict[str, pa.Table]:
    """Return accounts, people and seats: one person for each account."""
    deals = world.deals
    _, first = np.unique(deals.account, return_index=True)
    count = len(first)
    account, person = ids("account", np.arange(count)), ids("person", np.arange(count))
    reach = dict.fromkeys(("has_mail", "has_phone"), [True] * count)
    return {
        "accounts": table(
            FACTS["accounts"],
            count,
            account_id=account,
            name=[f"Account {number}" for number in range(count)],
            jurisdiction=["US"] * count,
            fiscal_month=deals.fiscal_month[first],
            segment=words(_SEGMENTS, deals.segment[first]),
        ),
        "people": table(
            FACTS["people"],
            count,
            person_id=person,
            account_id=account,
            name=[f"Person {number}" for number in range(count)],
            jurisdiction=["US"] * count,
            has_linkedin=[False] * count,
            **reach,
        ),
        "seats": table(
            FACTS["seats"],
            len(deals),
            deal_id=ids("deal", np.arange(len(deals))),
            person_id=ids("person", deals.account),
            role=words(_ROLES, deals.role),
        ),
    }


def suppressions_told(world: World, day: float) -> pa.Table:
    """Return who asked us to stop before a day, by that person."""
    who = np.flatnonzero(world.past.standing.stop < day)
    person, first = np.unique(world.deals.account[who], return_index=True)
    return table(
        FACTS["suppressions"],
        len(person),
        person_id=ids("person", person),
        origin=["person"] * len(person),
        since_on=dates(world.past.standing.stop[who][first]),
    )


def promises_told(world: World, day: float) -> pa.Table:
    """The date given at the loss, and those named since."""
    deals, journal = world.deals, world.past.journal
    given = np.flatnonzero(np.isfinite(deals.promise))
    due, at = journal.read("due"), journal.read("day")
    named = np.flatnonzero(np.isfinite(due) & (at < day))
    who = np.concatenate([given, journal.read("who")[named].astype(np.int64)])
    return table(
        FACTS["promises"],
        len(who),
        promise_id=ids("promise", np.arange(len(who))),
        deal_id=ids("deal", who),
        due_on=dates(np.concatenate([deals.promise[given], due[named]])),
        sd_days=np.full(len(who), world.market.draws["people.date_spread_days"]),
        source=["buyer"] * len(who),
        happened_at=instants(np.concatenate([deals.lost[given], at[named]])),
    )


def signals_told(world: World, day: float) -> pa.Table:
    """New chiefs, panel talks and shipped features, each once it has happened."""
    deals = world.deals
    chief, talk = np.flatnonzero(deals.new_chief < day), np.flatnonzero(deals.talk < day)
    shipped = np.flatnonzero(world.market.ships < day)
    sizes = [len(chief), len(talk), len(shipped)]
    nobody = np.full(len(shipped), None, dtype=object)
    account = np.array(ids("account", deals.account[chief]).to_pylist(), dtype=object)
    person = np.array(ids("person", deals.account[talk]).to_pylist(), dtype=object)
    count = sum(sizes)
    none = [np.full(size, None, dtype=object) for size in sizes]
    products = np.array([f"product {number}" for number in shipped], dtype=object)
    return table(
        FACTS["signals"],
        count,
        signal_id=ids("signal", np.arange(count)),
        account_id=np.concatenate([account, none[1], nobody]),
        person_id=np.concatenate([none[0], person, nobody]),
        product=np.concatenate([none[0], none[1], products]),
        kind=np.repeat(np.array(["someone_new", "panel_talk", "shipped_feature"], dtype=object), sizes),
        happened_on=dates(
            np.floor(np.concatenate([deals.new_chief[chief], deals.talk[talk], world.market.ships[shipped]]))
        ),
    )


def contracts_told(deals: Deals) -> pa.Table:
    """Return the contracts that can be known, with the day they end."""
    who = np.flatnonzero(deals.contract_known & np.isfinite(deals.contract_end))
    return table(
        FACTS["contracts"],
        len(who),
        account_id=ids("account", deals.account[who]),
        incumbent=["another"] * len(who),
        product=[f"product {number}" for number in deals.product[who]],
        ends_on=dates(deals.contract_end[who]),
    )
