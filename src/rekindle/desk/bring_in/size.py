"""Whether a file is small enough to be read, before it is."""

from rekindle.desk.actor import RefusedError
from rekindle.intake.reading import UnreadableError, refuse_large


def check_size(name: str, size: int) -> None:
    """Let a file of so many bytes pass. Raises RefusedError, with the way out, where it is too large."""
    try:
        refuse_large(name, size)
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
