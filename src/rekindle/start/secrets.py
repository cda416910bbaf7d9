"""Secrets of this installation, kept in its data folder and never in the database."""

import os
import secrets
from pathlib import Path


def read_secret(folder: Path, name: str) -> str:
    """Read a secret, making it the first time; only the owner may read the file."""
    path = folder / "secrets" / name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
