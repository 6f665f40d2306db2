"""The event type that the parties make of what a trigger tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events import event_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Actor, EventType, Setting

_STATE = frozenset(("state forces", "external forces"))
_REBELS = frozenset(("rebel group", "political militia", "identity militia"))
ARMED = _STATE | _REBELS
"""ACLED's classes of those who bear arms."""
_UNARMED = frozenset(("civilians", "protesters"))
_CROWDS = _UNARMED | {"rioters"}
GROUND = frozenset(
    (
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Non-violent transfer of territory",
    )
)
"""Types that tell of ground changing hands."""
_FORCE = frozenset(("Attack", "Grenade", "Armed clash"))
_FIGHTS = frozenset(("Attack", "Armed clash"))


def coded(event_type: EventType, actors: Sequence[Actor], setting: Setting) -> EventType:
    """Return the type that *event_type* becomes by who did it, to whom and on whose ground.

    Notes
    -----
    ACLED's rules: between two armed sides a fight is an "Armed clash", against the
    unarmed an "Attack"; a fight among the unarmed is "Mob violence"; who gains
    ground decides between the territorial types; a state that takes ground not its own
    de jure has fought an "Armed clash" for it; only a state arrests.
    """
    doers = [actor for actor in actors if actor.role == "actor"]
    targets = [actor for actor in actors if actor.role != "actor"]
    if event_type.name == "Arrests" and doers and all(doer.kind in _REBELS for doer in doers):
        return event_kinds()["Abduction/forced disappearance"].event_type
    if event_type.name in GROUND:
        return _of_ground(event_type, doers, setting)
    against_protest = event_type.name in _FORCE and any(
        actor.kind == "protesters" for actor in targets
    )
    if against_protest and any(actor.kind in _STATE for actor in doers):
        return event_kinds()["Excessive force against protesters"].event_type
    if event_type.name in _FIGHTS:
        return _of_fight(event_type, doers, targets)
    return event_type


def _of_ground(event_type: EventType, doers: Sequence[Actor], setting: Setting) -> EventType:
    kinds = event_kinds()
    doer = next((actor for actor in doers if actor.kind in ARMED), None)
    if event_type.name == "Non-violent transfer of territory" or doer is None:
        return event_type
    if doer.kind in _REBELS:
        return kinds["Non-state actor overtakes territory"].event_type
    holder = setting.place.country if setting.place else None
    if doer.kind == "state forces" and doer.country and holder and doer.country != holder:
        return kinds["Armed clash"].event_type
    return kinds["Government regains territory"].event_type


def _of_fight(event_type: EventType, doers: Sequence[Actor], targets: Sequence[Actor]) -> EventType:
    kinds = event_kinds()
    hit = {actor.kind for actor in targets}
    sides = hit | {actor.kind for actor in doers}
    if event_type.name == "Armed clash" and doers and sides <= _CROWDS:
        return kinds["Mob violence"].event_type
    if hit & _UNARMED and not hit & ARMED:
        return kinds["Attack"].event_type
    fighters = bool(hit) and hit <= ARMED
    if hit & ARMED and (fighters or any(actor.kind in ARMED for actor in doers)):
        return kinds["Armed clash"].event_type
    return event_type
