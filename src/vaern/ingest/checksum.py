"""The two check sums of 16 bits that devices put at the end of their frames."""

from __future__ import annotations


def _table(polynomial: int) -> tuple[int, ...]:
    found = []
    for value in range(256):
        for _ in range(8):
            value = (value >> 1) ^ (polynomial if value & 1 else 0)
        found.append(value)
    return tuple(found)


_IBM = _table(0xA001)
_X25 = _table(0x8408)


def crc16_ibm(data: bytes) -> int:
    """Return CRC-16/ARC."""
    crc = 0
    for byte in data:
        crc = (crc >> 8) ^ _IBM[(crc ^ byte) & 0xFF]
    return crc


def crc16_x25(data: bytes) -> int:
    """Return CRC-16/X-25, also called CRC-ITU."""
    crc = 0xFFFF
    for byte in data:
        crc = (crc >> 8) ^ _X25[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFF
