"""`vaern-custodian`: the custodian's own tool, for a machine without a network in another authority.

It is no part of the house: nothing that runs there imports it, and it needs nothing from there but a copy of
the vault's folder.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from nacl.exceptions import CryptoError

from vaern.custodian.key import from_shares, make_shares
from vaern.custodian.open import open_day, sealed_for_another
from vaern.custodian.request import OWN_REQUEST, Request
from vaern.custodian.trace import last_of, leave_trace
from vaern.errors import InputError
from vaern.vault.disk import keep_secret

app = typer.Typer(name="vaern-custodian", help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False)

First = Annotated[Path, typer.Option(help="The share of the first person.")]
Second = Annotated[Path, typer.Option(help="The share of the second person, on a medium of its own.")]


@app.command()
def make(
    first: First,
    second: Second,
    public: Annotated[Path, typer.Option(help="The key to seal for.")],
    passphrases: Annotated[
        bool, typer.Option("--passphrases", help="Lock each share with its person's passphrase.")
    ] = False,
) -> None:
    """Make the key pair: a share for each of two persons, and the public key for the house."""
    said = (_new_passphrase(first), _new_passphrase(second)) if passphrases else None
    keep_secret(public, make_shares(first, second, said).hex().encode())


@app.command("open")
def open_one_day(
    vault: Annotated[Path, typer.Option(help="A copy of the vault's folder, keys and segments.")],
    first: First,
    second: Second,
    person: Annotated[str, typer.Option(help="The person, as the control names them.")],
    day: Annotated[str, typer.Option(help="The day on the law's clock, as 2026-05-01.")],
    law: Annotated[str, typer.Option(help="The pack of the order's law.")],
    by: Annotated[str, typer.Option(help="The first person who opens.")],
    and_by: Annotated[str, typer.Option(help="The second person who opens.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    trace: Annotated[Path, typer.Option(help="Where every opening is written down, before it happens.")],
    out: Annotated[Path, typer.Option(help="Where the fixes go, one JSON object a line; must not exist.")],
    on_own_request: Annotated[
        bool, typer.Option("--on-own-request", help="The respondent asks what is kept of him.")
    ] = False,
    basis: Annotated[str, typer.Option(help="Else: the provision that the pack cites for it.")] = "",
) -> None:
    """Open one person's one day. Two persons, a reason and a ground; nothing else opens anything."""
    if on_own_request == bool(basis):
        raise InputError("an opening needs one ground", "--basis", "either --on-own-request or a --basis")
    ground = OWN_REQUEST if on_own_request else basis
    request = Request(person, _day(day), law, ground, reason, by, and_by)
    if out.exists():
        raise InputError("there is a file already", "--out", "a path where no file is")
    key = from_shares(first, second, _passphrase)
    leave_trace(trace, request.traced(datetime.now(UTC)))
    try:
        fixes = open_day(vault, key, request.person, request.day)
    except CryptoError:
        raise InputError(
            "these shares do not open this vault", "shares", "the shares whose public key it was sealed for"
        ) from None
    lines = "".join(json.dumps(asdict(fix), ensure_ascii=False) + "\n" for fix in fixes)
    keep_secret(out, lines.encode())
    typer.echo(f"{len(fixes)} fixes", err=True)
    if others := sealed_for_another(vault, key, request.person, request.day):
        typer.echo(
            f"{others} parts of this day are sealed for another key: open them with its shares", err=True
        )


@app.command("check-trace")
def check_trace(trace: Annotated[Path, typer.Option(help="The trace to check.")]) -> None:
    """Say whether the trace is whole, and the hash of its last entry, to be kept somewhere else."""
    typer.echo(last_of(trace))


def main() -> None:
    """Run; unusable input ends with status 2 and one JSON object on standard error."""
    try:
        app()
    except InputError as error:
        sys.stderr.write(json.dumps(error.as_dict(), ensure_ascii=False) + "\n")
        raise SystemExit(2) from None


def _passphrase(share: Path) -> str:
    return str(typer.prompt(f"Passphrase of {share.name}", hide_input=True, err=True))


def _new_passphrase(share: Path) -> str:
    return str(
        typer.prompt(f"New passphrase of {share.name}", hide_input=True, confirmation_prompt=True, err=True)
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise InputError("this is no day", "--day", "a date as 2026-05-01") from None


if __name__ == "__main__":
    main()
