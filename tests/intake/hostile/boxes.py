"""Workbooks that are wrong: bombs, entities, far cells, broken parts. All are made here, none is kept as a file."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator

from tests.intake.support import as_xlsx

# What takes long to make is made when it is tried: before the next one is named.
Named = tuple[str, bytes | Callable[[], bytes]]

HONEST = as_xlsx(("Account", "Stage", "Amount"), *[(f"House {n}", "Closed Lost", n) for n in range(40)])
SHEET, BOOK, STRINGS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OPEN = f"<worksheet {MAIN}><sheetData>"
CLOSE = "</sheetData></worksheet>"


def boxed(parts: dict[str, bytes], *, repeat: int = 1) -> bytes:
    """Return an honest workbook with some parts exchanged or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(HONEST)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for _ in range(repeat):
            for name, content in parts.items():
                new.writestr(name, content)
    return made.getvalue()


def make_boxes() -> Iterator[Named]:
    """Yield about 170 workbooks."""
    yield from _bombs()
    yield from _entities()
    yield from _far_cells()
    yield from _odd_parts()
    yield from _cut_and_flipped()
    yield from _sheets_of_an_office()


def _bombs() -> Iterator[Named]:
    for size in (30, 80, 320):
        yield (
            f"bomb-{size}mb.xlsx",
            lambda size=size: boxed({SHEET: f"{OPEN}{' ' * (size * 1_000_000)}{CLOSE}".encode()}),
        )
    yield "bomb-text.xlsx", lambda: boxed({STRINGS: f"<sst {MAIN}><si><t>{'x' * 90_000_000}</t></si></sst>".encode()})
    cells = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 30_001))
    big = f"<sst {MAIN}><si><t>{'y' * 1_000_000}</t></si></sst>".encode()
    yield "bomb-one-text-in-every-cell.xlsx", lambda: boxed({SHEET: f"{OPEN}{cells}{CLOSE}".encode(), STRINGS: big})
    yield "bomb-many-texts.xlsx", lambda: boxed({STRINGS: (f"<sst {MAIN}>" + "<si><t>a</t></si>" * 2_000_000).encode()})
    yield "bomb-nested.xlsx", lambda: boxed({"xl/inner.zip": zipped({"x": b"\0" * 50_000_000})})
    yield "bomb-entries.xlsx", lambda: zipped({f"xl/{n}.xml": b"<a/>" for n in range(20_000)})
    yield "bomb-empty-rows.xlsx", lambda: boxed({SHEET: (OPEN + "<row/>" * 3_000_000 + CLOSE).encode()})
    yield "bomb-deep.xlsx", lambda: boxed({SHEET: (OPEN + "<a>" * 2_000_000 + CLOSE).encode()})
    yield "bomb-sheets.xlsx", lambda: boxed({BOOK: _book(100_000)})
    yield "bomb-comment.xlsx", lambda: boxed({SHEET: f"{OPEN}<!--{'-x' * 15_000_000}-->{CLOSE}".encode()})
    for claimed in (1, 1_000):
        yield f"bomb-that-says-{claimed}.xlsx", lambda claimed=claimed: lying(claimed)
    for columns in (2_001, 16_384, 1_000_000):
        row = "".join(f'<c t="inlineStr"><is><t>c{n}</t></is></c>' for n in range(columns))
        yield f"columns-{columns}.xlsx", lambda row=row: boxed({SHEET: f'{OPEN}<row r="1">{row}</row>{CLOSE}'.encode()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a plain archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _book(sheets: int) -> bytes:
    named = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(sheets))
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return f"<workbook {MAIN} {relations}><sheets>{named}</sheets></workbook>".encode()


def lying(claimed: int) -> bytes:
    """Return a workbook whose directory says that a sheet of 60 MB has a few bytes."""
    content = bytearray(boxed({SHEET: f"{OPEN}{'<row/>' * 10_000_000}{CLOSE}".encode()}))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", content, at + 28)[0]
        if bytes(content[at + 46 : at + 46 + length]) == SHEET.encode():
            struct.pack_into("<I", content, at + 24, claimed)
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


ENTITIES = {
    "billion": "<!DOCTYPE z [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>",
    "quadratic": f"<!DOCTYPE z [<!ENTITY j '{'q' * 100_000}'>]>",
    "file": "<!DOCTYPE z [<!ENTITY j SYSTEM 'file:///etc/passwd'>]>",
    "network": "<!DOCTYPE z [<!ENTITY j SYSTEM 'http://127.0.0.1:9/x'>]>",
    "parameter": "<!DOCTYPE z [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]>",
    "outside": "<!DOCTYPE z SYSTEM 'file:///etc/passwd'>",
}


def _entities() -> Iterator[Named]:
    for name, doctype in ENTITIES.items():
        inside = "<row r='1'><c r='A1' t='inlineStr'><is><t>&j;&j;&j;</t></is></c></row>"
        for part in (SHEET, BOOK, STRINGS, "xl/styles.xml"):
            body = f"<?xml version='1.0'?>{doctype}{OPEN}{inside}{CLOSE}"
            yield f"entity-{name}-{part.rpartition('/')[2]}.xlsx", boxed({part: body.encode()})
        late = f"<?xml version='1.0'?><!--{' ' * 100_000}-->{doctype}{OPEN}{inside}{CLOSE}"
        yield f"entity-{name}-late.xlsx", boxed({SHEET: late.encode()})
        yield f"entity-{name}-wide.xlsx", boxed({SHEET: f"{doctype}{OPEN}{inside}{CLOSE}".encode("utf-16")})


def _far_cells() -> Iterator[Named]:
    places = (
        "XFD1048576",
        "A1048576",
        "XFD2",
        "ZZZZZZ9",
        "A99999999999999999999",
        "A0",
        "1A",
        "",
        "A-1",
        "AAAAAAAAAAAAAAA1",
    )
    for place in places:
        cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="{place}"><v>1</v></c></row>'
        yield f"far-{place[:12]}.xlsx", boxed({SHEET: f"{OPEN}{cells}{CLOSE}".encode()})


def _odd_parts() -> Iterator[Named]:
    for part in (SHEET, BOOK, STRINGS, "xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        for name, body in (("empty", b""), ("garbage", b"\xff\xfe\x00garbage"), ("html", b"<html><script>1</script>")):
            yield f"{name}-{part.rpartition('/')[2]}.xlsx", boxed({part: body})
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    for number, target in enumerate(
        ("../../../../etc/passwd", "file:///etc/passwd", "http://127.0.0.1/x", "workbook.xml", "")
    ):
        relation = f'<Relationship Id="rId1" Type="x/worksheet" Target="{target}"/>'
        body = f'<Relationships xmlns="{relations}">{relation}</Relationships>'
        yield f"target-{number}.xlsx", boxed({"xl/_rels/workbook.xml.rels": body.encode()})
    yield "twice.xlsx", boxed({SHEET: f"{OPEN}{CLOSE}".encode()}, repeat=3)
    yield "climbing.xlsx", boxed({"../../../tmp/evil.xml": b"<a/>", "/etc/cron.d/evil": b"<a/>"})
    yield "macro.xlsm", boxed({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"x" * 1_000})
    formulas = (
        "<row r='1'><c r='A1'><f>cmd|' /C calc'!A0</f></c>"
        "<c r='B1'><f>WEBSERVICE(&quot;http://127.0.0.1&quot;)</f><v>1</v></c></row>"
    )
    yield "formulas.xlsx", boxed({SHEET: f"{OPEN}{formulas}{CLOSE}".encode()})
    yield "shared-index.xlsx", boxed({SHEET: f'{OPEN}<row><c t="s"><v>99999999</v></c></row>{CLOSE}'.encode()})
    yield "number-inf.xlsx", boxed({SHEET: f"{OPEN}<row><c><v>1e999999</v></c><c><v>nan</v></c></row>{CLOSE}".encode()})


def _cut_and_flipped() -> Iterator[Named]:
    dice = random.Random(20260302)
    for part in range(1, 20):
        yield f"cut-{part}.xlsx", HONEST[: len(HONEST) * part // 20]
    for number in range(40):
        content = bytearray(HONEST)
        for _ in range(dice.choice((1, 3, 30))):
            content[dice.randrange(len(content))] = dice.randrange(256)
        yield f"flipped-{number}.xlsx", bytes(content)


SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def _sheets_of_an_office() -> Iterator[Named]:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{}"/>'
    for columns, rows in ((1_000_000, 1), (1, 1_200_000), (16_384, 1_048_576), (10**12, 10**12), (-1, -1)):
        row = f'<table:table-row table:number-rows-repeated="{rows}">{cell.format(columns)}</table:table-row>'
        yield f"repeated-{columns}-{rows}.ods", _office(row)
    for name, doctype in ENTITIES.items():
        yield f"entity-{name}.ods", _office("<table:table-row/>", doctype)
    yield "empty.ods", _office("")
    yield "cut.ods", _office("<table:table-row/>")[:-60]


def _office(rows: str, doctype: str = "") -> bytes:
    content = (
        f"<?xml version='1.0'?>{doctype}<office:document-content {SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"})
