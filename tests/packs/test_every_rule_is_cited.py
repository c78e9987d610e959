"""Every rule, value, deadline and choice of every pack cites a provision that can be read."""

import ast
from pathlib import Path

import pytest

from vaern import law, packs
from vaern.law import explain

PACKS = packs.load_all()
PROVISIONS = [(pack, provision) for pack in PACKS for provision in pack.provisions.values()]
RULES = [
    (pack, provision, each)
    for pack, provision in PROVISIONS
    for each in (*provision.rules.values(), *provision.duties, *provision.endings)
]
VALUES = [
    (pack, provision, each)
    for pack, provision in PROVISIONS
    for each in (*provision.values.values(), *provision.offences.values())
]
SETTINGS = [(pack, name) for pack in PACKS for name in pack.settings]


@pytest.mark.parametrize(("pack", "provision"), PROVISIONS, ids=lambda each: getattr(each, "cite", ""))
def test_a_provision_names_its_seed_and_lines(pack, provision):
    source = explain(PACKS, pack.full(provision.cite))["source"]
    assert source["seed"]
    assert source["lines"]


@pytest.mark.parametrize(("pack", "provision", "rule"), RULES, ids=lambda each: getattr(each, "cite", ""))
def test_a_rule_cites_words_that_can_be_read(pack, provision, rule):
    found = explain(PACKS, pack.citation_of(provision, rule))
    assert found["source"]["lines"]
    assert rule.words in found["text"].replace("\n", " ")


@pytest.mark.parametrize(("pack", "provision", "value"), VALUES, ids=lambda each: getattr(each, "cite", ""))
def test_a_value_quotes_the_provision_that_sets_it(pack, provision, value):
    assert value.words
    assert value.words in pack.text(provision.cite)


@pytest.mark.parametrize(("pack", "name"), SETTINGS, ids=lambda each: getattr(each, "id", each))
def test_a_choice_the_source_leaves_open_says_what_it_is_about(pack, name):
    setting = pack.settings[name]
    assert setting.text
    assert explain(PACKS, pack.full(setting.citation))["text"]


def test_no_number_of_a_statute_stands_in_the_reasoning():
    files = Path(law.__file__).parent.glob("*.py")
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    constants = {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float)
    }
    assert constants <= {0, 1, 2}
