"""Puts the sample books together: what was written by hand first, then the crowd around it."""

from datetime import date
from zoneinfo import ZoneInfo

from rekindle.desk.sample.days import Days
from rekindle.desk.sample.deals import draft_deals
from rekindle.desk.sample.irregular import roughen
from rekindle.desk.sample.places import draw_places
from rekindle.desk.sample.plans import plan_deals
from rekindle.desk.sample.searches import draft_searches
from rekindle.desk.sample.stories import read_stories
from rekindle.intake.drafts import DealDraft


def draft_sample(started_on: date, zone: str) -> tuple[DealDraft, ...]:
    """Draft the book of a team that sells surgical equipment, as it stands on the morning of `started_on`.

    `zone` is an IANA name: the times of day in the book are local to it. Raises ZoneInfoNotFoundError.
    """
    days = Days(started_on, ZoneInfo(zone))
    stories = read_stories("stories", "sample", days)
    crowd = draft_deals(plan_deals(draw_places(days)), days, first_row=len(stories) + 1)
    return (*stories, *roughen(crowd))


def draft_breakout_sample(started_on: date, zone: str = "America/Chicago") -> tuple[DealDraft, ...]:
    """Draft the search of one person for a first job in the field, as it stands on the morning of `started_on`."""
    days = Days(started_on, ZoneInfo(zone))
    stories = read_stories("breakout", "breakout-sample", days)
    return (*stories, *draft_searches(days, first_row=len(stories) + 1))
