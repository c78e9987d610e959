"""Her own pages and a letter on a telephone, in a real browser: the call for help above all."""

import re

import pytest
from axe import violations
from playwright.sync_api import expect
from running import running
from signing_in import sessions

pytestmark = pytest.mark.browser
PASSWORD = "kastanje-under-broen"
CONTROLLED = """new Promise((kept) => navigator.serviceWorker.controller
  ? kept() : navigator.serviceWorker.addEventListener("controllerchange", () => kept()))"""
PHONE = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def vaern(tmp_path_factory):
    """A Værn of its own: the calls here would stand among the alarms that other tests count."""
    folder = tmp_path_factory.mktemp("own-pages")
    with running(folder / "home", folder / "log.txt") as started:
        yield started


@pytest.fixture(scope="module")
def session_of(vaern, chromium):
    return sessions(vaern, chromium)


def a_code(sign_in, party):
    officer = sign_in("sagsbehandler")
    officer.goto("/desk/ODN-1/access")
    officer.check(f"input[value={party}]")
    officer.fill("[name=telephone]", "12 34 56 78")
    officer.click("main form button.button-primary")
    return officer.locator(".code-shown code").nth(1).inner_text()


@pytest.fixture
def telephone(vaern, chromium):
    context = chromium.new_context(base_url=vaern.address, viewport=PHONE, locale="en")
    context.add_cookies([{"name": "django_language", "value": "en", "url": vaern.address}])
    yield context
    context.close()


def come_in(telephone, code):
    page = telephone.new_page()
    page.goto("/mine/start")
    for name, said in {"code": code, "password": PASSWORD, "again": PASSWORD}.items():
        page.fill(f"[name={name}]", said)
    page.click("main form button.button-primary")
    page.click("main a.button-primary")
    return page


@pytest.fixture
def her(sign_in, telephone):
    page = come_in(telephone, a_code(sign_in, "protected_person"))
    page.wait_for_url("**/mine/")
    return page


def hold(page, ms=2300):
    box = page.locator("#press").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(ms)
    page.mouse.up()


@pytest.mark.parametrize(
    "path", ["/mine/", "/mine/diary", "/mine/protection", "/mine/digital", "/mine/unlock"]
)
def test_her_pages_are_accessible_and_fit_a_telephone(her, path):
    her.goto(path)
    assert violations(her) == []
    assert her.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert her.title() == "My notes"


def test_a_short_touch_calls_nobody(her):
    hold(her, 500)
    expect(her.locator("#state")).to_have_text("Press a little longer.")


def test_she_calls_the_control_room_takes_it_and_she_hears_so(her, sign_in):
    room = sign_in("kontrolrum")
    hold(her)
    expect(her.locator("#state")).to_contain_text("The control room has it")
    card = room.locator("a[href*='assault_button']").first
    card.wait_for()
    room.goto(card.get_attribute("href"))
    assert "12 34 56 78" in room.content()
    room.click("button[value=taken]")
    expect(her.locator("#state")).to_contain_text("Seen by: Police desk", timeout=10_000)


def test_she_calls_by_the_keyboard(her):
    her.focus("#press")
    her.keyboard.down("Enter")
    her.wait_for_timeout(2300)
    her.keyboard.up("Enter")
    expect(her.locator("#state")).to_contain_text("The control room has it")


def test_without_a_connection_the_page_opens_and_the_call_goes_out_later(her, telephone):
    her.evaluate(CONTROLLED)
    telephone.set_offline(True)
    her.reload()
    hold(her)
    expect(her.locator("#state")).to_contain_text("Not delivered yet", timeout=10_000)
    her.reload()
    telephone.set_offline(False)
    expect(her.locator("#state")).to_contain_text("The control room has it", timeout=15_000)


def test_a_page_kept_from_before_a_sign_in_gets_its_call_through(her, telephone):
    telephone.clear_cookies(name="csrftoken")
    hold(her)
    expect(her.locator("#state")).to_contain_text("The control room has it", timeout=15_000)


def test_the_quiet_page_says_nothing_of_help(her):
    her.check("#quiet")
    hold(her)
    expect(her.locator("#state")).to_have_text("Saved")
    assert not re.search("help|police|control room|112", her.locator("main").inner_text(), re.IGNORECASE)


def test_leaving_at_once_puts_another_page_in_this_ones_place(her):
    her.goto("/mine/digital")
    her.route("**/*yr.no*/**", lambda route: route.fulfill(body="weather"))
    before = her.evaluate("history.length")
    her.click("[data-exit]")
    her.wait_for_url("**yr.no**")
    assert her.evaluate("history.length") == before


def test_his_page_shows_the_map_and_is_accessible(sign_in, telephone):
    page = come_in(telephone, a_code(sign_in, "respondent"))
    page.wait_for_url("**/own-order")
    expect(page.locator(".own-map canvas")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "path",
    ["/desk/ODN-1/access", "/desk/ODN-1/told", "/desk/ODN-1/step/tell-crime-prevention", "/action-plans",
     "/action-plans/dk-2023", "/action-plans/dk-2023/9", "/action-plans/dk-2023/compare",
     "/action-plans/se-2024", "/second-factor"],
)  # fmt: skip
def test_the_officers_pages_are_accessible_and_fit(sign_in, width, path):
    page = sign_in("sagsbehandler", width)
    page.goto(path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_letter_takes_its_number_out_of_the_address_and_is_accessible(telephone):
    page = telephone.new_page()
    page.goto("/letter#abcd-efgh-jkmn-pqrs-tuvw")
    expect(page.locator("#id_number")).to_have_value("abcd-efgh-jkmn-pqrs-tuvw")
    assert "#" not in page.url
    assert violations(page) == []
    page.click("main form button.button-primary")
    expect(page.locator("#id_code")).to_be_focused()
    assert violations(page) == []
