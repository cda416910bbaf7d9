"""One spelling for an address, and the keyed hash by which the suppression ledger knows it.

The key lies outside the database: a copy of the ledger names nobody, yet an address that comes in again is recognised.
"""

import hmac
import re
from urllib.parse import unquote, urlsplit

from django.conf import settings

from rekindle.terms.people import ContactKind


def address_key(kind: str, value: str) -> str:
    """Return the keyed hash of an address: 64 hex digits of HMAC-SHA256 over kind and normalised value."""
    text = f"{kind}:{normalise(kind, value)}"
    return hmac.new(settings.SUPPRESSION_KEY.encode(), text.encode(), "sha256").hexdigest()


def normalise(kind: str, value: str) -> str:
    """Bring an address into its one spelling; doing it twice changes nothing. `kind` is a word of `ContactKind`."""
    return {
        ContactKind.MAIL: normalise_mail,
        ContactKind.PHONE: normalise_phone,
        ContactKind.LINKEDIN: normalise_linkedin,
    }[ContactKind(kind)](value)


def normalise_mail(value: str) -> str:
    """Fold case and spell the domain as in DNS. Dots stay: only one provider ignores them, and it may be another's."""
    local, at, domain = re.sub(r"^(mailto:|\s)+", "", value.strip().casefold()).rpartition("@")
    return local + at + _domain(domain)


def _domain(domain: str) -> str:
    name = domain.strip().rstrip(".")
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return name


def normalise_phone(value: str) -> str:
    """Keep the digits, and a leading plus; `00` is a plus, the `(0)` of an international number is none."""
    text = value.strip().casefold().removeprefix("tel:").replace("(0)", "")
    text = re.split(r"(?:ext\.?|x|;)", text)[0]
    digits = "".join(mark for mark in text if mark in "0123456789")
    if text.strip().startswith("+"):
        return "+" + digits
    return "+" + digits[2:] if digits.startswith("00") else digits


def normalise_linkedin(value: str) -> str:
    """Keep the path of a profile, `in/lena-whitfield`; a bare handle is one of a person."""
    text = unquote(value.strip()).casefold()
    if "linkedin." in text:
        text = urlsplit(text if "//" in text else "//" + text).path
    text = text.split("?")[0].strip("/@ ")
    return text if "/" in text or not text else f"in/{text}"


# Mailboxes of a house, not of a person: whoever reads them is not one and the same.
_SHARED_BOXES = frozenset(
    (
        *("info", "contact", "kontakt", "office", "hello", "sales", "support", "admin", "reception", "mail", "service"),
        *("hr", "jobs", "careers", "recruiting", "bewerbung", "einkauf", "purchasing", "procurement", "accounts"),
        *("billing", "team", "post", "zentrale", "secretariat"),
    )
)


def is_own(kind: str, value: str) -> bool:
    """Say whether an address is by its nature one person's; a telephone and a mailbox like info@ may be shared."""
    if kind == ContactKind.PHONE:
        return False
    return kind != ContactKind.MAIL or normalise_mail(value).partition("@")[0] not in _SHARED_BOXES
