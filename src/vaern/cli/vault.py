"""`vaern vault`: what must end ends, what a case holds stays, and all can move house. Nothing opens."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from vaern.service.live import Live

app = typer.Typer(
    help="Destroy what the law lets nobody keep, hold what a case needs, move house.", no_args_is_help=True
)
HomeFolder = Annotated[
    Path, typer.Option("--home", envvar="VAERN_HOME", help="The data folder.", file_okay=False)
]


@app.command()
def sweep(home: HomeFolder = Path("var")) -> None:
    """Destroy the keys of every day whose period is over; print a signed receipt for each, one a line.

    The live service does the same once a day by itself; this is for a folder on which none runs.
    """
    with _live(home) as live:
        for receipt in live.sweep():
            typer.echo(json.dumps(receipt, sort_keys=True))


@app.command()
def hold(
    alarms: Annotated[list[str], typer.Argument(help="The alarms that are evidence in the case.")],
    case: Annotated[str, typer.Option(help="The criminal case's number.")],
    home: HomeFolder = Path("var"),
) -> None:
    """Keep what these alarms released until the criminal case ends; print how many entries that are."""
    with _live(home) as live:
        typer.echo(json.dumps({"held": live.hold(case, alarms)}))


@app.command("end-hold")
def end_hold(
    case: Annotated[str, typer.Option(help="The criminal case that has ended.")],
    home: HomeFolder = Path("var"),
) -> None:
    """Let what the case held follow the law's period again; what is past it ends at once."""
    with _live(home) as live:
        typer.echo(json.dumps({"ended": live.end_hold(case)}))


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="A new folder.", file_okay=False)], home: HomeFolder = Path("var")
) -> None:
    """Write everything this authority holds to a folder, keys apart; print the SHA-256 of its manifest."""
    from vaern.service.moving import export as write

    typer.echo(json.dumps({"manifest_sha256": write(home, out)}))


@app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="A folder that `vaern vault export` wrote.")],
    home: HomeFolder = Path("var"),
) -> None:
    """Check an export, file by file, and make it the content of a new data folder."""
    from vaern.service.moving import bring_in

    typer.echo(json.dumps({"manifest_sha256": bring_in(source, home)}))


@contextmanager
def _live(home: Path) -> Iterator[Live]:
    """Open what a service holds as the service does; refused while one runs there."""
    from vaern.errors import InputError
    from vaern.packs.monitoring import monitoring_rules
    from vaern.service.clock import SystemClock
    from vaern.service.home import Home
    from vaern.service.keeping import RETENTION, today
    from vaern.service.live import Live
    from vaern.vault import Vault

    key = home / "monitor" / "custodian.pub"
    if not key.exists():
        raise InputError("there is no vault", "--home", "a data folder of the live service")
    taken = Home.take(home)
    clock = SystemClock()
    public = taken.custodian_key(today(monitoring_rules(), clock.now_ms()))
    assert public is not None  # the file is there
    vault = Vault.open(taken.vault, public)
    live = Live(taken, vault, clock, monitoring_rules(), 120.0, os.environ.get(RETENTION))
    try:
        yield live
    finally:
        live.close()
        taken.lock.release()
