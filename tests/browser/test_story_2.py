"""Two hundred messages: from her diary to a demand for court review at 23:50, on the desk's pages."""

from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NO = datetime(2026, 3, 1, 12, 0, tzinfo=COPENHAGEN)
REPORT, DECISION = (datetime(2026, 4, day, 10, 0, tzinfo=COPENHAGEN) for day in (1, 8))
SECRET = "Syrenvænget"
HERE = "55.0598 10.6068"
ROUND_ABOUT = "55.0660 10.5990\n55.0660 10.6300\n55.0480 10.6300\n55.0480 10.5990"


def her_diary():
    """214 messages on 31 days after a clear no: seven a day, four on the last."""
    lines = [
        f"{(NO + timedelta(days=day, minutes=1 + n)).isoformat()},message,+4512345678"
        for day in range(31)
        for n in range(7 if day < 30 else 4)
    ]
    return {
        "name": "diary.csv",
        "mimeType": "text/csv",
        "buffer": "\n".join(("at,kind,number", *lines)).encode(),
    }


def told(desk):
    """She tells; her diary is taken in; the pattern stands on one page; telephone data are asked for."""
    desk.at(REPORT).open("dk-2011-draft", "To hundrede beskeder")
    desk.step("report", by="victim", summary="Beskeder, blomster, og han står udenfor.")
    desk.step("protected-person", name="Freja Eksempel", protected_role="victim")
    desk.step("respondent", name="Rasmus Eksempel", birthdate="1985-03-01")
    desk.step("relationship", kind="former_partner", living_together="no", expected_to_reunite="no")
    desk.step("contact-declined", at=NO.strftime("%Y-%m-%dT%H:%M"), manner="message")
    desk.page.goto(f"/desk/{desk.reference}/pattern")
    desk.page.locator("main input[type=file]").set_input_files(her_diary())
    desk.page.locator("main select[name=source]").select_option("diary")
    desk.page.locator("main form .button-primary").first.click()
    expect(desk.page.locator("main")).to_contain_text("214")
    expect(desk.page.locator("main")).to_contain_text("31")
    desk.step(
        "incident", at="2026-03-20T07:30", kind="following", summary="Fulgte efter hende.", against="victim",
        suspicion="reasoned", after_refusal="yes", attempt="no",
    )  # fmt: skip
    desk.step("request", measure="tilhold", by="victim")
    desk.step("telephone-data", reasons="Opkald fra skjult nummer.")


def before_the_decision(desk):
    """She lives in hiding; he is admonished, which forbids nothing; he is heard by telephone."""
    desk.step("hiding", hiding="yes", withheld=f"{SECRET}\nSvendborg")
    desk.step("admonition", manner="by_telephone", told="At der kan gives et tilhold, hvis det fortsætter.")
    assert desk.binds() == set()
    desk.step(
        "party-hearing", party="respondent", manner="by_telephone", told="214 beskeder.", answered="Nej."
    )
    desk.step(
        "hand-over", district="Østjyllands Politi", their_reference="OJ-2026-41", reasons="Hun lever skjult.",
    )  # fmt: skip


def answered(desk, **answers):
    """Answer each question on the assessment page, with reasons."""
    for name, value in answers.items():
        question = name.replace("__", ".")
        desk.page.goto(f"/desk/{desk.reference}/assessment#ask-{question}")
        asked = desk.page.locator(f'[id="ask-{question}"]')
        asked.evaluate("each => { for (let up = each; up; up = up.parentElement) up.open = true; }")
        asked.locator(f'input[value="{value}"]').check()
        asked.locator("textarea").fill("Efter det, der er oplyst.")
        asked.locator(".button-primary").click()
        expect(desk.page.locator(".flash-success")).to_be_visible()


def paper(desk, path):
    """Return the text of a PDF of the desk."""
    answer = desk.page.request.get(path)
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.body())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def a_tilhold(desk):
    """An order that says more than the law allows is refused beside its field; then it is made and served."""
    desk.at(DECISION)
    answered(desk, peace_violated="yes", repetition_expected="yes", proportionate__tilhold="yes")
    page = desk.page
    page.goto(f"/desk/{desk.reference}/step/decide-tilhold")
    page.fill("[name=count]", "6")
    page.select_option("[name=unit]", "Y")
    page.fill("[name=wording]", f"Heller ikke på {SECRET}.")
    page.fill("[name=considerations]", "Antallet af beskeder efter et klart nej.")
    page.locator("main form button[name=then]").first.click()
    expect(page.locator(".error-summary")).to_contain_text("§ 5")
    page.fill("[name=count]", "2")
    page.locator("main form button[name=then]").first.click()
    expect(page.locator(".error-summary a")).to_have_attribute("href", "#id_wording")
    page.fill("[name=wording]", "Heller ikke på sociale medier.")
    page.locator("main form button[name=then]").first.click()
    expect(page.locator(".error-summary")).to_have_count(0)
    desk.at(DECISION + timedelta(days=1))
    served(desk, "tilhold")
    assert desk.binds() == {"tilhold"}


