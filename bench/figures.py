"""Every figure of the engine that the README states: `python bench/figures.py` writes bench/figures.json.

Options are those of `vaern monitor bench`; the machine stands beside the figures, or they mean nothing.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE / "figures.json"


def processor() -> str:
    """Return the processor's name as the system tells it."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return names[0].partition(":")[2].strip() if names else platform.processor()


def main() -> None:
    """Run the measurement in a process of its own and write figures and machine."""
    command = [sys.executable, "-c", "from vaern.cli import main; main()", "monitor", "bench", *sys.argv[1:]]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    machine = {"processor": processor(), "cores": os.cpu_count(), "python": platform.python_version()}
    OUT.write_text(json.dumps({"machine": machine, "figures": figures}, indent=2) + "\n", encoding="utf-8")
    print(OUT.read_text(encoding="utf-8"), end="")


if __name__ == "__main__":
    main()
