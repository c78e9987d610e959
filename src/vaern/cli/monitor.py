"""`vaern monitor`."""

from __future__ import annotations

import typer

app = typer.Typer(help="Judge positions against the controls in force.", no_args_is_help=True)
