"""The second door of the room: what the columns of a table mean, and what has to be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rekindle.intake.columns.agreeing import settle_addresses
from rekindle.intake.columns.answers import Answers, MappingError, read_answers
from rekindle.intake.columns.asking import ask
from rekindle.intake.columns.days import say_fiscal
from rekindle.intake.columns.dictionary import KEEP, LEAVE, Kind, Profile, fields, profiles
from rekindle.intake.columns.guessing import suppose_day
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.leaving import suppose_opt_outs
from rekindle.intake.columns.match import Candidate, Match, Samples, match_columns
from rekindle.intake.columns.profiles import choose_profile
from rekindle.intake.columns.read import read_columns
from rekindle.intake.columns.reasons import find_reasons
from rekindle.intake.columns.recognition import Question, Recognition
from rekindle.intake.columns.remembering import SaidBefore, remember, say_remembered
from rekindle.intake.columns.rest import warn
from rekindle.intake.columns.surety import settle_days, settle_doubts
from rekindle.intake.files.table import RawTable
from rekindle.intake.standing.column import settle_status
from rekindle.intake.standing.contrast import settle_by_contrast
from rekindle.intake.standing.telling import find_telling

__all__ = ["Kind", "MappingError", "Question", "Recognition", "SaidBefore", "recognise"]


def recognise(
    table: RawTable,
    kind: str = "auto",
    mapping: Mapping[str, str] | None = None,
    said_before: SaidBefore | None = None,
    fiscal_month: int = 0,
) -> Recognition:
    """Say what each column of a table means.

    `kind` is auto, deals, people, accounts or touches. `mapping` holds what a person said: {"Close Date":
    "deal.closed_on"}, with the order of dates behind an at sign ("deal.closed_on@dmy"), the meaning of one status
    ({"Stage: Parked": "lost"}) and of rows without one ({"*": "lost"}). `said_before` holds what single statuses of a
    system mean as somebody said about an earlier file of it; a mapping wins over it. `fiscal_month` (1 to 12) is
    when a fiscal year begins, 0 if nobody knows. Raises MappingError for a column,
    field or kind that does not exist, with the list of those that do.
    """
    answers = read_answers(table, kind, mapping or {})
    samples = Samples(table)
    profile, match = _match(table, answers, samples)
    remembered = remember(table, match, answers, (said_before or {}).get(profile.system, {}))
    contrasted = settle_by_contrast(table, match, answers)
    telling = find_telling(table, match, answers)
    settle_days(table, match, telling)
    readings = read_columns(table, profile, match, answers)
    fiscal = say_fiscal(table, readings, fiscal_month)
    known = Known(table, profile, match, answers, samples, readings, telling, fiscal_month)
    found = _tell(known, (*say_remembered(remembered), *contrasted, *fiscal))
    return replace(found, remembered=remembered)


def _match(table: RawTable, answers: Answers, samples: Samples) -> tuple[Profile, Match]:
    """Return the layout of a table and what each column means by its name, its values and what a person said."""
    found = choose_profile(table, answers.kind, samples)
    profile = found or _nothing_known()
    match = match_columns(table, profile, samples) if found or answers.fields else Match()
    settle_status(profile.kind, match, samples)
    settle_addresses(table, match, samples)
    settle_doubts(profile, match, samples)
    suppose_day(profile, match, samples)
    suppose_opt_outs(profile, match, samples)
    _overrule(match, answers)
    return profile, match


def _tell(known: Known, said: Sequence[str]) -> Recognition:
    """Say what is known of a table and what is asked; `said` are warnings besides those of its columns."""
    table, profile, match, answers = known.table, known.profile, known.match, known.answers
    return Recognition(
        system=profile.system,
        kind=profile.kind,
        mapping={table.columns[index]: match.meant[index].field for index in sorted(match.meant)},
        unmapped=tuple(column for index, column in enumerate(table.columns) if index not in match.meant),
        questions=ask(known),
        warnings=(*_warn(known), *known.telling.words, *said),
        readings=known.readings,
        telling=known.telling,
        deal_kind=profile.deal_kind,
        channel=profile.channel,
        held=frozenset(table.columns[index] for index in match.held),
        reasons=find_reasons(known),
        is_history=profile.is_history or {"history.at", "history.to"} <= set(answers.fields.values()),
    )


def _warn(known: Known) -> list[str]:
    said = warn(known.table, known.match, known.readings, known.samples, known.telling)
    return [*said, *_left_out(known.table, known.match)]


def _left_out(table: RawTable, match: Match) -> list[str]:
    left = [repr(table.columns[index]) for index, one in sorted(match.meant.items()) if one.field == LEAVE]
    return [f"{' and '.join(left)} {'is' if len(left) == 1 else 'are'} left out of the book"] if left else []


def _nothing_known() -> Profile:
    """A table nobody understands is asked about as a table of deals, and none of its columns is taken for anything."""
    return next(profile for profile in profiles() if profile.needs and profile.kind is Kind.DEALS)


def _overrule(match: Match, answers: Answers) -> None:
    """What a person said wins; a field that only one column may mean is taken from the column that had it."""
    for index, name in answers.fields.items():
        if fields()[name].many == "one":
            for other, one in match.meant.items():
                if one.field == name and other not in answers.fields:
                    match.meant[other] = Candidate(KEEP, 0.0)
                    match.lost[other] = (name, index)
        match.meant[index] = Candidate(name, 2.0)
        match.supposed.discard(index)
        match.held.discard(index)
        match.lost.pop(index, None)
        match.misfit.pop(index, None)
