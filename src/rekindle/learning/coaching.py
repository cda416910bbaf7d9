"""What a coach may want to talk about, per owner of deals: counted from the facts, never a rank of people.

Owners are who a deal belongs to, whether or not they sign in. Shares are kept as counts; whoever shows them says from
how many, and says nothing below `ENOUGH`.
"""

from math import sqrt
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from rekindle.learning.after_no import SPEAKERS, done_after, done_on_deals, first_noes
from rekindle.tables.days import day_number, day_there
from rekindle.tables.engine import compute, step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside, first_of, one_of
from rekindle.tables.results import ADVICE, WHYS
from rekindle.tables.schemas import Schema, Tables
from rekindle.terms.advice import SAID_NO, AdviceKind, Play, StoppedBy
from rekindle.terms.losses import Source, Verdict
from rekindle.terms.people import SuppressionOrigin
from rekindle.terms.touches import Direction, TouchState

QUARTER, YEAR, FORTNIGHT = 90, 365, 14
# A loss is fresh enough to talk about, and old enough for the buyer to speak freely, between these days.
FRESH_FROM, FRESH_TO = 2, 28
ENOUGH = 5
Z_90 = 1.6448536269514722
MOST_OVER, MOST_OVER_OWNERS, MOST_TOLD = 40, 5, 40

# Who a deal belongs to, and how many minutes a week each member has for this work.
OWNERS: Schema = {"deal_id": "string", "owner_id": "string"}
WEEKS: Schema = {"owner_id": "string", "week_minutes": "int64"}
# Per owner: losses of a quarter that are two weeks old (and those somebody spoke about by then), clear noes and minutes
# of ours after them, deals that came back within a quarter, contacts the desk would make now and their minutes.
TEAM: Schema = {
    "owner_id": "string",
    "lost": "int64",
    "talked": "int64",
    "noes": "int64",
    "after_minutes": "int64",
    "back": "int64",
    "waiting": "int64",
    "waiting_minutes": "int64",
}
# Losses of a year that rep and buyer both spoke about, by what each put first.
PAIRS: Schema = {
    "owner_id": "string",
    "rep_reason": "string",
    "buyer_reason": "string",
    "deals": "int64",
    "latest": "string",
}
# Contacts that do not fit the owner's week, in the order of what an hour is worth.
OVER: Schema = {"owner_id": "string", "deal_id": "string", "place": "int64"}
# Fresh losses whose buyer nobody heard.
UNHEARD: Schema = {"deal_id": "string", "owner_id": "string", "lost_on": "date", "amount_minor": "int64"}
# Noes of a fortnight after which nobody went on.
HEEDED: Schema = {"deal_id": "string", "owner_id": "string", "since_on": "date"}
# Things of value that were used: how often, by how many members.
USES: Schema = {"asset_key": "string", "contacts": "int64", "members": "int64"}


@step(
    reads={
        **{name: FACTS[name] for name in ("moment", "claims", "returns", "touches")},
        "owners": OWNERS,
        "whys": WHYS,
        "advice": ADVICE,
    },
    gives=TEAM,
)
def count_team(
    moment: ir.Table,
    claims: ir.Table,
    returns: ir.Table,
    touches: ir.Table,
    owners: ir.Table,
    whys: ir.Table,
    advice: ir.Table,
) -> ir.Table:
    """Count, per owner, what the page tells about them."""
    today = moment.select(now=day_number(moment.today))
    told = _tell_losses(whys, claims, touches, today)
    came = returns.cross_join(today)
    came = came.filter(came.now - day_number(came.happened_at) < QUARTER)
    came = came.group_by("deal_id").agg(times_back=came.count())
    waits = advice.filter(advice.kind == AdviceKind.GET_BACK.value)
    waits = waits.select("deal_id", waiting_minutes=waits.minutes.fill_null(0))
    rows = beside(owners.filter(owners.owner_id.notnull()), (told, "deal_id"), (came, "deal_id"), (waits, "deal_id"))
    return rows.group_by("owner_id").agg(
        **{name: rows[name].sum().fill_null(0) for name in ("lost", "talked", "noes", "after_minutes")},
        back=rows.times_back.count(),
        waiting=rows.waiting_minutes.count(),
        waiting_minutes=rows.waiting_minutes.sum().fill_null(0),
    )


