"""Daily reports, work list, search, pattern and closing in a real browser, in Danish and English."""

import pytest
from axe import violations
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGES = [
    "/work", "/calendar", "/screening", "/search", "/desk/ODN-1/pattern", "/desk/ODN-1/timeline",
    "/desk/ODN-1/step/close",
]  # fmt: skip
REPORT = """report_id;district;happened_at;kind;provision;same_address
B-1;FYN;2026-05-03 23:40;offence;strl § 244;ja
"""


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("da", 390), ("nb", 390), ("sv", 1280)])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(sign_in, path, language, width):
    page = sign_in("sagsbehandler", width=width, language=language)
    page.goto(path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(
    ("language", "take_in", "answer", "open_case"),
    [("en", "Take in", "Answer", "Open a case"), ("da", "Indlæs", "Svar", "Åbn en sag")],
)
def test_a_daily_report_is_taken_in_answered_and_becomes_a_case(
    sign_in, tmp_path, language, take_in, answer, open_case
):
    number = f"B-{language}"
    report = tmp_path / "report.csv"
    report.write_text(REPORT.replace("B-1", number))
    page = sign_in("sagsbehandler", language=language)
    page.goto("/screening")
    page.set_input_files("#id_file", report)
    page.get_by_role("button", name=take_in, exact=True).click()
    row = page.locator("tr", has_text=number)
    expect(row).to_be_visible()
    row.get_by_role("link", name=answer).click()
    page.check("#id_used_1")
    page.check("input[value=victim_unwilling]")
    assert violations(page) == []
    page.click("main form button")
    page.goto("/screening?show=all")
    page.locator("tr", has_text=number).get_by_role("button", name=open_case).click()
    expect(page.locator("main")).to_contain_text(f"FYN {number}")


def test_what_is_looked_for_is_found_and_stands_in_no_address(sign_in):
    page = sign_in("sagsbehandler")
    page.goto("/search")
    page.fill("#q", "eks")
    page.keyboard.press("Enter")
    expect(page.locator("#found-heading")).to_be_visible()
    assert "eks" not in page.url
    assert violations(page) == []
    page.locator("main table a").first.click()
    expect(page.locator("h1")).to_contain_text("Eksempel")
    assert violations(page) == []


def test_the_language_is_chosen_in_the_menu_and_stays(sign_in):
    page = sign_in("sagsbehandler")
    for language, heading in (("nb", "Arbeidsliste"), ("sv", "Arbetslista"), ("da", "Arbejdsliste")):
        page.goto("/work")
        page.click(f"button[name=language][value={language}]")
        expect(page.locator("h1")).to_have_text(heading)
