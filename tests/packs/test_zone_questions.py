"""What a pack has to say to whoever draws a zone."""

from pathlib import Path

import pytest
import yaml

from vaern import packs
from vaern.law import explain
from vaern.packs.zones import zone_questions

LAWS = Path(__file__).parents[2] / "laws"
QUESTIONS = [
    (path.parent.name, name, each)
    for path in sorted(LAWS.glob("*/zones.yaml"))
    for name, each in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"].items()
]


@pytest.mark.parametrize(
    "said", [each for *_, each in QUESTIONS], ids=[f"{pack}-{name}" for pack, name, _ in QUESTIONS]
)
def test_the_words_stand_in_the_remarks_that_are_cited(said):
    found = explain(packs.load_all(), said["citation"])
    assert " ".join(said["words"].split()) in found["text"]


def test_a_pack_that_says_nothing_of_zones_has_no_questions():
    assert zone_questions("dk-2004") == {}


def test_the_draft_asks_about_proportionality():
    assert zone_questions("dk-2011-draft")["proportionality"].citation == "dk-2011-draft § 12 bem."
