"""Plans every morning that is due, and ends: `python -m rekindle.start.plan`."""

import os
from datetime import UTC, datetime

import django


def main() -> None:
    """Set up Django, then plan."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rekindle.start.settings")
    django.setup()
    # Only now: these know tables, which exist once Django is set up.
    from rekindle.desk.morning import plan_due_mornings  # noqa: PLC0415
    from rekindle.start.paths import data_folder  # noqa: PLC0415
    from rekindle.tables.compiled import keep_compiled_in  # noqa: PLC0415

    keep_compiled_in(data_folder() / "compiled")
    plan_due_mornings(datetime.now(UTC))


if __name__ == "__main__":
    main()
