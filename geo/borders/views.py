"""The same lines through different eyes: what holds in fact, by law, and as each party claims."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders import data, features
from geo.borders.territory import territory
from geo.borders.timeline import FACT, LAW, claims, timeline
from geo.errors import BordersError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.borders.data import Masks
    from geo.borders.features import Feature
    from geo.borders.topology import Topology


def checked(view: str | None) -> str:
    """Return the name of a view, `FACT` for None.

    Raises
    ------
    BordersError
        If it is neither ``"fact"``, ``"law"`` nor the code of a state or entity.
    """
    view = view or FACT
    if view not in {FACT, LAW} and view not in data.states():
        hint = "use a code of data/borders/states.csv such as RUS or x-artsakh, or law"
        raise BordersError(view, "is no party to a border", hint)
    return view


def features_of(version: str, view: str) -> Iterator[Feature]:
    """Return the areas and lines that a view has, without lines that only others claim."""
    yield from features.areas(view)
    for line in features.lines(version, view):
        others = line.kind == "claimed" and view not in (line.according_to or "").split()
        if view in {FACT, LAW} or not others:
            yield line


def parties(faces: Topology, near: Masks, days: tuple[str, str]) -> list[str]:
    """Return who sees ground beside the arcs *near* otherwise than most do, in those days."""
    line = timeline()
    there = np.zeros(len(data.pieces()) + 1, dtype=bool)
    there[faces.sides[near].ravel()] = True
    first, last = np.maximum(line.epochs(list(days)), 0)
    numbers = np.unique(line.in_force[first : last + 1, there[:-1]])
    found = {
        code
        for number in numbers[numbers >= 0]
        if len(codes := line.rules[number].de_jure) > 1
        for code in codes
    }
    for claim in claims():
        soon = claim.valid_from <= days[1] and (not claim.valid_to or claim.valid_to > days[0])
        if soon and (territory(claim.territory) & there[:-1]).any():
            found.add(claim.claimant)
    return sorted(found)


def merged(
    version: str, offered: list[str], days: tuple[str, str], near: Masks
) -> Iterator[tuple[Feature, dict[str, Any]]]:
    """Return what holds in those days in any of the views *offered*, and which views have it."""
    seen: dict[Feature, dict[int, list[str]]] = {}
    for view in offered:
        for feature in features_of(version, view):
            if feature.kind != "state" and feature.holds(*days):
                # Of a line, some arcs may be there for one party and not for another.
                alone = replace(feature, parts=()) if feature.line else feature
                arcs = seen.setdefault(alone, {})
                for arc in feature.parts if feature.line else (0,):
                    if near[arc] or not feature.line:
                        arcs.setdefault(arc, []).append(view)
    for feature, arcs in seen.items():
        grouped: dict[tuple[str, ...], list[int]] = {}
        for arc, have in arcs.items():
            grouped.setdefault(tuple(have), []).append(arc)
        for those, parts in grouped.items():
            whole = replace(feature, parts=tuple(parts)) if feature.line else feature
            yield whole, _told(those, offered)


def _told(have: tuple[str, ...], offered: list[str]) -> dict[str, list[str]]:
    if have[0] != FACT:
        return {"only_in": list(have)}
    hidden = [view for view in offered if view not in have]
    return {"hidden_in": hidden} if hidden else {}
