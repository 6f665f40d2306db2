"""Whose ground a place was on a day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders import data
from geo.borders.timeline import timeline

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import ArrayLike, NDArray

    from geo.borders.data import Floats, Ints, Masks

EARTH_KM = 6371.0088
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Holders:
    """The states that hold a place."""

    de_jure: frozenset[str]
    """By law; more than one where parties differ. Codes as in ``states.csv``."""
    de_facto: frozenset[str]
    """In fact."""
    uncertain: bool
    """An approximate line runs so near that the place may lie beyond it."""


NOBODY = Holders(frozenset(), frozenset(), uncertain=False)
UNKNOWN = Holders(frozenset(), frozenset(), uncertain=True)


def holders(lon: float, lat: float, date: date | str) -> Holders:
    """Return whose ground a point was on a day.

    Parameters
    ----------
    lon, lat : float
        Degrees, EPSG:4326.
    date : datetime.date or str
        The day, a string in ISO form.

    Returns
    -------
    Holders
        Empty sets at sea, on ground that no state holds, and on days before 1945 (in the former
        Soviet Union, before 1922), where the answer is ``uncertain`` too.

    Raises
    ------
    CoordinateError
        If the point is not on the globe.

    Examples
    --------
    >>> holders(46.75, 39.82, "2021-06-01")
    Holders(de_jure=frozenset({'AZE'}), de_facto=frozenset({'x-artsakh'}), uncertain=False)
    """
    found: Holders = holders_of([lon], [lat], str(date))[0]
    return found


def holders_of(lons: ArrayLike, lats: ArrayLike, dates: ArrayLike) -> NDArray[np.object_]:
    """Return whose ground many points were, each on its own day.

    Distinct places are joined once and their answers gathered, so a million reports from some
    thousand places cost little more than the places.

    Parameters
    ----------
    lons, lats : array_like, shape (n,)
        Degrees, EPSG:4326.
    dates : array_like, shape (n,)
        Days, as ``datetime64``, dates or ISO strings; one day serves all points.

    Returns
    -------
    ndarray of Holders, shape (n,)

    Raises
    ------
    CoordinateError
        If a point is not on the globe.
    """
    lon, lat = data.checked(lons, lats)
    epoch = np.broadcast_to(timeline().epochs(dates), lon.shape)
    places, place = np.unique(lon + 1j * lat, return_inverse=True)
    pairs, pair = np.unique(place * (len(timeline().days) + 1) + epoch + 1, return_inverse=True)
    at, epochs = np.divmod(pairs, len(timeline().days) + 1)
    piece = data.pieces_at(places.real, places.imag)[at]
    near = _near_approximate_line(places, at, epochs - 1)
    answers = np.array(
        [_answer(*item) for item in zip(piece.tolist(), (epochs - 1).tolist(), near, strict=True)]
        + [None],  # keeps the array one of objects
        dtype=object,
    )
    return answers[:-1][pair]


def _answer(piece: int, epoch: int, near: bool) -> Holders:  # noqa: FBT001 - a cell of a table
    if piece < 0:
        return NOBODY
    line = timeline()
    if epoch < 0 or line.in_force[epoch, piece] < 0:
        return UNKNOWN
    return _holders(int(line.held[epoch, piece]), near)


@cache
def _holders(holding: int, near: bool) -> Holders:  # noqa: FBT001 - a cell of a table
    return Holders(*timeline().holdings[holding], uncertain=near)


@dataclass(frozen=True)
class _ApproximateLines:
    """Arcs that once were an approximate line."""

    tree: Any
    precision_km: Floats
    """Of each epoch and arc, 0 where it was none, shape (epochs, arcs)."""


@cache
def _approximate() -> _ApproximateLines:
    from shapely import STRtree  # noqa: PLC0415 - loads on use

    faces, line = data.topology("regional"), timeline()
    inland = np.flatnonzero((faces.sides >= 0).all(axis=1))
    left, right = faces.sides[inland].T
    km = line.precision_of_rule[line.in_force]
    apart = line.held[:, left] != line.held[:, right]
    precision = np.where(apart, np.maximum(km[:, left], km[:, right]), 0.0)
    ever = precision.any(axis=0)
    return _ApproximateLines(STRtree(faces.lines(inland[ever])), precision[:, ever])


def _near_approximate_line(places: NDArray[np.complex128], at: Ints, epochs: Ints) -> list[bool]:
    """Tell for each pair of a place and an epoch whether an approximate line is near."""
    import shapely  # noqa: PLC0415 - loads on use

    lines = _approximate()
    points = shapely.points(places.real, places.imag)
    reach = lines.precision_km.max(initial=0.0) / KM_PER_DEGREE
    widened = reach / np.maximum(np.cos(np.radians(places.imag)), 0.05)
    place, arc = lines.tree.query(points, predicate="dwithin", distance=widened)
    ends = shapely.get_coordinates(shapely.shortest_line(points[place], lines.tree.geometries[arc]))
    km = _distance_km(ends[::2], ends[1::2])
    near = np.zeros(len(at), dtype=bool)
    for row in np.flatnonzero(np.isin(at, place) & (epochs >= 0)):
        mine: Masks = place == at[row]
        near[row] = bool((km[mine] <= lines.precision_km[epochs[row], arc[mine]] - 1e-9).any())
    return near.tolist()


def _distance_km(one: Floats, other: Floats) -> Floats:
    """Great-circle distance of points given in degrees (haversine)."""
    (lon1, lat1), (lon2, lat2) = np.radians(one).T, np.radians(other).T
    half = np.sin((lat2 - lat1) / 2) ** 2
    half += np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(half)))
