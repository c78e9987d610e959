"""`vaern statistics`: tables from the cases' logs, each with its definition, small counts not shown."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vaern.errors import InputError

if TYPE_CHECKING:
    from vaern.statistics.table import Table

app = typer.Typer(help="Tables from what happened in the cases.", no_args_is_help=True)
RECORDS = "statistics.duckdb"

Home = Annotated[Path, typer.Option(envvar="VAERN_HOME", help="Data folder; the records lie in it.")]
_HOME = Path("var")


class Form(StrEnum):
    """What a table is written as."""

    text = "text"
    csv = "csv"
    parquet = "parquet"
    json_stat = "json-stat"


@app.command()
def gather(
    home: Home = _HOME,
    published: Annotated[
        bool, typer.Option("--published", help="Made-up cases that fit the published tables, not our own.")
    ] = False,
) -> None:
    """Read the logs of all cases and lay records for the tables down; nothing of a person is in them."""
    if published:
        from vaern.simulate.registers import register
        from vaern.statistics.store import fill

        home.mkdir(parents=True, exist_ok=True)
        fill(home / RECORDS, register()).close()
        return typer.echo("the cases of the published tables are laid down")
    os.environ["VAERN_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaern.web.settings")
    import django

    django.setup()
    from vaern.statistics.gathering import gather as read

    return typer.echo(f"{read(home / RECORDS)} cases read")


@app.command()
def tables() -> None:
    """List the tables: id, unit, title, and where the source prints it."""
    from vaern.statistics.shelf import definitions

    for each in definitions().values():
        typer.echo(f"{each.id}\t{each.unit}\t{each.title['en']}\t{each.lines}")


@app.command()
def table(
    name: Annotated[str, typer.Argument(help="The table's id, as `vaern statistics tables` lists them.")],
    form: Annotated[Form, typer.Option("--format", help="What to write.")] = Form.text,
    out: Annotated[Path | None, typer.Option(help="File to write; needed for Parquet.")] = None,
    district: Annotated[str | None, typer.Option(help="Only this police district.")] = None,
    year: Annotated[int | None, typer.Option(help="Only this year of the table's period.")] = None,
    home: Home = _HOME,
) -> None:
    """Print a table with its definition; counts of one or two, and what gives them away, are hidden."""
    from vaern.statistics.shelf import definition
    from vaern.statistics.store import opened
    from vaern.statistics.suppression import protected
    from vaern.statistics.table import compute
    from vaern.statistics.written import as_csv, as_json_stat, write_parquet

    narrowed = {"district": district, "year": None if year is None else str(year)}
    with opened(home / RECORDS) as db:
        chosen = {key: value for key, value in narrowed.items() if value is not None}
        found = protected(compute(db, definition(name), chosen))
    if form is Form.parquet:
        if out is None:
            raise InputError("Parquet needs a file", "--out", "a file to write")
        return write_parquet(found, out)
    forms = {Form.csv: as_csv, Form.json_stat: as_json_stat, Form.text: _text}
    content = forms[form](found)
    if out is None:
        sys.stdout.write(content)
    else:
        out.write_text(content, encoding="utf-8")
    return None


def _text(table: Table) -> str:
    from vaern.statistics.written import HIDDEN

    known = table.definition
    lines = [
        known.title["en"],
        f"{known.source}, {known.lines}",
        f"unit: {known.unit}. {known.population['en']}",
        "",
    ]
    wide = max((len(str(row)) for row in table.rows), default=0) + 2
    heads = [str(column) for column in table.columns]
    lines.append(" " * wide + "".join(f"{head:>16}" for head in heads))
    for row in table.rows:
        cells = [table.cell(row, column) for column in table.columns]
        shown = [HIDDEN if cell is None else f"{cell:.{known.decimals}f}" for cell in cells]
        name = "not recorded" if row is None else str(row)
        lines.append(f"{name:<{wide}}" + "".join(f"{cell:>16}" for cell in shown))
    lines += [""] + ([f"not recorded: {table.missing}"] if table.missing else [])
    lines += [
        f"the source prints: {each.printed}; here: {each.gives} ({each.because})"
        for each in known.contradictions
    ]
    return "\n".join(lines) + "\n"
