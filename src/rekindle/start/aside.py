"""Work that takes memory a server should not keep, done by a process of its own that then ends.

`python -m rekindle.start.aside` prepares the data folder; `... plan` plans every morning that is due; `... plan
WORKSPACE INSTANT` plans one workspace. `... patterns` works out the patterns that are due; with WORKSPACE INSTANT, of
one workspace.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime
from uuid import UUID

from rekindle.start.light import end_quietly, give_memory_back


def main(arguments: list[str]) -> None:
    """Set up Django, then do what the arguments say."""
    end_quietly()
    give_memory_back()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rekindle.start.settings")
    # Only now: to import Django takes long enough for somebody to press Ctrl-C.
    import django  # noqa: PLC0415

    django.setup()
    # Only now: these know tables, which exist once Django is set up.
    from rekindle.desk.morning import plan_due_mornings, plan_workspace  # noqa: PLC0415
    from rekindle.desk.patterns import work_out_due, work_out_patterns  # noqa: PLC0415
    from rekindle.start.paths import data_folder  # noqa: PLC0415
    from rekindle.start.prepare import prepare  # noqa: PLC0415
    from rekindle.start.troubles import said_in_words  # noqa: PLC0415
    from rekindle.tables.compiled import keep_compiled_in  # noqa: PLC0415

    keep_compiled_in(data_folder() / "compiled")
    match arguments:
        case ["plan", workspace_id, at]:
            plan_workspace(UUID(workspace_id), datetime.fromisoformat(at))
        case ["plan"]:
            plan_due_mornings(datetime.now(UTC))
        case ["patterns", workspace_id, at]:
            work_out_patterns(UUID(workspace_id), datetime.fromisoformat(at))
        case ["patterns"]:
            work_out_due(datetime.now(UTC))
        case _:
            with said_in_words():
                prepare()


def plan_due_aside() -> None:
    """Have every due morning planned by another process; raises CalledProcessError when that fails."""
    _run("plan")


def plan_aside(workspace_id: UUID, at: datetime) -> None:
    """Have one workspace planned by another process; raises CalledProcessError when that fails."""
    _run("plan", str(workspace_id), at.isoformat())


def patterns_due_aside() -> None:
    """Have all patterns that are due worked out by another process; raises CalledProcessError when that fails."""
    _run("patterns")


def patterns_aside(workspace_id: UUID, at: datetime) -> None:
    """Have the patterns of one workspace worked out by another process; raises CalledProcessError when that fails."""
    _run("patterns", str(workspace_id), at.isoformat())


def _run(*arguments: str) -> None:
    # In a session of its own: what was begun is finished, even when Ctrl-C stops the server meanwhile.
    command = [sys.executable, "-m", "rekindle.start.aside", *arguments]
    subprocess.run(command, check=True, start_new_session=True)  # noqa: S603 our own module


if __name__ == "__main__":
    main(sys.argv[1:])
