"""What the pack's file lets the engine release and keep; the engine itself knows no law."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from vaern.errors import InputError
from vaern.monitoring.control import parse_controls
from vaern.monitoring.rules import Cited
from vaern.packs.loading import law_folder
from vaern.packs.monitoring import RULES, monitoring_rules

NEAR, INSIDE, FAR = 300, -200, 5000
DRAFT = "dk-2011-draft"
LAWS = sorted(monitoring_rules())


def controls_under(scene: Any, **changes: Any) -> Any:
    rules = {DRAFT: replace(monitoring_rules()[DRAFT], **changes)}
    return parse_controls({"controls": [scene.said()]}, rules)


def draft() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load(
        (law_folder() / DRAFT / "monitoring.yaml").read_text(encoding="utf-8")
    )
    return said


def written(folder: Path, said: Any) -> Path:
    (folder / DRAFT).mkdir()
    (folder / DRAFT / "monitoring.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
    return folder


def test_the_draft_allows_hybrid_control_for_three_months_and_keeps_a_year() -> None:
    rules = monitoring_rules()[DRAFT]
    assert (rules.modes, rules.status) == (("hybrid",), "draft")
    assert rules.longest_control == Cited("P3M", "dk-2011-draft ek § 3")
    assert rules.retention == Cited("P1Y", "dk-2011-draft ek § 4")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_the_draft_stands_with_its_provision_words_and_lines(rule: str) -> None:
    said = draft()["rules"][rule]
    assert said["citation"].startswith("dk-2011-draft ek § ")
    assert (bool(said["words"]), said["source"]["seed"]) == (True, "004")


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("part", ["value", "citation", "words", "source"])
def test_a_rule_without_its_citation_words_or_source_is_refused(tmp_path: Path, rule: str, part: str) -> None:
    said = draft()
    del said["rules"][rule][part]
    with pytest.raises(InputError) as caught:
        monitoring_rules(written(tmp_path, said))
    assert (caught.value.error, rule in caught.value.where) == (f"a rule has no {part}", True)


@pytest.mark.parametrize("said", [None, [], {"pack": "other", "rules": {}}, {"pack": DRAFT}])
def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, said: Any) -> None:
    with pytest.raises(InputError):
        monitoring_rules(written(tmp_path, said))


@pytest.mark.parametrize("law", ["dk-fodlaenke", "no-2009", "se-2011", "es-2009"])
def test_where_the_source_gives_no_period_the_authority_has_to_state_one(law: str) -> None:
    rules = monitoring_rules()[law]
    with pytest.raises(InputError, match="no period for keeping"):
        rules.retention_period(None, "/retention")
    assert rules.retention_period("P6M", "/retention") == "P6M"


def test_the_draft_keeps_a_year_whatever_is_set() -> None:
    assert monitoring_rules()[DRAFT].retention_period("P9Y", "/retention") == "P1Y"


def test_what_each_law_opens() -> None:
    opened = {law: (rules.released, rules.rest.value) for law, rules in monitoring_rules().items()}
    assert opened == {
        "dk-2011-draft": (("zone", "margin", "distance", "radio_near"), "sealed"),
        "dk-fodlaenke": ((), "destroyed"),
        "no-2009": (("zone",), "destroyed"),
        "se-2011": (("zone", "margin"), "sealed"),
        "es-2009": (("zone", "margin", "distance"), "sealed"),
    }


def test_no_law_allows_active_control() -> None:
    assert not any("active" in rules.modes for rules in monitoring_rules().values())


def _plain(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def _source(pack: Path) -> dict[int, str]:
    """The committed excerpts of seed 004: its own line numbers, a tab, the line."""
    lines = [
        line for file in (pack / "source").glob("004*.txt") for line in file.read_text("utf-8").splitlines()
    ]
    return {int(number): line for number, _, line in (line.partition("\t") for line in lines)}


@pytest.mark.parametrize("law", LAWS)
def test_every_rules_words_stand_in_the_source_where_it_says(law: str) -> None:
    lines = _source(law_folder() / law)
    said = yaml.safe_load((law_folder() / law / "monitoring.yaml").read_text("utf-8"))["rules"]
    for rule in (rule for rule in said.values() if "words" in rule):
        first, _, last = rule["source"]["lines"].partition("-")
        passage = "".join(lines[number] for number in range(int(first), int(last or first) + 1))
        assert _plain(rule["words"]) in _plain(passage)


def test_where_the_law_opens_the_zone_alone_a_fix_in_the_margin_stays_closed(scene: Any) -> None:
    events = scene.judge(scene.walk(FAR, NEAR, INSIDE), controls_under(scene, released=("zone",)))
    assert [row.fixed_at for row in events.released] == [scene.at(2)]
    assert [alarm.released for alarm in events.alarms] == [False, True]


def test_where_the_law_opens_nothing_an_alarm_tells_no_position(scene: Any) -> None:
    events = scene.judge(scene.walk(FAR, NEAR, INSIDE), controls_under(scene, released=()))
    assert (events.released, len(events.sealed)) == ((), 3)
    assert all(alarm.distance_m is None and alarm.respondent_bearing_deg is None for alarm in events.alarms)


def test_where_the_law_keeps_nothing_the_rest_is_destroyed_once_judged(scene: Any) -> None:
    destroyed = Cited("destroyed", "a law that keeps nothing")
    events = scene.judge(scene.walk(FAR, NEAR, INSIDE), controls_under(scene, rest=destroyed))
    assert (events.destroyed, len(events.sealed), events.opened) == (1, 0, 2)
