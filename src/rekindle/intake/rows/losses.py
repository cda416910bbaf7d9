"""A deal's end: on which day, how well that is known, and what was said about why."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from rekindle.intake.cells.dates import When
from rekindle.intake.drafts import ClaimDraft, LossDraft, PromiseDraft
from rekindle.intake.rows import limits
from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.values import RowValues, cut, texts_of
from rekindle.intake.rows.worded import find_worded_day
from rekindle.terms.losses import ClaimKind, Source, Status

# A day somebody wrote down is meant as about then.
_WRITTEN_SD_DAYS = 14.0
# Fields and how well each one knows the day of an end.
_Evidence = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """When the status became what it is, and how well that is known."""

    on: date
    at: datetime
    quality: str


def find_turn(values: RowValues, status: Status, setting: Setting) -> Turn:
    """Return the best evidence for the day of a status; a day to come is none, for nothing has happened there yet."""
    own, rest = _evidence(status, setting)
    return (
        _from_columns(values, own, setting)
        or (_from_words(values, setting) if status is Status.LOST else None)
        or _from_columns(values, rest, setting)
        or _guess(values, status, setting)
    )


def _evidence(status: Status, setting: Setting) -> tuple[_Evidence, _Evidence]:
    """Return the fields that are days of this very end with their qualities, the best first, and those that may be."""
    exact = "said" if setting.recognition.system in ("plain", "job_search") else "stage_history"
    changed = ("deal.stage_changed_on", "modified")
    rest = (("deal.modified_on", "modified"), ("deal.created_on", "created"))
    if status is Status.OPEN:
        return (changed,), rest
    own = "deal.lost_on" if status is Status.LOST else "deal.won_on"
    return ((own, exact), ("deal.closed_on", "closed"), changed), (*rest, ("deal.expected_on", "about"))


def _from_columns(values: RowValues, evidence: _Evidence, setting: Setting) -> Turn | None:
    for name, quality in evidence:
        when = values.when(name)
        if when is None:
            continue
        if (when.first or when.on) <= setting.today:
            if when.first:
                _count_about(values, name, setting)
            return _turn(when, quality, setting)
        _count_future(values, name, setting)
    return None


def _from_words(values: RowValues, setting: Setting) -> Turn | None:
    when = find_worded_day(values, setting)
    return _turn(when, "said", setting) if when else None


def _turn(when: When, quality: str, setting: Setting) -> Turn:
    on = min(when.on, setting.today)
    return Turn(on, min(when.at, setting.as_of), "about" if when.first else quality)


def _guess(values: RowValues, status: Status, setting: Setting) -> Turn:
    if status is Status.LOST:
        column = next((r.column for r in setting.recognition.readings if r.field == "deal.closed_on"), "")
        words = f"a lost deal without a day of its loss; {setting.today.isoformat()} was put"
        setting.tally.add(column, words, values.row, is_grave=True)
    return Turn(setting.today, setting.as_of, "guessed")


def _count_about(values: RowValues, name: str, setting: Setting) -> None:
    value = values.first(name)
    if value:
        words = "only a month, a quarter or a week; the day in the middle of it was put"
        setting.tally.add(value.column, words, values.row, value.text)
        values.keep(name)


def _count_future(values: RowValues, name: str, setting: Setting) -> None:
    value = values.first(name)
    if value:
        words = "the day lies in the future though the deal is closed; the next best one was taken"
        setting.tally.add(value.column, words, values.row, value.text)
        values.keep(name)


def read_loss(values: RowValues, turn: Turn, setting: Setting) -> LossDraft:
    """Return the loss of a row with everything that was said about why."""
    return LossDraft(
        lost_on=turn.on,
        lost_on_quality=turn.quality,
        stage=values.text("deal.stage")[: limits.STAGE],
        competitor=cut(values, "deal.competitor", values.text("deal.competitor"), limits.NAME),
        claims=read_claims(values, turn, setting),
    )


def read_claims(values: RowValues, turn: Turn, setting: Setting) -> tuple[ClaimDraft, ...]:
    """Return the claims read from reason and story, each once, ranked in the order they were said.

    A reason that nobody read, or whose words no claim quotes, stays on the record.
    """
    read = setting.read_reason
    found: dict[tuple[ClaimKind, str], ClaimDraft] = {}
    for value in values.all("deal.lost_reason"):
        claims = list(read(str(value.read))) if read else []
        if not any(value.read in (claim.quote, value.text) and claim.quote for claim in claims):
            values.custom.setdefault(value.column, value.text)
        for claim in claims:
            found.setdefault((claim.kind, claim.key), claim)
    for text in texts_of(values.all("deal.lost_notes")):
        for claim in read(text) if read else ():
            found.setdefault((claim.kind, claim.key), claim)
    ranks = dict.fromkeys(ClaimKind, 0)
    ranked = []
    for claim in found.values():
        ranks[claim.kind] += 1
        ranked.append(replace(claim, rank=ranks[claim.kind], happened_at=claim.happened_at or turn.at))
    return tuple(ranked)


def read_promises(values: RowValues, turn: Turn, setting: Setting, texts: list[str]) -> tuple[PromiseDraft, ...]:
    """Return the days to come back, of a column and of texts. One before the loss is about something else."""
    found: list[PromiseDraft] = []
    value, when = values.first("deal.revisit_on"), values.when("deal.revisit_on")
    if value and when:
        if when.on > turn.on:
            words = f"{value.column}: {value.text}"
            found.append(PromiseDraft(when.on, _WRITTEN_SD_DAYS, Source.IMPORT, words, happened_at=turn.at))
        else:
            values.keep("deal.revisit_on")
    if setting.read_revisit:
        for text in texts:
            said = setting.read_revisit(text, turn.on)
            found += [promise for promise in said if isinstance(promise, PromiseDraft)]
    once = {(promise.due_on, promise.words): promise for promise in found}
    return tuple(once.values())


def keep_unused(values: RowValues, status: Status) -> None:
    """Keep what only another status would have used: a close date still to come, a reason left from an earlier loss."""
    values.keep("deal.probability")
    if status is not Status.LOST:
        values.keep("deal.lost_on", "deal.lost_reason", "deal.competitor", "deal.revisit_on")
    if status is not Status.WON:
        values.keep("deal.won_on")
    if status is Status.OPEN:
        values.keep("deal.closed_on")


def opened_on(values: RowValues, turn: Turn) -> date | None:
    """Return the day the deal was opened, unless it lies after its end: then the day stays on the record."""
    created: When | None = values.when("deal.created_on")
    if created is None:
        return None
    if created.on > turn.on:
        values.keep("deal.created_on")
        return None
    return created.on
