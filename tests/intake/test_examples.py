"""The example exports in tests/data/exports, and the pairs in which lost deals came back."""

from collections import Counter
from pathlib import Path

import pytest

from rekindle.intake.drafts import DealDraft
from rekindle.terms.losses import Status
from tests.intake.support import Brought, bring

EXPORTS = Path(__file__).parents[1] / "data" / "exports"

DEALS = {
    "salesforce_report_older.csv": ("salesforce", 63, {"lost": 42, "won": 6, "open": 10}, 5),
    "salesforce_report_newer.csv": ("salesforce", 68, {"lost": 39, "won": 11, "open": 14}, 4),
    "salesforce_api_older.csv": ("salesforce", 52, {"lost": 32, "won": 7, "open": 11}, 2),
    "salesforce_api_newer.csv": ("salesforce", 58, {"lost": 29, "won": 12, "open": 15}, 2),
    "hubspot-crm-exports-all-deals-2025-09-15.csv": ("hubspot", 64, {"lost": 39, "won": 13, "open": 12}, 0),
    "hubspot-crm-exports-all-deals-2026-03-02.csv": ("hubspot", 70, {"lost": 36, "won": 18, "open": 16}, 0),
    "pipedrive_deals_older.csv": ("pipedrive", 60, {"lost": 39, "won": 11, "open": 10}, 0),
    "pipedrive_deals_newer.csv": ("pipedrive", 66, {"lost": 36, "won": 16, "open": 14}, 0),
    "pipedrive_deals_older.xlsx": ("pipedrive", 45, {"lost": 24, "won": 12, "open": 9}, 0),
    "pipedrive_deals_newer.xlsx": ("pipedrive", 51, {"lost": 21, "won": 17, "open": 13}, 0),
}

PAIRS = [
    ("salesforce_report_older.csv", "salesforce_report_newer.csv"),
    ("salesforce_api_older.csv", "salesforce_api_newer.csv"),
    ("hubspot-crm-exports-all-deals-2025-09-15.csv", "hubspot-crm-exports-all-deals-2026-03-02.csv"),
    ("pipedrive_deals_older.csv", "pipedrive_deals_newer.csv"),
    ("pipedrive_deals_older.xlsx", "pipedrive_deals_newer.xlsx"),
]


def brought(name: str) -> Brought:
    return bring((EXPORTS / name).read_bytes(), name)


@pytest.mark.parametrize("name", list(DEALS))
def test_an_export_comes_in_whole_and_asks_nothing(name: str) -> None:
    system, rows, statuses, skipped = DEALS[name]
    file = brought(name)
    assert (file.recognition.system, file.recognition.kind, file.recognition.questions) == (system, "deals", ())
    assert Counter(str(deal.status) for deal in file.deals) == statuses
    assert (len(file.rows), len(file.skipped), file.rejected) == (rows, skipped, [])
    assert sum(statuses.values()) + skipped == rows


@pytest.mark.parametrize("name", list(DEALS))
def test_every_loss_of_an_export_has_a_day_that_was_not_guessed(name: str) -> None:
    losses = [loss for deal in brought(name).deals for loss in deal.losses]
    assert {loss.lost_on_quality for loss in losses} <= {"stage_history", "closed"}


def deals_of(name: str) -> dict[str, DealDraft]:
    found = {deal.external: deal for deal in brought(name).deals}
    assert "" not in found
    return found


@pytest.mark.parametrize(("older", "newer"), PAIRS)
def test_in_the_newer_of_a_pair_eight_lost_deals_came_back_and_one_was_lost_again(older: str, newer: str) -> None:
    before, after = deals_of(older), deals_of(newer)
    lost = [external for external, deal in before.items() if deal.status == Status.LOST and external in after]
    assert Counter(after[external].status for external in lost if after[external].status != Status.LOST) == {
        Status.OPEN: 5,
        Status.WON: 3,
    }
    again = [e for e in lost if after[e].losses and after[e].losses[0].lost_on > before[e].losses[0].lost_on]
    assert len(again) == 1
    ended = [e for e, deal in before.items() if deal.status == Status.OPEN and after[e].status != Status.OPEN]
    assert Counter(after[external].status for external in ended) == {Status.LOST: 3, Status.WON: 2}
    assert len(set(after) - set(before)) == 6


def test_people_and_companies_come_with_their_ids_and_their_no() -> None:
    contacts = brought("hubspot-crm-exports-all-contacts-2026-03-02.csv")
    companies = brought("hubspot-crm-exports-all-companies-2026-03-02.csv")
    people = brought("pipedrive_people.csv")
    assert (len(contacts.people), len(companies.accounts), len(people.people)) == (44, 44, 42)
    assert sum(bool(row.person.opt_outs) for row in contacts.people) == 3
    assert sum(bool(row.person.opt_outs) for row in people.people) == 17
    assert all(row.account.external and row.account.domain for row in companies.accounts)
    assert contacts.recognition.questions == companies.recognition.questions == people.recognition.questions == ()
    assert people.table.delimiter == ";"


def test_a_deal_and_a_person_of_two_exports_know_each_other_by_id() -> None:
    deals = brought("hubspot-crm-exports-all-deals-2026-03-02.csv").deals
    people = {row.person.external for row in brought("hubspot-crm-exports-all-contacts-2026-03-02.csv").people}
    companies = {row.account.external for row in brought("hubspot-crm-exports-all-companies-2026-03-02.csv").accounts}
    assert len([deal for deal in deals if deal.people[0].external in people]) == 44
    assert len([deal for deal in deals if deal.account.external in companies]) >= 44
