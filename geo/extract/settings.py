"""Where a claim says that it happened: the place of the trigger, not of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.extract.divisions import divided
from geo.extract.guarded import Guarded
from geo.extract.heading import headed_by
from geo.extract.occurrence import occurred_at
from geo.extract.parties import focus_of, is_verbal, states_of, written_in
from geo.extract.scene import Voice, is_country
from geo.extract.spots import MEASURED, Spot, contains, is_of_speech, precision_of, spots_in
from geo.extract.tagging import tokens_of
from geo.extract.vicinity import KM_PER_MILE, between, moved
from geo.model import Precision, Relation, Setting, Span, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.extract.scene import Scene, Trigger
    from geo.model import Actor, Location

_AGREEMENT = "Agreement"
"""What is agreed holds for a war, not for the village told of last."""
_MEETINGS = frozenset(("CONSULT", "AGREE"))
_EMPTYING = frozenset("expel evict deport".split())
_SCENES = frozenset(("inside", "near", "offset", "away", "along", "between", "at"))
_LISTING = frozenset(("inside", "near", "at"))
_SAME_PLACE = re.compile(
    r"\b(?:there|here|(?:the|this|that|same)\s+(?:same\s+)?(?:village|town|city|area|district|base|"
    r"province|region|neighbou?rhood|scene|place|site|camp|island|locality|capital|zone|country|"
    r"settlement|checkpoint|compound|market|mosque|church|building|airport|hotel))\b",
    re.IGNORECASE,
)
_HERE = Guarded(
    re.compile(
        r"\b(?:here(?=[.,;]|\s+(?:today|yesterday|tonight|this|last|on|at|in|by|when|after))"
        r"|(?:in|of|from|outside)\s+this\s+(?:capital|city|town)"
        r"|(?P<capital>(?:in|of|outside)\s+the\s+(?:\w+\s+)?capital(?!\s+of)))\b",
        re.IGNORECASE,
    ),
    ("here", "this", "capital"),
)
_ELSEWHERE = Guarded(
    re.compile(
        r"\b(?:elsewhere|other parts?|another|separate(?:ly)?|across the country|nationwide|"
        r"other (?:cities|towns|villages|provinces|regions))\b",
        re.IGNORECASE,
    ),
    ("else", "other", "separate", "across", "nationwide"),
)
_CARRIED_SENTENCES = 4
_TOWARD_WORDS = 5
_NEAR_KM = 10.0
_CARRIED_KM = 5.0
_TOWARD_KM = 25.0
_DEFAULT_KM = {"P": 5.0, "S": 1.0, "A": 60.0, "L": 50.0, "H": 30.0, "T": 20.0, "R": 20.0}
_WIDENING = {
    "near": (Relation.NEAR, _NEAR_KM, Precision.NEAR),
    "toward": (Relation.TOWARD, _TOWARD_KM, Precision.NEAR),
    "along": (Relation.ALONG, _NEAR_KM, Precision.AREA),
}
_NEAR_HOST_KM = 25.0
NOWHERE = 9


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a claim is set."""

    main: Setting = field(default_factory=Setting)
    others: tuple[Setting, ...] = ()
    distance: int = NOWHERE
    """How many sentences away the place is named; 9 if it is only the article's."""
    listed: tuple[Setting, ...] = ()
    """The further places of a list that the main one opens: it happened at each."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where the event told just before happened, and in which sentence that stands."""

    sentence: int
    setting: Setting


def find_setting(
    scene: Scene, trigger: Trigger, actors: Sequence[Actor], previous: Told | None = None
) -> Whereabouts:
    """Return where the event of *trigger* is said to have happened.

    Parameters
    ----------
    scene : Scene
        The article.
    trigger : Trigger
        What tells of the event.
    actors : sequence of Actor
        Who takes part: an exchange of words between states is set between them.
    previous : Told, optional
        Where the event told before this one happened.

    Returns
    -------
    Whereabouts
        The place nearest by syntax in the sentence; else that of the sentences just before,
        known less closely; else the town of the heading; else the country that the article is
        about; else none.
    """
    if is_verbal(trigger):
        return _exchange(scene, trigger, actors)
    where = _set(scene, trigger, actors, previous)
    known = where.distance == 0 and not is_country(where.main.place)
    spot = occurred_at(scene, trigger, reach=1 if known else 2)
    told = _setting(scene, spot) if spot else Setting()
    if told.precision is None or told.place in {None, where.main.place}:
        return where
    if told.precision > (where.main.precision or Precision.INTERNATIONAL):
        return where
    return replace(where, main=told, distance=0, listed=())


