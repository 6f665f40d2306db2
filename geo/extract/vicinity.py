"""Points that words give by their distance from a place, or between two places."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.model import Precision, Relation

if TYPE_CHECKING:
    from pyproj import Geod

    from geo.model import Place, Setting

_BEARINGS = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
_NUMBERS = {"ten": 10.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0}
_FEW = 5.0
KM_PER_MILE = 1.609344
_OFF_SHARE = 0.3
"""How far off a point may be that words give by a distance and one of eight directions."""
_NEAR_KM = 25.0


def moved(setting: Setting, number: str, unit: str, bearing: str) -> Setting:
    """Return the point that lies *number* *unit* to the *bearing* of the place of *setting*.

    Its radius is that of the place and 0.3 of the distance: a direction of eight is
    known to 22.5 degrees, and distances in news are rounded.
    """
    place = setting.place
    if place is None:
        return setting
    miles = unit.lower().startswith("mi")
    km = _number(number) * (KM_PER_MILE if miles else 1)
    lon, lat, _ = _wgs84().fwd(
        place.lon, place.lat, _BEARINGS[bearing.lower().replace("-", "")], 1000 * km
    )
    name = f"{number} {unit} {bearing} of {place.name}"
    radius = round((setting.radius_km or 0) + _OFF_SHARE * km, 1)
    precision = Precision.NEAR if radius <= _NEAR_KM else Precision.DISTRICT
    return replace(
        setting,
        place=_point(place, name, (lon, lat), radius),
        relation=Relation.NEAR,
        precision=max(precision, setting.precision or precision),
        radius_km=radius,
    )


def between(setting: Setting, other: Place) -> Setting:
    """Return the middle of the way from the place of *setting* to *other*."""
    place = setting.place
    if place is None:
        return setting
    azimuth, _, metres = _wgs84().inv(place.lon, place.lat, other.lon, other.lat)
    lon, lat, _ = _wgs84().fwd(place.lon, place.lat, azimuth, metres / 2)
    radius = round(metres / 2000, 1)
    return replace(
        setting,
        place=_point(place, f"between {place.name} and {other.name}", (lon, lat), radius),
        relation=Relation.BETWEEN,
        precision=Precision.AREA,
        radius_km=radius,
    )


@cache
def _wgs84() -> Geod:
    from pyproj import Geod  # noqa: PLC0415 - loads on use

    return Geod(ellps="WGS84")


def _number(text: str) -> float:
    text = text.lower()
    if text in _NUMBERS:
        return _NUMBERS[text]
    return float(text) if text[0].isdigit() else _FEW


def _point(near: Place, name: str, lonlat: tuple[float, float], radius_km: float) -> Place:
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return replace(
        near,
        id=f"curated:{slug}",
        name=name,
        lon=round(lonlat[0], 5),
        lat=round(lonlat[1], 5),
        feature_class="L",
        feature_code=None,
        population=None,
        radius_km=radius_km,
        provenance=None,
    )
