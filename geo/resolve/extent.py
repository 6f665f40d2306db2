"""How far from its point a place reaches."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.model import Place

_BY_CODE = {
    "CONT": 3000.0, "PCLI": 300.0, "PCLD": 100.0, "PCLS": 100.0, "PCLF": 100.0, "PCLIX": 100.0,
    "TERR": 100.0, "ADM1": 80.0, "ADM2": 30.0, "ADM3": 15.0, "ADM4": 8.0, "RGN": 150.0,
    "OCN": 2000.0, "SEA": 400.0, "GULF": 150.0, "STM": 100.0, "STRT": 50.0, "MTS": 100.0,
    "DSRT": 200.0, "PLAT": 100.0, "PEN": 80.0, "ISL": 30.0, "ISLS": 60.0, "PPLX": 3.0,
}  # fmt: skip
_BY_CLASS = {"A": 30.0, "P": 5.0, "H": 20.0, "T": 20.0, "L": 20.0, "S": 2.0, "R": 10.0, "V": 15.0}
_WIDEST = 20000.0
_PEOPLE_PER_KM2 = 3000.0
"""A town's density: what turns its inhabitants into a radius."""


def radius_of(place: Place) -> float:
    """Return the radius of *place* in kilometres: its own, or what its kind and size suggest."""
    if place.radius_km is not None:
        return round(place.radius_km, 1)
    code = place.feature_code or ""
    if place.feature_class == "P" and code != "PPLX":
        built = sqrt((place.population or 0) / _PEOPLE_PER_KM2 / 3.14)
        return round(max(built, 3.0), 1)
    radius = _BY_CODE.get(code, _BY_CLASS.get(place.feature_class, 25.0))
    return min(radius, _WIDEST)
