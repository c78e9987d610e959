"""What a pack says of hearing, settling and deciding stands in its own sources."""

from pathlib import Path

import pytest
import yaml

from vaern import packs
from vaern.documents import prohibitions
from vaern.law import explain
from vaern.packs.decision import decision_rules
from vaern.packs.procedure import procedure

LAWS = Path(__file__).parents[2] / "laws"


def quoted(data, citation=None):
    """Yield each quotation with the place it is said to stand at."""
    if isinstance(data, dict):
        citation = data.get("citation", citation)
        if "words" in data and citation:
            yield citation, data["words"]
        for each in data.values():
            yield from quoted(each, citation)
    if isinstance(data, list):
        for each in data:
            yield from quoted(each, citation)


QUOTED = [
    (path, *each)
    for name in ("decision.yaml", "procedure.yaml")
    for path in sorted(LAWS.glob(f"*/{name}"))
    for each in quoted(yaml.safe_load(path.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize(("path", "citation", "words"), QUOTED)
def test_the_words_stand_where_the_file_says(path, citation, words):
    found = explain(packs.load_all(), citation)
    assert " ".join(words.split()) in " ".join([found["text"], *map(str, found["remarks"])])


@pytest.mark.parametrize("pack", ["dk-2004", "dk-2011-draft"])
def test_every_term_and_exception_has_its_words(pack):
    rules = decision_rules(pack)
    for measure in rules.measures.values():
        prohibitions.check(measure.terms)
    names = [each.id for each in rules.exceptions]
    assert len(prohibitions.excepted(names)) == len(names)


def test_a_pack_without_the_file_is_silent():
    assert procedure("es-2009").settlement is None


def test_only_a_tilhold_goes_to_another_district():
    assert procedure("dk-2011-draft").another_district.measures == ("tilhold",)
