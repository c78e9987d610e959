"""Each channel brings a message whole, or says that it did not."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core import mail
from django.test import override_settings

from vaern.errors import InputError
from vaern.notify.channels.channel import Message, NotDelivered
from vaern.notify.channels.file import FileChannel
from vaern.notify.channels.mail import MailChannel
from vaern.notify.channels.webhook import WebhookChannel, signature

MESSAGE = Message("vaern-1", "Please call back", "Please call back at once.", "en")
NOW = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)


@pytest.fixture
def receiver():
    """A receiver of webhooks: what it heard, and the status it answers."""
    heard = []

    class Receives(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((dict(self.headers), body))
            self.send_response(server.status)
            self.end_headers()

        def log_message(self, *_):
            """Keep the tests' output clean."""

    server = HTTPServer(("127.0.0.1", 0), Receives)
    server.status, server.heard = 200, heard
    server.url = f"http://127.0.0.1:{server.server_port}/say"
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_file_gets_a_line_that_only_its_owner_reads(tmp_path):
    path = tmp_path / "messages.jsonl"
    for _ in range(2):
        FileChannel(path).send("+45 1", MESSAGE)
    assert [json.loads(line)["to"] for line in path.read_text().splitlines()] == ["+45 1", "+45 1"]
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_written_is_no_delivery(tmp_path):
    with pytest.raises(NotDelivered, match="file_not_written"):
        FileChannel(tmp_path / "nowhere" / "messages.jsonl").send("x", MESSAGE)


def test_a_mail_goes_to_her_with_its_key():
    MailChannel().send("her@example.org", MESSAGE)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["her@example.org"], "Please call back")
    assert sent.extra_headers["X-Vaern-Key"] == "vaern-1"


def test_a_mail_server_that_is_not_there_is_no_delivery():
    nowhere = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": 1,
    }
    with override_settings(**nowhere), pytest.raises(NotDelivered, match="mail_server"):
        MailChannel().send("her@example.org", MESSAGE)


def test_a_call_is_signed_over_its_moment_and_its_body(receiver):
    WebhookChannel(receiver.url, b"secret", lambda: NOW).send("+45 1", MESSAGE)
    headers, body = receiver.heard[0]
    assert headers["Vaern-Signature"] == signature(b"secret", headers["Vaern-Timestamp"], body)
    assert int(headers["Vaern-Timestamp"]) == NOW.timestamp()
    assert json.loads(body) == {"to": "+45 1", **MESSAGE._asdict()}


@pytest.mark.parametrize(("secret", "body"), [(b"other", b"{}"), (b"secret", b"{} ")])
def test_another_secret_or_another_body_gives_another_signature(secret, body):
    assert signature(secret, "1", body) != signature(b"secret", "1", b"{}")


@pytest.mark.parametrize("status", [302, 404, 500])
def test_anything_but_yes_is_no_delivery(receiver, status):
    receiver.status = status
    with pytest.raises(NotDelivered, match="webhook_refused"):
        WebhookChannel(receiver.url, b"secret", lambda: NOW).send("+45 1", MESSAGE)


def test_a_receiver_that_is_silent_is_no_delivery():
    with pytest.raises(NotDelivered, match="webhook_silent"):
        WebhookChannel("http://127.0.0.1:1/", b"secret", lambda: NOW).send("+45 1", MESSAGE)


def test_nothing_leaves_the_machine_unencrypted():
    with pytest.raises(InputError, match="unencrypted"):
        WebhookChannel("http://sms.example.org/", b"secret", lambda: NOW)
