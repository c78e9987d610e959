"""`vaern accounts`: the first administrator; every other account is made on the pages."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from vaern.cli.cases import open_desk
from vaern.errors import InputError

app = typer.Typer(help="The first account, which makes the others.", no_args_is_help=True)


@app.callback()
def accounts() -> None:
    """Look after the accounts."""


@app.command()
def administrator(name: Annotated[str, typer.Argument(help="The name to sign in with.")]) -> None:
    """Make an account that looks after accounts and reads no case; print its first password."""
    open_desk()
    from django.contrib.auth.models import User
    from django.db import transaction

    from vaern.web.holding import give
    from vaern.web.permissions import ADMINISTRATOR

    if User.objects.filter(username__iexact=name).exists():
        raise InputError("this name is taken", "name", "a name that no account has")
    password = secrets.token_urlsafe(15)
    with transaction.atomic():
        user = User.objects.create_user(name, password=password)
        give(user, ADMINISTRATOR, (), by="vaern accounts", act="made")
    typer.echo(password)
