"""The signed batch: the device's own signature over the body, a count that only rises, once and no more."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import httpx
import msgpack
import pytest
from gateway import Front
from nacl.signing import SigningKey

from vaern.service.gateway.batch import Batch, Counted

NOW_MS = 1_777_629_600_000
FIX = {"time": NOW_MS, "lat": 55.0, "lon": 10.0, "accuracy_m": 5}


async def send(
    at: Front, key: str, body: bytes, device: str = "R1", media_type: str = "application/json"
) -> httpx.Response:
    signature = SigningKey(bytes.fromhex(key)).sign(body).signature
    headers = {
        "Vaern-Device": device,
        "Vaern-Signature": base64.b64encode(signature).decode(),
        "Content-Type": media_type,
    }
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{at.port('http')}") as client:
        return await client.post("/v1/batch", content=body, headers=headers)


def said(count: int, *fixes: dict[str, Any]) -> bytes:
    return json.dumps({"count": count, "fixes": fixes or [FIX]}).encode()


def test_another_devices_signature_opens_nothing(front: Any) -> None:
    async def scene(at: Front) -> None:
        at.registry.add("R1", "batch")
        other = at.registry.add("P1", "batch")
        assert (await send(at, other, said(1))).status_code == 401
        assert (await send(at, other, said(1), device="nobody")).status_code == 401
        assert at.counted("batch", "forged") == 2

    front(scene)


def test_a_body_that_was_changed_is_no_longer_signed(front: Any) -> None:
    async def scene(at: Front) -> None:
        key = at.registry.add("R1", "batch")
        signature = SigningKey(bytes.fromhex(key)).sign(said(1)).signature
        headers = {"Vaern-Device": "R1", "Vaern-Signature": base64.b64encode(signature).decode()}
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{at.port('http')}") as client:
            changed = await client.post("/v1/batch", content=said(2), headers=headers)
        assert changed.status_code == 401

    front(scene)


@pytest.mark.parametrize("media_type", ["application/json", "application/msgpack"])
def test_a_batch_is_taken_under_the_signers_name_whatever_its_rows_say(front: Any, media_type: str) -> None:
    async def scene(at: Front) -> None:
        key = at.registry.add("R1", "batch")
        rows = {"count": 1, "fixes": [FIX | {"device": "P1"}]}
        body = msgpack.packb(rows) if media_type.endswith("msgpack") else json.dumps(rows).encode()
        answer = await send(at, key, body, media_type=media_type)
        assert answer.json() == {"accepted": 1, "repeated": 0, "refused": []}

    front(scene)


def test_a_count_that_was_used_is_refused_and_the_last_batch_again_is_repeated(front: Any) -> None:
    async def scene(at: Front) -> None:
        key = at.registry.add("R1", "batch")
        assert (await send(at, key, said(5))).status_code == 200
        assert (await send(at, key, said(5))).json()["repeated"] == 1
        assert (await send(at, key, said(5, FIX | {"lat": 56}))).status_code == 409
        assert (await send(at, key, said(4))).status_code == 409
        assert (await send(at, key, said(6))).json()["repeated"] == 1
        assert at.counted("batch", "replayed") == 2

    front(scene)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"{", ""),
        (b"[]", "/count"),
        (b'{"count": true, "fixes": []}', "/count"),
        (b'{"count": -1, "fixes": []}', "/count"),
        (b'{"count": 1}', "/fixes"),
        (b'{"count": 1, "fixes": [3]}', "/fixes"),
    ],
)
def test_a_body_that_cannot_be_used_is_told_where(front: Any, body: bytes, where: str) -> None:
    async def scene(at: Front) -> None:
        answer = await send(at, at.registry.add("R1", "batch"), body)
        assert (answer.status_code, answer.json()["where"]) == (422, where)

    front(scene)


def test_counts_stand_after_a_start_and_a_torn_last_line_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "counts"
    Counted(path).keep("R 1", Batch(7, [], "ab"))
    with path.open("a") as file:
        file.write("5231 9")
    after = Counted(path)
    assert after.is_again("R 1", Batch(7, [], "ab"))
    assert after.is_old("R 1", Batch(7, [], "cd"))
    assert not after.is_old("R 1", Batch(8, [], "cd"))
