"""Join what an article tells more than once, so that one incident of it is one claim.

Claims are joined when their types, places, dates and parties agree and they are
told in one voice. Claims that differ in claimant, stance or modality stay apart:
who contradicts whom is for linking to show.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events import event_kinds
from geo.model import Casualties, Count, Modality, Precision, Relation, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Actor, Claim, Interval, Setting

_GENERIC = frozenset(("Attack", "Armed clash", "ASSAULT"))
_BLASTS = frozenset(
    (
        "Remote explosive/landmine/IED",
        "Suicide bomb",
        "Grenade",
        "Shelling/artillery/missile attack",
        "Air/drone strike",
        "Chemical weapon",
    )
)
_UNREST = frozenset(
    (
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
        "Violent demonstration",
        "Mob violence",
    )
)
_APART = frozenset((Stance.DENIED,))


def join_retellings(claims: Sequence[Claim]) -> list[Claim]:
    """Return *claims* with each retelling joined to the claim it retells, in text order."""
    kept: list[Claim] = []
    for claim in claims:
        for index in range(len(kept) - 1, -1, -1):
            if is_retelling(kept[index], claim):
                kept[index] = joined(kept[index], claim)
                break
        else:
            kept.append(claim)
    return kept


def is_retelling(one: Claim, other: Claim) -> bool:
    """Tell whether two claims of an article are of one happening, told in one voice."""
    return (
        _types_agree(one.event_type.name, other.event_type.name)
        and one.modality is other.modality
        and _voices_agree(one, other)
        and _dates_agree(one.date, other.date)
        and _places_agree(one.location, other.location)
        and _parties_agree(one, other)
        and _counts_agree(one.casualties.killed, other.casualties.killed)
        and _counts_agree(one.casualties.wounded, other.casualties.wounded)
    )


def joined(one: Claim, other: Claim) -> Claim:
    """Return the better told of two claims, completed from the other."""
    first, second = (one, other) if _weight(one) >= _weight(other) else (other, one)
    fine = _finer(first.location, second.location)
    date = first if _width(first.date) <= _width(second.date) else second
    specific = (
        second
        if first.event_type.name in _GENERIC and second.event_type.name not in _GENERIC
        else first
    )
    return replace(
        first,
        event_type=specific.event_type,
        location=fine,
        other_locations=first.other_locations or second.other_locations,
        date=date.date,
        date_span=date.date_span,
        date_inferred=date.date_inferred,
        actors=_more_actors(first.actors, second.actors),
        casualties=_more_casualties(first.casualties, second.casualties),
        score=max(first.score, second.score),
    )


def _types_agree(one: str, other: str) -> bool:
    if one == other:
        return True
    pair = {one, other}
    if pair <= _UNREST or pair <= _GENERIC:
        return True
    violent = _BLASTS | _GENERIC
    return bool(pair & _GENERIC) and pair <= violent


def _voices_agree(one: Claim, other: Claim) -> bool:
    if (one.stance in _APART) != (other.stance in _APART):
        return False
    names = {claim.claimant.name.casefold() for claim in (one, other) if claim.claimant}
    return len(names) < 2 or one.stance is other.stance  # noqa: PLR2004 - two claims


def _dates_agree(one: Interval, other: Interval) -> bool:
    if one.earliest and other.latest and one.earliest > other.latest:
        return False
    return not (other.earliest and one.latest and other.earliest > one.latest)


def _places_agree(one: Setting, other: Setting) -> bool:
    if Relation.BETWEEN in (one.relation, other.relation):
        return True
    if one.place is None or other.place is None:
        return one.relation is other.relation or Relation.BETWEEN not in (
            one.relation,
            other.relation,
        )
    if one.place.id == other.place.id:
        return True
    coarse, fine = (one, other) if _level(one) >= _level(other) else (other, one)
    return _level(coarse) >= Precision.DISTRICT and _lies_in(fine, coarse)


def _lies_in(fine: Setting, coarse: Setting) -> bool:
    if fine.place is None or coarse.place is None:
        return False
    if coarse.precision is Precision.COUNTRY:
        return coarse.place.country == fine.place.country
    return coarse.place.name in fine.path or coarse.place.name == fine.place.admin1


def _level(setting: Setting) -> int:
    return int(setting.precision or Precision.INTERNATIONAL)


def _parties_agree(one: Claim, other: Claim) -> bool:
    for role in ("actor", "recipient"):
        mine = {(actor.country or actor.name) for actor in one.actors if actor.role == role}
        theirs = {(actor.country or actor.name) for actor in other.actors if actor.role == role}
        named = _is_between_states(one) and _is_between_states(other)
        if named and mine and theirs and mine.isdisjoint(theirs):
            return False
    return True


def _is_between_states(claim: Claim) -> bool:
    return event_kinds()[claim.event_type.name].family in ("diplomacy", "pressure")


def _counts_agree(one: Count, other: Count) -> bool:
    if one.best is None or other.best is None:
        return True
    return one.best == other.best


def _finer(one: Setting, other: Setting) -> Setting:
    if one.place is None:
        return other if other.place is not None else one
    return other if other.place is not None and _level(other) < _level(one) else one


def _width(interval: Interval) -> int:
    if interval.earliest and interval.latest:
        return (interval.latest - interval.earliest).days
    return 10_000 if interval.earliest or interval.latest else 20_000


def _weight(claim: Claim) -> float:
    told = claim.modality is Modality.HAPPENED
    return claim.score + 0.1 * told


def _more_actors(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> tuple[Actor, ...]:
    roles = {actor.role for actor in one}
    return one + tuple(actor for actor in other if actor.role not in roles)


def _more_casualties(one: Casualties, other: Casualties) -> Casualties:
    killed = one.killed if one.killed != Count() else other.killed
    wounded = one.wounded if one.wounded != Count() else other.wounded
    return Casualties(killed, wounded, one.text or other.text)
