"""Words that a party speaks, where the article names no verb for them: "They must leave," he said.

The lexicon marks such phrases. They tell of an event only in the mouth of a state, an armed group
or an official, and who speaks is the actor, not the claimant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.actors import actors_of, find_actors
from geo.extract.attribution import Attribution
from geo.extract.lexicon import read_lexicon
from geo.extract.mentions import mentions_of
from geo.extract.phrases import phrases_from, sentence_at
from geo.extract.standing import in_phrase
from geo.extract.tagging import tokens_of
from geo.extract.voices import voice_over
from geo.model import Actor, Modality, Stance

if TYPE_CHECKING:
    from geo.extract.scene import Scene, Trigger
    from geo.extract.speakers import Source

SPOKEN = Attribution()
"""The article itself says that the words were spoken."""
ASKED = Attribution(modality=Modality.REQUESTED)
_PARTIES, _OTHERS = "officialdom", "constable"
"""The lexicon's classes of words for who may speak for a party, and who does not."""
_ADDRESSING = frozenset("told tells tell asked assured warned reminded informed".split())


def speaks(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """Return who speaks the words of *trigger*, then to or of whom; nobody if no party speaks."""
    voice = voice_over(scene, trigger)
    if voice is None or voice.source is None or voice.stance is Stance.DENIED:
        return ()
    source, tokens, mentions = voice.source, tokens_of(scene), mentions_of(scene)
    if not _is_party(scene, source):
        return ()
    at = sentence_at(scene, tokens.starts[source.first])
    doers = in_phrase(at, mentions, (source.first, source.last))
    heard = tokens.words[voice.word] in _ADDRESSING
    hearers = in_phrase(at, mentions, phrases_from(at, voice.word + 1)) if heard else []
    found = actors_of(scene, doers[:1], hearers)
    if not any(actor.role == "actor" for actor in found):
        span = tokens.span(source.first, source.last)
        kind = "state forces" if source.is_state else None
        found = (Actor(source.name, "actor", kind, source.country, span), *found)
    threat = trigger.event_type.name == "THREATEN"  # "our men will attack" is of the speaker's own
    if threat or len(found) > 1:
        return found
    return (*found, *_spoken_of(scene, trigger, found[0]))


def _is_party(scene: Scene, source: Source) -> bool:
    classes, tokens = read_lexicon().classes, tokens_of(scene)
    words = {*tokens.words[source.first : source.last + 1], *source.name.lower().split()}
    known = source.is_state or source.group is not None or not classes[_PARTIES].isdisjoint(words)
    return known and classes[_OTHERS].isdisjoint(words)


def _spoken_of(scene: Scene, trigger: Trigger, speaker: Actor) -> tuple[Actor, ...]:
    """Return of whom the words speak: "the army must leave"."""
    return tuple(
        Actor(actor.name, "recipient", actor.kind, actor.country, actor.span)
        for actor in find_actors(scene, trigger)
        if actor.name != speaker.name and actor.kind is not None
    )
