"""What the evaluation of 2009 says of the daily reports stands in the source, word for word."""

from pathlib import Path

import pytest
import yaml

from vaern.errors import InputError
from vaern.packs.screening import screening

PACK = Path(__file__).parents[2] / "laws" / "dk-2004"
SAID = yaml.safe_load((PACK / "screening.yaml").read_text(encoding="utf-8"))
QUOTED = {"criteria": SAID["criteria"], "practice": SAID["practice"], **SAID["reasons"]}


def source_text(source):
    numbered = (
        line.partition("\t")
        for line in (PACK / "source" / f"{source['seed']}.txt").read_text(encoding="utf-8").splitlines()
    )
    first, last = (int(each) for each in source["lines"].split("-"))
    return " ".join(" ".join(line for number, _, line in numbered if first <= int(number) <= last).split())


def unbroken(text):
    return text.replace("- ", "").replace("-", "")


@pytest.mark.parametrize("name", sorted(QUOTED))
def test_the_words_stand_in_the_source_at_those_lines(name):
    assert unbroken(QUOTED[name]["words"]) in unbroken(source_text(QUOTED[name]["source"]))


@pytest.mark.parametrize("name", sorted(SAID["districts"]["names"].values()))
def test_the_districts_are_those_of_the_source(name):
    table = unbroken(source_text(SAID["districts"]["source"])).lower()
    assert unbroken(name).lower() in table


def test_the_twelve_districts_have_codes():
    assert len(screening("dk-2004").districts) == 12


def test_a_pack_that_says_nothing_of_screening_is_told():
    with pytest.raises(InputError, match="nothing of screening"):
        screening("dk-2011-draft")
