"""What lies below the incidents: land, water, border lines, names, and the places mentioned.

Shapes go into the page as whole numbers on a grid, each point as the step from the one
before. Near the incidents they are drawn finely; far from them, coarsely.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders import base_map
from geo.draw.labels import label_entries
from geo.draw.pack import pack_section
from geo.draw.table import NOWHERE, cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo.borders import BaseMap
    from geo.draw.table import Table

    Bounds = tuple[float, float, float, float]

GRID = 0.001
"""Spacing of the coordinates in the page, in degrees."""
FAR_TOLERANCE, FAR_AREA = 0.4, 1.0
"""How coarsely the world beyond the incidents is drawn: degrees, and square degrees."""
_MARGIN, _LEAST = 0.4, 3.0
"""How far beyond the incidents the fine base map reaches: a share of their extent, and degrees."""
_REGIONS_BELOW = 25.0
"""Degrees of extent up to which lines between first-level regions are drawn."""
_SPECK = 4
"""Outlines shorter than so many times the tolerance are left out."""
_PIXELS, _COARSEST = 3000, 0.06
_WORLD: Bounds = (-180.0, -85.0, 180.0, 85.0)
_WIDE = 90.0
_DEGREE = 100_000


@dataclass
class Layers:
    """Shapes collected for the page: what each layer is, and all points one after the other."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    sizes: list[NDArray[np.int64]] = field(default_factory=list)
    points: list[NDArray[np.int64]] = field(default_factory=list)

    def add(self, geometry: Iterable[Any], **entry: Any) -> None:
        """Add a layer of polygons or lines, described by *entry*."""
        import shapely  # noqa: PLC0415 - loads on use

        shapes = shapely.get_parts(np.asarray(list(geometry), dtype=object))
        if entry["draw"] == "area":
            shapes = shapely.get_rings(shapes)
        shapes = shapes[~shapely.is_empty(shapes)]
        points, owner = shapely.get_coordinates(shapes, return_index=True)
        grid = np.rint(points / GRID).astype(np.int64)
        kept = np.ones(len(grid), dtype=bool)
        kept[1:] = (np.diff(grid, axis=0) != 0).any(axis=1) | (np.diff(owner) != 0)
        sizes = np.bincount(owner[kept], minlength=len(shapes)) if len(shapes) else owner
        self.entries.append({**entry, "shapes": len(sizes)})
        self.sizes.append(sizes.astype(np.int64))
        self.points.append(grid[kept])


def base_section(table: Table, places: gpd.GeoDataFrame | None) -> str:
    """Return the packed section of everything below the incidents of *table*."""
    bounds = window(table)
    layers = Layers()
    _add_land(layers, bounds)
    columns = {
        "size": np.concatenate(layers.sizes),
        "x": np.concatenate(layers.points)[:, 0],
        "y": np.concatenate(layers.points)[:, 1],
    }
    info = {
        "grid": GRID,
        "layers": layers.entries,
        "labels": label_entries(bounds),
        "places": _mentioned(places),
    }
    return pack_section(info, columns, sorted_columns=("x", "y"))


def window(table: Table) -> Bounds:
    """Return the part of the world to draw finely: west, south, east, north in degrees."""
    lon = np.concatenate([table.columns["lon"], table.columns["other_lon"]])
    lat = np.concatenate([table.columns["lat"], table.columns["other_lat"]])
    there = lon != NOWHERE
    if not there.any():
        return _WORLD
    west, east = lon[there].min() / _DEGREE, lon[there].max() / _DEGREE
    south, north = lat[there].min() / _DEGREE, lat[there].max() / _DEGREE
    beside = max((east - west) * _MARGIN, _LEAST)
    above = max((north - south) * _MARGIN, _LEAST)
    return (
        max(west - beside, _WORLD[0]), max(south - above, _WORLD[1]),
        min(east + beside, _WORLD[2]), min(north + above, _WORLD[3]),
    )  # fmt: skip


def _add_land(layers: Layers, bounds: Bounds) -> None:
    wide = bounds[2] - bounds[0] > _WIDE
    if not wide:
        far = base_map(detail="world")
        layers.add(_far_land(far), id="far-land", draw="area")
        layers.add(_far_lines(far, bounds), id="countries", draw="line")
    below = base_map(None if wide else bounds)
    tolerance = _tolerance(bounds)
    for name, frame in (("land", below.land), ("lakes", below.lakes)):
        layers.add(_simplified(frame, tolerance), id=name, draw="area", near=not wide)
    if not wide:
        layers.entries[-2]["box"] = list(bounds)
    great = below.rivers[below.rivers["rank"] <= (1 if wide else 4)]
    layers.add(_simplified(great, tolerance), id="rivers", draw="line")
    if bounds[2] - bounds[0] <= _REGIONS_BELOW:
        layers.add(_simplified(below.regions, tolerance), id="regions", draw="line")
    layers.add(_simplified(below.countries, tolerance), id="countries", draw="line")


def _tolerance(bounds: Bounds) -> float:
    """Return half a pixel of a wide screen that shows all of *bounds*, in degrees."""
    return min(max(bounds[2] - bounds[0], bounds[3] - bounds[1]) / _PIXELS, _COARSEST)


def _simplified(frame: gpd.GeoDataFrame, tolerance: float) -> Any:
    import shapely  # noqa: PLC0415 - loads on use

    lines = bool(len(frame)) and frame.geom_type.iloc[0].endswith("LineString")
    shapes = _merged(frame) if lines else frame.geometry.to_numpy()
    simple = shapely.simplify(shapes, tolerance)
    large = shapely.length(simple) > _SPECK * tolerance
    return simple[large & ~shapely.is_empty(simple)]


def _far_land(world: BaseMap) -> Any:
    import shapely  # noqa: PLC0415 - loads on use

    land = shapely.get_parts(world.land.geometry.to_numpy())
    land = land[shapely.area(land) > FAR_AREA]
    return shapely.simplify(land, FAR_TOLERANCE)


def _far_lines(world: BaseMap, bounds: Bounds) -> Any:
    """Return the lines between countries beyond *bounds*."""
    import shapely  # noqa: PLC0415 - loads on use

    lines = shapely.simplify(_merged(world.countries), FAR_TOLERANCE / 2)
    return shapely.get_parts(shapely.difference(lines, shapely.box(*bounds)))


def _merged(frame: gpd.GeoDataFrame) -> Any:
    import shapely  # noqa: PLC0415 - loads on use

    return shapely.get_parts(shapely.line_merge(shapely.union_all(frame.geometry.to_numpy())))


def _mentioned(places: gpd.GeoDataFrame | None) -> list[list[Any]]:
    """Return name, longitude, latitude, uses, count and radius of each place that articles name."""
    if places is None or not len(places):
        return []
    points = places.geometry
    rows = zip(
        cells(places, "place"), points.x, points.y, cells(places, "uses"),
        cells(places, "count"), cells(places, "radius_km"), strict=True,
    )  # fmt: skip
    return [
        [name, round(lon, 5), round(lat, 5), uses or "", int(count or 1), float(radius or 0)]
        for name, lon, lat, uses, count, radius in rows
        if name and lon == lon  # noqa: PLR0124 - an empty point has no number
    ]
