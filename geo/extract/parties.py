"""Where words and diplomacy are set: between the states that take part, or in the one that does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events import event_kinds
from geo.extract.dateline import datelines_of
from geo.extract.once import once_per_scene
from geo.extract.scene import is_country
from geo.extract.tagging import tokens_of
from geo.gazetteer.countries import country_place
from geo.model import Actor, Precision, Relation, Setting, Use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.extract.scene import Scene, Trigger
    from geo.model import Location, Place

_DEEDS = frozenset(
    """
    release free set hand let deliver distribute airlift truck reach enter arrive ferry drop bring
    air-drop airdrop unload parachute curfew martial
    """.split()
)
"""Words of deeds that have a place, though their types are of diplomacy: "freed a hostage"."""
_DEED_TYPES = frozenset(("CONCEDE", "AID"))
_VERBAL = frozenset(("diplomacy",))
_VERBAL_TYPES = frozenset(("THREATEN", "SANCTION"))
_TO_PARTY = frozenset("to with".split())
_CLAUSE_ENDS = frozenset("SVXL;:")
_ABOUT = ("about", "of", "that")


def is_verbal(trigger: Trigger) -> bool:
    """Tell whether *trigger* tells of words or diplomacy, which have parties but no place."""
    deed = trigger.event_type.name in _DEED_TYPES and not _DEEDS.isdisjoint(trigger.phrase.split())
    if deed:
        return False
    kind = event_kinds()[trigger.event_type.name]
    return kind.family in _VERBAL or kind.name in _VERBAL_TYPES


def states_of(scene: Scene, trigger: Trigger, actors: Iterable[Actor]) -> tuple[Setting, ...]:
    """Return the states that take part in an exchange of words, as counterparts.

    Where the actors are of one state, the other is the one that "to" or "with" leads to, or
    the only other that the sentence names.
    """
    states = _countries(scene, actors)
    if len(states) == 1 and (other := _other_state(scene, trigger, states[0])):
        return (*states, other)
    return states


def with_counterpart(
    actors: tuple[Actor, ...], main: Setting, others: tuple[Setting, ...]
) -> tuple[Actor, ...]:
    """Return *actors* with the other state of an exchange, where the words leave it out."""
    doers = {actor.country for actor in actors}
    if main.relation is not Relation.BETWEEN or len(doers) != 1 or len(actors) > 1:
        return actors
    places = [each.place for each in others if each.place]
    states = [place for place in places if place.country not in doers]
    if len(states) != 1 or len(places) == len(states) or actors[0].role != "actor":
        return actors
    state = states[0]
    return (*actors, Actor(state.name, "recipient", "state forces", state.country))


def country_of(scene: Scene, code: str) -> Place | None:
    """Return the country of that ISO code, if *scene* names it."""
    for location in scene.locations:
        place = location.place
        if place is not None and place.country == code and is_country(place):
            return place
    return None


def country_setting(scene: Scene, place: Place, role: str | None = None) -> Setting:
    """Return the setting of a whole country."""
    index = next(
        (
            number
            for number, location in enumerate(scene.locations)
            if location.place and location.place.id == place.id
        ),
        None,
    )
    return Setting(
        place, index, Relation.NONE, Precision.COUNTRY, place.radius_km, place.path, role
    )


@once_per_scene
def focus_of(scene: Scene) -> Setting:
    """Return the country that the article is about, if it is about one."""
    counts = _mentions_of_countries(scene)
    if not counts:
        return Setting()
    code, most = max(counts.items(), key=lambda item: item[1])
    written = written_in(scene)
    is_home = written is not None and written.place is not None and written.place.country == code
    if most * 2 <= sum(counts.values()) and not is_home:
        return Setting()
    place = country_of(scene, code) or (country_place(code) if is_home else None)
    return replace(country_setting(scene, place), relation=Relation.IN) if place else Setting()


def _mentions_of_countries(scene: Scene) -> dict[str, int]:
    """Return how often each country is named, a place of it counted twice, by its code.

    A dateline counts as one place, and for less where it says for readers abroad in which country
    its town is.
    """
    datelines, home = datelines_of(scene), written_in(scene)
    named = [
        (each.place, any(line.overlaps(each.toponym.span) for line in datelines))
        for each in scene.locations
        if each.place and not each.hosted and each.toponym.use is not Use.EMBEDDED
    ]
    counts: dict[str, int] = {}
    if home and home.place and home.place.country:
        abroad = any(written and is_country(place) for place, written in named)
        counts[home.place.country] = 1 if abroad else 2
    for place, written in named:
        if place.country and not written:
            weight = 1 if is_country(place) else 2
            counts[place.country] = counts.get(place.country, 0) + weight
    return counts


@once_per_scene
def written_in(scene: Scene) -> Location | None:
    """Return the place of the dateline."""
    datelines = datelines_of(scene)
    for location in scene.locations:
        if location.place and any(line.overlaps(location.toponym.span) for line in datelines):
            return location
    return None


def _countries(scene: Scene, actors: Iterable[Actor]) -> tuple[Setting, ...]:
    found: dict[str, Setting] = {}
    for actor in actors:
        code = actor.country
        if code and code not in found and (place := country_of(scene, code)):
            found[code] = country_setting(scene, place, role="counterpart")
    return tuple(found.values())


def _other_state(scene: Scene, trigger: Trigger, known: Setting) -> Setting | None:
    tokens = tokens_of(scene)
    at = tokens.at(trigger.span.start)
    found: dict[str, Place] = {}
    ahead: list[tuple[bool, int, Place]] = []
    for index in scene.locations_in(scene.sentence(trigger.span.start)):
        location = scene.locations[index]
        place = location.place
        if place is None or not is_country(place) or location.toponym.use is Use.EMBEDDED:
            continue
        if known.place is None or place.country == known.place.country:
            continue
        token = tokens.at(location.toponym.start)
        before = tokens.words[max(token - 2, 0) : token]
        if "against" in before:
            continue
        if token > at and _CLAUSE_ENDS.isdisjoint(tokens.tags[at + 1 : token]):
            ahead.append((_TO_PARTY.isdisjoint(before), token, place))
        found.setdefault(place.country or place.id, place)
    if ahead and not (trigger.phrase.endswith(_ABOUT) and len(found) > 1):
        return country_setting(scene, min(ahead, key=lambda each: each[:2])[2], role="counterpart")
    if len(found) != 1:
        return None
    return country_setting(scene, next(iter(found.values())), role="counterpart")
