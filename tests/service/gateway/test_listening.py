"""Where devices are listened to: encrypted wherever strangers reach it, unless somebody said otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaern.errors import InputError
from vaern.service.gateway.listening import Listener, Listening

FILE = Path("certificate.pem")


@pytest.mark.parametrize("said", [["http=5055"], ["http=5055/plain", "gt06=5023"]])
def test_beyond_loopback_a_port_without_a_certificate_is_refused(said: list[str]) -> None:
    with pytest.raises(InputError, match="go encrypted"):
        Listening.of(said, "0.0.0.0")


def test_a_port_that_somebody_called_plain_may_be_open_on_a_closed_network() -> None:
    found = Listening.of(["gt06=5023/plain"], "10.64.0.1")
    assert found.listeners == (Listener("gt06", 5023, plain=True),)


def test_on_loopback_nothing_has_to_be_encrypted() -> None:
    assert Listening.of(["http=5055"], "127.0.0.1").context() is None


def test_a_certificate_without_its_key_is_refused() -> None:
    with pytest.raises(InputError, match="go together"):
        Listening.of(["http=5055"], "127.0.0.1", FILE)


def test_a_certificate_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be used"):
        Listening.of(["http=5055"], "127.0.0.1", tmp_path / "c.pem", tmp_path / "k.pem").context()


@pytest.mark.parametrize("said", ["http", "http=", "http=x", "http=70000", "morse=1", "gt06=5023/open", ""])
def test_what_says_no_port_is_refused(said: str) -> None:
    with pytest.raises(InputError, match="no port"):
        Listening.of([said], "127.0.0.1")
