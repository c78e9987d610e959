"""`vaern cases`: the read model of the cases, the daily reports, the mail of the morning."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The cases' read model, daily reports and mails.", no_args_is_help=True)


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
    _open()
    from vaern.cases import index
    from vaern.cases.models import Case
    from vaern.web import clock

    now = clock.now()
    wanted = index.stale(now) if stale else Case.objects.order_by("pk")
    typer.echo(f"{index.reindex(wanted.iterator(chunk_size=500), now)} cases reindexed")


@app.command()
def import_incidents(
    file: Annotated[Path, typer.Argument(help="A daily report: CSV or JSON.", exists=True, dir_okay=False)],
    by: Annotated[str, typer.Option(help="Who takes it in, as the desk knows the person.")],
) -> None:
    """Take in a daily report; the same file again changes nothing. Status 2 when a row was refused."""
    _open()
    from zoneinfo import ZoneInfo

    from vaern import packs
    from vaern.packs.screening import screening
    from vaern.screening.importing import import_incidents as take_in
    from vaern.web import clock

    asked = screening("dk-2004")
    zone = ZoneInfo(packs.load(asked.pack).time_zone)
    done = take_in(file.read_bytes(), asked, zone, by=by, now=clock.now())
    for each in done.refused:
        typer.echo(json.dumps(each._asdict(), ensure_ascii=False), err=True)
    refused = len(done.refused)
    typer.echo(f"{done.new} new, {done.changed} changed, {done.known} there already, {refused} refused")
    raise typer.Exit(2 if refused else 0)


@app.command()
def digest(
    send: Annotated[bool, typer.Option(help="Send the mails; without it they are only counted.")] = False,
) -> None:
    """Mail each case officer what is due: references, duties and times, no name. Run it once a morning."""
    _open()
    from smtplib import SMTPException

    from django.conf import settings

    from vaern.errors import InputError
    from vaern.web import clock
    from vaern.web.digest import mails

    if send and not settings.EMAIL_HOST:
        raise InputError("no mail server is named", "VAERN_SMTP_HOST", "the host that takes the mails")
    found, failed = list(mails(clock.now())), 0
    for mail in found if send else ():
        try:
            mail.send()
        except (SMTPException, OSError):
            failed += 1
    typer.echo(f"mails: {len(found) - failed} {'sent' if send else 'to send'}, {failed} not taken")
    raise typer.Exit(1 if failed else 0)


@app.command()
def sweep() -> None:
    """Take away files that were uploaded and that no entry named within a day. Run it every night."""
    _open()
    from vaern.cases import attachments
    from vaern.web import clock

    typer.echo(f"{attachments.sweep(clock.now())} files taken away")


def _open() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaern.web.settings")
    import django

    django.setup()
