"""What lies below the incidents: land, water, border lines, names, and the places mentioned.

Shapes go into the page as whole numbers on a grid, each point as the step from the one
before. Near the incidents they are drawn finely; far from them, coarsely.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders import base_map
from geo.draw.codes import cells
from geo.draw.labels import label_entries
from geo.draw.overlays import SORTED, add_own, dated_overlays, span
from geo.draw.pack import pack_section
from geo.draw.table import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo.borders import BaseMap
    from geo.draw.table import Table

    Floats = NDArray[np.float64]
    Geometries = NDArray[np.object_]
    Bounds = tuple[float, float, float, float]

GRID = 0.001
"""Spacing of the coordinates in the page, in degrees."""
FAR_TOLERANCE, FAR_AREA, FAR_STEPS = 0.6, 2.0, 200
"""How coarsely the world beyond the incidents is drawn: degrees, square degrees, grid steps."""
_FARTHEST = 85.0
"""Latitude where the map ends, as all maps in Web Mercator do."""
_CELL, _LEAST, _BOXES = 2.0, 2.0, 8
"""Degrees of a square of incidents, how far around it is drawn finely, and how many such parts."""
_AROUND, _AROUND_STEPS = 4.0, 20
"""Degrees around such a part where land is drawn less finely, and on how many grid steps."""
_REGIONS_BELOW = 25.0
"""Degrees of extent up to which lines between first-level regions are drawn."""
_FAINT, _FAINT_STEPS = 2.5, 3
"""How many times as coarse rivers and region lines, which are thin, may be drawn; grid steps."""
_SPECK = 4
"""Outlines shorter than so many times the tolerance are left out."""
_PIXELS, _COARSEST = 3000, 0.06
_WIDEST_KM = 120
_DEGREE = 100_000


@dataclass
class Layers:
    """Shapes collected for the page: what each layer is, and all points one after the other."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    sizes: list[NDArray[np.int64]] = field(default_factory=list)
    points: list[NDArray[np.int64]] = field(default_factory=list)

    def add(self, geometry: Iterable[Any], *, steps: int = 1, **entry: Any) -> None:
        """Add a layer of polygons or lines, described by *entry*, on every so many grid lines."""
        import shapely  # noqa: PLC0415 - loads on use

        shapes = shapely.get_parts(np.asarray(list(geometry), dtype=object))
        if entry["draw"] == "area":
            shapes = shapely.get_rings(shapes)
        shapes = shapes[~shapely.is_empty(shapes)]
        points, owner = shapely.get_coordinates(shapes, return_index=True)
        grid = steps * np.rint(points / (GRID * steps)).astype(np.int64)
        kept = np.ones(len(grid), dtype=bool)
        kept[1:] = (np.diff(grid, axis=0) != 0).any(axis=1) | (np.diff(owner) != 0)
        sizes = np.bincount(owner[kept], minlength=len(shapes)) if len(shapes) else owner
        self.entries.append({**entry, "shapes": len(sizes)})
        self.sizes.append(sizes.astype(np.int64))
        self.points.append(grid[kept])


def base_section(
    table: Table, places: gpd.GeoDataFrame | None, own: Mapping[str, gpd.GeoDataFrame]
) -> str:
    """Return the packed section of everything below the incidents of *table*.

    *own* are the user's border files by name.
    """
    boxes = windows(table)
    layers = Layers()
    _add_world(layers, boxes)
    for box in boxes:
        wide = _clipped((box[0] - _AROUND, box[1] - _AROUND, box[2] + _AROUND, box[3] + _AROUND))
        _add_land(layers, wide, tolerance=_COARSEST, steps=_AROUND_STEPS)
    below = [base_map(box) for box in boxes]
    for box, shapes in zip(boxes, below, strict=True):
        _add_land(layers, box, tolerance=_tolerance(box))
        layers.add(_simplified(shapes.lakes, _tolerance(box)), id="lakes", draw="area")
    for box, shapes in zip(boxes, below, strict=True):
        _add_lines(layers, box, shapes)
    points = np.concatenate(layers.points)
    overlays = dated_overlays(boxes, table, grid=GRID)
    add_own(overlays, own, boxes, span(table), grid=GRID)
    columns = {"size": np.concatenate(layers.sizes), "x": points[:, 0], "y": points[:, 1]}
    columns |= overlays.columns()
    info = {
        "grid": GRID,
        **overlays.info(),
        "layers": layers.entries,
        "labels": label_entries(boxes),
        "places": _mentioned(places),
    }
    return pack_section(info, columns, sorted_columns=("x", "y", *SORTED))


def windows(table: Table) -> list[Bounds]:
    """Return the parts of the world to draw finely: west, south, east, north in degrees.

    Each is the surroundings of incidents that lie near each other; they do not overlap,
    the one with the most incidents comes first, and there are at most `_BOXES`.
    """
    there = table.columns["lon"] != NOWHERE
    lon, lat = (table.columns[name][there] / _DEGREE for name in ("lon", "lat"))
    corners = np.floor(np.column_stack([lon, lat]) / _CELL)
    # One number for each square: sorting those is quick.
    _, where, counts = np.unique(corners @ [1000, 1], return_index=True, return_counts=True)
    corners = _CELL * corners[where]
    boxes = np.column_stack([corners - _LEAST, corners + _CELL + _LEAST, counts])
    boxes = _apart(boxes[(boxes[:, 1] < _FARTHEST) & (boxes[:, 3] > -_FARTHEST)])
    order = np.lexsort([*boxes[:, 3::-1].T, -boxes[:, 4]])
    return [_clipped(box[:4]) for box in boxes[order[:_BOXES]]]


