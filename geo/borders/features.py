"""Lines and areas with the days between which they hold, made from the faces and the tables.

A line runs where two pieces have different holders, or where ``lines.csv`` says one runs. Its kind
follows from what differs: in law on both sides an international border, in fact alone a line of
control, in law alone a claim. An area is the ground that a rule holds, as long as no later rule
takes part of it. Each view (see `geo.borders.timeline`) has its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.borders import data
from geo.borders.territory import names, territory
from geo.borders.timeline import DRAWING_KM, FACT, claims, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.borders.data import Ints, Masks
    from geo.borders.timeline import Claim, Rule, Timeline
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


def areas(view: str = FACT) -> tuple[Feature, ...]:
    """Return the ground of every rule, state by state and day by day."""
    return tuple(area for held in _areas(view) for area in held)


@cache
def _areas(view: str) -> tuple[tuple[Feature, ...], ...]:
    """Return the areas of each rule of a view."""
    line = timeline(view)
    if view == FACT:
        return tuple(tuple(_held(line, number)) for number in range(len(line.rules)))
    usual, known = _areas(FACT), timeline().rules
    changed = line.changed_from(timeline())
    return tuple(
        usual[number]
        if number < len(known) and not changed[territory(rule.territory)].any()
        else tuple(_held(line, number))
        for number, rule in enumerate(line.rules)
    )


def _held(line: Timeline, number: int) -> Iterator[Feature]:
    rule = line.rules[number]
    ground = np.flatnonzero(territory(rule.territory))
    days = line.slice(rule.valid_from, rule.valid_to)
    mine = line.in_force[days][:, ground] == number
    for run in _runs_of_equal_rows(mine):
        held = slice(run.start + days.start, run.stop + days.start)
        if mine[run.start].any():
            yield _area(rule, line.span(held), tuple(ground[mine[run.start]].tolist()))


def _area(rule: Rule, days: tuple[str | None, str | None], pieces: tuple[int, ...]) -> Feature:
    return Feature(
        name=rule.name,
        kind="disputed territory" if rule.disputed else "state",
        status=status(rule.de_jure, rule.de_facto),
        de_jure=rule.de_jure,
        de_facto=rule.de_facto,
        parties=rule.de_jure | rule.de_facto,
        valid_from=days[0],
        valid_to=days[1],
        according_to=rule.according_to or None,
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
def lines(version: str, view: str = FACT) -> tuple[Feature, ...]:
    """Return every line that ever ran, from the arcs of ``"regional"`` or ``"world"``."""
    faces, line = data.topology(version), timeline(view)
    merged: dict[Feature, list[int]] = {}
    arcs: Masks = np.ones(len(faces.sides), dtype=bool)
    if view != FACT:
        # Most of the world looks alike to all parties.
        changed = np.append(line.changed_from(timeline()), False)
        arcs = np.asarray(changed[faces.sides].any(axis=1))
        merged = {
            replace(feature, parts=()): [arc for arc in feature.parts if not arcs[arc]]
            for feature in lines(version)
        }
    else:
        _add(merged, (each for claim in claims() for each in _bounding(faces, line, claim)))
    _add(merged, _between_holders(faces, line, arcs))
    _add(merged, (each for each in _tabled(faces) if arcs[each[0]]))
    return tuple(replace(feature, parts=tuple(held)) for feature, held in merged.items() if held)


def _add(merged: dict[Feature, list[int]], found: Iterable[tuple[int, Feature]]) -> None:
    for arc, feature in found:
        merged.setdefault(feature, []).append(arc)


def _between_holders(faces: Topology, line: Timeline, arcs: Masks) -> Iterator[tuple[int, Feature]]:
    inland = np.flatnonzero(arcs & (faces.sides >= 0).all(axis=1))
    left, right = (line.in_force[:, side] for side in faces.sides[inland].T)
    apart = line.holding_of_rule[left] != line.holding_of_rule[right]
    # Which side an arc calls left does not matter to what it is.
    low, high = np.minimum(left, right), np.maximum(left, right)
    abroad = np.not_equal(*data.countries()[faces.sides[inland].T])
    sides, pair = np.unique(
        np.where(apart, 2 * (low * len(line.rules) + high) + abroad, -1), return_inverse=True
    )
    borders = [_border_of(int(number), line) for number in sides]
    # A change of rules that changes nothing of what the line is does not end it.
    alike = {border: number for number, border in enumerate(borders)}
    same = np.array([alike[border] for border in borders], dtype=np.int64)[pair.reshape(low.shape)]
    for column in np.flatnonzero(apart.any(axis=0)):
        for run in _runs_of_equal_rows(same[:, column : column + 1]):
            border = borders[same[run.start, column]]
            if border is not None:
                start, stop = line.span(run)
                yield int(inland[column]), replace(border, valid_from=start, valid_to=stop)


def _border_of(sides: int, line: Timeline) -> Feature | None:
    """Return the border between the rules that a number stands for, None for -1."""
    if sides < 0:
        return None
    rules, abroad = divmod(sides, 2)
    low, high = divmod(rules, len(line.rules))
    return _border(line.rules[low], line.rules[high], abroad=bool(abroad))


def _bounding(faces: Topology, line: Timeline, claim: Claim) -> Iterator[tuple[int, Feature]]:
    """Return the edge of a claim where no other line runs."""
    days = line.slice(claim.valid_from, claim.valid_to)
    inside = np.append(territory(claim.territory), False)
    arcs = np.flatnonzero((inside[faces.sides].sum(axis=1) == 1) & (faces.sides >= 0).all(axis=1))
    left, right = (line.held[days][:, side] for side in faces.sides[arcs].T)
    for column, arc in enumerate(arcs.tolist()):
        alike = (left[:, column] == right[:, column])[:, None]
        for run in _runs_of_equal_rows(alike):
            if alike[run.start]:
                start, stop = line.span(slice(run.start + days.start, run.stop + days.start))
                yield arc, replace(_edge(claim), valid_from=start, valid_to=stop)


@cache
def _edge(claim: Claim) -> Feature:
    claimant = frozenset({claim.claimant})
    return Feature(
        name=f"{names()[claim.territory]}, as claimed",
        kind="claimed",
        status="as drawn",
        de_jure=claimant,
        de_facto=frozenset(),
        parties=claimant,
        valid_from=None,
        valid_to=None,
        according_to=claim.claimant,
        precision_km=DRAWING_KM,
        source=claim.source,
        line=True,
        parts=(),
    )


@cache
def _border(first: Rule, second: Rule, *, abroad: bool) -> Feature:
    """Return the line between the ground of two rules; *abroad*: it is a border of today too."""
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
        according_to=_claimants(first, second)
        if kind == "claimed"
        else first.according_to or second.according_to or None,
        precision_km=precision,
        source=DRAWN_FROM if kind == "international" else "; ".join(sorted(sources)) or DRAWN_FROM,
        line=True,
        parts=(),
    )


def _kind(one: Rule, other: Rule) -> str:
    if one.de_jure == other.de_jure:
        return one.edge_kind or other.edge_kind or "line of control"
    if one.edge_kind and one.edge == other.edge and one.de_facto != other.de_facto:
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
