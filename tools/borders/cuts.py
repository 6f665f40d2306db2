"""Areas that units are cut along: drawn by hand, or closed by disputed lines.

A hand-drawn area is a polygon of ``areas.geojson`` with an ``area`` name; it may reach beyond a
border, since tables say whose part of it is meant. A closed area is a row of ``closed_areas.csv``:
the outline of some units, together with numbered disputed lines (``ne-28``) and hand-drawn lines
(their ``area`` names), makes faces, and the area is those that hold one of the seeds, or, without
seeds, the smaller side.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import shape

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tools.borders.sources import Units

MOST = 0.99
"""Share of the ground above which an area was not cut off at all."""
SNAP = 0.003
"""Degrees within which the ends of a disputed line belong to the line it should meet."""


def read_cuts(folder: Path, units: Units, disputed: NDArray[np.object_]) -> dict[str, Any]:
    """Return the polygon of each area, by its name."""
    drawn = _drawn(folder / "areas.geojson")
    cuts = {name: area for name, area in drawn.items() if area.area > 0}
    with (folder / "closed_areas.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lines = [
                disputed[int(name[3:])] if name.startswith("ne-") else drawn[name]
                for name in row["lines"].split()
            ]
            ground = units.union(row["within"].split())
            cuts[row["area"]] = _closed(row["area"], ground, lines, _seeds(row["seeds"]))
    return cuts


def _drawn(path: Path) -> dict[str, Any]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = {feature["properties"]["area"]: shape(feature["geometry"]) for feature in features}
    if len(shapes) != len(features):
        msg = f"{path}: two features have one name"
        raise SystemExit(msg)
    if broken := [name for name, area in shapes.items() if not area.is_valid]:
        msg = f"{path}: not valid: {', '.join(broken)}"
        raise SystemExit(msg)
    return shapes


def _seeds(text: str) -> NDArray[np.object_]:
    seeds = [[*map(float, seed.split())] for seed in text.split(";") if seed]
    return np.asarray(shapely.points(np.array(seeds).reshape(-1, 2)))


def _closed(name: str, ground: Any, lines: list[Any], seeds: NDArray[np.object_]) -> Any:
    outline = shapely.boundary(ground)
    drawn = _joined(shapely.union_all(shapely.snap(lines, outline, SNAP)), outline)
    faces = np.asarray(shapely.get_parts(shapely.polygonize([shapely.union_all([outline, drawn])])))
    if len(seeds) == 0:
        return _smaller_side(name, faces, drawn)
    inside = np.unique(shapely.STRtree(seeds).query(faces, predicate="contains")[0])
    found = shapely.union_all(faces[inside])
    if len(inside) != len(seeds) or found.area > MOST * shapely.area(ground):
        msg = f"{name}: its lines do not close ({len(inside)} faces for {len(seeds)} seeds)"
        raise SystemExit(msg)
    return found


def _smaller_side(name: str, faces: NDArray[np.object_], drawn: Any) -> Any:
    """Return what the lines cut off."""
    along = faces[shapely.length(shapely.intersection(shapely.boundary(faces), drawn)) > SNAP]
    if len(along) < 2:  # noqa: PLR2004 - the two sides of a line
        msg = f"{name}: its lines do not close"
        raise SystemExit(msg)
    areas = shapely.area(along)
    return shapely.union_all(along[areas < areas.max()])


def _joined(lines: Any, outline: Any) -> Any:
    """Carry loose ends over gaps of at most `SNAP`."""
    parts = np.asarray(shapely.get_parts(shapely.line_merge(lines)))
    ends = shapely.get_parts(shapely.boundary(parts))
    bridges = []
    for end in ends:
        others = parts[shapely.distance(parts, end) > 0]
        target = shapely.union_all([outline, *others])
        if shapely.distance(target, end) <= SNAP:
            bridges.append(shapely.shortest_line(end, target))
    return shapely.union_all([*parts, *bridges], grid_size=1e-6)
