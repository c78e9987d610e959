"""Sunday night: from a call at 23:40 to the day she withdraws, on the desk's pages, in two languages."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pictures import photograph
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
PICTURE = {"name": "arm.jpg", "mimeType": "image/jpeg", "buffer": photograph()}


AROUND_THE_SCHOOL = "55.4000 10.3900\n55.4000 10.3950\n55.4030 10.3950\n55.4030 10.3900"


def on(day, clock):
    """Return a moment of the story on the Danish clock; Saturday is the second of May 2026."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, *day, hour, minute, tzinfo=COPENHAGEN)


SATURDAY, SUNDAY, MONDAY, TUESDAY, THURSDAY = (5, 2), (5, 3), (5, 4), (5, 5), (5, 7)
DAY_25, DAY_40 = (5, 28), (6, 12)


def in_the_kitchen(desk):
    """Both are heard apart, after the guidance; photographs with her consent; she does not dare to ask."""
    desk.at(on(SATURDAY, "23:40")).open("dk-2004", "En lejlighed lørdag nat")
    desk.step("report", by="police", summary="Tilkaldt til en lejlighed; hun har friske mærker.")
    desk.step("detention", reasons="Slog hende på armen.")
    desk.step("protected-person", name="Freja Eksempel", protected_role="victim")
    desk.step("respondent", name="Rasmus Eksempel", birthdate="1985-03-01")
    desk.step("relationship", kind="spouse", living_together="yes")
    desk.step("children", found="yes", name="Alma Eksempel", age="4", lives_there="yes", present="yes")
    desk.step("children", found="yes", name="Bo Eksempel", age="9", lives_there="yes", present="yes")
    desk.step(
        "guidance", given_by="Patrulje 12", in_writing="yes", told_counsel=True, wanted_counsel="yes",
        told_witness_exemption=True, told_victim_support=True, told_measures=True, wanted_measures="no",
        answer_measures="Hun tør ikke bede om noget.",
    )  # fmt: skip
    desk.at(on(SATURDAY, "23:52"))
    desk.step("interview", whom="victim", given_by="Patrulje 12", apart="yes", summary="I køkkenet.")
    desk.step("interview", whom="respondent", given_by="Patrulje 14", apart="yes", summary="I opgangen.")
    desk.step(
        "incident", kind="offence", summary="Slog hende på armen.", against="victim", suspicion="reasoned",
        provision="strl § 244", max_penalty_months="36", household="yes", intentional="yes",
    )  # fmt: skip
    desk.step("injuries", summary="Friske mærker på venstre arm.", visible="yes")
    desk.step("photographs", consent="written", files=PICTURE)
    desk.step("request", measure="bortvisning", by="none")


def at_the_station(desk):
    """The lawyer on duty decides at 04:10, on what she does not dare to ask; he is heard first."""
    desk.at(on(SUNDAY, "03:30"))
    desk.step("party-hearing", party="respondent", manner="in_person", told="Mærkerne og hendes forklaring.")
    desk.at(on(SUNDAY, "04:05"))
    desk.assess("public_interest", "yes", "Hun tier af frygt for ham.")
    desk.assess("offence_expected_at_home", "yes", "Det er tredje gang, og det bliver værre.")
    desk.assess("proportionate.bortvisning", "yes", "Han kan bo hos sin bror; børnene skal have ro.")
    desk.at(on(SUNDAY, "04:10"))
    rests = {"considerations": "Hun tier af frygt.", "count": "4", "unit": "W"}
    desk.step("decide-bortvisning", place="Den fælles lejlighed", **rests)
    desk.step("decide-bortvisning_tilhold", **rests)
    desk.assess("tilhold_sufficient", "no", "Han har før ventet ved skolen.")
    desk.assess("proportionate.bortvisning_forbud", "yes", "Et lille område; han har intet ærinde der.")
    desk.step("zone", zone="school", corners=AROUND_THE_SCHOOL, weighed="Set på kortet.")
    desk.step("decide-bortvisning_forbud", place="Området om skolen", zone="school", **rests)
    desk.step("municipality", measure="bortvisning", contact="Døgnvagten", documents="Rapport og afgørelse.")
    assert desk.status("notify_municipality") == "met"
    desk.step(
        "child-notice", told="yes", municipality="Kommunen", told_to="Døgnvagten", children="Alma 4, Bo 9",
        reasons="De lå vågne og hørte det.", contact="Vagthavende",
    )  # fmt: skip


