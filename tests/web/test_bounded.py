"""A request larger than any form is turned away, stated or not."""

import asyncio

import pytest

from vaern.web.bounded import bounded

LIMIT = 10


async def _sent(body, stated):
    heard, sent = [], []

    async def app(scope, receive, send):
        while (message := await receive())["type"] == "http.request":
            heard.append(message["body"])
            if not message["more_body"]:
                await send({"type": "http.response.start", "status": 200})
                return

    parts = [{"type": "http.request", "body": each, "more_body": each is not body[-1]} for each in body]

    async def receive():
        return parts.pop(0)

    async def send(message):
        sent.append(message)

    headers = [(b"content-length", str(stated).encode())] if stated is not None else []
    await bounded(app, LIMIT)({"type": "http", "headers": headers}, receive, send)
    return heard, sent[0]["status"] if sent else None


@pytest.mark.parametrize(
    ("body", "stated", "status"),
    [
        ([bytes(LIMIT)], LIMIT, 200),
        ([bytes(LIMIT + 1)], LIMIT + 1, 413),
        ([bytes(6), bytes(4)], None, 200),
        ([bytes(6), bytes(5)], None, None),
    ],
    ids=["at the limit", "over it", "at the limit, not stated", "over it, not stated"],
)
def test_a_body_over_the_limit_reaches_nobody(body, stated, status):
    assert asyncio.run(_sent(body, stated))[1] == status
