"""Address books as phones and mail programs write them, and workbooks older than XLSX."""

import io
import zipfile

import pytest

from rekindle.intake.reading import UnreadableError, read_table
from tests.intake.support import Brought, bring

GOOGLE = """BEGIN:VCARD
VERSION:3.0
FN:Dr. Lena Whitlock
N:Whitlock;Lena;;Dr.;
EMAIL;TYPE=INTERNET;TYPE=HOME:lena@home.example
EMAIL;TYPE=INTERNET;TYPE=WORK;TYPE=PREF:lena@alder.example
TEL;TYPE=WORK:+1 612 555 0199
TEL;TYPE=CELL:+1 612 555 0100
item1.ORG:Alder Creek General Hospital
item1.TITLE:OR Manager
NOTE:Met at AORN.
CATEGORIES:myContacts
END:VCARD
"""
OUTLOOK = """BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg;;Dr.
FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Dr. J=F6rg M=FCller
ORG;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Klinikum N=FCrnberg;Chirurgie
TITLE;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Gesch=E4ftsf=FChrer
NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:Erste Zeile=0D=0A=
zweite Zeile
TEL;WORK;VOICE:+49 911 123
EMAIL;PREF;INTERNET:joerg.mueller@klinik.example
REV:20250306T101500Z
END:VCARD
"""
APPLE = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14.5//EN
N:Ash;Tom;;;
FN:Tom Ash
ORG:Birch & Sons\\, Inc.;Purchasing;
item1.EMAIL;type=INTERNET;type=pref:tom@birch.example
item1.X-ABLabel:_$!<Work>!$_
item2.TEL;type=pref:+44 20 7946 0000
item2.X-ABLabel:Direct
item3.URL;type=pref:https://birch.example
item3.X-ABLabel:_$!<HomePage>!$_
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJ
 ChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKCh
NOTE:Do not contact again\\, please.
END:VCARD
"""
ICLOUD = """BEGIN:VCARD
VERSION:4.0
N:Lee;Ann;;;
FN:Ann Lee
EMAIL;TYPE=work;PREF=1:ann@cedar.example
TEL;VALUE=uri;TYPE="voice,work":tel:+1-612-555-0142
ORG:Cedar Medical
TITLE:Chief of Surgery
PHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRgABAQEAYABgAAD
BDAY:19800506
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
END:VCARD
"""
ANDROID = """BEGIN:VCARD
VERSION:2.1
N:Ford;Ben;;;
FN:Ben Ford
TEL;CELL;PREF:6125550177
TEL;WORK:6125550178
EMAIL;WORK:ben@dogwood.example
ORG:Dogwood Clinic
TITLE:Buyer
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
 /2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8M

END:VCARD
"""
FOLDED = """BEGIN:VCARD
VERSION:3.0
FN:Maria del Carmen Fernandez y
  Gonzalez
N:Fernandez y Gonzalez;Maria del Carmen;;;
ORG:Hospital Universitario de la
  Santa Cruz
EMAIL:maria@cruz.example
NOTE:Wants the five-year cost\\; call
  in October.
