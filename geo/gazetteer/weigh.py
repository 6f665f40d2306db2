"""How likely each place is meant by a name, when nothing else is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.gazetteer.entries import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.gazetteer.entries import Entry

_SMALLEST = 500.0
"""Weight of a place of unknown population, on the scale of inhabitants."""
_OBSCURE = 50.0
"""The same for one that no list of towns has."""

_KIND = {
    Kind.NAME: 1.0,
    Kind.DEMONYM: 1.0,
    Kind.ALTERNATE: 0.3,
    Kind.HISTORICAL: 0.3,
    Kind.ABBREVIATION: 0.1,
    Kind.CODE: 0.1,
}

RESPELLED = 2.0
"""How much more often an alternate name is meant that only spells the usual one differently."""

_FIXED = {Kind.METONYM: 2_000_000.0, Kind.SEAT: 5_000.0}
"""Weight of a government by the name of its palace, and of its capital: the city is meant more."""
_FACTORS = np.array([_KIND.get(kind, 1.0) for kind in Kind])
_LIMITS = np.array([_FIXED.get(kind, np.inf) for kind in Kind])

_FEATURE = {
    "PCLI": 30.0, "PCLD": 100.0, "PCLS": 100.0, "PCLF": 100.0, "PCLIX": 100.0, "PCL": 100.0,
    "TERR": 100.0, "CONT": 300.0, "RGN": 20.0, "PPLC": 5.0, "ADM1": 0.3, "ADM2": 0.2,
    "OCN": 300.0, "SEA": 50.0,
}  # fmt: skip
"""How much more often news name a place of that kind than a town as populous."""

_KNOWN = {
    "OCN": 3e7, "CONT": 3e7, "SEA": 5e6, "GULF": 5e6, "RGN": 2e6, "MTS": 1e6, "DSRT": 1e6,
    "ISL": 3e5, "ISLS": 3e5, "PEN": 3e5, "STM": 2e5,
}  # fmt: skip
"""Weight of a feature of news importance: it has no inhabitants of its own to tell it by."""
_KNOWN_OTHER = 1e5

_UNKNOWN_SENSE = 2000.0
"""Weight of all the places of that name which no layer holds."""


def entry_weight(entry: Entry) -> float:
    """Return how often the place is meant, on the scale of a city's population."""
    if entry.weight:
        return entry.weight
    return max(float(entry.population), _SMALLEST) * _FEATURE.get(entry.feature_code, 1.0)


def feature_weight(feature_code: str) -> float:
    """Return how often a natural feature or part of the world is meant that news tell of."""
    return _KNOWN.get(feature_code, _KNOWN_OTHER)


def obscure_weight(population: int, feature_code: str) -> float:
    """Return how often a place is meant that is in no list of towns.

    It has fewer than 500 inhabitants, or is no town at all.
    """
    return max(float(population), _OBSCURE) * _FEATURE.get(feature_code, 1.0)


def naming_weights(weights: NDArray[np.float64], kinds: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return how often places of those weights are meant by names of those kinds."""
    found: NDArray[np.float64] = np.minimum(weights * _FACTORS[kinds], _LIMITS[kinds])
    return found


def priors(weights: NDArray[np.float64], first: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of each sense of each name, leaving room for the unknown ones.

    Parameters
    ----------
    weights : ndarray, shape (n,)
        Of the senses of some names, one name after another.
    first : ndarray, shape (names,)
        Where the senses of each name begin.
    """
    totals = np.add.reduceat(weights, first) + _UNKNOWN_SENSE
    shares: NDArray[np.float64] = weights / np.repeat(totals, np.diff(first, append=len(weights)))
    return shares
