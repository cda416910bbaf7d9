"""A newer file with the whole history of a deal, or with less than is known: what is news is added, the rest stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rekindle.book.models import Note
from rekindle.intake.drafts import AccountDraft, LossDraft, OptOutDraft, ReturnDraft
from rekindle.terms.losses import ReturnKind, Status
from tests.book.test_drafts import TOWERS, bring
from tests.desk.support import rows_of
from tests.support.cast import NOW, House, make_workspace
from tests.support.databases import Book

FIRST, SECOND, THIRD = (
    LossDraft(date(2024, 6, 3), "stage_history"),
    LossDraft(date(2025, 4, 2), "stage_history"),
    LossDraft(date(2026, 1, 9), "stage_history"),
)
BACK, AGAIN, ANEW = (
    ReturnDraft(ReturnKind.REOPEN, datetime(year, month, 15, tzinfo=UTC), "reopened")
    for year, month in ((2025, 1), (2025, 9), (2026, 2))
)
WHOLE = replace(TOWERS, losses=(FIRST, SECOND, THIRD), returns=(BACK, AGAIN), opened_on=date(2024, 1, 1))


@pytest.fixture
def house(sqlite_book: Book) -> House:
    return make_workspace()


def told(house: House) -> tuple[list[date], list[datetime], str]:
    """Return the days of the losses by number, the instants of the returns, and the status."""
    losses = sorted(rows_of(house, "losses"), key=lambda loss: loss["number"])
    backs = sorted(back["happened_at"].replace(tzinfo=UTC) for back in rows_of(house, "returns"))
    return [loss["lost_on"] for loss in losses], backs, rows_of(house, "deals")[0]["status"]


@pytest.mark.parametrize(
    "before",
    [
        replace(WHOLE, losses=(FIRST,), returns=()),
        replace(WHOLE, losses=(FIRST,), returns=(BACK,), status=Status.OPEN, happened_at=BACK.happened_at),
        replace(WHOLE, losses=(FIRST, SECOND), returns=(BACK,)),
        replace(WHOLE, losses=(replace(FIRST, lost_on=date(2024, 5, 28), lost_on_quality="closed"), SECOND)),
    ],
)
def test_every_turn_since_the_last_file_is_added_once(house: House, before) -> None:
    bring(house, before)

    fates = bring(house, WHOLE)
    again = bring(house, WHOLE)

    days, backs, status = told(house)
    assert (days[1:], backs, status) == ([SECOND.lost_on, THIRD.lost_on], [BACK.happened_at, AGAIN.happened_at], "lost")
    assert ([fate.fate for fate in fates], [fate.fate for fate in again]) == (["updated"], ["skipped"])


def test_a_history_that_ends_open_opens_the_deal(house: House) -> None:
    bring(house, replace(WHOLE, losses=(FIRST,), returns=()))

    ended = replace(WHOLE, returns=(BACK, AGAIN, ANEW), status=Status.OPEN, happened_at=ANEW.happened_at)
    bring(house, ended)

    assert told(house) == (
        [FIRST.lost_on, SECOND.lost_on, THIRD.lost_on],
        [BACK.happened_at, AGAIN.happened_at, ANEW.happened_at],
        "open",
    )


def test_losses_from_before_the_one_on_record_are_kept_as_notes(house: House) -> None:
    bring(house, replace(WHOLE, losses=(THIRD,), returns=()))

    bring(house, WHOLE)
    bring(house, WHOLE)

    assert told(house) == ([THIRD.lost_on], [], "lost")
    assert list(Note.objects.within(house.workspace_id).order_by("happened_at").values_list("words", flat=True)) == [
        "Lost before, on 2024-06-03, and back on 2025-01-15.",
        "Lost before, on 2025-04-02, and back on 2025-09-15.",
    ]


def test_a_loss_that_was_reopened_here_is_not_lost_again_because_the_other_system_still_shows_it(house: House) -> None:
    bring(house, TOWERS)
    bring(house, replace(TOWERS, losses=(), status=Status.OPEN, happened_at=NOW))

    bring(house, TOWERS, at=NOW + timedelta(hours=1))
    still = told(house)
    later = LossDraft(NOW.date(), "closed")
    bring(house, replace(TOWERS, losses=(later,)), at=NOW + timedelta(hours=2))

    assert (still[0], still[2]) == ([TOWERS.losses[0].lost_on], "open")
    days = {loss["lost_on"] for loss in rows_of(house, "losses", NOW + timedelta(days=1))}
    assert days == {TOWERS.losses[0].lost_on, later.lost_on}


@pytest.mark.parametrize("external", ["", "A9"])
def test_a_row_without_its_organisation_makes_none_for_a_deal_that_is_known(house: House, external: str) -> None:
    bring(house, TOWERS)
    stop = OptOutDraft("Do not contact: yes", NOW)
    nameless = AccountDraft("Account A9", external=external, is_placeholder=True, opt_outs=(stop,))

    fates = bring(house, replace(TOWERS, account=nameless, people=(), stage="Rejected"))

    (account,) = rows_of(house, "accounts")
    assert [fate.fate for fate in fates] == ["updated"]
    assert [row["account_id"] for row in rows_of(house, "suppressions")] == [account["account_id"]]
