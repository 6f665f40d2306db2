"""Find the place that "the village", "the Azerbaijani town" or "the city" stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from geo.extract.dateline import datelines_of
from geo.extract.once import once_per_scene
from geo.extract.tagging import tokens_of
from geo.extract.units import group_names
from geo.model import Span, Use

if TYPE_CHECKING:
    from geo.extract.scene import Scene
    from geo.model import Location, Place

_KIN = {
    "village": "village hamlet settlement community",
    "hamlet": "village hamlet settlement",
    "settlement": "village hamlet settlement town",
    "town": "town city settlement",
    "city": "town city capital",
    "capital": "city capital",
    "district": "district",
    "province": "province",
}
"""What else a place may be called that is called so."""
_WORDS = "|".join(_KIN)
_PHRASE = re.compile(
    rf"\b(?:the|this|that)\s+(?:same\s+)?(?:[\w-]+\s+)?(?P<word>{_WORDS})\b(?!\s+(?:of|called|named)\b)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"\b(?P<word>{_WORDS})(?:\s+of)?(?:\s+the)?\s+$|,\s+(?:a|an|the)\s+[\w-]*\s*(?P<apposed>{_WORDS})"
    r"\s+of\s+$",
    re.IGNORECASE,
)
_CALLED_BEHIND = re.compile(
    rf"\s+(?P<word>{_WORDS})\b|,\s+(?:a|an)\s+(?:[\w-]+\s+)?(?P<apposed>{_WORDS})\b", re.IGNORECASE
)
_LOOK = 30
_CALLED_SO = 2
_SMALLEST_CITY = 20_000
_LARGEST_VILLAGE = 30_000
_DIVISIONS = frozenset(("district", "province"))
_ADVERBS = frozenset("early late likely".split())


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A phrase that stands for a place named before."""

    span: Span
    index: int
    """Of the location that it stands for."""


@once_per_scene
def anaphors_of(scene: Scene) -> tuple[Anaphor, ...]:
    """Return the phrases of *scene* that stand for a place named before, in text order.

    Notes
    -----
    The place must have been called by that word, or at least by none that rules it out; of those
    called so the last one is meant, of the others the one named most often, then last.
    """
    found = []
    for match in _PHRASE.finditer(scene.text):
        span = Span(*match.span())
        if _is_modifier(scene, span):
            continue
        index = _antecedent(scene, span, match["word"].lower())
        if index is not None:
            found.append(Anaphor(span, index))
    return tuple(found)


def _is_modifier(scene: Scene, span: Span) -> bool:
    """Tell whether a noun follows that the word only describes: "the town hall"."""
    tokens = tokens_of(scene)
    stop = tokens.within(span)[1]
    return tokens.tags[stop : stop + 1] in ("N", "K") and tokens.words[stop] not in _ADVERBS


def _antecedent(scene: Scene, span: Span, word: str) -> int | None:
    country = _country_in(scene, span)
    called = _called(scene)
    fitting = []
    for index in reversed(named_places(scene)):
        location = scene.locations[index]
        if location.toponym.start >= span.start:
            continue
        if country and (location.place is None or location.place.country != country):
            continue
        rank = _fits(location, called.get(_key(location), ""), word)
        if rank == _CALLED_SO:
            return index
        if rank:
            fitting.append(index)
    times = Counter(_key(scene.locations[index]) for index in fitting)
    return max(
        fitting, key=lambda index: (times[_key(scene.locations[index])], index), default=None
    )


def _fits(location: Location, called: str, word: str) -> int:
    """Return 0 if *word* does not fit the place, _CALLED_SO if the article calls it so, else 1."""
    if called:
        return _CALLED_SO if called == word else int(called in _KIN[word].split())
    place = location.place
    return int(place is not None and _may_be(place, word))


def _may_be(place: Place, word: str) -> bool:
    code = place.feature_code or ""
    if word in _DIVISIONS:
        return code in ("ADM1", "ADM2")
    if place.feature_class != "P":
        return False
    if word == "capital" or code == "PPLC":
        return code == "PPLC" and word in ("capital", "city")
    people = place.population
    if people is None:
        return True
    if word in ("village", "hamlet"):
        return people <= _LARGEST_VILLAGE
    return word != "city" or people >= _SMALLEST_CITY


@once_per_scene
def _called(scene: Scene) -> dict[str, str]:
    """Return what the article calls each place: "village" of "the village of Maragha"."""
    found: dict[str, str] = {}
    for location in scene.locations:
        span = location.toponym.span
        before = _CALLED.search(scene.text[max(span.start - _LOOK, 0) : span.start])
        behind = _CALLED_BEHIND.match(scene.text[span.stop : span.stop + _LOOK])
        match = before or behind
        if match is not None:
            found.setdefault(_key(location), (match["word"] or match["apposed"]).lower())
    return found


def _key(location: Location) -> str:
    place = None if location.hosted else location.place
    return place.id if place else location.toponym.name


def _country_in(scene: Scene, span: Span) -> str | None:
    """Return the country that "Azerbaijani" names in "the Azerbaijani town"."""
    for index in scene.locations_in(span):
        place = scene.locations[index].place
        if place is not None:
            return place.country
    return None


@once_per_scene
def named_places(scene: Scene) -> dict[int, Span]:
    """Return where the places themselves are named, by the index of their location.

    Names in the dateline, words for a people and parts of the name of a group ("al-Qaeda in
    Iraq") are left out.
    """
    datelines = datelines_of(scene)
    return {
        index: location.toponym.span
        for index, location in enumerate(scene.locations)
        if location.toponym.use is Use.LITERAL
        and (location.place is not None or location.toponym.unlisted)
        and not any(line.overlaps(location.toponym.span) for line in datelines)
        and not _names_group(scene, location.toponym.span)
    }


def _names_group(scene: Scene, span: Span) -> bool:
    """Tell whether *span* belongs to the name of a group: those are disjoint and in text order."""
    names = group_names(scene)
    before = bisect_left(names, span.stop, key=attrgetter("start")) - 1
    return before >= 0 and names[before].overlaps(span)
