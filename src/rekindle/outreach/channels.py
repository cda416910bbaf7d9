"""Channels: which of a play's can reach somebody, and which of them suits the play."""

from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from rekindle.outreach.constants import SUIT_BEST, SUIT_STEP, SUITS, SWITCHBOARD_MINUTES
from rekindle.tables.joins import one_of
from rekindle.tables.made import made_of
from rekindle.tables.schemas import Schema, Tables, from_rows
from rekindle.terms.advice import Group, Play
from rekindle.terms.touches import Channel

# The channels of each play with their minutes of work and how well they suit it (0 to 0.3). `listed`: by the pack.
WAYS: Schema = {"play": "string", "channel": "string", "minutes": "int64", "suits": "float64", "listed": "boolean"}

_CALL = Channel.CALL.value


@made_of("plays", "play_channels")
def ways(playbook: Tables) -> pa.Table:
    """Return WAYS. Every play has a call, so that a deal without known people can be taken up at the switchboard."""
    rows = {(row["play"], row["channel"]): {**row, "listed": True} for row in playbook["play_channels"].to_pylist()}
    for play in playbook["plays"].column("play").to_pylist():
        rows.setdefault((play, _CALL), {"play": play, "channel": _CALL, "minutes": None, "listed": False})
    return from_rows(WAYS, [_way(row) for row in rows.values()])


def _way(row: dict[str, Any]) -> dict[str, Any]:
    order = [channel.value for channel in SUITS.get(row["play"], ())]
    place = order.index(row["channel"]) if row["channel"] in order else len(order)
    minutes = row["minutes"] or SWITCHBOARD_MINUTES
    return {**row, "minutes": minutes, "suits": max(SUIT_BEST - SUIT_STEP * place, 0.0)}


def reachable(way: ir.Table) -> ir.Value:
    """Say whether a channel can reach a person: by an address we have, in person where there is an occasion, or through
    the switchboard where there is no address at all."""
    known = way.person_id != ""
    mail, phone, linkedin = (way[name].fill_null(False) for name in ("has_mail", "has_phone", "has_linkedin"))
    occasion = one_of(way.play, (Play.PROMISED.value, Play.PRESENCE.value)) | (way.group == Group.CHANGED.value)
    by_address = ibis.cases(
        (way.channel == Channel.MAIL.value, mail),
        (way.channel == Channel.LINKEDIN.value, linkedin),
        (one_of(way.channel, (_CALL, Channel.MESSAGE.value)), phone),
        else_=known & occasion,
    )
    unlisted = (way.channel == _CALL) & ~known
    switchboard = (way.channel == _CALL) & ~(mail | phone | linkedin)
    return unlisted | (way.listed & (by_address | switchboard))
