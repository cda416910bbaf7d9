"""A rich book: many things happen to a few deals, in the order of time, with every kind of row and of correction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from rekindle.book.models import Suppression
from rekindle.book.write.accounts import find_or_make_competitor, find_or_make_product, write_account, write_contract
from rekindle.book.write.consent import answer_suppression, write_permission, write_suppression
from rekindle.book.write.deals import turn_status
from rekindle.book.write.losses import write_claim, write_loss, write_return
from rekindle.book.write.people import write_contact_point, write_post, write_seat
from rekindle.book.write.touches import write_note, write_promise, write_rest, write_signal, write_touch
from rekindle.book.write.undo import void_rows
from rekindle.book.write.writing import Writing
from rekindle.terms.losses import ClaimKind, Reason, ReturnKind, Source, Status, Verdict
from rekindle.terms.people import ContactKind, PermissionState, SeatRole, Stance, SuppressionOrigin, SuppressionState
from rekindle.terms.touches import Channel, Direction, Outcome, SignalKind
from tests.support.cast import NOW, House, LostDeal, lose_a_deal, make_member, make_workspace

MAILS = [f"{name}@clinic.example" for name in ("whitfield", "rao", "dubois", "bell")]


@dataclass
class Tale:
    """A workspace in which things happen, told by dice."""

    house: House
    dice: Random
    lost: list[LostDeal] = field(default_factory=list)
    made: list[tuple[str, str]] = field(default_factory=list)

    def deal(self) -> LostDeal:
        return self.dice.choice(self.lost)

    def go_on(self, at: datetime) -> None:
        """Let one thing happen; what happened may lie some days before the instant at which we learn it."""
        writing = self.house.writing(at)
        happened_at = at - timedelta(days=self.dice.choice([0, 0, 0, 3, 40]), hours=self.dice.randrange(3))
        self.dice.choice(HAPPENINGS)(self, writing, happened_at)
        self.made += writing.made


def begin(slug: str, seed: int) -> Tale:
    """Begin with three lost deals at two accounts, one owner who signs in and one who does not."""
    tale = Tale(make_workspace(slug), Random(seed))
    house = tale.house
    owners = [house.owner_id, make_member(house), make_member(house, "Devon Wright", signs_in=False)]
    first = lose_a_deal(house, owner_id=owners[0])
    second = lose_a_deal(house, account="Lakemont", person="Dr. Amit Rao", mail=MAILS[1], owner_id=owners[1])
    third = lose_a_deal(house, account_id=first.account_id, person="Ellen Brandvold", mail="", owner_id=owners[2])
    tale.lost = [first, second, third]
    return tale


def tell(slug: str, seed: int, steps: int = 80) -> Tale:
    """Tell a whole tale at once; its last thing happens at `cast.NOW`."""
    tale = begin(slug, seed)
    for step in range(steps, 0, -1):
        tale.go_on(NOW - timedelta(days=2 * (step - 1)))
    return tale


def _turn(tale: Tale, writing: Writing, at: datetime) -> None:
    deal = tale.deal()
    status = tale.dice.choice(list(Status))
    turn_status(writing, deal.deal_id, status, happened_at=at)
    if status == Status.LOST:
        write_loss(writing, deal.deal_id, at.date(), competitor_id=find_or_make_competitor(writing, "Medalis"))
    else:
        write_return(writing, deal.loss_id, deal.deal_id, tale.dice.choice(list(ReturnKind)), happened_at=at)


def _correct(tale: Tale, writing: Writing, at: datetime) -> None:
    deal = tale.deal()
    losses = [UUID(row_id) for table, row_id in tale.made if table == "loss"] or [deal.loss_id]
    old = tale.dice.choice(losses)
    if old == deal.loss_id:
        write_loss(writing, deal.deal_id, at.date(), supersedes_id=old, stage="corrected", happened_at=at)


def _claim(tale: Tale, writing: Writing, at: datetime) -> None:
    deal, dice = tale.deal(), tale.dice
    kind = dice.choice(list(ClaimKind))
    key = dice.choice(list(Verdict if kind == ClaimKind.VERDICT else Reason))
    source = dice.choice(list(Source))
    write_claim(
        writing,
        deal.loss_id,
        deal.deal_id,
        source,
        kind,
        key,
        confidence=dice.random(),
        quote="“Nein, danke”\n",
        happened_at=at,
    )


def _touch(tale: Tale, writing: Writing, at: datetime) -> None:
    deal, dice = tale.deal(), tale.dice
    write_touch(
        writing,
        dice.choice(list(Channel)),
        deal_id=dice.choice([deal.deal_id, None]),
        account_id=dice.choice([deal.account_id, None]),
        person_id=dice.choice([deal.person_id, None]),
        member_id=tale.house.owner_id,
        direction=dice.choice(list(Direction)),
        outcome=dice.choice(list(Outcome)),
        minutes=dice.randrange(40),
        happened_at=at,
    )
    write_note(writing, "Saw her at grand rounds.", deal_id=deal.deal_id)


def _suppress(tale: Tale, writing: Writing, at: datetime) -> None:
    deal, dice = tale.deal(), tale.dice
    whom = dice.choice([{"person_id": deal.person_id}, {"account_id": deal.account_id}])
    channel = dice.choice([None, None, Channel.MAIL])
    origin = dice.choice(list(SuppressionOrigin))
    write_suppression(writing, origin, **whom, channel=channel, words="leave me be", happened_at=at)


def _answer(tale: Tale, writing: Writing, at: datetime) -> None:
    entries = Suppression.objects.within(tale.house.workspace_id).filter(state=SuppressionState.SUPPRESSED)
    for entry in entries.order_by("id")[: tale.dice.randrange(3)]:
        answer_suppression(writing, entry.pk, SuppressionState.LIFTED, origin=SuppressionOrigin.PERSON)


def _meet(tale: Tale, writing: Writing, at: datetime) -> None:
    deal, dice = tale.deal(), tale.dice
    write_contact_point(writing, deal.person_id, ContactKind.MAIL, dice.choice(MAILS), happened_at=at)
    write_contact_point(writing, deal.person_id, ContactKind.LINKEDIN, f"in/{dice.random()}")
    write_post(writing, deal.person_id, tale.deal().account_id, title="VP Surgery", happened_at=at)
    write_seat(writing, tale.deal().deal_id, deal.person_id, role=dice.choice(list(SeatRole)), stance=Stance.AGAINST)


def _allow(tale: Tale, writing: Writing, at: datetime) -> None:
    deal, dice = tale.deal(), tale.dice
    state = dice.choice(list(PermissionState))
    write_permission(writing, deal.person_id, state, channel=dice.choice([None, Channel.CALL]), happened_at=at)
    due_on = at.date() + timedelta(days=dice.randrange(200))
    write_promise(writing, deal.deal_id, due_on, sd_days=14.0, source=Source.BUYER, words="in spring", happened_at=at)
    write_rest(writing, deal.deal_id, at.date() + timedelta(days=dice.randrange(120)), happened_at=at)


def _signal(tale: Tale, writing: Writing, at: datetime) -> None:
    deal, dice = tale.deal(), tale.dice
    about = dice.choice([{"account_id": deal.account_id}, {"person_id": deal.person_id}, {"deal_id": deal.deal_id}, {}])
    product_id = find_or_make_product(writing, dice.choice(["Vantage 4K", "SteadyFlow"]))
    write_signal(writing, dice.choice(list(SignalKind)), **about, product_id=product_id, words="new", happened_at=at)
    write_contract(writing, deal.account_id, at.date(), incumbent_id=find_or_make_competitor(writing, "Corvex"))
    write_account(writing, "Pinehollow Women’s", fiscal_month=7, happened_at=at)


def _take_back(tale: Tale, writing: Writing, at: datetime) -> None:
    rows = [row for row in tale.made if row[0] != "suppression"]
    void_rows(writing, tale.dice.sample(rows, min(3, len(rows))))


HAPPENINGS: list[Callable[[Tale, Writing, datetime], None]] = [
    _turn,
    _correct,
    _claim,
    _touch,
    _touch,
    _suppress,
    _answer,
    _meet,
    _allow,
    _signal,
    _take_back,
]
