"""Recompute an alarm's evidence from an export, with none of Værn's code.

    python recompute_evidence.py EXPORT ALARM

For every released fix: its hash, its distance to the zone in force and the share of its error inside, written
and computed again. Needs cryptography, geographiclib, numpy and shapely.
"""

import base64
import bisect
import datetime
import hashlib
import json
import math
import pathlib
import sys

import numpy as np
import shapely
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from geographiclib.geodesic import Geodesic

export, alarm = pathlib.Path(sys.argv[1]), sys.argv[2]
lines = lambda name: [json.loads(line) for line in (export / name).open(encoding="utf-8")]  # noqa: E731
canonical = lambda value: json.dumps(
    value, ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode()
ms = lambda text: datetime.datetime.fromisoformat(text).timestamp() * 1000  # noqa: E731
opened = lambda key, sealed, bound: json.loads(AESGCM(key).decrypt(sealed[:12], sealed[12:], bound))  # noqa: E731


def key_of(row):
    """Find the slot of 96 bytes that bears the key's name, and in it the key."""
    days = export / "keys" / "readable"
    slots = b"".join(path.read_bytes() for path in sorted(days.glob("*.keys")))
    names = [slots[at : at + 16].hex() for at in range(0, len(slots), 96)]
    return slots[96 * names.index(row["key"]) :][48:80]


standing = (export / "keys" / "readable" / "standing.key").read_bytes()
controls = [
    (row, opened(standing, base64.b64decode(row["sealed"]), row["sha256"].encode()))
    for row in lines("controls.jsonl")
]
for row in lines("journal.jsonl"):
    if row["alarm"] != alarm or row["kind"] != "released" or row["sealed"] is None:
        continue
    said = opened(key_of(row), base64.b64decode(row["sealed"]), row["seq"].to_bytes(8, "big"))
    if said["content"]["zone"] is None:
        continue  # opened by a distance or a call for help: there is no zone to measure from
    fix, hash_holds = said["content"], hashlib.sha256(canonical(said)).hexdigest() == row["content_sha256"]
    versions = [
        (since["since_ms"], control) for since, control in controls if control["id"] == fix["control"]
    ]
    in_force = versions[max(0, bisect.bisect([since for since, _ in versions], ms(fix["time"])) - 1)][1]
    zone = next(zone for zone in in_force["zones"] if zone["id"] == fix["zone"])["geometry"]

    def metres(corners, fix=fix):
        ways = [Geodesic.WGS84.Inverse(fix["lat"], fix["lon"], lat, lon) for lon, lat in corners]
        return [
            (
                way["s12"] * math.sin(math.radians(way["azi1"])),
                way["s12"] * math.cos(math.radians(way["azi1"])),
            )
            for way in ways
        ]

    area = shapely.transform(shapely.geometry.shape(zone), lambda corners: np.array(metres(corners)))
    away = area.boundary.distance(shapely.Point(0, 0)) * (-1 if area.contains(shapely.Point(0, 0)) else 1)
    steps = (np.arange(800) + 0.5) / 100 - 4  # four standard errors to each side
    x, y = np.meshgrid(steps * fix["accuracy_m"] / 1.51, steps * fix["accuracy_m"] / 1.51)
    weight = np.exp(-(steps[:, None] ** 2 + steps[None, :] ** 2) / 2)
    share = float((weight * shapely.contains_xy(area, x, y)).sum() / weight.sum())
    print(json.dumps({"time": fix["time"], "hash_holds": hash_holds,
                      "distance_m": [fix["distance_m"], round(away, 3)],
                      "inside_probability": [fix["inside_probability"], round(share, 4)]}))  # fmt: skip
