"""A question that was built once answers as one that is built anew, whoever asks and however much is given."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from rekindle.book.built import ask, read_first
from rekindle.book.keep import keep_advice
from rekindle.book.models import Account, Claim, Deal, Loss
from rekindle.book.read.lost_book import Asked, count_standing, count_up_to
from rekindle.book.write.undo import void_rows
from rekindle.tables.results import ADVICE
from rekindle.tables.schemas import from_rows
from rekindle.terms.ids import new_id
from rekindle.terms.losses import Standing
from tests.support.cast import NOW, TODAY, lose_a_deal


def named(workspace_id: UUID, account_ids: list[UUID]) -> Any:
    return Account.objects.within(workspace_id).filter(id__in=account_ids).order_by("name").values_list("id", "name")


def lost_by(workspace_id: UUID, day: date) -> Any:
    return Loss.objects.within(workspace_id).filter(lost_on__lte=day).values_list("deal_id", "lost_on", "known_at")


def known_since(workspace_id: UUID, at: datetime) -> Any:
    return Loss.objects.within(workspace_id).filter(known_at__gte=at).values_list("deal_id", "known_at")


def test_the_answer_is_of_what_is_given_this_time(house):
    lost = [lose_a_deal(house, account=f"House {at:02}", mail=f"m{at}@x.example") for at in range(18)]
    ids = [one.account_id for one in lost]
    for some in (ids[:1], ids[3:5], ids[:16], ids[:17], ids, [ids[2], ids[2]], [new_id()], []):
        assert ask(named, house.workspace_id, some) == list(named(house.workspace_id, some))
    assert ask(named, house.workspace_id, ids * 20) == [(one, f"House {at:02}") for at, one in enumerate(ids)]
    for ahead in (-400, 0, 400):
        day = TODAY + timedelta(days=ahead)
        assert sorted(ask(lost_by, house.workspace_id, day)) == sorted(lost_by(house.workspace_id, day))
    (first, *_, last) = sorted(Loss.objects.within(house.workspace_id).values_list("known_at", flat=True))
    for at in (
        first - timedelta(microseconds=1),
        last,
        last.astimezone(ZoneInfo("Asia/Tokyo")),
        last + timedelta(days=1),
    ):
        assert sorted(ask(known_since, house.workspace_id, at)) == sorted(known_since(house.workspace_id, at))
    # Another workspace asks the same question and gets none of these.
    assert ask(named, new_id(), ids) == ask(lost_by, new_id(), TODAY) == []


def test_a_question_that_looks_at_what_it_is_given_is_refused():
    def soon(workspace_id: UUID, day: date) -> Any:
        return Loss.objects.within(workspace_id).filter(lost_on__range=(day, day + timedelta(days=7))).values_list("id")

    def lately(workspace_id: UUID, at: datetime) -> Any:
        return Loss.objects.within(workspace_id).filter(known_at__range=(at, at + timedelta(hours=1))).values_list("id")

    def anybody(workspace_id: UUID, _account_id: UUID) -> Any:
        return Account.objects.within(workspace_id).values_list("id")

    for question, given in ((soon, TODAY), (lately, NOW), (anybody, new_id())):
        with pytest.raises(ValueError, match="everything it is given, as it is given"):
            ask(question, new_id(), given)


def test_the_first_rows_are_read_and_all_are_counted(house):
    lost = [lose_a_deal(house, account=f"House {at}", mail=f"m{at}@x.example").deal_id for at in range(3)]
    rows = Deal.objects.within(house.workspace_id).order_by("id").values_list("id", "account__name")
    assert read_first(rows, 2) == ([(lost[0], "House 0"), (lost[1], "House 1")], 3)
    assert read_first(rows.none(), 2) == ([], 0)


def test_every_standing_counts_the_same_built_once_as_built_anew(house):
    lost = [lose_a_deal(house, account=f"House {at}", mail=f"m{at}@x.example") for at in range(6)]
    Deal.objects.within(house.workspace_id).filter(pk=lost[0].deal_id).update(status="won")
    Deal.objects.within(house.workspace_id).filter(pk__in=[one.deal_id for one in lost[1:3]]).update(status="open")
    waits = [{"deal_id": one.deal_id.hex, "account_id": one.account_id.hex, "kind": "wait"} for one in lost[3:]]
    waits[0] |= {"window_from": TODAY, "window_to": TODAY, "reconsider_on": TODAY + timedelta(days=14)}
    keep_advice(house.workspace_id, TODAY, "v", from_rows(ADVICE, waits))
    untold = Claim.objects.within(house.workspace_id).filter(deal_id__in=[one.deal_id for one in lost[3:5]])
    void_rows(house.writing(), [("claim", one) for one in untold.values_list("id", flat=True)])
    for owner in (None, house.owner_id, new_id()):
        for standing in (Standing.TO_DEBRIEF, Standing.TALKING_AGAIN, Standing.WON_BACK):
            asked = Asked(TODAY, standing, owner_id=owner)
            assert count_standing(house.workspace_id, asked, 100) == count_up_to(house.workspace_id, asked, 100)
    for standing, count in ((Standing.TALKING_AGAIN, 2), (Standing.TO_DEBRIEF, 1), (Standing.RESTING, 1)):
        assert count_standing(house.workspace_id, Asked(TODAY, standing), 100) == count
    assert count_standing(house.workspace_id, Asked(TODAY, Standing.WON_BACK, gone=(lost[0].deal_id,)), 100) == 0
