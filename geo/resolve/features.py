"""What speaks for each place that a name may mean, as a matrix of named columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.resolve.senses import lies_in
from geo.resolve.shortlist import LOCAL, NOWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.resolve.senses import Sense, Tie
    from geo.resolve.shortlist import Shortlist

    Floats = NDArray[np.float64]
    Keys = NDArray[np.int64]

TOLD = (
    "kind asked for", "other kind asked for", "lies in what follows the comma",
    "elsewhere than what follows the comma", "lies in what it is said to",
    "elsewhere than it is said to", "near its other name",
)  # fmt: skip
"""Columns that the words around a name give."""
NEARBY = (
    "country named", "country of the others", "region named", "region of the others",
    "second-level area of the others", "within 50 km of another", "within 300 km of another",
)  # fmt: skip
"""Columns that the other names of the article give."""
SHARED = NEARBY[:5]
"""Those of them that the areas of the other names give."""
LEVELS = [0, 0, 1, 1, 2]
"""At which level an area has to be shared for each of them."""
COLUMNS = (*LOCAL, *TOLD, *NEARBY)
EARTH_RADIUS_KM = 6371.0
NEAR_KM, FAR_KM = 50.0, 300.0
SAME_KM = 25.0


@dataclass(frozen=True, slots=True)
class Field:
    """All candidate places of an article's senses, one after another.

    Attributes
    ----------
    sense : ndarray, shape (n,)
        The sense that each row is a candidate of.
    family : ndarray, shape (n,)
        The name that each row goes by: senses of one name must not argue for each other.
    first : ndarray, shape (senses,)
        The first row of each sense.
    cells, own : ndarray, shape (5, n)
        For each of the columns `SHARED`, the number of the area that each row lies in, and of
        that area with the row's name; no two columns share numbers.
    nowhere : ndarray, shape (5, n)
        Where that area is not known.
    fixed : ndarray, shape (n, len(LOCAL) + len(TOLD))
        The columns that do not hang on how the other names are read.
    """

    sense: Keys
    family: Keys
    first: Keys
    count: Floats
    fixed: Floats
    points: Floats
    cells: Keys
    own: Keys
    nowhere: NDArray[np.bool_]
    depth: Keys
    wide: NDArray[np.bool_]


def lay_out(senses: Sequence[Sense], ties: Sequence[Tie]) -> Field:
    """Return the candidates of *senses*, those without any left out by the caller."""
    lists = [sense.shortlist for sense in senses]
    sizes = np.array([len(each) for each in lists])
    sense = np.repeat(np.arange(len(lists)), sizes)
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    told = np.zeros((len(sense), len(TOLD)))
    _tell_kinds(told, senses, first)
    _tell_ties(told, lists, ties, first)
    areas = np.concatenate([each.areas for each in lists], axis=1)
    families = {sense.name.lower(): None for sense in senses}
    number = {name: index for index, name in enumerate(families)}
    family = np.array([number[each.name.lower()] for each in senses])[sense]
    cells, own = _numbered(areas, family, len(number))
    return Field(
        sense,
        family,
        first,
        np.array([float(len(each.mentions)) for each in senses]),
        np.hstack([np.concatenate([each.local for each in lists]), told]),
        np.concatenate([each.points for each in lists]),
        cells,
        own,
        (areas == NOWHERE)[LEVELS],
        np.concatenate([each.depth for each in lists]),
        np.concatenate([each.wide for each in lists]),
    )


def nearby(field: Field, chances: Floats) -> Floats:
    """Return the columns `NEARBY`, given how likely each candidate is now held to be.

    Parameters
    ----------
    chances : ndarray, shape (n,)
        Adding up to one over the candidates of each sense.
    """
    weight = chances * np.sqrt(field.count)[field.sense]
    of_countries = np.where(field.depth == 0, weight, 0.0)
    of_regions = np.where(field.depth == 1, weight, 0.0)
    weights = [of_countries, weight - of_countries, of_regions, weight - of_regions, weight]
    return np.vstack([_support(field, np.concatenate(weights)), *_nearness(field, chances)]).T


def share_out(odds: Floats, field: Field) -> Floats:
    """Return the softmax of *odds* over the candidates of each sense."""
    top = np.maximum.reduceat(odds, field.first)
    raised = np.exp(odds - top[field.sense])
    total = np.add.reduceat(raised, field.first)
    shares: Floats = raised / total[field.sense]
    return shares


def first_best(shares: Floats, field: Field) -> Keys:
    """Return the row of the likeliest candidate of each sense, the first of equals."""
    top = np.maximum.reduceat(shares, field.first)
    rows = np.flatnonzero(shares == top[field.sense])
    best: Keys = rows[np.searchsorted(field.sense[rows], np.arange(len(field.first)))]
    return best


def _numbered(areas: Keys, family: Keys, families: int) -> tuple[Keys, Keys]:
    cells = np.empty((len(LEVELS), areas.shape[1]), dtype=np.int64)
    own = np.empty_like(cells)
    past = 0
    numbers = [np.unique(keys, return_inverse=True) for keys in areas]
    for row, level in enumerate(LEVELS):
        known, number = numbers[level]
        cells[row] = number + past
        own[row] = past * families + family * len(known) + number
        past += len(known)
    return cells, own


def _support(field: Field, weights: Floats) -> Floats:
    """Return how much of the other names' weight shares the area of each candidate, 0 to 1."""
    cells, own = field.cells.ravel(), field.own.ravel()
    others = np.bincount(cells, weights)[field.cells] - np.bincount(own, weights)[field.own]
    others[field.nowhere] = 0.0
    np.maximum(others, 0.0, out=others)
    support: Floats = others / (1.0 + others)
    return support


