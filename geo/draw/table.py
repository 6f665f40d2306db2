"""A frame of incidents as columns of whole numbers, sorted by date.

What repeats (event types, places, actors, publishers ...) is a number into a vocabulary,
0 meaning that nothing is said. Times are minutes since 1970; an interval is half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.draw.adopt import adopt

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

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
class Vocabulary:
    """The distinct values of a column, numbered from 1 in the order of their coming."""

    values: list[Any] = field(default_factory=list)
    codes: dict[Hashable, int] = field(default_factory=dict)

    def code(self, key: Hashable, value: Any = None) -> int:
        """Return the number of *key*, keeping *value* (or the key itself) for it."""
        if key is None or key == "" or key != key:  # noqa: PLR0124 - not a number
            return 0
        code = self.codes.get(key)
        if code is None:
            self.values.append(key if value is None else value)
            code = self.codes[key] = len(self.values)
        return code


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


def tabulate(frame: gpd.GeoDataFrame) -> Table:
    """Return *frame* as columns, dated rows first and by date, else in their order.

    Parameters
    ----------
    frame : GeoDataFrame
        A frame of incidents, or any other that `geo.draw.adopt.adopt` understands.
    """
    frame = adopt(frame)
    times = _times(frame)
    order = np.lexsort([times["from"], times["bound"] == UNDATED])
    frame = frame.iloc[order].reset_index(drop=True)
    columns = {name: values[order] for name, values in times.items()}
    columns |= _positions(frame)
    vocabularies: dict[str, list[Any]] = {}
    for name in _SINGLE:
        columns[name], vocabularies[name] = _coded(cells(frame, name))
    columns["place"], vocabularies["place"] = _places(frame)
    for name, lists in _lists(frame).items():
        columns |= _multi(name, lists, vocabularies)
    columns["precision"] = _whole(frame, "precision")
    columns["radius"] = _whole(frame, "radius_km", scale=_RADIUS_STEPS_PER_KM)
    for name in ("killed_best", "wounded_best"):
        columns[name] = _whole(frame, name, unknown=-1) + 1
    columns |= _others(frame, columns["lon"] != NOWHERE)
    return Table(columns, vocabularies, frame)


def cells(frame: gpd.GeoDataFrame, name: str) -> list[Any]:
    """Return the cells of a column, None where it says nothing or is not there."""
    if name not in frame.columns:
        return [None] * len(frame)
    column = frame[name]
    values: list[Any] = column.astype(object).where(column.notna(), None).tolist()
    return values


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

    shapes = frame.geometry.to_numpy()
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    points = shapely.centroid(np.where(there, shapes, None))
    found = {}
    for name, degrees in (("lon", shapely.get_x(points)), ("lat", shapely.get_y(points))):
        rounded = np.rint(np.nan_to_num(degrees) * _DEGREE).astype(np.int64)
        found[name] = np.where(there & np.isfinite(degrees), rounded, NOWHERE)
    return found


def _coded(values: Iterable[Any]) -> tuple[Ints, list[Any]]:
    vocabulary = Vocabulary()
    codes = [vocabulary.code(value if value is None else str(value)) for value in values]
    return np.array(codes, dtype=np.int64), vocabulary.values


def _places(frame: gpd.GeoDataFrame) -> tuple[Ints, list[Any]]:
    vocabulary = Vocabulary()
    names = ("place_id", "place", "path", "feature_code")
    columns = [cells(frame, name) for name in names]
    codes = [
        vocabulary.code(key if key[1] else None, list(key[1:]))
        for key in zip(*columns, strict=True)
    ]
    return np.array(codes, dtype=np.int64), vocabulary.values


def _lists(frame: gpd.GeoDataFrame) -> dict[str, list[list[Any]]]:
    claims = [cell or () for cell in cells(frame, "claims")]
    publishers = cells(frame, "publisher")
    return {
        "actor": [[actor["name"] for actor in cell or ()] for cell in cells(frame, "actors")],
        "claimant": [[_claimant(claim) for claim in row] for row in claims],
        "publisher": [
            [claim.get("publisher") or claim.get("title") for claim in row] or [publisher]
            for row, publisher in zip(claims, publishers, strict=True)
        ],
        "article": [
            [claim.get("title") or claim.get("article_id") for claim in row] for row in claims
        ],
    }


def _claimant(claim: dict[str, Any]) -> str | None:
    claimant = claim.get("claimant")
    return claimant["name"] if isinstance(claimant, dict) else claimant


def _multi(
    name: str, lists: Sequence[Sequence[Any]], vocabularies: dict[str, list[Any]]
) -> dict[str, Ints]:
    vocabulary = Vocabulary()
    coded = [sorted({vocabulary.code(value) for value in row} - {0}) for row in lists]
    vocabularies[name] = vocabulary.values
    return {
        f"{name}_count": np.array([len(row) for row in coded], dtype=np.int64),
        name: np.array([code for row in coded for code in row], dtype=np.int64),
    }


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
