"""Where a claim says that it happened: the place of the trigger, not of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.events import event_kinds
from geo.extract.dateline import datelines_of
from geo.extract.reporting import reporting_words
from geo.extract.scene import is_country
from geo.extract.tagging import tokens_of
from geo.extract.vicinity import between, moved
from geo.model import Precision, Relation, Setting, Span, Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.extract.scene import Scene, Trigger
    from geo.extract.tagging import Tokens
    from geo.model import Actor, Location, Place

_VERBAL = frozenset(("diplomacy",))
_TO_PARTY = frozenset("to with".split())
_VERBAL_TYPES = frozenset(("THREATEN", "SANCTION"))
_MEETINGS = frozenset(("CONSULT", "AGREE"))
_BEFORE = 60
"""Characters before a name in which its preposition is looked for."""
_QUALIFIERS = r"""(?:(?:the|a|an|its|their|his|central|northern|southern|eastern|western|north|south|
    east|west|northeastern|northwestern|southeastern|southwestern|north-?eastern|north-?western|
    south-?eastern|south-?western|nearby|neighbou?ring|strategic|besieged|disputed|occupied|remote|
    rebel-held|government-held|main|key|restive|volatile|coastal|capital|city|town|village|villages|
    towns|cities|province|district|region|regions|area|areas|department|municipality|state|county|
    suburb|neighbou?rhood|island|port|settlement|hamlet|valley|countryside|territory|of|in|s|
    capital,|’s|'s|including|both|several|parts|part|center|centre|heart|outskirts|
    jurisdiction|zone|sector|refugee|camp)\W+)*"""
_CUE = re.compile(
    r"""\b(?:
    (?P<offset>(?P<number>\d+(?:\.\d+)?|ten|twenty|thirty|forty|fifty|a\ few)\s*-?
      (?P<unit>km|kms|kilometers?|kilometres?|miles?)\s+(?:to\s+the\s+)?
      (?P<bearing>north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?
      \s+(?:of|from))
    |(?P<away>(?P<far>\d+(?:\.\d+)?)\s*-?(?P<farunit>km|kms|kilometers?|kilometres?|miles?)\s+(?:from|outside|away\s+from))
    |(?P<toward>towards?|en\s+route\s+to|(?:way|road|drive|headed|heading|bound|marche?d?|march)\s+(?:to|for))
    |(?P<near>near|outside|around|close\s+to|not\s+far\s+from|adjacent\s+to|next\s+to|vicinity\s+of|outskirts\s+of|
      (?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?\s+of|overlooking|off)
    |(?P<along>along|border\s+with|borders\s+with|frontier\s+with|border\s+between)
    |(?P<between>between)
    |(?P<origin>from)
    |(?P<other>president|minister|leader|mayor|governor|ambassador|king|head|ruler|people|resident|
      residents|native|citizen|citizens|chief|bishop|archbishop|name|government|army|republic|
      capital)\s+of
    |(?P<base>based|headquartered|born|exiled|raised|trained|jailed|living)\s+in
    |(?P<inside>in|at|inside|within|into|on|across|throughout|over|against|to|of|through|through\s+out|entering|entered)
    )\W+""" + _QUALIFIERS + r"""$""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_CHAIN = re.compile(r"\s*(?:,|\(|\bin\b|\bof\b)\s*(?:the|in|of|a|northern|southern|eastern|western|"
                    r"central|province|department|district|state|\s)*", re.IGNORECASE)  # fmt: skip
_SAME_PLACE = re.compile(
    r"\b(?:there|here|(?:the|this|that|same)\s+(?:same\s+)?(?:village|town|city|area|district|base|"
    r"province|region|neighbou?rhood|scene|place|site|camp|island|locality|capital|zone|country|"
    r"settlement|checkpoint|compound|market|mosque|church|building|airport|hotel))\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|other parts?|another|separate(?:ly)?|across the country|nationwide|"
    r"other (?:cities|towns|villages|provinces|regions))\b",
    re.IGNORECASE,
)
_CARRIED_SENTENCES = 4
_CROSSING = {"S": 6, "B": 6, ";": 6, ":": 6, "V": 2, "G": 2, "X": 2, "T": 2}
"""What it costs to cross a word of each tag on the way from a trigger to a place."""
_BEFORE_COST = 3
_SPEECH_COST = 30
_TOWARD_WORDS = 5
_NEAR_KM = 10.0
_TOWARD_KM = 25.0
_DEFAULT_KM = {"P": 5.0, "S": 1.0, "A": 60.0, "L": 50.0, "H": 30.0, "T": 20.0, "R": 20.0}
_KM_PER_MILE = 1.609


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named in a sentence, and how the words before it relate to it."""

    index: int
    cue: str
    match: re.Match[str] | None
    distance: float


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a claim is set."""

    main: Setting = Setting()
    others: tuple[Setting, ...] = ()
    distance: int = 9
    """How many sentences away the place is named; 9 if it is only the article's."""


def find_setting(
    scene: Scene, trigger: Trigger, actors: Sequence[Actor], previous: Setting | None = None
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
    previous : Setting, optional
        Where the event told before this one happened.

    Returns
    -------
    Whereabouts
        With no place where the article gives none.
    """
    if is_verbal(trigger):
        return _exchange(scene, trigger, actors)
    sentence = scene.sentence(trigger.span.start)
    spots = _spots(scene, trigger, sentence)
    here = [
        spot
        for spot in spots
        if spot.cue in {"inside", "near", "offset", "away", "along", "between", "at"}
    ]
    others = _further(scene, spots)
    toward = [spot for spot in spots if spot.cue == "toward"]
    if toward and min(spot.distance for spot in toward) <= _TOWARD_WORDS:
        return Whereabouts(_setting(scene, min(toward, key=lambda spot: spot.distance)), others, 0)
    if here:
        best = min(here, key=lambda spot: spot.distance)
        setting = _setting(scene, _finer(scene, here, best))
        if is_country(setting.place):
            setting = _narrowed(scene, trigger, setting)
        return Whereabouts(setting, others, 0)
    if toward:
        return Whereabouts(_setting(scene, toward[0]), others, 0)
    return _carried(scene, trigger, previous, others) or Whereabouts(
        _focus(scene, actors), others, 9
    )


def is_verbal(trigger: Trigger) -> bool:
    """Tell whether *trigger* tells of words or diplomacy, which have parties but no place."""
    kind = event_kinds()[trigger.event_type.name]
    return kind.family in _VERBAL or kind.name in _VERBAL_TYPES


def counterparts(scene: Scene, actors: Iterable[Actor]) -> tuple[Setting, ...]:
    """Return the states of *actors* as settings, each once."""
    found: dict[str, Setting] = {}
    for actor in actors:
        code = actor.country
        if code and code not in found and (place := _country_of(scene, code)):
            found[code] = _country_setting(scene, place, role="counterpart")
    return tuple(found.values())


def precision_of(place: Place) -> Precision:
    """Return how closely *place* says where something is, in UCDP's order."""
    code = place.feature_code or ""
    if code.startswith("PCL"):
        return Precision.COUNTRY
    if code == "ADM1":
        return Precision.PROVINCE
    if place.feature_class == "A":
        return Precision.DISTRICT
    if code in {"CONT", "OCN", "SEA"} or (place.country is None and place.feature_class == "L"):
        return Precision.INTERNATIONAL
    return Precision.EXACT if place.feature_class in "PS" else Precision.AREA


def _exchange(scene: Scene, trigger: Trigger, actors: Sequence[Actor]) -> Whereabouts:
    states = counterparts(scene, actors)
    if len(states) == 1 and (other := _other_state(scene, trigger, states[0])):
        states = (*states, other)
    if len(states) > 1:
        main = Setting(relation=Relation.BETWEEN)
        if trigger.event_type.plover in _MEETINGS:
            main = _meeting_place(scene, trigger) or main
        return Whereabouts(main, states, 0)
    if states:
        return Whereabouts(replace(states[0], role=None, relation=Relation.IN), (), 0)
    return Whereabouts()


def _other_state(scene: Scene, trigger: Trigger, known: Setting) -> Setting | None:
    """Return the one other state that the sentence names, or the next one that "to" leads to."""
    tokens = tokens_of(scene)
    at = tokens.at(trigger.span.start)
    found: dict[str, Place] = {}
    for index in scene.locations_in(scene.sentence(trigger.span.start)):
        location = scene.locations[index]
        place = location.place
        if place is None or not is_country(place) or location.toponym.use is Use.EMBEDDED:
            continue
        if known.place is None or place.country == known.place.country:
            continue
        token = tokens.at(location.toponym.start)
        before = tokens.words[max(token - 2, 0) : token]
        if token > at and not _TO_PARTY.isdisjoint(before):
            return _country_setting(scene, place, role="counterpart")
        found.setdefault(place.country or place.id, place)
    if len(found) != 1:
        return None
    return _country_setting(scene, next(iter(found.values())), role="counterpart")


def _meeting_place(scene: Scene, trigger: Trigger) -> Setting | None:
    for spot in _spots(scene, trigger, scene.sentence(trigger.span.start)):
        location = scene.locations[spot.index]
        if (
            spot.match
            and spot.match["inside"] in {"in", "at"}
            and location.place
            and not is_country(location.place)
        ):
            return _setting(scene, spot)
    return None


def _spots(scene: Scene, trigger: Trigger, sentence: Span) -> list[Spot]:
    tokens = tokens_of(scene)
    at = tokens.at(trigger.span.start)
    datelines = datelines_of(scene)
    spots = []
    for index in scene.locations_in(sentence):
        location = scene.locations[index]
        span = location.toponym.span
        if location.toponym.use is not Use.LITERAL or location.place is None:
            continue
        if any(dateline.overlaps(span) for dateline in datelines):
            continue
        cue, match = _cue(scene, span, sentence)
        if cue in {"other", "base"} or _is_of_speech(scene, index, trigger):
            continue
        token = tokens.at(span.start)
        spots.append(Spot(index, cue, match, _distance(tokens, at, token)))
    return _without_containers(scene, spots)


def _distance(tokens: Tokens, trigger: int, place: int) -> float:
    """Return how far apart by syntax two tokens stand: clauses and verbs between them count."""
    low, high = sorted((trigger, place))
    crossed = tokens.tags[low + 1 : high]
    cost = high - low + sum(crossed.count(tag) * price for tag, price in _CROSSING.items())
    if place < trigger:
        return cost + _BEFORE_COST
    reports = reporting_words()
    speech = any(
        f"verb:{tokens.words[index]}" in reports and tokens.tags[index + 1] in "SP:,Q"
        for index in range(low + 1, high)
    )
    return cost + _SPEECH_COST * speech


def _cue(scene: Scene, span: Span, sentence: Span) -> tuple[str, re.Match[str] | None]:
    before = scene.text[max(sentence.start, span.start - _BEFORE) : span.start]
    match = _CUE.search(before)
    if match is None:
        return "at", None
    name = next(
        name
        for name in (
            "offset",
            "away",
            "toward",
            "near",
            "along",
            "between",
            "origin",
            "other",
            "base",
            "inside",
        )
        if match[name]
    )
    return name, match


def _is_of_speech(scene: Scene, index: int, trigger: Trigger) -> bool:
    """Tell whether the place is where somebody spoke: "told reporters in Geneva"."""
    tokens = tokens_of(scene)
    token = tokens.at(scene.locations[index].toponym.start)
    trigger_token = tokens.at(trigger.span.start)
    for position in range(token - 1, max(token - 8, -1), -1):
        if position == trigger_token or tokens.tags[position] in ".;:S":
            return False
        if f"verb:{tokens.words[position]}" in reporting_words():
            return True
        if tokens.tags[position] in "VX":
            return False
    return False


def _without_containers(scene: Scene, spots: list[Spot]) -> list[Spot]:
    """Leave out what only says where the name before it lies: "Shusha, Azerbaijan"."""
    kept: list[Spot] = []
    last: Span | None = None
    for spot in spots:
        span = scene.locations[spot.index].toponym.span
        joined = last is not None and _CHAIN.fullmatch(scene.text[last.stop : span.start])
        if not (joined and kept and _contains(scene, spot, kept[-1])):
            kept.append(spot)
        last = span
    return kept


def _contains(scene: Scene, outer: Spot, inner: Spot) -> bool:
    big, small = scene.locations[outer.index].place, scene.locations[inner.index].place
    return (
        big is not None
        and small is not None
        and precision_of(big) > precision_of(small)
        and (big.country is None or big.country == small.country)
    )


def _finer(scene: Scene, spots: list[Spot], best: Spot) -> Spot:
    """Prefer a finer place of the sentence inside the chosen one, where there is just one."""
    inner = [spot for spot in spots if spot is not best and _contains(scene, best, spot)]
    return min(inner, key=lambda spot: spot.distance) if inner else best


def _setting(scene: Scene, spot: Spot) -> Setting:
    location = scene.locations[spot.index]
    place, match = location.place, spot.match
    if place is None:
        return Setting()
    setting = Setting(
        place, spot.index, Relation.AT, precision_of(place), _radius(location), place.path
    )
    if is_country(place):
        return replace(setting, relation=Relation.IN)
    if spot.cue == "near":
        return _widened(setting, Relation.NEAR, _NEAR_KM, Precision.NEAR)
    if spot.cue == "toward":
        return _widened(setting, Relation.TOWARD, _TOWARD_KM, Precision.NEAR)
    if spot.cue == "along":
        return _widened(setting, Relation.ALONG, _NEAR_KM, Precision.AREA)
    if spot.cue == "offset" and match:
        return moved(setting, match["number"], match["unit"], match["bearing"])
    if spot.cue == "away" and match:
        far = float(match["far"]) * (_KM_PER_MILE if match["farunit"].startswith("mi") else 1)
        return _widened(setting, Relation.NEAR, far, Precision.NEAR)
    if spot.cue == "between":
        return _between(scene, spot, setting)
    if precision_of(place) in {
        Precision.DISTRICT,
        Precision.PROVINCE,
        Precision.AREA,
        Precision.INTERNATIONAL,
    }:
        return replace(setting, relation=Relation.IN)
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
    return location.radius_km or place.radius_km or _DEFAULT_KM.get(place.feature_class, 20.0)


def _further(scene: Scene, spots: list[Spot]) -> tuple[Setting, ...]:
    roles = {"toward": "toward", "origin": "origin"}
    found = []
    for spot in spots:
        role = roles.get(spot.cue)
        if role:
            found.append(replace(_setting(scene, spot), role=role))
    return tuple(found)


def _carried(
    scene: Scene, trigger: Trigger, previous: Setting | None, others: tuple[Setting, ...]
) -> Whereabouts | None:
    """Take the place over from the sentences before, as far as that is safe."""
    number = scene.sentence_index(trigger.span.start)
    words = scene.words_of(scene.sentences[number])
    for back in range(1, _CARRIED_SENTENCES + 1):
        if number - back < 0:
            break
        spots = _spots(scene, trigger, scene.sentences[number - back])
        here = [spot for spot in spots if spot.cue not in {"origin", "toward"}]
        if here:
            fine = min(here, key=lambda spot: (_rank(scene, spot), -spot.index))
            setting = _setting(scene, fine)
            if not _SAME_PLACE.search(words):
                setting = _widened(
                    setting,
                    setting.relation,
                    0 if is_country(setting.place) else _NEAR_KM / 2,
                    Precision.NEAR,
                )
            return Whereabouts(setting, others, back)
    return None


def _narrowed(scene: Scene, trigger: Trigger, country: Setting) -> Setting:
    """Take over the finer place of the sentence before, where the narrative goes on from it."""
    number = scene.sentence_index(trigger.span.start)
    words = scene.words_of(scene.sentences[number])
    if number == 0 or _ELSEWHERE.search(words):
        return country
    spots = [
        spot
        for spot in _spots(scene, trigger, scene.sentences[number - 1])
        if spot.cue not in {"origin", "toward"} and _lies_in(scene, spot, country)
    ]
    if not spots:
        return country
    fine = _setting(scene, min(spots, key=lambda spot: (_rank(scene, spot), spot.index)))
    return _widened(fine, Relation.NEAR, _NEAR_KM / 2, Precision.NEAR)


def _lies_in(scene: Scene, spot: Spot, country: Setting) -> bool:
    place = scene.locations[spot.index].place
    return (
        place is not None
        and country.place is not None
        and place.country == country.place.country
        and precision_of(place) <= Precision.DISTRICT
    )


def _rank(scene: Scene, spot: Spot) -> int:
    place = scene.locations[spot.index].place
    return int(precision_of(place)) if place else 9


def _focus(scene: Scene, actors: Sequence[Actor]) -> Setting:
    """Return the country that the article is about, if it is about one."""
    counts: dict[str, int] = {}
    for location in scene.locations:
        place = location.place
        if place and place.country and location.toponym.use is not Use.EMBEDDED:
            counts[place.country] = counts.get(place.country, 0) + 1
    if not counts:
        return Setting()
    code, most = max(counts.items(), key=lambda item: item[1])
    if most * 2 <= sum(counts.values()):
        return Setting()
    place = _country_of(scene, code)
    return replace(_country_setting(scene, place), relation=Relation.IN) if place else Setting()


def _country_setting(scene: Scene, place: Place, role: str | None = None) -> Setting:
    index = next(
        (
            i
            for i, location in enumerate(scene.locations)
            if location.place and location.place.id == place.id
        ),
        None,
    )
    return Setting(
        place, index, Relation.NONE, Precision.COUNTRY, place.radius_km, place.path, role
    )


def _country_of(scene: Scene, code: str) -> Place | None:
    for location in scene.locations:
        if (
            location.place is not None
            and location.place.country == code
            and is_country(location.place)
        ):
            return location.place
    return None
