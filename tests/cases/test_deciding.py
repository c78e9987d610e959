"""What must be so before a measure is decided, before it is served, and before a case is settled."""

from datetime import timedelta

import pytest

from vaern.cases import events as said
from vaern.cases import zones
from vaern.cases.checks import checks_of
from vaern.cases.file import CaseFile
from vaern.cases.models import Case
from vaern.cases.withheld import occurs, seal
from vaern.errors import InputError

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SQUARE = [[10.39, 55.4], [10.395, 55.4], [10.395, 55.403], [10.39, 55.403], [10.39, 55.4]]
TERMS = {
    "tilhold": ("contact_written",),
    "opholdsforbud": ("stay_in_area",),
    "bortvisning": ("stay_at_home",),
}


@pytest.fixture
def story(case, say, now):
    """A former partner who writes after a no; every question is answered yes."""
    at = now - timedelta(days=2)
    for event in (
        said.PartyRecorded(at=at, role="respondent", name="X", birthdate="1985-03-01"),
        said.PartyRecorded(at=at, role="protected_person", name="Y", protected_role="victim"),
        said.RelationshipRecorded(
            at=at, kind="former_partner", living_together=False, expected_to_reunite=False
        ),
        said.IncidentRecorded(
            at=at, id="I1", kind="contact", against="victim", suspicion="reasoned", attempt=False,
            after_refusal=True, summary="Wrote to her.",
        ),
        said.Requested(at=at, measure="tilhold", by="victim"),
        *(
            said.Assessed(at=at, judgement=name, value=value, reasons="So.")
            for name, value in {
                "peace_violated": True, "repetition_expected": True, "proportionate.tilhold": True,
                "often_repeated": True, "tilhold_sufficient": False, "proportionate.opholdsforbud": True,
            }.items()
        ),
        said.PartyHeard(at=at, party="respondent", manner="by_telephone", told="That she told us."),
    ):  # fmt: skip
        say(event)
    return case


def decided(now, measure="tilhold", **more):
    known = {"order": "T1", "duration": "P1Y", "terms": TERMS[measure]}
    return said.Decided(at=now, measure=measure, **(known | more))


def check_all(case, now, event):
    for check in checks_of(event.type):
        check(CaseFile(case, now), event)


def refused(case, now, event):
    """Return where an event is refused, or None where it may be said."""
    try:
        check_all(case, now, event)
    except InputError as error:
        return error.where
    return None


def strike(case, say, now, kind):
    for line in CaseFile(case, now).lines:
        if isinstance(line.event, kind):
            say(said.Corrected(at=now, corrects=line.number, reason="For the test."))


def test_a_measure_is_decided_on_its_assessments(story, now):
    assert refused(story, now, decided(now)) is None


def test_without_an_answer_it_is_refused_and_what_is_open_is_named(story, say, now):
    strike(story, say, now, said.Assessed)
    with pytest.raises(InputError, match="peace violated"):
        check_all(story, now, decided(now))


def test_without_a_hearing_it_is_refused(story, say, now):
    strike(story, say, now, said.PartyHeard)
    assert refused(story, now, decided(now)) == "/measure"


def test_a_hearing_left_out_with_its_ground_lets_it_through(story, say, now):
    strike(story, say, now, said.PartyHeard)
    say(said.HearingOmitted(at=now, party="respondent", ground="not_found", reasons="Nowhere."))
    assert refused(story, now, decided(now)) is None


@pytest.mark.parametrize(
    ("duration", "where"), [("P5Y", None), ("P60M", None), ("P61M", "/duration"), ("P6Y", "/duration")]
)
def test_the_ceiling_is_the_packs_counted_on_its_calendar(story, now, duration, where):
    assert refused(story, now, decided(now, duration=duration)) == where


def test_an_order_that_forbids_nothing_is_refused(story, now):
    assert refused(story, now, decided(now, terms=())) == "/terms"


def test_a_term_of_another_measure_is_refused(story, now):
    assert refused(story, now, decided(now, terms=("stay_at_home",))) == "/terms"


def test_others_need_their_own_assessment(story, say, now):
    assert refused(story, now, decided(now, covers="The children")) == "/covers"
    say(
        said.Assessed(
            at=now, judgement="necessary_for_household_member", value=True, reasons="They live there."
        )
    )
    assert refused(story, now, decided(now, covers="The children")) is None


def test_an_area_that_nobody_drew_is_refused(story, now):
    assert refused(story, now, decided(now, "opholdsforbud", zone="z", duration="P6M")) == "/zone"


