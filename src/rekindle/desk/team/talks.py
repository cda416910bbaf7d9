"""Conversations worth having: candidates from what was counted, and which three are shown.

At most one per member, and one of each topic. A good thing comes first where there is one: a deal that came back, else
a no that was respected. Then what can be changed: where rep and buyers see it differently, a queue nobody could work
off, a loss whose buyer was not heard. Nobody is ranked: within a topic the strongest evidence speaks first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.read.coaching import BackRecord, DealNamed
from rekindle.desk.show.coach_views import TalkView
from rekindle.desk.show.phrases import first_name, say_ago, say_count, say_day, say_money, say_number
from rekindle.learning.coaching import ENOUGH, likely_share
from rekindle.playbook import Playbook
from rekindle.terms.coaching import Topic
from rekindle.terms.days import day_in
from rekindle.terms.losses import Reason, Status

MOST = 3
# What is a pattern, and what may be chance.
LEAST_DIFFERENT, LEAST_PAIR, LEAST_OVER = 3, 3, 5
_GOOD, _REST = (Topic.CAME_BACK, Topic.RESPECT), (Topic.GAP, Topic.LIGHTEN, Topic.DEBRIEF)

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What talks are written from: the report of the morning, names, and who came back since."""

    report: Mapping[str, Any]
    members: Mapping[UUID, str]
    deals: Mapping[UUID, DealNamed]
    back: Sequence[BackRecord]
    playbook: Playbook
    today: date
    zone: ZoneInfo


def choose_talks(ground: Ground, skip: set[tuple[UUID, str]]) -> list[TalkView]:
    """Return up to three conversations, the good one first, without those that were put off. What a queue may let go
    of is not named yet: only one of fifty queues is told."""
    # Of each topic as many as can be chosen at all: fifty members may each have one.
    found = {
        topic: list(islice((one for one in _WRITERS[topic](ground) if (one.member_id, topic) not in skip), MOST))
        for topic in Topic
    }
    chosen: list[TalkView] = []
    good = _first(found, _GOOD, chosen)
    if good:
        chosen.append(good)
    for topic in (*_REST, *_GOOD):
        one = _first(found, (topic,), chosen)
        if one and len(chosen) < MOST:
            chosen.append(one)
    order = list(Topic)
    return sorted(chosen, key=lambda one: order.index(Topic(one.topic)))


def _first(
    found: Mapping[Topic, list[TalkView]], topics: Iterable[Topic], chosen: Sequence[TalkView]
) -> TalkView | None:
    taken, told = {one.member_id for one in chosen}, {one.topic for one in chosen}
    return next(
        (one for topic in topics if topic not in told for one in found[topic] if one.member_id not in taken), None
    )


def _came_back(ground: Ground) -> Iterator[TalkView]:
    for one in ground.back:
        if one.owner_id not in ground.members:
            continue
        name = ground.members[one.owner_id]
        turned = day_in(one.turned_at, ground.zone)
        after = say_ago(one.lost_on, turned)
        won = one.status == Status.WON
        title = f"{first_name(name)} brought {one.account} back after {after}."
        if not won:
            title = f"{first_name(name)} is talking with {one.account} again, after {after}."
        how = "won" if won else "open again"
        evidence = f"Lost on {say_day(one.lost_on, ground.today)}, {how} since {say_day(turned, ground.today)}."
        amount = say_money(one.amount_minor, one.currency)
        work = f"for {say_hours(one.minutes)} of work since the loss" if one.minutes else ""
        words = ", ".join(part for part in ("back" if amount else "", work) if part)
        yield TalkView(
            topic=Topic.CAME_BACK,
            member_id=one.owner_id,
            name=name,
            chip="Celebrate",
            tone="chip--fern",
            icon="i-spark",
            title=title,
            evidence=evidence,
            big=amount,
            big_words=words if amount else words.capitalize(),
            ask_label="You might ask",
            ask="What made the difference? Would you tell the team?",
            deal_id=one.deal_id,
        )


def _gap(ground: Ground) -> Iterator[TalkView]:
    found = []
    for owner_id, rows in _by_owner(ground, ground.report.get("pairs", ())):
        of = sum(row["deals"] for row in rows)
        apart = [row for row in rows if row["rep_reason"] != row["buyer_reason"]]
        hits = sum(row["deals"] for row in apart)
        if of >= ENOUGH and hits >= LEAST_DIFFERENT:
            low, high = likely_share(hits, of)
            found.append((-low, str(owner_id), owner_id, apart, hits, of, low, high))
    for _, _, owner_id, apart, hits, of, low, high in sorted(found, key=lambda one: one[:2]):
        yield _say_gap(ground, owner_id, apart, hits, of, f"likely {100 * low:.0f} to {100 * high:.0f} in 100")


