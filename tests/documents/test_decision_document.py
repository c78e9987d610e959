"""What a respondent reads in a decision, and what must never stand in it."""

import io
import json
from dataclasses import replace

import pytest
from pypdf import PdfReader

from vaern.documents import decision
from vaern.documents.record import digest
from vaern.errors import InputError

SECRET_ADDRESS = "Syrenvænget 7, 5000 Odense C"


def test_every_page_says_that_the_law_is_a_draft(decision_data, pages):
    assert all("Draft law, never in force" in page for page in pages(decision.render(decision_data, "en")))


def test_every_danish_page_says_that_the_law_is_a_draft(decision_data, pages):
    assert all("Lovudkast, aldrig i kraft" in page for page in pages(decision.render(decision_data, "da")))


def test_the_first_page_says_what_the_demonstration_does_not_keep_apart(decision_data, pages):
    first = pages(decision.render(decision_data, "en"))[0]
    assert "One operating-system user runs everything here" in first
    assert "This is a demonstration" in first


def test_outside_demonstration_the_draft_notice_stays(decision_data, words):
    text = words(decision.render(replace(decision_data, demonstration=False), "en"))
    assert "It has never been in force" in text
    assert "This is a demonstration" not in text


def test_law_of_an_earlier_time_is_not_called_a_draft(decision_data, words):
    receipt = replace(decision_data.receipt, pack="dk-2004", status="in_force_then")
    text = words(decision.render(replace(decision_data, receipt=receipt), "en"))
    assert "Law as it was then" in text
    assert "Draft law" not in text


def test_it_says_in_plain_words_what_is_forbidden(decision_data, words):
    text = words(decision.render(decision_data, "en"))
    assert "You must not: • go to see the protected person • speak to the protected person" in text
    assert "stay in the area shown on the map" in text


def test_in_danish_it_says_du_maa_ikke(decision_data, words):
    assert "Du må ikke: • opsøge den beskyttede person" in words(decision.render(decision_data, "da"))


def test_a_limited_tilhold_forbids_only_what_it_says(decision_data, words):
    written = replace(decision_data.measures[0], terms=("contact_written",))
    text = words(decision.render(replace(decision_data, measures=(written,)), "en"))
    assert "write to the protected person" in text
    assert "go to see" not in text


def test_electronic_control_says_what_he_must_do(decision_data, words):
    control = replace(decision_data.measures[0], name="elektronisk_kontrol", terms=("wear_device",))
    text = words(decision.render(replace(decision_data, measures=(control,)), "en"))
    assert "Elektronisk kontrol" in text
    assert "You must: • wear the electronic device" in text


def test_the_protected_person_has_no_name_unless_the_caller_passes_one(decision_data, words):
    assert "Freja" not in words(decision.render(decision_data, "en"))


def test_the_protected_person_is_named_when_the_caller_passes_the_name(decision_data, words):
    named = replace(decision_data, protected_name="Freja Eksempel")
    assert "go to see Freja Eksempel" in words(decision.render(named, "en"))


def test_the_period_runs_from_service_to_the_last_moment(decision_data, words):
    text = words(decision.render(decision_data, "en"))
    assert "Binds from 1 May 2026 at 08:20 (+02:00)" in text
    assert "Binds until 1 November 2026 at 23:59:59 (+01:00)" in text


def test_before_service_it_binds_from_service_and_has_no_last_moment(decision_data, words):
    unserved = replace(decision_data.measures[0], served_at=None, expires_at=None)
    text = words(decision.render(replace(decision_data, measures=(unserved,)), "en"))
    assert "Binds from when it is served on you" in text
    assert "Binds until" not in text


def test_the_limit_for_court_review_is_the_one_the_law_data_gave(decision_data, words):
    review = replace(decision_data.remedies[1], within="P21D")
    text = words(decision.render(replace(decision_data, remedies=(review,)), "en"))
    assert "You have 21 days from service." in text
    assert "14 days" not in text


def test_court_review_names_only_the_measures_it_is_open_for(decision_data, words):
    text = words(decision.render(decision_data, "en"))
    assert "You can demand that the police bring opholdsforbud before byretten." in text
    assert "You can complain to statsadvokaten about tilhold and opholdsforbud." in text


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_statute_stands_in_its_own_danish_words(decision_data, words, language):
    text = words(decision.render(decision_data, language))
    assert "straffes med bøde eller fængsel indtil 2 år" in text
    assert "som af særlige grunde må anses for beføjet" in text


