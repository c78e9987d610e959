"""`python -m vaern.service`: the live service alone, for a process of its own."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from vaern.errors import InputError
from vaern.service.serve import run_service


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until told to end; return 2, with one JSON object on standard error, when something is taken."""
    said = _parser().parse_args(arguments)
    try:
        run_service(said.home, said.port, said.lateness, said.stream_clock, said.processes)
    except InputError as error:
        sys.stderr.write(json.dumps(error.as_dict()) + "\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m vaern.service", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="the data folder; its part is monitor/")
    parser.add_argument("--port", type=int, default=0, help="on 127.0.0.1; 0 takes a free one and says which")
    parser.add_argument("--lateness", type=float, default=120.0, help="seconds to wait for late fixes")
    parser.add_argument("--processes", type=int, default=1, help="one a core; each watches its respondents")
    parser.add_argument(
        "--stream-clock", action="store_true", help="recorded walks: their times drive the clock"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
