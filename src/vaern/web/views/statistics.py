"""Tables from what happened: what each counts, its chart, its numbers, small ones not shown."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from vaern.errors import InputError
from vaern.simulate.registers import register
from vaern.statistics.chart import svg
from vaern.statistics.gathering import gather
from vaern.statistics.shelf import definition, definitions, said
from vaern.statistics.store import fill, opened
from vaern.statistics.suppression import protected
from vaern.statistics.table import TOTAL, Key, Table, compute
from vaern.statistics.uncertainty import share
from vaern.statistics.written import as_csv, as_json_stat, write_parquet
from vaern.web.permissions import allowed

OURS, PUBLISHED = "ours", "published"
_FILES = {OURS: "statistics.duckdb", PUBLISHED: "published.duckdb"}


@require_GET
@allowed("read_statistics")
def tables_page(request: HttpRequest) -> HttpResponse:
    """List the tables by where they were printed."""
    by_source: dict[str, list[Any]] = {}
    for each in definitions().values():
        by_source.setdefault(each.source.split(",")[0], []).append((each, _in(each.title)))
    return render(
        request,
        "statistics/index.html",
        {"by_source": by_source.items(), "section": "statistics", **_source(request)},
    )


@require_GET
@allowed("read_statistics")
def table_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show a table with its definition, its chart and its numbers."""
    table = _table(request, name)
    known, language = table.definition, str(get_language())
    context = {
        "table": table,
        "definition": known,
        "title": _in(known.title),
        "population": _in(known.population),
        "traps": _in(known.traps),
        "heads": [said(column, language) for column in table.columns if column != TOTAL]
        + [said(ratio.name, language) for ratio in known.ratios],
        "rows": [_row(table, row, language) for row in table.rows],
        "total": _row(table, TOTAL, language) if known.counts else None,
        "query": request.GET.urlencode(),
        "section": "statistics",
        **_source(request),
    }
    return render(request, "statistics/table.html", context)


@require_GET
@allowed("read_statistics")
def chart(request: HttpRequest, name: str) -> HttpResponse:
    """Draw the table as SVG."""
    table = _table(request, name)
    return HttpResponse(svg(table, str(get_language())), content_type="image/svg+xml")  # type: ignore[arg-type]


@require_GET
@allowed("read_statistics")
def table_file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Give the table as CSV, JSON-stat or Parquet."""
    table = _table(request, name)
    if form == "csv":
        return _file(as_csv(table).encode(), "text/csv; charset=utf-8", f"{name}.csv")
    if form == "json":
        return _file(as_json_stat(table, str(get_language())).encode(), "application/json", f"{name}.json")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        write_parquet(table, path)
        return _file(path.read_bytes(), "application/vnd.apache.parquet", f"{name}.parquet")


@require_POST
@allowed("read_statistics")
def gather_now(request: HttpRequest) -> HttpResponse:
    """Read the logs of all cases anew."""
    gather(settings.HOME / _FILES[OURS])
    return redirect("statistics")


def _table(request: HttpRequest, name: str) -> Table:
    source = _source(request)["chosen"]
    path = settings.HOME / _FILES[source]
    if not path.exists():
        if source == PUBLISHED:
            fill(path, register()).close()
        else:
            gather(path)
    filters = {key: value for key in ("district", "year") if (value := request.GET.get(key))}
    try:
        known = definition(name)
        with opened(path) as db:
            return protected(compute(db, known, filters))
    except InputError as error:
        raise Http404 from error


def _source(request: HttpRequest) -> dict[str, Any]:
    source = request.GET.get("source", PUBLISHED if settings.DEMONSTRATION else OURS)
    return {"chosen": source if source in _FILES else OURS}


def _row(table: Table, row: Key, language: str) -> dict[str, Any]:
    cells = [table.total(column) if row == TOTAL else table.cell(row, column) for column in table.columns]
    ratios = [table.ratio(row, ratio) for ratio in table.definition.ratios]
    spreads = [_spread(table, row, ratio.part, ratio.whole) for ratio in table.definition.ratios]
    return {
        "name": said(row, language),
        "cells": [None if cell is None else f"{cell:.{table.definition.decimals}f}" for cell in cells],
        "ratios": list(zip((None if each is None else round(each) for each in ratios), spreads, strict=True)),
    }


def _spread(table: Table, row: Key, part: str, whole: str | None) -> tuple[int, int] | None:
    """Return between which percentages a share may lie by chance (95 %), where it is a share."""
    of = table.total if row == TOTAL else lambda column: table.cell(row, column)
    one, other = of(part), of(whole) if whole else table.total(part)
    if one is None or not other or one > other:
        return None
    found = share(int(one), int(other))
    return (round(100 * found.low), round(100 * found.high)) if found else None


def _in(words: Any) -> str:
    return str(words.get(get_language()) or words.get("en", ""))


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
