"""The controls that are watched, checked and laid out: a start need not do either again.

`controls.bin` is the engine's watch (its arrays, and each control packed) without the law, pickled.
Only a short cut: the file is bound to the very JSON, code and law that it was made of, and lies encrypted
under the standing key. Whatever it does not fit is read and checked anew.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from cryptography.exceptions import InvalidTag

from vaern import monitoring, zones
from vaern.monitoring.kept import Kept
from vaern.monitoring.rules import MonitoringRules
from vaern.monitoring.watch import Watch, Zones
from vaern.service.safe import STANDING, Safe
from vaern.service.shard import Laid, parsed
from vaern.vault.disk import DiskFull, keep_secret

_ROOMS = (monitoring, zones)
_KNOWN = {
    ("array", "_array_reconstructor"),
    ("array", "array"),
    ("builtins", "frozenset"),
    *(("numpy._core.multiarray", name) for name in ("_reconstruct", "scalar")),
    *(("numpy", name) for name in ("ndarray", "dtype")),
    ("numpy._core.numeric", "_frombuffer"),
    ("numpy.dtypes", "StringDType"),
    ("numpy._core._internal", "_convert_to_stringdtype_kwargs"),
}
_NOT_OURS = (InvalidTag, pickle.UnpicklingError, OSError, ValueError, TypeError, EOFError)
_APART = {"controls", "zones"}
_COLUMNS = [
    each.name for each in fields(Watch) if each.default_factory is not dict and each.name not in _APART
]
"""What is only remembered (the dicts that begin empty) is left out."""


class CheckedControls:
    """One file with the newest controls that were checked."""

    def __init__(self, path: Path, safe: Safe) -> None:
        self._path, self._safe = path, safe

    def controls(self, put: bytes, rules: Mapping[str, MonitoringRules]) -> Laid:
        """Return the controls of their JSON laid out, from the file if it was made of just these."""
        with suppress(*_NOT_OURS):
            kept = self._safe.decrypt(STANDING, self._path.read_bytes(), _made_of(put, rules))
            return _laid(*_Reader(kept or b"", rules).load())
        laid = parsed(put, rules)
        self.keep(put, laid, rules)
        return laid

    def keep(self, put: bytes, laid: Laid, rules: Mapping[str, MonitoringRules]) -> None:
        """Put controls in the file; where there is no room for it, the next start takes longer."""
        written = io.BytesIO()
        columns = {name: getattr(laid.watch, name) for name in _COLUMNS}
        _Writer(written, pickle.HIGHEST_PROTOCOL).dump((columns, laid.watch.controls.parts(), laid.packs))
        sealed = self._safe.encrypt(STANDING, written.getvalue(), _made_of(put, rules))
        beside = self._path.with_suffix(".new")
        with suppress(DiskFull):
            beside.unlink(missing_ok=True)
            keep_secret(beside, sealed)
            beside.replace(self._path)


class _Writer(pickle.Pickler):
    """Leaves the law out: it is that of the packs."""

    def persistent_id(self, value: Any) -> str | None:
        return value.pack if isinstance(value, MonitoringRules) else None


class _Reader(pickle.Unpickler):
    """Makes nothing but the records of our own pure rooms and arrays."""

    def __init__(self, written: bytes, rules: Mapping[str, MonitoringRules]) -> None:
        super().__init__(io.BytesIO(written))
        self._rules = rules

    def persistent_load(self, pack: str) -> MonitoringRules:
        return self._rules[pack]

    def find_class(self, module: str, name: str) -> Any:
        ours = module.startswith(tuple(f"{room.__name__}." for room in _ROOMS))
        found = super().find_class(module, name)
        if not (ours and isinstance(found, type)) and (module, name) not in _KNOWN:
            raise pickle.UnpicklingError("no part of a control")
        return found


def _laid(columns: dict[str, Any], packed: tuple[Any, ...], packs: tuple[str, ...]) -> Laid:
    content, ends, shared = packed
    controls = Kept(content, ends, shared, columns["shapes"].outline)
    return Laid(Watch(controls=controls, zones=Zones(controls, columns["pieces"]), **columns), packs)


def _made_of(put: bytes, rules: Mapping[str, MonitoringRules]) -> bytes:
    made = hashlib.sha256(_code())
    made.update(repr(sorted(rules.items())).encode())
    made.update(put)
    return made.digest()


@cache
def _code() -> bytes:
    """Return a hash of all that decides what a control becomes: our rooms, NumPy's version and Python's."""
    code = hashlib.sha256(f"{sys.version} {np.__version__}".encode())
    for room in _ROOMS:
        for path in sorted(Path(room.__path__[0]).rglob("*.py")):
            code.update(path.read_bytes())
    return code.digest()
