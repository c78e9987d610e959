"""Seals fixes that are told apart by their counter."""

from __future__ import annotations

from datetime import date, timedelta

from vaern.monitoring.fix import Fix, FixBatch
from vaern.vault import Vault

DAY = date(2026, 5, 1)
LAT, LON = 55.3679867, 10.4312770


def one_year(day: date) -> date:
    """A stand-in for the law's period: the caller counts it, the vault does not."""
    return day.replace(year=day.year + 1)


def fix(seq: int = 1, device: str = "R1") -> Fix:
    return Fix(device, 1_777_629_600_000 + seq, 1_777_629_602_000 + seq, LAT, LON, 5.0, "gnss", seq)


def put(vault: Vault, person: str, day: date = DAY, *seqs: int, device: str = "R1") -> None:
    """Hand fixes with these counters to the vault, kept for a year."""
    fixes = FixBatch.of([fix(seq, device) for seq in seqs])
    vault.seal([person] * len(seqs), day, one_year(day), fixes)


NEXT = DAY + timedelta(days=1)
