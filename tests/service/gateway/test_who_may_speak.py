"""No position is believed because somebody sent it: each language proves what it can, from where it may."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from gateway import HERE, IMEI, LOGIN, Front, teltonika

from vaern.errors import InputError
from vaern.service.gateway.registry import Registry

NOW_MS = 1_777_629_600_000
PLACE = {"lat": "55", "lon": "10", "timestamp": str(NOW_MS)}


async def call(front: Front, method: str, path: str, **said: Any) -> httpx.Response:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{front.port('http')}") as client:
        return await client.request(method, path, **said)


def test_a_number_that_nobody_registered_gets_no_acknowledgement(front: Any) -> None:
    async def scene(at: Front) -> None:
        assert await at.say("teltonika", LOGIN, teltonika(NOW_MS)) == b""
        assert at.counted("teltonika", "unknown_device") == 1

    front(scene)


def test_a_registered_number_from_another_network_is_turned_away(front: Any) -> None:
    async def scene(at: Front) -> None:
        at.registry.add("R1", "teltonika", number=IMEI, networks=["10.64.0.0/16"])
        assert await at.say("teltonika", LOGIN, teltonika(NOW_MS)) == b""
        assert at.counted("teltonika", "from_elsewhere") == 1

    front(scene)


def test_a_device_that_was_removed_is_heard_no_more_on_its_open_connection(front: Any) -> None:
    async def scene(at: Front) -> None:
        at.registry.add("R1", "teltonika", number=IMEI, networks=[HERE])
        reader, writer = await at.connect("teltonika")
        writer.write(LOGIN)
        assert await reader.readexactly(1) == b"\x01"
        at.registry.remove("R1")
        writer.write(teltonika(NOW_MS))
        assert await reader.read() == b""

    front(scene)


@pytest.mark.parametrize("wrong", ["", "R1", "guess"])
def test_osmands_id_is_its_secret_and_its_name_is_not(front: Any, wrong: str) -> None:
    async def scene(at: Front) -> None:
        secret = at.registry.add("R1", "osmand")
        assert (await call(at, "POST", "/", data=PLACE | {"id": wrong})).status_code in (401, 422)
        heard = await call(at, "POST", "/", data=PLACE | {"id": secret})
        assert (heard.status_code, heard.json()["accepted"]) == (200, 1)

    front(scene)


def test_owntracks_needs_the_secret_of_just_that_name(front: Any) -> None:
    async def scene(at: Front) -> None:
        mine, hers = at.registry.add("R1", "owntracks"), at.registry.add("P1", "owntracks")
        said = {"_type": "location", "tst": NOW_MS // 1000, "lat": 55.0, "lon": 10.0}
        for name, secret, status in (("R1", hers, 401), ("R1", "x", 401), ("R1", mine, 200)):
            answer = await call(at, "POST", "/owntracks", json=said, auth=(name, secret))
            assert answer.status_code == status
        assert at.counted("owntracks", "forged") == 2

    front(scene)


def test_a_traccar_server_speaks_for_its_own_devices_alone(front: Any) -> None:
    async def scene(at: Front) -> None:
        ours = at.registry.add("our-traccar", "traccar-server")
        theirs = at.registry.add("their-traccar", "traccar-server")
        at.registry.add("R1", "traccar", number="77", through="our-traccar")
        said = {
            "device": {"uniqueId": "77"},
            "position": {"fixTime": NOW_MS, "latitude": 55.0, "longitude": 10.0},
        }
        for secret, status in ((theirs, 403), ("x", 401), (ours, 200)):
            header = {"Authorization": f"Bearer {secret}"}
            assert (await call(at, "POST", "/traccar", json=said, headers=header)).status_code == status

    front(scene)


def test_no_figure_names_a_device_or_a_place(front: Any) -> None:
    async def scene(at: Front) -> str:
        at.registry.add("R1", "teltonika", number=IMEI, networks=[HERE])
        await at.say("teltonika", LOGIN, teltonika(NOW_MS, lat=55.123456))
        await at.say("teltonika", b"\x00\x0f" + b"9" * 15)
        return at.told()

    told = front(scene)
    assert "vaern_devices_heard_total" in told
    assert not [each for each in ("R1", IMEI, "999999", "55.12", "551234") if each in told]


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"dialect": "gt06", "number": "1"}, "--from"),
        ({"dialect": "gt06", "networks": [HERE]}, "--number"),
        ({"dialect": "gt06", "number": "1", "networks": ["everywhere"]}, "--from"),
        ({"dialect": "traccar", "number": "1"}, "--through"),
        ({"dialect": "traccar", "number": "1", "through": "nobody"}, "--through"),
        ({"dialect": "batch", "key": "00"}, "--key"),
        ({"dialect": "morse"}, "--dialect"),
    ],
)
def test_a_device_without_what_proves_it_is_not_registered(tmp_path: Any, said: Any, where: str) -> None:
    registry = Registry(tmp_path)
    with pytest.raises(InputError) as caught:
        registry.add("R1", **said)
    assert (caught.value.where, list(registry.all())) == (where, [])


def test_no_secret_lies_in_the_register_and_others_cannot_read_it(tmp_path: Any) -> None:
    secret = Registry(tmp_path).add("R1", "osmand")
    file = tmp_path / "devices.json"
    assert secret is not None
    assert secret not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
