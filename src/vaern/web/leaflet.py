"""From the case file to the leaflet that is handed out at service."""

from __future__ import annotations

from typing import cast

from vaern.cases.file import CaseFile
from vaern.cases.orders import Order
from vaern.documents.leaflet import LeafletData
from vaern.documents.provenance import Status
from vaern.law import Pack
from vaern.packs.decision import decision_rules
from vaern.web.decision import passage, printed_reference, remedies, withhold


def leaflet_of(file: CaseFile, order: Order) -> LeafletData:
    """Return the leaflet on `order`; `InputError` where a word that must not reach him stands in it."""
    rules = decision_rules(file.pack.id)
    decision = order.decision
    data = LeafletData(
        law=file.pack.id,
        status=cast(Status, file.pack.status),
        case_number=printed_reference(file),
        made_at=max(order.decided_at, order.served_at or order.decided_at),
        measure=order.measure,
        terms=order.terms,
        penalty=passage(file.pack, rules.measures[order.measure].penalty),
        prison=_prison(file.pack, order.measure),
        remedies=remedies(file, order),
        exempted=decision.exempted if decision else (),
        place=decision.place if decision else "",
        wording=order.wording,
        exceptions=order.exceptions,
        lasts=order.duration,
        begins_at_release=bool(decision and decision.begins == "release"),
        served_at=order.served_at,
        expires_at=file.ends.get(order.name),
        passages=tuple(
            (each.about, file.pack.provisions[each.provision].title or "", passage(file.pack, each.provision))
            for each in rules.leaflet
            if order.measure in each.measures
        ),
    )
    withhold(file, data)
    return data


def _prison(pack: Pack, measure: str) -> str | None:
    """Return the longest prison sentence for a breach (ISO 8601), as the pack has it."""
    found = [
        str(effect.is_)
        for provision in pack.provisions.values()
        for effect in provision.effects
        if effect.kind == "penalty" and measure in effect.measures and str(effect.is_ or "").startswith("P")
    ]
    return found[0] if found else None