def _tell_losses(whys: ir.Table, claims: ir.Table, touches: ir.Table, today: ir.Table) -> ir.Table:
    """Return per deal, as 0 or 1, whether its loss is of the quarter that is looked at (`lost`), whether somebody spoke
    about it within a fortnight (`talked`), whether there was a clear no (`noes`); and our minutes after that."""
    spoken = (
        claims.filter(one_of(claims.source, SPEAKERS)).group_by("loss_id").agg(spoken_at=lambda t: t.happened_at.min())
    )
    losses = whys.select("deal_id", "loss_id", "lost_on").cross_join(today)
    losses = beside(losses, (spoken, "loss_id"), (_after_noes(claims, touches), "deal_id"))
    losses = losses.mutate(age=losses.now - day_number(losses.lost_on))
    fair = (losses.age >= FORTNIGHT) & (losses.age < QUARTER + FORTNIGHT)
    by_then = losses.spoken_at.notnull() & (day_number(losses.spoken_at) - day_number(losses.lost_on) <= FORTNIGHT)
    return losses.select(
        "deal_id",
        lost=fair.cast("int64"),
        talked=(fair & by_then).cast("int64"),
        noes=losses.after_minutes.notnull().cast("int64"),
        after_minutes=losses.after_minutes.fill_null(0),
    )


def _after_noes(claims: ir.Table, touches: ir.Table) -> ir.Table:
    """Return (deal_id, after_minutes) of every deal with a clear no: our minutes after the first."""
    done = done_on_deals(touches)
    noes = first_noes(claims, done)
    after = done_after(done, noes).group_by("deal_id").agg(minutes=lambda t: t.minutes.sum())
    both = beside(noes, (after, "deal_id"))
    return both.select("deal_id", after_minutes=both.minutes.fill_null(0))


@step(reads={"moment": FACTS["moment"], "owners": OWNERS, "whys": WHYS}, gives=PAIRS)
def pair_reasons(moment: ir.Table, owners: ir.Table, whys: ir.Table) -> ir.Table:
    """Count, per owner, what rep and buyer each put first; `latest` is the newest of these deals."""
    both = whys.filter(whys.gap.notnull()).cross_join(moment.select("today"))
    both = both.filter(day_number(both.today) - day_number(both.lost_on) < YEAR)
    rows = both.select("deal_id", "lost_on", "rep_reason", "buyer_reason").join(owners, "deal_id")
    rows = rows.filter(rows.owner_id.notnull())
    return rows.group_by(["owner_id", "rep_reason", "buyer_reason"]).agg(
        deals=rows.count(), latest=rows.deal_id.argmax(rows.lost_on)
    )


@step(reads={"owners": OWNERS, "weeks": WEEKS, "advice": ADVICE}, gives=OVER)
def find_over(owners: ir.Table, weeks: ir.Table, advice: ir.Table) -> ir.Table:
    """List the contacts beyond an owner's week: in the order of worth, minutes added up."""
    waits = advice.filter(advice.kind == AdviceKind.GET_BACK.value)
    waits = waits.select("deal_id", "rank", minutes=waits.minutes.fill_null(0))
    rows = waits.join(owners, "deal_id")
    order = [rows["rank"].asc(nulls_first=False), rows.deal_id]
    lined = rows.mutate(
        spent=rows.minutes.sum().over(ibis.cumulative_window(group_by=rows.owner_id, order_by=order)),
        place=ibis.row_number().over(ibis.window(group_by=rows.owner_id, order_by=order)),
    )
    both = beside(lined, (weeks, "owner_id"))
    return both.filter(both.week_minutes.notnull(), both.spent > both.week_minutes)


@step(
    reads={"moment": FACTS["moment"], "deals": FACTS["deals"], "owners": OWNERS, "whys": WHYS, "advice": ADVICE},
    gives=UNHEARD,
)
def find_unheard(moment: ir.Table, deals: ir.Table, owners: ir.Table, whys: ir.Table, advice: ir.Table) -> ir.Table:
    """List, per owner, the largest fresh loss whose buyer was not heard and may still be asked."""
    rows = whys.filter(whys.buyer_reason.isnull()).cross_join(moment.select("today", book_currency="currency"))
    age = day_number(rows.today) - day_number(rows.lost_on)
    rows = rows.filter(age >= FRESH_FROM, age <= FRESH_TO).select("deal_id", "lost_on", "book_currency")
    money = deals.select("deal_id", "amount_minor", "currency", "status")
    stops = advice.select("deal_id", "stopped_by")
    rows = beside(rows, (money, "deal_id"), (owners, "deal_id"), (stops, "deal_id"))
    no = one_of(rows.stopped_by.fill_null(""), [one.value for one in SAID_NO])
    rows = rows.filter(rows.owner_id.notnull(), rows.status == "lost", ~no)
    known = ibis.ifelse(rows.currency == rows.book_currency, rows.amount_minor, ibis.null("int64"))
    rows = rows.mutate(amount_minor=known)
    return first_of(rows, "owner_id", [rows.amount_minor.desc(nulls_first=False), rows.deal_id])


