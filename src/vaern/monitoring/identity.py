"""Telling a message that came twice from two messages, and remembering which have been judged."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from vaern.monitoring.fix import FixBatch

Hashes = npt.NDArray[np.uint64]
_CONTENT = ("fixed_at", "seq", "source", "event", "lat", "lon", "accuracy_m")
_SIEVE_BITS = 16
_SIEVE = np.uint64((1 << _SIEVE_BITS) - 1)


def identities(batch: FixBatch) -> Hashes:
    """Return 64 bits for each message from everything it says except when it arrived (splitmix64)."""
    mixed = _mix(batch.by_device(lambda device: crc32(device.encode()), np.uint64))
    for name in _CONTENT:
        column = np.ascontiguousarray(getattr(batch, name))
        bits = column.astype(np.float64) + 0.0 if column.dtype == np.float64 else column.astype(np.int64)
        mixed = _mix(mixed ^ bits.view(np.uint64))
    return mixed


def among(hashes: Hashes, known: Hashes) -> npt.NDArray[np.bool_]:
    """Return for each identity whether it is among `known`, in any order; a sieve first: they are many."""
    sieve = np.zeros(1 << _SIEVE_BITS, np.bool_)
    sieve[hashes & _SIEVE] = True
    return np.isin(hashes, known[sieve[known & _SIEVE]])


def _mix(value: Hashes) -> Hashes:
    value = value + np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@dataclass(frozen=True, slots=True)
class Block:
    """Identities of messages judged together, sorted, and the time of the newest."""

    newest: int
    hashes: Hashes


@dataclass(frozen=True, slots=True)
class Memory:
    """Identities of judged messages in sorted blocks, each at least twice as long as the next."""

    blocks: tuple[Block, ...] = ()

    def __len__(self) -> int:
        return sum(len(block.hashes) for block in self.blocks)

    def holds(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        """Return for each identity whether it was judged before."""
        known = np.zeros(len(hashes), np.bool_)
        for block in self.blocks:
            at = np.minimum(np.searchsorted(block.hashes, hashes), len(block.hashes) - 1)
            known |= block.hashes[at] == hashes
        return known

    def with_judged(self, hashes: Hashes, newest: int, forget_before: int) -> Memory:
        """Return the memory with more identities, without blocks whose newest message is older than asked."""
        blocks = [block for block in self.blocks if block.newest >= forget_before]
        if len(hashes):
            blocks.append(Block(newest, np.sort(hashes)))
        while len(blocks) > 1 and len(blocks[-2].hashes) < 2 * len(blocks[-1].hashes):
            last, before = blocks.pop(), blocks.pop()
            merged = np.sort(np.concatenate([before.hashes, last.hashes]), kind="stable")
            blocks.append(Block(max(before.newest, last.newest), merged))
        return Memory(tuple(blocks))
