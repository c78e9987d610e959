"""The results as one Markdown table for the README."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

IDLE_LOAD = 0.3
FLOORS = {
    "kernel_fixes_per_second": 8_000_000,
    "engine_fixes_per_second": 2_000_000,
    "durable_fixes_per_second": 500_000,
}
SAID = {
    "kernel_fixes_per_second": "**Værn**, judged by distance and probability",
    "engine_fixes_per_second": "**Værn**, with states and alarms",
    "durable_fixes_per_second": "**Værn**, sealed and on disk with fsync",
}


def markdown(results: dict[str, Any]) -> str:
    """Return the whole page."""
    return "\n".join([*_machine(results), "", *_speeds(results), "", *_rest(results)]) + "\n"


def _machine(results: dict[str, Any]) -> Iterator[str]:
    machine, asked = results["machine"], results["options"]
    yield (
        f"{results['date']}, {machine['cores']} cores of {machine['processor']}, {machine['memory_gb']} GB, "
        f"{machine['system']}, Python {machine['python']}; {asked['fixes']:,} fixes, "
        f"{3 * asked['persons']:,} zones of 5 to 59 corners, three to a person."
    )
    if machine["load"] > IDLE_LOAD:
        yield f"**Other work was running** (load {machine['load']} before the start): figures are low."


def _speeds(results: dict[str, Any]) -> Iterator[str]:
    yield "| who | fixes a second | one core | floor | near / inside |"
    yield "|---|---:|---:|---:|---|"
    ours = results["ours"]
    found = f"{ours['near']:,} / {ours['inside']:,}"
    for name, said in SAID.items():
        one = ours.get(f"{name}_one_core")
        answer = found if name == "kernel_fixes_per_second" else ""
        yield f"| {said} | {ours[name]:,} | {f'{one:,}' if one else ''} | {FLOORS[name]:,} | {answer} |"
    for peer in results["peers"]:
        if "problem" in peer:
            yield f"| {peer['name']} | not measured: {peer['problem']} | | | |"
        else:
            yield f"| {peer['name']} | {peer['fixes_per_second']:,} | | | {_answer(peer, results)} |"


def _answer(peer: dict[str, Any], results: dict[str, Any]) -> str:
    if peer["near"] is None:
        return "answers less"
    part = "" if peer["fixes"] == results["options"]["fixes"] else f" of {peer['fixes']:,}"
    return f"{peer['near']:,} / {peer['inside']:,}{part}"


def _rest(results: dict[str, Any]) -> Iterator[str]:
    ours, (few, many) = results["ours"], results["growth"]
    yield "| figure | measured | floor |"
    yield "|---|---:|---:|"
    yield f"| alarm on disk after arrival, {ours['rate']:,.0f} fixes a second, p50 | {_ms(ours, 'p50')} | |"
    yield f"| the same, p99 | {_ms(ours, 'p99')} | 100 ms |"
    yield f"| bytes a person beside the corners | {ours['bytes_per_person_without_corners']:,} | 1,000 |"
    yield f"| bytes a corner | {ours['bytes_per_corner']} | 16 |"
    if problem := few.get("problem") or many.get("problem"):
        yield f"| cost of a fix with {many['persons']:,} persons | not measured: {problem} | 5 times |"
        return
    for name, said in (("kernel", "judging"), ("engine", "states and alarms")):
        key = f"{name}_fixes_per_second"
        persons = f"{many['persons']:,} persons against {few['persons']:,}"
        yield f"| cost of a fix, {said}, {persons} | {few[key] / many[key]:.1f} times | 5 times |"
    yield f"| largest memory of the process with {many['persons']:,} persons | {many['peak_rss_mb']:,} MB | |"


def _ms(ours: dict[str, Any], which: str) -> str:
    value = ours["alarm_latency_ms"][which]
    return "no alarm" if value is None else f"{value:.0f} ms"
