"""Plans as records: CSV with one initiative a row, JSON as the contract has it; in and out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from vaern.errors import InputError
from vaern.plans.doubts import with_doubts
from vaern.plans.plan import STATUSES, Grant, Initiative, Plan, Warning, read
from vaern.sheets.cells import neutral, plain

COLUMNS = (
    "number", "theme", "title", "reserve_funded", "ministries", "status", "status_text", "ends", "grants",
    "dates", "objective", "areas", "level", "responsible",
)  # fmt: skip
_NEEDED = ("number", "title")
_GRANT = re.compile(r"^(?P<recipient>.+)=(?P<amount>\d+)$")
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}


def read_records(values: object) -> Plan:
    """Return the plan of JSON values: a whole plan, or a list of initiatives."""
    if isinstance(values, list):
        values = {"title": "", "initiatives": values}
    plan = read(values)
    return with_doubts(plan)


def read_csv(content: str) -> Plan:
    """Return the plan of a table, an initiative a row; what a cell does not say surely is a warning.

    Raises InputError where a column is missing without which nothing can be told apart.
    """
    rows = csv.DictReader(io.StringIO(content), strict=True)
    try:
        names = [name.strip() for name in rows.fieldnames or ()]
        missing = [name for name in _NEEDED if name not in names]
        if missing:
            raise InputError("a column is missing", f"/{missing[0]}", ", ".join(COLUMNS))
        rows.fieldnames = names
        found = [_row(place, row) for place, row in enumerate(rows, start=1)]
    except csv.Error:
        raise InputError("not a table", f"line {rows.line_num}", "CSV with a heading row") from None
    warnings = [Warning(field=name, text="no such column") for name in COLUMNS if name not in names]
    warnings += [Warning(field=name, text="column not read") for name in names if name not in COLUMNS]
    initiatives = [initiative for initiative, _ in found if initiative is not None]
    warnings += [warning for _, open_ones in found for warning in open_ones]
    plan = Plan(
        title="",
        themes=tuple(dict.fromkeys(each.theme for each in initiatives if each.theme)),
        initiatives=tuple(initiatives),
        warnings=tuple(warnings),
    )
    return with_doubts(plan)


def written_csv(plan: Plan) -> str:
    """Return the initiatives as a table; a cell that a spreadsheet would take for a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for initiative in plan.initiatives:
        writer.writerow([neutral(_WRITTEN.get(name, _said)(getattr(initiative, name))) for name in COLUMNS])
    return out.getvalue()


def _row(place: int, row: Mapping[str | None, Any]) -> tuple[Initiative | None, list[Warning]]:
    cells = {name: plain(value or "").strip() for name, value in row.items() if name in COLUMNS}
    if not cells["number"].isdecimal():
        return None, [Warning(field="number", text=f"row {place}: {cells['number'] or 'empty'}")]
    number = int(cells.pop("number"))
    fields: dict[str, Any] = {"number": number}
    warnings: list[Warning] = []
    for name, cell in cells.items():
        if not cell and name != "title":
            continue
        try:
            fields[str(name)] = _READ.get(str(name), str)(cell)
        except ValueError:
            warnings.append(Warning(initiative=number, field=str(name), text=cell))
    return Initiative(**fields), warnings


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _grants(cell: str) -> tuple[Grant, ...]:
    return tuple(_grant(part) for part in _listed(cell))


def _grant(part: str) -> Grant:
    said = _GRANT.match(part)
    if said is None:
        raise ValueError("not recipient=kroner")
    return Grant(recipient=said["recipient"].strip(), amount_dkk=int(said["amount"]))


def _ends(cell: str) -> date | int:
    return int(cell) if len(cell) == 4 and cell.isdecimal() else date.fromisoformat(cell)


def _one_of(known: Mapping[str, Any]) -> Callable[[str], Any]:
    def chosen(cell: str) -> Any:
        if cell.lower() not in known:
            raise ValueError("not one of the known words")
        return known[cell.lower()]

    return chosen


def _dates(cell: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(part) for part in _listed(cell))


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _joined(values: Iterator[object]) -> str:
    return ";".join(str(value) for value in values)


_READ: Mapping[str, Callable[[str], Any]] = {
    "reserve_funded": _one_of(_TRUTH),
    "ministries": _listed,
    "status": _one_of({status: status for status in STATUSES}),
    "ends": _ends,
    "grants": _grants,
    "dates": _dates,
    "areas": _listed,
    "responsible": _listed,
}
_WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "reserve_funded": lambda value: {True: "yes", False: "no", None: ""}[value],
    "ministries": _joined,
    "grants": lambda grants: _joined(f"{each.recipient}={each.amount_dkk}" for each in grants),
    "dates": _joined,
    "areas": _joined,
    "responsible": _joined,
}
