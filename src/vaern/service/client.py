"""The typed way to the live service, for the web room and the player."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, NamedTuple

import httpx

from vaern.errors import InputError

HEARTBEAT = "heartbeat"


class StreamEvent(NamedTuple):
    """One event of the stream: its number in the journal, `alarm`, `released` or `counts`, and its object.

    A `heartbeat` says that there is nothing to say.
    """

    seq: int
    event: str
    data: dict[str, Any]


class NotThere(InputError):
    """Nothing answers where the live service should be; what it refuses is another InputError."""


class Service:
    """A live service at `base_url`; `InputError` says what it refused, or that it does not answer."""

    def __init__(self, base_url: str, token: str, timeout_s: float = 30) -> None:
        self._timeout_s = timeout_s
        self._said: dict[str, Any] = {
            "base_url": base_url,
            "headers": {"Authorization": f"Bearer {token}"},
            "verify": base_url.startswith("https:"),  # loopback needs no authorities (16 ms)
        }
        self._client = httpx.Client(timeout=timeout_s, **self._said)

    def put_controls(self, controls: Mapping[str, Any]) -> int:
        """Put a controls.json object: just these are watched from then on; return how many they are."""
        return int(self._call("PUT", "/v1/controls", json=controls)["controls"])

    def post_fixes(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Send fixes in the contract's columns; return {"accepted", "repeated", "refused"}, on disk."""
        return self._call("POST", "/v1/fixes", json={"fixes": list(rows)})

    def alarms(self) -> list[dict[str, Any]]:
        """Return the latest event of each alarm."""
        alarms: list[dict[str, Any]] = self._call("GET", "/v1/alarms")["alarms"]
        return alarms

    def alarm(self, alarm: str) -> dict[str, Any]:
        """Return the evidence of one alarm."""
        return self._call("GET", "/v1/alarm", params={"id": alarm})

    def answer(self, alarm: str, by: str, finding: str) -> None:
        """Say that a person has dealt with an alarm, and what was found (a code)."""
        self._call("POST", "/v1/answers", json={"alarm": alarm, "by": by, "finding": finding})

    def hold(self, case: str, alarms: Sequence[str]) -> int:
        """Keep what was released under the alarms until the criminal case ends; return how many entries."""
        return int(self._call("POST", "/v1/holds", json={"case": case, "alarms": list(alarms)})["held"])

    def end_hold(self, case: str) -> int:
        """Say that the criminal case has ended; return how many entries were deleted with it."""
        return int(self._call("POST", "/v1/holds/ended", json={"case": case})["ended"])

    def counts(self) -> dict[str, int]:
        """Return how many fixes were accepted, repeated, refused, released, sealed."""
        return self._call("GET", "/v1/counts")

    def health(self) -> dict[str, Any]:
        """Return what the service says of itself."""
        return self._call("GET", "/v1/health")

    async def stream(self, after: int = 0) -> AsyncIterator[StreamEvent]:
        """Yield the events after number `after` until the service ends the stream."""
        timeout = httpx.Timeout(self._timeout_s, read=60)
        async with (
            httpx.AsyncClient(timeout=timeout, **self._said) as client,
            client.stream("GET", "/v1/stream", params={"after": after}) as response,
        ):
            if response.is_error:
                await response.aread()
                raise _refusal(response)
            async for event in _events(response.aiter_lines()):
                yield event

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def _call(self, method: str, path: str, **said: Any) -> dict[str, Any]:
        try:
            response = self._client.request(method, path, **said)
        except httpx.TransportError:
            raise NotThere("the live service does not answer", "service", "a running vaern service") from None
        if response.is_error:
            raise _refusal(response)
        answer: dict[str, Any] = response.json()
        return answer


async def _events(lines: AsyncIterator[str]) -> AsyncIterator[StreamEvent]:
    said: dict[str, str] = {}
    seq = 0
    async for line in lines:
        if line.startswith(":"):
            yield StreamEvent(seq, HEARTBEAT, {})
        elif line:
            name, _, value = line.partition(": ")
            said[name] = value
        elif said:
            seq = int(said["id"])
            yield StreamEvent(seq, said["event"], json.loads(said["data"]))
            said = {}


def _refusal(response: httpx.Response) -> InputError:
    try:
        said = response.json()
    except ValueError:
        return InputError(f"the live service failed with status {response.status_code}", "service", "")
    return InputError(said.get("error", ""), said.get("where", ""), said.get("expected", ""))
