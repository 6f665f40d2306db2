"""Names on the base map: towns of the gazetteer, the largest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from geo.gazetteer import CompiledGazetteer
    from geo.model import Place

    Bounds = tuple[float, float, float, float]

LIMIT = 480
"""Names in a map."""
CITIES = 25
"""Of them, how many stand out."""
_DEGREE = 1e5
_WORLD: Bounds = (-180.0, -90.0, 180.0, 90.0)
_COUNTRIES = re.compile(r"A\.PCL[IDFS]?$")
_TOWNS = re.compile(r"P\.PPL(?!X|H|Q|W)")


def label_entries(boxes: list[Bounds]) -> list[list[Any]]:
    """Return name, longitude, latitude, rank (0 the largest) and kind of towns and countries."""
    gazetteer = open_gazetteer()
    countries = _largest(gazetteer, _WORLD, _COUNTRIES, 2 * LIMIT)
    share = LIMIT // max(len(boxes), 1)
    towns = [place for box in boxes for place in _largest(gazetteer, box, _TOWNS, share)]
    towns.sort(key=lambda place: -(place.population or 0))
    return [
        *(_entry(place, rank, "country") for rank, place in enumerate(countries)),
        *(
            _entry(place, rank, "city" if rank < CITIES else "town")
            for rank, place in enumerate(towns)
        ),
    ]


def _largest(gazetteer: CompiledGazetteer, bounds: Bounds, code: Any, limit: int) -> list[Place]:
    columns, tables = gazetteer._columns, gazetteer._tables  # noqa: SLF001 - all rows at once
    wanted = [number for number, name in enumerate(tables["feature"]) if code.match(name)]
    lon, lat = columns["lon"][:] / _DEGREE, columns["lat"][:] / _DEGREE
    west, south, east, north = bounds
    inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    rows = np.flatnonzero(inside & np.isin(columns["feature"][:], wanted))
    rows = rows[np.argsort(-columns["population"][rows], kind="stable")][: limit + limit // 2]
    places = [gazetteer._place(int(row)) for row in rows]  # noqa: SLF001 - as above
    return [place for place in places if not place.valid_to][:limit]


def _entry(place: Place, rank: int, kind: str) -> list[Any]:
    return [place.name, round(place.lon, 3), round(place.lat, 3), rank, kind]


def _town_kind(rank: int) -> str:
    return "city" if rank < CITIES else "town"
