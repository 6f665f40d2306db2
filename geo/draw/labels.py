"""Names on the base map: towns of the gazetteer, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from geo.model import Place

    Bounds = tuple[float, float, float, float]

LIMIT = 400
"""Names in a map."""


def label_entries(bounds: Bounds) -> list[list[Any]]:
    """Return name, longitude, latitude and rank (0 the largest) of the towns inside *bounds*."""
    gazetteer = open_gazetteer()
    prominent = getattr(gazetteer, "prominent", None)
    if prominent is None:
        return []
    return [_entry(place, rank) for rank, place in enumerate(prominent(bounds, limit=LIMIT))]


def _entry(place: Place, rank: int) -> list[Any]:
    return [place.name, round(place.lon, 4), round(place.lat, 4), rank]
