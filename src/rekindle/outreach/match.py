"""Options: every deal in scope with the people, channels and things of value it could be taken up with."""

from datetime import date

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from rekindle.outreach.channels import WAYS, reachable, ways
from rekindle.outreach.constants import (
    ASSET_SHARE,
    EMPTY_HANDED,
    HELLO_IS_THEIRS,
    PROMISE_IS_THEIRS,
    QUOTE_IS_THEIRS,
    ROLE_NOT_KNOWN,
    STANCE,
    THEY_WROTE,
)
from rekindle.outreach.persons import choose_play, hellos, with_people
from rekindle.outreach.shelf import SHELF, best_assets, shelf
from rekindle.outreach.situation import situations, writers
from rekindle.tables.engine import compute, step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside, one_of
from rekindle.tables.pieces import joined, on_each, pieces
from rekindle.tables.playbooks import PLAYBOOK
from rekindle.tables.results import OPTIONS, WHYS
from rekindle.tables.schemas import Tables
from rekindle.terms.advice import Group, Play
from rekindle.terms.people import SeatRole, Stance

_FACTS = ("moment", "accounts", "deals", "returns", "touches", "promises", "signals", "people", "seats", "permissions")


def match(facts: Tables, whys: pa.Table, playbook: Tables) -> pa.Table:
    """Return OPTIONS: for every deal in scope the ways it could be taken up, not yet asked whether they are allowed.

    The rules stand in docs/mind.md. Raises KeyError when a table or a column is missing.
    """
    small = lay_out(playbook, facts["moment"].column("today")[0].as_py())
    told = {name: facts[name] for name in _FACTS} | {"whys": whys}
    return joined(on_each(lambda piece: compute(list_options, {**piece, **small}), pieces(told)))


def lay_out(playbook: Tables, today: date) -> Tables:
    """Return what `list_options` looks up besides facts and whys: the same for every deal."""
    return {**playbook, "shelf": shelf(playbook, today), "ways": ways(playbook)}


@step(
    reads={name: FACTS[name] for name in _FACTS}
    | {"whys": WHYS, "caps": PLAYBOOK["caps"], "roles": PLAYBOOK["roles"], "shelf": SHELF, "ways": WAYS},
    gives=OPTIONS,
)
def list_options(
    moment: ir.Table,
    accounts: ir.Table,
    deals: ir.Table,
    returns: ir.Table,
    touches: ir.Table,
    promises: ir.Table,
    signals: ir.Table,
    people: ir.Table,
    seats: ir.Table,
    permissions: ir.Table,
    whys: ir.Table,
    caps: ir.Table,
    roles: ir.Table,
    shelf: ir.Table,
    ways: ir.Table,
) -> ir.Table:
    """Lay people, their plays, channels and things of value beside every deal in scope."""
    scope = situations(moment, deals, whys, returns, touches, promises, signals).alias("situations")
    places = accounts.select("account_id", account_place="jurisdiction")
    scope = beside(scope, (writers(scope, touches), "deal_id"), (places, "account_id"))
    person = beside(
        with_people(scope, seats, people),
        (hellos(signals, touches, moment), "person_id"),
        (roles.select("role", "weight"), "role"),
    )
    person = _with_play(person, permissions, caps).alias("persons")
    options = _with_asset(person, shelf, touches).join(ways, "play")
    return _as_options(options.filter(reachable(options)))


def _with_play(person: ir.Table, permissions: ir.Table, caps: ir.Table) -> ir.Table:
    asked = permissions.filter(permissions.person_id.notnull()).person_id
    person = choose_play(person.mutate(no_permission=person.person_id.notin(asked)), caps)
    return person.mutate(
        role=person.role.fill_null(SeatRole.UNKNOWN.value),
        place=ibis.coalesce(person.person_place, person.account_place),
    )


def _with_asset(person: ir.Table, shelf: ir.Table, touches: ir.Table) -> ir.Table:
    """Add the best thing of value for each deal and person, where the play brings one."""
    wanted = person.filter(~one_of(person.play, EMPTY_HANDED))
    wanted = wanted.select("deal_id", "person_id", "reason", "role", "place", "about")
    return beside(person, (best_assets(wanted, shelf, touches), "deal_id", "person_id"))


def _as_options(options: ir.Table) -> ir.Table:
    return options.select(
        "deal_id",
        "account_id",
        "owner_id",
        "channel",
        "play",
        "group",
        "asset_key",
        "minutes",
        person_id=options.person_id.nullif(""),
        fit=fit_of(options),
        promise_id=ibis.ifelse(options.play == Play.PROMISED.value, options.promise_id, ibis.null("string")),
        signal_id=signal_of(options),
    )


def signal_of(option: ir.Table) -> ir.Value:
    """Return the signal an option answers: the hello's, or the change's."""
    return ibis.cases(
        (option.group == Group.HELLO.value, option.hello_id),
        (option.group == Group.CHANGED.value, option.change_id),
    )


def fit_of(option: ir.Table) -> ir.Value:
    """Return how well person, channel and thing of value fit the deal: the higher the better."""
    weight = ibis.coalesce(option.weight, ROLE_NOT_KNOWN)
    theirs = (option.play == Play.PROMISED.value) & option.promised_to.notnull()
    stance = ibis.cases((option.stance == Stance.FOR.value, STANCE), (option.stance == Stance.AGAINST.value, -STANCE))
    channel = ibis.ifelse(option.channel == option.wrote_on, 1.0, option.suits)
    return (
        weight
        + _if(theirs, PROMISE_IS_THEIRS)
        + _if(option.writer_id == option.person_id, THEY_WROTE)
        + _if(option.play == Play.HELLO.value, HELLO_IS_THEIRS)
        + _if(option.quote_person_id == option.person_id, QUOTE_IS_THEIRS)
        + stance.fill_null(0.0)
        + channel
        + option.asset_fit.fill_null(0.0) * ASSET_SHARE
    )


def _if(holds: ir.Value, value: float) -> ir.Value:
    return ibis.ifelse(holds.fill_null(False), value, 0.0)
