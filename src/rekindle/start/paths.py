"""Where this installation keeps its data."""

import os
from pathlib import Path


def wanted_folder() -> Path:
    """Return the folder of `REKINDLE_DATA` (default `data/` below the working folder), whether it is there or not."""
    return Path(os.environ.get("REKINDLE_DATA") or "data").absolute()


def data_folder() -> Path:
    """Return the data folder, made if missing; raises OSError when it cannot be made."""
    folder = wanted_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
