"""Somebody's denial of a part in what was told before: "The rebels denied any role in it"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.extract.actors import actors_of
from geo.extract.clauses import subject_of
from geo.extract.mentions import mentions_of
from geo.extract.phrases import sentences_of
from geo.extract.retelling import summarized
from geo.extract.tagging import tokens_of
from geo.model import Casualties, Claimant, Modality, Stance
from geo.text import identifier, quote_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.extract.phrases import Sentence
    from geo.extract.scene import Scene
    from geo.model import Actor, Claim

_DENYING = frozenset("denied denies disclaimed disclaims disowned".split())
_SHARES = frozenset("part role hand involvement responsibility complicity".split())
_DETERMINERS = frozenset("any all its their his her a having".split())
_NOBODY = frozenset("nobody none neither nor no not".split())
_REACH = 4
"""Sentences that the deed may stand before the denial."""
_NEAR = 4
"""Words behind the verb of which one is the share that is denied."""


def with_disclaimers(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """Return *claims*, each followed by what is disclaimed of it in words without a deed.

    "Twelve people were killed in Gao. The rebels denied any part in it": that the rebels did
    it is denied, by themselves.
    """
    disclaimed = [
        _disclaimed(scene, told, doers, verb)
        for sentence in sentences_of(scene)
        for verb in sentence.found(_DENYING)
        if (doers := _disclaiming(scene, sentence, verb))
        and (told := _told_before(scene, claims, sentence, verb))
    ]
    return sorted((*claims, *disclaimed), key=lambda claim: claim.trigger.start)


def _disclaiming(scene: Scene, sentence: Sentence, verb: int) -> tuple[Actor, ...]:
    """Return who denies a share of a deed with the *verb*, if that is what it denies."""
    share = next((at for at in range(verb + 1, verb + _NEAR) if sentence.word(at) in _SHARES), None)
    subject = subject_of(sentence, verb)
    if share is None or subject is None or sentence.word(subject[0]) in _NOBODY:
        return ()
    if not _DETERMINERS.issuperset(sentence.tokens.words[verb + 1 : share]):
        return ()
    within = mentions_of(scene).between(subject[0], subject[1] + 1)
    return actors_of(scene, [each for each in within if not each.modifies][:1], [])


def _told_before(
    scene: Scene, claims: Sequence[Claim], sentence: Sentence, verb: int
) -> Claim | None:
    """Return the deed told last before the *verb*, unless the sentence has one behind it."""
    tokens = tokens_of(scene)
    at, stop = tokens.starts[verb], tokens.stops[sentence.stop - 1]
    earliest = scene.sentence_index(at) - _REACH
    told = None
    for claim in claims:
        if claim.event_type.plover != "ASSAULT" or claim.modality is not Modality.HAPPENED:
            continue
        if at < claim.trigger.start < stop and claim.stance is Stance.DENIED:
            return None
        if claim.trigger.start < at and scene.sentence_index(claim.trigger.start) >= earliest:
            told = claim
    return None if told is None or told.stance is Stance.DENIED else told


def _disclaimed(scene: Scene, told: Claim, doers: tuple[Actor, ...], verb: int) -> Claim:
    tokens = tokens_of(scene)
    span = tokens.span(verb, verb)
    claimant = doers[0].span or span
    return summarized(
        replace(
            told,
            claim_id=identifier(f"{scene.article.article_id}\0{span.start}\0disclaimed"),
            quote=quote_of(scene.text, scene.sentence(span.start)),
            trigger=span,
            actors=(*doers, *(each for each in told.actors if each.role != "actor")),
            casualties=Casualties(),
            claimant=Claimant(doers[0].name, claimant),
            stance=Stance.DENIED,
        )
    )