def served(desk, clock):
    """Each order that waits for it is served, with the leaflet in his language; he is let go."""
    desk.at(desk.time[0].replace(hour=int(clock[:2]), minute=int(clock[3:])))
    for order in [each for each in desk.file.orders if each.waits_for_service]:
        review = {"told_of_review": "yes"} if order.measure == "bortvisning" else {}
        desk.step(
            "service", order=order.name, manner="in_person_at_station", served_by="Vagthavende",
            language="Dansk", leaflet="da", **review,
        )  # fmt: skip


def in_court(desk):
    """He demands review when it is served; it is with the court within the day, though it is Sunday."""
    order = desk.orders["bortvisning"]
    desk.step("court-review", order=order, at_service=True, summons_to="Hos sin bror")
    desk.at(on(SUNDAY, "05:20")).step("release")
    assert desk.status("release_from_detention") == "met"
    desk.at(on(SUNDAY, "16:00")).step("submission")
    assert desk.status("submit_to_court") == "met"
    desk.step("counsel", name="Advokat Eksempel")
    desk.step("hearing-set", hearing_at="2026-05-07T09:00", respondent_told="by_telephone")
    desk.at(on(TUESDAY, "13:00"))
    desk.step("collection", order=order, escorted_by="Patrulje 3", protected_person_told="yes")
    desk.at(on(THURSDAY, "09:00")).step("hearing", respondent_present="yes", counsel_present="yes")
    assert desk.status("hold_hearing") == "met"


def the_ruling(desk):
    """The court approves one order and annuls the forbud; the case shows exactly what still binds."""
    results = dict.fromkeys(desk.orders.values(), "approved")
    results[desk.orders["bortvisning_forbud"]] = "annulled"
    desk.at(on(THURSDAY, "11:00")).step(
        "ruling",
        **{f"result_{name}": result for name, result in results.items()},
        **{f"circumstances_{name}": "Mærkerne og hans egen forklaring." for name in results},
    )
    page = desk.overview()
    expect(page.locator(".badge-binds")).to_have_count(2)
    expect(page.locator(".badge-fell")).to_have_count(1)


def extended(desk):
    """On day 25 the risk is looked at again: four weeks more, served, and a new clock."""
    desk.at(on(DAY_25, "10:00")).step(
        "extension", order=desk.orders["bortvisning"], also=desk.orders["bortvisning_tilhold"],
        risk="yes", risk_reasons="Han skrev til hende i går.", proportionate="yes",
        proportionate_reasons="Hun har ingen anden bolig.", length="4", unit="W",
    )  # fmt: skip


def withdrawn(desk):
    """She withdraws; public interest is weighed; the order falls, and what hangs on it."""
    desk.at(on(DAY_40, "12:00"))
    order = desk.orders["bortvisning"]
    desk.step("withdrawal", order=order, spoken_to_alone="yes", under_pressure="no")
    assert desk.binds() == {"bortvisning", "bortvisning_tilhold"}
    desk.step("withdrawal-weighed", order=order, public_interest="no", reasons="Hun er flyttet og er tryg.")
    assert desk.binds() == set()


@pytest.mark.parametrize("language", ["da", "en"])
def test_sunday_night(officer_at_desk, language):
    desk = officer_at_desk(language)
    in_the_kitchen(desk)
    at_the_station(desk)
    served(desk, "04:55")
    in_court(desk)
    the_ruling(desk)
    extended(desk)
    served(desk, "14:00")
    assert desk.file.ends[desk.orders["bortvisning"]].date().isoformat() == "2026-06-28"
    withdrawn(desk)