@step(
    reads={"moment": FACTS["moment"], "touches": FACTS["touches"], "owners": OWNERS, "whys": WHYS, "advice": ADVICE},
    gives=HEEDED,
)
def find_heeded(moment: ir.Table, touches: ir.Table, owners: ir.Table, whys: ir.Table, advice: ir.Table) -> ir.Table:
    """List, per owner, the latest no of the last fortnight after which nothing but a closing note went out.

    What a file told, or a machine read in words, counts since it came in, not since it was said: nobody can be thanked
    for that. And what was no fit from the start is nobody's no.
    """
    rows = beside(advice, (whys.select("deal_id", "verdict_source"), "deal_id"))
    unsaid = (Source.IMPORT.value, Source.INFERRED.value)
    by_verdict = (rows.stopped_by == StoppedBy.EXPLICIT_NO.value).fill_null(False)
    no_no = one_of(rows.verdict_source.fill_null(""), unsaid) | (rows.verdict == Verdict.UNQUALIFIED.value)
    read = (SuppressionOrigin.IMPORT.value, SuppressionOrigin.MACHINE.value, SuppressionOrigin.DOUBT.value)
    by_origin = one_of(rows.stop_rule.fill_null(""), read)
    told = by_origin | (by_verdict & no_no.fill_null(False))
    rows = rows.filter(
        one_of(rows.stopped_by.fill_null(""), [one.value for one in SAID_NO]), rows.stop_since.notnull(), ~told
    )
    rows = rows.select("deal_id", since_on="stop_since").cross_join(moment.select("today", "ahead_seconds"))
    rows = rows.filter(day_number(rows.today) - day_number(rows.since_on) < FORTNIGHT)
    out = (touches.state == TouchState.DONE.value) & (touches.direction == Direction.OUT.value)
    ours = touches.filter(out, touches.play.fill_null("") != Play.CLOSING_NOTE.value)
    last = ours.group_by("deal_id").agg(last_out_at=ours.happened_at.max())
    rows = beside(rows, (last, "deal_id"), (owners, "deal_id"))
    went_on = rows.last_out_at.notnull() & (day_there(rows.last_out_at, rows.ahead_seconds) > day_number(rows.since_on))
    rows = rows.filter(rows.owner_id.notnull(), ~went_on)
    return first_of(rows, "owner_id", [rows.since_on.desc(), rows.deal_id])


@step(reads={"touches": FACTS["touches"]}, gives=USES)
def count_uses(touches: ir.Table) -> ir.Table:
    """Count how often, and by how many members, each thing of value went out."""
    out = (touches.direction == Direction.OUT.value) & (touches.state == TouchState.DONE.value)
    used = touches.filter(out, touches.asset_key.notnull(), touches.asset_key != "")
    return used.group_by("asset_key").agg(contacts=used.count(), members=used.member_id.nunique())


def coach(facts: Tables, whys: pa.Table, advice: pa.Table, owners: pa.Table, weeks: pa.Table) -> dict[str, Any]:
    """Return what a coach's page is made from, as plain JSON: tables of rows, ids as 32 hex digits.

    `owners` is of OWNERS, `weeks` of WEEKS. Of what may be long only the first rows are kept.
    """
    tables = {**facts, "whys": whys, "advice": advice, "owners": owners, "weeks": weeks}
    over: dict[str, list[str]] = {}
    for row in compute(find_over, tables).sort_by([("owner_id", "ascending"), ("place", "ascending")]).to_pylist():
        over.setdefault(row["owner_id"], []).append(row["deal_id"])
    most = sorted(over, key=lambda owner: (-len(over[owner]), owner))[:MOST_OVER_OWNERS]
    return {
        "team": compute(count_team, tables).to_pylist(),
        "pairs": compute(pair_reasons, tables).to_pylist(),
        "weeks": {row["owner_id"]: row["week_minutes"] for row in weeks.to_pylist()},
        "over_count": {owner: len(deals) for owner, deals in over.items()},
        "over": {owner: over[owner][:MOST_OVER] for owner in most},
        "unheard": [_plain(row) for row in compute(find_unheard, tables).slice(0, MOST_TOLD).to_pylist()],
        "heeded": [_plain(row) for row in compute(find_heeded, tables).slice(0, MOST_TOLD).to_pylist()],
        "uses": compute(count_uses, tables).to_pylist(),
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def likely_share(hits: int, of: int) -> tuple[float, float]:
    """Return the interval of 90 % of a share (Wilson 1927); of none it is everything."""
    if of == 0:
        return 0.0, 1.0
    z2 = Z_90**2
    middle = (hits + z2 / 2) / (of + z2)
    half = Z_90 / (of + z2) * sqrt(hits * (of - hits) / of + z2 / 4)
    # None and all are ends of the interval; rounding must not push them out of it.
    return min(max(0.0, middle - half), hits / of), max(min(1.0, middle + half), hits / of)
