"""One running Værn and one Chromium for all browser tests."""

import pytest
from playwright.sync_api import sync_playwright
from running import ARGUMENTS, CHROMIUM, running


@pytest.fixture(scope="session")
def vaern(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vaern")
    with running(folder / "home", folder / "log.txt") as started:
        yield started


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def session_of(vaern, chromium):
    """Return the cookies of a sign-in, made once for each name."""
    kept = {}

    def signed_in(name):
        if name not in kept:
            page = chromium.new_page(base_url=vaern.address)
            page.goto("/")
            page.fill("#id_username", name)
            page.fill("#id_password", vaern.passwords[name])
            page.click("main button")
            page.wait_for_url(lambda address: "sign-in" not in address)
            kept[name] = page.context.storage_state()
            page.close()
        return kept[name]

    return signed_in


@pytest.fixture
def sign_in(vaern, chromium, session_of):
    """Give a page signed in as `name`, in a browser profile of its own."""
    opened = []

    def signed_in(name, width=1280, language="en"):
        context = chromium.new_context(
            base_url=vaern.address,
            viewport={"width": width, "height": 900},
            locale=language,
            storage_state=session_of(name),
        )
        opened.append(context)
        page = context.new_page()
        page.goto("/")
        return page

    yield signed_in
    for context in opened:
        context.close()
