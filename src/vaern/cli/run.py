"""`vaern run`: the whole of Værn on one machine, for a demonstration."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import typer

from vaern.errors import InputError

WAIT_S = 60.0


def run(port: int, home: Path) -> None:
    """Prepare `home`, start the live service and the pages, say how to sign in; stop both together."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    os.umask(0o077)
    _refuse_taken(port)
    with _alone(home) as lock:
        os.environ["VAERN_HOME"] = str(home)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaern.web.settings")
        service_port = _free_port()
        os.environ["VAERN_SERVICE_URL"] = f"http://127.0.0.1:{service_port}"
        passwords = _prepare(home)
        lock.write(f"http://127.0.0.1:{port}/\n")
        lock.flush()
        with _service(home, service_port) as service:
            _hand_over(service)
            with _warner():
                _serve_pages(port, service, passwords)


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise InputError(
                f"port {port} cannot be used: {error.strerror}", "PORT", "a free port: make run PORT=8123"
            ) from None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[IO[str]]:
    """Hold the data folder for this process alone."""
    import fcntl

    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / "running").open("a+")
    except OSError as error:
        raise InputError(
            f"the data folder cannot be used: {error.strerror}",
            "VAERN_HOME",
            "a folder that you may write to",
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            where = lock.read().strip() or "another process"
            raise InputError(
                f"Værn is already running on this data folder ({where})", "VAERN_HOME",
                "another folder and port: make run VAERN_HOME=other PORT=8123",
            ) from None  # fmt: skip
        lock.truncate(0)
        yield lock


def _prepare(home: Path) -> dict[str, str]:
    """Bring the database up to date and tell the demonstration; return the sign-ins."""
    import django
    from django.core.management import call_command
    from django.db.utils import OperationalError

    django.setup()
    from vaern.cases import index
    from vaern.web import clock, demonstration

    try:
        call_command("migrate", verbosity=0)
        passwords = demonstration.sign_ins(home)
        demonstration.odense_1(clock.now())
        index.reindex(index.missing(), clock.now())
    except (OSError, OperationalError) as error:
        reason = getattr(error, "strerror", None) or "the database cannot be written (is the disk full?)"
        raise InputError(
            str(reason), "VAERN_HOME", "a folder with at least 100 MB of room; what was there is kept"
        ) from None
    return passwords


@contextlib.contextmanager
def _service(home: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the live service as a process of its own: the pages never hold its keys.

    The recorded walk comes in order and on its own clock, so nothing waits for a late fix.
    """
    stated = ["--home", str(home), "--port", str(port), "--stream-clock", "--lateness", "0"]
    process = subprocess.Popen([sys.executable, "-m", "vaern.service", *stated])
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=WAIT_S)


@contextlib.contextmanager
def _warner() -> Iterator[None]:
    """Run what warns people as a process of its own; the control room's page says where it is silent."""
    process = subprocess.Popen(
        [sys.executable, "-m", "vaern.cli", "notify", "run"], stdout=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=WAIT_S)


def _hand_over(process: subprocess.Popen[bytes]) -> None:
    """Wait for the live service and give it the controls that are served."""
    from vaern.web import clock
    from vaern.web.live import hand_over, is_up

    deadline = time.monotonic() + WAIT_S
    while not is_up():
        if process.poll() is not None:
            raise InputError(
                "the live service did not start", "vaern.service", "its own message above says why"
            )
        if time.monotonic() > deadline:
            raise InputError(
                "the live service did not answer in time", "vaern.service", "try again; see its message above"
            )
        time.sleep(0.1)
    hand_over(clock.now())


def _greet(port: int, passwords: dict[str, str]) -> None:
    from vaern.web.demonstration import SIGN_INS

    typer.echo(f"\n  Værn is running: http://127.0.0.1:{port}/   (stop with Ctrl-C)\n")
    for name, role in SIGN_INS.items():
        typer.echo(f"    {role.replace('_', ' '):<14} {name} / {passwords[name]}")
    typer.echo(
        "\n  A demonstration. dk-2011-draft is a draft that never became law. One operating-system user\n"
        "  runs everything here, so the sealing key (in custodian/) is not really kept apart from the rest.\n"
    )


def _serve_pages(port: int, process: subprocess.Popen[bytes], passwords: dict[str, str]) -> None:
    """Serve until a signal comes or the live service ends; an outage of the service is never silent."""
    import threading

    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            _greet(port, passwords)  # only now does the address answer, and a signal reach the server

    config = uvicorn.Config(
        "vaern.web.asgi:application", host="127.0.0.1", port=port, log_level="warning", access_log=False,
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    server = Server(config)

    def watch() -> None:
        if process.wait() != 0 and not server.should_exit:
            sys.stderr.write("The live service stopped: no position is judged. Værn stops; start it again.\n")
            server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    server.run()
