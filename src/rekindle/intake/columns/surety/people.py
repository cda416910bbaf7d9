"""Who is whom: family names, organisations and people under names that could be of either."""

from dataclasses import replace

from rekindle.intake.columns.agreeing import agreement
from rekindle.intake.columns.dictionary import KEEP
from rekindle.intake.columns.match import Candidate, Match, Samples
from rekindle.intake.columns.surety.rows import NEARLY_ALL, SAMPLE, by_field_of, rivals_of, swap
from rekindle.intake.files.table import as_text
from rekindle.intake.names import fold

_AGREE, _MANY_HOUSES = 0.8, 5
_OTHERS = "It names other people than the first names beside it."
_OWN = "It is the same beside every organisation, so it is of none of them."
_FAMILY = "It stands beside first names and holds none of them."
_OF_ADDRESS = "The addresses beside it are made of its names."
_NO_ADDRESS = "The addresses beside it are of the people of another column."


def take_family_name(match: Match, samples: Samples) -> None:
    """ "Nom" beside "Prénom" is the family name: it holds no first names; whole names there are those of others."""
    by_field = by_field_of(match)
    first, whole = by_field.get("person.first_name"), by_field.get("person.name")
    if first is None or whole is None or "person.last_name" in by_field:
        return
    rows = [row for row in samples.table.rows[:SAMPLE] if row[first] != "" and row[whole] != ""]
    apart = sum(fold(as_text(row[first])) not in fold(as_text(row[whole])) for row in rows)
    if not rows or apart < NEARLY_ALL * len(rows):
        return
    is_another = sum(len(as_text(row[whole]).split()) > 1 for row in rows) >= NEARLY_ALL * len(rows)
    found = (
        Candidate(KEEP, 0.0, why=_OTHERS)
        if is_another
        else replace(match.meant[whole], field="person.last_name", why=_FAMILY)
    )
    match.meant[whole] = found


def leave_own_address(match: Match, samples: Samples) -> None:
    """One address or number beside many organisations is of none of them: it is that of whoever wrote the list."""
    by_field, rows = by_field_of(match), samples.table.rows[:SAMPLE]
    house = by_field.get("account.name")
    for name in ("person.mail", "person.phone"):
        index = by_field.get(name)
        if house is None or index is None:
            continue
        found = {(as_text(row[index]).strip(), as_text(row[house]).strip()) for row in rows if row[index] != ""}
        if len(found) >= _MANY_HOUSES and len({address for address, _ in found}) == 1:
            match.meant[index] = Candidate(KEEP, 0.0, why=_OWN)


def take_organisation(match: Match, samples: Samples) -> None:
    """A column of organisations that names whom the addresses beside it are of is one of people, if another column is
    called after organisations, too: "Prospect" beside "Co"."""
    by_field = by_field_of(match)
    winner, mail = by_field.get("account.name"), by_field.get("person.mail")
    others = rivals_of(match, "account.name")
    if winner is None or mail is None or not others or "person.name" in by_field:
        return
    people = [at for at in others if agreement(samples.table, at, mail) >= _AGREE]
    if people and agreement(samples.table, winner, mail) < _AGREE:
        match.meant[people[0]] = replace(match.meant[winner], field="person.name", why=_OF_ADDRESS)
        del match.lost[people[0]]
        return
    if agreement(samples.table, winner, mail) >= _AGREE > agreement(samples.table, others[0], mail):
        person = replace(match.meant[winner], field="person.name", why=_OF_ADDRESS)
        swap(match, winner, others[0], "account.name", _NO_ADDRESS)
        match.meant[winner] = person
        match.lost.pop(winner, None)


def take_person(match: Match, samples: Samples) -> None:
    """Of two columns of people the one that the addresses are of names them; where no column names organisations the
    other one may, and is asked about: "Contacto" beside "Persona de contacto"."""
    by_field = by_field_of(match)
    winner, mail, others = by_field.get("person.name"), by_field.get("person.mail"), rivals_of(match, "person.name")
    if winner is None or mail is None or not others:
        return
    agreed = [at for at in others if agreement(samples.table, at, mail) >= _AGREE]
    if agreed and 0 <= agreement(samples.table, winner, mail) < _AGREE:
        swap(match, winner, agreed[0], "person.name", _OF_ADDRESS)
        if "account.name" not in by_field:
            del match.meant[winner], match.lost[winner]
