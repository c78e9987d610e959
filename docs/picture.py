"""Takes the picture in the README: the control room while the walk is in the zone. Run by `make picture`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "setup"))

from playwright.sync_api import sync_playwright
from running import ARGUMENTS, CHROMIUM, running


def main(to: Path) -> None:
    """Play the walk in a demonstration of its own and save what the operator sees to `to` (PNG)."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with running(Path(folder) / "home", Path(folder) / "log.txt") as vaern:
            page = browser.new_page(
                base_url=vaern.address, viewport={"width": 1280, "height": 860}, locale="en"
            )
            page.goto("/")
            page.fill("#id_username", "kontrolrum")
            page.fill("#id_password", vaern.passwords["kontrolrum"])
            page.click("main button")
            page.check("input[name=speed][value='4']")
            page.click("#play button")
            page.wait_for_selector(".alarm-zone", timeout=120_000)
            page.wait_for_timeout(9_000)
            page.screenshot(path=to)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
