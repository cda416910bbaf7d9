"""Counting the team: with the morning, for workspaces of more than one member."""

from datetime import datetime
from uuid import UUID

from rekindle.book.keep import keep_report
from rekindle.book.read.coaching import read_owners, read_weeks
from rekindle.book.read.workspace import read_members
from rekindle.desk.advise import Advised
from rekindle.learning.coaching import coach

TEAM = "team"


def keep_team(workspace_id: UUID, advised: Advised, at: datetime) -> None:
    """Keep what coaches may want to talk about, as the morning found it; nothing where somebody works alone."""
    if len(read_members(workspace_id)) < 2:
        return
    owners, weeks = read_owners(workspace_id), read_weeks(workspace_id)
    report = coach(advised.facts, advised.whys, advised.advice, owners, weeks)
    keep_report(workspace_id, TEAM, advised.playbook.version, report, at)
