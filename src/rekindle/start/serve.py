"""The server: the web app on this machine, and the planner that has each morning ready."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime
from typing import Annotated, NoReturn

import typer
from waitress import create_server  # type: ignore[attr-defined]

from rekindle.cli.common import refuse
from rekindle.desk.enter import make_owner_link
from rekindle.desk.morning import plan_elsewhere
from rekindle.desk.patterns import work_elsewhere
from rekindle.start.aside import patterns_aside, plan_aside
from rekindle.start.interrupts import heed_signals
from rekindle.start.planner import plan_when_due
from rekindle.web.wsgi import application

HOST = "127.0.0.1"
USUAL_PORT, LAST_PORT, TRIES = 8000, 65_535, 50
# How long the address waits for the list that is printed above it, in seconds.
PATIENCE = 1.0


def serve(
    port: Annotated[int, typer.Option(help="The port to listen on; the next free one if it is taken.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", help="Do not print this morning's list first.")] = False,
) -> None:
    """Serve the web app on this machine and print a link that signs you in, once."""
    asked_to_stop = heed_signals()
    try:
        listener = open_port(read_port(port, os.environ.get("PORT", "")))
    except (OSError, ValueError) as problem:
        refuse(str(problem))
    address = f"http://{HOST}:{listener.getsockname()[1]}"
    printing = None if quiet else start_printing()
    server = create_server(  # type: ignore[no-untyped-call]
        application, sockets=[listener], threads=4, ident=None, clear_untrusted_proxy_headers=True
    )
    plan_elsewhere[:] = [plan_aside]
    work_elsewhere[:] = [patterns_aside]
    stop = threading.Event()
    planner = threading.Thread(target=plan_when_due, args=(stop,), daemon=True, name="planner")
    planner.start()
    where = (
        f"\nRekindle is at {address}\n"
        f"Sign in with this link, once: {address}{make_owner_link(datetime.now(UTC))}\n"
        "Stop with Ctrl-C."
    )
    is_late = printing is not None and not print_when_ready(printing, where)
    typer.echo(f"\nThis morning is being planned; its list follows.{where}" if is_late else where)
    threading.Thread(target=server.run, daemon=True, name="answering").start()
    os.read(asked_to_stop, 1)
    stop.set()
    if printing and printing.poll() is None:
        printing.terminate()
    # Waits for what is being answered.
    server.task_dispatcher.shutdown()
    typer.echo("Stopped. Everything is kept.")
    leave()


def leave() -> NoReturn:
    """End this process now, whatever its other threads do: one that computes cannot be unwound, and would abort it."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def start_printing() -> subprocess.Popen[str]:
    """Have this morning planned and written by a process of its own, while this one gets the pages ready."""
    command = [sys.executable, "-m", "rekindle.start.main", "morning"]
    env = {**os.environ, "COLUMNS": str(shutil.get_terminal_size().columns)}
    if sys.stdout.isatty():
        env["FORCE_COLOR"] = "1"
    # In a session of its own, so that Ctrl-C reaches the server alone.
    return subprocess.Popen(  # noqa: S603 our own module
        command, stdout=subprocess.PIPE, text=True, env=env, start_new_session=True
    )


def print_when_ready(printing: subprocess.Popen[str], where: str) -> bool:
    """Print the morning now and return True when it is quick; else it follows, with the address below it again."""
    try:
        typer.echo(printing.communicate(timeout=PATIENCE)[0].rstrip())
    except subprocess.TimeoutExpired:

        def follow() -> None:
            told = printing.communicate()[0].rstrip()
            # Without words it was ended with the server.
            typer.echo(f"{told}\n{where}" if told else "", nl=bool(told))

        threading.Thread(target=follow, daemon=True, name="printer").start()
        return False
    return True


def read_port(asked: int, said: str) -> int:
    """Return the port that was asked for, else that of the environment, else 8000; raises ValueError for no port."""
    text = str(asked or said.strip() or USUAL_PORT)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= LAST_PORT):
        raise ValueError(f"“{text}” is no port: write a number from 1 to {LAST_PORT}, as in PORT={USUAL_PORT}")
    return int(text)


def open_port(wanted: int) -> socket.socket:
    """Listen on a port, or the next free one; raises OSError when none of fifty is free."""
    last = min(wanted + TRIES - 1, LAST_PORT)
    for port in range(wanted, last + 1):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        return listener
    raise OSError(f"no free port from {wanted} to {last}; choose one with PORT=...")
