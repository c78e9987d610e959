"""Recompute an alarm's evidence from an export, with none of Værn's code.

    python recompute_evidence.py EXPORT ALARM

For every released fix: does its hash hold; its distance to the zone in force and the share of its error
inside, as written and as computed again: the whole zone's, and what is left of it without the corridors
and permitted places that were open. The written share is what is left while he passed through as the order
lets him, the whole once he stayed longer. Needs cryptography, geographiclib, numpy and shapely.
"""

import base64
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
keys = export / "keys" / "readable"
slots = b"".join(path.read_bytes() for path in keys.glob("*.keys"))
key_of = {slots[at : at + 16].hex(): slots[at + 48 : at + 80] for at in range(0, len(slots), 96)}


def opened(key, row, bound):
    sealed = base64.b64decode(row["sealed"])
    return json.loads(AESGCM(key).decrypt(sealed[:12], sealed[12:], bound))


def metres_about(lat, lon, corners):
    ways = [Geodesic.WGS84.Inverse(lat, lon, y, x) for x, y in corners]
    turns = [math.radians(way["azi1"]) for way in ways]
    return np.array(
        [(w["s12"] * math.sin(t), w["s12"] * math.cos(t)) for w, t in zip(ways, turns, strict=True)]
    )


def holds(span, at_ms):
    begins, ends = (datetime.datetime.fromisoformat(span[name]).timestamp() * 1000 for name in ("from", "to"))
    return begins <= at_ms <= ends


rows = [json.loads(line) for line in (export / "controls.jsonl").open(encoding="utf-8")]
standing = (keys / "standing.key").read_bytes()
put = [(row["since_ms"], opened(standing, row, row["sha256"].encode())) for row in rows]
steps = (np.arange(800) + 0.5) / 100 - 4  # four standard errors to each side
weight = np.exp(-(steps[:, None] ** 2 + steps[None, :] ** 2) / 2)
for row in map(json.loads, (export / "journal.jsonl").open(encoding="utf-8")):
    if (row["alarm"], row["kind"]) != (alarm, "released") or row["sealed"] is None:
        continue
    said = opened(key_of[row["key"]], row, row["seq"].to_bytes(8, "big"))
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    fix, here = said["content"], shapely.Point(0, 0)
    if fix["zone"] is None:
        continue  # opened by a distance or a call for help: there is no zone to measure from
    at_ms = datetime.datetime.fromisoformat(fix["time"]).timestamp() * 1000
    versions = [(since_ms, control) for since_ms, control in put if control["id"] == fix["control"]]
    control = ([each for since_ms, each in versions if since_ms <= at_ms] or [versions[0][1]])[-1]
    zone = next(zone for zone in control["zones"] if zone["id"] == fix["zone"])
    places = [
        place for place in control.get("permissions") or () if place.get("geometry") and holds(place, at_ms)
    ]
    area, *open_ground = (
        shapely.transform(
            shapely.geometry.shape(each["geometry"]),
            lambda corners, fix=fix: metres_about(fix["lat"], fix["lon"], corners),
        )
        for each in (zone, *(zone.get("corridors") or ()), *places)
    )
    x, y = np.meshgrid(steps * fix["accuracy_m"] / 1.51, steps * fix["accuracy_m"] / 1.51)
    inside = shapely.contains_xy(area, x, y)
    left = inside & ~shapely.contains_xy(shapely.union_all(open_ground), x, y)
    whole, share = (float((weight * each).sum() / weight.sum()) for each in (inside, left))
    away_m = area.boundary.distance(here) * (-1 if area.contains(here) else 1)
    print(json.dumps({
        "time": fix["time"],
        "hash_holds": hashlib.sha256(text.encode()).hexdigest() == row["content_sha256"],
        "distance_m": [fix["distance_m"], round(away_m, 3)],
        "inside_probability": [fix["inside_probability"], round(whole, 4), round(share, 4)],
    }))  # fmt: skip
