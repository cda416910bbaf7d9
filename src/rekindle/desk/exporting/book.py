"""The lost book as a file, in columns that our own import understands again."""

from collections.abc import Iterator
from decimal import Decimal

from rekindle.book.read.export import DealToTake, read_deals_to_take
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.exporting.sheets import Exported, Value, write_sheet
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.book_questions import list_asked
from rekindle.desk.show.book_views import BookAsk
from rekindle.desk.show.standings import derive_standing
from rekindle.intake.own import write_claim, write_loss
from rekindle.terms.losses import Reason, Source, Standing
from rekindle.terms.money import minor_digits
from rekindle.terms.touches import Channel

HEADER = (
    *("Rekindle ID", "Account", "Deal", "Status", "Stage", "Amount", "Currency", "Lost on", "Day known by"),
    *("Lost reason", "Because"),
    *("Reasons by rep", "Reasons by buyer", "Reasons by manager", "Lost before", "Get back on"),
    *("Competitor", "Products", "Owner", "Contact", "Title", "Email", "Phone", "Type", "Standing"),
    *("Do not contact", "Do not mail", "Do not call", "Do not contact anybody there"),
)


def export_book(actor: Actor, form: str = "csv", ask: BookAsk | None = None) -> Exported:
    """Write every deal that the table of the book lists for what is asked, in its order; all of the lost ones when
    nothing is. Raises RefusedError for a form there is not.

    Of several people on a deal the first is written; what a file brought in and nobody understood, behind the rest.
    """
    workspace = read_workspace(actor.workspace_id)
    playbook = playbook_of(workspace)
    today = actor.today
    listed = list_asked(actor, ask or BookAsk(), today)
    deals = list(read_deals_to_take(actor.workspace_id, listed))
    untold = set(list_asked(actor, BookAsk(standing=Standing.TO_DEBRIEF), today))
    more = list(dict.fromkeys(name for deal in deals for name in deal.custom))

    def rows() -> Iterator[list[Value]]:
        for deal_id, deal in zip(listed, deals, strict=True):
            asks = deal_id in untold
            standing = derive_standing(deal.status, deal.advice or None, today, was_lost=True, asks_why=asks)
            reason = playbook.reasons.get(Reason(deal.advice["reason"])) if deal.advice.get("reason") else None
            because = reason.label if reason and deal.is_told else ""
            yield [
                *_tell(deal, because, playbook.standings[standing].label, actor),
                *(_more(deal, name) for name in more),
            ]

    return write_sheet(f"rekindle-{workspace.slug}-{today.isoformat()}", form, [*HEADER, *map(_head, more)], rows())


def _tell(deal: DealToTake, because: str, state: str, actor: Actor) -> list[Value]:
    name, title, mail, phone = deal.people[0] if deal.people else ("", "", "", "")
    return [
        deal.taken_as,
        deal.account,
        deal.name,
        deal.status.capitalize(),
        deal.stage,
        _amount(deal),
        deal.currency,
        deal.lost_on,
        _know_day(deal),
        " / ".join(deal.quotes) or ("" if any(deal.said.values()) else because),
        because,
        *(_say(deal, source) for source in (Source.REP, Source.BUYER, Source.MANAGER)),
        "\n".join(write_loss(on, actor.day_of(back) if back else None, how) for on, back, how in deal.before),
        deal.back_on,
        deal.competitor,
        "; ".join(deal.products),
        deal.owner,
        name,
        title,
        mail,
        phone,
        "Lost account" if deal.kind == "account" else "Job" if deal.kind == "job" else "New business",
        state,
        *(deal.noes.get(of, "") for of in ("", Channel.MAIL, Channel.CALL, "account")),
    ]


def _know_day(deal: DealToTake) -> str:
    """Say how well the day of the loss is known: one that a member gave was said."""
    return (deal.lost_on_quality or "said").replace("_", " ") if deal.lost_on else ""


def _say(deal: DealToTake, source: Source) -> str:
    return "\n".join(write_claim(*claim) for claim in deal.said.get(source, ()))


def _amount(deal: DealToTake) -> Decimal | None:
    return None if deal.amount_minor is None else Decimal(deal.amount_minor).scaleb(-minor_digits(deal.currency))


def _head(name: str) -> str:
    """Return the name of a column that a file brought along, told apart from ours."""
    return f"{name} (kept)" if name in HEADER else name


def _more(deal: DealToTake, name: str) -> str:
    return str(deal.custom.get(name, ""))
