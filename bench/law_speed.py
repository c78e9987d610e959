"""How fast the law answers: assessments a second from Python, and one call of the command line.

`python bench/law_speed.py` prints JSON. Each figure is the best of many rounds, in seconds of processor time
of one core where it is Python's own work, in seconds on the wall where a process is started.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from machine import machine

from vaern import packs
from vaern.law import assess

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "docs" / "examples" / "facts.json"
ROUNDS = 30
CALLS = 10
LINES = 1000


def best(work: Callable[[], Any], clock: Callable[[], float], rounds: int) -> float:
    """Return the seconds of the fastest round."""
    taken = []
    for _ in range(rounds):
        start = clock()
        work()
        taken.append(clock() - start)
    return min(taken)


def assessments_a_second(inputs: list[dict[str, Any]]) -> float:
    """Return how many of these inputs one core answers in a second."""

    def answer_all() -> None:
        for each in inputs:
            assess(packs.load(each["law"]), each)

    return round(len(inputs) / best(answer_all, time.process_time, ROUNDS))


def inputs_by_pack() -> dict[str, list[dict[str, Any]]]:
    """Return the example of the documentation, and the inputs of every pack's cases."""
    found = {"docs/examples/facts.json": [json.loads(EXAMPLE.read_text(encoding="utf-8"))] * 50}
    for path in sorted((ROOT / "laws").glob("*/scenarios/law.json")):
        cases = json.loads(path.read_text(encoding="utf-8"))
        found[path.parts[-3]] = [case["input"] for case in cases]
    return found


def command(*arguments: str, given: bytes | None = None) -> None:
    """Run `vaern law` as a process of its own."""
    vaern = Path(sys.executable).with_name("vaern")
    subprocess.run([vaern, "law", *arguments], input=given, check=True, capture_output=True)


def main() -> None:
    """Measure and print."""

    def all_lines() -> None:
        command("assess", "--lines", given=lines)

    lines = (json.dumps(json.loads(EXAMPLE.read_text(encoding="utf-8"))).encode() + b"\n") * LINES
    figures = {
        "assessments_a_second": {name: assessments_a_second(each) for name, each in inputs_by_pack().items()},
        "one_call_s": round(best(lambda: command("assess", str(EXAMPLE)), time.perf_counter, CALLS), 3),
        f"{LINES}_lines_s": round(
            best(lambda: command("assess", "--lines", given=lines), time.perf_counter, 3), 3
        ),
    }
    print(json.dumps({"machine": machine(), **figures}, indent=2))


if __name__ == "__main__":
    main()
