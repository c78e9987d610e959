"""Does a case notice every small wrong in the law files? `python tests/mutation/mutate.py [PACK ...]`.

Each mutant of a pack answers the cases beside it; what no case notices is handed to the tests of the law, one
process a mutant. Prints the share caught and the survivors, pack by pack. What cannot be noticed, for a
reason, stands in `explained.yaml`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / "setup"), str(Path(__file__).parent)]

from asking import unnoticed  # noqa: E402
from mutants import Mutant, mutants  # noqa: E402

from cases import deadline_case_is_met, law_case_is_met  # noqa: E402
from vaern import packs  # noqa: E402
from vaern.law import Pack  # noqa: E402
from vaern.packs.building import build  # noqa: E402
from vaern.packs.loading import PackFiles, law_folder  # noqa: E402
from vaern.packs.scenarios import read_scenarios, scenario_files  # noqa: E402

EXPLAINED = Path(__file__).with_name("explained.yaml")
Case = Callable[[Pack], bool]


def main() -> int:
    """Mutate the packs named, or all, and print what survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packs", nargs="*", help="ids of packs; all when left out")
    parser.add_argument("--cases", action="store_true", help="ask the cases only: seconds, not minutes")
    chosen = parser.parse_args()
    explained = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8")) or {}
    found = [
        report(pack, explained.get(pack, {}), cases_only=chosen.cases)
        for pack in chosen.packs or packs.known_packs()
    ]
    return 1 if any(found) else 0


def report(pack: str, explained: dict[str, str], *, cases_only: bool) -> int:
    """Print one pack's share and survivors; return how many are neither caught nor explained."""
    started = time.monotonic()
    head, parts = PackFiles.of(law_folder() / pack).said()
    all_ = list(mutants(head, parts))
    cases = list(cases_of(law_folder() / pack))
    survivors = [each for each in all_ if survives(each, head, parts, cases)]
    if not cases_only:
        survivors = unnoticed(pack, survivors, head, parts)
    left = [each for each in survivors if each.name not in explained]
    caught = len(all_) - len(survivors)
    share = f"{caught / len(all_):.1%}" if all_ else "nothing to mutate"
    took = f"{time.monotonic() - started:.0f} s"
    _say(f"{pack}: {caught} of {len(all_)} caught ({share}), {len(survivors) - len(left)} explained, {took}")
    for each in left:
        _say(f"  survives: {each.name}")
    return len(left)


def cases_of(folder: Path) -> Iterator[Case]:
    """Yield every case beside a pack as a question: is it met?"""
    for name, is_met in (("law.json", law_case_is_met), ("deadlines.json", deadline_case_is_met)):
        path = folder / "scenarios" / name
        for case in json.loads(path.read_text(encoding="utf-8")) if path.is_file() else ():
            yield lambda pack, case=case, is_met=is_met: is_met(pack, case)
    for path in scenario_files(folder):
        for scenario in read_scenarios(path):
            yield lambda pack, scenario=scenario: not scenario.differences(pack)


def survives(mutant: Mutant, head: Any, parts: list[Any], cases: list[Case]) -> bool:
    """Tell whether every case is met all the same; the case that notices is asked first next time."""
    changed_head, changed = mutant.applied(head, parts)
    try:
        pack = build(changed_head, changed, {})
    except Exception:  # noqa: BLE001 what cannot even be built is noticed
        return False
    for place, case in enumerate(cases):
        try:
            noticed = not case(pack)
        except Exception:  # noqa: BLE001 so is what cannot be asked
            noticed = True
        if noticed:
            cases.insert(0, cases.pop(place))
            return False
    return True


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
