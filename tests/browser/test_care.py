"""Guidance, children, risk, the alarm, follow-up and the districts' plans in a real browser."""

import io
import re

import pytest
from axe import violations
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

STEPS = [
    "interpreter", "guidance", "contact-person", "interview", "children", "child-notice", "honour", "danger",
    "risk", "alarm", "special-unit", "next-contact", "contact", "outreach", "treatment",
]  # fmt: skip
PAGES = [*(f"/desk/ODN-1/step/{step}" for step in STEPS), "/desk/ODN-1", "/plans", "/plans/FYN"]
SEEN_AS = [(1280, "en"), (390, "da")]


def say(page, step, **answers):
    """Fill in a step by its fields' names and send it."""
    page.goto(f"/desk/ODN-1/step/{step}")
    for name, answer in answers.items():
        field = page.locator(f"[name={name}]")
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            page.check(f"[name={name}][value={answer}]")
        else:
            field.fill(answer)
    page.click("button[value=overview]")
    back_at_the_case(page)


def back_at_the_case(page):
    page.wait_for_url(lambda address: "/step/" not in address)


@pytest.fixture(scope="module")
def in_danger(vaern, chromium, session_of):
    """The officer's page after she has said that danger is imminent; at the end she says that it is over."""
    state = session_of("sagsbehandler")
    context = chromium.new_context(base_url=vaern.address, locale="en", storage_state=state)
    page = context.new_page()
    say(page, "danger", imminent="yes", reasons="He has a knife.", plan="A patrol is on its way.")
    yield page
    say(page, "danger", imminent="no", reasons="He is held.")
    context.close()


@pytest.mark.parametrize(("width", "language"), SEEN_AS)
@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_accessible_and_fits_the_screen(sign_in, path, width, language):
    page = sign_in("sagsbehandler", width, language)
    page.goto(path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_imminent_danger_comes_first_on_the_case_and_in_the_work_list(in_danger):
    in_danger.goto("/work")
    expect(in_danger.locator("main h2").first).to_have_text("Imminent danger")
    in_danger.goto("/desk/ODN-1/obligations")
    expect(in_danger.locator("main h2").first).to_have_text("Imminent danger")


def test_imminent_danger_is_accessible_and_fits_a_phone(in_danger, sign_in):
    page = sign_in("sagsbehandler", 390, "da")
    page.goto("/desk/ODN-1/step/risk")
    expect(page.get_by_role("heading", name="Overhængende fare", exact=True)).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Left out before an interview"), ("da", "Udeladt før en afhøring")]
)
def test_an_interview_without_guidance_is_entered_and_what_was_left_out_is_named(sign_in, language, words):
    page = sign_in("sagsbehandler", 390, language)
    say(page, "interview", whom="victim", given_by="Officer 7")
    page.goto("/desk/ODN-1")
    expect(page.get_by_role("heading", name=words)).to_be_visible()


def test_she_is_told_by_keyboard_alone(sign_in):
    page = sign_in("sagsbehandler")
    page.goto("/desk/ODN-1/step/guidance")
    page.focus("[name=given_by]")
    page.keyboard.type("Officer 7")
    page.focus("[name=told_victim_support]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("She will call them.")
    page.focus("button[value=overview]")
    page.keyboard.press("Enter")
    back_at_the_case(page)
    page.goto("/desk/ODN-1/log")
    expect(page.get_by_text("She will call them.")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "words"),
    [("da", "Dine rettigheder"), ("en", "Your rights"), ("nb", "Rettighetene"), ("sv", "Dina rättigheter")],
)
def test_the_sheet_she_takes_home_is_in_her_language(sign_in, language, words):
    page = sign_in("sagsbehandler")
    answer = page.request.get(f"/desk/ODN-1/guidance-{language}.pdf")
    reader = PdfReader(io.BytesIO(answer.body()))
    assert len(reader.pages) == 1
    assert words in reader.pages[0].extract_text()


def test_a_risk_is_judged_in_words_and_no_number_comes_of_it(sign_in):
    page = sign_in("sagsbehandler")
    page.goto("/desk/ODN-1/step/risk")
    for radio in page.locator("input[value=not_known]").all():
        radio.check()
    page.fill("[name=conclusion]", "Not enough is known yet.")
    page.check("[name=imminent][value=no]")
    page.fill("[name=plan]", "She is called tomorrow.")
    page.fill("[name=review_on]", "2099-01-01")
    page.click("button[value=overview]")
    back_at_the_case(page)
    page.goto("/desk/ODN-1/log")
    entry = page.locator(".timeline-item", has_text="Risk assessed").last
    assert not re.search(r"score|points|total", entry.inner_text(), re.IGNORECASE)


def test_a_district_writes_a_measure_of_its_plan(sign_in):
    page = sign_in("sagsbehandler")
    page.goto("/plans/FYN")
    page.select_option("[name=asks]", "unit")
    page.fill("[name=title]", "Name the people of the unit")
    page.fill("[name=owner]", "The head of the unit")
    page.fill("[name=due_on]", "2020-01-01")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".badge-late")).to_have_text("late")
