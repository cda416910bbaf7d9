"""Questions a person has to settle: nothing here is guessed meanwhile."""

from collections.abc import Collection, Iterator, Sequence

from rekindle.intake.cells.look import looks_like_value
from rekindle.intake.columns.amounts import ask_amounts, ask_counts
from rekindle.intake.columns.answers import DAY_OF_END
from rekindle.intake.columns.coming import comes_later
from rekindle.intake.columns.days import ask_fiscal, ask_orders, ask_which_day
from rekindle.intake.columns.dictionary import KEEP, Kind, Profile, fields
from rekindle.intake.columns.fit import are_kinds, is_of_counts
from rekindle.intake.columns.future import find_of_losses
from rekindle.intake.columns.guessing import POSSIBLE_DAYS, guess_fields, is_less_likely_day
from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.leaving import holds_nearly_all
from rekindle.intake.columns.match import example_of, free_choices
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.statuses import ask_statuses
from rekindle.intake.columns.surety import ask_doubts
from rekindle.intake.columns.words import classify_status
from rekindle.intake.files.table import RawTable, as_text

_WORTH_ASKING = ("account.name", "deal.amount", "deal.closed_on", "deal.lost_on", "deal.created_on", "person.mail")
_ABOUT_THE_DAY = (
    "What is {!r}, for example {!r}? Until this is answered it counts as the day of the deal: no other is known."
)
_ABOUT_THE_ENDS = "Does {!r} say how deals stand, as {!r}? Until this is answered it does."
_FORBIDDEN = "Does {!r} say who must not be contacted? Whoever has a yes there is left alone until you say otherwise."
_EITHER_WAY = "Does {!r}, for example {!r}, say who must not be contacted, or who may be? {}"
_MEANWHILE = "Until this is answered, everybody with an answer there is left alone."
_BEFORE_ALL = "Nothing comes in before this is answered, since nearly everybody would be left alone meanwhile."
_COMING = "deal.revisit_on"
# What a deal is called is asked of one column, the first that may say so.
_ASKED_ONCE = {"deal.name", "deal.owner", "deal.lost_reason", "deal.competitor", _COMING}
_OF_LOSSES = ("deal.lost_reason", "deal.competitor")
_OF_EVERY_DEAL = ("account.name", "deal.name")
_FEW_KINDS, _SHORT_NAME = 3, 4
_SIGN_IN = {"username", "user name", "login", "benutzername", "nom d utilisateur", "nombre de usuario"}
_OF_USERS = {
    "alias",
    "profile",
    "profile name",
    "role",
    "role name",
    "active",
    "is active",
    "last login",
    "last login date",
} | {
    *("user license", "profil", "rolle", "aktiv", "letzte anmeldung", "nickname", "community nickname", "user role"),
}
_FEW_OF_USERS = 2
_MOST_GUESSES = 6


def ask(known: Known) -> tuple[Question, ...]:
    """Return what the file does not settle, in the order of its columns; of a file nobody knows only what it is."""
    if not known.match.meant:
        return (_ask_what_it_is(known.table, known.profile),)
    found = [
        *ask_orders(known),
        *([] if known.fiscal_month else ask_fiscal(known.table, known.readings)),
        *ask_amounts(known.table, known.readings),
        *ask_counts(known.readings, known.samples),
        *_ask_columns(known),
        *ask_statuses(known),
    ]
    doubts = list(ask_doubts(known))
    doubted = {question.column for question in doubts}
    once = {question.column: question for question in reversed(found) if question.column not in doubted}
    return (*reversed(once.values()), *doubts)


