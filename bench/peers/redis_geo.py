"""Redis GEO on a server of its own: a circle about each zone's middle, so it answers less than the question.

`redis-cli --pipe` sends the queries and counts the replies; no client's own work is in the figure.
"""

import subprocess
import tempfile
import time

import numpy as np
from asked import answer, corners, first, margin_m, person, places, zones_each

SCALE = np.array([111_200 * np.cos(np.radians(56)), 111_200])


def command(*words: object) -> bytes:
    said = [str(word).encode() for word in words]
    return b"*%d\r\n" % len(said) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in said)


middles = (np.maximum.reduceat(corners, first[:-1]) + np.minimum.reduceat(corners, first[:-1])) / 2
reach_m = float(np.hypot(*(corners - np.repeat(middles, np.diff(first), axis=0)).T).max()) + margin_m
zones = [
    command("GEOADD", f"p{zone // zones_each}", *middle, zone)
    for zone, middle in enumerate((middles / SCALE).tolist())
]
asked = b"".join(
    command("GEOSEARCH", f"p{owner}", "FROMLONLAT", lon, lat, "BYRADIUS", reach_m, "m")
    for owner, (lon, lat) in zip(person.tolist(), (places / SCALE).tolist(), strict=True)
)

with tempfile.TemporaryDirectory() as folder:
    socket = f"{folder}/socket"
    quiet = ["--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder, "--loglevel", "warning"]
    server = subprocess.Popen(["redis-server", *quiet], stdout=subprocess.DEVNULL)

    def pipe(commands: bytes) -> tuple[None, None]:
        sent = subprocess.run(["redis-cli", "-s", socket, "--pipe"], input=commands, capture_output=True)
        assert b"errors: 0" in sent.stdout, sent.stdout + sent.stderr
        return None, None

    try:
        while subprocess.run(["redis-cli", "-s", socket, "ping"], capture_output=True).stdout != b"PONG\n":
            time.sleep(0.05)
        pipe(b"".join(zones))
        answer(lambda: pipe(asked))
    finally:
        server.terminate()
        server.wait()
