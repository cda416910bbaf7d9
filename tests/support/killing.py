"""A process of its own that imports a file, and is killed with SIGKILL just before its n-th statement of SQL.

`python -m tests.support.killing JSON`: {"content": path, "slug": workspace, "chunk": rows of a transaction, "runs":
[{"url" or "path": the database, "kill": [n or null, ...], "at_once": processes}]}. Every import of a run is a process;
those of `at_once` start together. Prints for each run how the processes ended, the hashes of the book's tables and the
journal's counts.
"""

import json
import os
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path


def main() -> None:
    """Do every run, each import in a child of this warm process."""
    order = json.loads(sys.argv[1])
    os.environ["DJANGO_SETTINGS_MODULE"] = "rekindle.start.settings"
    import django

    django.setup()
    import rekindle.desk.bring_in.chunks
    import rekindle.desk.bring_in.verb

    # Planning writes nothing a file says, and takes longer than all the rest.
    rekindle.desk.bring_in.verb.plan_book = lambda *_: None
    rekindle.desk.bring_in.verb.planned_since = lambda *_: True
    rekindle.desk.bring_in.chunks.CHUNK = order["chunk"]
    content = Path(order["content"]).read_bytes()
    _warm_up(content)
    answers = []
    for run in order["runs"]:
        ended = [_wait(_fork(run, content, order, point)) for point in run["kill"]]
        start = time.time() + 0.3
        ended += [_wait(one) for one in [_fork(run, content, order, None, start) for _ in range(run.get("at_once", 0))]]
        answers.append({"ended": ended, **_look(run, order)})
    print(json.dumps(answers))  # noqa: T201 the answer of this program


def _warm_up(content: bytes) -> None:
    """Read the file and its words once, so that no child has to work out anew what reading needs."""
    from rekindle.desk.bring_in.understanding import read_claims, read_wishes
    from rekindle.intake.reading import read_table
    from rekindle.intake.recognising import recognise

    recognise(read_table(content, "lost.csv"))
    read_claims("Budget")
    read_wishes("Call me again in six months", datetime.now(UTC).date())


def _fork(run: dict, content: bytes, order: dict, kill: int | None, start: float = 0) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        time.sleep(max(0, start - time.time()))
        _import(run, content, order, kill)
        code = 0
    finally:
        os._exit(code)


def _wait(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _open(run: dict) -> None:
    from rekindle.start.databases import postgres, sqlite
    from tests.support.databases import make_default

    settings = postgres(run["url"]) if "url" in run else sqlite(Path(run["path"]))
    make_default(settings)


def _import(run: dict, content: bytes, order: dict, kill: int | None) -> None:
    from django.db import connection

    from rekindle.desk.bring_in import import_deals
    from rekindle.terms.ids import new_id

    _open(run)
    said = 0

    def count(execute, sql, params, many, context):
        nonlocal said
        said += 1
        if said == kill:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    actor = _actor(order["slug"])
    with connection.execute_wrapper(count):
        import_deals(actor, f"kill-{new_id()}", content=content, name="lost.csv")
    if "count" in run:
        Path(run["count"]).write_text(str(said))


def _actor(slug: str):
    from rekindle.desk.enter import actor_for_cli

    return actor_for_cli(slug, None, datetime.now(UTC))


def _look(run: dict, order: dict) -> dict:
    """Look at the book in a child, for this process must not hold a connection."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        _open(run)
        os.write(write, json.dumps(_say(order)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(write)
    with os.fdopen(read) as found:
        return json.loads(found.read())


def _say(order: dict) -> dict:
    from rekindle.book.canonical import canonical_tables
    from rekindle.book.models import Command, Deal, File, JournalRow

    workspace_id = _actor(order["slug"]).workspace_id
    return {
        "tables": canonical_tables(workspace_id),
        "rows": JournalRow.objects.within(workspace_id).count(),
        "deals": Deal.objects.within(workspace_id).count(),
        "files": File.objects.within(workspace_id).count(),
        "to_undo": Command.objects.within(workspace_id).filter(undoable=True).count(),
    }


if __name__ == "__main__":
    main()
