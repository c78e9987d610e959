"""From the case file to the bundle for the court: every word stands in the log or in the law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vaern.cases import court
from vaern.cases import events as said
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.cases.orders import Order
from vaern.documents import bundle as document
from vaern.documents import record
from vaern.packs.decision import decision_rules
from vaern.web.decision import decision_of, passage, receipt, withhold
from vaern.web.words import entry, question, word


def bundle_of(file: CaseFile, order: Order) -> document.BundleData:
    """Return the bundle with which `order`, and what was given with it, is brought before the court.

    InputError where a word that must not reach the respondent stands in it: he and his counsel read it.
    """
    demands = [line.event for line in file.standing if isinstance(line.event, said.CourtReviewRequested)]
    latest = demands[-1] if demands else None
    tried = court.tried(file) or [order]
    decisions = tuple(decision_of(file, each) for each in tried)
    counsel = [
        event.name
        for event in file.happened
        if isinstance(event, said.CounselAppointed) and event.represents == "respondent"
    ]
    data = document.BundleData(
        document_id=f"{file.case.reference}-{order.name}-court",
        case_number=file.case.reference,
        court=_court(file, order),
        stands_at=max(event.at for event in file.happened),
        respondent_name=decisions[0].respondent_name,
        respondent_born=decisions[0].respondent_born,
        summons_to=latest.summons_to if latest else "",
        telephone=latest.telephone if latest else "",
        counsel=counsel[-1] if counsel else "",
        demands=tuple(_demand(file, event) for event in demands if file.order(event.order) in tried),
        decisions=decisions,
        reports=tuple(_reports(file)),
        assessments=tuple(_assessments(file)),
        incidents=tuple(_incidents(file)),
        services=tuple(_services(tried)),
        photographs=tuple(_photographs(file)),
        statements=tuple(_statements(file)),
        entries=len(file.lines),
        log_sha256=file.lines[-1].hash,
        receipt=receipt(file.assessment["receipt"]),
    )
    withhold(file, data)
    return data


def bundle_digest(file: CaseFile, order: Order) -> str:
    """Return the SHA-256 of the data of the bundle."""
    return record.digest(document.as_json(bundle_of(file, order)))


def _court(file: CaseFile, order: Order) -> str:
    remedies = decision_rules(file.pack.id).remedies
    found = [each.to for each in remedies if each.kind == "court_review" and order.measure in each.measures]
    return found[0].capitalize() if found else str(word("court")).capitalize()


def _demand(file: CaseFile, event: said.CourtReviewRequested) -> document.Demand:
    cites = {
        duty["kind"]: duty["citation"].removeprefix(f"{file.pack.id} ")
        for duty in file.obligations
        if duty["order"] == event.order
    }
    return document.Demand(
        at=event.at,
        measure=event.measure,
        at_service=event.at_service,
        last_moment=file.due("demand_court_review", event.order),
        submit_by=file.due("submit_to_court", event.order),
        hear_by=file.due("hold_hearing", event.order),
        passage=passage(file.pack, cites["demand_court_review"]),
    )


def _lines(file: CaseFile, *kinds: type[said.Event]) -> Iterator[tuple[Line, Any]]:
    for line in file.standing:
        if isinstance(line.event, kinds) and line.event.at <= file.now:
            yield line, line.event


def _reports(file: CaseFile) -> Iterator[document.Told]:
    for _line, event in _lines(file, said.Reported):
        yield document.Told(event.at, word(event.by), event.summary)


def _assessments(file: CaseFile) -> Iterator[document.Answered]:
    for line, event in _lines(file, said.Assessed):
        answer: Any = "yes" if event.value else "no"
        yield document.Answered(question(event.judgement), answer, event.at, line.by, event.reasons)


def _incidents(file: CaseFile) -> Iterator[document.Told]:
    for _line, event in _lines(file, said.IncidentRecorded):
        yield document.Told(event.at, f"{event.id}: {word(event.kind)}", event.summary)
    for _line, event in _lines(file, said.BreachRecorded):
        yield document.Told(event.at, f"{event.id}: {word('breach')}", event.summary)


def _services(orders: list[Order]) -> Iterator[document.Service]:
    for order in orders:
        for index, event in enumerate(order.services):
            yield document.Service(
                measure=order.measure, at=event.at, extension=index > 0, manner=event.manner,
                served_by=event.served_by, language=event.language, told_of_review=event.told_of_review,
            )  # fmt: skip


def _photographs(file: CaseFile) -> Iterator[document.Photograph]:
    kinds = (said.PhotographsTaken, said.PhotographedWithoutConsent, said.FileKept, said.BreachRecorded)
    for _line, event in _lines(file, *kinds):
        words = getattr(event, "title", "") or getattr(event, "summary", "")
        text = ". ".join(part for part in (entry(event.type), words) if part)
        for digest in event.files:
            yield document.Photograph(event.at, text, digest)


def _statements(file: CaseFile) -> Iterator[document.Told]:
    for _line, event in _lines(file, said.PartyHeard):
        words = [event.told, event.answered]
        yield document.Told(event.at, word(event.party), " ".join(each for each in words if each))
    for _line, event in _lines(file, said.HearingHeld):
        yield document.Told(event.at, word("court"), event.statement)
