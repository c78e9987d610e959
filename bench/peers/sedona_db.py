"""SedonaDB: one join, all cores it is given."""

import warnings

warnings.simplefilter("ignore")

import pyarrow  # noqa: E402
import sedonadb  # noqa: E402
from asked import FIXES, FOLDER, answer, margin_m  # noqa: E402

base = sedonadb.connect()
base.read_parquet(f"{FOLDER}/zones.parquet").to_view("raw_zones")
base.read_parquet(f"{FOLDER}/fixes.parquet").to_view("raw_fixes")
base.sql(
    """SELECT person, shape, ST_XMin(shape) AS west, ST_XMax(shape) AS east, ST_YMin(shape) AS south,
        ST_YMax(shape) AS north FROM (SELECT person, ST_GeomFromWKB(wkb) AS shape FROM raw_zones) AS raw"""
).to_memtable().to_view("zones")
base.sql(f"SELECT * FROM raw_fixes LIMIT {FIXES}").to_memtable().to_view("fixes")


def count() -> tuple[int, int]:
    found = base.sql(
        f"""SELECT count(*) AS near, sum(CASE WHEN away = 0 THEN 1 ELSE 0 END) AS inside FROM (
            SELECT ST_Distance(shape, ST_Point(x, y)) AS away
            FROM fixes JOIN zones ON fixes.person = zones.person
            WHERE x BETWEEN west - {margin_m} AND east + {margin_m}
              AND y BETWEEN south - {margin_m} AND north + {margin_m}) AS pairs WHERE away <= {margin_m}"""
    )
    row = pyarrow.table(found).to_pylist()[0]
    return row["near"], row["inside"]


answer(count)
