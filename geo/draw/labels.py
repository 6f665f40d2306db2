"""Names on the base map: countries, and the towns of the gazetteer, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.borders.territory import names
from geo.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer import CompiledGazetteer
    from geo.model import Place

    Bounds = tuple[float, float, float, float]

LIMIT = 480
"""Towns in a map."""
CITIES = 25
"""Of them, how many stand out."""
_COUNTRY_CODES = frozenset({"PCLI", "PCLD", "PCLF", "PCLS"})


def label_entries(boxes: list[Bounds]) -> dict[str, list[list[Any]]]:
    """Return name, longitude and latitude of countries, cities and towns, the largest first."""
    gazetteer = open_gazetteer()
    share = LIMIT // max(len(boxes), 1)
    towns = [place for box in boxes for place in gazetteer.prominent(box, limit=share)]
    towns.sort(key=_population)
    countries = sorted(_countries(gazetteer), key=_population)
    return {
        "country": [_entry(place) for place in countries],
        "city": [_entry(town) for town in towns[:CITIES]],
        "town": [_entry(town) for town in towns[CITIES:]],
    }


def _countries(gazetteer: CompiledGazetteer) -> Iterator[Place]:
    for name in sorted(set(names().values())):
        places = (candidate.place for candidate in gazetteer.candidates(name))
        found = next((place for place in places if place.feature_code in _COUNTRY_CODES), None)
        if found is not None:
            yield found


def _population(place: Place) -> tuple[int, str]:
    return -(place.population or 0), place.id


def _entry(place: Place) -> list[Any]:
    return [place.name, round(place.lon, 3), round(place.lat, 3)]
