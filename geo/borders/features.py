"""Lines and areas with the days between which they hold, made from the faces and the tables.

A line runs where two pieces have different holders, or where ``lines.csv`` says one runs. Its kind
follows from what differs: in law on both sides an international border, in fact alone a line of
control, in law alone a claim. An area is the ground that a rule holds, as long as no later rule
takes part of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.borders import data
from geo.borders.territory import territory
from geo.borders.timeline import DRAWING_KM, timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.borders.data import Ints
    from geo.borders.timeline import Rule
    from geo.borders.topology import Topology

LICENCE = "CC0-1.0"
"""Natural Earth is in the public domain; what is curated here is given the same freedom."""
DRAWN_FROM = "Natural Earth 1:10m"


@dataclass(frozen=True, slots=True)
class Feature:
    """A line or an area, and what is known of it."""

    name: str
    kind: str
    status: str
    de_jure: frozenset[str]
    de_facto: frozenset[str]
    parties: frozenset[str]
    valid_from: str | None
    valid_to: str | None
    """The first day on which it no longer held."""
    according_to: str | None
    precision_km: float
    source: str
    line: bool
    parts: tuple[int, ...]
    """Arcs of a line, pieces of an area."""

    def holds(self, first: str, last: str) -> bool:
        """Tell whether it held on any of those days (ISO)."""
        started = self.valid_from is None or self.valid_from <= last
        return started and (self.valid_to is None or first < self.valid_to)


@cache
def areas() -> tuple[Feature, ...]:
    """Return the ground of every rule, state by state and day by day."""
    line = timeline()
    found = []
    for number, rule in enumerate(line.rules):
        ground = np.flatnonzero(territory(rule.territory))
        days = line.slice(rule.valid_from, rule.valid_to)
        mine = line.in_force[days][:, ground] == number
        for run in _runs_of_equal_rows(mine):
            held = slice(run.start + days.start, run.stop + days.start)
            if mine[run.start].any():
                found.append(_area(rule, held, tuple(ground[mine[run.start]].tolist())))
    return tuple(found)


def _area(rule: Rule, run: slice, pieces: tuple[int, ...]) -> Feature:
    start, stop = timeline().span(run)
    return Feature(
        name=rule.name,
        kind="disputed territory" if rule.disputed else "state",
        status=status(rule.de_jure, rule.de_facto),
        de_jure=rule.de_jure,
        de_facto=rule.de_facto,
        parties=rule.de_jure | rule.de_facto,
        valid_from=start,
        valid_to=stop,
        according_to=None,
        precision_km=rule.precision_km or DRAWING_KM,
        source=rule.source,
        line=False,
        parts=pieces,
    )


def status(de_jure: frozenset[str], de_facto: frozenset[str]) -> str:
    """Say in a word how law and fact stand to each other."""
    if de_jure == de_facto and len(de_jure) <= 1:
        return "undisputed"
    if de_facto <= de_jure:
        return "disputed"
    return "held by another" if not de_facto & de_jure else "contested"


@cache
def lines(version: str) -> tuple[Feature, ...]:
    """Return every line that ever ran, from the arcs of ``"regional"`` or ``"world"``."""
    faces = data.topology(version)
    merged: dict[Feature, list[int]] = {}
    for arc, feature in [*_between_holders(faces), *_tabled(faces)]:
        merged.setdefault(feature, []).append(arc)
    return tuple(replace(feature, parts=tuple(arcs)) for feature, arcs in merged.items())


def _between_holders(faces: Topology) -> Iterator[tuple[int, Feature]]:
    line = timeline()
    inland = np.flatnonzero((faces.sides >= 0).all(axis=1))
    left, right = (line.in_force[:, side] for side in faces.sides[inland].T)
    apart = line.holding_of_rule[left] != line.holding_of_rule[right]
    # Which side an arc calls left does not matter to what it is.
    low, high = np.minimum(left, right), np.maximum(left, right)
    abroad = np.not_equal(*data.countries()[faces.sides[inland].T])
    pair = np.where(apart, low * len(line.rules) + high, -1)
    for column in np.flatnonzero(apart.any(axis=0)):
        arc = int(inland[column])
        for run in _runs_of_equal_rows(pair[:, column : column + 1]):
            if pair[run.start, column] >= 0:
                sides = int(low[run.start, column]), int(high[run.start, column])
                start, stop = line.span(run)
                border = _border(*sides, abroad=bool(abroad[column]))
                yield arc, replace(border, valid_from=start, valid_to=stop)


@cache
def _border(one: int, other: int, *, abroad: bool) -> Feature:
    """Return the line between the ground of two rules; *abroad*: it is a border of today too."""
    first, second = timeline().rules[one], timeline().rules[other]
    kind = _kind(first, second)
    choose = min if abroad else max
    precision = choose(first.precision_km, second.precision_km) or DRAWING_KM
    sources = {rule.source for rule in (first, second) if rule.disputed or rule.precision_km}
    return Feature(
        name=_name(first, second, kind),
        kind=kind,
        status="approximate" if precision > DRAWING_KM else "as drawn",
        de_jure=first.de_jure | second.de_jure,
        de_facto=first.de_facto | second.de_facto,
        parties=first.de_jure | first.de_facto | second.de_jure | second.de_facto,
        valid_from=None,
        valid_to=None,
        according_to=_claimants(first, second) if kind == "claimed" else None,
        precision_km=precision,
        source=DRAWN_FROM if kind == "international" else "; ".join(sorted(sources)) or DRAWN_FROM,
        line=True,
        parts=(),
    )


def _kind(one: Rule, other: Rule) -> str:
    if one.de_jure == other.de_jure:
        return one.edge_kind or other.edge_kind or "line of control"
    if one.edge_kind and one.edge == other.edge:
        return one.edge_kind
    if len(one.de_jure) <= 1 and len(other.de_jure) <= 1:
        return "international"
    return "claimed" if one.de_facto == other.de_facto else "disputed"


def _claimants(one: Rule, other: Rule) -> str:
    return " ".join(sorted((one.de_jure ^ other.de_jure) - (one.de_facto & other.de_facto)))


def _name(one: Rule, other: Rule, kind: str) -> str:
    """Name a border by its states, another line by the ground it bounds."""
    if kind == "international":
        return " - ".join(sorted({_stated(one), _stated(other)}))
    special = [rule for rule in (one, other) if rule.disputed or rule.precision_km]
    edges = sorted({rule.edge for rule in special if rule.edge})
    if edges and one.de_facto != other.de_facto:
        return " / ".join(edges)
    if len(special) == 1:
        return f"Edge of {special[0].name}"
    return " - ".join(sorted({one.name, other.name}))


def _stated(rule: Rule) -> str:
    """Return the name of the state that holds the ground by law."""
    return " ".join(data.states()[code].name for code in rule.de_jure) or rule.name


def _tabled(faces: Topology) -> Iterator[tuple[int, Feature]]:
    left, right = faces.sides.T
    for row in data.rows("lines.csv"):
        # The last entry is the sea, which faces call -1.
        inside = np.append(territory(row["inside"]), False)
        outside = np.append(territory(row["outside"]), False) & ~inside
        crossing = (inside[left] & outside[right]) | (inside[right] & outside[left])
        feature = _from_table(row)
        for arc in np.flatnonzero(crossing).tolist():
            yield arc, feature


def _from_table(row: dict[str, str]) -> Feature:
    parties = frozenset(row["parties"].split())
    return Feature(
        name=row["name"],
        kind=row["kind"],
        status=row["status"],
        de_jure=parties,
        de_facto=parties,
        parties=parties,
        valid_from=row["valid_from"] or None,
        valid_to=row["valid_to"] or None,
        according_to=row["according_to"] or None,
        precision_km=float(row["precision_km"]),
        source=row["source"],
        line=True,
        parts=(),
    )


def _runs_of_equal_rows(table: Ints) -> list[slice]:
    """Return the stretches of rows between which nothing changes."""
    changes = np.flatnonzero((table[1:] != table[:-1]).any(axis=1)) + 1
    edges = [0, *changes.tolist(), len(table)]
    return [slice(start, stop) for start, stop in pairwise(edges)]
