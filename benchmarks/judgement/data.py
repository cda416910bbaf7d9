"""Where the real data lies: `../shared/data` beside the checkout, or the folder REKINDLE_BENCH_DATA names."""

import os
from pathlib import Path

_BESIDE = Path(__file__).parents[3] / "shared" / "data"


class DataMissingError(Exception):
    """A file of the real data is not there; its text says which, and where it was looked for."""


def data_file(name: str) -> Path:
    """Return the path of a file of the real data; raises DataMissingError where it is not there."""
    path = Path(os.environ.get("REKINDLE_BENCH_DATA", _BESIDE)) / name
    if not path.exists():
        raise DataMissingError(
            f"{name} is not in {path.parents[len(Path(name).parts) - 1]}; set REKINDLE_BENCH_DATA to the folder it is in"
        )
    return path
