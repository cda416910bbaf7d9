"""`python -m benchmarks.bringing_run ROWS`: measure one size in a process of its own, and print the times as JSON."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict


def measure_apart(rows: int) -> dict[str, float]:
    """Measure in a fresh process, so that its memory is that of the import alone."""
    command = [sys.executable, "-m", "benchmarks.bringing_run", str(rows)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 our own interpreter and module
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _main(folder: str) -> None:
    os.environ["REKINDLE_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "rekindle.start.settings"
    os.environ.pop("REKINDLE_DATABASE", None)
    import django  # noqa: PLC0415 the folder is chosen before Django is set up

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks.bringing import measure_bringing  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    print(json.dumps(asdict(measure_bringing(int(sys.argv[1]), "bringing"))))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="rekindle-bringing-") as own:
        _main(own)
