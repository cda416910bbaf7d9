"""Which layout of which system a table is."""

from collections.abc import Iterable, Sequence

from rekindle.intake.cells.money import take_currency
from rekindle.intake.columns.dictionary import Kind, Profile, fields, profiles
from rekindle.intake.columns.fit import is_of_counts
from rekindle.intake.columns.headers import fold_header, variants
from rekindle.intake.columns.match import Match, Samples, match_columns
from rekindle.intake.columns.words import classify_status
from rekindle.intake.files.table import Cell, RawTable, as_text
from rekindle.intake.names import fold

_MOST_WORDS = 8
_VAGUE = frozenset({"deal.status", "deal.stage"})
_ESSENTIAL = {"deal.name", "deal.amount"}
# A list of contacts that happened has none of these.
_ENDS_OF_DEALS = {"deal.lost_reason", "deal.lost_on", "deal.closed_on", "deal.amount"}
_PLAIN_ORDER = (Kind.TOUCHES, Kind.DEALS, Kind.PEOPLE, Kind.ACCOUNTS)


def choose_profile(table: RawTable, kind: Kind | None, samples: Samples) -> Profile | None:
    """Return the layout that knows most of the headers, a plain one if no system wrote them, None if none fits."""
    if kind is None and is_of_counts(table):
        return None
    of_system = [
        profile
        for profile in profiles()
        if not profile.needs and kind in (None, profile.kind) and _fits(table, profile, samples)
    ]
    of_system = [profile for profile in of_system if not profile.must_say or _says_an_end(table, profile, samples)]
    of_system = [profile for profile in of_system if not profile.must_repeat or _repeats(table, profile, samples)]
    plain = {profile.kind: profile for profile in profiles() if profile.needs and kind in (None, profile.kind)}
    if of_system:
        best = max(of_system, key=lambda profile: (profile.is_history, _known(table, profile), profile.system))
        return _unless_poorer(table, best, plain.get(best.kind), samples)
    for one in _PLAIN_ORDER:
        if one in plain and _has_needs(table, plain[one], samples):
            if kind is not None or one is Kind.DEALS:
                return plain[one]
            if _is_of_deals(table, samples):
                return plain[Kind.DEALS]
            if one is not Kind.TOUCHES or not _tells_ends_of_deals(table, plain[Kind.DEALS], samples):
                return plain[one]
    return plain[kind] if kind else None


def _tells_ends_of_deals(table: RawTable, deals: Profile, samples: Samples) -> bool:
    return any(one.field in _ENDS_OF_DEALS for one in match_columns(table, deals, samples).meant.values())


def _is_of_deals(table: RawTable, samples: Samples) -> bool:
    """Say whether some column, whatever it is called, has a word for an end of a deal among a few others, and
    another one amounts in a currency."""
    cells = [samples[at] for at in range(len(table.columns))]
    has_amounts = any(one and all(bool(take_currency(as_text(cell))[1]) for cell in one) for one in cells)
    return has_amounts and any(_has_end(one) for one in cells)


def _has_end(cells: Sequence[Cell]) -> bool:
    texts = {as_text(cell) for cell in cells}
    return 1 < len(texts) <= _MOST_WORDS and any(classify_status(text) in ("lost", "won") for text in texts)


def _unless_poorer(table: RawTable, best: Profile, plain: Profile | None, samples: Samples) -> Profile:
    """A layout that misses what the deal is called or worth, where plain names tell it, is not the file's."""
    if plain is None or best.kind is not Kind.DEALS or best.is_history or best.deal_kind:
        return best
    told, plainly = (match_columns(table, one, samples).meant for one in (best, plain))
    missed = _ESSENTIAL - {one.field for one in told.values()}
    return plain if any(one.field in missed and index not in told for index, one in plainly.items()) else best


def _fits(table: RawTable, profile: Profile, samples: Samples) -> bool:
    if profile.must_match:
        never = profile.never_match
        return any(profile.must_match.search(column) for column in table.columns) and not (
            never and any(never.search(column) for column in table.columns)
        )
    forms = {form for column in table.columns for form in _tight(column)}
    must = profile.must[:-1] if _says(table, profile, samples) else profile.must
    return all(group & forms for group in must) and not profile.never & forms


def _says(table: RawTable, profile: Profile, samples: Samples) -> bool:
    """Say whether some status of a table is one that only rows of this layout have, such as an interview."""
    if profile.says is None:
        return False
    words = fields()["deal.status"].words | fields()["deal.stage"].words
    named = [index for index, column in enumerate(table.columns) if words & set(_tight(column))]
    return any(profile.says.search(fold(as_text(cell))) for index in named for cell in samples[index])


def _tight(column: str) -> Iterable[str]:
    """Return the forms of a header that are surely the same name: without brackets, but no custom field's."""
    return [form for form, score in variants(column).items() if score > 0.95]


def _known(table: RawTable, profile: Profile) -> int:
    return sum(any(form in profile.headers or form in profile.keep for form in _tight(c)) for c in table.columns)


def _has_needs(table: RawTable, profile: Profile, samples: Samples) -> bool:
    match = match_columns(table, profile, samples)
    found = {one.field for one in match.meant.values()}
    if not all(group & found for group in profile.needs):
        return False
    if profile.never_words & {fold_header(column) for column in table.columns}:
        return False
    strong = found & profile.needs[0]
    if profile.kind is not Kind.DEALS or not strong <= _VAGUE:
        return True
    # A status alone makes a list of people a list of deals only if it says lost or won.
    is_of_people = strong == {"deal.status"} or found & {"person.first_name", "person.last_name"}
    return not is_of_people or any(_ends(match, name, samples) for name in strong)


def _repeats(table: RawTable, profile: Profile, samples: Samples) -> bool:
    by_field = {one.field: index for index, one in match_columns(table, profile, samples).meant.items()}
    key = next((by_field[name] for name in ("deal.external", "deal.name") if name in by_field), None)
    stage = by_field.get("history.to")
    if key is None or stage is None or "history.at" not in by_field:
        return False
    pairs = {(row[key], row[stage]) for row in table.rows if len(row) > max(key, stage) and row[key] != ""}
    return len(pairs) > len({deal for deal, _ in pairs})


def _says_an_end(table: RawTable, profile: Profile, samples: Samples) -> bool:
    return _ends(match_columns(table, profile, samples), profile.must_say, samples)


def _ends(match: Match, name: str, samples: Samples) -> bool:
    indexes = [index for index, one in match.meant.items() if one.field == name]
    said = {classify_status(as_text(cell)) for index in indexes for cell in samples[index]}
    return bool(said & {"lost", "won"})
