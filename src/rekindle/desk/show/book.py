"""The lost book in words: a board by standing, or a table by whatever is asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from uuid import UUID

from rekindle.book.read.lost_book import (
    PER_PAGE,
    Asked,
    LostDeal,
    count_up_to,
    read_page,
    read_pages,
)
from rekindle.book.read.saved import read_saved_views
from rekindle.book.read.tallies import Counts
from rekindle.book.read.today import latest_undoable
from rekindle.book.read.workspace import MemberRecord, read_members, read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.book_asks import SORTS, understand, write_after
from rekindle.desk.show.book_filters import offer_filters, say_narrowed
from rekindle.desk.show.book_kept import AT_ONCE, Kept
from rekindle.desk.show.book_questions import owner_of, to_question
from rekindle.desk.show.book_rows import LANES, LaneKind, show_row
from rekindle.desk.show.book_titles import say_many, say_title, say_words
from rekindle.desk.show.book_views import BookAsk, BookView, Choice, Lane
from rekindle.desk.show.choices import offer_rests
from rekindle.desk.show.voices import voice_of
from rekindle.playbook import Playbook
from rekindle.terms.losses import Reason, Standing

ON_BOARD = 8
NEWEST = 500
COUNTED = 99


def show_book(actor: Actor, ask: BookAsk | None = None) -> BookView:
    """Show the board of the lost deals, or a page of the table for what is asked."""
    workspace = read_workspace(actor.workspace_id)
    playbook, members = playbook_of(workspace), read_members(actor.workspace_id)
    voice = voice_of(playbook)
    today = actor.today
    said = understand(ask or BookAsk(), [member.member_id for member in members])
    kept = Kept(actor.workspace_id, actor.member_id, today, actor.zone)
    counts = kept.counts(owner_of(said, actor))
    if said.view == "board" and not counts.lost:
        # Before the first planning nothing stands anywhere yet: what is lost is still listed.
        said = replace(said, view="table")

    @cache
    def asked() -> Asked:
        question = to_question(actor, said, today, counts.lost)
        return replace(question, about=_about(said.standing, said.reason, counts))

    is_board = said.view == "board"
    lanes = _lanes(kept, said, asked, counts, playbook) if is_board else ()
    found = [] if is_board else kept.keep(f"page-{said}", lambda: read_page(actor.workspace_id, asked()))
    rows = tuple(show_row(deal, playbook, today, actor.zone) for deal in found[:PER_PAGE])
    narrowed = say_narrowed(said, playbook, members, today)
    matching = kept.matching(said, asked, len(found)) if narrowed and not is_board else 0
    lost = counts.lost or len(rows)
    return BookView(
        title=say_title(voice, said, lost, counts, matching, is_narrowed=bool(narrowed)),
        words=say_words(voice, said, lost, counts),
        rows=rows,
        lanes=lanes,
        standings=_standings(said, counts, playbook),
        reasons=_reasons(said, counts, playbook),
        sorts=tuple(Choice(key, label, is_chosen=key == said.sort) for key, label in SORTS.items()),
        owners=_owners(said, members, actor),
        members=tuple((one.member_id, one.name) for one in members),
        rests=offer_rests(today, promised=None, opens=None),
        saved=tuple(read_saved_views(actor.workspace_id, actor.member_id)),
        ask=said,
        count=lost,
        after=write_after(found[PER_PAGE - 1]) if len(found) > PER_PAGE else "",
        earliest=today + timedelta(days=1),
        is_sample=workspace.is_sample,
        undo_words=latest_undoable(actor.workspace_id, actor.member_id),
        filters=offer_filters(said, kept.names()),
        narrowed=narrowed,
        matching=matching if matching <= AT_ONCE else 0,
        matching_words=say_many(matching),
    )


def _lanes(
    kept: Kept, said: BookAsk, asked: Callable[[], Asked], counts: Counts, playbook: Playbook
) -> tuple[Lane, ...]:
    found = kept.keep(f"lanes-{said}", lambda: _read_lanes(kept.workspace_id, asked(), counts))
    return tuple(
        Lane(
            name,
            playbook.standings[name].label,
            voice_of(playbook).lanes[name],
            lane.icon,
            count,
            tuple(show_row(deal, playbook, kept.today, kept.zone, name) for deal in rows[:ON_BOARD]),
            len(rows) > ON_BOARD,
        )
        for (name, lane), (rows, count) in zip(LANES.items(), found, strict=True)
    )


def _read_lanes(workspace_id: UUID, asked: Asked, counts: Counts) -> list[tuple[list[LostDeal], str]]:
    """Read the first cards of each lane, and how many stand in it."""
    pages = [_lane(asked, name, lane, counts) for name, lane in LANES.items()]
    found = read_pages(workspace_id, pages)
    return [(rows, _count(workspace_id, page, counts, rows)) for page, rows in zip(pages, found, strict=True)]


def _lane(asked: Asked, name: Standing, lane: LaneKind, counts: Counts) -> Asked:
    """Ask for the first cards of a lane; who was not asked is looked for among the newest, as people remember weeks."""
    newest = NEWEST if name == Standing.TO_DEBRIEF else 0
    about = _about(name, asked.reason, counts)
    return replace(asked, standing=name, sort=lane.sort, after=None, most=ON_BOARD, about=about, newest=newest)


def _about(standing: str, reason: str, counts: Counts) -> int | None:
    """Return how many judgements can match at most, where that is known."""
    named = Standing.RESTING if standing == Standing.TO_DEBRIEF else standing
    known = [counts.by_standing.get(named, 0)] if named else []
    return min([*known, *([counts.by_reason.get(reason, 0)] if reason else [])], default=None)


def _count(workspace_id: UUID, page: Asked, counts: Counts, rows: list[LostDeal]) -> str:
    """Say how many stand in a lane: from the index, or counted only as far as anybody reads."""
    if len(rows) <= ON_BOARD:
        return f"{len(rows)}"
    if page.reason or page.narrow or page.found is not None:
        return f"{ON_BOARD}+"
    if page.standing in counts.by_standing:
        return f"{counts.by_standing[page.standing]:,}"
    found = count_up_to(workspace_id, page, COUNTED + 1)
    return f"{found}" if found <= COUNTED else f"{COUNTED}+"


def _standings(ask: BookAsk, counts: Counts, playbook: Playbook) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            name,
            playbook.standings[name].label,
            f"{counts.by_standing[name]:,}" if name in counts.by_standing else "",
            LANES[name].icon,
            name == ask.standing,
        )
        for name in LANES
    )


def _reasons(ask: BookAsk, counts: Counts, playbook: Playbook) -> tuple[Choice, ...]:
    most = sorted((item for item in counts.by_reason.items() if item[0]), key=lambda item: -item[1])
    return tuple(
        Choice(key, entry.label, f"{count:,}", entry.icon, key == ask.reason)
        for key, count in most
        if (entry := playbook.reasons.get(Reason(key)))
    )


def _owners(ask: BookAsk, members: list[MemberRecord], actor: Actor) -> tuple[Choice, ...]:
    others = [one for one in members if one.member_id != actor.member_id]
    named = [("", "Everybody’s"), ("mine", "Mine"), *((str(one.member_id), one.name) for one in others)]
    return tuple(Choice(value, label, is_chosen=value == ask.whose) for value, label in named)
