"""What speaks for each place that a name may mean, as a matrix of named columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from geo.resolve.senses import lies_in
from geo.resolve.shortlist import EARTH_RADIUS_KM, LOCAL, NOWHERE

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
    "area asked for", "no area, though asked for",
)  # fmt: skip
"""Columns that the words around a name give."""
NEARBY = (
    "country named", "country of the others", "region named", "region of the others",
    "second-level area of the others", "within 50 km of another", "within 300 km of another",
    "a capital beside capitals", "of the kind of what it is listed with",
)  # fmt: skip
"""Columns that the other names of the article give."""
PUBLISHED = (
    "the publisher's country", "the publisher's region",
    "within 50 km of the publisher", "within 300 km of the publisher",
)  # fmt: skip
"""Columns that the place of publication gives."""
CAPITALS = NEARBY.index("a capital beside capitals")
LISTED = NEARBY.index("of the kind of what it is listed with")
SHARED = NEARBY[:5]
"""Those of them that the areas of the other names give."""
LEVELS = [0, 0, 1, 1, 2]
"""At which level an area has to be shared for each of them."""
HOME_LEVELS = [0, 2]
"""The rows of `Field.cells` with the countries and with the regions."""
COLUMNS = (*LOCAL, *TOLD, *NEARBY, *PUBLISHED)
KINDS = 6
"""How many kinds of places lists are taken to be of: three levels of areas, and these."""
TOWN_KIND, NATURE_KIND, OTHER_KIND = range(3, KINDS)
AREA_TOLD = TOLD.index("area asked for")
TOWNS = [LOCAL.index(name) for name in ("capital", "seat of a region", "town")]
NATURE = LOCAL.index("water or landform")
CAPITAL = LOCAL.index("capital")
SCALES = np.array((50.0, 300.0)) / EARTH_RADIUS_KM
"""Angles at which nearness fades."""
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
    first, size : ndarray, shape (senses,)
        The first row of each sense, and how many it has.
    weights : ndarray, shape (5, n)
        How much each row tells in each of the columns `SHARED`, by the mentions of its sense.
    cells, own : ndarray, shape (5, n)
        For each of the columns `SHARED`, the number of the area that each row lies in, and of
        that area with the row's name; no two columns share numbers.
    is_known : ndarray, shape (5, n)
        Whether that area is known.
    fixed : ndarray, shape (n, len(LOCAL) + len(TOLD))
        The columns that do not hang on how the other names are read.
    traits : ndarray, shape (n, len(TRAITS))
        What only the score hangs on.
    """

    sense: Keys
    family: Keys
    first: Keys
    size: Keys
    weights: Floats
    fixed: Floats
    traits: Floats
    points: Floats
    cells: Keys
    own: Keys
    is_known: NDArray[np.bool_]
    capitals: Keys
    """The rows that are capitals."""
    kind: Keys
    """The cell of its sense and its kind: what lists name side by side is mostly of one."""
    listed: Keys
    """Pairs of senses that are listed side by side, each in both orders, shape (2, pairs)."""
    is_point: NDArray[np.bool_]
    """Whether it tells where other places are near."""
    has_others: bool
    """Whether there is more than one sense, so that they can tell of each other."""
    home: slice | None = None
    """Rows of the last sense, the place of publication, which is no name of the text."""
    fading: dict[bytes, Floats] = field(default_factory=dict)
    """How distances to the likeliest places count, by which those are: few rounds change them."""


