"""What a column nobody knows by its name may be: a misspelt header, or values that tell. Asked, never taken."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from rekindle.intake.cells.contacts import split_many, split_name
from rekindle.intake.cells.look import looks_like_amount, looks_like_date
from rekindle.intake.cells.money import take_currency
from rekindle.intake.columns.dictionary import Kind, Profile, fields
from rekindle.intake.columns.fit import are_colleagues, share_of
from rekindle.intake.columns.headers import fold_header, is_of_another
from rekindle.intake.columns.leaving import is_about_contact
from rekindle.intake.columns.match import Candidate, Match, Samples, all_words
from rekindle.intake.columns.settle import ColumnReading, settle_currency
from rekindle.intake.columns.units import has_own_unit
from rekindle.intake.columns.words import may_tell_ends
from rekindle.intake.files.table import Cell, as_text

_NEARLY, _MOSTLY = 90, 0.9
_ENDS = ("deal.lost_on", "deal.closed_on")
POSSIBLE_DAYS = (*_ENDS, "deal.created_on", "deal.revisit_on")
_DAYS = {*_ENDS, "deal.created_on", "deal.stage_changed_on", "deal.modified_on", "history.at"}
_SAYS_STATUS = {"deal.status", "deal.stage", "deal.is_closed", "deal.is_won", "deal.is_lost", "deal.is_active"}
# A date that is about something else than the deal's end is asked only if its name leaves room for it.
_OTHER_DAY = re.compile(
    r"\b(birth|start|last|next|due|call|meeting|activity|contract|naissance|geburt|valid|valable|expir|until|gultig"
    r"|ablauf|deadline|x date|expected|estimated|forecast|effective|follow|reminder|renewal|scadenza|vence"
    r"|vencimiento|validade|geldig)\w*\b"
)
# What has such a name names nobody, however its values look.
_OTHER_THING = re.compile(
    r"\b(ids?|keys?|urls?|links?|labels?|tags?|numbers?|no|nr|ref|reference|code|score|date|time|type|priority|phase|quarter"
    r"|qtr|period|cause|reasons?|line|lead|location|city|source|address|stage|category|pipeline|board|attachments?"
    r"|industry|terr|territory|uom|cred|procedure)\b"
)
# When somebody last saw to it: nearer to the end than the day of bringing in.
TOUCHED = re.compile(r"\b(last|latest|letzte\w*|derniere?s?|ultim[oa]|laatste)\b(?!.*\b(name|birth\w*)\b)")
_OTHER_AMOUNT = re.compile(
    r"\b(unit|list|each|hour|hourly|rate|discount|winning|winner|competitor|costs?|margin|tax|vat|count|activities"
    r"|items|score|age|days|weighted|gewicht\w*|gewogen|ponder\w*|anteilig\w*|commission|budget|deposit)\b"
)
# What a whole house earns or spends is not what a deal is worth.
_OF_A_HOUSE = re.compile(
    r"\b(revenues?|turnover|expens\w*|spend|budget|umsatze?|chiffre d affaires|fatturato|facturacion|faturamento)\b"
)
_LONGEST_NAME, _MOST_WORDS, _DIFFERENT = 80, 9, 0.5
_FEW, _SHORTEST_WORD = 6, 3
# Who sells, in a word or short: "Bid manager", "TM"; and how people are called.
_SELLS = re.compile(
    r"\b(manager|mgr|director|reps?|lead|consultant|executive|exec|agente?|seller|specialist|members?|handler"
    r"|handled by|coordinator|tm|tsm|am|asm|rsm|ae|sdr|bdr|by|verkauf|vertrieb|vendu par|venduto da|vendido por)\b"
)
# Where a few people come again and again under it, a partner is one of the house.
_PARTNER = re.compile(r"\bpartner\b")
_PERSON = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: (?:[a-z]{2,4} )*[^\W\d_a-z][\w'’.-]*){1,3}")
_SOME_ROWS = 2
_PHONE = re.compile(
    r"\+[\d ()./-]{7,}|\(?0\d*\)?(?:[ ./()-]+\d{2,}){2,}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?: ?(?:x|ext\.?) ?\d+)?"
)
_NO_PHONE = re.compile(r"\b(fax|vat|iban|account|invoice|order|serial|id|number of|tax|registration)\b")


def guess_fields(profile: Profile, header: str, cells: Sequence[Cell], meant: set[str]) -> tuple[str, ...]:
    """Return the fields an unknown column of a plain file may mean that no other column means, the likeliest first."""
    folded = fold_header(header)
    if profile.kind is not Kind.ACCOUNTS and "person.mail" not in meant and _hold_addresses(cells):
        is_named = "person.name" not in meant and _share((all(_first_of(cell)) for cell in cells), cells)
        return ("person.name" if is_named else "person.mail", "deal.owner_mail")
    if profile.kind in (Kind.DEALS, Kind.PEOPLE) and is_about_contact(header, cells):
        return ("person.opt_out", "person.may_contact")
    if profile.system != "plain":
        return _missed(header, cells, meant) if profile.kind is Kind.DEALS else ()
    if (near := _near(profile, folded, meant)) and share_of(cells, fields()[near].type) >= _MOSTLY:
        return (near,)
    if profile.kind is Kind.ACCOUNTS:
        # Amounts in a list of organisations: it may be one of deals, in a language we do not read.
        return ("deal.amount",) if _are_amounts(cells) and not _OF_A_HOUSE.search(folded) else ()
    return _by_values(header, cells, meant) if profile.kind is Kind.DEALS else ()


def _missed(header: str, cells: Sequence[Cell], meant: set[str]) -> tuple[str, ...]:
    """What a layout of a system knows no column for although every deal has it may have a name of somebody's own."""
    folded = fold_header(header)
    if _are_phones(folded, cells, meant):
        return ("person.phone",)
    if not meant & _DAYS and _are_days(folded, cells):
        return POSSIBLE_DAYS
    is_amount = "deal.amount" not in meant and not _OTHER_AMOUNT.search(folded) and _are_amounts(cells, header)
    return ("deal.amount",) if is_amount else ()


