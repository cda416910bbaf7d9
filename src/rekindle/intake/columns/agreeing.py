"""Whose mail address a column holds: names and addresses that are of the same people, row by row."""

from collections.abc import Iterable

from rekindle.intake.cells.look import looks_like_mail
from rekindle.intake.columns.dictionary import KEEP, fields
from rekindle.intake.columns.fit import share_of
from rekindle.intake.columns.match import Candidate, Match, Samples
from rekindle.intake.files.table import Cell, RawTable, as_text
from rekindle.intake.names import fold

_AGREE, _DISAGREE, _MOSTLY = 0.8, 0.2, 0.9
_LOOKED_AT = 3_000
_FEWEST_ROWS, _SAMPLE, _FEWEST_LETTERS = 3, 300, 3
_SETTLED = 0.6
_BESIDE = "It stands beside the only person the rows name."
_MADE_OF = "The names and the addresses of two columns are of the same people, row by row."
_WHO = {"person.name", "person.first_name", "person.last_name", "person.external"}
_OWNER = {"deal.owner": "deal.owner_mail"}


def settle_addresses(table: RawTable, match: Match, samples: Samples) -> None:
    """Take a column nobody knows for the name of whom an address is, or for the address of whom a name is, and an
    address away from whom it surely is not of."""
    if not match.meant:
        return
    _give_to_only(match)
    names, mails = _names(table, match, samples), _mails(table, match, samples)
    for mail, field in mails.items():
        alike = [name for name in names if agreement(table, name, mail) >= _AGREE]
        if len(alike) != 1:
            continue
        of = names[alike[0]]
        if of and of != field and (not field or _is_of_another(table, match, field, mail)):
            _give(match, mail, of)
        elif not of and (field or _are_customers(table, match, mail)):
            _give(match, alike[0], _name_of(field or "person.mail"))
            _give(match, mail, field or "person.mail")


def _give_to_only(match: Match) -> None:
    """A number or address under no name of its own is of the only person the rows name: "Buyer" and "Tel"."""
    slots = [one.field.removesuffix(".name") for one in match.meant.values() if fields()[one.field].slot]
    meant = {one.field for one in match.meant.values()}
    named = {slot for slot in slots if f"{slot}.name" in meant}
    if len(named) != 1 or meant & _WHO:
        return
    for index, one in list(match.meant.items()):
        if one.field in ("person.phone", "person.mail"):
            _give(match, index, one.field.replace("person", next(iter(named))), _BESIDE)


def _names(table: RawTable, match: Match, samples: Samples) -> dict[int, str]:
    """Return the columns of names: for each the field of the address beside it, nothing if nobody knows whose it is."""
    found = {}
    for index in range(len(table.columns)):
        name = match.meant[index].field if index in match.meant else ""
        if name.endswith(".name") and name.replace(".name", ".mail") in fields():
            found[index] = name.replace(".name", ".mail")
        elif name == "person.last_name" or name in _OWNER:
            found[index] = _OWNER.get(name, "person.mail")
        elif not name and _hold_names(samples[index]):
            found[index] = ""
    return found


def _mails(table: RawTable, match: Match, samples: Samples) -> dict[int, str]:
    """Return the columns of addresses, each with its field, nothing if nobody knows it."""
    found = {}
    for index in range(len(table.columns)):
        name = match.meant[index].field if index in match.meant else ""
        if name.endswith(".mail") or name in _OWNER.values():
            found[index] = name
        elif not name and samples[index] and share_of(samples[index], "mail") >= _MOSTLY:
            found[index] = ""
    return found


def _hold_names(cells: list[Cell]) -> bool:
    texts = [as_text(cell) for cell in cells]
    return bool(texts) and not any(map(looks_like_mail, texts)) and share_of(cells, "name") >= _MOSTLY


def _is_of_another(table: RawTable, match: Match, field: str, mail: int) -> bool:
    """Say whether the column that names whom an address is taken for names somebody else in nearly every row."""
    own = [index for index, one in match.meant.items() if one.field == _name_of(field)]
    return bool(own) and all(0 <= agreement(table, index, mail) <= _DISAGREE for index in own)


def _are_customers(table: RawTable, match: Match, mail: int) -> bool:
    """Say whether addresses are of many houses, as those of colleagues are not, and nobody else is named yet."""
    hosts = [as_text(row[mail]).rpartition("@")[2].casefold() for row in table.rows if row[mail] != ""]
    is_named = any(one.field.startswith("person.") or fields()[one.field].slot for one in match.meant.values())
    return not is_named and 2 * len(set(hosts)) > len(hosts)


def _name_of(field: str) -> str:
    return next((name for name, mail in _OWNER.items() if mail == field), field.replace(".mail", ".name"))


def _give(match: Match, index: int, field: str, why: str = _MADE_OF) -> None:
    """Let a column mean a field no other means."""
    if field in fields() and field not in {one.field for one in match.meant.values()} and field != KEEP:
        match.meant[index] = Candidate(field, _SETTLED, why=why)
        match.misfit.pop(index, None)


def agreement(table: RawTable, name: int, mail: int) -> float:
    """Return in which share of the rows with both an address is made of the name beside it, -1 for too few rows."""
    some = table.rows[:: max(1, len(table.rows) // _LOOKED_AT)]
    rows = [(as_text(row[name]), as_text(row[mail])) for row in some if row[name] != "" and row[mail] != ""]
    if len(rows) < _FEWEST_ROWS:
        return -1.0
    step = max(1, len(rows) // _SAMPLE)
    found = [_is_made_of(said, address) for said, address in rows[::step]]
    return sum(found) / len(found)


def _is_made_of(name: str, address: str) -> bool:
    local = fold(address.partition("@")[0]).replace(" ", "")
    return any(part in local for part in _parts(fold(name).split()))


def _parts(words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) >= _FEWEST_LETTERS and word.isalpha()]
