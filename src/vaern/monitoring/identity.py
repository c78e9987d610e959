"""Telling a message that came twice from two messages, and remembering which have been judged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
from numba import njit

from vaern.monitoring.fix import FixBatch

Hashes = npt.NDArray[np.uint64]
_CONTENT = ("fixed_at", "seq", "source", "event", "lat", "lon", "accuracy_m")
_TOP_BITS = 16
_MANY = 64
"""More with the same highest bits than chance brings are sorted another way."""


def identities(batch: FixBatch) -> Hashes:
    """Return 64 bits for each message from everything it says except when it arrived (splitmix64)."""
    if len(batch) >= len(batch.devices):
        mixed = _marks(batch.devices)[batch.device]
    else:
        mixed = batch.by_device(_mark, np.uint64)
    _mix(mixed, np.zeros(len(mixed), np.uint64))
    for name in _CONTENT:
        column = getattr(batch, name)
        bits = column + 0.0 if column.dtype == np.float64 else column.astype(np.int64)
        _mix(mixed, bits.view(np.uint64))
    return mixed


@lru_cache(maxsize=4)
def _marks(devices: tuple[str, ...]) -> Hashes:
    return np.array([_mark(device) for device in devices], np.uint64)


def _mark(device: str) -> int:
    return crc32(device.encode())


@njit(cache=True)
def first_times(hashes: Hashes, waiting: Hashes) -> npt.NDArray[np.bool_]:
    """Return for each identity whether it stands nowhere before it, nor anywhere among `waiting`.

    A table of places in `hashes`, each at the first that is free from its lowest bits on.
    """
    first = np.ones(len(hashes), np.bool_)
    size = 16
    while size < 2 * len(hashes):
        size *= 2
    table, last = np.full(size, -1, np.int32), np.uint64(size - 1)
    for place in range(len(hashes)):
        slot = hashes[place] & last
        while table[slot] >= 0 and hashes[table[slot]] != hashes[place]:
            slot = (slot + np.uint64(1)) & last
        if table[slot] >= 0:
            first[place] = False
        else:
            table[slot] = place
    for place in range(len(waiting)):
        slot = waiting[place] & last
        while table[slot] >= 0 and hashes[table[slot]] != waiting[place]:
            slot = (slot + np.uint64(1)) & last
        if table[slot] >= 0:
            first[table[slot]] = False
    return first


@njit(cache=True)
def _mix(mixed: Hashes, bits: Hashes) -> None:
    """Mix one column in."""
    for row in range(len(mixed)):
        value = (mixed[row] ^ bits[row]) + np.uint64(0x9E3779B97F4A7C15)
        value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed[row] = value ^ (value >> np.uint64(31))


@njit(cache=True)
def _in_order(hashes: Hashes) -> Hashes:
    """Return identities sorted: scattered by their highest bits, which are even, then put right."""
    bits = 0
    while bits < _TOP_BITS and 1 << bits < len(hashes):
        bits += 1
    shift = np.uint64(63 - bits)
    place = np.zeros((1 << bits) + 1, np.int64)
    for row in range(len(hashes)):
        place[np.int64(hashes[row] >> np.uint64(1) >> shift) + 1] += 1
    if place.max() > _MANY:
        return np.sort(hashes)
    for top in range(1 << bits):
        place[top + 1] += place[top]
    found = np.empty(len(hashes), np.uint64)
    for row in range(len(hashes)):
        slot = np.int64(hashes[row] >> np.uint64(1) >> shift)
        found[place[slot]] = hashes[row]
        place[slot] += 1
    for row in range(1, len(found)):
        moved, free = found[row], row
        while free > 0 and found[free - 1] > moved:
            found[free] = found[free - 1]
            free -= 1
        found[free] = moved
    return found


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
            blocks.append(Block(newest, _in_order(hashes)))
        while len(blocks) > 1 and len(blocks[-2].hashes) < 2 * len(blocks[-1].hashes):
            last, before = blocks.pop(), blocks.pop()
            merged = np.sort(np.concatenate([before.hashes, last.hashes]), kind="stable")
            blocks.append(Block(max(before.newest, last.newest), merged))
        return Memory(tuple(blocks))
