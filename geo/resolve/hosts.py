"""Place what has no entry of its own at its host: what it is said to lie in, or the nearest named.

A hotel, a bridge, a street, a valley or a post code lies in or near the town that a text names
with it. A name without a word for such a thing may be a village anywhere: it has no place, or
that of the region or district that it is said to lie in, as wide as that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from functools import cache, cached_property
from math import dist
from typing import TYPE_CHECKING, NamedTuple

from geo.model import Use
from geo.resolve.extent import radius_of
from geo.resolve.relations import relations
from geo.resolve.shortlist import COUNTRY_CODES, EARTH_RADIUS_KM, WIDE_CODES, unit
from geo.shipped import shipped
from geo.text import normalize_name, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Location, Place

_ADDRESS = re.compile(r"(?=.*\d)[\w./-]{1,8}(?:[ -][\w./-]{1,8})?")
"""A house number or a post code."""
_DASH = re.compile(r"\s[-–—]+\s")
"""What stands between the place where a report was written and the report."""
_OFFICE = re.compile(r"(?:-based|\s(?:office|bureau|embassy|consulate|newspaper|correspondent))\b")
"""What stands behind the name of a place that only an office is in."""
_LONGEST_DATELINE = 100
_LIES_IN = "which it is said to lie in"
_SAID, _NEAR = 0.8, 0.5
"""How much of the score of its host a name gets that is said to lie in it, or only told near it."""
_RADIUS_KM = 25.0
_VILLAGE_KM = 50.0
"""How far a village that nothing else is told of may be from the nearest place named."""
_REACH = 600
"""Characters beyond which a place named in a text says nothing of where a thing lies."""
_SAME_AREA_KM = 100.0
NO_ENTRY = "no entry of its own, so placed at"
"""How the reason begins for a name that is placed at something else."""
_GREAT_TOWN = 200_000
"""Inhabitants from which on a town lends its name to a thing wherever the article is set."""
_AREA_CODES = WIDE_CODES | {"ADM1"}


class _Host(NamedTuple):
    place: Place
    score: float
    how: str


class _Vicinity:
    """What may lie near a village that nothing is told of but that something happened there.

    A place of the same sentence, and others of the country that the article names most. A report
    of a village also names the office abroad of those who fought for it, and who condemned it.
    """

    def __init__(self, text: str, located: Sequence[Location]) -> None:
        self._text = text
        self._located = located

    @cached_property
    def _openings(self) -> list[int]:
        """Where the sentences begin; asked for only where there is such a village."""
        return [sentence.start for sentence in sentences(self._text)]

    @cached_property
    def _opening(self) -> int:
        """Where the dateline ends."""
        dash = _DASH.search(self._text, 0, _LONGEST_DATELINE)
        return dash.start() if dash else 0

    @cached_property
    def _home(self) -> str:
        """The country that the article names most, or nothing where two are named as much."""
        named: Counter[str] = Counter()
        for each in self._located:
            if each.toponym.start >= self._opening and not each.toponym.unlisted:
                named[_country(each) or ""] += _weight(each)
        first, second = [*named.most_common(2), ("", 0), ("", 0)][:2]
        return first[0] if first[1] > second[1] else ""

    def holds(self, location: Location, other: Location) -> bool:
        """Tell whether *other* may lie near *location*."""
        if other.toponym.use is Use.EMBEDDED or _OFFICE.match(self._text, other.toponym.stop):
            return False
        at_home = bool(self._home) and _country(other) == self._home
        return at_home or self._is_told_together(location, other)

    def is_desk(self, other: Location) -> bool:
        """Tell whether *other* is but where a report on another country was written."""
        return (
            other.toponym.start < self._opening
            and bool(self._home)
            and _country(other) != self._home
        )

    def _is_told_together(self, one: Location, other: Location) -> bool:
        first, last = sorted((one.toponym.span, other.toponym.span), key=lambda span: span.start)
        if bisect_right(self._openings, first.start) != bisect_right(self._openings, last.start):
            return False
        return not _DASH.search(self._text, first.stop, last.start)


def with_hosts(text: str, located: Sequence[Location], partial: frozenset[int]) -> list[Location]:
    """Return *located*, with a host for each thing that has no entry of its own.

    Parameters
    ----------
    partial : frozenset of int
        Indexes of those that a part of their name placed ("Petrin" of "Petrin Tower"). They
        stay where another place of the article lies in the same area: then that part tells.
    """
    lacking = [
        index
        for index, each in enumerate(located)
        if each.place is None or index in partial or each.toponym.unlisted
    ]
    if not lacking:
        return list(located)
    sure = {
        index: each
        for index, each in enumerate(located)
        if each.place
        and index not in partial
        and not each.toponym.unlisted
        and each.toponym.use is not Use.DEMONYM
    }
    said = {
        each.inner: each.outer
        for each in relations(text, [each.toponym for each in located])
        if each.kind in ("qualified", "inside")
    }
    placed = list(located)
    vicinity = _Vicinity(text, located)
    for index in lacking:
        if not _fits(located[index], sure.values()):
            outer = sure.get(said.get(index, -1))
            host = _host(located[index], outer, sure.values(), vicinity)
            if host:
                placed[index] = _hosted(located[index], host)
            elif located[index].toponym.unlisted:
                placed[index] = replace(
                    located[index], place=None, radius_km=None, score=0.0, hosted=False
                )
    return placed


def is_thing(name: str) -> bool:
    """Tell whether *name* has a word for a facility, a street or a feature, or is a number."""
    if _ADDRESS.fullmatch(name):
        return True
    words, endings = _things()
    return any(word in words or word.endswith(endings) for word in normalize_name(name).split())


def _is_local(location: Location) -> bool:
    """Tell whether *location* is a part of a town or a thing near one, not a place for itself."""
    feature = location.toponym.feature or ""
    if location.toponym.unlisted and feature:
        return feature[0] not in "PA" or feature == "P.PPLX"
    return is_thing(location.toponym.name)


def _fits(location: Location, others: Iterable[Location]) -> bool:
    """Tell whether some other place lies in the area of *location*, or in a village's country."""
    place = location.place
    if place is None:
        return False
    if location.toponym.unlisted and not _is_local(location):
        return any(other.place and other.place.country == place.country for other in others)
    if (place.feature_code or "") in _AREA_CODES:
        return True
    street = location.toponym.feature == "R.ST"
    if (place.population or 0) >= _GREAT_TOWN and is_thing(location.toponym.name) and not street:
        return True
    here = unit(place)
    return any(
        other.place
        and (other.place.feature_code or "") not in _AREA_CODES
        and dist(here, unit(other.place)) * EARTH_RADIUS_KM <= _SAME_AREA_KM
        for other in others
    )


