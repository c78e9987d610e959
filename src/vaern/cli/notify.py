"""`vaern notify`: where people are reached, and the process that warns them."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vaern.cli.cases import open_desk
from vaern.errors import InputError

if TYPE_CHECKING:
    from vaern.notify.channels.channel import Channel

app = typer.Typer(help="Where people are reached, and the warnings to them.", no_args_is_help=True)


@app.callback()
def notify() -> None:
    """Look after the warnings."""


@app.command()
def add(
    control: Annotated[str, typer.Argument(help="The control, as `controls.json` names it.")],
    address: Annotated[str, typer.Argument(help="Where she is reached: a number, a mail address.")],
    channel: Annotated[str, typer.Option(help="file, mail or webhook.")],
    language: Annotated[str, typer.Option(help="da, nb, sv or en.")] = "da",
    discreet: Annotated[bool, typer.Option(help="The message does not say what it is about.")] = False,
) -> None:
    """Say where the protected person of a control is reached."""
    open_desk()
    from django.conf import settings

    from vaern.notify.models import CHANNELS, Reach

    if channel not in CHANNELS:
        raise InputError("there is no such channel", "--channel", ", ".join(CHANNELS))
    if language not in dict(settings.LANGUAGES):
        raise InputError(
            "this language is not spoken here", "--language", ", ".join(dict(settings.LANGUAGES))
        )
    reach, is_new = Reach.objects.update_or_create(
        control=control,
        channel=channel,
        address=address,
        defaults={"language": language, "discreet": discreet},
    )
    typer.echo(f"{'added' if is_new else 'changed'}: {reach.pk}")


@app.command("list")
def listed() -> None:
    """List where people are reached, one JSON object a line."""
    open_desk()
    from vaern.notify.models import Reach

    for reach in Reach.objects.order_by("control", "pk"):
        said = {
            name: getattr(reach, name)
            for name in ("id", "control", "channel", "address", "language", "discreet")
        }
        typer.echo(json.dumps(said, ensure_ascii=False))


@app.command()
def remove(number: Annotated[int, typer.Argument(help="The number that `list` gives.")]) -> None:
    """Reach somebody there no more."""
    open_desk()
    from vaern.notify.models import Reach

    if not Reach.objects.filter(pk=number).delete()[0]:
        raise InputError("nobody is reached under this number", "number", "a number that `list` gives")
    typer.echo("removed")


@app.command()
def run() -> None:
    """Follow the live service (VAERN_SERVICE_URL) and warn, until stopped."""
    open_desk()
    from vaern.web.warner import Warner

    warner = Warner(_channels())
    typer.echo("warning whoever an alarm names")
    asyncio.run(warner.run())


def _channels() -> dict[str, Channel]:
    from django.conf import settings

    from vaern.notify.channels.file import FileChannel
    from vaern.notify.channels.mail import MailChannel
    from vaern.notify.channels.webhook import WebhookChannel
    from vaern.web import clock

    found: dict[str, Channel] = {"file": FileChannel(Path(settings.HOME) / "messages.jsonl")}
    if settings.EMAIL_HOST:
        found["mail"] = MailChannel()
    if url := os.environ.get("VAERN_NOTIFY_WEBHOOK"):
        secret = os.environ.get("VAERN_NOTIFY_SECRET_FILE", "")
        if not secret or not Path(secret).is_file():
            raise InputError(
                "calls would go out unsigned", "VAERN_NOTIFY_SECRET_FILE", "a file with the secret"
            )
        found["webhook"] = WebhookChannel(url, Path(secret).read_bytes().strip(), clock.now)
    return found
