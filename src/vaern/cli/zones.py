"""`vaern zones`: the workshop on the command line, JSON in and JSON out, map layers from files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vaern.cli.json_lines import parse, read, shown
from vaern.errors import InputError

if TYPE_CHECKING:
    from vaern.layers import Shelf
    from vaern.zones.workshop import Draft

app = typer.Typer(help="Draw a zone, and look it over before it is ordered.", no_args_is_help=True)

Home = Annotated[Path, typer.Option(envvar="VAERN_HOME", help="Data folder; the map layers lie in it.")]
File = Annotated[Path | None, typer.Argument(help="JSON to read; standard input when left out.")]
NEARBY_DEG = 0.05
"""How far around a zone the layers are looked at, beyond its margin: some kilometres."""
_HOME = Path("var")


@app.command(name="import")
def import_layer(
    layer: Annotated[
        str, typer.Argument(help="addresses, roads, railways, settlements, land, municipalities.")
    ],
    file: Annotated[Path, typer.Argument(help="OpenStreetMap (.osm, .osm.pbf) or GeoJSON.", exists=True)],
    source: Annotated[str, typer.Option(help="Who made it, as its licence wants it said.")],
    licence: Annotated[str, typer.Option(help="Its licence, e.g. ODbL 1.0.")],
    taken_on: Annotated[str, typer.Option(help="The day it was taken, e.g. 2026-05-04.")],
    kind_property: Annotated[str | None, typer.Option(help="GeoJSON: where the kind stands.")] = None,
    name_property: Annotated[str | None, typer.Option(help="GeoJSON: where the name stands.")] = None,
    home: Home = _HOME,
) -> None:
    """Bring in a map layer, whole: what was there before is replaced."""
    from vaern.law.reading import day
    from vaern.layers import Provenance, geojson, osm

    day(taken_on, "--taken-on")
    is_osm = ".osm" in file.suffixes
    found, covers = osm.read(file, layer) if is_osm else geojson.read(file, kind_property, name_property)
    count = _shelf(home).put(layer, found, Provenance(source, licence, taken_on, covers))
    typer.echo(shown({"layer": layer, "features": count}))


@app.command()
def layers(home: Home = _HOME) -> None:
    """List the map layers that are here, with source, licence and day."""
    typer.echo(shown(_shelf(home).listed()))


@app.command()
def draw(file: File = None, home: Home = _HOME) -> None:
    """Draw a zone from {"circle": {"lat", "lon", "radius_m"}}, {"roads", "about"} or {"municipality"}.

    `roads` are names, `about` is [longitude, latitude] of what they enclose. GeoJSON comes out.
    """
    typer.echo(shown(_drawn(_read(file), home)))


@app.command()
def check(file: File = None, home: Home = _HOME) -> None:
    """Look over {"geometry", "margin_m", "protected", "respondent", "secret", "secret_seed", "law"}.

    `protected` and `respondent` are lists of {"kind", "geometry"}; `secret_seed` is random hexadecimal,
    kept with the case. What comes out: {"findings", "layers"}.
    """
    from vaern.packs.zones import zone_questions
    from vaern.zones.workshop import look_over

    said = _read(file)
    draft, questions = _draft(said), zone_questions(said["law"]) if said.get("law") else {}
    seed = bytes.fromhex(said["secret_seed"]) if said.get("secret_seed") else None
    shelf = _shelf(home)
    findings = [each.shown() for each in look_over(draft, _near(shelf, draft), secret_seed=seed)]
    for finding in findings:
        question = questions.get(finding["weighs"] or "")
        finding["law"] = {"citation": question.citation, "words": question.words} if question else None
    typer.echo(shown({"findings": findings, "layers": shelf.listed()}))


def _drawn(said: dict[str, Any], home: Path) -> dict[str, Any]:
    from vaern.law.reading import listing, record, text
    from vaern.zones.workshop import drawing

    known = record(
        said, "", {"circle": _circle, "roads": listing(text), "about": _position, "municipality": text}
    )
    if "circle" in known:
        return drawing.about_address(**known["circle"])
    if "municipality" in known:
        named = _shelf(home).named("municipalities", [known["municipality"]])
        return drawing.of_municipality(known["municipality"], named)
    if "roads" in known and "about" in known:
        lon, lat = known["about"]
        return drawing.between_roads(known["roads"], _shelf(home).named("roads", known["roads"]), lat, lon)
    raise InputError("nothing to draw", "", "circle, roads with about, or municipality")


def _circle(value: object, where: str) -> dict[str, float]:
    from vaern.law.reading import record, required

    fields = dict.fromkeys(("lat", "lon", "radius_m"), _number)
    known = record(value, where, fields)
    return {name: required(known, name, where, "a number") for name in fields}


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError("not a number", where, "a number")
    return float(value)


def _position(value: object, where: str) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise InputError("not a position", where, "[longitude, latitude]")
    return _number(value[0], where), _number(value[1], where)


def _draft(said: dict[str, Any]) -> Draft:
    from vaern.law.reading import flag, listing, record, required, text
    from vaern.zones.workshop import Draft

    fields = {
        "geometry": lambda value, _: value, "margin_m": _number, "protected": listing(_place),
        "respondent": listing(_place), "secret": flag, "law": text, "secret_seed": _hexadecimal,
    }  # fmt: skip
    known = record(said, "", fields)
    return Draft(
        geometry=required(known, "geometry", "", "a GeoJSON Polygon or MultiPolygon"),
        margin_m=known.get("margin_m", 0.0),
        protected=tuple(known.get("protected", ())),
        respondent=tuple(known.get("respondent", ())),
        secret=known.get("secret", False),
    )


def _place(value: object, where: str) -> Any:
    from vaern.law.reading import one_of, record, required
    from vaern.zones.workshop import Place
    from vaern.zones.workshop.draft import KINDS

    known = record(value, where, {"kind": one_of(KINDS), "geometry": _geometry})
    return Place(known.get("kind", "other"), required(known, "geometry", where, "a GeoJSON geometry"))


def _geometry(value: object, where: str) -> Any:
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        shape(value)
    except (ShapelyError, KeyError, TypeError, ValueError, AttributeError):
        raise InputError("not a geometry", where, "a GeoJSON geometry") from None
    return value


def _hexadecimal(value: object, where: str) -> str:
    from vaern.law.reading import text

    try:
        bytes.fromhex(text(value, where))
    except ValueError:
        raise InputError("not hexadecimal", where, "random bytes in hexadecimal digits") from None
    return text(value, where)


def _near(shelf: Shelf, draft: Draft) -> Any:
    from vaern.zones import check_zone
    from vaern.zones.workshop import Layers

    if check_zone(draft.geometry):
        return Layers()
    return shelf.near(draft.plane.degrees(draft.area.envelope).bounds, NEARBY_DEG)


def _shelf(home: Path) -> Shelf:
    from vaern.layers import Shelf

    return Shelf(home / "layers.db")


def _read(file: Path | None) -> dict[str, Any]:
    said = parse(read(file))
    if not isinstance(said, dict):
        raise InputError("not an object", "", "a JSON object")
    return said
