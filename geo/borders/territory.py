"""Territories: named sets of pieces that the tables of holders and lines speak of.

A territory is a row of ``territories.csv``, a curated area, a unit (``AZE-1735``) or a country
(``AZE``). ``made_of`` combines them from left to right: ``+`` adds, ``-`` takes away, ``&`` keeps
what both hold: ``AZE & contact-line-1994 - oblast``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from geo.borders import data
from geo.errors import BordersError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.borders.data import Masks

OPERATORS: dict[str, Callable[[Masks, Masks], Masks]] = {
    "+": lambda one, other: one | other,
    "&": lambda one, other: one & other,
    "-": lambda one, other: one & ~other,
}


@cache
def territory(name: str) -> Masks:
    """Return which pieces belong to a territory.

    Raises
    ------
    BordersError
        If nothing bears the name, or its definition can't be read.
    """
    made_of = definitions().get(name)
    return _atom(name) if made_of is None else evaluate(made_of, name)


def evaluate(expression: str, defines: str = "") -> Masks:
    """Return which pieces an expression holds; in it the name it defines means an area."""
    first, *rest = expression.split()
    if len(rest) % 2:
        raise BordersError(defines or expression, "an operator lacks a territory")
    mask = _operand(first, defines)
    for operator, name in zip(rest[::2], rest[1::2], strict=True):
        if operator not in OPERATORS:
            raise BordersError(defines or expression, f"unknown operator {operator!r}", "use + & -")
        mask = OPERATORS[operator](mask, _operand(name, defines))
    return mask


def _operand(name: str, defines: str) -> Masks:
    return _atom(name) if name == defines else territory(name)


def _atom(name: str) -> Masks:
    if name not in (atoms := _atoms()):
        raise BordersError(name, "is no territory, area, unit or country", "see territories.csv")
    mask = np.zeros(len(data.pieces()), dtype=bool)
    mask[atoms[name]] = True
    return mask


@cache
def definitions() -> dict[str, str]:
    """Return what each row of ``territories.csv`` is made of."""
    return {row["territory"]: row["made_of"] for row in data.rows("territories.csv")}


@cache
def names() -> dict[str, str]:
    """Return the English name of each territory and country."""
    named = {code: state.name for code, state in data.states().items()}
    return named | {row["territory"]: row["name"] for row in data.rows("territories.csv")}


@cache
def _atoms() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, piece in enumerate(data.pieces()):
        for name in (piece.unit, piece.country, *sorted(piece.areas)):
            found.setdefault(name, []).append(number)
    return found
