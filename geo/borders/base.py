"""The base map: land, water and today's lines, without saying whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders import data
from geo.borders.topology import join_faces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.borders.data import Bounds, Detail, Masks
    from geo.borders.topology import Topology

    Geometries = NDArray[np.object_]

WORLD: Bounds = (-180.0, -90.0, 180.0, 90.0)
NAVIGABLE = 1
"""The lowest rank that rivers keep in a map of the world."""


@dataclass(frozen=True)
class BaseMap:
    """What lies under a map, each a GeoDataFrame in EPSG:4326, clipped to the bounds.

    Each is made when it is first asked for.
    """

    scale: str
    """Which version of the shapes: ``"world"`` or ``"regional"``."""
    boxes: Sequence[Bounds]
    """The bounds, as windows that do not cross the antimeridian."""

    @cached_property
    def land(self) -> Any:
        """Polygons; column ``geometry`` alone."""
        return _frame(_land(data.topology(self.scale), self.boxes))

    @cached_property
    def lakes(self) -> Any:
        """Polygons; column ``geometry`` alone."""
        return _frame(_land(data.topology(f"lakes-{self.scale}"), self.boxes))

    @cached_property
    def rivers(self) -> Any:
        """Lines; ``rank`` is 0 or 1 for the largest rivers, up to 4."""
        rivers = data.topology(f"rivers-{self.scale}")
        return _lines(rivers, np.arange(len(rivers.lengths)), self.boxes, {"rank": rivers.keys})

    @cached_property
    def countries(self) -> Any:
        """Lines between the countries that Natural Earth draws; ``left``, ``right`` are codes."""
        faces = data.topology(self.scale)
        inland, left, right = _sides(faces)
        between = np.flatnonzero(inland & (left != right))
        return _lines(faces, between, self.boxes, {"left": left, "right": right})

    @cached_property
    def regions(self) -> Any:
        """Lines between first-level regions of one country; ``country`` is its code."""
        faces = data.topology(self.scale)
        inland, left, right = _sides(faces)
        inside = np.flatnonzero(inland & (left == right) & _other_unit(faces))
        return _lines(faces, inside, self.boxes, {"country": left})


def base_map(bounds: Bounds | None = None, *, detail: Detail = "auto") -> BaseMap:
    """Return land, lakes, rivers and lines inside *bounds*.

    Parameters
    ----------
    bounds : tuple of float, optional
        West, south, east, north in degrees. West may be greater than east: the window then
        crosses the antimeridian, and shapes stay on their side of it. The world by default.
    detail : {"auto", "world", "regional"}
        ``"world"`` is simplified by 0.02° on a 0.005° grid, ``"regional"`` by 0.003° on a 0.001°
        grid (the South Caucasus keeps every vertex); ``"auto"`` takes the finer one for windows
        up to 40° wide.

    Returns
    -------
    BaseMap
        Frames in EPSG:4326; empty where nothing lies inside.

    Raises
    ------
    CoordinateError
        If the bounds are not on the globe.
    """
    return BaseMap(data.scale(bounds, detail), tuple(data.windows(bounds or WORLD)))


def country_at(lon: float, lat: float) -> str | None:
    """Return the country that Natural Earth draws at a point.

    Parameters
    ----------
    lon, lat : float
        Degrees, EPSG:4326.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-3 of the country or dependency (``"XKX"`` for Kosovo), or of the coast
        within 0.05°; None farther out at sea.
        A drawing, not a ruling: `holders` tells whose the ground is, by whom, and when.

    Raises
    ------
    CoordinateError
        If the point is not on the globe.

    Examples
    --------
    >>> country_at(49.87, 40.41)
    'AZE'
    """
    import shapely  # noqa: PLC0415 - loads on use

    piece = int(data.pieces_at(shapely.points(*data.checked([lon], [lat])))[0])
    return (data.pieces()[piece].country or None) if piece >= 0 else None


def _land(faces: Topology, boxes: Sequence[Bounds]) -> Geometries:
    import shapely  # noqa: PLC0415 - loads on use

    parts = np.concatenate(
        [join_faces(faces.polygons(faces.within(faces.face_boxes, box)), box) for box in boxes]
    )
    return np.asarray(shapely.orient_polygons(parts), dtype=object)


def _sides(faces: Topology) -> tuple[Masks, Any, Any]:
    """Return which arcs have land on both sides, and the country to the left and right of each."""
    left, right = np.append(data.countries(), "")[faces.sides].T
    return np.asarray((faces.sides >= 0).all(axis=1)), left, right


def _other_unit(faces: Topology) -> NDArray[np.bool_]:
    unit = np.array([piece.unit for piece in data.pieces()])
    left, right = unit[faces.sides].T
    return np.asarray(left != right)


def _lines(
    shapes: Topology, arcs: NDArray[np.int64], boxes: Sequence[Bounds], columns: dict[str, Any]
) -> Any:
    import shapely  # noqa: PLC0415 - loads on use

    lines, owners = [], []
    for box in boxes:
        near = np.intersect1d(arcs, shapes.within(shapes.arc_boxes, box))
        parts, owner = shapely.get_parts(
            shapely.clip_by_rect(shapes.lines(near), *box), return_index=True
        )
        lines.append(parts)
        owners.append(near[owner])
    chosen = np.concatenate(owners)
    return _frame(np.concatenate(lines), {name: held[chosen] for name, held in columns.items()})


def _frame(geometry: Geometries, columns: dict[str, Any] | None = None) -> Any:
    import geopandas as gpd  # noqa: PLC0415 - loads on use

    return gpd.GeoDataFrame(columns or {}, geometry=geometry, crs="EPSG:4326")
