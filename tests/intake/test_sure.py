"""Files made at random out of parts whose truth is known: right, asked, or unread and kept, never silently wrong."""

import os
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from rekindle.intake.drafts import DealDraft
from tests.intake.support import Brought, as_csv, bring

FILES = 3_000 if os.environ.get("REKINDLE_THOROUGH") else 200
ROWS = 14
# About half a question more than a file of five to nine columns needs costs more than it saves.
MOST_QUESTIONS = 3.0

FIRST = ["Ann", "Bo", "Cyril", "Dora", "Edwin", "Fay", "Gus", "Hilda", "Ivo", "June", "Karl", "Lena", "Milo", "Nora"]
LAST = ["Leeds", "Rayner", "Foxton", "Quist", "Marten", "Okoro", "Vance", "Imrie", "Stroud", "Teague", "Pruitt", "Holm"]
HOUSES = ["Alder", "Birch", "Cedar", "Dunmore", "Elm", "Fern", "Gorse", "Hazel", "Ivy", "Juniper", "Kelp", "Larch"]
OWNERS = ["Priya Raman", "Grace Holloway", "Sam Okoro"]
WHY = ["too expensive", "no budget this year", "went with the incumbent", "project postponed"]

# Which column is the day of the end shows only once it is known which deals are over.
ENDS = {"deal.closed_on", "deal.lost_on", "deal.won_on", "deal.created_on"}
SAYS_NO = ("Do not contact", "Opposition", "Stop outreach", "GDPR", "Zgoda na kontakt")
MAY_BE_NO = [("GDPR", "no", ""), ("Zgoda na kontakt", "nie", "tak")]

Column = Callable[["Truth"], str]


@dataclass
class Truth:
    """One row as it is, whatever its file says of it."""

    number: int
    status: str
    account: str
    person: str
    mail: str
    owner: str
    amount: int
    created: str
    ended: str
    expected: str
    why: str
    leave: bool = False


@dataclass
class Made:
    """A file with the truth of its rows and of its columns: per column the fields it may rightly mean."""

    columns: list[str] = field(default_factory=list)
    makers: list[Column] = field(default_factory=list)
    may_mean: dict[str, set[str]] = field(default_factory=dict)

    def add(self, name: str, maker: Column, *fields: str) -> None:
        if name not in self.columns:
            self.columns.append(name)
            self.makers.append(maker)
            self.may_mean[name] = {*fields, "keep"}


def make_rows(dice: random.Random) -> list[Truth]:
    rows = []
    for number in range(ROWS):
        status = dice.choice(["lost", "lost", "won", "open"]) if number > 3 else ["lost", "won", "open", "lost"][number]
        first, last = FIRST[number % len(FIRST)], dice.choice(LAST)
        house = f"{HOUSES[number % len(HOUSES)]} {'Clinic' if number < len(HOUSES) else 'Labs'}"
        month = dice.randint(1, 9)
        rows.append(
            Truth(
                number=number,
                status=status,
                account=house,
                person=f"{first} {last}",
                mail=f"{first}.{last}@{house.split(maxsplit=1)[0]}.example".lower(),
                owner=dice.choice(OWNERS),
                amount=dice.randint(2, 90) * 1000 + number,
                created=f"2024-{month:02}-{dice.randint(1, 28):02}",
                ended="" if status == "open" else f"2025-{month:02}-{dice.randint(1, 28):02}",
                expected=f"2025-{month + 2:02}-{dice.randint(1, 28):02}",
                why=dice.choice(WHY) if status == "lost" else "",
                leave=number in (2, 5),
            )
        )
    return rows


STATUS = {
    "plain": {"lost": "Lost", "won": "Won", "open": "Open"},
    "german": {"lost": "Verloren", "won": "Gewonnen", "open": "Offen"},
    "letters": {"lost": "L", "won": "W", "open": "O"},
    "closed": {"lost": "Closed Lost", "won": "Closed Won", "open": "Proposal"},
    "own": {"lost": "Down the drain", "won": "Won", "open": "Quoting"},
    "other": {"lost": "Lost", "won": "Hooray", "open": "Quoting"},
}


