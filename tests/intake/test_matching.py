"""Near matches: what may be one is proposed with its evidence, what only looks alike is not."""

from uuid import UUID

import pytest

from rekindle.intake.matching import AccountCard, DealCard, PersonCard, near_accounts, near_deals, near_people
from rekindle.intake.names import name_key

ONE, TWO = UUID(int=1), UUID(int=2)


def accounts(this: str, that: str, first: dict | None = None, second: dict | None = None) -> list[str]:
    """Compare two organisations by their names and return the evidence."""
    cards = [
        AccountCard(ONE, this, name_key(this), **(first or {})),
        AccountCard(TWO, that, name_key(that), **(second or {})),
    ]
    return [match.evidence for match in near_accounts(cards, {TWO})]


def people(this: str, that: str, *, here: bool = True, shared: str = "") -> list[str]:
    """Compare two people by their names and return the evidence."""
    address = ((shared, "hash"),) if shared else ()
    places = ((UUID(int=7),), (UUID(int=7 if here else 8),))
    cards = [
        PersonCard(one, name_key(name), at, address)
        for one, name, at in zip((ONE, TWO), (this, that), places, strict=True)
    ]
    return [match.evidence for match in near_people(cards, {TWO})]


@pytest.mark.parametrize(
    ("this", "that", "evidence"),
    [
        ("Tamarack Regional", "Tamarack Regional Hospital", "the names differ only in hospital"),
        ("Bellhaven Clinic", "Belhaven Clinic", "the names differ only in bellhaven, belhaven"),
        ("Klinikum Nordstadt", "Nordstadt Kliniken", "the names differ only in klinikum, kliniken"),
        ("Clinic 1000042", "Hospital 1000042", "the names differ only in clinic, hospital"),
    ],
)
def test_organisations_that_differ_in_a_slip_or_in_a_word_of_the_trade_are_proposed(this, that, evidence):
    assert accounts(this, that) == [evidence]


@pytest.mark.parametrize(
    ("this", "that"),
    [
        ("Clinic 12", "Clinic 13"),
        ("St. Mary North", "St. Mary South"),
        ("Tamarack Regional", "Bellhaven Regional"),
        ("Acme Dental", "Acme Oncology"),
        ("Hospital A", "Hospital B"),
    ],
)
def test_organisations_that_only_look_alike_are_not_proposed(this, that):
    assert accounts(this, that) == []


def test_a_shared_web_site_is_evidence_and_another_country_or_site_speaks_against():
    site = {"domain": "tamarack.example"}
    assert accounts("Tamarack", "TRMC", site, site) == ["the same web site, tamarack.example; the names differ"]
    assert accounts("Tamarack", "Tamarack Hospital", site, {"domain": "other.example"}) == []
    assert accounts("Tamarack", "Tamarack Hospital", {"country": "US"}, {"country": "DE"}) == []


@pytest.mark.parametrize(
    ("this", "that", "evidence"),
    [
        ("Lena Whitfield", "Whitfield Lena", "the same name, at the same organisation"),
        ("Lena Whitfield", "L. Whitfield", "the same family name, one first name cut short, at the same organisation"),
        ("Lena Whitfield", "Lena Whitfeld", "the names differ only in whitfield, whitfeld, at the same organisation"),
    ],
)
def test_people_at_one_organisation_with_nearly_one_name_are_proposed(this, that, evidence):
    assert people(this, that) == [evidence]
    assert people(this, that, here=False) == []


def test_a_shared_mail_address_is_evidence_whatever_the_names_and_a_switchboard_is_none():
    assert people("Lena Whitfield", "L W", here=False, shared="mail") == ["the same mail address"]
    assert people("Lena Whitfield", "Ray Ortiz", shared="phone") == []


def test_deals_of_one_organisation_are_proposed_unless_one_system_tells_them_apart():
    def compare(systems):
        cards = [
            DealCard(one, UUID(int=7), name, 62_000_000, "USD", None, system)
            for one, name, system in zip((ONE, TWO), ("4 towers", "4 towers"), systems, strict=True)
        ]
        return [match.evidence for match in near_deals(cards, {ONE})]

    assert compare((frozenset({"salesforce"}), frozenset({"hubspot"}))) == [
        "the same organisation, the same name, the same amount"
    ]
    assert compare((frozenset({"salesforce"}), frozenset({"salesforce"}))) == []


def test_only_pairs_with_something_new_are_proposed():
    cards = [AccountCard(ONE, "Tamarack", "tamarack"), AccountCard(TWO, "Tamarack Hospital", "tamarack hospital")]
    assert near_accounts(cards, set()) == []
