"""Where this installation keeps its data."""

import os
from pathlib import Path


def data_folder() -> Path:
    """Return the folder of `REKINDLE_DATA` (default `data/` below the working folder), made if missing."""
    folder = Path(os.environ.get("REKINDLE_DATA", "data")).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
