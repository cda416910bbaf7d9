"""Text files, cards and columns that are wrong: too wide, unclosed, binary, full of code and of signs nobody sees."""

import bz2
import gzip
import io
import random
import zipfile
from collections.abc import Iterator

import pyarrow as pa
from pyarrow import parquet

Named = tuple[str, bytes]

HEADER = "Account,Deal,Stage,Amount,Close date,Contact,Email,Phone,Website,Lost reason,Notes,Do not contact,Follow up"
WIDTH = HEADER.count(",") + 1

NASTY = {
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "svg": "<svg/onload=alert(1)>",
    "template": "{{7*7}}{% debug %}${7*7}",
    "sql": "'; DROP TABLE deal;--",
    "format": "%s%s%n{0.__class__}",
    "path": "../../../../etc/passwd",
    "link": "javascript:alert(1)",
    "null": "Al\x00der",
    "bell": "Al\x07der\x1b[31m",
    "turned": "Al\u202eder\u202c",
    "unseen": "Al\u200bd\u2060er\ufeff",
    "marks": "Z" + "\u0301" * 5_000,
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 500,
    "long": "x" * 100_000,
    "digits": "9" * 50_000,
    "power": "1e999999",
    "dates": "99/99/9999",
    "zero": "0000-00-00",
    "nan": "NaN",
    "brackets": "(" * 50_000,
    "at signs": "a@" * 25_000,
    "points": "a." * 25_000 + "@",
    "tags": "<" * 50_000,
    "entities": "&" * 50_000,
    "commas": "1," * 20_000 + "1",
    "words": "not " * 10_000 + "lost",
    "months": "in 3 months " * 4_000,
}


def make_texts() -> Iterator[Named]:
    """Yield about 140 files."""
    yield from _cells()
    yield from _shapes()
    yield from _letters()
    yield from _other_formats()
    yield from _pages()
    yield from _cards()
    yield from _columns_of_a_warehouse()


def _cells() -> Iterator[Named]:
    for name, text in NASTY.items():
        cell = '"' + text.replace('"', '""') + '"'
        rows = [",".join(cell if at == place else "Alder" for at in range(WIDTH)) for place in range(WIDTH)]
        yield f"cell-{name}.csv", "\n".join([HEADER, ",".join([cell] * WIDTH), *rows]).encode()
        yield f"header-{name}.csv", f"{cell},Account,Stage\nx,Alder,Closed Lost\n".encode()


def _shapes() -> Iterator[Named]:
    yield "columns-million.csv", b",".join([b"c"] * 1_000_000) + b"\n"
    yield "columns-million-rows.csv", b"Account,Stage\n" + b"," * 1_000_000 + b"\n"
    yield "columns-same.csv", b",".join([b"Account"] * 2_000) + b"\n" + b",".join([b"x"] * 2_000)
    yield "rows-of-nothing.csv", b"Account,Stage\n" + b",\n" * 1_000_000
    yield "lines-of-nothing.csv", b"Account,Stage\n" + b"\n" * 5_000_000
    yield "one-line.csv", b"Account,Stage," + b"x" * 20_000_000
    yield "unclosed.csv", b'Account,Stage\n"Alder,Lost\n' + b"Birch,Lost\n" * 500_000
    yield "quotes.csv", b"Account,Stage\n" + b'"' * 3_000_000
    yield "stray-quotes.csv", b"Account,Stage\n" + b'Al"der,"Lo"st\n' * 50_000
    yield "semicolons.csv", b";" * 3_000_000
    yield "hint.csv", b"sep=\x00\nAccount\x00Stage\nA\x00B\n"
    yield "only-header.csv", b"Account,Stage\n"
    yield "only-values.csv", b"1,2,3\n4,5,6\n"


def _letters() -> Iterator[Named]:
    text = "Account,Stage\nAl\ud83dder \udc00,Closed Lost\n"
    yield "surrogates-8.csv", text.encode("utf-8", "surrogatepass")
    yield "surrogates-16.csv", text.encode("utf-16", "surrogatepass")
    yield "surrogates-32.csv", b"\xff\xfe\x00\x00" + text.encode("utf-32-le", "surrogatepass")
    yield "mixed.csv", b"Account,Stage\n" + "Müller".encode() + b",Lost\n" + "Müller".encode("cp1252") + b",Lost\n"
    yield "marks.csv", b"\xef\xbb\xbf" * 1_000 + b"Account,Stage\nA,Lost\n"
    yield "odd-16.csv", b"\xff\xfeA\x00,\x00S"
    yield "overlong.csv", b"Account,Stage\n\xc0\xaf\xe0\x80\xaf,Lost\n"
    dice = random.Random(7)
    for number in range(12):
        yield f"noise-{number}.csv", dice.randbytes(20_000)
        yield f"nearly-text-{number}.csv", HEADER.encode() + b"\n" + dice.randbytes(300) * (number + 1)


