"""`vaern …`: thin, one module per group; rooms are imported only by the command that needs them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from vaern import __version__
from vaern.cli import law, monitor, simulate, zones
from vaern.errors import InputError

app = typer.Typer(
    name="vaern",
    help="Carries a protective order through its whole life and watches a zone without watching a person.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(law.app, name="law")
app.add_typer(monitor.app, name="monitor")
app.add_typer(simulate.app, name="simulate")
app.add_typer(zones.app, name="zones")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"vaern {__version__}")
        raise typer.Exit


@app.callback()
def vaern(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Værn: law as data, deadlines, cases, zones and sealed positions."""


@app.command()
def run(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the pages on this machine.")] = 8000,
    home: Annotated[
        Path, typer.Option(envvar="VAERN_HOME", help="Data folder; made at the first start.", file_okay=False)
    ] = Path("var"),
) -> None:
    """Start the demonstration: the pages and the live service on this machine alone."""
    from vaern.cli.run import run as start

    start(port, home.resolve())


def main() -> None:
    """Run the command line; unusable input ends with status 2 and one JSON object on standard error."""
    try:
        app()
    except InputError as error:
        sys.stderr.write(json.dumps(error.as_dict(), ensure_ascii=False) + "\n")
        raise SystemExit(2) from None
