"""Plans in a process of its own, and ends: `python -m rekindle.start.plan [WORKSPACE INSTANT]`.

Without arguments every morning that is due.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime
from uuid import UUID

import django


def main(arguments: list[str]) -> None:
    """Set up Django, then plan."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rekindle.start.settings")
    django.setup()
    # Only now: these know tables, which exist once Django is set up.
    from rekindle.desk.morning import plan_due_mornings, plan_workspace  # noqa: PLC0415
    from rekindle.start.paths import data_folder  # noqa: PLC0415
    from rekindle.tables.compiled import keep_compiled_in  # noqa: PLC0415

    keep_compiled_in(data_folder() / "compiled")
    if arguments:
        workspace_id, at = arguments
        plan_workspace(UUID(workspace_id), datetime.fromisoformat(at))
    else:
        plan_due_mornings(datetime.now(UTC))


def plan_due_aside() -> None:
    """Have every due morning planned by another process; raises CalledProcessError when that fails."""
    _run([])


def plan_aside(workspace_id: UUID, at: datetime) -> None:
    """Have one workspace planned by another process; raises CalledProcessError when that fails."""
    _run([str(workspace_id), at.isoformat()])


def _run(arguments: list[str]) -> None:
    subprocess.run([sys.executable, "-m", "rekindle.start.plan", *arguments], check=True)  # noqa: S603 our own module


if __name__ == "__main__":
    main(sys.argv[1:])