def served(desk, measure):
    """An order is served in person and explained in Danish."""
    answers = {"order": desk.orders[measure], "manner": "in_person_at_station", "served_by": "Vagthavende"}
    if measure == "opholdsforbud":
        answers["told_of_review"] = "yes"
    desk.step("service", **answers, language="dansk", leaflet="da")


def he_learns_nothing(desk):
    """Nothing he receives says where she is, nor which district she asked."""
    for name in desk.orders.values():
        for file in ("decision.pdf", *(f"leaflet-{code}.pdf" for code in ("da", "en", "nb", "sv"))):
            text = paper(desk, f"/desk/{desk.reference}/{name}/{file}")
            assert SECRET not in text
            assert "Svendborg" not in text
            assert desk.reference not in text
            assert "OJ-2026-41" in text


def broken_five_times(desk):
    """Five breaches become a charge; that they are one persistent pursuit is found by a person."""
    for day in range(5):
        desk.at(DECISION + timedelta(days=3 + day)).step(
            "breach", order=desk.orders["tilhold"], how="contact_written", by="victim", suspicion="reasoned",
            intentional="yes", wants_prosecution="yes", summary="En besked mere.",
        )  # fmt: skip
    desk.step("course-of-conduct", systematic="yes", reasons="Fem på fem dage, efter 214 beskeder.")
    desk.page.goto(f"/desk/{desk.reference}/step/prosecution")
    expect(desk.page.locator("main")).to_contain_text("systematisk og vedvarende forfølgelse")
    desk.step("charge", provisions="§ 21, stk. 1")


def a_zone(desk):
    """A zone about her address is refused as giving it away; another, whose middle is elsewhere, is drawn."""
    desk.at(DECISION + timedelta(days=10))
    desk.step("request", measure="opholdsforbud", by="victim")
    page = desk.page
    page.goto(f"/desk/{desk.reference}/step/zone")
    page.fill("[name=zone]", "omraade")
    page.fill("[name=centre]", HERE)
    page.fill("[name=radius_m]", "800")
    page.fill("[name=secret_place]", HERE)
    page.fill("[name=weighed]", "Tæt by; hans veje er spurgt; kortlag mangler.")
    page.locator("main form button[name=then]").first.click()
    expect(page.locator(".error-summary")).to_be_visible()
    desk.step(
        "zone", zone="omraade", corners=ROUND_ABOUT, secret_place=HERE, his_places="home 55.40000 10.39000",
        weighed="Tæt bebygget; det er optalt, at mange bor der.",
    )  # fmt: skip
    answered(desk, tilhold_sufficient="no", proportionate__opholdsforbud="yes")
    desk.step(
        "decide-opholdsforbud", place="Området på kortet.", count="6", unit="M",
        considerations="Fem overtrædelser af tilholdet.",
    )  # fmt: skip
    desk.at(datetime(2026, 4, 20, 9, 0, tzinfo=COPENHAGEN))
    served(desk, "opholdsforbud")


def he_has_it_tried(desk):
    """The state prosecutor upholds; on day 14 at 23:50 he demands court review, and it is in time."""
    desk.at(datetime(2026, 4, 22, 9, 0, tzinfo=COPENHAGEN))
    desk.step("complaint", order=desk.orders["opholdsforbud"], by="respondent", grounds="Uenig.")
    desk.step("complaint-answer", order=desk.orders["opholdsforbud"], result="upheld", reasons="Enig.")
    desk.at(datetime(2026, 5, 4, 23, 50, tzinfo=COPENHAGEN))
    desk.step("court-review", order=desk.orders["opholdsforbud"], summons_to="Hos sin bror")
    assert desk.status("demand_court_review") == "met"


@pytest.mark.parametrize("language", ["da", "en"])
def test_two_hundred_messages(officer_at_desk, language):
    desk = officer_at_desk(language)
    told(desk)
    before_the_decision(desk)
    a_tilhold(desk)
    broken_five_times(desk)
    a_zone(desk)
    he_learns_nothing(desk)
    he_has_it_tried(desk)
