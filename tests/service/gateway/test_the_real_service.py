"""`vaern monitor serve` as it runs: killed after an acknowledgement, and spoken to through TLS."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from gateway import HERE, IMEI, LOGIN, teltonika
from running import free_port

from vaern.service.gateway.registry import Registry

VAERN = str(Path(sys.executable).with_name("vaern"))


@contextlib.contextmanager
def serving(home: Path, port: int, *more: str) -> Iterator[subprocess.Popen[bytes]]:
    """The live service with its devices, until the test ends it or the block does."""
    said = [VAERN, "monitor", "serve", "--home", str(home), "--port", str(port), *more]
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(said, stdout=log, stderr=log, env={**os.environ, "VAERN_RETENTION": "P1Y"})
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def ask(home: Path, port: int, method: str, path: str, **said: Any) -> Any:
    token = next(home.glob("monitor/*token*")).read_text()
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.request(method, f"http://127.0.0.1:{port}{path}", headers=headers, **said).json()


def connected(port: int) -> socket.socket:
    """A connection, as soon as somebody listens."""
    until = time.monotonic() + 60
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=30)
        except ConnectionRefusedError:
            assert time.monotonic() < until, "nobody listens"
            time.sleep(0.2)


def acknowledged(talk: socket.socket, frame: bytes) -> bytes:
    talk.sendall(LOGIN)
    assert talk.recv(1) == b"\x01"
    talk.sendall(frame)
    return talk.recv(4)


def test_what_was_acknowledged_is_there_after_kill_9(
    tmp_path: Path, odense_control: Callable[..., dict[str, Any]]
) -> None:
    Registry(tmp_path / "monitor").add("R1", "teltonika", number=IMEI, networks=[HERE])
    port, tracker = free_port(), free_port()
    now = datetime.now(UTC)
    control = odense_control(
        valid={"from": (now - timedelta(days=1)).isoformat(), "to": (now + timedelta(days=30)).isoformat()}
    )
    control["zones"][0]["margin_m"] = 15
    frame = teltonika(round((now - timedelta(seconds=5)).timestamp() * 1000))
    with serving(tmp_path, port, "--devices", f"teltonika={tracker}") as process:
        connected(tracker).close()
        assert ask(tmp_path, port, "PUT", "/v1/controls", json={"controls": [control]}) == {"controls": 1}
        with connected(tracker) as talk:
            assert acknowledged(talk, frame) == (1).to_bytes(4)
            process.send_signal(signal.SIGKILL)
            process.wait()
    with serving(tmp_path, port, "--devices", f"teltonika={tracker}"):
        with connected(tracker) as talk:
            assert acknowledged(talk, frame) == (1).to_bytes(4)
        counts = ask(tmp_path, port, "GET", "/v1/counts")
        assert (counts["accepted"], counts["repeated"]) == (1, 1)


def test_a_device_speaks_through_tls_and_not_without(tmp_path: Path) -> None:
    certificate, key = _self_signed(tmp_path)
    secret = Registry(tmp_path / "monitor").add("R1", "osmand")
    port, calls = free_port(), free_port()
    tls = ["--devices", f"http={calls}", "--certificate", str(certificate), "--key", str(key)]
    with serving(tmp_path, port, *tls):
        connected(calls).close()
        trusted = ssl.create_default_context(cafile=str(certificate))
        said = {"id": secret, "lat": "55", "lon": "10", "timestamp": str(round(time.time()))}
        answer = httpx.post(f"https://localhost:{calls}/", data=said, verify=trusted)
        assert answer.status_code == 200
        assert answer.json()["refused"][0]["reason"] == "unknown_device"
        with connected(calls) as plain:
            plain.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert not plain.recv(100).startswith(b"HTTP")
    assert str(secret) not in (tmp_path / "log").read_text()


def _self_signed(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, secret = folder / "certificate.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return pem, secret
