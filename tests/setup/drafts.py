"""Drafts of zones for tests: squares in metres about a place that is nobody's."""

from shapely.geometry import LineString, Point, box

from vaern.zones.workshop import Draft, Feature, Place
from vaern.zones.workshop.plane import Plane, to_geojson

PLANE = Plane(55.40, 10.39)


def drawn(shape):
    """A shape in metres about the place, as GeoJSON."""
    return to_geojson(PLANE.degrees(shape))


def square(half_m=300):
    return box(-half_m, -half_m, half_m, half_m)


def place(kind, x, y):
    return Place(kind, drawn(Point(x, y)))


def route(*points):
    return Place("route", drawn(LineString(points)))


def draft(shape=None, **said):
    return Draft(drawn(square() if shape is None else shape), **said)


def feature(kind, shape, name=""):
    return Feature(kind, name, PLANE.degrees(shape))