def _set(
    scene: Scene, trigger: Trigger, actors: Sequence[Actor], previous: Told | None
) -> Whereabouts:
    spots = spots_in(scene, trigger, scene.sentence(trigger.span.start))
    scenes = _SCENES | {"origin"} if _leaves(trigger) else _SCENES
    others = tuple(
        replace(_setting(scene, spot), role=spot.cue)
        for spot in spots
        if spot.cue in {"toward", "origin", "destination"} - scenes
    )
    here = [spot for spot in spots if spot.cue in scenes]
    toward = [spot for spot in spots if spot.cue == "toward"]
    ahead = min(toward, key=lambda spot: spot.distance, default=None)
    if ahead and (not here or ahead.distance <= _TOWARD_WORDS):
        return Whereabouts(_setting(scene, ahead), others, 0)
    if here:
        return replace(_inside(scene, trigger, spots, here), others=others)
    home = _home(scene, trigger)
    if home is not None:
        return Whereabouts(home, others, 0)
    agreed = trigger.event_type.name == _AGREEMENT
    carried = None if agreed else _carried(scene, trigger, previous)
    if carried is None:
        carried = _headed(scene, trigger) or Whereabouts(_focus(scene, actors))
    return replace(carried, others=others)


def _headed(scene: Scene, trigger: Trigger) -> Whereabouts | None:
    """Return the town that the heading above names, known less closely."""
    index = headed_by(scene, trigger)
    if index is None or trigger.event_type.name == _AGREEMENT:
        return None
    spot = Spot(index, "inside", None, 0, scene.locations[index].toponym.span)
    return Whereabouts(_loosened(_setting(scene, spot)), (), _CARRIED_SENTENCES)


def _inside(
    scene: Scene, trigger: Trigger, spots: Sequence[Spot], here: Sequence[Spot]
) -> Whereabouts:
    """Return the nearest of the places *here*, among the *spots* of the sentence of *trigger*."""
    best = _finer(scene, here, min(here, key=lambda spot: spot.distance))
    setting = _setting(scene, best)
    if is_country(setting.place):
        return Whereabouts(_narrowed(scene, trigger, setting), (), 0)
    return Whereabouts(setting, (), 0, _listed(scene, trigger, spots, best))


def _listed(
    scene: Scene, trigger: Trigger, spots: Sequence[Spot], head: Spot
) -> tuple[Setting, ...]:
    """Return the places that a list goes on with after *head*: "shelled Gao, Kidal and Menaka"."""
    found: list[Spot] = []
    closed = 0
    if head.cue in _LISTING:
        for spot in spots[spots.index(head) + 1 :]:
            gap = scene.text[(found or [head])[-1].span.stop : spot.span.start].lower().split()
            if not spot.listed or "or" in gap or _acts(scene, trigger, spot):
                break
            found.append(spot)
            closed = len(found) if "and" in gap else closed
    # What no "and" closes is "in the village, its district".
    settings = (_setting(scene, spot) for spot in found[:closed])
    return tuple(each for each in settings if not is_country(each.place))


def _acts(scene: Scene, trigger: Trigger, spot: Spot) -> bool:
    """Tell whether the place opens a clause of its own: "seized Gao and Kidal was shelled"."""
    tokens = tokens_of(scene)
    stop = tokens.within(spot.span)[1]
    return trigger.voice is not Voice.NOMINAL and tokens.tags[stop : stop + 1] in {"V", "X", "L"}


