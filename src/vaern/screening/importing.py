"""Takes in a daily report: each row becomes an incident, or is refused by its number, field and reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from vaern.packs.screening import Screening
from vaern.screening.models import ReportedIncident
from vaern.sheets import Reason, Refused, Row, RowError, read_rows

KINDS = ("offence", "threat_of_violence", "contact", "following", "breach")
RELATIONSHIPS = (
    "spouse", "former_spouse", "partner", "former_partner", "parent_child", "other_household", "acquaintance",
    "stranger", "neighbour",
)  # fmt: skip
NEEDED = ("report_id", "district", "happened_at")
COLUMNS = (
    *NEEDED, "day", "kind", "provision", "same_address", "children_present", "relationship", "suspect_name",
    "suspect_birthdate", "victim_name", "victim_birthdate", "summary",
)  # fmt: skip
SAME = tuple(each for each in COLUMNS if each not in ("report_id", "district"))
"""What a row is compared by when its incident is there already."""
_REPORT_ID = re.compile(r"[\w][\w /.-]{0,39}")


@dataclass
class Imported:
    """What became of the rows: new, changed (not answered yet), there already, refused."""

    new: int = 0
    changed: int = 0
    known: int = 0
    refused: list[Refused] = field(default_factory=list)


def import_incidents(
    content: bytes, asked: Screening, clock: ZoneInfo, *, by: str, now: datetime
) -> Imported:
    """Take in the CSV or JSON file `content`; the same file again changes nothing.

    Raises InputError when the file as a whole cannot be read; nothing is taken in then.
    """
    done = Imported()
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    with transaction.atomic():
        for number, found in _read(content, asked, clock, now, done.refused):
            above = seen.setdefault((found["district"], found["report_id"]), found)
            if above == found:
                _take(number, found, done, by, now)
            else:
                done.refused.append(Refused(number, "report_id", Reason.OTHER_ABOVE))
    return done


def _read(
    content: bytes, asked: Screening, clock: ZoneInfo, now: datetime, refused: list[Refused]
) -> Iterator[tuple[int, dict[str, Any]]]:
    for row in read_rows(content, COLUMNS, NEEDED):
        if isinstance(row, Refused):
            refused.append(row)
            continue
        try:
            found = _incident(row, asked, clock, now)
        except RowError as error:
            refused.append(error.at(row.number))
            continue
        yield row.number, found


def _take(number: int, found: dict[str, Any], done: Imported, by: str, now: datetime) -> None:
    key = {name: found[name] for name in ("district", "report_id")}
    there = ReportedIncident.objects.filter(**key).first()
    if there is None:
        ReportedIncident.objects.create(**found, imported_by=by, imported_at=now)
        done.new += 1
    elif all(getattr(there, name) == found[name] for name in SAME):
        done.known += 1
    elif there.answer or there.case:
        done.refused.append(Refused(number, "report_id", Reason.ANSWERED))
    else:
        ReportedIncident.objects.filter(pk=there.pk).update(**found, imported_by=by, imported_at=now)
        done.changed += 1


def _incident(row: Row, asked: Screening, clock: ZoneInfo, now: datetime) -> dict[str, Any]:
    happened_at = row.moment("happened_at", clock)
    if happened_at > now:
        raise RowError("happened_at", Reason.FUTURE)
    if not _REPORT_ID.fullmatch(row.needed("report_id")):
        raise RowError("report_id", Reason.NO_NUMBER)
    happened_on = happened_at.astimezone(clock).date()
    found: dict[str, Any] = {
        "report_id": row.needed("report_id"),
        "district": row.choice("district", tuple(asked.districts)),
        "happened_at": happened_at,
        "day": row.day("day") or happened_on,
        "kind": row.choice("kind", KINDS) or "",
        "relationship": row.choice("relationship", RELATIONSHIPS) or "",
        "same_address": row.flag("same_address"),
        "children_present": row.flag("children_present"),
        "provision": row.text("provision", 60),
        "suspect_name": row.text("suspect_name", 120),
        "victim_name": row.text("victim_name", 120),
        "suspect_birthdate": row.day("suspect_birthdate"),
        "victim_birthdate": row.day("victim_birthdate"),
        "summary": row.text("summary"),
    }
    for name in ("suspect_birthdate", "victim_birthdate"):
        if found[name] and found[name] > happened_on:
            raise RowError(name, Reason.AFTER_INCIDENT)
    if found["day"] < happened_on:
        raise RowError("day", Reason.BEFORE_INCIDENT)
    return found
