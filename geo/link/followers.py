"""Claims that never stand for an incident of their own: they go with another one.

Such are what the same sentence says the same people did besides, which ACLED codes as one
event of the gravest type ("they shot at villagers and set huts on fire"), a denial at
large ("no rocket was fired at the country") beside what it is about, and all claims of a
reprint: a report that hundreds of papers print is compared once.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geo.link.likeness import VIOLENCE, overlap
from geo.model import Modality, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.link.likeness import Profile
    from geo.model import Setting

_BESIDES = {"Looting/property destruction", "COERCE"}


def leaders(profiles: Sequence[Profile]) -> dict[int, int]:
    """Return by the index of each claim that only goes with another one the index of that one."""
    articles: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        articles[profile.claim.article_id].append(index)
    found: dict[int, int] = {}
    originals: dict[tuple[object, ...], list[int]] = {}
    for members in articles.values():
        original = originals.setdefault(tuple(_telling(profiles[at]) for at in members), members)
        if original is not members:
            found.update(zip(members, original, strict=True))
            continue
        for index in members:
            leader = _leader(profiles, index, members)
            if leader is not None:
                found[index] = leader
    return {index: _last(found, leader) for index, leader in found.items()}


def _telling(profile: Profile) -> tuple[object, ...]:
    """Return all that a claim says, but for the article that says it and where in its text."""
    claim = profile.claim
    return (
        claim.event_type,
        claim.quote.text,
        claim.date,
        profile.days,
        tuple(map(_where, (claim.location, *claim.other_locations))),
        tuple((actor.name, actor.role, actor.country) for actor in claim.actors),
        claim.casualties,
        claim.claimant and claim.claimant.name,
        claim.stance,
        claim.modality,
        claim.corrections,
    )


def _where(setting: Setting) -> tuple[object, ...]:
    return setting.place, setting.name, setting.relation, setting.radius_km, setting.role


def _last(led: Mapping[int, int], leader: int) -> int:
    """Return whom the leader follows in turn, or itself."""
    return _last(led, led[leader]) if leader in led else leader


def _leader(profiles: Sequence[Profile], index: int, members: Iterable[int]) -> int | None:
    """Return the claim nearest in the text that the one at *index* goes with, if there is one."""
    ours = profiles[index]
    fits = _done_besides if ours.claim.event_type.name in _BESIDES else _denied_at_large
    led = [other for other in members if other != index and fits(ours, profiles[other])]
    at = ours.claim.trigger.start
    return min(led, key=lambda other: abs(profiles[other].claim.trigger.start - at), default=None)


def _done_besides(one: Profile, other: Profile) -> bool:
    return (
        other.family in VIOLENCE
        and one.claim.quote.span == other.claim.quote.span
        and bool(one.doers)
        and one.doers == other.doers
        and one.claim.location.place == other.claim.location.place
        and one.claim.modality == other.claim.modality
    )


def _denied_at_large(one: Profile, other: Profile) -> bool:
    place, country = other.claim.location.place, one.claim.location.place
    denied = one.claim.modality is Modality.NEGATED or one.claim.stance is Stance.DENIED
    return (
        denied
        and not one.pinned
        and other.pinned
        and one.claim.event_type == other.claim.event_type
        and country is not None
        and place is not None
        and country.country == place.country
        and overlap(one, other)
    )
