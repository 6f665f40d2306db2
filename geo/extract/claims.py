"""Put together what an article claims: the rule-based extractor."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.events import event_kinds
from geo.extract.accusation import without_charges
from geo.extract.actors import find_actors
from geo.extract.anchors import Facts, is_anchored
from geo.extract.attribution import attribute
from geo.extract.bidden import without_bidden
from geo.extract.casualties import find_casualties, near_tolls, tells_toll
from geo.extract.coding import coded
from geo.extract.denial import with_denials
from geo.extract.disclaimer import with_disclaimers
from geo.extract.parties import is_verbal
from geo.extract.quoting import quoted_span
from geo.extract.reference import is_beside, is_lasting, is_on_assailant, is_other, takes_up
from geo.extract.retelling import Telling, join_retellings
from geo.extract.scene import Scene, is_country
from geo.extract.settings import NOWHERE, Told, find_setting
from geo.extract.spoken import ASKED, SPOKEN, speaks
from geo.extract.triggers import find_triggers
from geo.extract.when import UNKNOWN, adds, find_date, holds
from geo.extract.window import bounded
from geo.model import Claim, Modality, Relation, Setting, Stance
from geo.text import identifier, quote_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.extract.attribution import Attribution
    from geo.extract.scene import Trigger
    from geo.extract.settings import Whereabouts
    from geo.extract.when import When
    from geo.model import Actor, Article, Location, TimeExpression

_NARRATIVE_REACH = 2
"""How many sentences a date carries on for."""
_EPISODE_DAYS = 31
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
        tellings = [each for each in _tell(scene) if each.claim.score >= self.least_score]
        claims = sorted(
            join_retellings(without_bidden(tellings)), key=lambda claim: claim.trigger.start
        )
        held = without_charges(with_denials(claims))
        return bounded(scene, with_disclaimers(scene, held))


@dataclass(slots=True)
class _Story:
    """What the sentences so far leave for the next ones."""

    when: When = UNKNOWN
    first: When = UNKNOWN
    dated: int = -99
    told: Told | None = None
    lead: Told | None = None
    """Where the first event was that has a place."""
    parties: dict[str, tuple[Setting, ...]] = field(default_factory=dict)
    """The states of an exchange by the name of who spoke."""

    def told_for(self, scene: Scene, trigger: Trigger) -> Told | None:
        """Return where the story was last; for the toll that opens a paragraph, where it began."""
        sentence = scene.sentence_index(trigger.span.start)
        begins = self.lead is not None and scene.opens_paragraph(sentence)
        if begins and trigger.weak and self.lead is not None and self.lead.sentence < sentence:
            return Told(sentence - 1, self.lead.setting)
        return self.told

    def date_for(self, sentence: int, *, also: bool) -> When | None:
        """Return the date told last; of what was done "also", the first of the stretch."""
        if sentence - self.dated > _NARRATIVE_REACH:
            return None
        return self.first if also else self.when

    def date(self, sentence: int, when: When) -> None:
        """Go on from the date of a claim."""
        if when.interval.earliest is None:
            return
        begun, now = self.first.interval.earliest, when.interval.earliest
        far = begun is None or abs((now - begun).days) > _EPISODE_DAYS
        if far or sentence - self.dated > _NARRATIVE_REACH:
            self.first = when
        stale = sentence - self.dated > _NARRATIVE_REACH
        if stale or not holds(when.interval, self.when.interval):
            self.when = when
        self.dated = sentence

    def go_on(self, sentence: int, when: When, where: Whereabouts) -> None:
        self.date(sentence, when)
        if where.main.place is not None and where.distance < NOWHERE:
            self.told = Told(sentence, where.main)
            self.lead = self.lead or self.told

    def meet(self, where: Whereabouts, actors: Sequence[Actor]) -> None:
        """Remember between which states the words of *actors* go."""
        if where.main.relation is Relation.BETWEEN:
            self.parties.update({actor.name: where.others for actor in actors})

    def between(self, where: Whereabouts, actors: Sequence[Actor]) -> Whereabouts:
        """Set what a party of an earlier exchange says between the same two states again."""
        if where.main.relation is Relation.BETWEEN:
            return where
        names = {actor.name for actor in actors if actor.role == "actor"}
        known = next((self.parties[name] for name in names if name in self.parties), None)
        country = where.main.place.country if where.main.place else None
        if known is None or country not in {
            None,
            *(each.place.country for each in known if each.place),
        }:
            return where
        return replace(where, main=Setting(relation=Relation.BETWEEN), others=known)


def _tell(scene: Scene) -> Iterable[Telling]:
    story = _Story()
    for trigger in find_triggers(scene):
        telling = _telling(scene, trigger, story)
        if telling is not None:
            yield telling


def _telling(scene: Scene, trigger: Trigger, story: _Story) -> Telling | None:
    actors = speaks(scene, trigger) if trigger.spoken else find_actors(scene, trigger)
    if trigger.spoken and not actors:
        return None
    sentence = scene.sentence_index(trigger.span.start)
    also = adds(scene, trigger)
    when = find_date(scene, trigger, story.date_for(sentence, also=also))
    where = told = find_setting(scene, trigger, actors, story.told_for(scene, trigger))
    own_place = where.distance == 0 and not is_country(where.main.place)
    if is_verbal(trigger):
        where = story.between(told, actors)
    facts = Facts(actors, when, where)
    if not is_anchored(scene, trigger, facts):
        return None
    attribution = _attributed(scene, trigger)
    if attribution.modality in _NOT_TOLD or _is_no_deed(attribution):
        return None
    if is_verbal(trigger):
        story.meet(told, actors)
        if not _is_ahead(scene, when):
            story.date(sentence, when)
    else:
        story.go_on(sentence, when, where)
    claim = _claim(scene, trigger, attribution, facts)
    return Telling(
        claim,
        sentence,
        weak=trigger.weak,
        anaphoric=takes_up(scene, trigger) and not own_place,
        own_place=own_place,
        own_date=when.own,
        adds=is_other(scene, trigger),
        lasting=is_lasting(trigger),
        beside=is_beside(scene, trigger),
        on_assailant=is_on_assailant(scene, trigger),
        listed=where.listed,
    )


def _is_ahead(scene: Scene, when: When) -> bool:
    """Tell whether *when* is after publication, as talks to come are."""
    published, earliest = scene.article.published, when.interval.earliest
    return published is not None and earliest is not None and earliest > published


def _attributed(scene: Scene, trigger: Trigger) -> Attribution:
    if not trigger.spoken:
        return attribute(scene, trigger)
    return ASKED if trigger.event_type.name == "REQUEST" else SPOKEN


def _is_no_deed(attribution: Attribution) -> bool:
    """Tell whether the article itself says that it did not happen: nobody's claim, and no event."""
    return attribution.modality is Modality.NEGATED and attribution.stance is Stance.FACT


