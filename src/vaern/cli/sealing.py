"""What a replay does not release goes into a vault, under the person and the day on the law's clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from zoneinfo import ZoneInfo

import typer

from vaern.custodian.key import make_custodian
from vaern.errors import InputError
from vaern.monitoring.control import Control, carriers
from vaern.monitoring.events import SealedFixes
from vaern.service.sealing import payload
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
        self._zones = {
            person: ZoneInfo(control.rules.time_zone)
            for control in controls
            for _, person in carriers(control)
        }

    def __enter__(self) -> Sealer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._vault.close()

    def seal(self, sealed: SealedFixes) -> None:
        """Put the fixes of one step on disk."""
        taken: dict[tuple[str, date], list[bytes]] = defaultdict(list)
        for index, person in enumerate(sealed.persons):
            fix = sealed.fixes.fix(index)
            day = datetime.fromtimestamp(fix.fixed_at / 1000, self._zones[person]).date()
            taken[person, day].append(payload(fix))
        for (person, day), payloads in taken.items():
            self._vault.seal(person, day, payloads)
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
