"""Reads the regulations that an authority works under: the file that `VAERN_REGULATIONS` names."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from vaern.errors import InputError
from vaern.monitoring.regulation import Regulation, parse_regulations
from vaern.monitoring.rules import MonitoringRules

REGULATIONS = "VAERN_REGULATIONS"


def regulations(rules: Mapping[str, MonitoringRules]) -> tuple[Regulation, ...]:
    """Return what the file says, none where no file is named; InputError when it cannot be read or used."""
    path = os.environ.get(REGULATIONS)
    if not path:
        return ()
    try:
        data = json.loads(Path(path).read_bytes())
    except (OSError, ValueError):
        raise InputError("the regulations cannot be read", REGULATIONS, "a JSON file") from None
    return parse_regulations(data, rules)
