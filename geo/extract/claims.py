"""Put together what an article claims: the rule-based extractor."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events import event_kinds
from geo.extract.actors import find_actors
from geo.extract.attribution import attribute
from geo.extract.casualties import find_casualties
from geo.extract.coding import coded
from geo.extract.quoting import quoted_span
from geo.extract.retelling import join_retellings
from geo.extract.scene import Scene
from geo.extract.settings import find_setting, is_verbal
from geo.extract.summary import summarize
from geo.extract.triggers import find_triggers
from geo.extract.when import UNKNOWN, find_date
from geo.model import Claim, Modality, Relation
from geo.text import quote_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.extract.attribution import Attribution
    from geo.extract.scene import Trigger
    from geo.extract.settings import Whereabouts
    from geo.extract.when import When
    from geo.model import Actor, Article, Casualties, Location, TimeExpression

_NARRATIVE_REACH = 2
"""How many sentences a date carries on for."""
_NOT_TOLD = frozenset((Modality.HYPOTHETICAL,))
_LEAST = 0.35


@dataclass(frozen=True, slots=True)
class RuleExtractor:
    """Finds claims by the lexicon of triggers and rules over shallow syntax."""

    least_score: float = _LEAST
    """Claims that score less are left out."""

    def extract(
        self, article: Article, locations: Sequence[Location], times: Sequence[TimeExpression]
    ) -> list[Claim]:
        """Return the claims of *article* in the order of its text."""
        scene = Scene.of(article, locations, times)
        claims = [claim for claim in _tell(scene) if claim.score >= self.least_score]
        return sorted(join_retellings(claims), key=lambda claim: claim.trigger.start)


@dataclass(slots=True)
class _Story:
    """What the sentences so far leave for the next ones."""

    sentence: int = -99
    when: When = UNKNOWN

    def date_for(self, sentence: int) -> When | None:
        return self.when if sentence - self.sentence <= _NARRATIVE_REACH else None

    def go_on(self, sentence: int, when: When) -> None:
        if when.interval.earliest is not None:
            self.sentence, self.when = sentence, when


def _tell(scene: Scene) -> Iterable[Claim]:
    story = _Story()
    for trigger in find_triggers(scene):
        sentence = scene.sentence_index(trigger.span.start)
        when = find_date(scene, trigger, story.date_for(sentence))
        claim = _claim(scene, trigger, when)
        if claim is not None:
            story.go_on(sentence, when)
            yield claim


def _claim(scene: Scene, trigger: Trigger, when: When) -> Claim | None:
    attribution = attribute(scene, trigger)
    if attribution.modality in _NOT_TOLD:
        return None
    actors = find_actors(scene, trigger)
    where = find_setting(scene, trigger, actors)
    casualties = find_casualties(scene, trigger)
    if not _is_anchored(trigger, where, actors):
        return None
    event_type = coded(trigger.event_type, actors, where.main)
    return Claim(
        claim_id=_claim_id(scene.article, trigger),
        source=scene.article.source,
        event_type=event_type,
        summary=summarize(event_type, actors, where.main, attribution.modality),
        quote=quote_of(scene.text, quoted_span(scene, trigger)),
        trigger=trigger.span,
        date=when.interval,
        date_span=when.span,
        date_inferred=when.inferred,
        location=where.main,
        other_locations=where.others,
        actors=actors,
        casualties=casualties,
        claimant=attribution.claimant,
        stance=attribution.stance,
        modality=attribution.modality,
        score=_score(where, when, actors, casualties),
    )


def _is_anchored(trigger: Trigger, where: Whereabouts, actors: Sequence[Actor]) -> bool:
    """Tell whether a claim says enough to be more than a word in passing."""
    if is_verbal(trigger):
        return where.main.relation is Relation.BETWEEN or any(
            actor.kind for actor in actors if actor.role == "actor"
        )
    return where.main.place is not None or bool(actors)


def _score(
    where: Whereabouts, when: When, actors: Sequence[Actor], casualties: Casualties
) -> float:
    place = {0: 0.3, 1: 0.2, 2: 0.15, 3: 0.1, 4: 0.1}.get(where.distance, 0.0)
    score = 0.25 + place + 0.2 * when.own + 0.15 * bool(actors) + 0.1 * bool(casualties.text)
    return round(min(score, 1.0), 2)


def _claim_id(article: Article, trigger: Trigger) -> str:
    name = event_kinds()[trigger.event_type.name].name
    key = f"{article.article_id}\0{trigger.span.start}\0{trigger.span.stop}\0{name}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
