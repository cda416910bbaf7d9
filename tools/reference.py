"""Writes docs/reference from the code: `make docs`. A test fails when a page is not what the code says."""

import os
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "reference"


def write_commands() -> str:
    """Return the page of the commands: every argument and option with its help text."""
    import typer  # noqa: PLC0415 the command line is built once Django is set up

    from rekindle.cli.app import build_app  # noqa: PLC0415

    group = typer.main.get_command(build_app(lambda command, arguments: None))
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


def write_pages() -> dict[str, str]:
    """Return every generated page by its file name."""
    return {"commands.md": write_commands(), "fields.md": write_fields()}


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
