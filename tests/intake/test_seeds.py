"""Tables of Salesforce as its interfaces name them, from a third party's published seeds."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from tests.intake.support import Brought, bring

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("REKINDLE_SHARED") or ROOT.parent / "shared")
SEEDS = SHARED / "data" / "crm_exports" / "fivetran_salesforce_seeds.tgz"

pytestmark = pytest.mark.skipif(
    not SEEDS.exists(), reason=f"the published Salesforce seeds are not at {SEEDS}; set REKINDLE_SHARED to their folder"
)


def read(name: str) -> bytes:
    with tarfile.open(SEEDS) as archive:
        member = next(one for one in archive.getmembers() if one.name.endswith(f"sf_{name}_data.csv"))
        file = archive.extractfile(member)
        assert file is not None
        return file.read()


def brought(name: str) -> Brought:
    return bring(read(name), f"{name}.csv")


def test_opportunities_that_were_deleted_are_skipped() -> None:
    file = brought("opportunity")
    assert (file.recognition.system, file.recognition.kind, file.recognition.questions) == ("salesforce", "deals", ())
    assert {row.words for row in file.skipped} == {"deleted in the system it comes from"}
    assert len(file.skipped) == 10


def test_the_same_opportunities_undeleted_are_lost_won_and_open() -> None:
    lines = read("opportunity").decode().splitlines()
    column = lines[0].split(",").index("is_deleted")
    rows = [line.split(",") for line in lines[1:]]
    for row in rows:
        row[column] = "false"
    content = "\n".join([lines[0], *(",".join(row) for row in rows)])
    file = bring(content, "opportunity.csv")
    closed = {row[16]: (row[17], row[20]) for row in rows}
    assert {deal.external: str(deal.status) for deal in file.deals} == {
        external: {"true": "won"}.get(won, "lost" if is_closed == "true" else "open")
        for external, (is_closed, won) in closed.items()
    }
    assert {loss.lost_on_quality for deal in file.deals for loss in deal.losses} == {"closed"}


def test_contacts_accounts_leads_events_and_tasks_are_known_for_what_they_are() -> None:
    kinds = {name: brought(name).recognition for name in ("contact", "account", "lead", "event", "task")}
    assert {name: (found.system, str(found.kind), found.questions) for name, found in kinds.items()} == {
        "contact": ("salesforce", "people", ()),
        "account": ("salesforce", "accounts", ()),
        "lead": ("salesforce", "people", ()),
        "event": ("salesforce", "touches", ()),
        "task": ("salesforce", "touches", ()),
    }


def test_events_name_the_account_and_the_person() -> None:
    touches = brought("event").touches
    assert len(touches) == 10
    assert all(row.account_external.startswith("001") and row.person_external.startswith("003") for row in touches)


@pytest.mark.parametrize("name", ["order", "opportunity_line_item", "product_2", "user", "user_role"])
def test_tables_of_other_things_give_no_deals_and_no_people(name: str) -> None:
    file = brought(name)
    assert (file.deals, file.people, file.accounts) == ([], [], [])
    assert len(file.rejected) + len(file.skipped) == len(file.table.rows)


@pytest.mark.parametrize("name", ["account", "contact", "event", "lead", "opportunity", "task", "user", "order"])
def test_every_row_is_accounted_for(name: str) -> None:
    file = brought(name)
    assert len(file.rows) == len(file.table.rows) == len(list(io.StringIO(read(name).decode()))) - 1
