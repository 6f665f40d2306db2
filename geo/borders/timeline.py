"""Who held each piece on each day: the table of holders, turned into arrays.

Days fall into epochs, between which nothing changes. A rule holds from ``valid_from`` up to, and
not including, ``valid_to``; where two rules speak of one piece, the later row counts. Below all
rules lie today's countries, from `COVERAGE` on; before it only the pieces with a rule have holders.

The same ground looks different to different parties. A view is `FACT` (who holds it by law and in
fact), `LAW` (as if everyone held what is theirs by law) or the code of a party, by whose claims
ground that it says is its own is then its own alone by law.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders import data
from geo.borders.territory import names, territory

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.borders.data import Floats, Ints, Masks

COVERAGE = "1945-01-01"
DRAWING_KM = 1.0
"""How far a line of Natural Earth's 1:10 million drawing may be off, when nothing else is known."""
Codes = frozenset[str]
FACT, LAW = "fact", "law"
"""The views that belong to no party."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of ``holders.csv``."""

    territory: str
    name: str
    de_jure: Codes
    de_facto: Codes
    valid_from: str
    valid_to: str
    """Empty: to this day."""
    precision_km: float
    """How far off its outline may be; 0 for one that is not approximate."""
    source: str
    edge: str = ""
    """What the line around it is called; empty where it has no name of its own."""
    edge_kind: str = ""
    """What that line is, where "line of control" does not say enough."""
    according_to: str = ""
    """The party that alone sees it so; empty for what is not in dispute."""

    @property
    def disputed(self) -> bool:
        """Whether law and fact, or the parties, differ."""
        return self.de_jure != self.de_facto or len(self.de_jure) > 1


