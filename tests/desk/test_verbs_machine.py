"""Verbs in any order, and what must hold after each of them."""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from rekindle.book.models import Loss, StatusChange, Suppression
from rekindle.book.verify import verify_chain
from rekindle.book.write import lookups
from rekindle.book.write.ledger import list_entries_on
from rekindle.book.write.writing import alive
from rekindle.desk import verbs
from rekindle.desk.actor import Actor, RefusedError
from rekindle.terms.losses import Reason
from rekindle.terms.touches import Channel, Outcome
from tests.desk.sayings import SAYINGS
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, House, LostDeal, lose_a_deal, make_member, make_workspace
from tests.support.effort import examples

_slugs = count(1)


@dataclass(frozen=True)
class Wish:
    """Why a person is left alone: by slips that can be undone, or by their own word."""

    slips: frozenset[UUID] = frozenset()
    own_word: bool = False


class Verbs(RuleBasedStateMachine):
    """One rep and one colleague, two lost deals, and a clock that only goes forward."""

    house: House
    lost: list[LostDeal]
    members: list[UUID]

    @initialize()
    def begin(self) -> None:
        """Open a workspace of its own."""
        self.house = make_workspace(f"machine-{next(_slugs)}")
        self.lost = [
            lose_a_deal(self.house),
            lose_a_deal(self.house, account="Bellhaven", person="Ray Ortiz", mail="ray@bellhaven.example"),
        ]
        self.members = [self.house.owner_id, make_member(self.house)]
        self.at = NOW
        self.losses = self.read_losses()
        self.wishes = {deal.person_id: Wish() for deal in self.lost}
        self.before_lifting: dict[UUID, tuple[UUID, Wish]] = {}

    def actor(self, who: int) -> Actor:
        """Act a minute later than before."""
        self.at += timedelta(minutes=1)
        return acting(self.house, self.at, self.members[who])

    def read_losses(self) -> dict[UUID, tuple[object, ...]]:
        """Return every loss that was ever written."""
        rows = Loss.objects.within(self.house.workspace_id).values_list(
            "pk", "deal_id", "number", "lost_on", "amount_minor"
        )
        return {row[0]: row[1:] for row in rows}

    @rule(who=st.integers(0, 1), what=st.integers(0, 1), saying=st.sampled_from(sorted(SAYINGS)))
    def say(self, who: int, what: int, saying: str) -> None:
        """Say any verb; one that does not fit is refused in words."""
        lost = self.lost[what]
        try:
            done = SAYINGS[saying](self.actor(who), new_key(), lost)
        except RefusedError as refusal:
            assert str(refusal).endswith((".", "?"))
            return
        wish = self.wishes[lost.person_id]
        if saying.startswith("respect_no"):
            self.wishes[lost.person_id] = replace(wish, slips=wish.slips | {done.command_id})
        if saying == "record_inbound, wants contact":
            self.before_lifting[done.command_id] = (lost.person_id, wish)
            self.wishes[lost.person_id] = Wish()

    @rule(who=st.integers(0, 1), what=st.integers(0, 1), how=st.sampled_from(["call", "wrote", "form"]))
    def own_word(self, who: int, what: int, how: str) -> None:
        """Somebody says themselves that they want to be left alone."""
        person_id = self.lost[what].person_id
        verbs.respect_no(self.actor(who), new_key(), person_id=person_id, said_how=how, words="Please stop.")
        self.wishes[person_id] = replace(self.wishes[person_id], own_word=True)

    @rule(who=st.integers(0, 1), what=st.integers(0, 1))
    def lose_again(self, who: int, what: int) -> None:
        """Lose a deal that is open."""
        try:
            verbs.lose_again(self.actor(who), new_key(), deal_id=self.lost[what].deal_id, reason=Reason.PRICE)
        except RefusedError as refusal:
            assert "lost already" in str(refusal) or "is won" in str(refusal)

    @rule(who=st.integers(0, 1), what=st.integers(0, 1))
    def add_them_again(self, who: int, what: int) -> None:
        """Add a person again, by their address, and talk with them."""
        lost = self.lost[what]
        mail = ["lena.whitfield@tamarack.example", "ray@bellhaven.example"][what]
        verbs.add_deal(self.actor(who), new_key(), who="Elsewhere", person="Somebody", mail=mail)
        verbs.log_touch(
            self.actor(who),
            new_key(),
            deal_id=lost.deal_id,
            person_id=lost.person_id,
            outcome=Outcome.POSITIVE_REPLY,
            channel=Channel.MAIL,
        )

    @rule(who=st.integers(0, 1))
    def undo(self, who: int) -> None:
        """Take back the last thing."""
        try:
            done = verbs.undo(self.actor(who), new_key())
        except RefusedError:
            return
        assert done.result is not None
        undone = UUID(done.result["undone"])
        for person_id, wish in self.wishes.items():
            self.wishes[person_id] = replace(wish, slips=wish.slips - {undone})
        for lifting, (person_id, wish) in self.before_lifting.items():
            self.before_lifting[lifting] = (person_id, replace(wish, slips=wish.slips - {undone}))
        if undone in self.before_lifting:
            person_id, wish = self.before_lifting.pop(undone)
            now = self.wishes[person_id]
            self.wishes[person_id] = Wish(now.slips | wish.slips, now.own_word or wish.own_word)

    @invariant()
    def the_chain_holds(self) -> None:
        """The audit can be followed from its start."""
        assert verify_chain(self.house.workspace_id) == []

    @invariant()
    def who_is_left_alone_stays_so(self) -> None:
        """Only the person, or the undo of a slip, ends it."""
        writing = self.house.writing(self.at)
        for person_id, wish in self.wishes.items():
            if wish.slips or wish.own_word:
                assert list_entries_on(writing, person_id) != []

    @invariant()
    def the_ledger_only_grows(self) -> None:
        """No entry is taken out of the ledger, and none is void."""
        rows = Suppression.objects.within(self.house.workspace_id)
        assert alive(rows, self.house.writing(self.at)).count() == rows.count()

    @invariant()
    def losses_never_change(self) -> None:
        """A loss once written stays as it was written."""
        now = self.read_losses()
        assert {loss: now.get(loss) for loss in self.losses} == self.losses
        self.losses = now

    @invariant()
    def the_status_is_the_fold(self) -> None:
        """A deal is what the latest turn of it says."""
        writing = self.house.writing(self.at)
        for lost in self.lost:
            turns = alive(StatusChange.objects.within(self.house.workspace_id).filter(deal_id=lost.deal_id), writing)
            latest = turns.order_by("-happened_at", "-known_at", "-id").values_list("status", flat=True).first()
            assert [deal.status for deal in [lookups.find_deal(writing, lost.deal_id)] if deal] == [latest]


def test_whatever_is_said_in_whatever_order_the_record_holds(book):
    run_state_machine_as_test(
        Verbs,
        settings=settings(
            max_examples=examples(6, 60), stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
