"""What the other pages list, as files: the morning, losses nobody talked about, signals, things of value, the team."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from decimal import Decimal

from rekindle.book.read.debriefs import Untold, read_untold
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.exporting.sheets import Exported, Value, write_sheet
from rekindle.desk.show.coach import show_coach
from rekindle.desk.show.coach_views import MemberRow, Share
from rekindle.desk.show.news import show_news
from rekindle.desk.show.playbook_parts import show_library
from rekindle.desk.show.today import show_today
from rekindle.terms.money import minor_digits

Table = tuple[Sequence[str], Iterable[Sequence[Value]]]

MOST_UNTOLD = 5_000
YEAR = timedelta(days=365)


def export_list(actor: Actor, name: str, form: str = "csv", *, everybody: bool = False, reason: str = "") -> Exported:
    """Write what a page lists: `today`, `debriefs`, `signals`, `library` or `coach`, as one table.

    `everybody` is for debriefs, `reason` for the library. Raises RefusedError for a list, a reason or a form there is
    not, and for a list that is not the member's to see.
    """
    lists: dict[str, Callable[[], Table]] = {
        "today": lambda: _list_today(actor),
        "debriefs": lambda: _list_untold(actor, everybody=everybody),
        "signals": lambda: _list_signals(actor),
        "library": lambda: _list_library(actor, reason),
        "coach": lambda: _list_team(actor),
    }
    if name not in lists:
        raise RefusedError(f"There is no list {name!r}; choose one of {', '.join(lists)}.")
    header, rows = lists[name]()
    workspace = read_workspace(actor.workspace_id)
    return write_sheet(f"rekindle-{workspace.slug}-{name}-{actor.today.isoformat()}", form, header, rows)


def _list_today(actor: Actor) -> Table:
    view = show_today(actor)
    header = ("Group", "Account", "Contact", "Title", "Channel", "Email", "Phone", "Why", "Bring", "Minutes")
    return header, [
        (
            *(group.label, card.account, card.person, card.title, card.channel_words, card.mail, card.phone, card.why),
            *(card.bring.title if card.bring else "", card.minutes),
        )
        for group in view.groups
        for card in group.cards
    ]


def _list_untold(actor: Actor, *, everybody: bool) -> Table:
    mine = None if everybody else actor.member_id
    untold, _ = read_untold(actor.workspace_id, actor.today - YEAR, mine, MOST_UNTOLD)
    header = ("Account", "Deal", "Owner", "Amount", "Currency", "Competitor", "Lost on")
    return header, [
        (one.account, one.deal, one.owner, _amount(one), one.currency, one.competitor, one.lost_on) for one in untold
    ]


def _amount(one: Untold) -> Decimal | None:
    return None if one.amount_minor is None else Decimal(one.amount_minor).scaleb(-minor_digits(one.currency))


def _list_signals(actor: Actor) -> Table:
    header = ("Kind", "About", "On", "Words", "Noted by", "Unlocks")
    return header, [
        (row.kind, row.about, row.on, row.words, row.by, "; ".join(f"{one.account}: {one.why}" for one in row.unlocked))
        for row in show_news(actor).rows
    ]


def _list_library(actor: Actor, reason: str) -> Table:
    header = ("Title", "Summary", "Kind", "Answers", "For", "Approved by", "Label", "Expires", "Where", "When used")
    return header, [
        (
            *(one.title, one.summary, one.kind, one.answers, one.roles),
            *(one.approved, one.label, one.expires, one.where, one.used),
        )
        for one in show_library(actor, reason).lines
    ]


def _list_team(actor: Actor) -> Table:
    view = show_coach(actor)
    header = (
        *("Who", "Talked about by day 14", "Agrees with buyers", "Our time after a no", "Came back"),
        "Would be contacted now",
    )
    return header, [_member(row) for row in (*view.team, *((view.whole,) if view.whole else ()))]


def _member(row: MemberRow) -> Sequence[Value]:
    return row.name, _share(row.talked), _share(row.agrees), row.after, row.back, row.waiting


def _share(share: Share) -> str:
    return share.words if share.percent is None else f"{share.percent} % ({share.words})"