def lay_out(senses: Sequence[Sense], ties: Sequence[Tie], home: Sense | None = None) -> Field:
    """Return the candidates of *senses*, then of *home*, where the article was published.

    Senses without any are left out by the caller.
    """
    senses = [*senses, home] if home else senses
    lists = [sense.shortlist for sense in senses]
    size = np.array([len(each) for each in lists])
    stop = size.cumsum()
    first = stop - size
    sense = np.arange(len(lists)).repeat(size)
    fixed = np.zeros((stop[-1], len(LOCAL) + len(TOLD)))
    np.concatenate([each.local for each in lists], out=fixed[:, : len(LOCAL)])
    told = fixed[:, len(LOCAL) :]
    _tell_kinds(told, senses, first)
    _tell_ties(told, lists, ties, first)
    areas = np.concatenate([each.areas for each in lists], axis=1)
    number: dict[str, int] = {}
    families = [number.setdefault(each.name.lower(), len(number)) for each in senses]
    family = np.array(families)[sense]
    cells, own = _numbered(areas, family, len(number))
    depth = np.concatenate([each.depth for each in lists])
    is_country, is_region = depth == 0, depth == 1
    tells = np.array([is_country, ~is_country, is_region, ~is_region, np.ones_like(is_region)])
    return Field(
        sense,
        family,
        first,
        size,
        tells * np.sqrt([float(len(each.mentions)) for each in senses])[sense],
        fixed,
        np.concatenate([each.traits for each in lists]),
        np.concatenate([each.points for each in lists]),
        cells,
        own,
        (areas != NOWHERE)[LEVELS],
        fixed[:, CAPITAL].nonzero()[0],
        sense * KINDS + _kinds(depth, fixed),
        _listed(ties),
        ~(is_region | np.concatenate([each.wide for each in lists])),
        len(senses) > 1,
        slice(first[-1], stop[-1]) if home else None,
    )


def nearby(field: Field, chances: Floats) -> Floats:
    """Return the columns `NEARBY` and `PUBLISHED`, given how likely each candidate is held now.

    Parameters
    ----------
    chances : ndarray, shape (n,)
        Adding up to one over the candidates of each sense.
    """
    if not field.has_others:
        return np.zeros((len(chances), len(NEARBY) + len(PUBLISHED)))
    columns = np.zeros((len(NEARBY) + len(PUBLISHED), len(chances)))
    columns[: len(SHARED)] = _support(field, chances * field.weights)
    columns[len(SHARED) : CAPITALS] = _nearness(field, chances)
    columns[CAPITALS] = _among_capitals(field, chances)
    columns[LISTED] = _like_listed(field, chances)
    if field.home:
        columns[len(NEARBY) :] = _at_home(field, field.home, chances)
    return columns.T


def angles(points: Floats, others: Floats) -> Floats:
    """Return the angle in radians between each of *points* and each of *others*, unit vectors."""
    cosine = points @ others.T
    np.minimum(cosine, 1.0, out=cosine)
    np.maximum(cosine, -1.0, out=cosine)
    return np.arccos(cosine, out=cosine)


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
    rows: Keys = (shares == top[field.sense]).nonzero()[0]
    if len(rows) == len(field.first):
        return rows
    best: Keys = rows[field.sense[rows].searchsorted(np.arange(len(field.first)))]
    return best


def _numbered(areas: Keys, family: Keys, families: int) -> tuple[Keys, Keys]:
    numbers: list[int] = []
    widths = []
    for keys in areas.tolist():
        known: dict[int, int] = {}
        numbers += [known.setdefault(key, len(known)) for key in keys]
        widths.append(len(known))
    past = list(accumulate((widths[level] for level in LEVELS[:-1]), initial=0))
    cells = np.array(numbers, np.int64).reshape(areas.shape)[LEVELS] + np.array(past)[:, None]
    return cells, cells * families + family


def _support(field: Field, weights: Floats) -> Floats:
    """Return how much of the other names' weight shares the area of each candidate, 0 to 1."""
    cells, own, weights = field.cells.ravel(), field.own.ravel(), weights.ravel()
    others = np.bincount(cells, weights)[field.cells] - np.bincount(own, weights)[field.own]
    others *= field.is_known
    np.maximum(others, 0.0, out=others)
    support: Floats = others / (1.0 + others)
    return support


def _nearness(field: Field, chances: Floats) -> Floats:
    """Return how near the likeliest place of another name lies, at two scales, 0 to 1."""
    best = first_best(chances, field)
    best = best[(field.weights[-1] * field.is_point)[best] > 0]
    if not len(best):
        return np.zeros((2, len(chances)))
    fading = field.fading.get(key := best.tobytes())
    if fading is None:
        distance = angles(field.points, field.points[best])
        distance[field.family[:, None] == field.family[best]] = np.inf
        fading = field.fading[key] = distance / SCALES[:, None, None]
    trust = np.log(chances[best])
    # Ufuncs, for the methods of the same names cost as much again on so little.
    nearness: Floats = np.exp(np.maximum.reduce(trust - fading, axis=2))
    return nearness


