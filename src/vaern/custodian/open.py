"""Opens one person's one day of a vault, where the custodian's private key is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.public import PrivateKey, SealedBox

from vaern.vault.chain import HEADER, block_key, next_key, nonce_and_bound, payloads_in
from vaern.vault.keyring import Keyring
from vaern.vault.pseudonym import Pseudonyms
from vaern.vault.segment import paths, records


def open_day(vault: Path, key: PrivateKey, person: str, day: date) -> list[bytes]:
    """Return the payloads of `person` on `day` as they were sealed; none once the day is destroyed."""
    pseudonym = Pseudonyms(vault).of(person, day)
    slots = [slot for slot in Keyring(vault / "keys").slots(day) if slot.pseudonym == pseudonym]
    roots = {slot.chain: SealedBox(key).decrypt(slot.wrapped) for slot in slots}
    found: dict[bytes, dict[int, bytes]] = defaultdict(dict)
    for name, index, sealed in _blocks(vault / "segments"):
        if name in roots:
            found[name][index] = sealed
    return [payload for name, blocks in found.items() for payload in _opened(name, roots[name], blocks)]


def _opened(name: bytes, root: bytes, blocks: dict[int, bytes]) -> Iterator[bytes]:
    key = root
    for index in range(max(blocks) + 1):
        if index in blocks:  # a commit that a power cut took leaves a gap, not an end
            nonce, bound = nonce_and_bound(name, index)
            yield from payloads_in(AESGCM(block_key(key)).decrypt(nonce, blocks[index], bound))
        key = next_key(key)


def _blocks(segments: Path) -> Iterator[tuple[bytes, int, bytes]]:
    for path in paths(segments):
        for body in records(path.read_bytes()):
            at = 0
            while at < len(body):
                name, index, length = HEADER.unpack_from(body, at)
                at += HEADER.size + length
                yield name, index, body[at - length : at]
