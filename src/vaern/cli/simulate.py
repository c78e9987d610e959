"""`vaern simulate`: recorded movement as a file, or played into the live service."""

from __future__ import annotations

import csv
import math
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vaern.errors import InputError

if TYPE_CHECKING:
    from vaern.simulate import walk as odense

app = typer.Typer(help="Play recorded or made-up movement into the live service.", no_args_is_help=True)


@app.callback()
def simulate() -> None:
    """Play recorded or made-up movement into the live service."""


@app.command()
def walk(
    start: Annotated[str, typer.Option(help="When the walk begins, ISO 8601 with an offset.")],
    device: Annotated[str, typer.Option(help="The device that the walk is told of.")] = "R1",
    csv_out: Annotated[
        Path | None, typer.Option("--csv", help="Write the contract's CSV for `vaern monitor replay`.")
    ] = None,
    service: Annotated[str | None, typer.Option(help="Address of the live service.")] = None,
    token_file: Annotated[Path | None, typer.Option(help="File with the live service's token.")] = None,
    speed: Annotated[str, typer.Option(help="1, 4, 16 times as fast as recorded, or max.")] = "1",
) -> None:
    """Play the walk on the campus in Odense; its accuracy (5 m) and its start are assumptions."""
    from vaern.simulate import walk as odense

    played = odense.rows(device, _moment(start))
    if csv_out is not None:
        _write_csv(csv_out, played)
    elif service is not None and token_file is not None:
        _play(service, token_file, played, _factor(speed))
    else:
        raise InputError("nowhere to play to", "--service, --token-file", "both, or --csv with a file")


def _moment(said: str) -> datetime:
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        raise InputError("this is not a time", "--start", "a time as 2026-05-01T12:00:00+02:00") from None


def _factor(said: str) -> float:
    try:
        return math.inf if said == "max" else float(said)
    except ValueError:
        raise InputError("this is not a speed", "--speed", "1, 4, 16 or max") from None


def _write_csv(path: Path, played: list[odense.Row]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(played[0]))
            writer.writeheader()
            writer.writerows(played)
    except OSError as error:
        raise InputError(f"cannot write: {error.strerror}", "--csv", "a file that can be written") from None


def _play(address: str, token_file: Path, played: list[odense.Row], speed: float) -> None:
    from vaern.service.client import Service
    from vaern.simulate import walk as odense

    if not token_file.is_file():
        raise InputError(
            "there is no such file", "--token-file", "monitor/token in the service's data folder"
        )
    service = Service(address, token_file.read_text(encoding="ascii").strip())
    odense.play(service, played, speed)
    service.close()