def _home(scene: Scene, trigger: Trigger) -> Setting | None:
    """Return where the article was written, if the sentence says "here" or "in this capital"."""
    written = written_in(scene)
    if written is None or written.place is None or is_country(written.place):
        return None
    match = _HERE.search(scene.words_of(scene.sentence(trigger.span.start)))
    if match is None:
        return None
    if match["capital"] and written.place.feature_code != "PPLC":
        return None
    start = scene.sentence(trigger.span.start).start
    if is_of_speech(scene, Span(start + match.start(), start + match.end()), trigger):
        return None
    place = written.place
    index = scene.locations.index(written)
    precision = precision_of(place)
    return Setting(place, index, Relation.IN, precision, _radius(written), place.path)


def _focus(scene: Scene, actors: Sequence[Actor]) -> Setting:
    """Return the country that the article is about, unless it only names who did it by it."""
    focus = focus_of(scene)
    country = focus.place.country if focus.place else None
    literal = any(
        location.place is not None
        and location.place.country == country
        and location.toponym.use is Use.LITERAL
        for location in scene.locations
    )
    doing = any(actor.role == "actor" and actor.country == country for actor in actors)
    return Setting() if doing and not literal else focus


def _exchange(scene: Scene, trigger: Trigger, actors: Sequence[Actor]) -> Whereabouts:
    states = states_of(scene, trigger, actors)
    met = trigger.event_type.plover in _MEETINGS
    meeting = _meeting_place(scene, trigger) if met else None
    if len(states) > 1 or meeting is not None:
        return Whereabouts(meeting or Setting(relation=Relation.BETWEEN), states, 0)
    acting = {actor.country for actor in actors if actor.role == "actor"}
    if states and states[0].place and states[0].place.country in acting:
        return Whereabouts(replace(states[0], role=None, relation=Relation.IN), (), 0)
    return Whereabouts()


def _meeting_place(scene: Scene, trigger: Trigger) -> Setting | None:
    for spot in spots_in(scene, trigger, scene.sentence(trigger.span.start)):
        place = scene.locations[spot.index].place
        if spot.match and spot.match["inside"] in {"in", "at"} and not is_country(place):
            return _setting(scene, spot)
    return None


def _leaves(trigger: Trigger) -> bool:
    """Tell whether what happens "from" a place happens there: "drove ~ from", a withdrawal."""
    event_type = trigger.event_type
    if trigger.phrase.endswith(" from") or trigger.phrase in _EMPTYING:
        return True
    return event_type.plover == "RETREAT" or event_type.name == "Abduction/forced disappearance"


def _finer(scene: Scene, spots: Sequence[Spot], best: Spot) -> Spot:
    """Prefer a finer place of the sentence inside the chosen one, where there is one."""
    inner = [
        spot
        for spot in spots
        if spot is not best
        and not spot.listed
        and contains(scene, best, spot)
        and (is_country(scene.locations[best.index].place) or not _parted(scene, best, spot))
    ]
    return min(inner, key=lambda spot: spot.distance) if inner else best


def _parted(scene: Scene, one: Spot, other: Spot) -> bool:
    """Tell whether "and" and a verb part two places: "attacked in the east and shelled Gao"."""
    tokens = tokens_of(scene)
    first, last = sorted((tokens.at(one.span.start), tokens.at(other.span.start)))
    return "CV" in tokens.tags[first:last]


def _setting(scene: Scene, spot: Spot) -> Setting:
    location = scene.locations[spot.index]
    place = location.place
    if spot.told and (place is None or (location.hosted and spot.told.cue in MEASURED)):
        return _named(replace(_setting(scene, spot.told), toponym=spot.index), location)
    if place is None:
        return _named(replace(focus_of(scene), toponym=spot.index), location)
    precision, radius = divided(scene, location, _radius(location))
    relation = Relation.IN if precision > Precision.NEAR else Relation.AT
    setting = Setting(place, spot.index, relation, precision, radius, place.path)
    if location.hosted:
        setting = _named(setting, location)
    return setting if is_country(place) else _related(scene, spot, setting)


def _named(setting: Setting, location: Location) -> Setting:
    """Return *setting* by the name of what lies there, and known no better than its host tells."""
    least = Precision.NEAR if (setting.radius_km or 0.0) <= _NEAR_HOST_KM else Precision.DISTRICT
    host = (setting.place.name,) if setting.place else ()
    return replace(
        setting,
        precision=setting.precision and max(setting.precision, least),
        path=setting.path if setting.path[-1:] == host else setting.path + host,
        name=" ".join(location.toponym.name.split()),
    )