@pytest.mark.parametrize(
    ("found", "weighed", "where"),
    [
        ({"disclosure": "fine", "anonymity": "fine"}, "", None),
        ({"disclosure": "fine", "anonymity": "not checked"}, "Many live there.", None),
        ({"disclosure": "fine", "anonymity": "not checked"}, "", "/zone"),
        ({"disclosure": "not checked", "anonymity": "fine"}, "Weighed.", "/zone"),
        ({"disclosure": "wrong", "anonymity": "fine"}, "Weighed.", "/zone"),
        ({}, "Weighed.", "/zone"),
    ],
)
def test_in_hiding_only_a_zone_that_gives_nothing_away_is_ordered(story, say, now, found, weighed, where):
    zone = zones.draw(story, "z", {"type": "Polygon", "coordinates": [SQUARE]})
    say(said.HidingRecorded(at=now, hiding=True))
    say(said.ZoneDrawn(at=now, zone="z", sha256=zone.sha256, margin_m=0, found=found, weighed=weighed))
    assert refused(story, now, decided(now, "opholdsforbud", zone="z", duration="P6M")) == where


def test_a_sealed_word_is_kept_out_of_the_order(story, say, now):
    say(said.HidingRecorded(at=now, hiding=True, withheld=(seal("Syrenvænget"),)))
    assert refused(story, now, decided(now, wording="Heller ikke på SYRENVÆNGET.")) == "/wording"


def test_a_seal_does_not_hold_its_words():
    assert "syren" not in seal("Syrenvænget").casefold()


@pytest.mark.parametrize("text", ["i Odense C", "Odenses gader", "ODENSE"])
def test_sealed_words_are_found_in_any_case_and_genitive(text):
    assert occurs([seal("odense")], text)


def test_a_seal_of_another_key_cannot_be_passed_over(settings):
    sealed = seal("Odense")
    settings.SECRET_KEY = "another"
    with pytest.raises(InputError):
        occurs([sealed], "nothing")


def test_nothing_is_served_before_it_is_decided(story, now):
    assert refused(story, now, said.Served(at=now, order="T1", measure="tilhold")) == "/order"


def test_what_is_decided_is_served_no_earlier(story, say, now):
    say(decided(now))
    early = said.Served(at=now - timedelta(seconds=1), order="T1", measure="tilhold")
    assert refused(story, now, early) == "/at"


def test_an_order_is_served_once(story, say, now):
    say(decided(now))
    served = said.Served(at=now, order="T1", measure="tilhold")
    say(served)
    assert refused(story, now, served) == "/order"


def test_what_begins_at_release_is_served_then(story, say, now):
    say(said.Detained(at=now - timedelta(hours=2)))
    say(decided(now - timedelta(hours=1), begins="release"))
    served = said.Served(at=now, order="T1", measure="tilhold")
    assert refused(story, now, served) == "/at"
    say(said.Released(at=now))
    assert refused(story, now, served) is None


def test_who_was_not_held_is_not_released(story, now):
    assert refused(story, now, said.Released(at=now)) == "/at"


def settlement(now, **more):
    known = {"way": "police", "violence": False, "needs_protection": False, "agreed_to_try": True}
    return said.SettlementSought(at=now, outcome="settled", **(known | more))


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({}, None),
        ({"violence": True}, "/violence"),
        ({"needs_protection": True}, "/needs_protection"),
        ({"agreed_to_try": False}, "/agreed_to_try"),
    ],
)
def test_a_case_is_settled_within_the_limits_of_the_law(story, now, more, where):
    assert refused(story, now, settlement(now, **more)) == where


def test_a_recorded_assault_speaks_against_a_no(story, say, now):
    say(said.IncidentRecorded(at=now, id="I2", kind="offence", provision="strl § 244", suspicion="reasoned"))
    assert refused(story, now, settlement(now)) == "/violence"


def test_under_the_law_of_2004_only_violence_closes_the_way(now):
    case = Case.objects.create(reference="T-2", title="x", law="dk-2004")
    assert refused(case, now, settlement(now, needs_protection=True)) is None


@pytest.mark.parametrize(("measure", "where"), [("tilhold", None), ("opholdsforbud", "/measure")])
def test_another_district_decides_a_tilhold_only(story, now, measure, where):
    event = said.DecisionHandedOver(
        at=now, measure=measure, district="Elsewhere", their_reference="E-1", reasons="She hides."
    )
    assert refused(story, now, event) == where


def test_documents_are_kept_back_with_a_ground_only(story, now):
    event = said.AccessDecided(at=now, party="respondent", given="part")
    assert refused(story, now, event) == "/ground"


def test_an_admonition_changes_nothing_in_law(story, say, now):
    before = CaseFile(story, now)
    say(said.Admonished(at=now, manner="by_telephone", told="That a tilhold may follow."))
    after = CaseFile(story, now)
    assert (after.facts, after.obligations) == (before.facts, before.obligations)


def test_outside_a_demonstration_nothing_is_decided_under_a_draft(story, now, settings):
    settings.DEMONSTRATION = False
    assert refused(story, now, decided(now)) == "/measure"
