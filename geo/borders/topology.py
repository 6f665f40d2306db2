"""Shapes that share their edges: read the packed files and turn arcs into lines and polygons.

A file is a NumPy ``.npz`` of integers, so any tool that reads NumPy reads it:

========== ======== =========================================================
array      shape    holds
========== ======== =========================================================
grid       ()       spacing of the coordinates, in degrees
lengths    (a,)     points of each arc
first      (a, 2)   longitude and latitude of each arc's first point, in grids
dx, dy     (p,)     step from the point before, 0 at an arc's first point
refs       (r,)     arcs of each ring in turn; ``~i`` is arc *i* backward
ring_sizes (n,)     arcs of each ring
face_sizes (f,)     rings of each face, the exterior first, counterclockwise
keys       (f,)     what each face is, or, where there are no faces, each arc
========== ======== =========================================================

Faces of one file neither overlap nor leave gaps: a border is one arc with a face on each side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Masks = NDArray[np.bool_]

EDGE_LON, EDGE_LAT = 180.0, -90.0
"""Where land is cut because the map ends, not because it meets the sea."""


@dataclass(frozen=True)
class Topology:
    """Arcs, and the faces they bound."""

    grid: float
    points: Ints
    """Grid coordinates of every arc's points, shape (p, 2)."""
    lengths: Ints
    refs: Ints
    ring_sizes: Ints
    face_sizes: Ints
    keys: Ints

    @cached_property
    def starts(self) -> Ints:
        """Row of each arc's first point."""
        return np.cumsum(self.lengths) - self.lengths

    @cached_property
    def arc_boxes(self) -> Ints:
        """West, south, east, north of each arc, in grids, shape (a, 4)."""
        low = np.minimum.reduceat(self.points, self.starts)
        high = np.maximum.reduceat(self.points, self.starts)
        return np.hstack([low, high])

    @cached_property
    def ring_faces(self) -> Ints:
        """Face of each ring."""
        return np.repeat(np.arange(len(self.face_sizes)), self.face_sizes)

    @cached_property
    def face_boxes(self) -> Ints:
        """West, south, east, north of each face, in grids, shape (f, 4)."""
        boxes = self.arc_boxes[_forward(self.refs)]
        first_ref = np.cumsum(self.ring_sizes) - self.ring_sizes
        first_ring = np.cumsum(self.face_sizes) - self.face_sizes
        cuts = first_ref[first_ring]
        low = np.minimum.reduceat(boxes[:, :2], cuts)
        high = np.maximum.reduceat(boxes[:, 2:], cuts)
        return np.hstack([low, high])

    @cached_property
    def sides(self) -> Ints:
        """Keys to the left and right of each arc, shape (a, 2); -1 is the sea."""
        sides = np.full((len(self.lengths), 2), -1, dtype=np.int64)
        keys = np.repeat(self.keys[self.ring_faces], self.ring_sizes)
        ahead = self.refs >= 0
        sides[self.refs[ahead], 0] = keys[ahead]
        sides[~self.refs[~ahead], 1] = keys[~ahead]
        return sides

    @cached_property
    def artificial(self) -> Masks:
        """Tell which arcs run along the antimeridian or the pole."""
        west, south, east, north = (self.arc_boxes * self.grid).T
        meridian = (west == east) & (np.abs(west) == EDGE_LON)
        return np.asarray(meridian | ((south == north) & (south == EDGE_LAT)))

    def within(self, boxes: Ints, bounds: tuple[float, float, float, float]) -> Ints:
        """Return the rows of *boxes* that meet *bounds* (degrees)."""
        west, south, east, north = (side / self.grid for side in bounds)
        meets = (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
        meets &= (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
        return np.flatnonzero(meets)

    def lines(self, arcs: Ints) -> NDArray[np.object_]:
        """Return the arcs of those numbers as line strings in degrees."""
        import shapely  # noqa: PLC0415 - loads on use

        rows = runs(self.starts[arcs], self.lengths[arcs])
        owner = np.repeat(np.arange(len(arcs)), self.lengths[arcs])
        lines: NDArray[np.object_] = shapely.linestrings(self.degrees(rows), indices=owner)
        return lines

    def polygons(self, faces: Ints) -> NDArray[np.object_]:
        """Return the faces of those numbers (ascending) as polygons in degrees."""
        import shapely  # noqa: PLC0415 - loads on use

        if len(faces) == 0:
            return np.empty(0, dtype=object)
        chosen = np.isin(self.ring_faces, faces)
        refs = self.refs[np.repeat(chosen, self.ring_sizes)]
        sizes = self.lengths[_forward(refs)] - 1
        rows, ring = (
            self._walk(refs, sizes),
            np.repeat(np.arange(chosen.sum()), self.ring_sizes[chosen]),
        )
        rings = shapely.linearrings(self.degrees(rows), indices=np.repeat(ring, sizes))
        owner = np.searchsorted(faces, self.ring_faces[chosen])
        polygons: NDArray[np.object_] = shapely.polygons(rings, indices=owner)
        return polygons

    def degrees(self, rows: Ints) -> Floats:
        """Return longitude and latitude of points, rounded to the grid's digits."""
        return np.round(self.points[rows] * self.grid, 6)

    def _walk(self, refs: Ints, sizes: Ints) -> Ints:
        """Return the rows of the points met along *refs*, but for each arc's last one."""
        arcs = _forward(refs)
        back = np.repeat(refs < 0, sizes)
        steps = runs(np.zeros(len(refs), dtype=np.int64), sizes)
        ahead = np.repeat(self.starts[arcs], sizes) + steps
        behind = np.repeat(self.starts[arcs] + self.lengths[arcs] - 1, sizes) - steps
        return np.where(back, behind, ahead)


def read_topology(path: Path) -> Topology:
    """Read a packed file."""
    with np.load(path, allow_pickle=False) as packed:
        lengths = packed["lengths"].astype(np.int64)
        steps = np.stack([packed["dx"], packed["dy"]], axis=1).astype(np.int64)
        sums = np.cumsum(steps, axis=0)
        starts = np.cumsum(lengths) - lengths
        offset = packed["first"].astype(np.int64) - sums[starts]
        points = sums + np.repeat(offset, lengths, axis=0)
        rest: dict[str, Any] = {
            name: packed[name].astype(np.int64)
            for name in ("refs", "ring_sizes", "face_sizes", "keys")
        }
        return Topology(float(packed["grid"]), points, lengths, **rest)


def _forward(refs: Ints) -> Ints:
    return np.where(refs >= 0, refs, ~refs)


def runs(starts: Ints, sizes: Ints) -> Ints:
    """Return ``start, start + 1, …`` for each start, *size* numbers each, end to end."""
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum())


def join_faces(
    faces: NDArray[np.object_], box: tuple[float, float, float, float]
) -> NDArray[np.object_]:
    """Return the polygons of the ground that neighboring *faces* cover inside *box*."""
    import shapely  # noqa: PLC0415 - loads on use

    # Clipping moves the ends of shared edges by a rounding error: only whole faces join. It is
    # fast, but lets rings touch themselves along the box.
    clipped = shapely.get_parts(shapely.clip_by_rect(shapely.coverage_union_all(faces), *box))
    parts = shapely.get_parts(shapely.make_valid(clipped))
    return np.asarray(parts[shapely.area(parts) > 0], dtype=object)