def add_status(made: Made, dice: random.Random) -> None:
    words = STATUS[dice.choice(list(STATUS))]
    way = dice.choice(["status", "outcome", "done", "flag", "unknown"])
    if way == "flag":
        name = dice.choice(["Won?", "Gewonnen", "Order received"])
        made.add(name, lambda row: {"won": "yes", "lost": "no", "open": ""}[row.status], "deal.is_won", "deal.status")
        if dice.random() < 0.5:
            made.add("Stage", lambda row: "Quoting" if row.status == "open" else "Closed", "deal.stage", "deal.status")
        return
    if way == "done":
        made.add("Status", lambda row: "To do" if row.status == "open" else "Done", "deal.stage", "deal.status")
        name = dice.choice(["Resolution", "Outcome", "Result"])
        made.add(name, lambda row: "" if row.status == "open" else words[row.status], "deal.status")
        return
    name = {"status": "Status", "outcome": "Outcome", "unknown": "How it went"}[way]
    made.add(name, lambda row: words[row.status], "deal.status", "deal.stage")


def add_days(made: Made, dice: random.Random) -> None:
    opened = dice.choice(["Created", "Angelegt am", "Quote sent", ""])
    if opened:
        made.add(opened, lambda row: row.created, "deal.created_on")
    ended = dice.choice(["Closed on", "Entscheidung am", "Completed", "When it ended", "Date", "Zz"])
    made.add(ended, lambda row: row.ended, "deal.closed_on", "deal.lost_on", "deal.won_on", "deal.created_on")
    made.may_mean[ended].discard("deal.created_on")
    if dice.random() < 0.4:
        name = dice.choice(["Expected close", "Forecast", "Close date"])
        made.add(name, lambda row: row.expected, "deal.expected_on", "deal.forecast")
    if dice.random() < 0.2:
        made.add("Contract until", lambda row: "2027-01-31", "contract.ends_on", "deal.revisit_on")


def add_amounts(made: Made, dice: random.Random) -> None:
    name = dice.choice(["Amount", "Value", "Quote total", "Angebotssumme", "Worth"])
    made.add(name, lambda row: f"${row.amount:,}", "deal.amount")
    if dice.random() < 0.4:
        rival = dice.choice(["Final value", "List price", "Weighted value", "Discount", "MRR", "Amount gross"])
        if rival == "Final value":
            made.add(rival, lambda row: f"${row.amount - 7:,}" if row.status == "won" else "")
        else:
            made.add(rival, lambda row: f"${row.amount // 2 + 11:,}")


def add_people(made: Made, dice: random.Random) -> None:
    house = dice.choice(["Account", "Kunde", "Hospital", "Company"])
    made.add(house, lambda row: row.account, "account.name")
    way = dice.choice(["whole", "halves", "swapped", "none"])
    if way == "whole":
        made.add(dice.choice(["Contact", "Buyer contact", "Zz person"]), lambda row: row.person, "person.name")
    elif way == "halves":
        made.add("Prénom", lambda row: row.person.split()[0], "person.first_name")
        made.add("Nom", lambda row: row.person.split()[1], "person.last_name")
    elif way == "swapped":
        made.add("Prospect", lambda row: row.person, "person.name")
    if way != "none":
        made.add("Email", lambda row: row.mail, "person.mail", "procurement.mail")
    if dice.random() < 0.6:
        made.add(dice.choice(["Owner", "Bid manager", "Zz rep", "Seen by"]), lambda row: row.owner, "deal.owner")