END:VCARD
"""
EXCHANGE = """BEGIN:VCARD
VERSION:3.0
PRODID:Microsoft Exchange
N:Novak;Petra;;;
FN:Novak\\, Petra
ORG:Elm Street Surgical;
TITLE:Head Nurse
EMAIL;TYPE=PREF:petra@elm.example
TEL;TYPE=WORK:+1 (612) 555-0123 ext. 4
TEL;TYPE=WORK,FAX:+1 612 555 0124
X-MS-IMADDRESS:petra@im.example
END:VCARD
"""
NOBODY = """BEGIN:VCARD
VERSION:3.0
FN:Fir Hospital Switchboard
ORG:Fir Hospital
X-ABShowAs:COMPANY
TEL:+1 612 555 0000
END:VCARD
"""


def seen(file: Brought) -> list[tuple[str, str, str, str, str]]:
    """Return name, organisation, title, mail and telephone of everybody in a file."""
    return [
        (row.person.name, row.account.name if row.account else "", row.person.title, row.person.mail, row.person.phone)
        for row in file.people
    ]


@pytest.mark.parametrize(
    ("card", "person"),
    [
        (
            GOOGLE,
            (
                "Dr. Lena Whitlock",
                "Alder Creek General Hospital",
                "OR Manager",
                "lena@alder.example",
                "+1 612 555 0199",
            ),
        ),
        (
            OUTLOOK,
            ("Dr. Jörg Müller", "Klinikum Nürnberg", "Geschäftsführer", "joerg.mueller@klinik.example", "+49 911 123"),
        ),
        (APPLE, ("Tom Ash", "Birch & Sons, Inc.", "", "tom@birch.example", "+44 20 7946 0000")),
        (ICLOUD, ("Ann Lee", "Cedar Medical", "Chief of Surgery", "ann@cedar.example", "+1-612-555-0142")),
        (ANDROID, ("Ben Ford", "Dogwood Clinic", "Buyer", "ben@dogwood.example", "6125550177")),
        (
            FOLDED,
            (
                "Maria del Carmen Fernandez y Gonzalez",
                "Hospital Universitario de la Santa Cruz",
                "",
                "maria@cruz.example",
                "",
            ),
        ),
        (
            EXCHANGE,
            ("Petra Novak", "Elm Street Surgical", "Head Nurse", "petra@elm.example", "+1 (612) 555-0123 ext. 4"),
        ),
    ],
    ids=["google", "outlook", "apple", "icloud", "android", "folded", "exchange"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_card_of_each_program_becomes_the_person_it_is(card: str, person: tuple[str, ...], end: str) -> None:
    file = bring(card.replace("\n", end), "contacts.vcf")

    assert (seen(file), file.rejected, file.recognition.questions) == ([person], [], ())


def test_a_second_address_and_telephone_a_department_and_a_note_stay_on_the_record() -> None:
    file = bring(GOOGLE + OUTLOOK + FOLDED, "contacts.vcf")

    assert [row.person.custom for row in file.people] == [
        {"Other emails": "lena@home.example", "Other phones": "+1 612 555 0100", "Categories": "myContacts"},
        {"Department": "Chirurgie"},
        {},
    ]
    assert [[note.words for note in row.notes] for row in file.people] == [
        ["Met at AORN."],
        ["Erste Zeile\nzweite Zeile"],
        ["Wants the five-year cost; call in October."],
    ]


def test_a_no_in_the_note_of_a_card_is_kept_as_a_no() -> None:
    from rekindle.desk.bring_in.understanding import read_wishes

    file = bring(APPLE + ICLOUD, "contacts.vcf", read_revisit=read_wishes)

    assert [[no.words for no in row.person.opt_outs] for row in file.people] == [
        ["Do not contact again, please."],
        [],
    ]


def test_many_cards_in_one_file_are_as_many_people_and_a_switchboard_is_no_human() -> None:
    cards = "".join((GOOGLE, OUTLOOK, APPLE, ICLOUD, ANDROID, FOLDED, EXCHANGE))
    file = bring(cards, "contacts.vcf")
    with_switchboard = bring(cards + NOBODY, "contacts.vcf")

    assert [mail for *_, mail, _ in seen(file)] == [
        "lena@alder.example",
        "joerg.mueller@klinik.example",
        "tom@birch.example",
        "ann@cedar.example",
        "ben@dogwood.example",
        "maria@cruz.example",
        "petra@elm.example",
    ]
    assert len(with_switchboard.people) == 8


def test_a_book_of_cards_in_utf_16_is_read() -> None:
    assert [name for name, *_ in seen(bring(GOOGLE.encode("utf-16"), "contacts.vcf"))] == ["Dr. Lena Whitlock"]


def _as_xlsb() -> bytes:
    """Make what stands in a binary workbook without the sheet it names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00\x84\x01\x00")
    return made.getvalue()


def test_an_older_workbook_that_cannot_be_read_says_how_to_save_it() -> None:
    for content, name in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "deals.xls"),
        (_as_xlsb(), "deals.xlsb"),
    ):
        with pytest.raises(UnreadableError, match=rf"^{name}: .*save it as XLSX or CSV|^{name}: .*export it again"):
            read_table(content, name)
