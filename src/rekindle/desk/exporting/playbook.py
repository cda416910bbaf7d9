"""The playbook in force as a folder: a pack like any other, to keep, to edit, or to hand to another team."""

from pathlib import Path

from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.phrases import say_count
from rekindle.playbook import content_of, write_files


def write_pack(actor: Actor, folder: Path) -> str:
    """Write the playbook in force as the files of a pack that stands on no other; returns a sentence.

    Raises RefusedError for a folder that holds something already, or cannot be written.
    """
    playbook = playbook_of(read_workspace(actor.workspace_id))
    files = write_files(content_of(playbook))
    try:
        if folder.exists() and any(folder.iterdir()):
            raise RefusedError(f"{folder} holds something already. Name a new folder, so that nothing is lost.")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise RefusedError(f"{folder} cannot be written: {error.strerror}.") from error
    return f"Wrote {playbook.title} {playbook.version} into {folder}: {say_count(len(files), 'file')}."
