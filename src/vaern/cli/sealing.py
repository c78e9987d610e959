"""What a replay does not release goes into a vault, under the person and the day on the law's clock."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import typer

from vaern.custodian.key import make_custodian
from vaern.errors import InputError
from vaern.monitoring.control import Control
from vaern.monitoring.events import SealedFixes
from vaern.service.keeping import RETENTION, keepings
from vaern.service.sealing import seal
from vaern.vault import Vault

PUBLIC_KEY = "custodian.pub"
_SAID = (
    "Demonstration: the custodian's key was made in {}, beside the vault. "
    "Whoever runs this can open what it seals: the separation is missing."
)


class Sealer:
    """Seals for the custodian whose public key, in hexadecimal, lies in the vault's folder."""

    def __init__(self, folder: Path, controls: Sequence[Control], *, quiet: bool = False) -> None:
        self._vault = Vault.open(folder, _custodian_key(folder, quiet))
        self._kept = keepings(controls, os.environ.get(RETENTION))

    def __enter__(self) -> Sealer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._vault.close()

    def seal(self, sealed: SealedFixes) -> None:
        """Put the fixes of one step on disk."""
        seal(self._vault, sealed, self._kept)
        self._vault.commit()


def _custodian_key(folder: Path, quiet: bool) -> bytes:
    path = folder / PUBLIC_KEY
    if not path.exists():
        private = folder.parent / f"{folder.name}-custodian"
        if not quiet:
            typer.echo(_SAID.format(private.name), err=True)
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(make_custodian(private).hex(), encoding="ascii")
    try:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        raise InputError("this is not a custodian's public key", "--vault", "64 hexadecimal digits") from None
