"""Rank the candidates of an article's senses together, by weights learned from labelled news."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import cos
from typing import TYPE_CHECKING

import numpy as np

from geo.resolve.features import COLUMNS, TOLD, first_best, nearby, share_out
from geo.resolve.shortlist import EARTH_RADIUS_KM, LOCAL, TRAITS
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geo.resolve.features import Field

    Floats = NDArray[np.float64]

ROUNDS = 3
"""How often the likeliest places of all senses are told to each other, while that tells more."""
SURE = 6.0
"""Log odds beyond which more certainty among the candidates tells nothing more."""
_SAME = cos(100.0 / EARTH_RADIUS_KM)
"""Cosine of the angle within which two places, a town and its district, count as one."""
_LEAST = 1e-6
"""Share below which, and above its complement, less or more tells nothing more."""
CHANCE = ("always", "lead over the others", "the only area", *TRAITS, *COLUMNS)
"""What the score hangs on: see `chance_columns`."""
TRUST = "trust"
"""The name of `Weights.trust` in ``data/ranker.json``."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What each column adds, before the other names are read and after, and to the score."""

    alone: Floats
    together: Floats
    chance: Floats
    trust: float = 1.0
    """How much of the log odds that an answer is right its score keeps where they speak for it."""

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, float]]) -> Weights:
        """Return the weights of ``data/ranker.json``; a column it does not name weighs nothing."""
        fixed = (*LOCAL, *TOLD)
        return cls(
            np.array([tables["alone"].get(name, 0.0) for name in fixed]),
            np.array([tables["together"].get(name, 0.0) for name in COLUMNS]),
            np.array([tables["score"].get(name, 0.0) for name in CHANCE]),
            tables["score"].get(TRUST, 1.0),
        )


@cache
def shipped_weights() -> Weights:
    """Return the weights that ship with the package."""
    return Weights.from_tables(json.loads(shipped("ranker.json").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The candidates of all senses, weighed.

    Attributes
    ----------
    columns : ndarray, shape (n, len(COLUMNS))
    shares : ndarray, shape (n,)
        How the candidates of each sense share its meaning; each sense adds up to one.
    best : ndarray, shape (senses,)
        Row of the likeliest candidate of each sense.
    scores : ndarray, shape (senses,)
        Chance that it is right.
    """

    columns: Floats
    shares: Floats
    best: NDArray[np.int64]
    scores: Floats


def rank(field: Field, weights: Weights) -> Ranking:
    """Return how likely each candidate of *field* is, all senses considered together."""
    shares = share_out(field.fixed @ weights.alone, field)
    columns = np.empty((len(shares), len(COLUMNS)))
    columns[:, : len(LOCAL) + len(TOLD)] = field.fixed
    for _ in range(ROUNDS):
        columns[:, len(LOCAL) + len(TOLD) :] = nearby(field, shares)
        before, shares = shares, share_out(columns @ weights.together, field)
        if (before == shares).all():
            break
    best = first_best(shares, field)
    odds = chance_columns(columns, shares, best, field) @ weights.chance
    odds = np.where(odds > 0, weights.trust * odds, odds)
    return Ranking(columns, shares, best, 1.0 / (1.0 + np.exp(-odds)))


def chance_columns(
    columns: Floats, shares: Floats, best: NDArray[np.int64], field: Field
) -> Floats:
    """Return what the score of each sense hangs on, shape (senses, len(CHANCE))."""
    here = field.points[best[field.sense]]
    same = np.add.reduce(field.points * here, axis=1) >= _SAME
    top = np.add.reduceat(shares * same, field.first)
    top = np.minimum(np.maximum(top, _LEAST), 1 - _LEAST)
    only = np.logical_and.reduceat(same, field.first)
    lead = np.minimum(np.maximum(np.log(top / (1 - top)), -SURE), SURE)
    told = np.ones((len(best), len(CHANCE)))
    told[:, 1] = lead * ~only
    told[:, 2] = only
    told[:, 3 : 3 + len(TRAITS)] = field.traits[best]
    told[:, 3 + len(TRAITS) :] = columns[best]
    return told
