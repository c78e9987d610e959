"""One running Værn and one Chromium for all browser tests."""

from datetime import UTC, datetime
from threading import Thread

import pytest
from desk import Desk
from django.contrib.auth.models import Group, User
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import WSGIServer
from django.db import connections
from django.test import Client
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import sync_playwright
from running import ARGUMENTS, CHROMIUM, running
from signing_in import sessions

from vaern.cases.events import CASE_OFFICER
from vaern.web import clock


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
    return sessions(vaern, chromium)


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


@pytest.fixture
def beside_a_loop(monkeypatch):
    """Let tests use the database though Playwright runs a loop in their thread."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def in_process(beside_a_loop, db):
    """Give the address of a desk that runs in the tests' process; what it writes is undone after the test."""
    connection = connections["default"]
    server = WSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler, allow_reuse_address=False)
    server.set_app(WSGIHandler())

    def serve():
        connections["default"] = connection
        server.serve_forever()

    connection.inc_thread_sharing()
    thread = Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    connection.dec_thread_sharing()


@pytest.fixture
def officer_at_desk(in_process, monkeypatch, chromium):
    """Open a desk in a language, signed in as a case officer, with a clock of its own."""
    time = [datetime(2026, 5, 2, 21, 40, tzinfo=UTC)]
    monkeypatch.setattr(clock, "now", lambda: time[0])
    opened = []

    def at_desk(language, width=1280):
        user = User.objects.create_user(username="vagthavende", password="not used here")
        user.groups.add(Group.objects.get_or_create(name=CASE_OFFICER)[0])
        client = Client()
        client.force_login(user)
        context = chromium.new_context(
            base_url=in_process, viewport={"width": width, "height": 900}, locale=language
        )
        opened.append(context)
        kept = {name: client.cookies[name].value for name in client.cookies} | {"django_language": language}
        context.add_cookies([{"name": name, "value": kept[name], "url": in_process} for name in kept])
        context.set_default_timeout(10_000)
        context.set_default_navigation_timeout(60_000)  # the first page reads every pack
        return Desk(context.new_page(), time)

    yield at_desk
    for context in opened:
        context.close()
