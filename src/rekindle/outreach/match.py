"""The room's one function: situations, things of value and channels into options."""

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from rekindle.outreach.assets import choose_assets
from rekindle.outreach.situations import gather_situations
from rekindle.outreach.tables import BEST_ASSETS, SITUATIONS
from rekindle.tables.engine import compute, step
from rekindle.tables.playbooks import PLAY_CHANNELS
from rekindle.tables.results import OPTIONS
from rekindle.tables.schemas import Tables
from rekindle.terms.advice import Group, Play
from rekindle.terms.touches import Channel

IN_PERSON = (Channel.VISIT.value, Channel.EVENT.value)

# How well a channel suits a play: an assumption, 0 to 0.3.
SUITS: dict[Play, dict[Channel, float]] = {
    Play.PROMISED: {Channel.CALL: 0.3, Channel.MAIL: 0.15, Channel.VISIT: 0.1},
    Play.INBOUND: {Channel.CALL: 0.2, Channel.MAIL: 0.2},
    Play.DEBRIEF_ASK: {Channel.CALL: 0.3, Channel.MAIL: 0.1},
    Play.PERMISSION_ASK: {Channel.CALL: 0.2, Channel.MAIL: 0.3},
    Play.HELLO: {Channel.MESSAGE: 0.3, Channel.MAIL: 0.2, Channel.LINKEDIN: 0.15},
    Play.CHECK_IN: {Channel.CALL: 0.2, Channel.MAIL: 0.3, Channel.LINKEDIN: 0.1},
    Play.VALUE_TOUCH: {Channel.MAIL: 0.3, Channel.CALL: 0.15, Channel.LINKEDIN: 0.1},
    Play.PRESENCE: {Channel.MAIL: 0.3, Channel.CALL: 0.15, Channel.VISIT: 0.1},
}


def match(facts: Tables, whys: pa.Table, playbook: Tables) -> pa.Table:
    """Return OPTIONS for every deal in scope: with each of its people, over each channel its play uses.

    Raises KeyError when a table or column is missing.
    """
    tables = {**facts, **playbook, "whys": whys}
    tables["situations"] = compute(gather_situations, tables)
    tables["best_assets"] = compute(choose_assets, tables)
    return compute(spread_channels, tables)


@step(
    reads={"situations": SITUATIONS, "best_assets": BEST_ASSETS, "play_channels": PLAY_CHANNELS},
    gives=OPTIONS,
)
def spread_channels(situations: ir.Table, best_assets: ir.Table, play_channels: ir.Table) -> ir.Table:
    best = best_assets.mutate(whom=best_assets.person_id.fill_null("")).drop("person_id")
    both = situations.mutate(whom=situations.person_id.fill_null(""))
    both = both.left_join(best, ["deal_id", "whom"]).drop("deal_id_right", "whom_right")
    both = both.join(play_channels, "play").alias("over_channels")
    both = both.filter(_can_be_reached(both))
    fit = both.suits + _channel_fit(both) + both.asset_fit.fill_null(0.0) / 10
    return both.mutate(fit=fit).select(*OPTIONS)


def _can_be_reached(both: ir.Table) -> ir.Value:
    """Say whether the person can be reached so; with no address at all a call goes through the switchboard."""
    unknown = ~(both.has_mail | both.has_phone | both.has_linkedin)
    there = (both.play.isin([Play.PROMISED.value, Play.PRESENCE.value])) | (both.group == Group.CHANGED.value)
    return ibis.cases(
        (both.channel == Channel.MAIL.value, both.has_mail),
        (both.channel == Channel.LINKEDIN.value, both.has_linkedin),
        (both.channel == Channel.MESSAGE.value, both.has_phone),
        (both.channel == Channel.CALL.value, both.has_phone | unknown),
        (both.channel.isin(IN_PERSON), there & both.person_id.notnull()),
        else_=False,
    )


def _channel_fit(both: ir.Table) -> ir.Value:
    wrote = ((both.play == Play.INBOUND.value) & (both.wrote_on == both.channel)).fill_null(False)
    named = [
        ((both.play == play.value) & (both.channel == channel.value), worth)
        for play, worths in SUITS.items()
        for channel, worth in worths.items()
    ]
    return ibis.cases((wrote, 1.0), *named, else_=0.0)
