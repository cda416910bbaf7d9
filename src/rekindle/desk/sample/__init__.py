"""The sample books: a rep's book of lost deals, and a search for a first job.

In: the day the sample was first opened, and a time zone. Out: drafts of deals, as an import would give them, the same
ones each time; every day in them is counted from that first day. They know no clock, no database and no network.
"""

from rekindle.desk.sample.book import draft_breakout_sample, draft_sample
from rekindle.desk.sample.houses import SampleHouse, SampleMember, sample_house

__all__ = ["SampleHouse", "SampleMember", "draft_breakout_sample", "draft_sample", "sample_house"]
