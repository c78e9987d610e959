"""`vaern monitor`: judge recorded fixes with the live engine, and measure how fast it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Judge positions against the controls in force.", no_args_is_help=True)


@app.command()
def replay(
    controls: Annotated[Path, typer.Option(help="The controls in force, controls.json.")],
    fixes: Annotated[
        str, typer.Option(help="A .csv, .jsonl or .parquet file (.gz, .zst), or - for CSV on stdin.")
    ],
    out: Annotated[Path, typer.Option(help="Folder for alarms, releases, refusals and the summary.")],
    answers: Annotated[Path | None, typer.Option(help="What people found, answers.jsonl.")] = None,
    now: Annotated[str | None, typer.Option(help="Where the stream ends, ISO 8601 with an offset.")] = None,
    lateness: Annotated[float, typer.Option(min=0, help="Seconds that a fix is waited for.")] = 120,
    vault: Annotated[Path | None, typer.Option(help="Seal what is not released in this vault.")] = None,
) -> None:
    """Run recorded fixes through the engine of the live system, as fast as it can.

    OUT/released.jsonl holds what the law lets the police see and nothing else. Without --vault nothing else
    is kept. Refused lines are told by line number, field and reason, never by value.
    """
    from vaern.cli.replay import Replay

    Replay(
        controls=controls, fixes=fixes, out=out, answers=answers, now=now, lateness_s=lateness, vault=vault
    ).run()


@app.command()
def bench(
    persons: Annotated[int, typer.Option(min=1, help="Controls with three zones each.")] = 10_000,
    fixes: Annotated[
        int, typer.Option(min=1, help="Fixes, five in a hundred near or in a zone.")
    ] = 1_000_000,
    rate: Annotated[float, typer.Option(min=1, help="Fixes a second at which latency is measured.")] = 1000,
    out: Annotated[Path | None, typer.Option(help="Write the figures here too.")] = None,
    speeds_only: Annotated[
        bool, typer.Option("--speeds-only", help="Leave out what is measured on disk.")
    ] = False,
) -> None:
    """Measure the engine on a made-up workload over Denmark and print the figures as JSON."""
    from vaern.cli.bench import run

    run(persons, fixes, rate, out, speeds_only=speeds_only)


@app.command()
def serve(
    home: Annotated[
        Path,
        typer.Option(envvar="VAERN_HOME", help="The data folder; its part is monitor/.", file_okay=False),
    ],
    port: Annotated[int, typer.Option(help="On 127.0.0.1; 0 takes a free one and says which.")] = 0,
    lateness: Annotated[float, typer.Option(min=0, help="Seconds that a fix is waited for.")] = 120,
    processes: Annotated[
        int, typer.Option(min=1, max=64, help="One a core; each watches its respondents.")
    ] = 1,
    devices: Annotated[
        list[str] | None,
        typer.Option(help="A port for devices: http=5055, gt06=5023/plain … Repeatable."),
    ] = None,
    devices_host: Annotated[str, typer.Option(help="The address of those ports.")] = "127.0.0.1",
    certificate: Annotated[Path | None, typer.Option(help="Of those ports, PEM.", dir_okay=False)] = None,
    key: Annotated[Path | None, typer.Option(help="Of the certificate, PEM.", dir_okay=False)] = None,
) -> None:
    """Run the live service alone, until it is told to end.

    docs/vault.md says how its folder is kept, docs/how-to/connect-a-device.md how devices are heard.
    """
    from vaern.service.gateway.listening import Listening
    from vaern.service.serve import run_service

    heard = Listening.of(devices, devices_host, certificate, key) if devices else None
    run_service(home, port, lateness, False, processes, heard)


@app.command()
def evaluate(
    truth: Annotated[
        list[str] | None,
        typer.Option(help="A track (CSV: time, lat, lon), or the built-in `scenes` or `odense`. Repeatable."),
    ] = None,
    noise: Annotated[
        list[str] | None, typer.Option(help="open-sky, urban-canyon, indoor …, or all. Repeatable.")
    ] = None,
    zone: Annotated[Path | None, typer.Option(help="The zone as GeoJSON; needed for a track.")] = None,
    margin: Annotated[float | None, typer.Option(min=0, help="Metres around the zone.")] = None,
    interval: Annotated[float, typer.Option(min=1, help="Seconds between reports.")] = 60,
    repeats: Annotated[int, typer.Option(min=1, help="Throws of the dice for each way.")] = 5,
    out: Annotated[Path | None, typer.Option(help="Write the figures here too, as JSON.")] = None,
) -> None:
    """Measure the alarms against true tracks under noise, beside plain point-in-polygon."""
    from vaern.cli.evaluate import evaluate as run

    run(truth or ["scenes"], noise or ["all"], zone, margin, interval, repeats, out)
