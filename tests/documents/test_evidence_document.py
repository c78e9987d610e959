"""What a court holds in the hand about an alarm: every number, its hash, and what it does not prove."""

import hashlib
import io
import json
from dataclasses import replace

import pytest
from pypdf import PdfReader

from vaern.documents import evidence


def attached(pdf: bytes) -> bytes:
    return PdfReader(io.BytesIO(pdf)).attachments["evidence.json"][0]


@pytest.mark.parametrize(
    ("language", "notice"), [("en", "Draft law, never in force"), ("da", "Lovudkast, aldrig i kraft")]
)
def test_every_page_says_that_the_law_is_a_draft(evidence_data, pages, language, notice):
    assert all(notice in page for page in pages(evidence.render(evidence_data, language)))


def test_the_attached_json_is_the_data_byte_for_byte(evidence_data):
    assert attached(evidence.render(evidence_data, "en")) == evidence.as_json(evidence_data)


def test_the_printed_hash_is_the_sha256_of_the_attached_json(evidence_data, unbroken):
    pdf = evidence.render(evidence_data, "en")
    assert hashlib.sha256(attached(pdf)).hexdigest() in unbroken(pdf)


def test_both_languages_carry_the_same_data(evidence_data):
    in_danish, in_english = (evidence.render(evidence_data, language) for language in ("da", "en"))
    assert attached(in_danish) == attached(in_english)


def test_one_changed_digit_changes_the_hash(evidence_data):
    moved = replace(evidence_data.fixes[0], lat=evidence_data.fixes[0].lat + 1e-9)
    changed = replace(evidence_data, fixes=(moved, *evidence_data.fixes[1:]))
    assert evidence.as_json(changed) != evidence.as_json(evidence_data)


def test_the_json_has_sorted_keys_and_every_digit(evidence_data):
    made = json.loads(evidence.as_json(evidence_data))
    assert list(made) == sorted(made)
    assert made["fixes"][1]["inside_probability"] == evidence_data.fixes[1].inside_probability


def test_each_released_fix_is_printed_with_its_numbers(evidence_data, words):
    text = words(evidence.render(evidence_data, "en"))
    for fix in evidence_data.fixes:
        distance = f"{fix.distance_m:.2f}".replace("-", "−")
        assert f"{fix.lat:.7f} {fix.lon:.7f} {fix.accuracy_m:.1f} {distance}" in text


def test_danish_numbers_have_a_comma(evidence_data, words):
    assert "55,3651001 10,4251234 5,0 −11,13 0,9985" in words(evidence.render(evidence_data, "da"))


def test_times_stand_on_the_danish_clock_to_the_millisecond(evidence_data, words):
    assert "2026-05-04 10:00:10.250 +02:00" in words(evidence.render(evidence_data, "en"))


def test_the_events_of_the_episode_stand_in_order(evidence_data, words):
    text = words(evidence.render(evidence_data, "en"))
    assert text.index("10:00:20.000 +02:00 raised certain yes") < text.index("10:04:00.000 +02:00 cleared")


def test_a_provisional_and_retrospective_event_is_called_so(evidence_data, words):
    event = replace(evidence_data.events[0], provisional=True, retrospective=True)
    text = words(evidence.render(replace(evidence_data, events=(event,)), "en"))
    assert "provisional" in text
    assert "in retrospect" in text


def test_the_zone_in_force_has_its_corners_margin_and_version(evidence_data, unbroken):
    text = unbroken(evidence.render(evidence_data, "en"))
    assert "1355.370000010.4300000" in text
    assert "Margin15.0m" in text
    assert evidence_data.zone.sha256 in text


def test_the_hash_of_every_fix_and_journal_entry_is_printed(evidence_data, unbroken):
    text = unbroken(evidence.render(evidence_data, "en"))
    hashes = [fix.sha256 for fix in evidence_data.fixes] + [entry.sha256 for entry in evidence_data.journal]
    assert not [one for one in hashes if one not in text]


def test_the_thresholds_are_those_the_data_holds(evidence_data, words):
    method = replace(evidence_data.method, sigma_divisor=1.6, grades=(("possible", 0.07),))
    text = words(evidence.render(replace(evidence_data, method=method), "en"))
    assert "σ = accuracy / 1.60" in text
    assert "possible from 0.07" in text


def test_it_says_what_it_does_not_prove_and_cites_who_may_pass(evidence_data, words):
    text = words(evidence.render(evidence_data, "en"))
    assert "Intent. A person finds whether the respondent meant to be there." in text
    assert "som af særlige grunde må anses for beføjet" in text


def test_it_cites_the_rule_that_opened_the_fixes(evidence_data, words):
    assert "dk-2011-draft ek § 1(2)" in words(evidence.render(evidence_data, "da"))


def test_the_device_shows_its_gaps_when_they_are_passed(evidence_data, words):
    text = words(evidence.render(evidence_data, "en"))
    assert "R1 63 % 2026-05-04 09:00:00.000 +02:00 – 2026-05-04 09:06:40.000 +02:00" in text


def test_without_device_health_the_report_claims_nothing_about_it(evidence_data, words):
    assert "Battery" not in words(evidence.render(replace(evidence_data, health=()), "en"))


def test_an_unknown_charge_is_not_called_empty(evidence_data, words):
    unknown = replace(evidence_data.health[0], battery_pct=None, gaps=())
    assert "R1 not stated none" in words(evidence.render(replace(evidence_data, health=(unknown,)), "en"))


def test_an_undetermined_finding_is_not_called_no(evidence_data, words):
    open_question = replace(evidence_data, contrary_to_order="undetermined")
    assert "Contrary to the order undetermined" in words(evidence.render(open_question, "en"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_same_data_gives_the_same_bytes(evidence_data, language):
    assert evidence.render(evidence_data, language) == evidence.render(evidence_data, language)


def test_a_day_of_fixes_still_fits_a_report(evidence_data, pages):
    many = tuple(
        replace(evidence_data.fixes[0], lat=55.365 + i * 1e-5, sha256=f"{i:064x}") for i in range(400)
    )
    assert len(pages(evidence.render(replace(evidence_data, fixes=many), "en"))) > 10


def test_the_pdf_is_tagged_and_knows_its_language(evidence_data):
    root = PdfReader(io.BytesIO(evidence.render(evidence_data, "en"))).trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]


def test_a_lost_signal_is_reported_without_a_zone_and_without_a_position(evidence_data, words):
    silence = replace(
        evidence_data, kind="signal_lost", zone=None, fixes=(), contrary_to_order="undetermined"
    )
    text = words(evidence.render(silence, "en"))
    assert "signal lost (signal_lost)" in text
    assert "Latitude" not in text


def test_a_fix_that_was_not_judged_against_a_zone_shows_no_number(evidence_data, words):
    fix = replace(evidence_data.fixes[0], distance_m=None, inside_probability=None)
    assert "10.4251234 5.0 – –" in words(evidence.render(replace(evidence_data, fixes=(fix,)), "en"))
