"""Whose ground a place was on a day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from geo.borders import data
from geo.borders.timeline import timeline
from geo.borders.topology import runs

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import ArrayLike, NDArray

    from geo.borders.data import Floats, Ints, Masks

    Near = tuple[Ints, Ints, Floats]
    """Approximate lines, places that each is near, and how many kilometers apart they are."""

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


NOBODY_ROW, UNKNOWN_ROW = 0, 1
PLACES_AT_ONCE = 25_000


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
        Empty sets at sea (more than 0.05° off a coast), on ground that no state holds, and on
        days before 1945 (in the South Caucasus before 30 December 1922), where the answer is
        ``uncertain`` too.

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
    return answers()[answer_rows(lons, lats, dates)]


def answer_rows(lons: ArrayLike, lats: ArrayLike, dates: ArrayLike) -> Ints:
    """Return as `holders_of` does, but rows of `answers`."""
    lon, lat = data.checked(lons, lats)
    line = timeline()
    epoch = np.broadcast_to(line.epochs(dates), lon.shape)
    _, first, place = np.unique(_keys(lon, lat), return_index=True, return_inverse=True)
    piece, near = _at_places(lon[first], lat[first], np.unique(epoch))
    rule = np.where(epoch < 0, -1, line.in_force[epoch, piece[place]])
    doubt = _in_doubt(near, place, epoch)
    rows = np.where(rule < 0, UNKNOWN_ROW, 2 + 2 * line.holding_of_rule[rule] + doubt)
    rows[piece[place] < 0] = NOBODY_ROW
    return np.asarray(rows)


def _keys(lon: Floats, lat: Floats) -> Ints:
    """Return one number for each position to a centimeter; sorting those is quick."""
    return np.rint(lon * 1e7).astype(np.int64) * 4_000_000_000 + np.rint(lat * 1e7).astype(np.int64)


def _at_places(lon: Floats, lat: Floats, epochs: Ints) -> tuple[Ints, Near]:
    """Return the piece of each place, and the approximate lines of some *epochs* near it."""
    import shapely  # noqa: PLC0415 - loads on use

    pieces, near = [], []
    # Some places at a time: what joins them with shapes is large.
    for start in range(0, max(len(lon), 1), PLACES_AT_ONCE):
        part = slice(start, start + PLACES_AT_ONCE)
        points = shapely.points(lon[part], lat[part])
        pieces.append(data.pieces_at(points))
        line, place, km = _near_approximate_lines(points, epochs)
        near.append((line, place + start, km))
    line, place, km = (np.concatenate(parts) for parts in zip(*near, strict=True))
    return np.concatenate(pieces), (line, place, km)


@cache
def answers() -> NDArray[np.object_]:
    """Return every answer there is: nobody, unknown, and each pair of holders, sure and not."""
    pairs = timeline().holdings
    known = [Holders(*pair, uncertain=near) for pair in pairs for near in (False, True)]
    table = np.empty(2 + len(known), dtype=object)
    table[:] = [
        Holders(frozenset(), frozenset(), uncertain=False),
        Holders(frozenset(), frozenset(), uncertain=True),
        *known,
    ]
    return table


@cache
def _approximate_lines() -> tuple[NDArray[np.object_], Floats]:
    """Return the arcs that ever were an approximate line.

    Returns
    -------
    lines : ndarray of LineString, shape (n,)
    precision_km : ndarray, shape (epochs + 1, n)
        0 where an arc was no such line; the last epoch is that before all.
    """
    faces, line = data.topology("regional"), timeline()
    inland = np.flatnonzero((faces.sides >= 0).all(axis=1))
    left, right = faces.sides[inland].T
    km = line.precision_of_rule[line.in_force]
    both, either = np.minimum(km[:, left], km[:, right]), np.maximum(km[:, left], km[:, right])
    # A border of today is as exact as it is drawn, whatever ground beside it is approximate.
    abroad = data.countries()[left] != data.countries()[right]
    apart = line.held[:, left] != line.held[:, right]
    precision = np.where(apart, np.where(abroad, both, either), 0.0)
    ever = precision.any(axis=0)
    before_all = np.zeros((1, int(ever.sum())))
    return faces.lines(inland[ever]), np.vstack([precision[:, ever], before_all])


def _near_approximate_lines(points: NDArray[np.object_], epochs: Ints) -> Near:
    """Return which lines that are approximate in some of *epochs* are near which points."""
    import shapely  # noqa: PLC0415 - loads on use

    lines, precision_km = _approximate_lines()
    widest_km = precision_km[epochs].max(axis=0, initial=0.0)
    those = np.flatnonzero(widest_km)
    reach = widest_km / KM_PER_DEGREE / np.cos(np.radians(_poleward(lines)))
    found, place = shapely.STRtree(points).query(
        lines[those], predicate="dwithin", distance=reach[those]
    )
    line = those[found]
    ends = shapely.get_coordinates(shapely.shortest_line(points[place], lines[line]))
    return line, place, _distance_km(ends[::2], ends[1::2])


def _in_doubt(near: Near, place: Ints, epoch: Ints) -> Masks:
    """Tell for each row, by place and epoch, whether an approximate line of its day is near."""
    _, precision_km = _approximate_lines()
    line, there, km = near
    rows = np.argsort(place, kind="stable")
    counts = np.bincount(place, minlength=int(place.max(initial=-1)) + 1)
    starts = np.cumsum(counts) - counts
    found = np.zeros(len(place), dtype=bool)
    for number in np.unique(line):
        mine = line == number
        size = counts[there[mine]]
        row = rows[runs(starts[there[mine]], size)]
        precision = precision_km[epoch[row], number]
        # A place on the line itself must not count where the line is none.
        found[row] |= (precision > 0) & (np.repeat(km[mine], size) < precision)
    return found


def _poleward(lines: NDArray[np.object_]) -> Floats:
    """Return the latitude of each line farthest from the equator, up to 80°."""
    import shapely  # noqa: PLC0415 - loads on use

    _, south, _, north = shapely.bounds(lines).T
    return np.asarray(np.minimum(np.maximum(np.abs(south), np.abs(north)) + 1, 80.0))


def _distance_km(one: Floats, other: Floats) -> Floats:
    """Great-circle distance of points given in degrees (haversine)."""
    (lon1, lat1), (lon2, lat2) = np.radians(one).T, np.radians(other).T
    half = np.sin((lat2 - lat1) / 2) ** 2
    half += np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(half)))
