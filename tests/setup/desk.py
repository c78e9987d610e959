"""The desk in a browser, its clock set by the story that is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from playwright.sync_api import Locator, Page

from vaern.cases.binding import binding
from vaern.cases.file import CaseFile
from vaern.cases.models import Case, Entry


@dataclass
class Desk:
    """An officer's browser at one case; `at` says what time it is."""

    page: Page
    time: list[datetime]
    reference: str = ""

    def at(self, moment: datetime) -> Desk:
        """Let it be this moment (aware)."""
        self.time[0] = moment
        return self

    def open(self, law: str, title: str) -> None:
        """Open a new case under a law."""
        self.page.goto("/desk/new")
        self._answer("law", law)
        self._answer("title", title)
        self.page.locator("main form button[type=submit], main form .button-primary").first.click()
        self.page.wait_for_url("**/step/**")
        self.reference = self.page.url.split("/desk/")[1].split("/")[0]

    def step(self, name: str, /, **answers: Any) -> None:
        """Answer a step as a person does, press the button, and see that it stands in the log."""
        before = self._entries()
        self.page.goto(f"/desk/{self.reference}/step/{name}")
        for folded in self.page.locator("main form details:not([open]) > summary").all():
            folded.click()
        for field, value in answers.items():
            self._answer(field, value)
        self.page.locator("main form button[name=then][value=overview]").click()
        wrong = self.page.locator(".error-summary, .outrun")
        assert not wrong.count(), f"step {name}: {wrong.inner_text()}"
        self.page.wait_for_url(f"**/desk/{self.reference}#*")
        assert self._entries() > before, f"step {name} left nothing in the log"

    def assess(self, judgement: str, value: str, reasons: str) -> None:
        """Answer a question that the law leaves to a person, on the page of the assessment."""
        before = self._entries()
        self.page.goto(f"/desk/{self.reference}/assessment")
        asked = self.page.locator(f'form:has(input[name=judgement][value="{judgement}"])').first
        self.page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
        asked.locator(f'[name=value][value="{value}"]').check()
        asked.locator("[name=reasons]").fill(reasons)
        asked.locator("button").click()
        self.page.wait_for_load_state()
        assert self._entries() > before, f"{judgement} left nothing in the log"

    def overview(self) -> Locator:
        """Open the case and return what its page says."""
        self.page.goto(f"/desk/{self.reference}")
        return self.page.locator("main")

    @property
    def file(self) -> CaseFile:
        """The case as it stands."""
        return CaseFile(Case.objects.get(reference=self.reference), self.time[0])

    @property
    def orders(self) -> dict[str, str]:
        """The names of the orders by their measures."""
        return {order.measure: order.name for order in self.file.orders}

    def binds(self) -> set[str]:
        """Return the measures that bind now."""
        return {bound.order.measure for bound in binding(self.file) if bound.state == "binds"}

    def status(self, kind: str) -> str:
        """Return how the last duty of a kind stands."""
        return str([duty["status"] for duty in self.file.obligations if duty["kind"] == kind][-1])

    def _entries(self) -> int:
        return Entry.objects.filter(case__reference=self.reference).count()

    def _answer(self, field: str, value: Any) -> None:
        found = self.page.locator(f'main form [name="{field}"]')
        kind = found.first.get_attribute("type") or found.first.evaluate("each => each.tagName.toLowerCase()")
        for each in value if isinstance(value, list | tuple) else [value]:
            match kind:
                case "radio" | "checkbox" if each is not True:
                    self.page.locator(f'main form [name="{field}"][value="{each}"]').check()
                case "checkbox":
                    found.first.check()
                case "select":
                    found.first.select_option(str(each))
                case "file":
                    found.first.set_input_files(each)
                case _:
                    found.first.fill(str(each))
