"""Several live states answer as one does: the same alarms, each row acknowledged once, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from vaern.custodian.key import make_custodian
from vaern.errors import InputError
from vaern.packs.monitoring import monitoring_rules
from vaern.service.desk import Desk
from vaern.service.home import Home
from vaern.service.live import Live
from vaern.service.shards import Shards
from vaern.simulate import walk
from vaern.vault import Vault

Control = Callable[..., dict[str, Any]]
RULES = monitoring_rules()


class Beside:
    """Desks in the test's own process, asked as those in processes of their own are."""

    def __init__(self, desks: list[Desk]) -> None:
        self.desks = desks

    def __len__(self) -> int:
        return len(self.desks)

    def all(self, name: str, *said: Any) -> list[Any]:
        return [getattr(desk, name)(*said) for desk in self.desks]

    def some(self, name: str, said: Mapping[int, tuple[Any, ...]]) -> dict[int, Any]:
        return {number: getattr(self.desks[number], name)(*each) for number, each in said.items()}


@pytest.fixture
def open_desks(tmp_path: Path, clock: Any) -> Iterator[Callable[[int], list[Desk]]]:
    opened: list[Desk] = []

    def desks(many: int) -> list[Desk]:
        made = []
        for number in range(many):
            folder = tmp_path / f"{many}-{number}"
            home = Home.take(folder)
            vault = Vault.open(home.vault, make_custodian(folder / "custodian"))
            made.append(Desk(Live(home, vault, clock, RULES, lateness_s=10)))
        opened.extend(made)
        return made

    yield desks
    for desk in opened:
        desk.close()


@pytest.fixture
def two(open_desks: Callable[[int], list[Desk]]) -> Shards:
    return Shards(Beside(open_desks(2)), RULES)  # type: ignore[arg-type]


@pytest.fixture
def four_controls(odense_control: Control) -> dict[str, Any]:
    """Four respondents kept from one zone: they are spread over two shards."""
    controls = [
        odense_control(id=f"C{n}", respondent=f"R-{n}", respondent_devices=[f"R{n}"]) for n in range(1, 5)
    ]
    return {"controls": controls}


def walked(desk: Any, clock: Any, rows: list[walk.Row]) -> list[tuple[Any, ...]]:
    """Let the rows arrive ten at a time; return what was finally said, in order."""
    for first in range(0, len(rows), 10):
        clock.at_ms = max(clock.at_ms, at_ms(rows[min(first + 9, len(rows) - 1)]))
        desk.take_together([rows[first : first + 5], rows[first + 5 : first + 10]])
    clock.pass_seconds(20)
    desk.tick()
    entries, _, _ = desk.news(0)
    said = [entry.content for entry in entries if entry.kind == "alarm"]
    return sorted((e["alarm"], e["at"], e["event"], e["grade"]) for e in said if not e.get("provisional"))


def at_ms(row: walk.Row) -> int:
    return round(datetime.fromisoformat(row["time"]).timestamp() * 1000)


def crowd(rows: list[walk.Row]) -> list[walk.Row]:
    """Four persons on the same way."""
    return [row | {"device": f"R{n}"} for row in rows for n in range(1, 5)]


def test_two_shards_say_what_one_says(
    two: Shards, open_desks: Any, clock: Any, four_controls: dict[str, Any], rows: list[walk.Row]
) -> None:
    (one,), began = open_desks(1), clock.at_ms
    one.put_controls(four_controls)
    two.put_controls(four_controls)
    together = walked(two, clock, crowd(rows[:130]))
    clock.at_ms = began
    assert together == walked(one, clock, crowd(rows[:130]))
    assert {alarm.split("/")[0] for alarm, *_ in together} == {"C1", "C2", "C3", "C4"}


def test_each_shard_watches_some_of_the_controls(two: Shards, four_controls: dict[str, Any]) -> None:
    assert two.put_controls(four_controls) == 4
    assert all(desk.standing().controls for desk in two._processes.desks)  # type: ignore[attr-defined]


