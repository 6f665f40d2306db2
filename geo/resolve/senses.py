"""Group the toponyms of an article by sense: one name means one place unless the text says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from geo.model import Use
from geo.resolve.relations import Relation, relations
from geo.resolve.shortlist import NOWHERE, near_shortlist, shortlist, without_outshone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.model import Toponym
    from geo.protocols import Gazetteer
    from geo.resolve.shortlist import Shortlist


_GUESSED = frozenset(("part", "near"))
"""Kinds of candidates that do not go by the name: it holds theirs, or is spelled nearly so."""
_HEADLINE = re.compile(r"\s*[^\n]{0,160}?(?:[.!?:]\s|\n|\Z)")


@dataclass(slots=True)
class Sense:
    """The mentions of one name that share a meaning."""

    name: str
    use: Use
    shortlist: Shortlist
    mentions: list[int] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    """Feature classes and codes that cue words of its mentions ask for."""
    part: bool = False
    """Only a part of the name is known, "Khudaferin" of "Khudaferin Dam", or a near spelling."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A `Relation` between senses rather than mentions."""

    inner: int
    outer: int
    kind: str


def find_senses(
    text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> tuple[list[Sense], list[Tie]]:
    """Return the senses of *toponyms*, in order of first mention, and how they are tied."""
    found, partial = [], []
    for toponym in toponyms:
        places, part = _shortlist(toponym, gazetteer)
        found.append(places)
        partial.append(part)
    related = [_judged(each, found) for each in relations(text, toponyms)]
    related = [each for each in related if _holds(each, found)]
    qualifiers = {
        each.inner: toponyms[each.outer].name.lower()
        for each in related
        if each.kind == "qualified"
    }
    senses: dict[tuple[str, Use, str], Sense] = {}
    keys = _sense_keys(text, toponyms, qualifiers)
    for index, key in enumerate(keys):
        sense = senses.setdefault(
            key, Sense(toponyms[index].name, key[1], found[index], part=partial[index])
        )
        sense.mentions.append(index)
        feature = toponyms[index].feature
        if feature:
            sense.features.add(feature)
    number = {key: index for index, key in enumerate(senses)}
    ties = {
        Tie(number[keys[each.inner]], number[keys[each.outer]], each.kind): None for each in related
    }
    return list(senses.values()), [tie for tie in ties if tie.inner != tie.outer]


@lru_cache(maxsize=1 << 13)
def lies_in(inner: Shortlist, outer: Shortlist) -> NDArray[np.bool_]:
    """Tell of each place of *inner* whether it lies in an area of *outer*."""
    inside = np.zeros(len(inner), dtype=bool)
    for depth in range(3):
        areas = outer.areas[depth][outer.depth == depth]
        if len(areas):
            deeper = (inner.depth > depth) | (inner.depth < 0)
            inside |= np.isin(inner.areas[depth], areas[areas != NOWHERE]) & deeper
    return inside


def _shortlist(toponym: Toponym, gazetteer: Gazetteer) -> tuple[Shortlist, bool]:
    """Return the places that *toponym* may mean, and whether only by a part of its name."""
    use = Use.LITERAL if toponym.use is Use.EMBEDDED else toponym.use
    whole = _look_up(gazetteer, toponym.name, use)
    if toponym.feature is None:
        whole = without_outshone(whole)
    if any(each.kind not in _GUESSED for each in whole.candidates):
        return whole, False
    part = _look_up(gazetteer, toponym.key, use) if toponym.key else whole
    if len(part) or len(whole) or use is not Use.LITERAL:
        return (part, True) if len(part) else (whole, True)
    return near_shortlist(gazetteer, toponym.name), True  # type: ignore[arg-type]  # as below


def _look_up(gazetteer: Gazetteer, name: str, use: Use) -> Shortlist:
    return shortlist(gazetteer, name, use)  # type: ignore[arg-type]  # a gazetteer hashes


def _holds(relation: Relation, found: Sequence[Shortlist]) -> bool:
    """Tell whether some place of the inner name does lie in one of the outer name."""
    if relation.kind in ("same", "beside"):
        return True
    return bool(lies_in(found[relation.inner], found[relation.outer]).any())


def _judged(relation: Relation, found: Sequence[Shortlist]) -> Relation:
    """Return *relation*, or that a comma only lists the two names, where it does no more."""
    if relation.kind != "qualified":
        return relation
    if _holds(relation, found) and not _among_countries(relation, found):
        return relation
    return Relation(relation.inner, relation.outer, "beside")


def _among_countries(relation: Relation, found: Sequence[Shortlist]) -> bool:
    """Tell whether two names are of a list of countries: in "Iraq, Iran and Syria" is no Arak."""
    inner, outer = relation.inner, relation.outer
    if not (_is_country(found[inner]) and _is_country(found[outer])):
        return False
    return any(
        _is_country(found[index]) for index in (inner - 1, outer + 1) if 0 <= index < len(found)
    )


def _is_country(places: Shortlist) -> bool:
    return len(places) > 0 and bool(places.depth[0] == 0)


def _sense_keys(
    text: str, toponyms: Sequence[Toponym], qualifiers: dict[int, str]
) -> list[tuple[str, Use, str]]:
    """Return the sense of each toponym.

    A bare name has the sense that was last told; before any is told, that of the first to come
    if it stands in the headline, for a writer qualifies a name at its first mention.
    """
    names = [(each.name.lower() + _asked(each), _kind(each.use)) for each in toponyms]
    first: dict[tuple[str, Use], str] = {}
    for index in sorted(qualifiers, reverse=True):
        first[names[index]] = qualifiers[index]
    headline = _HEADLINE.match(text)
    headline_stop = headline.end() if headline else 0
    told: dict[tuple[str, Use], str] = {}
    keys = []
    for index, name in enumerate(names):
        if index in qualifiers:
            told[name] = qualifiers[index]
        in_headline = toponyms[index].start < headline_stop
        keys.append((*name, told.get(name, first.get(name, "") if in_headline else "")))
    return keys


def _asked(toponym: Toponym) -> str:
    """Return what keeps a place apart from the settlement of its name: "Kharkiv region"."""
    feature = toponym.feature or "P"
    return "" if feature.startswith("P") else f" {feature[0]}"


def _kind(use: Use) -> Use:
    return use if use in (Use.DEMONYM, Use.METONYM) else Use.LITERAL