def _related(scene: Scene, spot: Spot, setting: Setting) -> Setting:
    """Return *setting* as the words before the name relate to it."""
    if spot.cue in _WIDENING:
        return _widened(setting, *_WIDENING[spot.cue])
    if spot.cue == "between":
        return _between(scene, spot, setting)
    match = spot.match
    if spot.cue == "offset" and match:
        return moved(setting, match["number"], match["unit"], match["bearing"])
    if spot.cue == "away" and match:
        far = float(match["far"]) * (KM_PER_MILE if match["farunit"].startswith("mi") else 1)
        return _widened(setting, Relation.NEAR, far, Precision.NEAR)
    return setting


def _between(scene: Scene, spot: Spot, setting: Setting) -> Setting:
    if spot.index + 1 < len(scene.locations):
        here, there = scene.locations[spot.index], scene.locations[spot.index + 1]
        gap = scene.text[here.toponym.stop : there.toponym.start]
        if gap.strip().lower() in {"and", "and the"} and there.place and here.place:
            return between(setting, there.place)
    return setting


def _widened(setting: Setting, relation: Relation, km: float, least: Precision) -> Setting:
    radius = round((setting.radius_km or 0) + km, 1)
    precision = max(setting.precision or least, least)
    return replace(setting, relation=relation, radius_km=radius, precision=precision)


def _radius(location: Location) -> float | None:
    place = location.place
    if place is None:
        return None
    radius = location.radius_km or place.radius_km or _DEFAULT_KM.get(place.feature_class, 20.0)
    return round(radius, 1)


def _carried(scene: Scene, trigger: Trigger, previous: Told | None) -> Whereabouts | None:
    """Take the place over from the sentences before, as far as that is safe."""
    number = scene.sentence_index(trigger.span.start)
    if previous is not None and previous.sentence == number:
        return Whereabouts(previous.setting, (), 0)
    for back in range(1, min(_CARRIED_SENTENCES, number) + 1):
        setting = None
        if previous is not None and previous.sentence == number - back:
            setting = previous.setting
        else:
            spots = spots_in(scene, trigger, scene.sentences[number - back])
            here = [spot for spot in spots if spot.cue in _SCENES and spot.cue != "at"]
            if here:
                fine = min(here, key=lambda spot: (_level(scene, spot), -spot.index))
                setting = _setting(scene, fine)
        if setting is not None:
            same = _SAME_PLACE.search(scene.words_of(scene.sentences[number]))
            return Whereabouts(setting if same else _loosened(setting), (), back)
    return None


def _loosened(setting: Setting) -> Setting:
    if is_country(setting.place):
        return setting
    return _widened(setting, setting.relation, _CARRIED_KM, Precision.NEAR)


def _narrowed(scene: Scene, trigger: Trigger, country: Setting) -> Setting:
    """Take over the finer place of the sentence before, where the narrative goes on from it."""
    number = scene.sentence_index(trigger.span.start)
    if number == 0 or _ELSEWHERE.search(scene.words_of(scene.sentences[number])):
        return country
    spots = [
        spot
        for spot in spots_in(scene, trigger, scene.sentences[number - 1])
        if spot.cue in _SCENES and _lies_in(scene, spot, country)
    ]
    if not spots:
        return country
    fine = _setting(scene, min(spots, key=lambda spot: (_level(scene, spot), spot.index)))
    return _widened(fine, Relation.NEAR, _CARRIED_KM, Precision.NEAR)


def _lies_in(scene: Scene, spot: Spot, country: Setting) -> bool:
    place = scene.locations[spot.index].place
    return (
        place is not None
        and country.place is not None
        and place.country == country.place.country
        and precision_of(place) <= Precision.DISTRICT
    )


def _level(scene: Scene, spot: Spot) -> int:
    place = scene.locations[spot.index].place
    return int(precision_of(place)) if place else NOWHERE
