"""What axe-core finds wrong with a page."""

from pathlib import Path

AXE = next((Path(__file__).parents[1] / "browser" / "vendor").glob("axe-core-*/axe.min.js"))


def violations(page):
    """Return each rule that is broken, and where."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]
