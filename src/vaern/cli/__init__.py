"""`vaern …`: thin, one module per group; rooms are imported only by the command that needs them."""

from __future__ import annotations

import json
import sys

from vaern.errors import InputError


def main() -> None:
    """Run the command line; unusable input ends with status 2 and one JSON object on standard error."""
    try:
        if sys.argv[1:2] == ["law"]:
            from vaern.cli import law

            raise SystemExit(law.run(sys.argv[2:]))
        from vaern.cli.commands import app

        app()
    except InputError as error:
        sys.stderr.write(json.dumps(error.as_dict(), ensure_ascii=False) + "\n")
        raise SystemExit(2) from None
