"""One H02 device on one connection; every message says whose it is, and none is answered."""

from __future__ import annotations

from dataclasses import dataclass, field

from vaern.ingest.h02.message import LENGTHS, Said, packed, text
from vaern.ingest.heard import Buffer, Heard

_STAR, _DOLLAR, _HASH = b"*", b"$", b"#"


@dataclass
class H02Conversation:
    """Reads a stream of messages of both kinds."""

    _buffer: Buffer = field(default_factory=Buffer)

    def hear(self, data: bytes) -> list[Heard]:
        """Return what became whole."""
        waiting, found = self._buffer.with_more(data), []
        while waiting:
            size = _size(waiting)
            if size is None:
                break
            message, waiting = waiting[:size], waiting[size:]
            if message[:1] in (_STAR, _DOLLAR):
                found.append(_heard(message))
            elif message.strip():
                found.append(Heard(refused="broken_frame"))
        self._buffer.keep(waiting)
        return found


def _size(waiting: bytes) -> int | None:
    """Return how long the first message is, None while it is not whole."""
    if waiting[:1] == _STAR:
        end = waiting.find(_HASH)
        return end + 1 if end >= 0 else None
    if waiting[:1] == _DOLLAR:
        return next((size for size in LENGTHS if _may_end(waiting, size)), None)
    begins = [at for at in (waiting.find(_STAR), waiting.find(_DOLLAR)) if at > 0]
    return min(begins, default=len(waiting))


def _may_end(waiting: bytes, size: int) -> bool:
    """Tell whether a packed message may have `size` bytes: another begins there, or nothing has come yet."""
    return len(waiting) == size or waiting[size : size + 1] in (_STAR, _DOLLAR)


def _heard(message: bytes) -> Heard:
    is_text = message[:1] == _STAR
    said: Said | None = text(message.decode("ascii", "replace")) if is_text else packed(message)
    if said is None:
        return Heard(refused="broken_frame")
    return Heard([said.row] if said.row else (), device=said.device)
