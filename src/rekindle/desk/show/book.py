"""The lost book in words: a board by standing, or a table by whatever is asked."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache

from rekindle.book.read.lost_book import PER_PAGE, Asked, read_counted
from rekindle.book.read.lost_rows import LostDeal
from rekindle.book.read.tallies import Counts
from rekindle.book.read.today import latest_undoable
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.book_asks import understand, write_after
from rekindle.desk.show.book_filters import say_narrowed
from rekindle.desk.show.book_kept import MANY, Kept
from rekindle.desk.show.book_lanes import count_standings, most_judged, show_lanes
from rekindle.desk.show.book_offers import offer_choices
from rekindle.desk.show.book_questions import owner_of, to_question
from rekindle.desk.show.book_rows import show_row
from rekindle.desk.show.book_titles import say_many, say_title, say_words
from rekindle.desk.show.book_views import BookAsk, BookView, Lane
from rekindle.desk.show.voices import voice_of
from rekindle.playbook import Playbook


@dataclass(frozen=True, slots=True)
class _Listed:
    """Lanes or rows, one more than a page where there are more; how many match, to one more than many, and how many
    stand where."""

    lanes: tuple[Lane, ...] = ()
    rows: tuple[LostDeal, ...] = ()
    matching: int = 0
    standings: dict[str, str] = field(default_factory=dict)


def show_book(actor: Actor, ask: BookAsk | None = None) -> BookView:
    """Show the board of the lost deals, or a page of the table for what is asked."""
    workspace, members = read_workspace(actor.workspace_id), read_members(actor.workspace_id)
    playbook, today = playbook_of(workspace), actor.today
    voice = voice_of(playbook)
    said = understand(ask or BookAsk(), [member.member_id for member in members])
    kept = Kept(actor.workspace_id, actor.member_id, today, actor.zone)
    counts = kept.counts(owner_of(said, actor))
    if said.view == "board" and not counts.lost:
        # Before the first planning nothing stands anywhere yet: what is lost is still listed.
        said = replace(said, view="table")
    narrowed = say_narrowed(said, playbook, members, today)
    listed = _list(actor, said, kept, counts, playbook, is_narrowed=bool(narrowed))
    rows = tuple(show_row(deal, playbook, today, actor.zone) for deal in listed.rows[:PER_PAGE])
    lost = counts.lost or len(rows)
    return BookView(
        title=say_title(voice, said, lost, counts, listed.matching, is_narrowed=bool(narrowed)),
        words=say_words(voice, said, lost, counts),
        rows=rows,
        lanes=listed.lanes,
        ask=said,
        count=lost,
        after=write_after(listed.rows[PER_PAGE - 1]) if len(listed.rows) > PER_PAGE else "",
        earliest=today + timedelta(days=1),
        is_sample=workspace.is_sample,
        undo_words=latest_undoable(actor.workspace_id, actor.member_id),
        narrowed=narrowed,
        matching=listed.matching,
        matching_words=say_many(listed.matching),
        **offer_choices(actor, said, kept, counts, listed.standings, playbook, members),
    )


def _list(actor: Actor, said: BookAsk, kept: Kept, counts: Counts, playbook: Playbook, *, is_narrowed: bool) -> _Listed:
    @cache
    def asked() -> Asked:
        question = to_question(actor, said, kept.today, counts.lost)
        return replace(question, about=most_judged(said.standing, said.reason, counts))

    if said.view == "board":
        return _Listed(lanes=show_lanes(kept, said, asked, counts, playbook))
    most = MANY + 1 if is_narrowed else 0
    rows, matching = kept.keep(f"page-{said}", lambda: read_counted(actor.workspace_id, asked(), most))
    # What is narrowed by more than that says how many match, and nobody counts what would elsewhere.
    is_whole = said == BookAsk(said.view, standing=said.standing, whose=said.whose, sort=said.sort, after=said.after)
    standings = count_standings(kept, said, asked, counts) if is_whole else {}
    return _Listed(rows=tuple(rows), matching=matching if is_narrowed else 0, standings=standings)