def _other_formats() -> Iterator[Named]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deals.csv", b"Account,Stage\n" * 1_000_000)
    yield "deals.zip", packed.getvalue()
    yield "deals.gz", gzip.compress(b"Account,Stage\n" * 1_000_000)
    yield "deals.bz2", bz2.compress(b"Account,Stage\n" + b"," * 14_000_000)
    yield from (
        ("program.csv", b"MZ\x90\x00" + b"\x00\x01" * 5_000),
        ("elf.csv", b"\x7fELF\x02\x01\x01" + b"\x00" * 5_000),
        ("page.csv", b"<html><body onload=alert(1)>"),
        ("xml.csv", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        ("json.csv", b'{"a": ' * 100_000),
        ("letter.csv", b"{\\rtf1 hello}"),
        ("paper.csv", b"%PDF-1.7\n" + b"x" * 1_000),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100_000),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        ("nothing.csv", b""),
        ("blank.csv", b" \r\n\t" * 1_000),
    )


def _pages() -> Iterator[Named]:
    head = b"<html><table><tr><th>Account</th><th>Stage</th></tr>"
    row = b"<tr><td>%s</td><td>Lost</td></tr>"
    sheet = b'<?xml version="1.0"?><Workbook><Worksheet><Table>%s</Table></Worksheet></Workbook>'
    for name, cell in NASTY.items():
        yield f"page-{name}.xls", head + row % cell.encode()
    yield "page-letters.xls", head + row % b"&#0;&#7;&#27;&#xd800;&#x110000;&#99999999999;&amp;lt;"
    lol = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9))
    yield "page-laughs.xls", b"<!DOCTYPE html [" + lol + b"]>" + head + row % b"&l9;"
    yield (
        "page-file.xls",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + sheet % b"&b;",
    )
    yield "page-wide.xls", head + b"<tr>" + b"<td>x</td>" * 1_000_000
    yield "page-spans.xls", head + b'<tr><td colspan="2000" rowspan="500">x</td></tr>' * 5_000
    yield "page-nested.xls", head + b"<tr><td><table>" * 500_000
    yield "page-open-quotes.xls", head + b'<td x="' * 1_000_000
    yield "page-open-comments.xls", head + b"<!--" * 2_000_000
    yield "page-open-scripts.xls", head + b"<script>" * 1_000_000
    yield "page-angles.xls", head + b"<" * 5_000_000
    yield "page-names.xls", head + b"<" + b"a" * 5_000_000
    yield "page-rows.xls", head + b"<tr><td>x<td>y" * 1_000_000
    yield (
        "page-letters-of.xls",
        head.replace(b"<table>", b"<meta charset=unicode_escape><table>") + row % b"\\ud800\xff",
    )
    yield "sheet-index.xls", sheet % (b'<Row><Cell ss:Index="99999999"><Data>x</Data></Cell></Row>' * 9)
    yield "sheet-merged.xls", sheet % (b'<Row><Cell ss:MergeAcross="9999999" ss:MergeDown="9999999"/></Row>' * 9)
    yield "sheet-numbers.xls", sheet % (b'<Row><Cell><Data ss:Type="Number">1e999</Data></Cell><Cell/></Row>' * 9)


def _cards() -> Iterator[Named]:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\n%s\r\nEND:VCARD\r\n"
    yield "open.vcf", b"BEGIN:VCARD\r\nFN:Lena\r\n" * 100_000
    yield "nested.vcf", b"BEGIN:VCARD\r\n" * 5_000 + b"END:VCARD\r\n" * 5_000
    yield "picture.vcf", card % (b"FN:Lena\r\nPHOTO;ENCODING=b:" + b"QUJD" * 2_000_000)
    yield "folded.vcf", card % (b"FN:Lena" + b"\r\n x" * 200_000)
    yield "quoted.vcf", card % (b"FN;ENCODING=QUOTED-PRINTABLE:" + b"=41" * 300_000)
    yield "charset.vcf", card % b"FN;CHARSET=no-such-thing;ENCODING=QUOTED-PRINTABLE:=C3=84"
    yield "parts.vcf", card % (b"FN:Lena\r\nN:" + b";" * 300_000)
    yield "many.vcf", (card % b"FN:Lena") * 5_000
    yield "script.vcf", card % b"FN:<script>alert(1)</script>\r\nEMAIL:=cmd|x@x.example"


def _columns_of_a_warehouse() -> Iterator[Named]:
    honest = _parquet({"Account": pa.array(["Alder"] * 50), "Stage": pa.array(["Closed Lost"] * 50)})
    for part in range(1, 10):
        yield f"cut-{part}.parquet", honest[: len(honest) * part // 10]
    dice = random.Random(11)
    for number in range(15):
        content = bytearray(honest)
        for _ in range(dice.choice((1, 4, 40))):
            content[dice.randrange(4, len(content))] = dice.randrange(256)
        yield f"flipped-{number}.parquet", bytes(content)
    yield "rows.parquet", _parquet({"Account": pa.array(["a"] * 1_100_000)})
    yield "long.parquet", _parquet({"Account": pa.array(["y" * 3_000_000] * 60)})
    yield "columns.parquet", _parquet({f"c{n}": pa.array([1]) for n in range(2_100)})


def _parquet(columns: dict[str, pa.Array]) -> bytes:
    made = io.BytesIO()
    parquet.write_table(pa.table(columns), made)
    return made.getvalue()