def test_each_condition_has_its_answer_and_undetermined_is_not_no(decision_data, words):
    text = words(decision.render(decision_data, "en"))
    assert "undetermined" in text.split("dk-2011-draft § 12")[1].split("Opholdsforbud")[0]


def test_each_condition_says_who_assessed_it_and_why(decision_data, words):
    text = words(decision.render(decision_data, "en"))
    assert "sagsbehandler Henvendelserne er taget til på fem uger" in text
    assert "Based on: A1, A2" in text


def test_the_facts_and_the_main_considerations_stand_in_it(decision_data, words):
    text = words(decision.render(decision_data, "en"))
    assert "9 March 2026 at 22:10 (+01:00) Elleve sms'er på en aften." in text.replace("’", "'")
    assert "Kontakten kom tættere på." in text


def test_it_prints_the_sha256_of_the_data_that_made_it(decision_data, unbroken):
    made = decision.as_json(decision_data)
    assert digest(made) in unbroken(decision.render(decision_data, "en"))


def test_the_law_receipt_stands_at_the_end(decision_data, unbroken):
    text = unbroken(decision.render(decision_data, "en"))
    assert "dk-2011-draft/act.yamlsha256:" + "5e" * 32 in text


def test_the_data_has_no_field_for_where_the_protected_person_lives(decision_data):
    assert not [key for key in json.loads(decision.as_json(decision_data)) if "address" in key]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: replace(data, considerations=("Hun er flyttet til syrenvænget 7,  5000 Odense C.",)),
        lambda data: replace(data, facts=(replace(data.facts[0], text=f"Stod ved {SECRET_ADDRESS}."),)),
        lambda data: replace(data, measures=(replace(data.measures[0], wording=SECRET_ADDRESS),)),
    ],
)
def test_a_withheld_address_in_any_text_stops_the_decision(decision_data, change):
    with pytest.raises(InputError) as refused:
        decision.render(change(decision_data), "da", withheld=[SECRET_ADDRESS])
    assert "Syrenvænget" not in str(refused.value.as_dict())


def test_the_error_about_a_withheld_address_names_the_field(decision_data):
    leaky = replace(decision_data, considerations=("Intet.", SECRET_ADDRESS))
    with pytest.raises(InputError) as refused:
        decision.render(leaky, "da", withheld=[SECRET_ADDRESS])
    assert refused.value.where == "/considerations/1"


def test_without_the_address_in_it_the_decision_is_made(decision_data, words):
    pdf = decision.render(decision_data, "da", withheld=[SECRET_ADDRESS, ""])
    assert "Syrenvænget" not in words(pdf)


def test_a_term_without_words_is_refused(decision_data):
    unknown = replace(decision_data.measures[0], terms=("teleport",))
    with pytest.raises(InputError, match="unknown term"):
        decision.render(replace(decision_data, measures=(unknown,)), "en")


def test_a_measure_that_forbids_nothing_is_refused(decision_data):
    empty = replace(decision_data.measures[0], terms=())
    with pytest.raises(InputError, match="forbids and demands nothing"):
        decision.render(replace(decision_data, measures=(empty,)), "en")


def test_markup_in_a_text_is_printed_and_not_run(decision_data, words):
    tricky = replace(decision_data, considerations=("#panic() *ikke fed* $x$ <mærke>",))
    assert "#panic() *ikke fed* $x$ <mærke>" in words(decision.render(tricky, "en"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_same_data_gives_the_same_bytes(decision_data, language):
    assert decision.render(decision_data, language) == decision.render(decision_data, language)


def test_the_pdf_knows_its_language_and_title(decision_data):
    reader = PdfReader(io.BytesIO(decision.render(decision_data, "da")))
    assert reader.trailer["/Root"]["/Lang"] == "da"
    assert "tilhold" in reader.metadata.title


def test_the_pdf_is_tagged_for_screen_readers(decision_data):
    reader = PdfReader(io.BytesIO(decision.render(decision_data, "en")))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_pdf_is_dated_by_the_decision_and_not_by_the_printing(decision_data):
    reader = PdfReader(io.BytesIO(decision.render(decision_data, "en")))
    assert reader.metadata.creation_date == decision_data.decided_at


def test_the_corners_of_the_area_are_printed_so_that_it_can_be_found_on_any_map(decision_data, words):
    (lon, lat), *_ = next(one.area for one in decision_data.measures if one.area).polygons[0][0]
    assert f"{lat:.5f} {lon:.5f}" in words(decision.render(decision_data, "en"))