@dataclass(frozen=True)
class Timeline:
    """The rule in force for each piece in each epoch."""

    rules: tuple[Rule, ...]
    days: NDArray[np.datetime64]
    """First day of each epoch."""
    in_force: Ints
    """Rule of each epoch and piece, shape (epochs, pieces); -1 for none."""

    def epochs(self, days: Any) -> Ints:
        """Return the epoch of each day, -1 for days before all."""
        found = np.searchsorted(self.days, np.asarray(days, dtype="datetime64[D]"), side="right")
        return np.asarray(found - 1, dtype=np.int64)

    @cached_property
    def holdings(self) -> tuple[tuple[Codes, Codes], ...]:
        """Each pair of holders by law and in fact; the first is that of no rule."""
        pairs = {(frozenset[str](), frozenset[str]()): None}
        pairs.update({(rule.de_jure, rule.de_facto): None for rule in self.rules})
        return tuple(pairs)

    @cached_property
    def holding_of_rule(self) -> Ints:
        """Number of each rule's pair in `holdings`; the last entry serves rule -1."""
        number = {pair: row for row, pair in enumerate(self.holdings)}
        return np.array([number[rule.de_jure, rule.de_facto] for rule in self.rules] + [0])

    @cached_property
    def precision_of_rule(self) -> Floats:
        """Kilometers of each rule's outline; the last entry serves rule -1."""
        return np.array([rule.precision_km for rule in self.rules] + [0.0])

    @cached_property
    def held(self) -> Ints:
        """Pair of holders of each epoch and piece."""
        return self.holding_of_rule[self.in_force]

    def changed_from(self, other: Timeline) -> Masks:
        """Return which pieces ever have another rule than in *other*."""
        count = len(other.rules)
        alike = [mine == theirs for mine, theirs in zip(self.rules, other.rules, strict=False)]
        # The last entry serves rule -1, which is no rule in both.
        same = np.array([*alike, *[False] * (len(self.rules) - count), True])
        return np.asarray(~same[self.in_force].all(axis=0))

    def span(self, epochs: slice) -> tuple[str | None, str | None]:
        """Return the first day of a run of epochs and the first day after it."""
        after = None if epochs.stop >= len(self.days) else str(self.days[epochs.stop])
        return str(self.days[epochs.start]), after

    def slice(self, valid_from: str, valid_to: str) -> slice:
        """Return the epochs between two of the tables' days."""
        start = int(self.epochs(valid_from)) if valid_from else 0
        return slice(start, int(self.epochs(valid_to)) if valid_to else len(self.days))


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of ``claims.csv``: ground that a party says is its own by law, and few others do."""

    territory: str
    claimant: str
    valid_from: str
    valid_to: str
    source: str


@lru_cache(maxsize=1)
def claims() -> tuple[Claim, ...]:
    """Return the rows of ``claims.csv``."""
    return tuple(Claim(**row) for row in data.rows("claims.csv"))


@lru_cache(maxsize=4)
def timeline(view: str = FACT) -> Timeline:
    """Return the timeline of the shipped tables, as a view has it."""
    if view != FACT:
        return _seen(timeline(), view)
    rules = (*_today(), *_tabled())
    days = {rule.valid_from for rule in rules} | {rule.valid_to for rule in rules}
    for row in (*data.rows("lines.csv"), *data.rows("claims.csv")):
        days |= {row["valid_from"], row["valid_to"]}
    held = np.array(sorted(days - {""}), dtype="datetime64[D]")
    line = Timeline(rules, held, np.full((len(held), len(data.pieces())), -1, dtype=np.int64))
    for number, rule in enumerate(rules):
        when = line.slice(rule.valid_from, rule.valid_to)
        line.in_force[when, np.flatnonzero(territory(rule.territory))] = number
    return line


def _seen(line: Timeline, view: str) -> Timeline:
    """Return *line* with the law as *view* has it."""
    rules = [_by_law(rule) if view == LAW else _own(rule, view) for rule in line.rules]
    in_force = line.in_force.copy()
    for claim in claims():
        if claim.claimant == view:
            when = line.slice(claim.valid_from, claim.valid_to)
            ground = np.ix_(
                np.arange(when.start, when.stop), np.flatnonzero(territory(claim.territory))
            )
            numbers = in_force[ground]
            for number in np.unique(numbers[numbers >= 0]):
                numbers[numbers == number] = len(rules)
                rules.append(_claimed(rules[number], claim))
            in_force[ground] = numbers
    return Timeline(tuple(rules), line.days, in_force)


def _by_law(rule: Rule) -> Rule:
    if rule.de_facto == rule.de_jure:
        return rule
    return replace(rule, de_facto=rule.de_jure, precision_km=0.0)


def _own(rule: Rule, party: str) -> Rule:
    if party not in rule.de_jure or len(rule.de_jure) == 1:
        return rule
    return replace(rule, de_jure=frozenset({party}), according_to=party)


def _claimed(rule: Rule, claim: Claim) -> Rule:
    """Return *rule* as the claimant has it."""
    name = rule.name if rule.disputed else names()[claim.territory]
    owner = frozenset({claim.claimant})
    return replace(rule, name=name, de_jure=owner, source=claim.source, according_to=claim.claimant)


def _today() -> list[Rule]:
    states = data.states()
    found = sorted({piece.country for piece in data.pieces()} - {""})
    rules = []
    for code in found:
        holder = frozenset({states[code].part_of or code})
        name, source = states[code].name, "Natural Earth 1:10m"
        rules.append(Rule(code, name, holder, holder, COVERAGE, "", 0.0, source))
    return rules


def _tabled() -> list[Rule]:
    edges = {
        row["territory"]: (row["edge"], row["edge_kind"]) for row in data.rows("territories.csv")
    }
    return [
        Rule(
            row["territory"],
            names().get(row["territory"], row["territory"]),
            frozenset(row["de_jure"].split()),
            frozenset(row["de_facto"].split()),
            row["valid_from"],
            row["valid_to"],
            float(row["precision_km"] or 0),
            row["source"],
            edge=edges.get(row["territory"], ("", ""))[0],
            edge_kind=edges.get(row["territory"], ("", ""))[1],
        )
        for row in data.rows("holders.csv")
    ]
