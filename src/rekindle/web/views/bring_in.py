"""Bringing a file in: choose it, see what each column became, say yes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.bring_in import ImportReport, find_brought, import_deals
from rekindle.desk.bring_in.background import start_import
from rekindle.desk.bring_in.columns import KEEP, LEAVE, list_fields
from rekindle.desk.show.files import show_files
from rekindle.web.file_answers import Said, read_said, write_said
from rekindle.web.forms.pages import FileForm
from rekindle.web.incoming import LARGEST, NotKeptError, forget_file, keep_file, read_file
from rekindle.web.views.common import UNPROCESSABLE, go, make_frame, show_page, with_actor

TOO_LARGE = f"That file is larger than {LARGEST // 1024 // 1024} MB. Split it, or bring it in with “rekindle import”."
# So many columns that are only kept stand in the table; more are folded away.
MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One column on the page: what it was taken for and why.

    `is_asked` marks a column that a question is about, `is_empty` one without a value.
    """

    name: str
    example: str
    field: str
    why: str = ""
    is_asked: bool = False
    is_empty: bool = False

    @property
    def is_read(self) -> bool:
        """Whether the column means something here."""
        return self.field not in (KEEP, LEAVE)


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def choose_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show where to drop a file; read the one that was dropped, and show what would become of it."""
    if request.method != "POST":
        return _show_choice(request, actor, FileForm(initial={"kind": "auto"}))
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_choice(request, actor, form, status=UNPROCESSABLE)
    file, kind = form.cleaned_data["file"], form.cleaned_data["kind"] or "auto"
    if file.size > LARGEST:
        return _show_choice(request, actor, form, status=UNPROCESSABLE, refusal=TOO_LARGE)
    content = file.read()
    if known := find_brought(actor, content):
        if not known.finished:
            keep_file(actor, file.name, content)
        return _show_known(known.file_id, is_in=known.finished)
    try:
        report = import_deals(actor, "", content=content, name=file.name, kind=kind, dry_run=True, preview=True)
    except RefusedError as refusal:
        return _show_choice(request, actor, form, status=UNPROCESSABLE, refusal=_as_sentence(refusal))
    handle = keep_file(actor, file.name, content)
    return _show_check(request, actor, handle, kind, report, Said())


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def check_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Look again with other columns, or bring the file in."""
    if request.method != "POST":
        return go("bring_in")
    handle, kind = request.POST.get("file", ""), request.POST.get("kind", "auto")
    said = read_said(request.POST)
    try:
        name, content = read_file(actor, handle)
        about: dict[str, Any] = {"content": content, "name": name, "kind": kind, "mapping": said.mapping or None}
        if (known := find_brought(actor, content)) and known.finished:
            return _show_known(known.file_id, is_in=True)
        if request.POST.get("do") == "bring":
            file_id = start_import(actor, request.POST.get("key", ""), **about, after=lambda: forget_file(handle))
            return go("file", file_id)
        report = import_deals(actor, "", **about, dry_run=True, preview=True)
    except (RefusedError, NotKeptError) as refusal:
        return _show_choice(request, actor, FileForm(), status=UNPROCESSABLE, refusal=_as_sentence(refusal))
    return _show_check(request, actor, handle, kind, report, said)


def _show_known(file_id: UUID, *, is_in: bool) -> HttpResponse:
    """Lead to a file that is in already, or was begun: looked at once more it would seem to be new."""
    page = go("file", file_id)
    page["Location"] += "?again=1" if is_in else ""
    return page


def _as_sentence(refusal: Exception) -> str:
    """What a file was refused for ends without a stop, for the terminal; on the page a sentence follows it."""
    words = str(refusal)
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _show_choice(request: HttpRequest, actor: Actor, form: FileForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "files": show_files(actor), **more}
    return show_page(request, "bring_in/page.html", make_frame(request, actor, "bring_in"), context, status=status)


def _show_check(
    request: HttpRequest, actor: Actor, handle: str, kind: str, report: ImportReport, said: Said
) -> HttpResponse:
    columns = _list_columns(report)
    filled = [column for column in columns if not column.is_empty]
    kept = [column for column in filled if not (column.is_read or column.is_asked)]
    folded = kept if len(kept) > MOST_KEPT else []
    tables = {
        "": [column for column in filled if column not in folded],
        "kept as they are": folded,
        "without a value to show": [column for column in columns if column.is_empty],
    }
    # The fields of the form are read in the order in which they stand on the page.
    ordered = {column.name: column.field for table in tables.values() for column in table}
    context = {
        "report": report,
        "tables": tables,
        "filled": len(filled),
        "matched": sum(column.is_read for column in filled),
        "answered": (*said.answered, *report.remembered),
        "hidden": write_said(said, report, ordered),
        "fields": list_fields(report.kind, {column.field for column in columns}),
        "handle": handle,
        "kind": kind,
    }
    return show_page(request, "bring_in/check.html", make_frame(request, actor, "bring_in"), context)


def _list_columns(report: ImportReport) -> list[Column]:
    asked = {question.column for question in report.asks}
    return [
        Column(
            seen.column,
            " · ".join(seen.samples),
            seen.field or KEEP,
            seen.why,
            is_asked=any(seen.column == one or one.startswith(f"{seen.column}: ") for one in asked),
            is_empty=not seen.samples,
        )
        for seen in report.columns
    ]
