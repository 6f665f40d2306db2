"""Who says that it happened, how the article holds it, and whether it took place at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.extract.accusation import accuses_another
from geo.extract.actors import blame_for, find_actors
from geo.extract.mentions import mentions_of
from geo.extract.modality import modality_of
from geo.extract.scene import Voice
from geo.extract.tagging import tokens_of
from geo.extract.voices import is_suspected, voice_over
from geo.model import Claimant, Modality, Stance

if TYPE_CHECKING:
    from geo.extract.responsibility import Blame
    from geo.extract.scene import Scene, Trigger
    from geo.model import Span


_LEFT_OPEN = frozenset((Modality.HYPOTHETICAL, Modality.NEGATED))


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a claim is held."""

    claimant: Claimant | None = None
    """Whom the article credits; None for its own voice."""
    stance: Stance = Stance.FACT
    modality: Modality = Modality.HAPPENED
    scope: Span | None = None
    """What the claimant is credited with, where there is one."""


def attribute(scene: Scene, trigger: Trigger) -> Attribution:
    """Return who says that the event of *trigger* took place, and how the article holds it.

    Notes
    -----
    ``claimed`` becomes ``alleged`` where the one credited says it of another side, or of
    somebody "suspected"; a denial keeps the modality of what is denied.
    """
    modality = modality_of(scene, trigger)
    voice = voice_over(scene, trigger)
    tokens = tokens_of(scene)
    blame = blame_for(scene, trigger)
    sourced = voice is not None and voice.source is not None
    if blame is not None and (not sourced or blame.stance is Stance.CLAIMED):
        return _of_blame(scene, trigger, blame, modality)
    if voice is None:
        suspected = is_suspected(scene, trigger)  # "men believed to be rebels attacked"
        return Attribution(None, Stance.ALLEGED if suspected else Stance.FACT, modality)
    stance = voice.stance
    verbal = trigger.voice is not Voice.NOMINAL  # "have not opened fire on the village"
    if verbal and modality is Modality.NEGATED and voice.source is not None:
        stance = Stance.DENIED
    if stance is Stance.DENIED and modality in _LEFT_OPEN:
        modality = Modality.HAPPENED  # "denied that any shell had fallen" is no mere possibility
    if blame is not None and stance is Stance.CLAIMED:
        stance = Stance.ALLEGED
    if stance is Stance.CLAIMED and (
        is_suspected(scene, trigger) or accuses_another(scene, trigger, voice.source)
    ):
        stance = Stance.ALLEGED
    claimant = None
    if voice.source is not None:
        span = tokens.span(voice.source.first, voice.source.last)
        claimant = Claimant(voice.source.name, span)
    return Attribution(claimant, stance, modality, tokens.span(voice.first, voice.stop - 1))


def _accuser(scene: Scene, first: int, last: int) -> Claimant:
    """Return who lays the blame, by name where there is one."""
    tokens = tokens_of(scene)
    while first < last and tokens.tags[first] == "D":
        first += 1
    mentions = mentions_of(scene).between(first, last + 1)
    name = next((each.name for each in mentions if each.name), None)
    span = tokens.span(first, last)
    return Claimant(name or " ".join(scene.words_of(span).split()), span)


def _of_blame(scene: Scene, trigger: Trigger, blame: Blame, modality: Modality) -> Attribution:
    """Return the stand of an event that somebody claims, or is blamed for, in other words."""
    span = tokens_of(scene).span(blame.first, blame.last)
    doers = [actor for actor in find_actors(scene, trigger) if actor.role == "actor"]
    claimant = None
    if blame.stance is Stance.CLAIMED and doers:
        claimant = Claimant(doers[0].name, span)
    elif blame.source is not None:
        claimant = _accuser(scene, *blame.source)
    return Attribution(claimant, blame.stance, modality, span)
