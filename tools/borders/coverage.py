"""Turn overlapping outlines into a coverage: arcs that neighbors share, and faces made of arcs.

The linework is simplified arc by arc, snap-rounded to an integer grid and polygonized
(Hobby, *Practical segment intersection with finite precision output*, 1999), so the faces
are valid and neither overlap nor leave slivers, whatever the tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Geometries = NDArray[np.object_]
    Ints = NDArray[np.int64]

NODING_GRID = 1e-5
LONGEST_SEGMENT = 30.0
"""Degrees that a step of the packed form can hold at every grid in use."""
SLIVER = 1e-4
"""Square degrees below which a hole in the land is a flaw of the drawing, not a water."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How finely to draw."""

    tolerance: float
    """Douglas-Peucker tolerance, in degrees."""
    grid: float
    """Spacing of the coordinates, in degrees."""
    fine_box: tuple[float, float, float, float] | None = None
    """West, south, east, north of the part that keeps every vertex."""
    smallest_island: float = 0.0
    """Square degrees below which an island is left out."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Faces as rings of shared arcs, on an integer grid."""

    arcs: list[Ints]
    """Grid coordinates of each arc, shape (n, 2)."""
    faces: list[list[list[int]]]
    """Rings of each face, exterior first and counterclockwise; ``~i`` is arc *i* reversed."""
    keys: Ints
    """What `classify` said of each face."""


def node(outlines: Geometries) -> Geometries:
    """Return the arcs between the points where *outlines* meet, each once."""
    union = shapely.unary_union(shapely.get_parts(outlines), grid_size=NODING_GRID)
    return np.asarray(shapely.get_parts(shapely.line_merge(union)), dtype=object)


def build(arcs: Geometries, scale: Scale, classify: Callable[[Geometries], Ints]) -> Coverage:
    """Draw noded *arcs* at *scale* and name each face by *classify* (-1: no land)."""
    lines = shapely.unary_union(simplified(arcs, scale), grid_size=scale.grid)
    lines = shapely.get_parts(shapely.line_merge(lines))
    for _ in range(3):
        faces, keys = _classified(lines, scale, classify)
        kept = _separating(lines, faces, keys)
        if kept.all():
            break
        lines = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines[kept])))
    land = keys >= 0
    return _coverage(lines, shapely.orient_polygons(faces[land]), keys[land], scale.grid)


def simplified(arcs: Geometries, scale: Scale) -> Geometries:
    """Return *arcs* with fewer vertices, but for those in the fine box."""
    closed = shapely.is_ring(arcs)
    simple = np.where(
        closed,
        shapely.simplify(arcs, scale.tolerance, preserve_topology=True),
        shapely.simplify(arcs, scale.tolerance, preserve_topology=False),
    )
    if scale.fine_box is not None:
        simple = np.where(shapely.intersects(arcs, shapely.box(*scale.fine_box)), arcs, simple)
    return np.asarray(shapely.segmentize(simple, LONGEST_SEGMENT), dtype=object)


def _classified(
    lines: Geometries, scale: Scale, classify: Callable[[Geometries], Ints]
) -> tuple[Geometries, Ints]:
    faces = np.asarray(shapely.get_parts(shapely.polygonize(lines)), dtype=object)
    keys = classify(faces)
    areas = shapely.area(faces)
    for face in np.flatnonzero((keys < 0) & (areas < SLIVER)):
        keys[face] = _longest_neighbor(faces, keys, int(face))
    small = areas < scale.smallest_island
    tree = shapely.STRtree(faces[~small])
    alone = np.ones(len(faces), dtype=bool)
    alone[tree.query(faces, predicate="touches")[0]] = False
    keys[small & alone] = -1
    return faces, keys


def _longest_neighbor(faces: Geometries, keys: Ints, face: int) -> int:
    near = shapely.STRtree(faces).query(faces[face], predicate="touches")
    near = near[keys[near] >= 0]
    if len(near) == 0:
        return -1
    shared = shapely.length(shapely.intersection(faces[near], faces[face]))
    return int(keys[near[np.argmax(shared)]])


def _separating(lines: Geometries, faces: Geometries, keys: Ints) -> NDArray[np.bool_]:
    """Tell which lines have two differently named sides."""
    tree = shapely.STRtree(faces)
    middles = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    sides = tree.query(middles, predicate="dwithin", distance=1e-9)
    named = [set[int]() for _ in lines]
    counted = np.bincount(sides[0], minlength=len(lines))
    for line, face in sides.T:
        named[line].add(int(keys[face]))
    # One face alone at a line means that the open sea is its other side.
    return np.array(
        [
            len(names | ({-1} if count == 1 else set())) > 1
            for names, count in zip(named, counted, strict=True)
        ]
    )


def _coverage(lines: Geometries, faces: Geometries, keys: Ints, grid: float) -> Coverage:
    arcs = [np.rint(shapely.get_coordinates(line) / grid).astype(np.int64) for line in lines]
    arc_of = _segments(arcs)
    rings = [
        [
            _ring(np.rint(shapely.get_coordinates(ring) / grid).astype(np.int64), arc_of)
            for ring in shapely.get_rings(face)
        ]
        for face in faces
    ]
    return _compact(arcs, rings, keys)


Segment = tuple[int, int, int, int]


def _segments(arcs: list[Ints]) -> dict[Segment, int]:
    """Map each directed segment to its arc, or to ``~arc`` where it runs backward."""
    found: dict[Segment, int] = {}
    for number, arc in enumerate(arcs):
        for (x, y), (u, v) in zip(arc[:-1].tolist(), arc[1:].tolist(), strict=True):
            found[x, y, u, v] = number
            found[u, v, x, y] = ~number
    return found


def _ring(points: Ints, arc_of: dict[Segment, int]) -> list[int]:
    listed = points.tolist()
    runs: list[int] = []
    for (x, y), (u, v) in pairwise(listed):
        arc = arc_of[x, y, u, v]
        if not runs or runs[-1] != arc:
            runs.append(arc)
    # A ring may start inside an arc, which then closes it too.
    return runs[:-1] if len(runs) > 1 and runs[0] == runs[-1] else runs


def _compact(arcs: list[Ints], faces: list[list[list[int]]], keys: Ints) -> Coverage:
    """Renumber the arcs in the order in which faces, sorted, first use them."""
    order = sorted(range(len(faces)), key=lambda face: (int(keys[face]), faces[face]))
    number: dict[int, int] = {}
    renamed: list[list[list[int]]] = []
    for face in order:
        rings = []
        for ring in faces[face]:
            for arc in ring:
                number.setdefault(arc if arc >= 0 else ~arc, len(number))
            rings.append([number[arc] if arc >= 0 else ~number[~arc] for arc in ring])
        renamed.append(rings)
    return Coverage([arcs[arc] for arc in number], renamed, keys[order])


def as_polygons(coverage: Coverage, grid: float) -> Any:
    """Return the faces as polygons in degrees, to check them."""

    def line(arc: int) -> Ints:
        return coverage.arcs[arc] if arc >= 0 else coverage.arcs[~arc][::-1]

    def ring(arcs: list[int]) -> NDArray[np.float64]:
        parts = [line(arc)[:-1] for arc in arcs]
        closed = np.concatenate([*parts, parts[0][:1]])
        return closed * grid

    return np.array(
        [
            shapely.Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]])
            for rings in coverage.faces
        ]
    )
