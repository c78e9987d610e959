"""PostGIS on a server of its own that ends with it: `each` is one prepared query a fix, `bulk` one join."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import psycopg
import shapely
from asked import answer, corners, first, margin_m, person, places, zones_each

BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
AS = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
ONE = """SELECT ST_Distance(shape, ST_Point(%(x)s, %(y)s)) FROM zones
    WHERE person = %(person)s AND ST_DWithin(shape, ST_Point(%(x)s, %(y)s), %(margin)s)"""
ALL = """SELECT count(*), count(*) FILTER (WHERE ST_Distance(shape, place) = 0)
    FROM fixes JOIN zones USING (person) WHERE ST_DWithin(shape, place, %s)"""


@contextmanager
def server() -> Iterator[psycopg.Connection]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        if AS:
            subprocess.run(["chown", "postgres", folder], check=True)
        data, log = f"{folder}/data", f"{folder}/log"
        control = [*AS, str(BINARIES / "pg_ctl"), "-D", data, "-s", "-w"]
        made = [*AS, str(BINARIES / "initdb"), "-D", data, "-U", "bench", "--auth=trust", "--locale=C.UTF-8"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        memory = "-c shared_buffers=512MB -c work_mem=256MB"
        options = f"-c listen_addresses='' -k {folder} {memory}"
        subprocess.run([*control, "-l", log, "-o", options, "start"], check=True, cwd=folder)
        try:
            with psycopg.connect(host=folder, user="bench", dbname="postgres", autocommit=True) as base:
                yield base
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd=folder)


def fill(base: psycopg.Connection) -> None:
    base.execute("CREATE EXTENSION postgis")
    base.execute("CREATE TABLE zones (person int, shape geometry)")
    base.execute("CREATE TABLE fixes (person int, place geometry)")
    with base.cursor() as cursor, cursor.copy("COPY zones FROM STDIN") as rows:
        for zone, (begin, end) in enumerate(pairwise(first)):
            rows.write_row((zone // zones_each, shapely.Polygon(corners[begin:end]).wkb_hex))
    with base.cursor() as cursor, cursor.copy("COPY fixes FROM STDIN") as rows:
        for row in zip(person.tolist(), shapely.to_wkb(shapely.points(places), hex=True), strict=True):
            rows.write_row(row)
    base.execute("CREATE INDEX ON zones (person)")
    base.execute("CREATE INDEX ON zones USING gist (shape)")
    base.execute("VACUUM ANALYZE")


def each(base: psycopg.Connection) -> tuple[int, int]:
    near = inside = 0
    with base.cursor(binary=True) as cursor:
        for owner, (x, y) in zip(person.tolist(), places.tolist(), strict=True):
            asked = {"person": owner, "x": x, "y": y, "margin": margin_m}
            found = cursor.execute(ONE, asked, prepare=True).fetchall()
            near += len(found)
            inside += sum(away == 0 for (away,) in found)
    return near, inside


def bulk(base: psycopg.Connection) -> tuple[int, int]:
    base.execute("SET enable_nestloop = off")  # four times as fast as the plan it chooses
    found = base.execute(ALL, [margin_m]).fetchone()
    assert found
    return found


with server() as base:
    fill(base)
    answer(lambda: each(base) if sys.argv[3] == "each" else bulk(base))