def _claim(scene: Scene, trigger: Trigger, attribution: Attribution, facts: Facts) -> Claim:
    where, when, actors = facts.where, facts.when, facts.actors
    tolls = near_tolls(scene, trigger)
    event_type = coded(trigger.event_type, actors, where.main)
    return Claim(
        claim_id=_claim_id(scene.article, trigger),
        source=scene.article.source,
        event_type=event_type,
        summary="",
        quote=quote_of(scene.text, quoted_span(scene, trigger)),
        trigger=trigger.span,
        date=when.interval,
        date_span=when.span,
        date_inferred=when.inferred,
        location=where.main,
        other_locations=where.others,
        actors=actors,
        casualties=find_casualties(scene, tolls),
        claimant=attribution.claimant,
        stance=attribution.stance,
        modality=attribution.modality,
        score=_score(facts, toll=tells_toll(scene, trigger, tolls)),
    )


def _score(facts: Facts, *, toll: bool) -> float:
    where, when = facts.where, facts.when
    place = {0: 0.3, 1: 0.2, 2: 0.15, 3: 0.1, 4: 0.1}.get(where.distance, 0.0)
    score = 0.25 + place + 0.2 * when.own + 0.15 * bool(facts.actors) + 0.1 * toll
    return round(min(score, 1.0), 2)


def _claim_id(article: Article, trigger: Trigger) -> str:
    name = event_kinds()[trigger.event_type.name].name
    key = f"{article.article_id}\0{trigger.span.start}\0{trigger.span.stop}\0{name}"
    return identifier(key)
