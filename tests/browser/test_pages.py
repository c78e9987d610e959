"""The three pages in a real browser, as the two people who sign in see them."""

import hashlib
import io
import json
import re

import pytest
from axe import violations
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

DESK = [
    "/desk", "/desk/new", "/desk/ODN-1", "/desk/ODN-1/step/incident", "/desk/ODN-1/step/photographs",
    "/desk/ODN-1/log", "/desk/ODN-1/assessment", "/desk/ODN-1/obligations",
]  # fmt: skip
LAW = [
    "/law?citation=dk-2011-draft%20%C2%A7%204",
    "/law/packs",
    "/law/packs/es-2009",
    "/law/packs/dk-2011-draft/opholdsforbud",
    "/law/compare?old=dk-2004&new=dk-2011-draft",
]
WIDTHS = [1280, 390]


@pytest.fixture(scope="module")
def played(vaern, chromium, session_of):
    """The control room after the walk has been played once, and what the page said on the way."""
    size = {"width": 1280, "height": 900}
    context = chromium.new_context(
        base_url=vaern.address, viewport=size, locale="en", storage_state=session_of("kontrolrum")
    )
    page = context.new_page()
    page.goto("/control-room")
    expect(page.locator("#connection")).to_have_class(re.compile("is-following"))
    page.before = page.inner_text("#position-sentence")
    page.check("input[name=speed][value='16']")
    page.click("#play button")
    expect(page.locator(".alarm-zone.is-cleared")).to_be_visible(timeout=60_000)
    expect(page.locator(".alarm-near.is-cleared")).to_be_visible(timeout=60_000)
    yield page
    context.close()


def test_a_wrong_password_opens_nothing(vaern, chromium):
    page = chromium.new_page(base_url=vaern.address)
    page.goto("/desk/ODN-1/log")
    page.fill("#id_username", "sagsbehandler")
    page.fill("#id_password", "wrong")
    page.click("main button")
    expect(page.locator("[role=alert]")).to_be_visible()
    page.close()


def test_the_desk_shows_the_case_from_report_to_service(sign_in):
    page = sign_in("sagsbehandler")
    page.click("text=Odense 1")
    page.get_by_role("link", name="Log", exact=True).click()
    for word in ("Reported", "Incident", "Requested", "Assessed", "Zone drawn", "served"):
        expect(page.get_by_text(word, exact=False).first).to_be_visible()


def test_the_assessment_shows_each_condition_with_the_statutes_words(sign_in):
    page = sign_in("sagsbehandler")
    page.goto("/desk/ODN-1/assessment")
    card = page.locator("section.measure", has=page.locator("#measure-opholdsforbud"))
    expect(card.locator(".badge-yes").first).to_be_visible()
    expect(card.get_by_text("et tilhold efter § 1 ikke kan anses for tilstrækkeligt").first).to_be_visible()


def test_an_open_question_is_answered_on_the_page_and_stands_in_the_log(sign_in):
    page = sign_in("sagsbehandler")
    page.goto("/desk/ODN-1/assessment")
    question = page.locator("details.open-question", has_text="special risk of assault").first
    question.locator("summary").click()
    question.get_by_label("No").check()
    question.get_by_label("Reasons").fill("No threat of assault is known.")
    question.get_by_role("button").click()
    expect(page.get_by_text("The assessment stands in the log.")).to_be_visible()
    page.goto("/desk/ODN-1/log")
    expect(page.get_by_text("No threat of assault is known.")).to_be_visible()


