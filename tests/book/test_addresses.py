"""One spelling for an address, so that the ledger recognises it however it is written."""

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from rekindle.book.addresses import address_key, normalise
from rekindle.terms.people import ContactKind

SAME = {
    ContactKind.MAIL: [
        ("Lena.Whitfield@Tamarack.example", " lena.whitfield@tamarack.example. "),
        ("MAILTO: claire@halvorsen.example", "claire@halvorsen.example"),
        ("jürgen@müller.example", "jürgen@xn--mller-kva.example"),
    ],
    ContactKind.PHONE: [
        ("+49 (0)89 1234-56", "0049 89 123456"),
        ("tel:+1-612-555-0142", "+1 612 555 0142 ext. 12"),
        ("(612) 555 0142", "612.555.0142"),
    ],
    ContactKind.LINKEDIN: [
        ("https://www.linkedin.com/in/Lena-Whitfield/?trk=x", "lena-whitfield"),
        ("linkedin.com/in/j%C3%BCrgen", "in/jürgen"),
        ("@lena-whitfield", "/in/lena-whitfield/"),
    ],
}
DIFFERENT = [
    (ContactKind.MAIL, "m.bell@northmoor.example", "mbell@northmoor.example"),
    (ContactKind.PHONE, "+1 612 555 0142", "+44 612 555 0142"),
    (ContactKind.LINKEDIN, "in/lena", "company/lena"),
]


@pytest.mark.parametrize(("kind", "one", "other"), [(kind, *pair) for kind, pairs in SAME.items() for pair in pairs])
def test_two_spellings_of_one_address_have_one_key(kind, one, other):
    assert normalise(kind, one) == normalise(kind, other)
    assert address_key(kind, one) == address_key(kind, other)


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_two_addresses_have_two_keys(kind, one, other):
    assert address_key(kind, one) != address_key(kind, other)


def test_the_same_text_of_another_kind_has_another_key():
    assert address_key(ContactKind.MAIL, "1234") != address_key(ContactKind.PHONE, "1234")


def test_without_the_key_a_hash_says_nothing():
    with override_settings(SUPPRESSION_KEY="another installation"):
        elsewhere = address_key(ContactKind.MAIL, "lena@tamarack.example")
    assert elsewhere != address_key(ContactKind.MAIL, "lena@tamarack.example")


@given(st.sampled_from(ContactKind), st.text(max_size=60))
def test_a_normalised_address_stays_as_it_is(kind, text):
    once = normalise(kind, text)
    assert normalise(kind, once) == once
