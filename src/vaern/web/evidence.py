"""From the live service's account of an alarm to the evidence report. It holds released fixes only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from vaern import packs
from vaern.cases.canonical import sha256
from vaern.documents import evidence as document
from vaern.documents.drawing import polygons_of
from vaern.documents.provenance import Passage
from vaern.errors import InputError
from vaern.law import Pack
from vaern.law.receipt import receipt as law_receipt
from vaern.packs.decision import decision_rules
from vaern.web.decision import passage, receipt


def evidence_of(account: dict[str, Any], case_number: str) -> document.EvidenceData:
    """Return the report's data from `GET /v1/alarm`; the same account gives the same report."""
    raised, last = account["events"][0], account["events"][-1]
    pack = packs.load(account["law"]["pack"])
    opened_by = account["law"]["released_citation"].removeprefix(f"{pack.id} ")
    return document.EvidenceData(
        document_id=f"evidence-{sha256(account['alarm'])[:12]}",
        made_at=datetime.fromisoformat(account["journal"][-1]["at"]),
        alarm=account["alarm"],
        case_number=case_number,
        control=raised["control"],
        kind=raised["kind"],
        device=raised["device"],
        grade=_highest_grade(account),
        contrary_to_order=_contrary(account["events"]),
        events=tuple(_event(event) for event in account["events"]),
        zone=_zone(account["zone"], datetime.fromisoformat(last["at"])) if account["zone"] else None,
        fixes=tuple(_fix(fix) for fix in account["released"]),
        journal=tuple(_journal(entry) for entry in account["journal"]),
        method=_method(account["method"]),
        opened_by=passage(pack, opened_by),
        justified_passage=_justified(pack),
        receipt=receipt({**law_receipt(pack), "engine": account["engine"].removeprefix("vaern ")}),
    )


def _justified(pack: Pack) -> Passage:
    cite = decision_rules(pack.id).justified
    if cite is None:
        raise InputError("the pack says nothing of justified presence", "/justified", "a pack that does")
    return passage(pack, cite)


def _highest_grade(account: dict[str, Any]) -> str | None:
    order = list(account["method"]["grades"])
    reached = [event["grade"] for event in account["events"] if event["grade"]]
    return max(reached, key=order.index, default=None)


def _contrary(events: Sequence[dict[str, Any]]) -> Any:
    said = {event["contrary_to_order"] for event in events}
    return next(answer for answer in ("yes", "undetermined", "no") if answer in said)


def _event(event: dict[str, Any]) -> document.EpisodeEvent:
    return document.EpisodeEvent(
        event=event["event"],
        at=datetime.fromisoformat(event["at"]),
        grade=event["grade"],
        contrary_to_order=event["contrary_to_order"],
        inside_probability=event["inside_probability"],
        distance_m=event["distance_m"],
        because=event["because"],
        provisional=event.get("provisional", False),
        retrospective=event["retrospective"],
    )


def _zone(zone: dict[str, Any], at: datetime) -> document.ZoneInForce:
    margins = [margin["m"] for margin in zone["margin_m"] if datetime.fromisoformat(margin["from"]) <= at]
    return document.ZoneInForce(
        id=zone["id"],
        kind=zone["kind"],
        polygons=polygons_of(zone["geometry"]),
        margin_m=float(margins[-1]),
        sha256=zone["sha256"],
        in_force_from=datetime.fromisoformat(zone["in_force_from"]),
    )


def _fix(fix: dict[str, Any]) -> document.ReleasedFix:
    return document.ReleasedFix(
        device=fix["device"],
        fixed_at=datetime.fromisoformat(fix["time"]),
        received_at=datetime.fromisoformat(fix["received"]),
        lat=fix["lat"],
        lon=fix["lon"],
        accuracy_m=fix["accuracy_m"],
        source=fix["source"],
        distance_m=fix["distance_m"],
        inside_probability=fix["inside_probability"],
        sha256=sha256(fix),
        margin_probability=fix["margin_probability"],
    )


def _journal(entry: dict[str, Any]) -> document.JournalEntry:
    return document.JournalEntry(
        sequence=entry["seq"],
        sha256=entry["sha256"],
        previous_sha256=entry["previous"],
        at=entry["at"],
        kind=entry["kind"],
        content_sha256=entry["content_sha256"],
        salt=entry["salt"],
        content=entry["content"],
    )


def _method(method: dict[str, Any]) -> document.Method:
    return document.Method(method["sigma_divisor"], tuple(method["grades"].items()), method["shown_from"])
