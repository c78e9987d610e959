"""The case of a Sunday night under the law of 2004, as far as the service of three orders."""

from datetime import UTC, datetime, timedelta

from vaern.cases import events as said
from vaern.cases import zones
from vaern.cases.events import CASE_OFFICER
from vaern.cases.models import Case
from vaern.cases.saying import say

SQUARE = [[10.39, 55.4], [10.395, 55.4], [10.395, 55.403], [10.39, 55.403], [10.39, 55.4]]
SERVED = datetime(2026, 5, 3, 2, 55, tzinfo=UTC)  # Sunday 04:55 in Copenhagen
DECIDED = SERVED - timedelta(minutes=45)
ORDERS = {"B1": "bortvisning", "T1": "bortvisning_tilhold", "F1": "bortvisning_forbud"}
TERMS = {
    "B1": ("stay_at_home",),
    "T1": ("intrude", "pursue_in_writing", "pursue_by_telephone", "molest_likewise"),
    "F1": ("stay_in_area",),
}


def sunday_night(served=True):
    """Return the case; `served` or only decided."""
    case = Case.objects.create(reference="SUN-1", title="Sunday night", law="dk-2004")
    first = SERVED - timedelta(hours=5)
    zone = zones.draw(case, "school", {"type": "Polygon", "coordinates": [SQUARE]})
    log = [
        said.PartyRecorded(at=first, role="respondent", name="Rasmus Eksempel", birthdate="1985-03-01"),
        said.PartyRecorded(at=first, role="protected_person", name="Freja Eksempel", protected_role="victim"),
        said.Reported(at=first, by="police", summary="Called to a flat."),
        said.RelationshipRecorded(at=first, kind="spouse", living_together=True),
        said.IncidentRecorded(
            at=first, id="A1", kind="offence", against="victim", household=True, suspicion="reasoned",
            provision="strl § 244", max_penalty_months=36, intentional=True, summary="Fresh bruises.",
        ),
        said.Requested(at=first, measure="bortvisning", by="none"),
        said.PartyHeard(at=first, party="respondent", manner="in_person", told="That she has bruises."),
        said.ZoneDrawn(at=first, zone="school", sha256=zone.sha256, margin_m=0),
        answer(DECIDED, "public_interest", True),
        answer(DECIDED, "offence_expected_at_home", True),
        answer(DECIDED, "proportionate.bortvisning", True),
        answer(DECIDED, "proportionate.bortvisning_forbud", True),
        answer(DECIDED, "tilhold_sufficient", False),
        *(
            said.Decided(
                at=DECIDED, order=name, measure=measure, duration="P4W", terms=TERMS[name],
                place="The flat.", zone="school" if name == "F1" else None,
            )
            for name, measure in ORDERS.items()
        ),
    ]  # fmt: skip
    if served:
        log += [said.Served(at=SERVED, order=name, measure=measure) for name, measure in ORDERS.items()]
    tell(case, *log, now=SERVED)
    return case


def answer(at, judgement, value):
    """Return an answer with reasons."""
    return said.Assessed(at=at, judgement=judgement, value=value, reasons="For a reason.")


def tell(case, *log, now=None):
    """Say what happened, as an officer who says it at once, or at `now`."""
    for event in log:
        say(case, [event], by="officer", roles=frozenset({CASE_OFFICER}), now=now or event.at)


def demanded(at=SERVED, at_service=True, order="B1"):
    """Return the respondent's demand."""
    return said.CourtReviewRequested(
        at=at, order=order, measure=ORDERS[order], at_service=at_service, summons_to="At his brother's"
    )


def ruled(order, result, at, **more):
    """Return the court's ruling on one order."""
    return said.Ruled(
        at=at, order=order, measure=ORDERS[order], result=result, circumstances="The bruises.", **more
    )