def is_less_likely_day(
    profile: Profile, index: int, samples: Samples, meant: set[str], readings: Sequence[ColumnReading]
) -> bool:
    """Say whether a column is of days of another time, and another one nobody knows is likelier."""
    columns = samples.table.columns
    if not _is_of_another_time(columns[index]):
        return False
    known = {reading.index for reading in readings}
    others = (
        at for at in range(len(columns)) if at not in known and (at < index or not _is_of_another_time(columns[at]))
    )
    return any(guess_fields(profile, columns[at], samples[at], meant) == POSSIBLE_DAYS for at in others)


def _is_of_another_time(header: str) -> bool:
    return is_of_another(header) or bool({"fiscal", "began", "begun"} & set(fold_header(header).split()))


def _near(profile: Profile, folded: str, meant: set[str]) -> str:
    found = process.extractOne(folded, all_words().keys(), scorer=fuzz.ratio, score_cutoff=_NEARLY)
    # "Registrerad" is no "avregistrerad": what stands before a word may turn it round.
    is_turned = found is not None and found[0] != folded and found[0].endswith(folded)
    name = all_words()[found[0]] if found and len(folded) >= 6 and not is_turned else ""
    return name if name and name not in meant and profile.kind in fields()[name].kinds else ""


def suppose_day(profile: Profile, match: Match, samples: Samples) -> None:
    """Read the only column of days of a plain list of deals, whatever it is called, as the day of the deal.

    It is asked about; without it a loss would be dated to the day of the import.
    """
    meant = {one.field for one in match.meant.values()}
    if not meant or profile.system != "plain" or profile.kind is not Kind.DEALS or meant & _DAYS:
        return
    columns = samples.table.columns
    unknown = [index for index in range(len(columns)) if index not in match.meant]
    free = [index for index in unknown if _share(map(_looks_like_day, samples[index]), samples[index])]
    days = [index for index in free if guess_fields(profile, columns[index], samples[index], meant) == POSSIBLE_DAYS]
    last = [index for index in free if TOUCHED.search(fold_header(columns[index]))] if not days else []
    for found, name in ((days, "deal.created_on"), (last, "deal.modified_on")):
        if len(found) == 1 and found[0] not in match.misfit:
            match.meant[found[0]] = Candidate(name, 0.1)
            match.supposed.add(found[0])


def _by_values(header: str, cells: Sequence[Cell], meant: set[str]) -> tuple[str, ...]:
    folded = fold_header(header)
    if not meant & set(_ENDS) and _are_days(folded, cells):
        return POSSIBLE_DAYS
    if not meant & _SAYS_STATUS and may_tell_ends(cells):
        return ("deal.status",)
    return _by_looks(header, cells, meant)


