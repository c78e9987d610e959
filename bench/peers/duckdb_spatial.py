"""DuckDB with its spatial extension: one join, all cores it is given."""

import os
from pathlib import Path

import duckdb
import duckdb_extension_spatial
from asked import FIXES, FOLDER, answer, margin_m

(extension,) = Path(duckdb_extension_spatial.__file__).parent.rglob("spatial.duckdb_extension")
base = duckdb.connect(config={"threads": len(os.sched_getaffinity(0))})
base.execute(f"LOAD '{extension}'")
base.execute(
    f"""CREATE TABLE zones AS SELECT person, shape, ST_XMin(shape) AS west, ST_XMax(shape) AS east,
        ST_YMin(shape) AS south, ST_YMax(shape) AS north
    FROM (SELECT person, ST_GeomFromWKB(wkb) AS shape FROM '{FOLDER}/zones.parquet')"""
)
base.execute(f"CREATE TABLE fixes AS SELECT * FROM '{FOLDER}/fixes.parquet' LIMIT {FIXES}")


def count() -> tuple[int, int]:
    found = base.execute(
        f"""SELECT count(*), count(*) FILTER (away = 0) FROM (
            SELECT ST_Distance(shape, ST_Point(x, y)) AS away FROM fixes JOIN zones USING (person)
            WHERE x BETWEEN west - {margin_m} AND east + {margin_m}
              AND y BETWEEN south - {margin_m} AND north + {margin_m}) WHERE away <= {margin_m}"""
    ).fetchone()
    assert found
    return found


answer(count)
