"""Outlines of sets of faces, as rings of arcs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from geo.borders.data import Ints
    from geo.borders.topology import Topology

Node = tuple[int, int]


def rings(faces: Topology, keys: Ints) -> list[list[int]]:
    """Return the outline of the faces with those keys.

    Returns
    -------
    list of list of int
        Closed rings of arcs, the ground on their left; ``~i`` is arc *i* backward. Where rings
        meet in a point they may be joined either way, so fill them by the even-odd rule.
    """
    left, right = np.isin(faces.sides, keys).T
    ahead = np.flatnonzero(left & ~right)
    back = np.flatnonzero(right & ~left)
    waiting: dict[Node, list[int]] = defaultdict(list)
    for arc in [*ahead.tolist(), *(~back).tolist()]:
        waiting[_ends(faces, arc)[0]].append(arc)
    found = []
    for start in list(waiting):
        while waiting[start]:
            found.append(_follow(faces, start, waiting))
    return found


def _follow(faces: Topology, start: Node, waiting: dict[Node, list[int]]) -> list[int]:
    ring: list[int] = []
    node = start
    while not ring or node != start:
        arc = waiting[node].pop()
        ring.append(arc)
        node = _ends(faces, arc)[1]
    return ring


def _ends(faces: Topology, arc: int) -> tuple[Node, Node]:
    """Return where an arc comes from and goes to."""
    row = arc if arc >= 0 else ~arc
    first, last = faces.starts[row], faces.starts[row] + faces.lengths[row] - 1
    ends = (_node(faces, first), _node(faces, last))
    return ends if arc >= 0 else ends[::-1]


def _node(faces: Topology, row: int) -> Node:
    x, y = faces.points[row].tolist()
    return x, y