def add_rest(made: Made, dice: random.Random) -> None:
    if dice.random() < 0.7:
        made.add(
            dice.choice(["Reason", "Their words", "Lost because", "Warum verloren"]),
            lambda row: row.why,
            "deal.lost_reason",
            "deal.lost_notes",
        )
    if dice.random() < 0.5 and "Email" in made.columns:
        name, yes, no = dice.choice(
            [
                ("Do not contact", "yes", ""),
                ("Opposition", "oui", "non"),
                ("Stop outreach", "yes", ""),
                ("GDPR", "no", ""),
            ]
        )
        made.add(name, lambda row: yes if row.leave else no, "person.opt_out", "person.may_contact", "person.consent")
    for name, maker in (
        ("Beds", lambda row: str(40 + row.number)),
        ("Region", lambda row: ["North", "South"][row.number % 2]),
        ("Line", lambda row: ["A", "B", "C"][row.number % 3]),
    ):
        if dice.random() < 0.3:
            made.add(name, maker, "account.region", "account.segment", "deal.product")


def make_file(seed: int) -> tuple[str, Made, list[Truth]]:
    dice = random.Random(seed)
    rows, made = make_rows(dice), Made()
    for add in (add_people, add_status, add_days, add_amounts, add_rest):
        add(made, dice)
    order = list(range(len(made.columns)))
    dice.shuffle(order)
    table = as_csv([made.columns[at] for at in order], *([made.makers[at](row) for at in order] for row in rows))
    return table, made, rows


def find_silent(file: Brought, made: Made, rows: list[Truth]) -> list[str]:
    """Return what is wrong and was not asked about: columns first, then what came out of the rows."""
    questions = file.recognition.questions
    asked = {question.column for question in questions}
    about = {choice.partition("@")[0] for question in questions for choice in question.choices}
    is_asked_end = bool(about & {"deal.closed_on", "deal.lost_on"}) or "deal.closed_on" in asked
    is_asked_status = any(": " in column or column == "*" for column in asked) or "deal.status" in about
    wrong = [
        f"{column} = {meant}"
        for column, meant in file.recognition.mapping.items()
        if column not in asked
        and not (is_asked_status and meant in ENDS)
        and meant not in made.may_mean[column] | about | {"note"}
    ]
    deals = {row.row - 1: row for row in file.rows if isinstance(row, DealDraft)}
    for truth in rows:
        deal = deals.get(truth.number)
        if deal is None:
            wrong.append(f"row {truth.number} gone")
            continue
        if deal.status != truth.status and not is_asked_status:
            wrong.append(f"{truth.status} read as {deal.status}")
        loss = deal.losses[-1] if deal.losses and truth.status == "lost" else None
        if (
            loss
            and loss.lost_on_quality not in ("guessed", "about", "created", "modified")
            and not (is_asked_end or is_asked_status)
        ):
            wrong += [f"lost on {truth.ended}, read {loss.lost_on}"] if loss.lost_on.isoformat() != truth.ended else []
        if deal.amount_minor not in (None, truth.amount * 100) and "deal.amount" not in about:
            wrong.append(f"{truth.amount} read as {deal.amount_minor}")
        is_told = any(name in made.columns for name in SAYS_NO)
        heard = any(one.opt_outs for one in deal.people) or bool(deal.account.opt_outs)
        if is_told and truth.leave and not heard:
            wrong.append(f"{truth.person} is not left alone")
    return list(dict.fromkeys(wrong))


@pytest.mark.parametrize("part", range(4))
def test_nothing_of_a_file_made_at_random_is_silently_wrong(part: int) -> None:
    wrong: dict[int, list[str]] = {}
    for seed in range(part, FILES, 4):
        table, made, rows = make_file(seed)
        if found := find_silent(bring(table), made, rows):
            wrong[seed] = found
    assert wrong == {}


def test_most_of_such_a_file_needs_no_question() -> None:
    counts: Counter[str] = Counter()
    for seed in range(0, FILES, 4):
        table, _, _ = make_file(seed)
        counts["files"] += 1
        counts["questions"] += len(bring(table).recognition.questions)
    sys.stdout.write(f"\n{dict(counts)}\n")
    assert counts["questions"] <= MOST_QUESTIONS * counts["files"]
