"""The service's folder: its lock, its token, where its files lie."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vaern.errors import InputError
from vaern.vault.custodian_key import key_in_force
from vaern.vault.disk import keep_secret
from vaern.vault.lock import Lock

_EXPECTED = "a folder with room that you may write to"


@dataclass(frozen=True)
class Home:
    """The folder `monitor` of a data folder, held by one service at a time."""

    folder: Path
    lock: Lock

    @classmethod
    def take(cls, home: Path) -> Home:
        """Make and lock `home`/monitor; `InputError` while another service holds it."""
        folder = home / "monitor"
        try:
            return cls(folder, Lock(folder, "this monitoring service's data folder"))
        except OSError as error:
            raise InputError(f"the data folder cannot be used: {error.strerror}", "home", _EXPECTED) from None

    @property
    def journal(self) -> Path:
        """The database of the journal, the controls and the sealed window."""
        return self.folder / "journal.db"

    @property
    def vault(self) -> Path:
        """The vault's own folder."""
        return self.folder / "vault"

    @property
    def keys(self) -> Path:
        """The keys that end with their day, and those of the engine: never in a backup."""
        return self.folder / "keys"

    def keep_to(self, processes: int) -> None:
        """Remember how many processes share what lies here; InputError when it was another number.

        Which of them watches whom follows from how many they are.
        """
        path = self.folder / "processes"
        if not path.exists():
            before = 1 if self.journal.exists() else processes
            path.write_text(str(before), encoding="ascii")
        before = int(path.read_text(encoding="ascii"))
        if before != processes:
            raise InputError(
                f"this data folder is that of {before} processes", "--processes",
                f"{before}; or a new folder, and the controls put there again",
            )  # fmt: skip

    def custodian_key(self, today: date) -> bytes | None:
        """Return the custodian's public key in force, None where no file says one."""
        path = self.folder / "custodian.pub"
        return key_in_force(path.read_text(encoding="utf-8"), today) if path.exists() else None

    def token(self) -> str:
        """Return the token that every call must bear, made at first use and its owner's alone."""
        path = self.folder / "token"
        if not path.exists():
            keep_secret(path, secrets.token_urlsafe(32).encode())
        return path.read_text(encoding="ascii").strip()