def _apart(boxes: Floats) -> Floats:
    """Return *boxes*, with the incidents in each, joined until none overlap."""
    joined: list[Floats] = []
    rest = boxes
    while len(rest):
        box, rest = rest[0], rest[1:]
        while (near := _overlapping(box, rest)).any():
            box, rest = _around(np.vstack([box, rest[near]])), rest[~near]
        joined.append(box)
    # A box may have grown over one that was done before it.
    return _apart(np.array(joined)) if len(joined) < len(boxes) else boxes


def _overlapping(box: Floats, boxes: Floats) -> NDArray[np.bool_]:
    west, south, east, north = boxes[:, :4].T
    return np.asarray((west < box[2]) & (box[0] < east) & (south < box[3]) & (box[1] < north))


def _around(boxes: Floats) -> Floats:
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:4].max(axis=0)
    return np.array([*low, *high, boxes[:, 4].sum()])


def _clipped(box: tuple[Any, ...]) -> Bounds:
    west, south, east, north = (round(float(side), 4) for side in box)
    return max(west, -180.0), max(south, -_FARTHEST), min(east, 180.0), min(north, _FARTHEST)


def _add_world(layers: Layers, boxes: list[Bounds]) -> None:
    import shapely  # noqa: PLC0415 - loads on use

    land, lines = _far()
    layers.add(land, steps=FAR_STEPS, id="far-land", draw="area")
    fine = shapely.union_all([shapely.box(*box) for box in boxes])
    layers.add(shapely.difference(lines, fine), steps=FAR_STEPS, id="countries", draw="line")


@cache
def _far() -> tuple[Geometries, Geometries]:
    """Return the land of the world and the lines between its countries, drawn coarsely."""
    import shapely  # noqa: PLC0415 - loads on use

    world = base_map(detail="world")
    land = shapely.get_parts(world.land.geometry.to_numpy())
    land = land[shapely.area(land) > FAR_AREA]
    lines = _merged(world.countries)
    return shapely.simplify(land, FAR_TOLERANCE), shapely.simplify(lines, FAR_TOLERANCE)


def _add_land(layers: Layers, box: Bounds, *, tolerance: float, steps: int = 1) -> None:
    land = _simplified(base_map(box).land, tolerance)
    layers.add(land, steps=steps, id="land", draw="area", box=list(box))


def _add_lines(layers: Layers, box: Bounds, below: BaseMap) -> None:
    tolerance = _FAINT * _tolerance(box)
    wide = box[2] - box[0] > _REGIONS_BELOW
    rivers = below.rivers[below.rivers["rank"] <= (1 if wide else 4)]
    layers.add(_simplified(rivers, tolerance), steps=_FAINT_STEPS, id="rivers", draw="line")
    if not wide:
        layers.add(
            _simplified(below.regions, tolerance), steps=_FAINT_STEPS, id="regions", draw="line"
        )


def _tolerance(bounds: Bounds) -> float:
    """Return half a pixel of a wide screen that shows all of *bounds*, in degrees."""
    return min(max(bounds[2] - bounds[0], bounds[3] - bounds[1]) / _PIXELS, _COARSEST)


def _simplified(frame: gpd.GeoDataFrame, tolerance: float) -> Any:
    import shapely  # noqa: PLC0415 - loads on use

    if not len(frame):
        return frame.geometry.to_numpy()
    lines = frame.geom_type.iloc[0].endswith("LineString")
    shapes = _merged(frame) if lines else frame.geometry.to_numpy()
    simple = shapely.simplify(shapes, tolerance)
    large = shapely.length(simple) > _SPECK * tolerance
    return simple[large & ~shapely.is_empty(simple)]


def _merged(frame: gpd.GeoDataFrame) -> Any:
    import shapely  # noqa: PLC0415 - loads on use

    return shapely.get_parts(shapely.line_merge(shapely.union_all(frame.geometry.to_numpy())))


def _mentioned(places: gpd.GeoDataFrame | None) -> list[list[Any]]:
    """Return name, longitude, latitude, uses, count and radius of each place that articles name.

    Countries and wide regions are left out: a dot would be a pin on nowhere.
    """
    if places is None or not len(places):
        return []
    points = places.geometry
    rows = zip(
        cells(places, "place"), points.x, points.y, cells(places, "uses"),
        cells(places, "count"), cells(places, "radius_km"), cells(places, "feature_code"),
        strict=True,
    )  # fmt: skip
    return [
        [name, round(lon, 5), round(lat, 5), uses or "", int(count or 1), float(radius or 0)]
        for name, lon, lat, uses, count, radius, code in rows
        if name and np.isfinite(lon) and not _too_wide(code, radius)
    ]


def _too_wide(code: str | None, radius_km: float | None) -> bool:
    country = (code or "").startswith(("PCL", "CONT", "RGN"))
    return country or (radius_km or 0) > _WIDEST_KM
