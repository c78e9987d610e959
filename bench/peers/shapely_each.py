"""Shapely, one call a zone: prepared polygons, the bounding box first."""

from itertools import pairwise

import shapely
from asked import answer, corners, first, margin_m, person, places, zones_each

polygons = [shapely.Polygon(corners[a:b]) for a, b in pairwise(first)]
boxes = [polygon.bounds for polygon in polygons]
shapely.prepare(polygons)


def count() -> tuple[int, int]:
    near = inside = 0
    for owner, (x, y) in zip(person.tolist(), places.tolist(), strict=True):
        for zone in range(owner * zones_each, (owner + 1) * zones_each):
            west, south, east, north = boxes[zone]
            if not (west - margin_m <= x <= east + margin_m and south - margin_m <= y <= north + margin_m):
                continue
            distance = polygons[zone].distance(shapely.Point(x, y))
            near += distance <= margin_m
            inside += distance == 0
    return near, inside


answer(count)
