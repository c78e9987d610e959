"""`vaern cases`: the read model of the cases."""

from __future__ import annotations

import os
from typing import Annotated

import typer

app = typer.Typer(help="The cases' read model.", no_args_is_help=True)


@app.callback()
def cases() -> None:
    """Look after what pages that list cases read."""


@app.command()
def reindex(
    stale: Annotated[
        bool, typer.Option("--stale", help="Only cases in which a last moment has passed, as every night.")
    ] = False,
) -> None:
    """Derive the read model anew from the logs, case by case; the desk goes on meanwhile."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaern.web.settings")
    import django

    django.setup()
    from vaern.cases import index
    from vaern.cases.models import Case
    from vaern.web import clock

    now = clock.now()
    wanted = index.stale(now) if stale else Case.objects.order_by("pk")
    typer.echo(f"{index.reindex(wanted.iterator(chunk_size=500), now)} cases reindexed")
