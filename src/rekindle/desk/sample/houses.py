"""The two sample workspaces: what they are called, and who works there."""

from dataclasses import dataclass

from rekindle.desk.sample.files import read_data
from rekindle.intake.drafts import OwnerDraft
from rekindle.terms.people import MemberRole


@dataclass(frozen=True, slots=True)
class SampleMember:
    """Somebody who works in a sample workspace."""

    name: str
    mail: str
    role: MemberRole = MemberRole.REP
    team: str = ""
    minutes_per_week: int = 225


@dataclass(frozen=True, slots=True)
class SampleHouse:
    """A sample workspace; the first member is the one whose morning is shown."""

    slug: str
    name: str
    pack: str
    currency: str
    jurisdiction: str
    zone: str
    members: tuple[SampleMember, ...]


def sample_house(slug: str = "sample") -> SampleHouse:
    """Return the house `sample` (a rep's book) or `breakout-sample` (a search for a first job). Raises ValueError."""
    houses = read_data("houses")
    if slug not in houses:
        raise ValueError(f"there is no sample {slug!r}; there are {', '.join(houses)}")
    house = houses[slug]
    members = tuple(SampleMember(**{**one, "role": MemberRole(one.get("role", "rep"))}) for one in house["members"])
    return SampleHouse(slug=slug, members=members, **{key: house[key] for key in house if key != "members"})


def owner_draft(slug: str, name: str) -> OwnerDraft:
    """Return a member of a house as the owner of a deal; raises ValueError for somebody who is none."""
    member = next((one for one in sample_house(slug).members if one.name == name), None)
    if member is None:
        raise ValueError(f"{name!r} does not work in the sample {slug!r}")
    return OwnerDraft(name=member.name, mail=member.mail, team=member.team)
