"""Tell whether what a source says of an event accuses another than its own side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events import event_kinds
from geo.extract.actor_words import WEAPONS
from geo.extract.actors import find_actors
from geo.model import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.extract.scene import Scene, Trigger
    from geo.extract.speakers import Source
    from geo.model import Actor, Claim

_OWN = frozenset("its their his her our my".split())
_UNKNOWN = frozenset({None, "civilians", "protesters", "rioters", "political militia"})
"""Kinds of actors that, unnamed, accuse nobody in particular."""
_TRESPASS = frozenset("COERCE MOBILIZE".split())
"""PLOVER types that are a wrong when done to another state."""
_ONSLAUGHT = tuple(
    """
    attack assault raid ambush violat invad fire shell incursion kill murder bomb destroy burn
    execut kidnap abduct
    """.split()
)
"""Stems of words for a deed that somebody began, not for a fight of two sides."""
_CHARGE = "ACCUSE"
_DESPOILING = "Looting/property destruction"


def without_charges(claims: Sequence[Claim]) -> list[Claim]:
    """Return *claims* without the accusations whose deed is told itself: they say who claims it."""
    laid = [
        claim
        for claim in claims
        if claim.stance is Stance.ALLEGED and claim.event_type.name != _CHARGE
    ]
    return [
        claim
        for claim in claims
        if claim.event_type.name != _CHARGE or not any(_is_laid_by(claim, deed) for deed in laid)
    ]


def _is_laid_by(charge: Claim, deed: Claim) -> bool:
    """Tell whether *charge* says who claims *deed*: by its accuser, or by whom it accuses."""
    speaker = deed.claimant.span if deed.claimant is not None else None
    doers = {actor.name for actor in deed.actors if actor.role == "actor"}
    accusers = [actor.span for actor in charge.actors if actor.role == "actor" and actor.span]
    accused = {actor.name for actor in charge.actors if actor.role != "actor"}
    spoken = speaker is not None and any(speaker.overlaps(span) for span in accusers)
    return spoken or not accused.isdisjoint(doers)


def accuses_another(scene: Scene, trigger: Trigger, source: Source | None) -> bool:
    """Tell whether *source* charges somebody else with the event of *trigger*."""
    words = scene.words_of(trigger.span).lower()
    kind = event_kinds().get(trigger.event_type.name)
    family = kind.family if kind is not None else None
    battle = family == "battle" and any(stem in words for stem in _ONSLAUGHT)
    trespass = trigger.event_type.plover in _TRESPASS and trigger.event_type.acled is None
    wrong = trigger.event_type.acled == _DESPOILING or (
        trigger.event_type.plover == "ASSAULT" and family != "battle"
    )
    if not (wrong or battle or trespass):
        return False
    doers = [actor for actor in find_actors(scene, trigger) if actor.role == "actor"]
    return any(
        _is_other(doer, source, trespass=trespass)
        for doer in doers
        if not _is_own(scene, doer, source)
    )


def _is_own(scene: Scene, doer: Actor, source: Source | None) -> bool:
    """Tell whether "its gunners" are those of *source*, and not known to be of another state."""
    if doer.span is None or scene.words_of(doer.span).split()[0].lower() not in _OWN:
        return False
    countries = {doer.country, source.country if source is not None else None}
    return None in countries or len(countries) == 1


def _is_other(doer: Actor, source: Source | None, *, trespass: bool) -> bool:
    if source is None:
        return False
    if source.name == doer.name or (source.group is not None and source.group == doer.name):
        return False
    if source.country is not None and doer.country is not None and source.group is None:
        return source.country != doer.country or doer.kind != "state forces"
    if doer.kind == "state forces" and source.is_state and doer.country is None:
        return False
    nobodys = doer.country is None and doer.name.lower() in WEAPONS
    identified = not nobodys and (doer.country is not None or doer.kind not in _UNKNOWN)
    return identified and not trespass
