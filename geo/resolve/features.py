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
    cells : ndarray, shape (3, n)
        For the country, the first- and the second-level area of each row, its number among
        those of the article; ``widths`` counts them, ``nowhere`` tells where there is none.
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
    widths: tuple[int, int, int]
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
    cells, widths = _numbered(areas)
    families = {sense.name.lower(): None for sense in senses}
    number = {name: index for index, name in enumerate(families)}
    return Field(
        sense,
        np.array([number[each.name.lower()] for each in senses])[sense],
        first,
        np.array([float(len(each.mentions)) for each in senses]),
        np.hstack([np.concatenate([each.local for each in lists]), told]),
        np.concatenate([each.points for each in lists]),
        cells,
        widths,
        areas == NOWHERE,
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
    columns = np.zeros((len(chances), len(NEARBY)))
    for level, (named, others) in enumerate(((0, 1), (2, 3))):
        of_areas = np.where(field.depth == level, weight, 0.0)
        columns[:, named] = _support(field, level, of_areas)
        columns[:, others] = _support(field, level, weight - of_areas)
    columns[:, 4] = _support(field, 2, weight)
    near, far = _nearness(field, chances)
    columns[:, 5], columns[:, 6] = near, far
    return columns


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


def _numbered(areas: Keys) -> tuple[Keys, tuple[int, int, int]]:
    cells = np.empty_like(areas)
    widths = []
    for level, keys in enumerate(areas):
        known, cells[level] = np.unique(keys, return_inverse=True)
        widths.append(len(known))
    return cells, (widths[0], widths[1], widths[2])


def _support(field: Field, level: int, weight: Floats) -> Floats:
    """Return how much of the other names' weight shares the area of each candidate, 0 to 1."""
    number = field.cells[level]
    cell = field.family * field.widths[level] + number
    others = np.bincount(number, weights=weight)[number] - np.bincount(cell, weights=weight)[cell]
    others[field.nowhere[level]] = 0.0
    others = np.maximum(others, 0.0)
    support: Floats = others / (1.0 + others)
    return support


def _nearness(field: Field, chances: Floats) -> tuple[Floats, Floats]:
    """Return how near the likeliest place of another name lies, at two scales, 0 to 1."""
    best = first_best(chances, field)
    trust = np.where(field.wide[best] | (field.depth[best] == 1), 0.0, chances[best])
    best, trust = best[trust > 0], trust[trust > 0]
    if not len(best):
        return np.zeros(len(chances)), np.zeros(len(chances))
    cosine = np.clip(field.points @ field.points[best].T, -1.0, 1.0)
    distance = EARTH_RADIUS_KM * np.arccos(cosine)
    distance[field.family[:, None] == field.family[best][None, :]] = np.inf
    near = (trust * np.exp(-distance / NEAR_KM)).max(axis=1)
    far = (trust * np.exp(-distance / FAR_KM)).max(axis=1)
    return near, far


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
