"""What stands in a court bundle: a cover with the index, then each part on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from vaern.documents import decision_page
from vaern.documents.decision_page import measure_name
from vaern.documents.printed import Language, answer, day, moment
from vaern.documents.provenance import Origin, frame, passage

if TYPE_CHECKING:
    from vaern.documents.bundle import Answered, BundleData, Demand, Service, Told


def compose(data: BundleData, origin: Origin, language: Language) -> dict[str, Any]:
    """Return the content of the bundle in the language being spoken."""
    title = _("Submission to the court: {case}").format(case=data.case_number)
    return {
        "frame": frame(origin, title, language),
        "to": data.court,
        "date": day(data.stands_at),
        "parties": _parties(data),
        "index_heading": _("Index"),
        "parts": [each for each in _parts(data, origin, language) if each],
    }


def _parties(data: BundleData) -> list[list[str]]:
    rows = [
        (_("Case number"), data.case_number),
        (_("Respondent"), data.respondent_name),
        (_("Born"), day(data.respondent_born) if data.respondent_born else ""),
        (_("Can be summoned at"), data.summons_to),
        (_("Telephone"), data.telephone),
        (_("Counsel"), data.counsel or _("not yet appointed")),
        (
            _("The log it rests on"),
            _("{entries} entries, the last with hash {hash}").format(
                entries=data.entries, hash=data.log_sha256[:16]
            ),
        ),
    ]
    return [[label, text] for label, text in rows if text]


def _parts(data: BundleData, origin: Origin, language: Language) -> list[dict[str, Any]]:
    when, who, what = _("When"), _("Who"), _("What")
    photographs = [[moment(each.at), each.text, _broken(each.sha256)] for each in data.photographs]
    return [
        {"heading": _("The demand"), "kind": "demands", "items": [_demand(each) for each in data.demands]},
        *(_decision(each, origin, language) for each in data.decisions),
        _table(_("Reports"), [when, who, _("What was reported")], [_told(each) for each in data.reports]),
        _table(
            _("Assessments"),
            [_("Question"), _("Answer"), _("Who, when and why")],
            [_answered(each) for each in data.assessments],
        ),
        _table(
            _("Incidents"),
            [when, _("What kind"), _("What happened")],
            [_told(each) for each in data.incidents],
        ),
        _table(_("Service"), [when, what, _("How")], [_service(each) for each in data.services]),
        _table(_("Photographs, by list"), [when, what, "SHA-256"], photographs),
        _table(_("Statements"), [when, who, _("What was said")], [_told(each) for each in data.statements]),
    ]


def _broken(sha256: str) -> str:
    return " ".join(sha256[start : start + 16] for start in range(0, len(sha256), 16))


def _answered(each: Answered) -> list[str]:
    return [each.question, answer(each.answer), f"{each.by}, {moment(each.at)}. {each.reasons}"]


def _demand(demand: Demand) -> dict[str, Any]:
    rows = [
        (_("Demanded"), moment(demand.at)),
        (_("It concerns"), measure_name(demand.measure)),
        (_("At service"), answer("yes" if demand.at_service else "no")),
        (_("Could be demanded until"), moment(demand.last_moment) if demand.last_moment else ""),
        (_("To be with the court by"), moment(demand.submit_by) if demand.submit_by else ""),
        (_("To be heard by"), moment(demand.hear_by) if demand.hear_by else ""),
    ]
    return {"rows": [[label, text] for label, text in rows if text], "passage": passage(demand.passage)}


def _decision(decision: Any, origin: Origin, language: Language) -> dict[str, Any]:
    names = ", ".join(measure_name(measure.name) for measure in decision.measures)
    page = decision_page.compose(decision, origin, language)
    return {
        "heading": _("Decision: {measures}").format(measures=names),
        "kind": "decision",
        "line": _("Made {moment} by {authority}.").format(
            moment=moment(decision.decided_at), authority=decision.authority
        ),
        "measures": page["measures"],
        "reasons": page["reasons"],
    }


def _table(heading: str, columns: list[str], rows: list[list[str]]) -> dict[str, Any]:
    return {
        "heading": heading,
        "kind": "table",
        "columns": columns,
        "rows": rows,
        "none": _("There is nothing of this kind in the log."),
    }


def _told(told: Told) -> list[str]:
    return [moment(told.at), told.by, told.text]


def _service(service: Service) -> list[str]:
    what = measure_name(service.measure)
    if service.extension:
        what = _("{measure}, extended").format(measure=what)
    how = [
        service.manner,
        _("Served by {who}.").format(who=service.served_by) if service.served_by else "",
        _("Explained in {language}.").format(language=service.language) if service.language else "",
        _("Told of the right to court review.") if service.told_of_review else "",
        _("Not told of the right to court review.") if service.told_of_review is False else "",
    ]
    return [moment(service.at), what, " ".join(part for part in how if part)]