def _nearness(field: Field, chances: Floats) -> Floats:
    """Return how near the likeliest place of another name lies, at two scales, 0 to 1."""
    best = first_best(chances, field)
    trust = np.where(field.wide[best] | (field.depth[best] == 1), 0.0, chances[best])
    best, trust = best[trust > 0], np.log(trust[trust > 0])
    if not len(best):
        return np.zeros((2, len(chances)))
    distance = np.arccos(np.clip(field.points @ field.points[best].T, -1.0, 1.0))
    distance[field.family[:, None] == field.family[best]] = np.inf
    scales = (NEAR_KM / EARTH_RADIUS_KM, FAR_KM / EARTH_RADIUS_KM)
    return np.exp([(trust - distance / scale).max(axis=1) for scale in scales])


def _tell_kinds(told: Floats, senses: Sequence[Sense], first: Keys) -> None:
    for sense, row in zip(senses, first, strict=True):
        if sense.features:
            for offset, candidate in enumerate(sense.shortlist.candidates):
                place = candidate.place
                fits = any(
                    _is_kind(feature, place.feature_class, place.feature_code or "")
                    for feature in sense.features
                )
                told[row + offset, 0 if fits else 1] = 1.0


def _is_kind(feature: str, feature_class: str, code: str) -> bool:
    asked_class, _, asked_code = feature.partition(".")
    return asked_class == feature_class and (not asked_code or code.startswith(asked_code[:3]))


def _tell_ties(told: Floats, lists: Sequence[Shortlist], ties: Sequence[Tie], first: Keys) -> None:
    for tie in ties:
        inner, outer = lists[tie.inner], lists[tie.outer]
        rows = slice(first[tie.inner], first[tie.inner] + len(inner))
        if tie.kind == "same":
            near = _near_each_other(inner, outer)
            told[rows, 6] = np.maximum(told[rows, 6], near.any(axis=1))
            rows = slice(first[tie.outer], first[tie.outer] + len(outer))
            told[rows, 6] = np.maximum(told[rows, 6], near.any(axis=0))
            continue
        inside = lies_in(inner, outer)
        column = 2 if tie.kind == "qualified" else 4
        if inside.any():
            told[rows, column] = np.maximum(told[rows, column], inside)
            told[rows, column + 1] = np.maximum(told[rows, column + 1], ~inside)


def _near_each_other(inner: Shortlist, outer: Shortlist) -> NDArray[np.bool_]:
    cosine = np.clip(inner.points @ outer.points.T, -1.0, 1.0)
    return np.asarray(EARTH_RADIUS_KM * np.arccos(cosine) <= SAME_KM)
