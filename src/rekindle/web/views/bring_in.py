"""Bringing a file in: choose it, see what each column became, say yes."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.bring_in import ImportReport, import_deals
from rekindle.desk.bring_in.background import start_import
from rekindle.desk.bring_in.columns import KEEP, LEAVE, list_fields
from rekindle.desk.show.files import show_files
from rekindle.web.forms.pages import FileForm
from rekindle.web.incoming import LARGEST, NotKeptError, forget_file, keep_file, read_file
from rekindle.web.views.common import UNPROCESSABLE, go, make_frame, show_page, with_actor

TOO_LARGE = f"That file is larger than {LARGEST // 1024 // 1024} MB. Split it, or bring it in with “rekindle import”."


@dataclass(frozen=True, slots=True)
class Column:
    """One column on the page: `guess` is what it was taken for, `field` what it is taken for now.

    `is_asked` marks a column that a question is about."""

    name: str
    example: str
    field: str
    guess: str
    is_asked: bool = False


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
    try:
        report = import_deals(actor, "", content=content, name=file.name, kind=kind, dry_run=True, preview=True)
    except RefusedError as refusal:
        return _show_choice(request, actor, form, status=UNPROCESSABLE, refusal=_as_sentence(refusal))
    handle = keep_file(actor, file.name, content)
    return _show_check(request, actor, handle, kind, report, {})


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def check_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Look again with other columns, or bring the file in."""
    if request.method != "POST":
        return go("bring_in")
    handle, kind = request.POST.get("file", ""), request.POST.get("kind", "auto")
    answers = _read_answers(request)
    try:
        name, content = read_file(actor, handle)
        mapping = {**_read_changes(request), **answers}
        said: dict[str, Any] = {"content": content, "name": name, "kind": kind, "mapping": mapping or None}
        if request.POST.get("do") == "bring":
            file_id = start_import(actor, request.POST.get("key", ""), **said, after=lambda: forget_file(handle))
            return go("file", file_id)
        report = import_deals(actor, "", **said, dry_run=True, preview=True)
    except (RefusedError, NotKeptError) as refusal:
        return _show_choice(request, actor, FileForm(), status=UNPROCESSABLE, refusal=_as_sentence(refusal))
    return _show_check(request, actor, handle, kind, report, answers)


def _read_guesses(request: HttpRequest) -> list[tuple[str, str]]:
    """Read (column, guess) of every column: one field of the form, for a file may have hundreds of columns."""
    try:
        return [(str(column), str(guess)) for column, guess in json.loads(request.POST.get("columns", "[]"))]
    except (ValueError, TypeError):
        return []


def _read_changes(request: HttpRequest) -> dict[str, str]:
    said = zip(_read_guesses(request), request.POST.getlist("field"), strict=False)
    return {column: field for (column, guess), field in said if field != guess}


def _read_answers(request: HttpRequest) -> dict[str, str]:
    """Read what was answered before, and the answers to the questions of this page."""
    try:
        before = {str(column): str(choice) for column, choice in json.loads(request.POST.get("answered", "{}")).items()}
    except (ValueError, AttributeError):
        before = {}
    asked = zip(request.POST.getlist("asked"), request.POST.getlist("answer"), strict=False)
    return {**before, **{column: choice for column, choice in asked if choice}}


def _as_sentence(refusal: Exception) -> str:
    """What a file was refused for ends without a stop, for the terminal; on the page a sentence follows it."""
    words = str(refusal)
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _show_choice(request: HttpRequest, actor: Actor, form: FileForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "files": show_files(actor), **more}
    return show_page(request, "bring_in/page.html", make_frame(request, actor, "bring_in"), context, status=status)


def _show_check(
    request: HttpRequest, actor: Actor, handle: str, kind: str, report: ImportReport, answers: dict[str, str]
) -> HttpResponse:
    guesses = dict(_read_guesses(request))
    asked = {question.column for question in report.asks}
    columns = [
        Column(
            seen.column,
            ", ".join(seen.samples),
            field := seen.field or KEEP,
            guesses.get(seen.column, field),
            is_asked=any(seen.column == one or one.startswith(f"{seen.column}: ") for one in asked),
        )
        for seen in report.columns
    ]
    context = {
        "report": report,
        "columns": columns,
        "guesses": json.dumps([(column.name, column.guess) for column in columns]),
        "answered": json.dumps(answers),
        "matched": sum(column.field not in (KEEP, LEAVE) for column in columns),
        "fields": list_fields(report.kind, {column.field for column in columns}),
        "handle": handle,
        "kind": kind,
    }
    return show_page(request, "bring_in/check.html", make_frame(request, actor, "bring_in"), context)
