"""Whether a claim says enough to be more than a word in passing."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.extract.coding import GROUND
from geo.extract.guarded import Guarded
from geo.extract.once import once_per_scene
from geo.extract.parties import is_verbal
from geo.extract.phrases import sentence_at
from geo.extract.reference import is_generic, is_indefinite, is_plural, is_single, is_topic
from geo.extract.responsibility import accused_of
from geo.extract.scene import Voice, is_country
from geo.extract.settings import NOWHERE
from geo.extract.tagging import tokens_of
from geo.extract.triggers import find_triggers, is_violent
from geo.model import Precision, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.extract.scene import Scene, Trigger
    from geo.extract.settings import Whereabouts
    from geo.extract.when import When
    from geo.model import Actor

_LEAD = 3
"""How many sentences open a report: they tell what it is about."""
_BODY = 6
"""From which sentence on a report goes into what it is not about."""
_BYGONE = timedelta(days=365)
_TALLY = Guarded(
    re.compile(
        r"""\b(?:since(?!\s+(?:\w+\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day)|so\s+far|(?:over|in|during|for|within)\s+(?:the\s+)?(?:past|last|recent)
    (?:\s+\w+)?\s+(?:months?|years?|decades?)|(?<=\w[-\s])years?(?:[-\s]old)?\s+(?:war|conflict|civil)|
    (?<=\w\s)(?:years|decades)\s+of|(?:each|every|per|a)\s+(?:day|month|year|week)|daily|
    annually|thousands|hundreds)\b""",
        re.IGNORECASE | re.VERBOSE,
    ),
    tuple("since far month year decade day week daily annually thousands hundreds".split()),
)
"""What shows a tally: "more than 300 were killed over the past two years"."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found of a claim: who, when and where."""

    actors: tuple[Actor, ...]
    when: When
    where: Whereabouts

    @property
    def is_pinned(self) -> bool:
        """Whether there is a place finer than a country."""
        precision = self.where.main.precision
        return precision is not None and precision < Precision.COUNTRY

    @property
    def has_victim(self) -> bool:
        """Whether somebody is named to whom it was done."""
        return any(actor.role != "actor" for actor in self.actors)

    @property
    def has_own_place(self) -> bool:
        """Whether the sentence itself names a place finer than a country."""
        return self.where.distance == 0 and not is_country(self.where.main.place)


def is_anchored(scene: Scene, trigger: Trigger, facts: Facts) -> bool:
    """Tell whether a claim says enough to be more than a word in passing.

    Words need states or somebody with a name for them. A deed needs a place of its own
    and a date where it is told in general or as a tally; away from the head
    of the article it needs one of the two. "The murder of the priests" is one deed
    wherever it is told.
    """
    where, dated = facts.where, facts.when.own
    if is_verbal(trigger):
        spoken = any(actor.role == "actor" for actor in facts.actors)
        known = len(facts.actors) > 1 or any(actor.kind for actor in facts.actors)
        return where.main.relation is Relation.BETWEEN or (spoken and known)
    if trigger.event_type.name in GROUND and where.distance >= NOWHERE:
        return False
    if is_violent(trigger) and not trigger.faint:
        return _is_one_deed(scene, trigger, facts)
    if trigger.faint or is_generic(scene, trigger):
        return facts.has_own_place and dated and facts.when.interval.latest is not None
    if is_topic(scene, trigger):
        return where.distance == 0 or dated
    return where.main.place is not None or bool(facts.actors)


def _is_charge(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the deed is but what somebody is accused of: "accused Tehran of the raid"."""
    first = tokens_of(scene).within(trigger.span)[0]
    sentence = sentence_at(scene, trigger.span.start)
    return trigger.voice is Voice.NOMINAL and accused_of(sentence, first) is not None


def _is_one_deed(scene: Scene, trigger: Trigger, facts: Facts) -> bool:
    """Tell whether violence is told as a deed: of whom, or where and when."""
    where, dated = facts.where, facts.when.own
    own = facts.has_own_place or dated
    if where.main.place is None and _is_charge(scene, trigger):
        return False
    if facts.has_victim and is_single(scene, trigger) and not is_tally(scene, trigger):
        return own or where.main.place is not None
    if _is_background(scene, facts):
        return False
    if _is_general(scene, trigger, facts):
        return facts.has_own_place and dated and facts.when.interval.latest is not None
    if is_topic(scene, trigger):
        return where.distance == 0 or dated
    return own or _may_go_on(scene, trigger, facts)


def _goes_on_counting(scene: Scene, trigger: Trigger, sentence: int) -> bool:
    """Tell whether another toll stands before in the sentence: "12 were killed and 30 wounded"."""
    return any(
        other.phrase != trigger.phrase and other.span.start < trigger.span.start
        for other in _tolls_by_sentence(scene).get(sentence, ())
    )


@once_per_scene
def _tolls_by_sentence(scene: Scene) -> Mapping[int, Sequence[Trigger]]:
    """Return the words for results, by the sentence they stand in."""
    found: dict[int, list[Trigger]] = defaultdict(list)
    for trigger in find_triggers(scene):
        if trigger.weak:
            found[scene.sentence_index(trigger.span.start)].append(trigger)
    return found


def _may_go_on(scene: Scene, trigger: Trigger, facts: Facts) -> bool:
    """Tell whether a deed without a place or day of its own may have those told before."""
    number = scene.sentence_index(trigger.span.start)
    if trigger.weak and not facts.actors:
        return _goes_on_counting(scene, trigger, number)
    if number >= _BODY or is_indefinite(scene, trigger):
        return facts.has_victim and facts.is_pinned
    if number >= _LEAD:
        return facts.is_pinned
    return facts.where.main.place is not None or bool(facts.actors)


def _is_general(scene: Scene, trigger: Trigger, facts: Facts) -> bool:
    """Tell whether the words are of no one deed, or of several by and against nobody named."""
    if is_generic(scene, trigger) or _is_loose(scene, trigger):
        return True
    return is_plural(scene, trigger) and not facts.actors


def _is_background(scene: Scene, facts: Facts) -> bool:
    """Tell whether a deed of years before is told without a place of its own."""
    published, latest = scene.article.published, facts.when.interval.latest
    if published is None or latest is None or facts.has_own_place:
        return False
    return latest < published - _BYGONE


def _is_loose(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the words are of no one deed: "violence", a tally."""
    return (trigger.weak and trigger.voice is Voice.NOMINAL) or is_tally(scene, trigger)


def is_tally(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the sentence counts what happened over a long time."""
    return _TALLY.search(scene.words_of(scene.sentence(trigger.span.start))) is not None
