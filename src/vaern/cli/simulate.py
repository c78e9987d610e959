"""`vaern simulate`."""

from __future__ import annotations

import typer

app = typer.Typer(help="Play recorded or made-up movement into the live service.", no_args_is_help=True)
