"""`vaern devices`: which devices may speak to the live service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from vaern.service.gateway.registry import Registry

app = typer.Typer(help="Register the devices that may bring positions.", no_args_is_help=True)
Home = Annotated[Path, typer.Option(envvar="VAERN_HOME", help="The data folder.", file_okay=False)]
Name = Annotated[str, typer.Argument(help="The name that controls use for it.")]


@app.command()
def add(
    name: Name,
    home: Home,
    dialect: Annotated[str, typer.Option(help="What it speaks: docs/how-to/connect-a-device.md.")],
    number: Annotated[str | None, typer.Option(help="What it calls itself: IMEI, serial number.")] = None,
    network: Annotated[
        list[str] | None,
        typer.Option("--from", help="A network it may speak from. Repeatable."),
    ] = None,
    through: Annotated[str | None, typer.Option(help="The Traccar server that speaks for it.")] = None,
    key: Annotated[str | None, typer.Option(help="A signer's own public key (Ed25519, hex).")] = None,
) -> None:
    """Register a device and print, once, what it needs to prove itself; nobody can read it here again."""
    told = _registry(home).add(name, dialect, number=number, networks=network or (), through=through, key=key)
    typer.echo(told or f"{name} may speak.")


@app.command("list")
def list_them(home: Home) -> None:
    """Print name, language and what each is believed by; no secret."""
    for device in _registry(home).all():
        proof = device.through or " ".join(device.networks) or ("key" if device.key else "secret")
        typer.echo(f"{device.name}\t{device.dialect}\t{proof}")


@app.command()
def remove(name: Name, home: Home) -> None:
    """Let a device speak no more, from this moment on."""
    _registry(home).remove(name)


def _registry(home: Path) -> Registry:
    from vaern.service.gateway.registry import Registry

    return Registry(home / "monitor")