def _say_gap(ground: Ground, owner_id: UUID, apart: Rows, hits: int, of: int, likely: str) -> TalkView:
    name = ground.members[owner_id]
    most = max(apart, key=lambda row: (row["deals"], row["rep_reason"], row["buyer_reason"]))
    clear = most["deals"] >= LEAST_PAIR and 2 * most["deals"] >= hits
    title = f"{first_name(name)} and the buyers name different reasons."
    if clear:
        rep, buyer = (_label(ground, most[side]) for side in ("rep_reason", "buyer_reason"))
        title = f"{first_name(name)} hears “{rep}”. Buyers say “{buyer}”."
    evidence = f"{say_count(of, 'loss', 'losses').capitalize()} of the last year were talked over with the buyer. "
    evidence += f"In {say_number(hits)} the buyer put something else first ({likely})."
    deal_id = UUID(most["latest"]) if most["latest"] else None
    known = ground.deals.get(deal_id) if deal_id else None
    ask = (
        f"Walk me through {known.account}, as they saw it."
        if known
        else "Walk me through the last one, as they saw it."
    )
    return TalkView(
        topic=Topic.GAP,
        member_id=owner_id,
        name=name,
        chip="Ask",
        tone="chip--dusk",
        icon="i-swap",
        title=title,
        evidence=evidence,
        big="" if of <= 12 else f"{hits} of {of}",
        big_words=f"{hits} of {of} buyers put something else first" if of <= 12 else "buyers put something else first",
        ask_label="You might ask",
        ask=ask,
        deal_id=deal_id if known else None,
        hits=hits,
        of=of,
    )


def _lighten(ground: Ground) -> Iterator[TalkView]:
    counts = ground.report.get("over_count", {})
    team = {row["owner_id"]: row for row in ground.report.get("team", ())}
    known = [hexed for hexed in counts if hexed in team and UUID(hexed) in ground.members]
    known.sort(key=lambda hexed: (-counts[hexed] / max(1, team[hexed]["waiting"]), hexed))
    for hexed in known:
        if counts[hexed] >= LEAST_OVER:
            yield _say_over(ground, UUID(hexed), counts[hexed], team[hexed])


def _say_over(ground: Ground, owner_id: UUID, over: int, row: Mapping[str, Any]) -> TalkView:
    name = ground.members[owner_id]
    week = ground.report.get("weeks", {}).get(owner_id.hex, 0)
    evidence = (
        f"The desk would contact all of them now: about {say_hours(row['waiting_minutes'])} of work. A week has "
        f"{say_hours(week)}. In the order of what an hour is worth, the last {say_number(over)} do not fit."
    )
    return TalkView(
        topic=Topic.LIGHTEN,
        member_id=owner_id,
        name=name,
        chip="Lighten",
        tone="chip--honey",
        icon="i-leaf",
        title=f"{first_name(name)} has {row['waiting']} in the queue. {over} can be let go.",
        evidence=evidence,
        big=say_hours(max(0, row["waiting_minutes"] - week)),
        big_words="more than the week has",
        ask_label="You might say",
        ask="Letting go is part of the job. Pick the ones you believe in.",
    )


def _debrief(ground: Ground) -> Iterator[TalkView]:
    rows = [row for row in ground.report.get("unheard", ()) if _is_known(ground, row)]
    for row in sorted(rows, key=lambda row: (-(row["amount_minor"] or 0), row["deal_id"])):
        deal, owner_id = ground.deals[UUID(row["deal_id"])], UUID(row["owner_id"])
        lost_on = date.fromisoformat(row["lost_on"])
        name = ground.members[owner_id]
        on = say_day(lost_on, ground.today)
        evidence = f"Lost on {on}. The buyer’s side is not on record yet, and people remember two weeks."
        yield TalkView(
            topic=Topic.DEBRIEF,
            member_id=owner_id,
            name=name,
            chip="Ask",
            tone="chip--dusk",
            icon="i-talk",
            title=f"{deal.account}: what would the buyer say?",
            evidence=evidence,
            big=say_money(deal.amount_minor, deal.currency),
            big_words="lost, and nobody heard the buyer",
            ask_label="You might ask",
            ask="Who there would tell us, and would they rather tell somebody else?",
            deal_id=deal.deal_id,
        )


def _respect(ground: Ground) -> Iterator[TalkView]:
    rows = [row for row in ground.report.get("heeded", ()) if _is_known(ground, row)]
    for row in sorted(rows, key=lambda row: (row["since_on"], row["deal_id"]), reverse=True):
        deal, owner_id = ground.deals[UUID(row["deal_id"])], UUID(row["owner_id"])
        name, since = ground.members[owner_id], date.fromisoformat(row["since_on"])
        yield TalkView(
            topic=Topic.RESPECT,
            member_id=owner_id,
            name=name,
            chip="Thank",
            tone="chip--fern",
            icon="i-leaf",
            title=f"{first_name(name)} took a no from {deal.account}, and left it there.",
            evidence=f"They said no on {say_day(since, ground.today)}. Nothing has gone out since.",
            big="",
            big_words="",
            ask_label="You might say",
            ask="That was well done. It keeps the door clean for all of us.",
            deal_id=deal.deal_id,
        )


def _is_known(ground: Ground, row: Mapping[str, Any]) -> bool:
    return UUID(row["owner_id"]) in ground.members and UUID(row["deal_id"]) in ground.deals


def _by_owner(ground: Ground, rows: Rows) -> Iterator[tuple[UUID, list[Mapping[str, Any]]]]:
    for owner_id in ground.members:
        mine = [row for row in rows if row["owner_id"] == owner_id.hex]
        if mine:
            yield owner_id, mine


def _label(ground: Ground, reason: str) -> str:
    entry = ground.playbook.reasons.get(Reason(reason))
    return entry.label if entry else reason


def say_hours(minutes: int) -> str:
    """Write a time of work: 40 min, 3 h, 7 h 30."""
    hours, rest = divmod(round(minutes / 15) * 15, 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{hours} h {rest:02d}" if rest and hours < 10 else f"{round(minutes / 60)} h"


_WRITERS = {
    Topic.CAME_BACK: _came_back,
    Topic.RESPECT: _respect,
    Topic.GAP: _gap,
    Topic.LIGHTEN: _lighten,
    Topic.DEBRIEF: _debrief,
}
