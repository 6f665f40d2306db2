"""The shipped border data, loaded once, on use."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from geo.borders.topology import read_topology
from geo.errors import CoordinateError
from geo.shipped import shipped

if TYPE_CHECKING:
    from geo.borders.topology import Topology

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Masks = NDArray[np.bool_]
Detail = Literal["world", "regional", "auto"]
Bounds = tuple[float, float, float, float]
OFFSHORE = 0.05
"""Degrees from a coast within which a point counts as on land."""
WIDEST_REGION = 40.0
"""Degrees of longitude up to which ``"auto"`` draws the finer version."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A first-level unit, or the part of one that curated areas cut out of it."""

    unit: str
    """Natural Earth's ``adm1_code``: ``"AZE-1735"``."""
    name: str
    iso_3166_2: str
    country: str
    """ISO 3166-1 alpha-3 of the country or dependency it is drawn in; may be empty."""
    areas: frozenset[str]
    """The curated areas that hold it."""


@dataclass(frozen=True, slots=True)
class State:
    """A code that may hold ground: a state of today or of the past, or an entity without code."""

    code: str
    name: str
    alpha2: str
    part_of: str
    """The state a dependency belongs to."""


@cache
def topology(name: str) -> Topology:
    """Return a packed file by its name, ``"regional"``, ``"lakes-world"`` and so on."""
    return read_topology(shipped("borders") / f"{name}.npz")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a shipped table."""
    with (shipped("borders") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def pieces() -> tuple[Piece, ...]:
    """Return what the keys of the faces mean."""
    return tuple(
        Piece(
            row["unit"],
            row["name"],
            row["iso_3166_2"],
            row["country"],
            frozenset(row["areas"].split()),
        )
        for row in rows("pieces.csv")
    )


@cache
def states() -> dict[str, State]:
    """Return the states by code."""
    return {
        row["code"]: State(row["code"], row["name"], row["alpha2"], row["part_of"])
        for row in rows("states.csv")
        if row["name"]
    }


@cache
def countries() -> NDArray[np.str_]:
    """Return the country of each piece."""
    return np.array([piece.country for piece in pieces()])


@cache
def _faces() -> tuple[Any, Ints]:
    from shapely import STRtree  # noqa: PLC0415 - loads on use

    faces = topology("regional")
    return STRtree(faces.polygons(np.arange(len(faces.keys)))), faces.keys


def pieces_at(points: NDArray[np.object_]) -> Ints:
    """Return the number of the piece under each point, or of the nearest coast; -1 at sea."""
    import shapely  # noqa: PLC0415 - loads on use

    tree, keys = _faces()
    found = np.full(len(points), -1, dtype=np.int64)
    point, face = tree.query(points)
    # A prepared face answers fast, and stays prepared.
    shapely.prepare(tree.geometries[np.unique(face)])
    under = shapely.intersects(tree.geometries[face], points[point])
    _settle(found, (point[under], face[under]), keys)
    # Ports and capes often lie just off a simplified coast.
    wet = np.flatnonzero(found < 0)
    near, _ = tree.query(points[wet], predicate="dwithin", distance=OFFSHORE)
    wet = wet[np.unique(near)]
    point, face = tree.query_nearest(points[wet], max_distance=OFFSHORE)
    _settle(found, (wet[point], face), keys)
    return found


def _settle(found: Ints, matches: Any, keys: Ints) -> None:
    """Give each point its piece; one on a border goes to the lowest, whatever the tree's order."""
    point, face = matches
    order = np.lexsort((-keys[face], point))
    found[point[order]] = keys[face[order]]


def checked(lons: Any, lats: Any) -> tuple[Floats, Floats]:
    """Return the positions as arrays of one length, refusing those off the globe."""
    lon, lat = np.broadcast_arrays(np.asarray(lons, dtype=float), np.asarray(lats, dtype=float))
    lon, lat = lon.ravel(), lat.ravel()
    bad = ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))  # noqa: PLR2004 - degrees
    if bad.any():
        worst = int(np.argmax(bad))
        raise CoordinateError(float(lon[worst]), float(lat[worst]))
    return lon, lat


def windows(bounds: Bounds) -> list[Bounds]:
    """Return *bounds* as windows that do not cross the antimeridian.

    Raises
    ------
    CoordinateError
        If a side is off the globe, or south lies north of north.
    """
    west, south, east, north = (float(side) for side in bounds)
    checked([west, east], [south, north])
    if south > north:
        raise CoordinateError(west, south)
    if west <= east:
        return [(west, south, east, north)]
    return [(west, south, 180.0, north), (-180.0, south, east, north)]


def scale(bounds: Bounds | None, detail: Detail) -> str:
    """Return which version of the shapes suits *bounds*."""
    if detail != "auto":
        return detail
    if bounds is None:
        return "world"
    width = sum(east - west for west, _, east, _ in windows(bounds))
    return "regional" if width <= WIDEST_REGION else "world"
