"""The server: the web app on this machine, and the planner that has each morning ready."""

import os
import socket
import threading
from datetime import UTC, datetime
from typing import Annotated

import typer
from waitress import create_server  # type: ignore[attr-defined]

from rekindle.cli.morning import print_morning
from rekindle.desk.enter import actor_for_cli, make_owner_link
from rekindle.desk.morning import plan_elsewhere
from rekindle.start.plan import plan_aside
from rekindle.start.planner import plan_when_due
from rekindle.web.wsgi import application

HOST = "127.0.0.1"
TRIES = 50


def serve(
    port: Annotated[int, typer.Option(help="The port to listen on; the next free one if it is taken.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", help="Do not print this morning's list first.")] = False,
) -> None:
    """Serve the web app on this machine and print a link that signs you in, once."""
    listener = open_port(port or int(os.environ.get("PORT", "8000")))
    address = f"http://{HOST}:{listener.getsockname()[1]}"
    if not quiet:
        print_morning(actor_for_cli(None, None, datetime.now(UTC)))
    server = create_server(  # type: ignore[no-untyped-call]
        application, sockets=[listener], threads=4, ident=None, clear_untrusted_proxy_headers=True
    )
    plan_elsewhere[:] = [plan_aside]
    stop = threading.Event()
    planner = threading.Thread(target=plan_when_due, args=(stop,), daemon=True, name="planner")
    planner.start()
    typer.echo(f"\nRekindle is at {address}")
    typer.echo(f"Sign in with this link, once: {address}{make_owner_link(datetime.now(UTC))}")
    typer.echo("Stop with Ctrl-C.")
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        server.close()
        typer.echo("Stopped. Everything is kept.")


def open_port(wanted: int) -> socket.socket:
    """Listen on a port, or the next free one; raises OSError when none of fifty is free."""
    for port in range(wanted, wanted + TRIES):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        return listener
    raise OSError(f"no free port from {wanted} to {wanted + TRIES - 1}; choose one with PORT=...")
