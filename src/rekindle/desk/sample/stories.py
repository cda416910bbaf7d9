"""The deals somebody wrote by hand: one file each, so that the first morning has people one can remember."""

from dataclasses import replace
from itertools import count

from rekindle.desk.sample.build import build
from rekindle.desk.sample.days import Days
from rekindle.desk.sample.files import read_data, story_names
from rekindle.desk.sample.houses import owner_draft, sample_house
from rekindle.desk.sample.reach import reachable, slug
from rekindle.intake.drafts import AccountDraft, DealDraft


def read_stories(folder: str, house: str, days: Days) -> list[DealDraft]:
    """Read every story of a folder as drafts, numbered from 1; raises ValueError that names file and key."""
    numbers = count(1)
    return [
        _reachable(_read_story(name, house, row, days), numbers)
        for row, name in enumerate(story_names(folder), start=1)
    ]


def _read_story(name: str, house: str, row: int, days: Days) -> DealDraft:
    table = dict(read_data(name))
    owner = owner_draft(house, table.pop("owner")) if "owner" in table else None
    table.setdefault("happened_at", table.get("opened_on", -1))
    table.setdefault("currency", sample_house(house).currency)
    return replace(build(DealDraft, {"row": row, **table}, days, name), owner=owner, external=f"D-{row:04d}")


def _reachable(deal: DealDraft, numbers: "count[int]") -> DealDraft:
    domain = deal.account.domain or f"{slug(deal.account.name, '')}.example"
    account: AccountDraft = replace(
        deal.account, domain=domain, external=f"A-{slug(deal.account.name, '-')}", jurisdiction="US"
    )
    people = tuple(reachable(person, domain, next(numbers)) for person in deal.people)
    return replace(deal, account=account, people=people)