def _ask_columns(known: Known) -> Iterator[Question]:
    match, asked, left = known.match, set[str](), _MOST_GUESSES
    open_ones = [index for index in range(len(known.table.columns)) if _is_open(known, index)]
    of_losses = (
        find_of_losses(known.table, match, known.telling, open_ones)
        if known.profile.kind is Kind.DEALS
        else frozenset[int]()
    )
    ends = _days_of_end(known)
    if len(ends) > 1 and not known.answers.no_day:
        yield ask_which_day(known, ends)
    asked_together = ends if len(ends) > 1 or known.answers.no_day else []
    for index, column in enumerate(known.table.columns):
        if _tells_why(known, index):
            yield _ask_why(known, index)
        if index in asked_together or not _is_open(known, index):
            continue
        if index in match.supposed:
            yield _ask_supposed(known, index)
        elif fold_header(column) in known.profile.ambiguous:
            yield from _ask_what(known, index, free_choices(known.profile, column, match))
        elif index in match.misfit:
            yield from _ask_misfit(known, index)
        elif left and (choices := _likeliest(known, index, of_losses, asked)):
            left -= 1
            asked |= {choices[0]} & _ASKED_ONCE
            yield from _ask_what(known, index, choices)


def _likeliest(known: Known, index: int, of_losses: Collection[int], asked: Collection[str]) -> tuple[str, ...]:
    """What only lost deals have names neither an organisation nor a deal: every deal has those."""
    choices = _choices_of(known, index, asked)
    if not choices or choices[0] in _OF_EVERY_DEAL:
        return _of_losses(known, index, of_losses, asked) or choices
    return choices


def _of_losses(known: Known, index: int, of_losses: Collection[int], asked: Collection[str]) -> tuple[str, ...]:
    """A column that only lost deals have says why, or who won it, if nobody else does."""
    cells = known.samples[index]
    texts = {as_text(cell) for cell in cells}
    if index not in of_losses or len(texts) < 2 or any(map(looks_like_value, cells)):
        return ()
    free = [name for name in _OF_LOSSES if name not in known.meant and name not in asked]
    if known.meant & {"deal.lost_reason", "deal.lost_notes"}:
        is_short = all(len(text.split()) <= _SHORT_NAME for text in texts)
        free = [name for name in free if name == "deal.competitor" and is_short]
    return tuple(free)


def _is_open(known: Known, index: int) -> bool:
    """Say whether nobody knows or said what a column with values means, or it is only supposed."""
    is_known = index in known.match.meant and index not in known.match.supposed
    return not is_known and index not in known.answers.fields and bool(known.samples[index])


def _ask_what(known: Known, index: int, choices: Sequence[str]) -> Iterator[Question]:
    column = known.table.columns[index]
    if choices:
        words = f"What is {column!r}, for example {example_of(known.samples[index])!r}?"
        yield Question(column, words, (*choices, KEEP))


def _ask_why(known: Known, index: int) -> Question:
    column = known.table.columns[index]
    words = f"Does {column!r} say why deals were lost, as {example_of(known.samples[index])!r}?"
    return Question(column, words, ("deal.lost_reason", KEEP))


def _ask_supposed(known: Known, index: int) -> Question:
    """Ask about the only column of days, which is read as the day of the deal meanwhile; about the only one with words
    for ends, which tells them meanwhile; and about one of who is to be left alone, which holds until it is answered."""
    column = known.table.columns[index]
    if known.match.meant[index].field == "person.opt_out":
        return _ask_leaving(known, index)
    if known.match.meant[index].field == "deal.status":
        words = _ABOUT_THE_ENDS.format(column, example_of(known.samples[index]))
        return Question(column, words, ("deal.status", "deal.stage", KEEP))
    days = (name for name in POSSIBLE_DAYS if name != _COMING or name not in known.meant)
    return Question(column, _ABOUT_THE_DAY.format(column, example_of(known.samples[index])), (*days, KEEP))


def _ask_leaving(known: Known, index: int) -> Question:
    column, choices = known.table.columns[index], ("person.opt_out", "person.may_contact", KEEP)
    if index not in known.match.held:
        return Question(column, _FORBIDDEN.format(column), choices)
    is_first = holds_nearly_all(known.match, known.samples, index)
    example = example_of(known.samples[index])
    words = _EITHER_WAY.format(column, example, _BEFORE_ALL if is_first else _MEANWHILE)
    return Question(column, words, choices, comes_first=is_first)


