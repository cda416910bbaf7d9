"""Bringing a file in, matching on, against the barest `executemany` of the same rows into the same tables."""

import csv
import io
import random
import resource
import sqlite3
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from rekindle.book.write.members import make_user, open_workspace, set_owner, write_member
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor
from rekindle.desk.bring_in import verb
from rekindle.desk.bring_in.reading import read_file
from rekindle.terms.people import MemberRole

COLUMNS = (
    *("Opportunity ID", "Opportunity Name", "Account Name", "Account ID", "Website", "Stage", "Amount"),
    *("Currency", "Close Date", "Created Date", "Last Modified Date", "Opportunity Owner", "Owner Email", "Type"),
    *("Lead Source", "Lost Reason", "Why did we lose?", "Competitor", "Contact", "Contact ID", "Title", "Email"),
    *("Phone", "Email Opt Out", "Region"),
)
_WHY = (
    "Budget frozen until next year",
    "Went with Corvex on price",
    "No decision",
    "Bad timing",
    "Missing feature",
    "",
)
_FAMILIES = ("Whitfield", "Ortiz", "Byrne", "Lindqvist", "Okafor", "Halloran", "Moreau", "Tanaka", "Novak", "Silva")
_PLACES = ("Tamarack", "Bellhaven", "Lakemont", "Halvorsen", "Corwen", "Ashford", "Redwater", "Stonebrook", "Elmira")


@dataclass(frozen=True, slots=True)
class BringingTimes:
    """Seconds: `reading` is columns recognised and rows drafted, `storing` all the rest with matching; `bare` is
    executemany of the same rows. `memory` is the peak of this process in MiB."""

    rows: int
    kept: int
    reading: float
    storing: float
    bare: float
    memory: float

    @property
    def whole(self) -> float:
        return self.reading + self.storing

    @property
    def ratio(self) -> float:
        return self.whole / self.bare


def write_file(rows: int) -> bytes:
    """Write deals x 25 columns: one account for three deals, two people for three, one in ten opted out."""
    chance, text = random.Random(rows), io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for number in range(rows):
        writer.writerow(_row(number, chance))
    return text.getvalue().encode()


def _row(number: int, chance: random.Random) -> list[object]:
    account, person = number // 3, number * 2 // 3
    closed = date(2026, 9, 30) - timedelta(days=chance.randint(1, 900))
    stage = chance.choices(("Closed Lost", "Closed Won", "Negotiation"), (7, 2, 1))[0]
    name = f"{_PLACES[account % len(_PLACES)]} {account:06d}"
    family = _FAMILIES[person % len(_FAMILIES)]
    return [
        f"0061t{number:010d}",
        f"Tower {number}",
        f"{name} Hospital",
        f"0011t{account:010d}",
        f"https://h{account}.example",
        stage,
        chance.randint(1_000, 900_000),
        "USD",
        closed.isoformat(),
        (closed - timedelta(days=chance.randint(20, 300))).isoformat(),
        (closed + timedelta(days=5)).isoformat(),
        f"Rep {number % 40}",
        f"rep{number % 40}@x.example",
        "New Business",
        "Web",
        chance.choice(_WHY) if stage == "Closed Lost" else "",
        chance.choice(_WHY) if stage == "Closed Lost" else "",
        chance.choice(("Corvex", "", "Altair")),
        f"Person{person:06d} {family}",
        f"0031t{person:010d}",
        "Chief of Surgery",
        f"p{person}@h{account}.example",
        f"+1 612 {person:07d}",
        "true" if person % 10 == 0 else "false",
        "Midwest",
    ]


def measure_bringing(rows: int, slug: str) -> BringingTimes:
    """Bring a file of that many deals into a workspace of its own, then insert the same rows as barely as can be."""
    at = datetime.now(UTC)
    actor = _open(slug, at)
    content = write_file(rows)
    before = _counts()
    verb.plan_book = lambda *_: None  # type: ignore[assignment] planning is measured beside it
    started = time.perf_counter()
    read_file(actor, content, "bench.csv", "auto", None)
    reading = time.perf_counter() - started
    started = time.perf_counter()
    report = verb.import_deals(actor, f"bench-{slug}", content=content, name="bench.csv")
    whole = time.perf_counter() - started
    assert report.created == rows, report
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bare, kept = _insert_barely(actor.workspace_id, before)
    return BringingTimes(rows, kept, reading, whole - reading, bare, memory)


def _open(slug: str, at: datetime) -> Actor:
    workspace_id = open_workspace(slug, slug, at, pack="medical", zone="America/Chicago", jurisdiction="US")
    writing = Writing(workspace_id, None, at - timedelta(days=1500))
    mail = f"{slug}@bench.example"
    owner = write_member(writing, slug, email=mail, role=MemberRole.ADMIN, user_id=make_user(mail))
    set_owner(workspace_id, owner)
    return Actor(workspace_id, owner, MemberRole.ADMIN, at, ZoneInfo("America/Chicago"))


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%workspace_id%'")
        return [name for (name,) in cursor.fetchall()]


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        return {name: cursor.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in _tables()}  # noqa: S608


def _insert_barely(workspace_id: UUID, before: dict[str, int]) -> tuple[float, int]:
    """Insert the rows of a workspace into empty tables of the same making, indexes and settings, in one transaction."""
    with connection.cursor() as cursor:
        made = [
            sql
            for (sql,) in cursor.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger' AND name NOT LIKE 'sqlite%'"
                " AND tbl_name NOT LIKE 'search%'"
            )
        ]
        rows = {
            name: cursor.execute(f'SELECT * FROM "{name}" WHERE workspace_id = %s', [workspace_id.hex]).fetchall()  # noqa: S608
            for name in before
        }
    with TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "bare.sqlite3")
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;")
        for statement in made:
            database.execute(statement)
        plain = {
            name: [tuple(str(c) if hasattr(c, "isoformat") else c for c in row) for row in found]
            for name, found in rows.items()
        }
        started = time.perf_counter()
        for name, found in plain.items():
            if found:
                marks = ", ".join("?" * len(found[0]))
                database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', found)  # noqa: S608
        database.commit()
        took = time.perf_counter() - started
        database.close()
    return took, sum(len(found) for found in rows.values())


def write_section(times: list[BringingTimes]) -> str:
    """Write the section of docs/benchmarks.md."""
    small, large = times
    lines = [
        "## Bringing in",
        "",
        "A CSV of deals x 25 columns with organisations and people (one organisation for three deals, two people), into an empty book: read,",
        "recognised, matched, stored in chunks with its journal, near matches proposed. Beside it `executemany` of the same rows into the same",
        "tables with their indexes, in one transaction. Planning the mornings comes on top and is measured above.",
        "",
        "| deals | rows kept | reading | storing | bare executemany | ratio |",
        "|---|---|---|---|---|---|",
        *(
            f"| {one.rows:,} | {one.kept:,} | {one.reading:.1f} s | {one.storing:.1f} s | {one.bare:.2f} s | {one.ratio:.1f} |"
            for one in times
        ),
        "",
        f"- At most 12 times the barest executemany: **{large.ratio:.1f} times**, {_say(large.ratio <= 12)}.",
        f"- Ten times the deals at most 11 times the time: **{large.whole / small.whole:.1f} times**, "
        f"{_say(large.whole <= 11 * small.whole)}.",
        f"- Memory at its peak below 500 MiB: **{large.memory:.0f} MiB**, {_say(large.memory < 500)}.",
        "",
    ]
    return "\n".join(lines)


def _say(kept: bool) -> str:
    return "kept" if kept else "**missed**"
