"""The command `rekindle`."""

import os

import django

from rekindle.start.light import give_memory_back
from rekindle.start.troubles import said_in_words


def main() -> None:
    """Set up Django, then hand over to the command line."""
    give_memory_back()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rekindle.start.settings")
    with said_in_words():
        django.setup()
    # Only now: these know tables, which exist once Django is set up.
    from rekindle.cli.app import build_app  # noqa: PLC0415
    from rekindle.start.prepare import prepare_for  # noqa: PLC0415
    from rekindle.start.serve import serve  # noqa: PLC0415

    app = build_app(prepare_for)
    app.command("serve")(serve)
    app()


if __name__ == "__main__":
    main()
