"""Who did it, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.clauses import tokens_of
from geo.extract.scene import Voice
from geo.model import Actor

if TYPE_CHECKING:
    from geo.extract.scene import Scene, Trigger


def find_actors(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """Return who takes part in the event of *trigger*, in the order of the text."""
    tokens = tokens_of(scene.text)
    sentence = scene.sentence(trigger.span.start)
    found = []
    for number in scene.locations_in(sentence):
        location = scene.locations[number]
        index = tokens.at(location.toponym.start)
        follower = index + 1
        if follower >= len(tokens.words) or tokens.words[follower] not in _FORCES:
            continue
        before = location.toponym.start < trigger.span.start
        role = "actor" if before == (trigger.voice is Voice.ACTIVE) else "recipient"
        span = tokens.span(index, follower)
        country = location.place.country if location.place else None
        found.append(Actor(scene.words_of(span), role, "state forces", country, span))
    return tuple(found)


_FORCES = frozenset("forces troops army military soldiers police navy".split())
