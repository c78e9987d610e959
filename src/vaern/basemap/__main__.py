"""`python -m vaern.basemap SOURCE [TARGET]`: make the basemap anew from the public data in SOURCE."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from vaern.basemap.layers import layer
from vaern.basemap.sources import LAYERS, read
from vaern.errors import InputError

TARGET = Path(__file__).parents[1] / "web" / "static" / "basemap"


def make(source: Path, target: Path) -> dict[str, int]:
    """Write one file per layer into `target`, the same bytes every time; return their sizes in bytes."""
    target.mkdir(parents=True, exist_ok=True)
    return {name: _write(target / f"{name}.json", source, name) for name in LAYERS}


def _write(path: Path, source: Path, name: str) -> int:
    files, names = LAYERS[name]
    made = layer([read(source, file) for file in files], names)
    return path.write_bytes(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def main(arguments: list[str]) -> int:
    """Make the basemap and print its sizes; 2 when the source cannot be used."""
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        sizes = make(Path(arguments[0]), Path(arguments[1]) if len(arguments) == 2 else TARGET)
    except InputError as error:
        sys.stderr.write(json.dumps(error.as_dict(), ensure_ascii=False) + "\n")
        return 2
    sys.stdout.write("".join(f"{name:15} {size:>9}\n" for name, size in sizes.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
