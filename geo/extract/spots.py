"""The places that a sentence names, and how the words before each relate to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.extract.anaphora import anaphors_of, named_places
from geo.extract.groups import actor_nouns
from geo.extract.nesting import adverbials, descriptions, speakers
from geo.extract.once import once_per_scene
from geo.extract.parties import is_verbal
from geo.extract.phrases import sentence_at
from geo.extract.reporting_words import OCCURRING, reporting_words
from geo.extract.scene import Voice, is_country
from geo.extract.tagging import tokens_of
from geo.model import Precision, Use

if TYPE_CHECKING:
    from geo.extract.scene import Scene, Trigger
    from geo.extract.tagging import Tokens
    from geo.model import Place, Span

_BEFORE = 60
"""Characters before a name in which its preposition is looked for."""
_QUALIFIERS = r"""(?:(?:the|a|an|its|their|his|central|northern|southern|eastern|western|north|
    south|east|west|northeastern|northwestern|southeastern|southwestern|north-?eastern|north-?western|
    south-?eastern|south-?western|nearby|neighbou?ring|strategic|besieged|disputed|occupied|remote|
    rebel-held|government-held|main|key|restive|volatile|coastal|capital|city|town|village|
    villages|towns|cities|province|district|region|regions|area|areas|department|municipality|
    state|county|
    suburb|neighbou?rhood|island|port|settlement|hamlet|valley|countryside|territory|of|in|s|
    capital,|’s|'s|including|both|several|parts|part|center|centre|heart|
    jurisdiction|zone|sector|refugee|camp)\W+)*"""
_CUE = re.compile(
    r"""\b(?:
    (?P<offset>(?P<number>\d+(?:\.\d+)?|ten|twenty|thirty|forty|fifty|a\ few)\s*-?
      (?P<unit>km|kms|kilometers?|kilometres?|miles?)\s+(?:to\s+the\s+)?
      (?P<bearing>north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?
      \s+(?:of|from))
    |(?P<away>(?P<far>\d+(?:\.\d+)?)\s*-?(?P<farunit>km|kms|kilometers?|kilometres?|miles?)\s+
      (?:from|outside|away\s+from)(?:\s+the\s+\w+\s+(?:in|at|around))?)
    |(?P<toward>towards?|in\s+the\s+direction\s+of|(?:road|drive|marche?d?|march)\s+(?:to|for))
    |(?P<bound>(?:en\s+route|way|headed|heading|bound|destined)\s+(?:to|for))
    |(?P<destination>(?:visits?|trips?|flights?|travel\w*|journey\w*|fl(?:ew|own|y|ies|ying)|fled|
      flee\w*|return\w*|taken|sent|rushed|brought|evacuated|transferred|airlifted|transported|
      deported|extradited)\s+(?:\w+\s+){0,2}?to(?:\s+(?:\w+\s+){1,3}?
      (?:hospital|clinic|morgue|prison|jail|court)\s+(?:in|at|of))?)
    |(?P<near>near|outside|around|close\s+to|not\s+far\s+from|adjacent\s+to|next\s+to|
      vicinity\s+of|outskirts\s+of|
      (?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?\s+of|overlooking|
      off(?!\s+(?:in|at|near|inside|outside|by|beside)\b)(?:\s+the\s+(?:\w+\s+)?coasts?\s+of)?)
    |(?P<along>along|border\s+with|borders\s+with|frontier\s+with|border\s+between)
    |(?P<between>between)
    |(?P<origin>from(?:\s+the\s+(?:direction|side)\s+of)?)
    |(?P<other>president|minister|leader|mayor|governor|ambassador|king|head|ruler|people|resident|
      residents|native|citizen|citizens|chief|bishop|archbishop|name|government|army|republic|
      forces|troops|fighters|authorities|parliament|police|capital|status|future|fate|
      recognition)\s+of
    |(?P<forum>(?:conference|interview|statement|communiqu[eé]|summit|meeting|talks|negotiations|
      dialogue|broadcast|funeral|court|tribunal|trial|hearing)\s+(?:\w+\s+)?(?:in|at))
    |(?P<base>based|headquartered|born|exiled|raised|trained|jailed|living)\s+in
    |(?P<inside>in|at|inside|within|into|on|across|throughout|over|against|to|of|through|
      entering|entered)
    )\W+""" + _QUALIFIERS + r"""$""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_CHAIN = re.compile(
    r"""(?:\s+(?:village|town|city|district|area|region|province))?\s*(?:,|\(|\bin\b|\bof\b)\s*
    (?:the|in|of|a|northern|southern|eastern|western|central|province|department|district|state|
    \s)*""",
    re.IGNORECASE | re.VERBOSE,
)
_APPOSED = re.compile(
    r"(?:\s+[\w-]+)?,?\s+(?:(?:which\s+)?is\s+)?(?:an?\s[\w\s-]{1,30}?\s)?(?:located\s|situated\s)?"
    r"\s*(?:about\s|some\s|around\s|approximately\s|nearly\s|roughly\s|just\s|only\s)?\s*"
    r"(?:\d+(?:\.\d+)?|ten|twenty|thirty|forty|fifty|a\sfew)\s*-?(?:km|kilomet|mile)",
    re.IGNORECASE,
)
"""Between a name and what it lies so far from: ", a village 60 km north of"."""
_REST_OF_NAME = re.compile(r"(?:[ -][A-Z][\w'’.-]*){1,3} ")
_LIST = re.compile(
    r"(?:,|,?\s+and|,?\s+or)\s+(?:the\s+)?(?:(?:villages?|towns?|cit(?:y|ies))\s+of\s+)?",
    re.IGNORECASE,
)
_GOALS = {"bound": "toward", "destination": "inside"}
"""How a goal relates to a move itself; of any other deed it is only where somebody went."""
_MOVES = frozenset(("MOBILIZE", "RETREAT", "COERCE", "AID"))
_ARMS = frozenset(
    """
    tanks tank jets jet warplanes aircraft planes helicopters drones artillery missiles warships
    navy fleet gunships bombers allies proxies mayor governor chief commander chiefs police
    """.split()
)
"""What a possessor may own that acts elsewhere, beside actors."""
_LOCAL_FORCES = frozenset(
    "brigade brigades fighters militia militias militiamen rebels troops forces tribesmen".split()
)
"""Who is named by the town they come from, wherever they fight."""
_MODIFYING = "NKMG"
_STRUCK_WORDS = 5
_SPEECH_WORDS = 10
_CROSSING = {"S": 6, "B": 6, ";": 6, ":": 6, "V": 2, "G": 2, "X": 2, "T": 2}
"""What it costs to cross a word of each tag on the way from a trigger to a place."""
_IN_COUNTRY = frozenset("in inside within into on across throughout entering entered at".split())
MEASURED = frozenset(("offset", "away"))
_BEFORE_COST = 3
_SPEECH_COST = 30
_ASIDE_COST = 12
_LISTED_COST = 0.01
"""So that the first place of a list stands for it."""
_TOWN_KM = 10.0
"""Radius below which an area is a town with the ground around it, such as a city of its own."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named in a sentence, and how the words before it relate to it."""

    index: int
    """Of its location in the scene."""
    cue: str
    """The kind of preposition: a group of the pattern of cues, or ``"at"`` if there is none."""
    match: re.Match[str] | None
    distance: float
    """From the trigger, in words, with clauses and verbs between counted extra."""
    span: Span
    """The words for it: its name, or "the village"."""
    listed: bool = False
    """Whether a comma or "and" joins it to the place before, whose preposition it shares."""
    told: Spot | None = None
    """The place by which the words tell where it lies: "60 km north of", "in northern"."""


def spots_in(scene: Scene, trigger: Trigger, sentence: Span) -> list[Spot]:
    """Return the places of *sentence* where the event of *trigger* may have happened.

    Left out are the dateline, what only says where the name before it lies ("Shusha,
    Azerbaijan"), where somebody spoke, whence somebody comes ("the mayor of"), what stands in a
    description ("troops stationed in Gao") that the trigger is outside of, and countries that no
    preposition makes a scene: a bare country is its government.
    """
    tokens = tokens_of(scene)
    at = tokens.at(trigger.span.start)
    named = _named_in(scene, sentence) or _named_deed(scene, trigger, sentence)
    if not named:
        return []
    aside, spoken, clauses = _set_apart(scene, sentence)
    spots: list[Spot] = []
    passed: Span | None = None
    for index, span in named:
        token = tokens.at(span.start)
        if passed and _APPOSED.match(scene.text[passed.stop : span.start]):
            passed = None
            continue
        passed = span
        if any(token in stretch and at not in stretch for stretch in spoken):
            continue
        apart = [stretch for stretch in aside if token in stretch and at not in stretch]
        if token < at and apart:
            continue
        spot = _spot(scene, trigger, (index, span), spots)
        if spot is not None and not (apart and spot.cue == "away"):
            passed = None
            later = any(token in stretch and at < stretch.start for stretch in clauses)
            cost = _distance(tokens, at, token) + _ASIDE_COST * (bool(apart) or later)
            if spot.listed:
                cost = spots[-1].distance + _LISTED_COST
            spots.append(replace(spot, distance=cost))
    return _without_containers(scene, spots)


def _named_in(scene: Scene, sentence: Span) -> list[tuple[int, Span]]:
    """Return the places themselves that *sentence* names, or means by "the village"."""
    places = named_places(scene)
    named = [(index, places[index]) for index in scene.locations_in(sentence) if index in places]
    meant = [
        (anaphor.index, anaphor.span)
        for anaphor in anaphors_of(scene)
        if sentence.start <= anaphor.span.start < sentence.stop
    ]
    return sorted(named + meant, key=lambda each: each[1].start)


def _named_deed(scene: Scene, trigger: Trigger, sentence: Span) -> list[tuple[int, Span]]:
    """Return the place within the name that the trigger ends: "the Boston Marathon bombing"."""
    found = []
    for index in scene.locations_in(sentence):
        location = scene.locations[index]
        between = scene.text[location.toponym.stop : trigger.span.start]
        if location.toponym.use is Use.EMBEDDED and _REST_OF_NAME.fullmatch(between):
            found.append((index, location.toponym.span))
    return found


def _set_apart(scene: Scene, span: Span) -> tuple[tuple[range, ...], ...]:
    """Return the stretches of a sentence that describe a noun, name a speaker, or say when."""
    known = _known_apart(scene)
    if span.start not in known:
        sentence = sentence_at(scene, span.start)
        known[span.start] = descriptions(sentence), speakers(sentence), adverbials(sentence)
    return known[span.start]


@once_per_scene
def _known_apart(_scene: Scene) -> dict[int, tuple[tuple[range, ...], ...]]:
    return {}


def _spot(
    scene: Scene, trigger: Trigger, named: tuple[int, Span], before: list[Spot]
) -> Spot | None:
    index, span = named
    last = before[-1] if before else None
    if last is not None and _LIST.fullmatch(scene.text[last.span.stop : span.start]):
        return replace(last, index=index, span=span, listed=True)
    cue, match = _cue(scene, span, scene.sentence(span.start))
    if cue in {"other", "base"} or _owns_actor(scene, span) or is_of_speech(scene, span, trigger):
        return None
    if match and cue == "forum":
        if not _is_struck(scene, trigger, span.start - len(match[0])):
            return None
        cue, match = _cue_at_end("in ")
    if cue in _GOALS:
        cue = _GOALS[cue] if trigger.event_type.plover in _MOVES else "destination"
    if is_country(scene.locations[index].place) and not _is_inside(match):
        return None
    return Spot(index, cue, match, 0, span)


def _owns_actor(scene: Scene, span: Span) -> bool:
    """Tell whether the place only says whose somebody is: "Gao's mayor", "the Zintan brigades"."""
    sentence, tokens = sentence_at(scene, span.start), tokens_of(scene)
    index = tokens.within(span)[1]
    if sentence.tag(index) != "Z":
        return sentence.word(index) in _LOCAL_FORCES
    while sentence.tag(index + 1) in _MODIFYING:
        index += 1
    return sentence.word(index) in actor_nouns() or sentence.word(index) in _ARMS


def _is_struck(scene: Scene, trigger: Trigger, at: int) -> bool:
    """Tell whether the trigger is of the forum at *at*: "attacked a meeting in Gao"."""
    if is_verbal(trigger) or trigger.event_type.plover == "AGREE":
        return True
    tokens = tokens_of(scene)
    forum, (first, stop) = tokens.at(at), tokens.within(trigger.span)
    if first > forum:
        return trigger.voice is Voice.PASSIVE and "V" not in tokens.tags[forum:first]
    return "V" not in tokens.tags[stop:forum] and forum - stop < _STRUCK_WORDS


def _is_inside(match: re.Match[str] | None) -> bool:
    """Tell whether a preposition sets something in a country: a bare name is its government's."""
    if match is None:
        return False
    ways = ("along", "near", "toward", "bound", "destination", "origin")
    return any(match[way] for way in ways) or ((match["inside"] or "").lower() in _IN_COUNTRY)


def _distance(tokens: Tokens, trigger: int, place: int) -> float:
    """Return how far apart by syntax two tokens stand: clauses and verbs between them count."""
    low, high = sorted((trigger, place))
    crossed = tokens.tags[low + 1 : high]
    cost = high - low + sum(crossed.count(tag) * price for tag, price in _CROSSING.items())
    if place < trigger:
        return cost + _BEFORE_COST
    reports = reporting_words()
    speech = any(
        f"verb:{tokens.words[index]}" in reports
        and tokens.tags[index] in "VG"
        and tokens.tags[index + 1] in "SP:,Q"
        for index in range(low + 1, high)
    )
    return cost + _SPEECH_COST * speech


def _cue(scene: Scene, span: Span, sentence: Span) -> tuple[str, re.Match[str] | None]:
    return _cue_at_end(scene.text[max(sentence.start, span.start - _BEFORE) : span.start])


@lru_cache(maxsize=1024)
def _cue_at_end(before: str) -> tuple[str, re.Match[str] | None]:
    match = _CUE.search(before)
    if match is None:
        return "at", None
    name = next(
        name
        for name in (
            "offset",
            "away",
            "toward",
            "bound",
            "destination",
            "forum",
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


def is_of_speech(scene: Scene, span: Span, trigger: Trigger) -> bool:
    """Tell whether the place is where somebody spoke: "told reporters in Geneva"."""
    tokens = tokens_of(scene)
    token = tokens.at(span.start)
    trigger_token = tokens.at(trigger.span.start)
    for position in range(token - 1, max(token - _SPEECH_WORDS, -1), -1):
        if position == trigger_token or tokens.tags[position] in ".;:S":
            return False
        if tokens.words[position] in OCCURRING and tokens.tags[position - 1] == "X":
            return False
        if tokens.words[position] == "speaking" or (
            tokens.tags[position] == "V" and f"verb:{tokens.words[position]}" in reporting_words()
        ):
            return True
        if tokens.tags[position] in "VX":
            return False
    return False


def _without_containers(scene: Scene, spots: list[Spot]) -> list[Spot]:
    """Leave out what only says where the name before it lies: "Shusha, Azerbaijan"."""
    kept: list[Spot] = []
    last: Span | None = None
    for spot in spots:
        gap = scene.text[last.stop : spot.span.start] if last else ""
        measured = spot.cue in MEASURED and _APPOSED.match(gap)
        if kept and (measured or (_CHAIN.fullmatch(gap) and contains(scene, spot, kept[-1]))):
            kept[-1] = replace(kept[-1], told=kept[-1].told or spot)
        else:
            kept.append(spot)
        last = spot.span
    return kept


def contains(scene: Scene, outer: Spot, inner: Spot) -> bool:
    """Tell whether the place of *outer* is coarser than that of *inner* and may hold it."""
    around, within = scene.locations[outer.index], scene.locations[inner.index]
    big, small = around.place, within.place
    if big is None or (around.hosted and within.hosted and small == big):
        return False  # two villages without an entry: "in Kalwena, Motoro and Ashinde"
    if small is None or (small == big and within.hosted):
        return precision_of(big) >= Precision.DISTRICT or small is not None
    return precision_of(big) > precision_of(small) and big.country in {None, small.country}


def precision_of(place: Place) -> Precision:
    """Return how closely *place* says where something is, in UCDP's order."""
    code = place.feature_code or ""
    if code.startswith("PCL"):
        return Precision.COUNTRY
    if place.feature_class == "A" and (place.radius_km or _TOWN_KM) < _TOWN_KM:
        return Precision.EXACT
    if code == "ADM1":
        return Precision.PROVINCE
    if place.feature_class == "A":
        return Precision.DISTRICT
    if code in {"CONT", "OCN", "SEA"} or (place.country is None and place.feature_class == "L"):
        return Precision.INTERNATIONAL
    return Precision.EXACT if place.feature_class in "PS" else Precision.AREA
