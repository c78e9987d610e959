"""Messages as signed calls to whoever sends them on: a text message, a voice, a push.

The body is JSON {"to", "key", "subject", "text", "language"}. `Vaern-Timestamp` is seconds since 1970, and
`Vaern-Signature` the HMAC-SHA256, in hexadecimal, of the timestamp, a full stop and the body. A receiver
refuses what is older than five minutes, and a `key` that it has had.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

import httpx

from vaern.errors import InputError
from vaern.notify.channels.channel import Message, NotDelivered

TIMEOUT_S = 10.0
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class WebhookChannel:
    """Calls one address; InputError for one that is neither TLS nor on this machine."""

    def __init__(self, url: str, secret: bytes, now: Callable[[], datetime]) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise InputError("messages would go out unencrypted", "VAERN_NOTIFY_WEBHOOK", "an https address")
        self._url, self._secret, self._now = url, secret, now

    def send(self, to: str, message: Message) -> None:
        """Call; anything but a 2xx is no delivery."""
        body = json.dumps({"to": to, **message._asdict()}, ensure_ascii=False).encode()
        timestamp = str(int(self._now().timestamp()))
        headers = {
            "Content-Type": "application/json",
            "Vaern-Timestamp": timestamp,
            "Vaern-Signature": signature(self._secret, timestamp, body),
        }
        try:
            answer = httpx.post(self._url, content=body, headers=headers, timeout=TIMEOUT_S)
        except httpx.HTTPError as error:
            raise NotDelivered("webhook_silent") from error
        if not answer.is_success:
            raise NotDelivered("webhook_refused")


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    """Return what a receiver computes to know that a call is ours."""
    return hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
