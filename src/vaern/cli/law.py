"""`vaern law`."""

from __future__ import annotations

import typer

app = typer.Typer(help="Ask the law: which measures are open, what is due, what a provision says.", no_args_is_help=True)
