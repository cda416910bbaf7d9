"""The rest of a search for a first job: one row of data for each person asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from rekindle.desk.sample.days import Days
from rekindle.desk.sample.dice import dice, pick
from rekindle.desk.sample.files import read_data
from rekindle.desk.sample.houses import owner_draft
from rekindle.desk.sample.reach import reachable, slug
from rekindle.intake.drafts import (
    AccountDraft,
    ClaimDraft,
    DealDraft,
    LossDraft,
    OptOutDraft,
    PermissionDraft,
    PersonDraft,
    PromiseDraft,
    TouchDraft,
)
from rekindle.terms.losses import ClaimKind, DealKind, Source, Status
from rekindle.terms.people import PermissionState, SeatRole, SuppressionOrigin
from rekindle.terms.touches import Channel, Outcome

_CHANNELS = {"mail": 55, "linkedin": 30, "call": 15}
# People of the hand-written stories are numbered below this.
_FIRST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class Search:
    """One row: days are offsets; `lost`, `won` or `open` says how it stands, `words` what they said."""

    company: str
    name: str
    pronoun: str
    title: str
    role: str
    hope: str
    lost: int = 0
    won: int = 0
    open: int = 0
    verdict: str = ""
    reason: str = ""
    words: str = ""
    rest: int | None = None
    due: int | None = None
    last: int | None = None
    opt_out: bool = False


def draft_searches(days: Days, first_row: int) -> list[DealDraft]:
    """Draft every row of the data file; `first_row` is the row of the first one."""
    rows = [Search(**row) for row in read_data("searches")["rows"]]
    people = count(_FIRST_NUMBER)
    return [_draft(one, row, next(people), days) for row, one in enumerate(rows, start=first_row)]


def _draft(one: Search, row: int, number: int, days: Days) -> DealDraft:
    since = one.lost or one.won or one.open
    opened = since - dice("search", row).randint(8, 40)
    domain = f"{slug(one.company, '')}.example"
    return DealDraft(
        row=row,
        external=f"D-{row:04d}",
        account=AccountDraft(one.company, f"A-{slug(one.company, '-')}", domain, jurisdiction="US"),
        name=one.hope,
        kind=DealKind.JOB,
        status=Status.LOST if one.lost else Status.WON if one.won else Status.OPEN,
        owner=owner_draft("breakout-sample", "Jordan Ellis"),
        happened_at=days.at(opened),
        opened_on=days.on(opened),
        won_on=days.on(one.won) if one.won else None,
        currency="USD",
        people=(reachable(_person(one, days), domain, number),),
        losses=(_loss(one, days),) if one.lost else (),
        promises=_promises(one, days),
        rest_until=None if one.rest is None else days.on(one.rest),
        touches=tuple(_touches(one, row, opened, days)),
    )


def _person(one: Search, days: Days) -> PersonDraft:
    permission = PermissionDraft(PermissionState.GRANTED, days.at(f"{one.lost} 15:10"), words=one.words)
    opt_out = OptOutDraft(one.words, days.at(f"{one.lost} 15:00"), origin=SuppressionOrigin.PERSON)
    return PersonDraft(
        name=one.name,
        title=one.title,
        role=SeatRole(one.role),
        permissions=(permission,) if one.due is not None else (),
        opt_outs=(opt_out,) if one.opt_out else (),
        custom={"pronoun": one.pronoun},
    )


def _loss(one: Search, days: Days) -> LossDraft:
    at = days.at(f"{one.lost} 15:00")
    source, who = (Source.BUYER, one.name) if one.words else (Source.REP, "")
    verdict = ClaimDraft(source, ClaimKind.VERDICT, one.verdict, person=who, happened_at=at)
    reason = ClaimDraft(source, ClaimKind.REASON, one.reason, quote=one.words, person=who, happened_at=at)
    return LossDraft(days.on(one.lost), "said" if one.words else "guessed", claims=(verdict, reason))


def _promises(one: Search, days: Days) -> tuple[PromiseDraft, ...]:
    if one.due is None:
        return ()
    return (PromiseDraft(days.on(one.due), 14.0, Source.BUYER, one.words, one.name, days.at(f"{one.lost} 15:00")),)


def _touches(one: Search, row: int, opened: int, days: Days) -> Iterator[TouchDraft]:
    chance = dice("search touches", row)
    moments = [opened, (opened + (one.lost or one.won or one.open)) // 2, *([one.last] if one.last else [])]
    for moment in moments:
        channel = Channel(pick(chance, _CHANNELS))
        yield TouchDraft(
            channel=channel,
            happened_at=days.at(f"{moment} {chance.randint(9, 19):02d}:15"),
            person=one.name,
            outcome=Outcome.VOICEMAIL if channel == Channel.CALL else Outcome.SENT,
            minutes=chance.randint(3, 20),
        )
