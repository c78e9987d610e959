"""Værn as a stranger runs it: the `vaern run` command in a process of its own, on a free port."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--headless=new", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
SIGN_IN = re.compile(r"^\s+\S.*?\s{2,}(\w+) / (\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Running:
    """Where the pages are and how to sign in (name to password)."""

    address: str
    home: Path
    passwords: dict[str, str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(port: int, home: Path) -> list[str]:
    return [str(Path(sys.executable).with_name("vaern")), "run", "--port", str(port), "--home", str(home)]


@contextlib.contextmanager
def running(home: Path, log: Path) -> Iterator[Running]:
    """Start Værn on `home`, wait for its greeting, stop it at the end; what it says goes to `log` too."""
    port = free_port()
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("VAERN_", "DATABASE_URL"))
    }
    with log.open("w") as errors:
        process = subprocess.Popen(
            command(port, home), stdout=subprocess.PIPE, stderr=errors, text=True, env=environment
        )
        try:
            said = _greeting(process, log)
            yield Running(f"http://127.0.0.1:{port}", home, dict(SIGN_IN.findall(said)))
        finally:
            process.terminate()
            rest, _ = process.communicate(timeout=30)
            errors.write(rest)


def _greeting(process: subprocess.Popen[str], log: Path) -> str:
    said = ""
    assert process.stdout
    for line in process.stdout:
        said += line
        if "custodian/" in line:
            return said
    raise AssertionError(f"Værn did not start: {said} {log.read_text()}")
