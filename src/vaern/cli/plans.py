"""`vaern plans`: action plans in, status notes out."""

from __future__ import annotations

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vaern.cli.json_lines import parse, read, shown
from vaern.errors import InputError

if TYPE_CHECKING:
    from vaern.plans.plan import Plan

app = typer.Typer(help="Action plans: read a status note, write the next one.", no_args_is_help=True)


class Source(StrEnum):
    """What a plan is read from."""

    note = "dk-status-note"
    csv = "csv"
    json = "json"


class Form(StrEnum):
    """What a report is written as."""

    html = "html"
    pdf = "pdf"
    md = "md"
    csv = "csv"
    json = "json"


class Tongue(StrEnum):
    """The language of the words around the plan's own."""

    da = "da"
    nb = "nb"
    sv = "sv"
    en = "en"


Out = Annotated[Path | None, typer.Option(help="File to write; standard output when left out.")]


@app.command(name="import")
def import_plan(
    file: Annotated[Path, typer.Argument(help="The file to read.")],
    source: Annotated[Source, typer.Option("--format", help="What the file is.")],
    out: Out = None,
) -> None:
    """Read a plan; what cannot be read with certainty is kept as text and listed in `warnings`."""
    from vaern.plans.note import read_note
    from vaern.plans.records import read_csv, read_records

    content = read(file)
    if source is Source.note:
        plan = read_note(content)
    elif source is Source.csv:
        plan = read_csv(content)
    else:
        plan = read_records(parse(content))
    _write(out, (shown(plan.as_dict()) + "\n").encode())
    for warning in plan.warnings:
        place = f"initiative {warning.initiative}, " if warning.initiative else ""
        typer.echo(f"warning: {place}{warning.field}: {warning.text}", err=True)


@app.command()
def report(
    plan: Annotated[Path, typer.Argument(help="plan.json, as `vaern plans import` writes it.")],
    form: Annotated[Form, typer.Option("--format", help="What to write.")],
    out: Out = None,
    on: Annotated[
        str | None, typer.Option(help="The day to look at it, e.g. 2025-12-01; the plan's own when left out.")
    ] = None,
    language: Annotated[Tongue, typer.Option(help="Of the words around the plan's own.")] = Tongue.da,
) -> None:
    """Write the status note: counts per status and theme, totals of money, what is late."""
    from vaern.plans.records import written_csv
    from vaern.plans.report import Report

    known = _plan(plan)
    if form is Form.csv:
        return _write(out, written_csv(known).encode())
    found = Report(known, _day(on, known))
    if form is Form.json:
        return _write(out, (json.dumps(found.as_dict(), ensure_ascii=False, indent=2) + "\n").encode())
    from vaern.documents import status_note

    if form is Form.pdf:
        return _write(out, status_note.pdf(found, language.value))
    written = status_note.html if form is Form.html else status_note.markdown
    return _write(out, written(found, language.value).encode())


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="plan.json of the earlier edition.")],
    after: Annotated[Path, typer.Argument(help="plan.json of the later edition.")],
) -> None:
    """Say what changed between two editions, word by word where text changed (JSON)."""
    from vaern.plans.comparison import changes

    typer.echo(shown([change.as_dict() for change in changes(_plan(before), _plan(after))]))


@app.command()
def published(
    name: Annotated[str | None, typer.Argument(help="dk-2023 or se-2024; all names when left out.")] = None,
) -> None:
    """Print a published plan that ships with Værn (JSON)."""
    from vaern.plans.shelf import PUBLISHED
    from vaern.plans.shelf import published as shipped

    typer.echo(shown(shipped(name).as_dict() if name else list(PUBLISHED)))


@app.command()
def claims() -> None:
    """Print the figures that the Norwegian resolution claims, each with the source it names (JSON)."""
    from vaern.plans.shelf import claims as claimed

    typer.echo(shown([claim.model_dump(mode="json") for claim in claimed()]))


@app.command()
def municipalities(
    file: Annotated[Path, typer.Argument(help="CSV: name, county, has_plan, source, known_on …")],
) -> None:
    """Count which municipalities have a plan of their own; what nobody knows is counted as unknown."""
    from vaern.plans.tracker import counted, read_municipalities

    found, warnings = read_municipalities(read(file))
    doubts = [warning.model_dump(mode="json") for warning in warnings]
    typer.echo(shown({**counted(found), "warnings": doubts}))


def _plan(file: Path) -> Plan:
    from vaern.plans.records import read_records

    return read_records(parse(read(file)))


def _day(on: str | None, plan: Plan) -> date:
    from vaern.law.reading import day

    if on is not None:
        return day(on, "--on")
    if plan.as_of is None:
        raise InputError("the plan says no day", "--on", "the day to look at it, e.g. 2025-12-01")
    return plan.as_of


def _write(out: Path | None, content: bytes) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