def test_the_law_is_read_from_a_case_to_a_measures_note_to_a_provision(sign_in):
    page = sign_in("sagsbehandler")
    page.goto("/desk/ODN-1/assessment")
    page.locator("a[href='/law/packs/dk-2011-draft/opholdsforbud']").first.click()
    expect(page.get_by_text("et tilhold efter § 1 ikke kan anses for tilstrækkeligt").first).to_be_visible()
    page.get_by_role("link", name="dk-2011-draft § 4 no. 2", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("dk-2011-draft § 4 no. 2")


def test_the_law_is_reached_from_the_menu_by_keyboard_alone(sign_in):
    page = sign_in("sagsbehandler")
    page.get_by_role("link", name="Law", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/law/packs")


def test_the_decision_comes_as_a_pdf(sign_in):
    page = sign_in("sagsbehandler")
    answer = page.request.get("/desk/ODN-1/O1/decision.pdf")
    assert "ODN-1" in PdfReader(io.BytesIO(answer.body())).pages[0].extract_text()


def test_no_position_is_open_before_the_walk_nears_the_zone(played):
    assert played.before == "No position is open."


def test_the_walk_raises_margin_then_zone_and_both_clear(played):
    courses = [played.locator(f".alarm-{group} .alarm-course").inner_text() for group in ("near", "zone")]
    assert all("Raised" in course and "Cleared" in course for course in courses)


def test_the_alarm_says_how_far_and_which_way(played):
    card = played.locator(".alarm-zone").inner_text()
    assert re.search(r"\d+(\.\d+)?.m inside the zone", card)
    assert "°" in card


def test_the_counter_says_how_many_positions_were_sealed(played):
    names = ("accepted", "sealed", "released")
    counted = {name: int(played.inner_text(f"[data-count={name}]")) for name in names}
    assert counted["sealed"] > 50
    waiting = counted["accepted"] - counted["sealed"] - counted["released"]
    assert waiting in (0, 1)  # the last fix waits for another of the same moment


def test_only_opened_positions_are_in_the_page(played):
    shown = played.locator("#positions tbody tr").count()
    assert int(played.inner_text("[data-count=released]")) >= shown > 10


def test_the_evidence_can_be_recomputed_from_its_pdf(played):
    address = played.locator(".alarm-zone a[href*=evidence]").get_attribute("href")
    reader = PdfReader(io.BytesIO(played.request.get(address).body()))
    attached = reader.attachments["evidence.json"][0]
    text = "".join("".join(page.extract_text() for page in reader.pages).split())
    assert hashlib.sha256(attached).hexdigest() in text
    assert len(json.loads(attached)["fixes"]) > 10


def test_a_breach_is_reported_to_the_case_officer(played, sign_in):
    played.locator(".alarm-zone form button").click()
    expect(played.get_by_text("The case officer now has the alarm in the case.")).to_be_visible()
    page = sign_in("sagsbehandler")
    page.goto("/desk/ODN-1/log")
    expect(page.get_by_text("Breach reported by the control room")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("path", [*DESK, *LAW, "/about"])
def test_the_desk_is_accessible_and_fits_the_screen(sign_in, path, language, width):
    page = sign_in("sagsbehandler", width, language)
    page.goto(path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_control_room_is_accessible_and_fits_the_screen(played, sign_in, language, width):
    page = sign_in("kontrolrum", width, language)
    expect(page.locator(".alarm-zone")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_alarm_is_taken_called_about_and_closed_and_the_next_shift_reads_it(played, sign_in):
    page = sign_in("kontrolrum")
    card = page.locator(".alarm-zone")
    expect(card.locator(".alarm-handling")).to_have_text("Nobody has taken it")
    card.get_by_role("link", name="Handle").click()
    page.get_by_role("button", name="I take it").click()
    page.get_by_label("Who was called?").select_option(label="The one the order is against")
    page.get_by_label("What came of it?").select_option(label="No answer")
    page.get_by_role("button", name="Write down the call").click()
    page.get_by_role("button", name="A patrol is sent").click()
    expect(page.get_by_text("Patrol sent by kontrolrum").first).to_be_visible()
    assert violations(page) == []
    page.get_by_label("What was found?").select_option(label="He was where he must not be")
    page.get_by_role("button", name="Close the alarm").click()
    expect(page.locator("tbody tr")).to_have_count(4)
    page.get_by_role("link", name="Back to the control room").click()
    expect(page.locator(".alarm-zone .alarm-handling")).to_contain_text("Closed by kontrolrum")
    page.get_by_role("link", name="Shift log").click()
    expect(page.get_by_text("Closed: He was where he must not be")).to_be_visible()


def test_the_sound_is_turned_on_by_keyboard_and_says_that_it_is(played, sign_in):
    page = sign_in("kontrolrum")
    page.get_by_role("button", name="Sound is off: turn it on").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sound is on")).to_have_attribute("aria-pressed", "true")


def test_another_operators_page_says_who_has_an_alarm_without_being_loaded_again(played, sign_in):
    first, second = sign_in("kontrolrum"), sign_in("kontrolrum")
    second.goto("/control-room")
    expect(second.locator(".alarm-near .alarm-handling")).to_have_text("Nobody has taken it")
    first.locator(".alarm-near").get_by_role("link", name="Handle").click()
    first.get_by_role("button", name="I take it").click()
    expect(second.locator(".alarm-near .alarm-handling")).to_contain_text("Taken by kontrolrum")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_shift_log_is_accessible_and_fits_the_screen(played, sign_in, language, width):
    page = sign_in("kontrolrum", width, language)
    page.goto("/control-room/shift")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_notices_when_the_live_service_is_silent(played):
    expect(played.locator("#connection")).to_have_class(re.compile("is-following"))


def test_no_page_logs_an_error_in_the_browser(sign_in):
    page = sign_in("kontrolrum")
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.reload()
    page.wait_for_timeout(1500)
    assert said == []
