"""An alarm as others' systems read it: the standard's elements, in its order, and never a position."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from vaern.notify.cap import NAMESPACE, alert

ALARM = {
    "alarm": "C1/home/zone/1", "control": "C1", "zone": "home", "kind": "zone", "event": "raised",
    "at": "2026-05-04T03:00:00.500+00:00", "began_at": "2026-05-04T03:00:00.500+00:00",
    "grade": "certain", "contrary_to_order": "yes",
    "distance_m": -41.7, "guidance": {"respondent_bearing_deg": 271},
}  # fmt: skip
ALERT = ["identifier", "sender", "sent", "status", "msgType", "scope", "restriction", "references", "info"]
INFO = ["language", "category", "event", "urgency", "severity", "certainty", "onset", "headline", "parameter"]


def said(**changes):
    told = alert(ALARM | changes, sender="vaern.example", headline="In the zone", language="en")
    return ElementTree.fromstring(told)


def word(root, path):
    return root.find("/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/"))).text


def names(element):
    return [each.tag.removeprefix(f"{{{NAMESPACE}}}") for each in element]


def test_no_position_distance_or_bearing_is_in_it():
    told = alert(ALARM, sender="vaern.example", headline="In the zone", language="en").decode()
    assert "41.7" not in told
    assert "271" not in told


def test_its_elements_come_in_the_order_of_the_standard():
    root = said(event="graded", at="2026-05-04T03:01:00.000+00:00")
    assert names(root) == ALERT
    assert list(dict.fromkeys(names(root[-1]))) == INFO


@pytest.mark.parametrize(
    ("event", "at", "kind"),
    [
        ("raised", ALARM["at"], "Alert"),
        ("graded", "2026-05-04T03:01:00.000+00:00", "Update"),
        ("cleared", "2026-05-04T03:09:00.000+00:00", "Cancel"),
        ("answered", "2026-05-04T03:09:00.000+00:00", "Cancel"),
    ],
)
def test_what_follows_refers_to_what_was_told_first(event, at, kind):
    first, root = said(), said(event=event, at=at)
    assert word(root, "msgType") == kind
    if kind != "Alert":
        assert word(root, "references").split(",") == [
            word(first, name) for name in ("sender", "identifier", "sent")
        ]


@pytest.mark.parametrize(
    ("grade", "certainty"),
    [("certain", "Observed"), ("probable", "Likely"), ("possible", "Possible"), (None, "Unknown")],
)
def test_how_sure_it_is_has_the_standards_word(grade, certainty):
    assert word(said(grade=grade), "info/certainty") == certainty


@pytest.mark.parametrize(("kind", "severity"), [("zone", "Severe"), ("battery_low", "Minor")])
def test_a_dead_battery_is_no_breach(kind, severity):
    assert word(said(kind=kind), "info/severity") == severity


def test_times_have_no_fraction_and_names_no_sign_that_the_standard_forbids():
    root = said(alarm="C 1,<&/home/zone/1")
    assert word(root, "sent") == "2026-05-04T03:00:00+00:00"
    assert not set(" ,<&") & set(word(root, "identifier"))
