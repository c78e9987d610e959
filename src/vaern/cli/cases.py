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
    open_desk()
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
    open_desk()
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
    open_desk()
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
    open_desk()
    from vaern.cases import attachments
    from vaern.web import clock

    typer.echo(f"{attachments.sweep(clock.now())} files taken away")


@app.command()
def heads(
    out: Annotated[Path, typer.Argument(help="A new file, to be kept where nobody of the desk can write.")],
) -> None:
    """Export where each case's log has come to, signed, and print the public key. Run it once a day."""
    open_desk()
    from django.conf import settings
    from nacl.signing import SigningKey

    from vaern.cases import heads as export
    from vaern.errors import InputError
    from vaern.vault.disk import keep_secret
    from vaern.web import clock

    path = settings.HOME / "log_heads.key"
    if not path.exists():
        keep_secret(path, bytes(SigningKey.generate()))
    key = SigningKey(path.read_bytes())
    try:
        with out.open("xb") as file:
            file.writelines(export.signed(export.heads(), key, clock.now()))
    except FileExistsError:
        raise InputError("there is a file of this name already", "OUT", "a new file") from None
    typer.echo(bytes(key.verify_key).hex())


@app.command()
def verify(
    against: Annotated[
        Path | None, typer.Option(help="Heads that were exported before.", exists=True, dir_okay=False)
    ] = None,
    key: Annotated[str | None, typer.Option(help="The public key that `heads` printed then.")] = None,
) -> None:
    """Prove every case's log, and that it goes on from what was exported. Status 1 where one does not."""
    open_desk()
    from vaern.cases import heads as export
    from vaern.cases.models import Case
    from vaern.errors import InputError

    if (against is None) != (key is None):
        raise InputError(
            "heads are proved by the key noted with them", "--key", "--against and --key together"
        )
    known = export.read(against.read_bytes(), key or "") if against else None
    found = list(export.wrong(known))
    for each in found:
        typer.echo(f"{each.reference} entry {each.number}: {each.what}", err=True)
    typer.echo(f"{Case.objects.count()} cases, {len({each.reference for each in found})} of them wrong")
    raise typer.Exit(1 if found else 0)


@app.command()
def backup(out: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Write all cases and their files to one file, while the desk goes on: docs/how-to/back-up.md."""
    open_desk()
    from vaern.cases.backup import back_up

    done = back_up(_sqlite(), _home(), out)
    typer.echo(f"{done['files']} files and the database, {done['bytes']} bytes")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `backup` wrote.", exists=True, dir_okay=False)],
) -> None:
    """Bring a backup into a data folder without cases, up to date with this version, and prove every log."""
    open_desk()
    from django.core.management import call_command

    from vaern.cases import heads as export
    from vaern.cases.backup import restore as bring_in
    from vaern.cases.models import Case

    done = bring_in(file, _sqlite(), _home())
    call_command("migrate", verbosity=0)
    found = list(export.wrong())
    typer.echo(f"{Case.objects.count()} cases, {done['files']} files, {len(found)} logs that do not hold")
    raise typer.Exit(1 if found else 0)


def _home() -> Path:
    from django.conf import settings

    return Path(settings.HOME)


def _sqlite() -> Path:
    from django.db import connection

    from vaern.errors import InputError

    if connection.vendor != "sqlite":
        raise InputError("the cases lie in PostgreSQL", "DATABASE_URL", "pg_dump: docs/how-to/back-up.md")
    return Path(connection.settings_dict["NAME"])


def open_desk() -> None:
    """Open the database of the pages."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaern.web.settings")
    import django

    django.setup()
