"""The command `rekindle`."""

import os
import signal
import sys

from rekindle.start.light import end_quietly, give_memory_back


def main() -> None:
    """Set up Django, then hand over to the command line."""
    heard = end_quietly()
    give_memory_back()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rekindle.start.settings")
    # Only now: to import Django takes long enough for somebody to press Ctrl-C.
    import django  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    from rekindle.cli.version import print_version  # noqa: PLC0415
    from rekindle.start.troubles import heard_or_said, said_in_words, say_database  # noqa: PLC0415

    if sys.argv[1:] == ["--version"]:
        # Answered before the house is built, which takes seconds.
        with heard_or_said():
            print_version()
        return
    with said_in_words():
        django.setup()
    # Only now: these know tables, which exist once Django is set up.
    from rekindle.cli.app import build_app  # noqa: PLC0415
    from rekindle.start.prepare import prepare_for  # noqa: PLC0415
    from rekindle.start.serve import serve  # noqa: PLC0415

    app = build_app(prepare_for)
    app.command("serve")(serve)
    signal.signal(signal.SIGINT, heard)
    try:
        with heard_or_said():
            app()
    except OperationalError as error:
        sys.exit(f"rekindle: {say_database(error)}")


if __name__ == "__main__":
    main()
