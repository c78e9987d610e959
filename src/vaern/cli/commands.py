"""The groups and commands of `vaern`; those of `vaern law` stand in a module that starts faster."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vaern import __version__
from vaern.cli import (
    accounts,
    cases,
    devices,
    law,
    monitor,
    notify,
    plans,
    simulate,
    statistics,
    vault,
    zones,
)

app = typer.Typer(
    name="vaern",
    help="Carries a protective order through its whole life and watches a zone without watching a person.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(accounts.app, name="accounts")
app.add_typer(cases.app, name="cases")
app.add_typer(devices.app, name="devices")
app.add_typer(notify.app, name="notify")
app.add_typer(monitor.app, name="monitor")
app.add_typer(plans.app, name="plans")
app.add_typer(statistics.app, name="statistics")
app.add_typer(simulate.app, name="simulate")
app.add_typer(vault.app, name="vault")
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


@app.command(name="law", add_help_option=False, context_settings={"ignore_unknown_options": True})
def ask_the_law(arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Ask the law: which measures are open, what is due, what a provision says."""
    raise typer.Exit(law.run(arguments or []))
