"""The status kept on a deal is the fold of its turns, however they came in."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from rekindle.book.models import Deal, StatusChange
from rekindle.book.settled import unsettled_deals
from rekindle.book.write.drafts.store import store_drafts
from rekindle.intake.drafts import AccountDraft, DealDraft, LossDraft
from rekindle.terms.losses import Status
from tests.support.cast import NOW, House, noon

LOST_ON = date(2026, 2, 11)


def bring_in(house: House, status: Status, day: date, days_later: int = 0) -> None:
    """Bring in one deal as an export tells it, so many days after the first one."""
    losses = (LossDraft(LOST_ON, "closed"),) if status == Status.LOST else ()
    account = AccountDraft("Tamarack Regional", external="001")
    draft = DealDraft(1, account, "Towers", status, noon(day), external="006", losses=losses)
    with transaction.atomic():
        store_drafts(house.writing(NOW + timedelta(days=days_later)), "salesforce", [draft])


def test_an_imported_deal_is_settled(house):
    bring_in(house, Status.LOST, LOST_ON)
    row = Deal.objects.within(house.workspace_id).get()
    latest = StatusChange.objects.within(house.workspace_id).order_by("-happened_at").first()
    assert (row.status, row.status_since) == ("lost", latest.happened_at)
    assert unsettled_deals(house.workspace_id) == []


@pytest.mark.parametrize("status", [Status.OPEN, Status.WON])
def test_a_deal_that_came_back_in_a_newer_export_is_settled(house, status):
    bring_in(house, Status.LOST, LOST_ON)
    bring_in(house, status, date(2026, 10, 20), days_later=9)
    row = Deal.objects.within(house.workspace_id).get()
    assert row.status == status
    assert row.status_since > noon(LOST_ON)
    assert unsettled_deals(house.workspace_id) == []
