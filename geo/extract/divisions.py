"""How closely a name is known that stands for a whole district or province: "the Gazakh district".

The gazetteer often has the town alone, which the district is called after; of an area that it has,
the word tells the level.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.extract.spots import precision_of
from geo.model import Precision

if TYPE_CHECKING:
    from geo.extract.scene import Scene
    from geo.model import Location

_DISTRICT = "district|county|municipality|commune|township|sub-?district|raion|rayon"
_PROVINCE = "province|region|governorate|oblast|prefecture|department"
_MANY = (
    "districts|counties|municipalities|communes|townships|raions|provinces|regions|governorates|"
    "oblasts|prefectures|departments"
)
_BEHIND = re.compile(
    rf"(?:\s+(?P<district>{_DISTRICT})\b|\s+(?P<province>{_PROVINCE})\b"
    rf"|(?:(?:,|,?\s+and)\s+[\w’'-]+(?:\s[A-Z][\w’'-]+)?){{0,6}}\s+(?P<many>{_MANY})\b)",
)
_BEFORE = re.compile(rf"\b(?:(?P<district>{_DISTRICT})|(?P<province>{_PROVINCE}))\s+of\s+$")
_LOOK = 120
_LOOK_BACK = 20
_KM = {Precision.DISTRICT: 20.0, Precision.PROVINCE: 60.0}


def divided(
    scene: Scene, location: Location, radius_km: float | None
) -> tuple[Precision, float | None]:
    """Return the precision and the radius (km) of *location*, as wide as its words make it."""
    place = location.place
    if place is None or (place.feature_class or "") not in ("A", "P"):
        return (precision_of(place) if place else Precision.INTERNATIONAL), radius_km
    span = location.toponym.span
    match = _BEHIND.match(scene.text, span.stop, span.stop + _LOOK) or _BEFORE.search(
        scene.text, max(span.start - _LOOK_BACK, 0), span.start
    )
    precision = precision_of(place)
    if match is None:
        return precision, radius_km
    named = match.groupdict()
    wide = named["province"] or (named.get("many") or "").startswith(("prov", "reg", "gov", "obl"))
    told = Precision.PROVINCE if wide else Precision.DISTRICT
    if place.feature_class == "A":  # a state's districts may be its first-level regions
        return told, radius_km
    return max(precision, told), max(radius_km or 0.0, _KM[told])