def _host(
    location: Location, outer: Location | None, others: Iterable[Location], vicinity: _Vicinity
) -> _Host | None:
    """Return where *location* is said to lie, in *outer*, or else the nearest of *others*."""
    thing = _is_local(location)
    if outer and outer.place and (thing or _is_part_of_country(outer.place)):
        return _Host(outer.place, outer.score * _SAID, _LIES_IN)
    if thing:
        return _nearest(location, [each for each in others if not vicinity.is_desk(each)])
    if not location.toponym.unlisted:
        return None
    finer = [other for other in others if other.place and not _is_country(other.place)]
    if outer and outer.place:
        return _nearest(location, [each for each in finer if _country(each) == _country(outer)])
    return _nearest(location, [each for each in finer if vicinity.holds(location, each)])


def _is_part_of_country(place: Place) -> bool:
    return place.feature_class == "A" and not _is_country(place)


def _weight(location: Location) -> int:
    """Return how much the name of a place speaks for the article being about its country."""
    if not location.place or location.toponym.use in (Use.METONYM, Use.EMBEDDED):
        return 0
    if location.toponym.use is Use.DEMONYM:
        return 1
    return 2 if _is_country(location.place) else 4


def _country(location: Location) -> str | None:
    return location.place.country if location.place else None


def _is_country(place: Place) -> bool:
    return (place.feature_code or "") in COUNTRY_CODES


def _nearest(location: Location, others: Iterable[Location]) -> _Host | None:
    """Return the town told nearest to *location* in the text, or else the region or country."""
    here = location.toponym

    def order(other: Location) -> tuple[bool, int]:
        wide = other.place is not None and (other.place.feature_code or "") in _AREA_CODES
        return wide, max(here.start - other.toponym.stop, other.toponym.start - here.stop)

    near = [other for other in others if order(other)[1] <= _REACH]
    nearest = min(near, key=order, default=None)
    if nearest is None or nearest.place is None:
        return None
    return _Host(nearest.place, nearest.score * _NEAR, "the nearest that the text names")


def _hosted(location: Location, host: _Host) -> Location:
    near = _is_local(location) or host.how == _LIES_IN
    return replace(
        location,
        place=host.place,
        score=round(host.score, 3),
        radius_km=max(radius_of(host.place), _RADIUS_KM if near else _VILLAGE_KM),
        why=f"{NO_ENTRY} {host.place.name}, {host.how}",
        hosted=True,
    )


@cache
def _things() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words for things, and the endings of such words."""
    lines = shipped("words/things.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    endings = tuple(word[1:] for word in words if word.startswith("-"))
    return frozenset(word for word in words if not word.startswith("-")), endings
