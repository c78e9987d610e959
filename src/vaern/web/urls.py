"""Addresses. None holds a name or a place: a case goes by its reference."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from vaern.web.api import api
from vaern.web.views import (
    about,
    control_room,
    desk,
    documents,
    files,
    home,
    law,
    opening,
    papers,
    screening,
    statute,
    steps,
    work,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in", LoginView.as_view(), name="sign-in"),
    path("sign-out", LogoutView.as_view(), name="sign-out"),
    path("language/", include("vaern.web.language")),
    path("about", about.about, name="about"),
    path("desk", desk.desk, name="desk"),
    path("desk/new", opening.new_case, name="case-new"),
    path("desk/<slug:reference>", steps.overview_page, name="case"),
    path("desk/<slug:reference>/step/<slug:step>", steps.step_page, name="case-step"),
    path("desk/<slug:reference>/step/<slug:step>/draft", steps.draft, name="case-draft"),
    path("desk/<slug:reference>/file/<slug:sha256>", files.file, name="case-file"),
    path("desk/<slug:reference>/log", desk.log_page, name="case-log"),
    path("desk/<slug:reference>/assessment", desk.assessment_page, name="case-assessment"),
    path("desk/<slug:reference>/assess", desk.record_assessment, name="case-assess"),
    path("desk/<slug:reference>/strike-out", desk.strike_out, name="case-strike-out"),
    path("desk/<slug:reference>/obligations", desk.obligations_page, name="case-obligations"),
    path(
        "desk/<slug:reference>/guidance-<slug:language>.pdf",
        papers.guidance_sheet,
        name="case-guidance-sheet",
    ),
    path("desk/<slug:reference>/<int:entry>/child-notice.pdf", papers.child_notice, name="case-child-notice"),
    path(
        "desk/<slug:reference>/<int:entry>/assault-alarm.pdf", papers.alarm_receipt, name="case-alarm-receipt"
    ),
    path("desk/<slug:reference>/<slug:order>/decision.pdf", documents.decision_pdf, name="case-decision"),
    path("work", work.work_page, name="work"),
    path("calendar", work.calendar_page, name="calendar"),
    path("calendar/<str:secret>.ics", work.calendar_feed, name="calendar-feed"),
    path("screening", screening.screening_page, name="screening"),
    path("screening.csv", screening.screening_csv, name="screening-csv"),
    path("screening/<int:incident>/answer", screening.consider_page, name="screening-answer"),
    path("screening/<int:incident>/open", screening.open_case_page, name="screening-open"),
    path("desk/<slug:reference>/<slug:order>/bundle.pdf", documents.bundle_pdf, name="case-bundle"),
    path("law", statute.provision, name="provision"),
    path("law/packs", law.packs_page, name="law"),
    path("law/compare", law.compare_page, name="law-compare"),
    path("law/packs/<slug:pack>", law.pack_page, name="law-pack"),
    path("law/packs/<slug:pack>/<slug:measure>", law.measure_page, name="law-measure"),
    path("control-room", control_room.room, name="control-room"),
    path("control-room/stream", control_room.stream, name="control-room-stream"),
    path("control-room/play", control_room.play, name="control-room-play"),
    path("control-room/report-breach", control_room.report_breach, name="report-breach"),
    path("control-room/evidence", documents.evidence_pdf, name="evidence"),
    path("control-room/evidence.json", documents.evidence_json, name="evidence-json"),
    path("api/", api.urls),
]
