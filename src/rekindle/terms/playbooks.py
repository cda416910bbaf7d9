"""Words about the versions of a playbook that a workspace holds."""

from enum import StrEnum


class EditKind(StrEnum):
    """How a version came about. `folder` is what the pack held when it was first changed: kept, never in force."""

    FOLDER = "folder"
    CHANGE = "change"
    RESTORE = "restore"
    TAKE_OVER = "take_over"