def test_a_bad_row_of_one_call_is_told_to_that_call_alone(
    two: Shards, four_controls: dict[str, Any], clock: Any, rows: list[walk.Row]
) -> None:
    two.put_controls(four_controls)
    good = [rows[0] | {"device": f"R{n}"} for n in range(1, 5)]
    first, second = two.take_together([good, [None, *good, {"device": "nobody's", "time": rows[0]["time"]}]])
    assert first == (4, (), ())
    assert (second.accepted, second.repeated, [row.index for row in second.refused]) == (
        0,
        (1, 2, 3, 4),
        [0, 5],
    )


def test_her_fix_goes_to_every_shard_that_keeps_her_and_is_acknowledged_once(
    two: Shards, four_controls: dict[str, Any], rows: list[walk.Row]
) -> None:
    hers = {
        "protected": "P-1",
        "protected_devices": ["P1"],
        "protected_consent": {"from": "2026-05-01T00:00:00Z"},
    }
    two.put_controls({"controls": [control | hers for control in four_controls["controls"]]})
    row = rows[0] | {"device": "P1"}
    assert two.take_together([[row]]) == [(1, (), ())]
    assert two.take_together([[row]]) == [(0, (0,), ())]


def test_a_listener_goes_on_where_it_stopped_in_every_shard(
    two: Shards, four_controls: dict[str, Any], clock: Any, rows: list[walk.Row]
) -> None:
    two.put_controls(four_controls)
    walked(two, clock, crowd(rows[:130]))
    entries, _, last = two.news(0)
    middle = len(entries) // 2
    rest, _, _ = two.news(entries[middle].seq)
    assert [entry.sha256 for entry in rest] == [entry.sha256 for entry in entries[middle + 1 :]]
    assert (two.news(last)[0], last) == ([], two.standing().last_entry)


def test_controls_that_one_shard_would_refuse_reach_none(two: Shards, four_controls: dict[str, Any]) -> None:
    wrong = [*four_controls["controls"][:3], four_controls["controls"][3] | {"mode": "active"}]
    with pytest.raises(InputError) as refused:
        two.put_controls({"controls": wrong})
    assert (refused.value.where, two.standing().controls) == ("/controls/3/mode", 0)


def test_a_backdated_margin_is_refused_where_it_stands_in_the_call(
    two: Shards, four_controls: dict[str, Any], clock: Any
) -> None:
    two.put_controls(four_controls)
    clock.pass_seconds(60)
    changed = [dict(control) for control in four_controls["controls"]]
    margin = [{**changed[2]["zones"][0]["margin_m"][0], "m": 500}]
    changed[2]["zones"] = [{**changed[2]["zones"][0], "margin_m": margin}]
    with pytest.raises(InputError) as refused:
        two.put_controls({"controls": changed})
    assert refused.value.where == "/controls/2/zones/0/margin_m"


def test_a_case_holds_alarms_of_both_shards_and_none_that_nobody_knows(
    two: Shards, four_controls: dict[str, Any], clock: Any, rows: list[walk.Row]
) -> None:
    two.put_controls(four_controls)
    walked(two, clock, crowd(rows[:130]))
    alarms = [f"C{n}/campus/zone/1" for n in range(1, 5)]
    with pytest.raises(InputError):
        two.hold("SS-1/2026", [*alarms, "C9/campus/zone/1"])
    assert two.hold("SS-1/2026", alarms) > 4
    assert two.end_hold("SS-1/2026") == 0
    with pytest.raises(InputError):
        two.end_hold("SS-1/2026")


def test_evidence_and_the_list_of_alarms_come_from_every_shard(
    two: Shards, four_controls: dict[str, Any], clock: Any, rows: list[walk.Row]
) -> None:
    two.put_controls(four_controls)
    walked(two, clock, crowd(rows[:130]))
    assert {alarm["control"] for alarm in two.alarms()} == {"C1", "C2", "C3", "C4"}
    assert all(two.evidence(f"C{n}/campus/zone/1") for n in range(1, 5))
    assert two.counts()["accepted"] == 4 * 130
