"""Where a sentence says that what was told before took place: "The attack occurred in Gao"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.extract.once import once_per_scene
from geo.extract.phrases import sentences_of
from geo.extract.spots import spots_in
from geo.extract.tagging import tokens_of

if TYPE_CHECKING:
    from geo.extract.phrases import Sentence
    from geo.extract.scene import Scene, Trigger
    from geo.extract.spots import Spot

_DEEDS = frozenset(
    """
    incident incidents attack attacks assault raid ambush crime murder murders killing killings
    assassination massacre shooting shootout explosion explosions blast bombing clash clashes
    confrontation battle fighting kidnapping abduction event events action operation encounter
    """.split()
)
_DEFINITE = frozenset("the this that these those both".split())
_HAPPENED = frozenset("occurred happened occurring".split())
_DONE = frozenset("perpetrated committed staged carried".split())
_SCENES = frozenset(("inside", "near", "offset", "away", "along", "between"))
_BEFORE, _AFTER = 3, 4


def occurred_at(scene: Scene, trigger: Trigger, *, reach: int) -> Spot | None:
    """Return where words up to *reach* sentences behind *trigger* say that its deed took place."""
    here = scene.sentence_index(trigger.span.start)
    at = tokens_of(scene).within(trigger.span)[1]
    for number, verb in _occurrences(scene):
        if here <= number <= here + reach and verb >= at:
            return _spot_behind(scene, trigger, number, verb)
    return None


def _spot_behind(scene: Scene, trigger: Trigger, number: int, verb: int) -> Spot | None:
    """Return the first place of the sentence *number* that stands behind its *verb*."""
    tokens = tokens_of(scene)
    told = replace(trigger, span=tokens.span(verb, verb))
    for spot in spots_in(scene, told, scene.sentences[number]):
        if tokens.at(spot.span.start) > verb and spot.cue in _SCENES:
            return spot
    return None


@once_per_scene
def _occurrences(scene: Scene) -> tuple[tuple[int, int], ...]:
    """Return the sentences that say of a deed that it took place, and the tokens of the verbs."""
    return tuple(
        (number, verb)
        for number, sentence in enumerate(sentences_of(scene))
        for index in sentence.found(_DEEDS)
        if _is_definite(sentence, index) and (verb := _verb_behind(sentence, index)) is not None
    )


def _is_definite(sentence: Sentence, index: int) -> bool:
    return any(sentence.word(index - back) in _DEFINITE for back in range(1, _BEFORE))


def _verb_behind(sentence: Sentence, index: int) -> int | None:
    """Return the token of "took place" and the like, where the deed at *index* is its subject."""
    for position in range(index + 1, index + 1 + _AFTER):
        word = sentence.word(position)
        if word in _HAPPENED or (word == "place" and sentence.word(position - 1) == "took"):
            return position
        if word in _DONE and sentence.tag(position - 1) in "XR":
            return position
        if sentence.tag(position) not in ",SXRVA":
            return None
    return None
