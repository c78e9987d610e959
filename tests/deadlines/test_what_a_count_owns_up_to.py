"""What is said beside a computed last moment: the rule used, what it is about, the ceiling passed."""

from datetime import datetime

import pytest

from vaern import packs
from vaern.deadlines import obligations

PACK = packs.load("dk-2011-draft")
SILENT = "An extension prolongs the running period from its last day; the source does not say"


def event(kind, at, **fields):
    return {"type": kind, "at": f"{at}T10:00:00+01:00", **fields}


def order(measure, at="2026-01-05", **fields):
    return [event("decided", at, measure=measure, **fields), event("served", at, measure=measure)]


def notes(events, kind="order_expires", now="2026-12-01"):
    found = obligations(PACK, datetime.fromisoformat(f"{now}T12:00:00+01:00"), events)["obligations"]
    (each,) = [each for each in found if each["kind"] == kind]
    return [(note["text"], note["citation"].removeprefix("dk-2011-draft ")) for note in each["notes"]]


@pytest.mark.parametrize(
    ("last", "noted"), [("2031-01-04", False), ("2031-01-05", False), ("2031-01-06", True)]
)
def test_a_last_day_beyond_the_ceiling_is_noted_like_a_length(last, noted):
    found = notes(order("tilhold", expires_on=last))
    assert any("longer than the provision allows (indtil 5 år)" in text for text, _ in found) is noted


@pytest.mark.parametrize(
    ("measure", "length", "citation"),
    [
        ("tilhold", "P5Y", "§ 5 bem."),
        ("opholdsforbud", "P1Y", "§ 5 bem."),
        ("bortvisning", "P4W", "§ 10 bem."),
    ],
)
def test_an_extension_cites_the_remarks_on_its_own_measure_and_the_sources_silence(measure, length, citation):
    extension = order(measure, "2026-01-20", duration=length, extends=True)
    found = notes([*order(measure, duration=length), *extension])
    assert [cited for text, cited in found if text.startswith(SILENT)] == [citation]


@pytest.mark.parametrize(("length", "noted"), [("P5Y", True), ("P4Y", False)])
def test_an_extension_given_early_is_held_against_the_ceiling(length, noted):
    extension = order("tilhold", "2026-02-02", duration=length, extends=True)
    found = notes([*order("tilhold", duration="P5Y" if noted else "P1Y"), *extension])
    assert (
        any(text.startswith("Counted from the day the extension took effect") for text, _ in found) is noted
    )


def test_a_count_cites_the_provision_whose_period_is_counted():
    found = notes(order("bortvisning", duration="P4W"))
    assert found[0][0].startswith("The day of the event is not counted")
    assert found[0][1] == "§ 10"


def test_control_owns_up_to_running_from_the_day_it_is_ordered():
    control = event("control_ordered", "2026-01-06", duration="P3M")
    found = notes([*order("opholdsforbud", duration="P1Y"), control], "control_expires")
    assert [cited for text, cited in found if text.startswith("Reading: The time of electronic control")] == [
        "ek § 3"
    ]