def _by_looks(header: str, cells: Sequence[Cell], meant: set[str]) -> tuple[str, ...]:
    folded = fold_header(header)
    if _are_phones(folded, cells, meant):
        return ("person.phone",)
    if "deal.amount" not in meant and not _OTHER_AMOUNT.search(folded) and _are_amounts(cells, header):
        return ("deal.amount",)
    if not meant & {"account.name", "account.external"} and not _OTHER_THING.search(folded) and _are_names(cells):
        return ("account.name", "deal.name", "person.name")
    people = () if "person.name" in meant else ("person.name",)
    if "deal.owner" not in meant and not is_of_another(_PARTNER.sub("", folded)) and _are_owners(folded, cells):
        return ("deal.owner", *people)
    is_free = not meant & {"deal.name", "deal.product"} and not _OTHER_THING.search(folded)
    # Without it every deal is called as its organisation is.
    return ("deal.name", *people) if is_free and _are_names(cells, _MOSTLY) else ()


def _are_phones(folded: str, cells: Sequence[Cell], meant: set[str]) -> bool:
    """Numbers to call where none is known: a sign in front, or groups of digits, and no number of a document."""
    if any(name.endswith(".phone") for name in meant):
        return False
    texts = [as_text(cell).strip() for cell in cells]
    is_written = bool(texts) and all(_PHONE.fullmatch(text) for text in texts) and not any(map(looks_like_date, cells))
    return is_written and share_of(cells, "phone") >= _MOSTLY and not _NO_PHONE.search(folded)


def _are_owners(folded: str, cells: Sequence[Cell]) -> bool:
    """A few names of people that come again and again, under a word for who sells or in many rows."""
    texts = [as_text(cell).strip() for cell in cells]
    is_few = len(texts) >= _FEW and _SOME_ROWS * len(set(texts)) <= len(texts)
    is_word = bool(_SELLS.search(folded)) and all(map(_PERSON.fullmatch, texts))
    return is_few and (is_word or (not _OTHER_THING.search(folded) and are_colleagues(cells)))


def _are_days(folded: str, cells: Sequence[Cell]) -> bool:
    return not _OTHER_DAY.search(folded) and _share(map(_looks_like_day, cells), cells)


def _hold_addresses(cells: Sequence[Cell]) -> bool:
    """Records of something have addresses in them and are none."""
    is_record = bool(cells) and as_text(cells[0]).startswith(("{", "["))
    return not is_record and share_of(cells, "mail") >= _MOSTLY


def _first_of(cell: Cell) -> tuple[str, str]:
    """Return the name and the address of the first person a cell names, either empty where it has none."""
    return split_name(next(iter(split_many(as_text(cell))), ""))


def _looks_like_day(cell: Cell) -> bool:
    """A day, or a month or quarter of a year: "June 2025"."""
    return looks_like_date(cell) or (
        isinstance(cell, str) and not looks_like_amount(cell) and share_of([cell], "about") > 0
    )


def _are_amounts(cells: Sequence[Cell], header: str = "") -> bool:
    """Amounts with a currency in them or in the name of their column, under a name with a word for amounts in it, or
    written as money is: "5k"."""
    said = bool(cells) and (bool(settle_currency(header)) or _names_amount(header))
    said = said or _share((has_own_unit(as_text(cell)) for cell in cells), cells)
    has_currency = said or _share((bool(take_currency(as_text(cell))[1]) for cell in cells), cells)
    return has_currency and share_of(cells, "money") >= _MOSTLY


def _names_amount(header: str) -> bool:
    folded = f" {fold_header(header)} "
    words = (word for word in fields()["deal.amount"].words if len(word) > _SHORTEST_WORD)
    return any(f" {word} " in folded for word in words)


def _share(found: Iterable[bool], cells: Sequence[Cell]) -> bool:
    return bool(cells) and sum(found) >= _MOSTLY * len(cells)


def _are_names(cells: Sequence[Cell], different: float = _DIFFERENT) -> bool:
    texts = {cell for cell in cells if isinstance(cell, str) and any(map(str.isalpha, cell))}
    is_short = all(len(text) <= _LONGEST_NAME and len(text.split()) <= _MOST_WORDS for text in texts)
    return is_short and len(texts) >= max(1, different * len(cells)) and share_of(cells, "name") >= _MOSTLY
