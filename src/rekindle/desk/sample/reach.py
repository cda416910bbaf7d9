"""Addresses of the people of a sample: on .example domains, with telephone numbers that nobody has."""

import re
from dataclasses import replace

from rekindle.intake.drafts import PersonDraft

# Codes of the states around the upper Mississippi; 555-0100 to 555-0199 are kept for invented people.
_AREAS = (608, 715, 920, 262, 651, 507, 218, 319, 515, 563, 641, 701, 605, 906)


def slug(name: str, joint: str = ".") -> str:
    """Return a name as it stands in an address: no titles, no marks."""
    plain = re.sub(r"^Dr\.? |, .*$", "", name).lower().replace("’", "").replace("'", "")
    return re.sub(r"[^a-z]+", joint, plain).strip(joint)


def phone(number: int) -> str:
    """Return the telephone number of the n-th person; no two of the first 1,400 share one."""
    area = _AREAS[number % len(_AREAS)]
    return f"({area}) 555-{100 + number // len(_AREAS) % 100:04d}"


def reachable(person: PersonDraft, domain: str, number: int) -> PersonDraft:
    """Fill in mail, telephone and profile where the draft has none; `number` counts people of the book."""
    return replace(
        person,
        external=person.external or f"C-{number:05d}",
        jurisdiction=person.jurisdiction or "US",
        mail=person.mail or f"{slug(person.name)}@{domain}",
        phone=person.phone or phone(number),
        linkedin=person.linkedin or f"https://linkedin.example/in/{slug(person.name, '-')}",
    )
