"""Which devices may speak, in which language, and how each proves that it is the one it says.

What a language can prove differs, and nothing here makes it more:

- `osmand`: the id in the call is the secret; whoever reads it is the device.
- `owntracks`: name and secret in the call's Basic authorization.
- `batch`: a signature (Ed25519) with a count that only rises; nothing of it is secret here.
- `traccar-server`: the secret of a Traccar in front of us; a `traccar` device is believed through it alone.
- `teltonika`, `gt06`, `h02`, `queclink`: a number that is no secret. Such a device is believed from the
  networks that it was registered with and from nowhere else: the operator's closed network (private APN).
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from ipaddress import ip_address, ip_network
from pathlib import Path

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from vaern.errors import InputError

BY_NUMBER = ("teltonika", "gt06", "h02", "queclink")
BY_SECRET = ("osmand", "owntracks", "traccar-server")
DIALECTS = (*BY_NUMBER, *BY_SECRET, "traccar", "batch")
_FILE = "devices.json"


@dataclass(frozen=True, slots=True)
class Device:
    """One device: `name` as controls name it, `number` as it names itself.

    `secret` is the SHA-256 of one with 256 bits of chance; `key` the public key of a signer, both hex.
    `networks` (CIDR) are those it may speak from; `through` is the Traccar server that speaks for it.
    """

    name: str
    dialect: str
    number: str | None = None
    secret: str | None = None
    key: str | None = None
    networks: tuple[str, ...] = ()
    through: str | None = None

    def may_speak_from(self, address: str) -> bool:
        """Say whether a call from this address may be the device's."""
        here = ip_address(address)
        return any(here in ip_network(network) for network in self.networks)

    def signed(self, body: bytes, signature: bytes) -> bool:
        """Say whether `signature` is the device's over `body`."""
        try:
            VerifyKey(bytes.fromhex(self.key or "")).verify(body, signature)
        except (BadSignatureError, ValueError, TypeError):
            return False
        return True


@dataclass
class Registry:
    """The file `devices.json` of the service's folder: written by commands, read again when it changed."""

    folder: Path
    _seen: tuple[int, int] = (0, 0)
    _named: dict[str, Device] = field(default_factory=dict)
    _numbers: dict[tuple[str, str], Device] = field(default_factory=dict)
    _secrets: dict[tuple[str, str], Device] = field(default_factory=dict)

    def all(self) -> Iterator[Device]:
        """Yield every device by name."""
        self._read()
        yield from (self._named[name] for name in sorted(self._named))

    def named(self, name: str) -> Device | None:
        """Return the device of a name."""
        self._read()
        return self._named.get(name)

    def numbered(self, dialect: str, number: str) -> Device | None:
        """Return the device that calls itself `number` in `dialect`."""
        self._read()
        return self._numbers.get((dialect, number))

    def bearing(self, dialect: str, secret: str) -> Device | None:
        """Return the device whose secret this is: found by its hash, so that no comparison tells how near."""
        self._read()
        return self._secrets.get((dialect, hashed(secret)))

    def add(
        self,
        name: str,
        dialect: str,
        *,
        number: str | None = None,
        networks: Sequence[str] = (),
        through: str | None = None,
        key: str | None = None,
    ) -> str | None:
        """Register a device; return what only it may know (a secret, or a signer's private key), if anything.

        InputError for a name or number that is taken, and where what proves the device is missing.
        """
        self._read()
        _check(name, dialect, number, networks, through, key)
        if name in self._named:
            raise InputError("this name is taken", "name", "a name that no device has")
        if number and (dialect, number) in self._numbers:
            raise InputError("another device has this number", "--number", "each device's own number")
        if through and (self._named.get(through) or Device("", "")).dialect != "traccar-server":
            raise InputError("no such Traccar server is registered", "--through", "the name of one")
        told, secret = None, None
        if dialect in BY_SECRET:
            told = secrets.token_urlsafe(32)
            secret = hashed(told)
        elif dialect == "batch" and key is None:
            signing = SigningKey.generate()
            told, key = bytes(signing).hex(), bytes(signing.verify_key).hex()
        device = Device(name, dialect, number, secret, key, tuple(networks), through)
        self._write([*self._named.values(), device])
        return told

    def remove(self, name: str) -> None:
        """Let a device speak no more; InputError for one that is not there, or that speaks for others."""
        self._read()
        if name not in self._named:
            raise InputError("no such device is registered", "name", "a name that `vaern devices list` gives")
        if any(each.through == name for each in self._named.values()):
            raise InputError("other devices are heard through this one", "name", "those removed first")
        self._write([each for each in self._named.values() if each.name != name])

    def _write(self, devices: Sequence[Device]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self.folder / f"{_FILE}.{os.getpid()}"
        opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            json.dump({"devices": [asdict(each) for each in devices]}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.folder / _FILE)

    def _read(self) -> None:
        path = self.folder / _FILE
        try:
            stat = path.stat()
        except FileNotFoundError:
            self._take(())
            self._seen = (0, 0)
            return
        if (stat.st_mtime_ns, stat.st_ino) != self._seen:
            said = json.loads(path.read_bytes())["devices"]
            self._take([Device(**{**each, "networks": tuple(each["networks"])}) for each in said])
            self._seen = (stat.st_mtime_ns, stat.st_ino)

    def _take(self, devices: Sequence[Device]) -> None:
        self._named = {each.name: each for each in devices}
        self._numbers = {(each.dialect, each.number): each for each in devices if each.number}
        self._secrets = {(each.dialect, each.secret): each for each in devices if each.secret}


def hashed(secret: str) -> str:
    """Return what is kept of a secret; it is chance enough that no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _check(
    name: str, dialect: str, number: str | None, networks: Sequence[str], through: str | None, key: str | None
) -> None:
    if not name:
        raise InputError("a device needs its name", "name", "the name that controls use")
    if dialect not in DIALECTS:
        raise InputError("nobody here speaks this", "--dialect", ", ".join(DIALECTS))
    if dialect in (*BY_NUMBER, "traccar") and not number:
        raise InputError("this device names itself by a number", "--number", "its IMEI or serial number")
    if dialect in BY_NUMBER and not networks:
        raise InputError(
            "its number is no secret: say from where it may speak", "--from", "a network, as 10.64.0.0/16"
        )
    if dialect == "traccar" and not through:
        raise InputError("a Traccar server has to speak for it", "--through", "the server's name")
    for network in networks:
        try:
            ip_network(network)
        except ValueError:
            raise InputError("this is no network", "--from", "a network, as 10.64.0.0/16") from None
    if key is not None:
        try:
            VerifyKey(bytes.fromhex(key))
        except (ValueError, TypeError):
            raise InputError("this is no public key", "--key", "64 hexadecimal digits (Ed25519)") from None
