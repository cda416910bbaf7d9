"""Consent: who must not be contacted, who refused, and who said yes, by person and channel."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.joins import one_of
from rekindle.terms.people import PermissionState, SuppressionOrigin
from rekindle.terms.touches import Channel

_CHANNELS = [channel.value for channel in Channel]
_NO = (PermissionState.REFUSED.value, PermissionState.WITHDRAWN.value)


def suppressed(suppressions: ir.Table) -> ir.Table:
    """Return (whom, channel, stopped, stopped_by_whom, stopped_on, stopped_words) of whom to leave alone.

    A person's own act stops every channel, whichever it was said on, and its day and words come first. What only
    sounds like a wish stops as well, and is named where nothing surer is."""
    own = (suppressions.origin == SuppressionOrigin.PERSON.value).fill_null(False)
    theirs = suppressions.mutate(own=own, whom=ibis.coalesce(suppressions.person_id, suppressions.account_id))
    every = _per_channel(theirs, theirs.channel.isnull() | theirs.own)
    surest = ibis.coalesce(every.origin.min(where=every.origin != SuppressionOrigin.DOUBT.value), every.origin.min())
    return every.group_by("whom", "channel").agg(
        stopped_on=ibis.coalesce(every.since_on.min(where=every.own), every.since_on.min()),
        stopped_words=ibis.coalesce(every.words.min(where=every.own), every.words.min()),
        stopped_by_whom=ibis.ifelse(every.own.any(), SuppressionOrigin.PERSON.value, surest),
        stopped=ibis.literal(True),
    )


def consents(permissions: ir.Table, moment: ir.Table) -> ir.Table:
    """Return (person_id, channel, granted, shown, refused, refused_at, refused_words, implied); a null channel is all.

    The latest of granted, refused and withdrawn holds, a no before a yes of the same instant, until its day if it has
    one. `shown`: a yes in force has its words on record. `implied`: an implied permission is in force."""
    known = permissions.cross_join(moment.select("today"))
    in_force = known.until_on.isnull() | (known.until_on >= known.today)
    every = _per_channel(known.mutate(in_force=in_force), known.channel.isnull())
    yes, no = every.state == PermissionState.GRANTED.value, one_of(every.state, _NO)
    said = every.group_by("person_id", "channel").agg(
        granted_at=every.happened_at.max(where=yes),
        grant_holds=every.in_force.argmax(every.happened_at, where=yes),
        shown=(every.in_force & yes & (every.words.fill_null("") != "")).any(),
        refused_at=every.happened_at.max(where=no),
        refusal_holds=every.in_force.argmax(every.happened_at, where=no),
        refused_words=every.words.argmax(every.happened_at, where=no),
        implied=(every.in_force & (every.state == PermissionState.IMPLIED.value)).any(),
    )
    last_is_no = said.refused_at.notnull() & (said.granted_at.isnull() | (said.refused_at >= said.granted_at))
    return said.mutate(
        granted=~last_is_no & said.grant_holds.fill_null(False),
        refused=last_is_no & said.refusal_holds.fill_null(False),
    ).drop("granted_at", "grant_holds", "refusal_holds")


def _per_channel(table: ir.Table, everywhere: ir.Value) -> ir.Table:
    channels = ibis.ifelse(everywhere, ibis.array(_CHANNELS), ibis.array([table.channel]))
    return table.mutate(channel=channels.unnest())
