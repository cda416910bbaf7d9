"""Writes docs/reference from the code: `make docs`. A test fails when a page is not what the code says."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "reference"


def write_commands() -> str:
    """Return the page of the commands: every argument and option with its help text."""
    import typer  # noqa: PLC0415 the command line is built once Django is set up

    from rekindle.cli.app import build_app  # noqa: PLC0415
    from rekindle.start.serve import serve  # noqa: PLC0415

    app = build_app(lambda command, arguments: None)
    app.command("serve")(serve)
    group = typer.main.get_command(app)
    parts = [
        "# Commands",
        "",
        "Written by `make docs` from the code. Exit code 0: done; 2: refused, with one sentence.",
    ]
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        parts += ["", f"## `rekindle {name}`", "", (command.help or "").strip(), "", "| | |", "|---|---|"]
        for parameter in command.params:
            words = getattr(parameter, "help", "") or ""
            named = ", ".join(parameter.opts) if parameter.param_type_name == "option" else parameter.name.upper()
            parts.append(f"| `{named}` | {words.replace('|', '/')} |")
    return "\n".join([*parts, ""])


def write_fields() -> str:
    """Return the page of the fields a column can mean."""
    from rekindle.intake.columns.dictionary import fields  # noqa: PLC0415

    parts = [
        "# Fields a column can mean",
        "",
        'Written by `make docs` from the code. `rekindle import FILE --map "COLUMN=field"` says it by hand.',
        "",
        "| field | in files of | means |",
        "|---|---|---|",
    ]
    for field in fields().values():
        kinds = ", ".join(sorted(str(kind) for kind in field.kinds))
        parts.append(f"| `{field.key}` | {kinds} | {field.means} |")
    return "\n".join([*parts, ""])


CALLED = {
    "close": "Close",
    "copper": "Copper",
    "dynamics": "Dynamics 365",
    "freshsales": "Freshsales",
    "google": "Google Contacts",
    "hubspot": "HubSpot",
    "insightly": "Insightly",
    "job_search": "A job search",
    "linkedin": "LinkedIn",
    "odoo": "Odoo",
    "outlook": "Outlook",
    "pipedrive": "Pipedrive",
    "rekindle": "Rekindle",
    "salesforce": "Salesforce",
    "sugar": "SugarCRM, SuiteCRM, EspoCRM",
    "trello": "Trello",
    "vcard": "vCards",
    "zoho": "Zoho CRM, Bigin",
}
"""What people call the systems whose layouts are known; `plain` is any other file."""


def write_systems() -> str:
    """Return the page of what each column of each known system becomes, and of the names known in any file."""
    from rekindle.intake.columns.dictionary import fields, profiles  # noqa: PLC0415

    parts = [
        "# What becomes what, column by column",
        "",
        "Written by `make docs` from the code. Names of columns stand here in small letters without signs:",
        "`Close Date`, `CloseDate` and `close_date` are all *close date*. A column that stands nowhere here is kept",
        "on the record under its name, searchable.",
    ]
    for system, called in sorted(CALLED.items(), key=lambda one: one[1].casefold()):
        parts += ["", f"## {called}"]
        layouts = [profile for profile in profiles() if profile.system == system]
        for kind in sorted({profile.kind for profile in layouts}):
            found = [profile for profile in layouts if profile.kind == kind]
            parts += ["", f"### {called}: {kind}", "", "| here | in the file |", "|---|---|"]
            meant = [pair for profile in found for pair in profile.headers.items()]
            for key in sorted({field for _, field in meant}, key=list(fields()).index):
                parts.append(f"| {fields()[key].means} | {_list(header for header, field in meant if field == key)} |")
            if kept := _list(header for profile in found for header in profile.keep):
                parts.append(f"| known, and kept as it is | {kept} |")
    parts += ["", "## Any file, in fifteen languages", "", "| here | names |", "|---|---|"]
    parts += [f"| {field.means} | {_list(field.words)} |" for field in fields().values() if field.words]
    return "\n".join([*parts, ""])


def _list(names: Iterable[str]) -> str:
    """List names once, in order, without those that are another written as one word."""
    found = set(names)
    joined = {name.replace(" ", "") for name in found if " " in name}
    return ", ".join(sorted(found - joined))


def write_pages() -> dict[str, str]:
    """Return every generated page by its file name."""
    return {"commands.md": write_commands(), "fields.md": write_fields(), "systems.md": write_systems()}


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in write_pages().items():
        (FOLDER / name).write_text(text)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rekindle.start.settings")
    os.environ.setdefault("REKINDLE_DATA", tempfile.mkdtemp(prefix="rekindle-docs-"))
    import django

    django.setup()
    main()