def _among_capitals(field: Field, chances: Floats) -> Floats:
    """Return for each capital how much of the other names' weight capitals have, 0 to 1.

    Where Cairo and Tehran deal with Washington, no state and no small town is meant.
    """
    rows = field.capitals
    support = np.zeros(len(chances))
    if len(rows) > 1:
        family, theirs = field.family[rows], chances[rows] * field.weights[-1, rows]
        others = np.maximum(theirs.sum() - np.bincount(family, theirs)[family], 0.0)
        support[rows] = others / (1.0 + others)
    return support


def _like_listed(field: Field, chances: Floats) -> Floats:
    """Return how likely what a name is listed with is of the kind of each candidate, 0 to 1."""
    if not field.listed.size:
        return np.zeros(len(chances))
    one, other = field.listed
    cells = len(field.first) * KINDS
    of_kind = np.bincount(field.kind, chances, cells).reshape(-1, KINDS)
    targets = (one[:, None] * KINDS + np.arange(KINDS)).ravel()
    beside = np.bincount(targets, of_kind[other].ravel(), cells)
    listed = np.bincount(one, minlength=len(field.first))[field.sense]
    found: Floats = beside[field.kind] / np.maximum(listed, 1)
    return found


def _at_home(field: Field, home: slice, chances: Floats) -> Floats:
    """Return how likely each candidate shares the publisher's areas, or lies near it, 0 to 1.

    Which of its namesakes the publisher's place is, is as open as the meaning of any name.
    """
    cells, known = field.cells[HOME_LEVELS], field.is_known[HOME_LEVELS]
    columns = np.zeros((len(PUBLISHED), len(chances)))
    inside = np.bincount(cells[:, home].ravel(), np.tile(chances[home], 2), cells.max() + 1)
    columns[:2] = inside[cells] * known
    points = np.flatnonzero(field.is_point[home]) + home.start
    if len(points):
        distance = angles(field.points, field.points[points])
        columns[2:] = [np.exp(-distance / scale) @ chances[points] for scale in SCALES]
    columns[:, home] = 0.0
    return columns


def _kinds(depth: Keys, fixed: Floats) -> Keys:
    """Return the kind of each candidate: a level of areas, a town, nature, or anything else."""
    kinds = np.where(depth >= 0, depth, OTHER_KIND)
    kinds[fixed[:, TOWNS].any(axis=1)] = TOWN_KIND
    kinds[fixed[:, NATURE] > 0] = NATURE_KIND
    return kinds


def _listed(ties: Sequence[Tie]) -> Keys:
    pairs = [(tie.inner, tie.outer) for tie in ties if tie.kind == "beside"]
    found = np.array(pairs + [pair[::-1] for pair in pairs], dtype=np.int64)
    return found.reshape(-1, 2).T


def _tell_kinds(told: Floats, senses: Sequence[Sense], first: Keys) -> None:
    for index, sense in enumerate(senses):
        if sense.features and not sense.part:
            fitting = AREA_TOLD if _asks_for_area(sense) else 0
            for row, candidate in enumerate(sense.shortlist.candidates, int(first[index])):
                place = candidate.place
                fits = any(
                    _is_kind(feature, place.feature_class, place.feature_code or "")
                    for feature in sense.features
                )
                told[row, fitting if fits else fitting + 1] = 1.0


def _asks_for_area(sense: Sense) -> bool:
    """Tell whether all its words ask for an area: "district" is meant to the letter."""
    return all(feature.startswith("A") for feature in sense.features)


def _is_kind(feature: str, feature_class: str, code: str) -> bool:
    asked_class, _, asked_code = feature.partition(".")
    return asked_class == feature_class and (not asked_code or code.startswith(asked_code[:3]))


def _tell_ties(told: Floats, lists: Sequence[Shortlist], ties: Sequence[Tie], first: Keys) -> None:
    for tie in ties:
        if tie.kind == "beside":
            continue
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
    return np.asarray(EARTH_RADIUS_KM * angles(inner.points, outer.points) <= SAME_KM)