def _ask_misfit(known: Known, index: int) -> Iterator[Question]:
    """Ask about a column that is called as a field is and holds something else, if the field matters and is free."""
    column, field = known.table.columns[index], known.match.misfit[index]
    is_pay = field == "deal.amount" and known.profile.deal_kind == "job"
    if field not in _WORTH_ASKING or is_pay or field in known.meant or are_kinds(known.samples[index], _FEW_KINDS):
        return
    example, about = example_of(known.samples[index]), fields()[field].short
    words = f"{column!r} sounds like {about}, but most of its values are something else, such as {example!r}."
    yield Question(column, f"{words} What is it?", (*_instead_of(field), KEEP))


def _tells_why(known: Known, index: int) -> bool:
    """Say whether a column is called as one of ends is and holds other words, beside one that holds nothing else."""
    if index in known.answers.fields or "deal.lost_reason" in known.meant:
        return False
    samples = known.samples
    name, winner = known.match.lost.get(index, ("", -1))
    if name not in ("deal.status", "deal.stage") or any(map(looks_like_value, samples[index])):
        return False
    texts = [as_text(cell) for cell in samples[index]]
    is_told = all(classify_status(as_text(cell)) for cell in samples[winner])
    return is_told and any(" " in text.strip() and not classify_status(text) for text in texts)


def _instead_of(field: str) -> tuple[str, ...]:
    """What a column may be whose name is that of a field its values are not: "Lost on" may say on what."""
    return (field, "deal.lost_reason") if field == "deal.lost_on" else (field,)


def _days_of_end(known: Known) -> list[int]:
    """Return the columns of days under names nobody knows, any of which may be the day of the end."""
    columns, match = known.table.columns, known.match
    settled = {*match.meant, *match.misfit, *known.answers.fields}
    free = [index for index in range(len(columns)) if index not in settled and known.samples[index]]
    free = [index for index in free if fold_header(columns[index]) not in known.profile.ambiguous]
    return [index for index in free if DAY_OF_END in _choices_of(known, index)]


def _choices_of(known: Known, index: int, asked: Collection[str] = ()) -> tuple[str, ...]:
    """Return what an unknown column may mean by its name and values, or by where its days lie; nothing if no more."""
    profile, samples, meant = known.profile, known.samples, known.meant | {*asked}
    if choices := guess_fields(profile, known.table.columns[index], samples[index], meant):
        if choices == POSSIBLE_DAYS and is_less_likely_day(profile, index, samples, meant, known.readings):
            return ()
        return tuple(name for name in choices if name != _COMING or name not in meant)
    is_free = profile.kind is Kind.DEALS and _COMING not in meant
    return (_COMING,) if is_free and comes_later(known.table, index, known.readings) else ()


def _ask_what_it_is(table: RawTable, profile: Profile) -> Question:
    if is_of_counts(table):
        words = (
            f"{table.name} counts and sums deals and names none of them. Export their list instead (in Salesforce "
            f"“Details only”). Or what is {table.columns[0]!r}?"
        )
        return Question(table.columns[0], words, ("account.name", "deal.name", "person.name", KEEP))
    if _is_of_users(table):
        words = (
            f"{table.name} looks like a list of the users of a system: colleagues are no deals and no customers, and "
            f"come in as the owners of deals. If it is one of customers, what is {table.columns[0]!r}?"
        )
        return Question(table.columns[0], words, ("person.name", "account.name", KEEP))
    names = [column for column in table.columns if fold_header(column) in profile.ambiguous]
    first = (names or list(table.columns))[0]
    words = f"{table.name} is no list of deals, people, organisations or contacts that we know. What is {first!r}?"
    return Question(first, words, ("account.name", "deal.name", "person.name", KEEP))


def _is_of_users(table: RawTable) -> bool:
    """Say whether people are listed by how they sign in to a system."""
    named = {fold_header(column) for column in table.columns}
    return bool(named & _SIGN_IN) and len(named & _OF_USERS) >= _FEW_OF_USERS
