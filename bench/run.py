"""Every figure of speed that the README states, ours and our peers', measured in one go: `make bench`.

Writes bench/results.json and bench/results.md; the machine and what else ran on it stand beside the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import question
from machine import machine
from table import markdown

from vaern.cli.workload import Workload

HERE = Path(__file__).parent
PEERS_HOME = HERE.parent / ".venv" / "peers"
OURS, THEIRS = sys.executable, str(PEERS_HOME / "bin" / "python")
LONGEST_S = 900
FEW_PERSONS, MANY_PERSONS = 1000, 1_000_000


class Peer(NamedTuple):
    """A peer's name, its script with arguments, how many fixes it is asked at most, and what it needs."""

    name: str
    script: tuple[str, ...]
    most_fixes: int
    python: str = OURS
    package: str | None = None


EVERY = 1 << 40
PEERS = (
    Peer("C, one core (the limit)", ("c_kernel.py", "1"), EVERY, package="gcc"),
    Peer("C, two cores (the limit)", ("c_kernel.py", "2"), EVERY, package="gcc"),
    Peer("SedonaDB, one join", ("sedona_db.py",), EVERY, THEIRS),
    Peer("DuckDB spatial, one join", ("duckdb_spatial.py",), EVERY, THEIRS),
    Peer("Shapely, vectorised, own boxes first", ("shapely_boxes.py",), EVERY),
    Peer("Shapely, vectorised, STRtree first", ("shapely_tree.py",), 200_000),
    Peer("PostGIS, one join", ("postgis.py", "bulk"), EVERY, package="postgresql-15-postgis-3"),
    Peer("Shapely, fix by fix", ("shapely_each.py",), 200_000),
    Peer("Redis GEO, a circle a zone", ("redis_geo.py",), 200_000, package="redis-server"),
    Peer("PostGIS, one query a fix", ("postgis.py", "each"), 30_000, package="postgresql-15-postgis-3"),
)


def main() -> None:
    """Measure, print, write."""
    asked = _options()
    results: dict[str, Any] = {
        "date": time.strftime("%Y-%m-%d"),
        "machine": machine(),
        "options": {name: value for name, value in vars(asked).items() if name != "out"},
    }
    results["ours"] = ours(asked.persons, asked.fixes, asked.rate)
    if "problem" in results["ours"]:
        sys.exit(results["ours"]["problem"])
    results["growth"] = [ours(persons, asked.fixes) for persons in (FEW_PERSONS, asked.many)]
    with tempfile.TemporaryDirectory(prefix="vaern-bench-") as folder:
        Path(folder).chmod(0o755)
        question.write(Workload(asked.persons, asked.fixes), Path(folder))
        problem = _peers_home()
        results["peers"] = [measured(peer, Path(folder), asked.fixes, problem) for peer in PEERS]
    asked.out.with_suffix(".json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    asked.out.with_suffix(".md").write_text(markdown(results), encoding="utf-8")
    print(markdown(results))


def ours(persons: int, fixes: int, rate: float | None = None) -> dict[str, Any]:
    """Return what `vaern monitor bench` prints; without a rate only the speeds."""
    _tell(f"Værn, {persons:,} persons")
    command = [OURS, "-c", "from vaern.cli import main; main()", "monitor", "bench"]
    options = ["--persons", str(persons), "--fixes", str(fixes)]
    options += ["--rate", str(rate)] if rate else ["--speeds-only"]
    ran = subprocess.run([*command, *options], capture_output=True, text=True)
    if ran.returncode:
        return {"persons": persons, "problem": _last_line(ran.stderr)}
    figures: dict[str, Any] = json.loads(ran.stdout)
    return figures


def measured(peer: Peer, folder: Path, fixes: int, problem: str | None) -> dict[str, Any]:
    """Return what a peer found and how fast, or why it could not be asked."""
    _tell(peer.name)
    if peer.python == THEIRS and problem:
        return {"name": peer.name, "problem": problem}
    if peer.package and (missing := _debian(peer.package)):
        return {"name": peer.name, "problem": missing}
    script, *options = peer.script
    command = [peer.python, str(HERE / "peers" / script), str(folder), str(min(fixes, peer.most_fixes))]
    try:
        ran = subprocess.run([*command, *options], capture_output=True, text=True, timeout=LONGEST_S)
    except subprocess.TimeoutExpired:
        return {"name": peer.name, "problem": f"no answer within {LONGEST_S} seconds"}
    if ran.returncode:
        return {"name": peer.name, "problem": _last_line(ran.stderr)}
    answer = json.loads(ran.stdout)
    return {"name": peer.name, **answer, "fixes_per_second": round(answer["fixes"] / answer["seconds"])}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=100_000, help="three zones each")
    parser.add_argument("--fixes", type=int, default=1_000_000)
    parser.add_argument("--rate", type=float, default=20_000, help="fixes a second while latency is measured")
    parser.add_argument(
        "--many", type=int, default=MANY_PERSONS, help="persons to compare the cost of a fix at"
    )
    parser.add_argument("--out", type=Path, default=HERE / "results")
    return parser.parse_args()


def _peers_home() -> str | None:
    """Set up the peers' own environment; return why that failed, if it did."""
    wanted = HERE / "peers.txt"
    made = PEERS_HOME / "made-from"
    if made.exists() and made.read_text(encoding="utf-8") == wanted.read_text(encoding="utf-8"):
        return None
    _tell("setting up the peers (once)")
    pip = [THEIRS, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    for command in (
        [OURS, "-m", "venv", str(PEERS_HOME)],
        [*pip, "--only-binary", ":all:", "--require-hashes", "-r", str(wanted)],
    ):
        ran = subprocess.run(command, capture_output=True, text=True)
        if ran.returncode:
            return f"not installed: {_last_line(ran.stderr)}"
    made.write_text(wanted.read_text(encoding="utf-8"), encoding="utf-8")
    return None


def _debian(package: str) -> str | None:
    """See that one of Debian's packages is there; return why not, if it is not."""
    asked = ["dpkg-query", "--show", "--showformat=${Status}", package]
    if "ok installed" in subprocess.run(asked, capture_output=True, text=True).stdout:
        return None
    if os.geteuid():
        return f"Debian's package {package} is not installed"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", package]
    subprocess.run(["apt-get", "-qq", "update"], capture_output=True, env=quiet)
    ran = subprocess.run(install, capture_output=True, text=True, env=quiet)
    return f"not installed: {_last_line(ran.stderr)}" if ran.returncode else None


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1]


def _tell(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
