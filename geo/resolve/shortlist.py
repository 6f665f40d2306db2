"""The places that one name may mean, as columns: looked up once, then shared by all articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, log10, radians, sin
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from geo.model import Use
from geo.resolve.extent import radius_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from geo.model import Candidate, Place
    from geo.protocols import Gazetteer

    Floats = NDArray[np.float64]
    Keys = NDArray[np.int64]

MOST = 40
"""Places of one name that are compared; the gazetteer gives the likeliest first."""
COUNTRY_CODES = frozenset(("PCLI", "PCLD", "PCLS", "PCLF", "PCLIX", "PCL", "PCLH", "TERR"))
WIDE_CODES = COUNTRY_CODES | {"CONT", "RGN", "OCN", "SEA", "ZN", "RGNH"}
"""Feature codes of areas whose middle is near nothing in particular."""
WORLDWIDE = frozenset(("CONT", "RGN", "OCN", "SEA"))
"""Feature codes of parts of the world, where they lie in no single country."""
OUTSHINES = 0.9
"""Prior of a part of the world from which on its small namesakes are told by a word only."""
LOCAL = (
    "log prior", "log population", "usual name", "former name", "abbreviation",
    "country", "first-level region", "second-level area", "capital", "seat of a region",
    "town", "locality", "water or landform", "facility",
)  # fmt: skip
"""Names of the columns of `Shortlist.local`."""
TRAITS = ("demonym", "metonym", "log radius")
"""Names of the columns of `Shortlist.traits`."""
EARTH_RADIUS_KM = 6371.0
NOWHERE = 0
"""The key of an area that is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Shortlist:
    """The places that a name may mean, likeliest first.

    Attributes
    ----------
    local : ndarray, shape (n, len(LOCAL))
        What speaks for each place by itself.
    traits : ndarray, shape (n, len(TRAITS))
        What else tells how far its point may be from the one that is meant.
    points : ndarray, shape (n, 3)
        Unit vectors from the center of the Earth.
    areas : ndarray, shape (3, n)
        Keys of the country, the first- and the second-level area that each lies in or is.
    depth : ndarray, shape (n,)
        At which level each place is an area itself: 0, 1 or 2; -1 if it is none.
    """

    candidates: tuple[Candidate, ...]
    local: Floats
    traits: Floats
    points: Floats
    areas: Keys
    depth: Keys
    wide: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self.candidates)


@lru_cache(maxsize=1 << 15)
def shortlist(gazetteer: Gazetteer, name: str, use: Use) -> Shortlist:
    """Return the places that *name* may mean in that *use*."""
    return columns_of(fit_for(gazetteer.candidates(name), use)[:MOST])


@lru_cache(maxsize=1 << 12)
def near_shortlist(gazetteer: Gazetteer, name: str) -> Shortlist:
    """Return the places that go by names spelled nearly like *name*."""
    return columns_of(tuple(gazetteer.near(name)))


@lru_cache(maxsize=1 << 12)
def without_outshone(places: Shortlist) -> Shortlist:
    """Return *places* without those that its first one outshines, unless a word tells of them.

    "Mexico" is the country, "Mexico state" is in it; "the Middle East" is no suburb of Baltimore.
    """
    if len(places) < 2:  # noqa: PLR2004 - one and another
        return places
    first = places.candidates[0]
    if (first.place.feature_code or "") in WORLDWIDE and not first.place.country:
        return columns_of((first,)) if first.prior >= OUTSHINES else places
    if not _is_country(first.place) or first.kind != "name":
        return places
    kept = tuple(
        each
        for each in places.candidates
        if each is first or each.place.country != first.place.country
    )
    return places if len(kept) == len(places) else columns_of(kept)


def fit_for(found: Sequence[Candidate], use: Use) -> tuple[Candidate, ...]:
    """Return those of *found* that a name of that *use* may mean; all where none fits."""
    if use is Use.DEMONYM:
        fit = _among_themselves(each for each in found if each.kind == "demonym")
    elif use is Use.METONYM:
        fit = _among_themselves(
            each for each in found if each.kind == "metonym" or _is_country(each.place)
        )
    else:
        fit = [each for each in found if each.kind not in ("demonym", "metonym")]
    return tuple(fit or found)


def _among_themselves(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return *candidates* with priors that leave out what the use has ruled out."""
    found = list(candidates)
    total = sum(each.prior for each in found) or 1.0
    return [replace(each, prior=each.prior / total) for each in found]


def columns_of(candidates: tuple[Candidate, ...]) -> Shortlist:
    """Return the columns of *candidates*."""
    places = [each.place for each in candidates]
    return Shortlist(
        candidates,
        np.array([_local(each) for each in candidates], dtype=float).reshape(-1, len(LOCAL)),
        np.array([_traits(each) for each in candidates], dtype=float).reshape(-1, len(TRAITS)),
        np.array([unit(place) for place in places], dtype=float).reshape(-1, 3),
        np.array([area_keys(place) for place in places], dtype=np.int64).reshape(-1, 3).T,
        np.array([_depth(place) for place in places], dtype=np.int64),
        np.array([(place.feature_code or "") in WIDE_CODES for place in places], dtype=bool),
    )


def area_keys(place: Place) -> tuple[int, int, int]:
    """Return the keys of the country, first- and second-level area of *place*, or `NOWHERE`."""
    country = place.country or (place.path[0] if place.path else "")
    first = place.admin1 or (place.path[1] if len(place.path) > 1 else "")
    second = place.path[2] if len(place.path) > 2 else ""  # noqa: PLR2004 - country, region, county
    depth = _depth(place)
    if depth == 1:
        first = place.name
    elif depth == 2:  # noqa: PLR2004 - as above
        second = place.name
    return (
        _key(country),
        _key(country, first) if first else NOWHERE,
        _key(country, first, second) if second else NOWHERE,
    )


def unit(place: Place) -> tuple[float, float, float]:
    """Return the unit vector from the center of the Earth to *place*."""
    lon, lat = radians(place.lon), radians(place.lat)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _key(*names: str) -> int:
    return crc32("\n".join(names).encode()) if names[0] else NOWHERE


def _depth(place: Place) -> int:
    code = place.feature_code or ""
    if code in COUNTRY_CODES:
        return 0
    return {"ADM1": 1, "ADM2": 2}.get(code, -1)


def _is_country(place: Place) -> bool:
    return (place.feature_code or "") in COUNTRY_CODES


def _local(candidate: Candidate) -> tuple[float, ...]:
    place, kind = candidate.place, candidate.kind
    code = place.feature_code or ""
    return (
        log10(max(candidate.prior, 1e-6)),
        log10((place.population or 0) + 1.0),
        float(kind == "name"),
        float(kind == "historical"),
        float(kind == "abbreviation"),
        float(code in COUNTRY_CODES),
        float(code == "ADM1"),
        float(code == "ADM2"),
        float(code == "PPLC"),
        float(code.startswith("PPLA")),
        float(place.feature_class == "P" and not code.startswith(("PPLC", "PPLA"))),
        float(code == "PPLL"),
        float(place.feature_class in "HT"),
        float(place.feature_class in "SRLV"),
    )


def _traits(candidate: Candidate) -> tuple[float, ...]:
    kind = candidate.kind
    return float(kind == "demonym"), float(kind == "metonym"), log10(radius_of(candidate.place))
