"""`kill -9` at any moment loses nothing that was acknowledged."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from vaern.custodian.key import make_custodian, private_key
from vaern.custodian.open import open_day
from vaern.vault import Vault

DAY = date(2026, 5, 1)

WRITER = """
import sys
from datetime import date
from pathlib import Path
from vaern.monitoring.fix import Fix, FixBatch
from vaern.vault import Vault

vault = Vault(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), segment_bytes=2048)
number = int(sys.argv[3])
while True:
    fixes = FixBatch.of([Fix("R1", number, number, 55.0, 10.0, seq=number)])
    vault.seal([f"R-{number % 3}"], date(2026, 5, 1), date(2027, 5, 1), fixes)
    vault.commit()
    print(number, flush=True)
    number += 1
"""


def acknowledged_before_kill(folder: Path, key: bytes, first: int, count: int) -> int:
    """Run the writer, kill it after `count` acknowledgements; return the last number it acknowledged."""
    command = [sys.executable, "-c", WRITER, str(folder), key.hex(), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(count):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split()
    return int(rest[-1]) if rest else first + count - 1


@pytest.mark.parametrize("count", [1, 2, 29])
def test_all_that_was_acknowledged_is_there_after_two_kills(tmp_path: Path, count: int) -> None:
    folder, public = tmp_path / "vault", make_custodian(tmp_path / "custodian")
    last = acknowledged_before_kill(folder, public, 0, count)
    last = acknowledged_before_kill(folder, public, last + 1, count)
    Vault.open(folder, public).close()
    key = private_key(tmp_path / "custodian")
    found = {fix.seq for rest in range(3) for fix in open_day(folder, key, f"R-{rest}", DAY)}
    assert set(range(last + 1)) <= found
