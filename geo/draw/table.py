"""A frame of incidents as columns of whole numbers, sorted by date.

What repeats (event types, places, actors, publishers ...) is a number into a vocabulary,
0 meaning that nothing is said. Times are minutes since 1970; an interval is half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders import holders_told
from geo.borders.territory import names
from geo.draw.codes import (
    Flat,
    cells,
    coded,
    coded_lists,
    coded_together,
    column,
    flat,
    joined,
    side_by_side,
)
from geo.tables import PARTY_COLUMNS, adopt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import geopandas as gpd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

CLOSED, OPEN_END, OPEN_START, UNDATED = range(4)
"""How an interval is bounded: the column ``bound``."""
NOWHERE = np.iinfo(np.int32).max
"""Longitude and latitude of a row without a point."""

_DAY, _HOUR = 1440, 60
_DEGREE = 100_000
_SINGLE = ("event_type", "status", "stance", "modality", "country", "relation", "granularity")
_RADIUS_STEPS_PER_KM = 10


@dataclass
class Table:
    """Columns of a map, their vocabularies, and the rows that the texts come from."""

    columns: dict[str, Ints]
    vocabularies: dict[str, list[Any]]
    rows: gpd.GeoDataFrame
    """The frame in the order of the columns."""

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)


def arranged(frame: gpd.GeoDataFrame) -> Table:
    """Return the rows of *frame*, dated ones first and by date; then by place, then by their ids.

    Of the columns it has those that say when and where; `described` adds the others.

    Parameters
    ----------
    frame : GeoDataFrame
        A frame of incidents, or any other that `geo.tables.adopt` understands.
    """
    frame = adopt(frame)
    columns = _times(frame) | _positions(frame)
    order = _order(frame, columns)
    columns = {name: values[order] for name, values in columns.items()}
    return Table(columns, {}, frame.iloc[order].reset_index(drop=True))


def described(table: Table) -> Table:
    """Return *table* with all columns."""
    frame, columns = table.rows, dict(table.columns)
    vocabularies: dict[str, list[Any]] = {}
    for name in _SINGLE:
        columns[name], vocabularies[name] = coded(column(frame, name))
    columns["place"], vocabularies["place"] = _places(frame)
    columns["held"], vocabularies["held"] = _held(frame)
    for name, several in _lists(frame):
        columns[f"{name}_count"], columns[name], vocabularies[name] = coded_lists(
            several, len(frame)
        )
    columns["precision"] = _whole(frame, "precision")
    columns["radius"] = _whole(frame, "radius_km", scale=_RADIUS_STEPS_PER_KM)
    for name in ("killed_best", "wounded_best"):
        columns[name] = _whole(frame, name, unknown=-1) + 1
    columns |= _others(frame, columns["lon"] != NOWHERE)
    return Table(columns, vocabularies, frame)


def _held(frame: gpd.GeoDataFrame) -> tuple[Ints, list[Any]]:
    """Return who held each point on its day: in fact, by law, and 1 where that is uncertain."""
    codes, told = holders_told(frame)
    return codes + 1, [
        [_named(in_fact), _named(by_law), int(uncertain)] for by_law, in_fact, uncertain in told
    ]


def _named(codes: str) -> list[str]:
    return [names().get(code, code) for code in codes.split()]


def _times(frame: gpd.GeoDataFrame) -> dict[str, Ints]:
    earliest, latest = (_minutes(frame, name) for name in ("earliest", "latest"))
    starts, ends = earliest > _UNKNOWN, latest > _UNKNOWN
    hourly = (latest % _DAY != 0) & ends
    stop = latest + np.where(hourly, _HOUR, _DAY)
    bound = np.select([starts & ends, starts, ends], [CLOSED, OPEN_END, OPEN_START], UNDATED)
    begin = np.select([starts, ends], [earliest, latest], 0)
    span = np.where(starts & ends, np.maximum(stop - begin, 1), np.where(hourly, _HOUR, _DAY))
    return {"from": begin, "span": span, "bound": bound}


_UNKNOWN = np.iinfo(np.int32).min
_LAST = np.iinfo(np.int32).max - 1


def _minutes(frame: gpd.GeoDataFrame, name: str) -> Ints:
    stamps = frame[name].to_numpy(dtype="datetime64[s]")
    minutes = np.floor_divide(stamps.astype(np.int64), 60)
    minutes = np.clip(minutes, _UNKNOWN + 1, _LAST)
    return np.where(np.isnat(stamps), _UNKNOWN, minutes)


def _positions(frame: gpd.GeoDataFrame) -> dict[str, Ints]:
    import shapely  # noqa: PLC0415 - loads on use

    shapes = np.asarray(frame.geometry.array, dtype=object)
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    wide = there & (shapely.get_type_id(shapes) != shapely.GeometryType.POINT)
    points = shapes.copy()
    points[wide] = shapely.centroid(shapes[wide])
    degrees = np.full((len(points), 2), np.nan)
    degrees[there] = shapely.get_coordinates(points[there])
    finite = np.isfinite(degrees)
    found = np.where(finite, np.rint(np.where(finite, degrees, 0) * _DEGREE), NOWHERE)
    return dict(zip(("lon", "lat"), found.astype(np.int64).T, strict=True))


def _order(frame: gpd.GeoDataFrame, columns: dict[str, Ints]) -> NDArray[np.intp]:
    """Return the order of the rows: the same however the rows of a set of incidents come."""
    import pandas as pd  # noqa: PLC0415 - loads on use

    keys = [columns[name] for name in ("lat", "lon", "span", "from")]
    keys.append(columns["bound"] == UNDATED)
    order = np.lexsort(keys)
    alike = np.logical_and.reduce([np.diff(key[order]) == 0 for key in keys])
    beside = np.concatenate([[False], alike, [False]])
    tied = order[(beside[1:] | beside[:-1])[: len(order)]]
    # Ids take long to sort: only those of rows that nothing else tells apart.
    ids = [str(cell) for cell in cells(frame.iloc[tied], "incident_id")]
    ranks = np.zeros(len(frame), dtype=np.int64)
    ranks[tied], _ = pd.factorize(np.array(ids, dtype=object), sort=True)
    return np.lexsort([ranks, *keys]) if len(tied) else order


def _places(frame: gpd.GeoDataFrame) -> tuple[Ints, list[Any]]:
    codes, first = coded_together(frame, ("place", "place_id", "path", "feature_code"))
    there = frame.iloc[first]
    described = zip(
        *(cells(there, name) for name in ("place", "path", "feature_code")), strict=True
    )
    return codes, [list(place) for place in described]


def _lists(frame: gpd.GeoDataFrame) -> Iterator[tuple[str, Flat]]:
    """Yield what a row can have several of."""
    claims = flat(cells(frame, "claims"))
    if "actors" in frame.columns:
        yield "actor", _each(flat(cells(frame, "actors")), itemgetter("name"))
    else:
        yield "actor", side_by_side([column(frame, name) for name in PARTY_COLUMNS])
    yield "claimant", _each(claims, _claimant)
    alone = column(frame, "publisher").where(~np.isin(np.arange(len(frame)), claims.rows))
    yield "publisher", joined(_each(claims, _publisher), side_by_side([alone]))
    yield "article", _each(claims, _article)


def _each(several: Flat, tell: Callable[[Any], Any]) -> Flat:
    rows, values = several
    return Flat(rows, [tell(value) for value in values])


def _claimant(claim: dict[str, Any]) -> str | None:
    claimant = claim.get("claimant")
    return claimant["name"] if isinstance(claimant, dict) else claimant


def _publisher(claim: dict[str, Any]) -> str | None:
    return claim.get("publisher") or claim.get("title")


def _article(claim: dict[str, Any]) -> str | None:
    return claim.get("title") or claim.get("article_id")


def _whole(frame: gpd.GeoDataFrame, name: str, *, scale: int = 1, unknown: int = 0) -> Ints:
    import pandas as pd  # noqa: PLC0415 - loads on use

    if name not in frame.columns:
        return np.full(len(frame), unknown, dtype=np.int64)
    numbers = pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    known = np.isfinite(numbers)
    scaled = np.rint(np.where(known, numbers, 0) * scale).clip(unknown, _LAST)
    return np.where(known, scaled, unknown).astype(np.int64)


ROLES = ("origin", "destination", "toward", "counterpart", "area")
"""What a further place is to a row; an area is the row's own place, too wide for a pin."""


def _others(frame: gpd.GeoDataFrame, pinned: NDArray[np.bool_]) -> dict[str, Ints]:
    """Return the further places of each row: whose row, in which role, and where."""
    settings, others = cells(frame, "location"), cells(frame, "other_locations")
    rows = enumerate(zip(settings, others, strict=True))
    found = [
        (row, ROLES.index(other["role"]), *_lonlat(other["place"]))
        for row, (setting, further) in rows
        if setting or further
        for other in (*_own_area(setting, pinned=bool(pinned[row])), *(further or ()))
        if isinstance(other.get("place"), dict) and other.get("role") in ROLES
    ]
    columns = np.array(found, dtype=np.int64).reshape(-1, 4).T
    names = ("other_row", "other_role", "other_lon", "other_lat")
    return dict(zip(names, columns, strict=True))


def _own_area(setting: Any, *, pinned: bool) -> list[dict[str, Any]]:
    return [{**setting, "role": "area"}] if isinstance(setting, dict) and not pinned else []


def _lonlat(place: dict[str, Any]) -> tuple[int, int]:
    return round(place["lon"] * _DEGREE), round(place["lat"] * _DEGREE)
