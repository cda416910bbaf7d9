"""Consent: who must not be contacted, who refused, and who said yes, by person and channel."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.joins import first_of
from rekindle.terms.people import PermissionState, SuppressionOrigin
from rekindle.terms.touches import Channel

_CHANNELS = [channel.value for channel in Channel]
_DECIDED = (PermissionState.GRANTED.value, PermissionState.REFUSED.value, PermissionState.WITHDRAWN.value)


def suppressed(suppressions: ir.Table, whom: str, prefix: str) -> ir.Table:
    """Return (whom, channel, prefix, prefix_on, prefix_words) of what stops a person_id or an account_id.

    A person's own act stops every channel, whichever it was said on."""
    theirs = suppressions.filter(suppressions[whom].notnull())
    if whom == "account_id":
        theirs = theirs.filter(theirs.person_id.isnull())
    own = (theirs.origin == SuppressionOrigin.PERSON.value).fill_null(False)
    every = _per_channel(theirs.mutate(own=own), theirs.channel.isnull() | own)
    order = [every.own.desc(), every.since_on.asc(nulls_first=False), every.words.asc(nulls_first=False)]
    names = {f"{prefix}_on": "since_on", f"{prefix}_words": "words"}
    return first_of(every, [whom, "channel"], order).select(whom, "channel", **names, **{prefix: ibis.literal(True)})


def said(permissions: ir.Table, moment: ir.Table) -> ir.Table:
    """Return (person_id, channel, granted, refused, refused_at, refused_words), a null channel being every channel.

    The latest of granted, refused and withdrawn holds, until its day if it has one."""
    every = _in_force(permissions, moment)
    decided = every.filter(every.state.isin(_DECIDED))
    order = [decided.happened_at.desc(nulls_first=False), decided.permission_id.desc()]
    last = first_of(decided, ["person_id", "channel"], order)
    yes = last.state == PermissionState.GRANTED.value
    names = {"refused_at": "happened_at", "refused_words": "words"}
    return last.select("person_id", "channel", **names, granted=last.in_force & yes, refused=last.in_force & ~yes)


def implied(permissions: ir.Table, moment: ir.Table) -> ir.Table:
    """Return (person_id, channel, implied) where a permission on file is implied and still in force."""
    every = _in_force(permissions, moment)
    every = every.filter(every.in_force, every.state == PermissionState.IMPLIED.value)
    return every.select("person_id", "channel").distinct().mutate(implied=True)


def _in_force(permissions: ir.Table, moment: ir.Table) -> ir.Table:
    known = permissions.cross_join(moment.select("today"))
    in_force = known.until_on.isnull() | (known.until_on >= known.today)
    return _per_channel(known.mutate(in_force=in_force), known.channel.isnull())


def _per_channel(table: ir.Table, everywhere: ir.Value) -> ir.Table:
    channels = ibis.ifelse(everywhere, ibis.array(_CHANNELS), ibis.array([table.channel]))
    return table.mutate(channel=channels.unnest())
