"""Whether two claims can tell of one incident, and how much speaks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from geo.events import event_kinds
from geo.model import Modality, Precision, Relation, Stance
from geo.text import WORD, normalize_name

if TYPE_CHECKING:
    from datetime import date

    from geo.model import Claim, Count

_EARTH_KM = 6371.0
_LEAST_REACH_KM = 5.0
_TELLING_KM = 30.0
_LONG_DAYS = 62
_COUNTRY_DAYS = 7
"""Longest stretch of days in which two articles mean one happening known by its country alone."""
_NEWS_AGE = timedelta(days=30)
VIOLENCE = {"battle", "explosion", "civilians"}
_NAME = re.compile(r"(?<![.!?\"“] )(?<!^)\b[A-Z][a-z]{2,}(?:\s[A-Z][a-z]+)+")
_COMMON = frozenset(
    """a an and are as at be been but by for from had has have he her his in into is it its of on
    or said she that the their them they this to was were which who will with would""".split()
)
_TOLD_AS_DONE = {Modality.HAPPENED, Modality.ATTEMPTED, Modality.NEGATED}


@dataclass(frozen=True)
class Profile:
    """A claim with what is compared of it, worked out once."""

    claim: Claim

    @classmethod
    def of(cls, claim: Claim) -> Profile:
        """Return the profile of *claim*."""
        return cls(claim)

    @cached_property
    def pinned(self) -> bool:
        """Whether it has a place finer than a country."""
        where = self.claim.location
        precision = where.precision
        return where.place is not None and precision is not None and precision < Precision.COUNTRY

    @cached_property
    def called(self) -> str:
        """What the article calls its place, where the place known is only the host of that."""
        return normalize_name(self.claim.location.name or "")

    @property
    def lonlat(self) -> tuple[float, float]:
        """Longitude and latitude of its place, in degrees."""
        place = self.claim.location.place
        return (place.lon, place.lat) if place else (0.0, 0.0)

    @cached_property
    def reach_km(self) -> float:
        """How far from its place the incident may have been."""
        return max(self.claim.location.radius_km or 0.0, _LEAST_REACH_KM)

    @cached_property
    def vague(self) -> bool:
        """Whether its place is a province or coarser."""
        precision = self.claim.location.precision
        return precision is not None and precision >= Precision.PROVINCE

    @cached_property
    def family(self) -> str:
        """The family of its event type."""
        kind = event_kinds().get(self.claim.event_type.name)
        return kind.family if kind else self.claim.event_type.name

    @cached_property
    def counterparts(self) -> frozenset[str]:
        """Ids of the states between which it was."""
        return frozenset(
            setting.place.id
            for setting in self.claim.other_locations
            if setting.role == "counterpart" and setting.place
        )

    @cached_property
    def block(self) -> tuple[object, ...]:
        """What claims without a point must share to be compared at all."""
        where = self.claim.location
        place = where.place.id if where.place else None
        # Where neither place nor parties are known, only the article itself holds claims together.
        loose = None if place or self.counterparts else self.claim.article_id
        return self.family, place, self.counterparts, loose

    @cached_property
    def actors(self) -> frozenset[str]:
        """Names and countries of those who did it, or to whom it was done."""
        named = {normalize_name(actor.name) for actor in self.claim.actors}
        return frozenset(named | {actor.country for actor in self.claim.actors if actor.country})

    @cached_property
    def doers(self) -> frozenset[str]:
        """Names and countries of those who did it."""
        doers = [actor for actor in self.claim.actors if actor.role == "actor"]
        named = {normalize_name(actor.name) for actor in doers}
        return frozenset(named | {actor.country for actor in doers if actor.country})

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of two capitalized words and more in and around its quote, but for its place's."""
        where = self.claim.location
        own = where.name or "", where.place.name if where.place else ""
        place = {word for name in (*where.path, *own) for word in name.split()}
        quote = self.claim.quote
        found = _NAME.findall(f"{quote.before} {quote.text} {quote.after}")
        return frozenset(name for name in found if place.isdisjoint(name.split()))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its quote that say something."""
        found = (match.group().lower() for match in WORD.finditer(self.claim.quote.text))
        return frozenset(word for word in found if word not in _COMMON)

    @cached_property
    def days(self) -> tuple[date | None, date | None]:
        """Its earliest and latest day, as far as the claim and its publication bound them.

        What is told as done was done by the day it was published; news that names
        no day at all is of the month before.
        """
        earliest, latest = self.claim.date.earliest, self.claim.date.latest
        published = self.claim.source.published
        if published is None or self.claim.modality not in _TOLD_AS_DONE:
            return earliest, latest
        if latest is None and (earliest is None or earliest <= published):
            latest = published
        if earliest is None and self.claim.date.latest is None:
            earliest = published - _NEWS_AGE
        return earliest, latest

    @cached_property
    def span_days(self) -> int | None:
        """How many days it may have happened on, where that is bounded."""
        earliest, latest = self.days
        return (latest - earliest).days + 1 if earliest and latest else None

    @cached_property
    def numbers(self) -> tuple[int | None, int | None]:
        """How many were killed and wounded, at least, where it says so."""
        return _number(self.claim.casualties.killed), _number(self.claim.casualties.wounded)


def can_be_one(one: Profile, other: Profile) -> bool:
    """Tell whether nothing rules out that two claims tell of one incident."""
    return (
        _kinds_meet(one, other)
        and _modalities_agree(one.claim, other.claim)
        and _days_meet(one, other)
        and _places_meet(one, other)
    )


def likeness(one: Profile, other: Profile) -> float:
    """Return how much speaks for two claims telling of one incident, 0 to 1.

    The mean of what both sides know, weighed: type, closeness of place, sharpness
    of the common date, actors, numbers of casualties, and words. A shared name of a victim,
    a suspect or a street speaks for it; different names speak against nothing.
    """
    parts = [
        (1.0, float(one.claim.event_type == other.claim.event_type)),
        (2.0, _share(one.words, other.words) * 2),
        (2.0, _date_likeness(one, other)),
    ]
    if one.pinned and other.pinned:
        parts.append((2.0, _place_likeness(one, other)))
    elif one.counterparts and other.counterparts:
        parts.append((1.0, float(one.counterparts == other.counterparts)))
    if one.actors and other.actors:
        parts.append((1.0, min(1.0, 2 * _share(one.actors, other.actors))))
    if one.names & other.names:
        parts.append((2.0, 1.0))
    if {Stance.DENIED} < {one.claim.stance, other.claim.stance}:
        parts.append((2.0, 1.0))  # what is denied has been said
    for ours, theirs in zip(one.numbers, other.numbers, strict=True):
        if ours is not None and theirs is not None:
            parts.append((1.0, _count_likeness(ours, theirs)))
    weight = sum(weight for weight, _ in parts)
    return sum(weight * min(value, 1.0) for weight, value in parts) / weight


def distance_km(one: Profile, other: Profile) -> float:
    """Return the great-circle distance between the places of two claims."""
    if one.lonlat == other.lonlat:
        return 0.0
    (lon, lat), (lon_2, lat_2) = one.lonlat, other.lonlat
    half = (
        sin(radians(lat_2 - lat) / 2) ** 2
        + cos(radians(lat)) * cos(radians(lat_2)) * sin(radians(lon_2 - lon) / 2) ** 2
    )
    return 2 * _EARTH_KM * asin(sqrt(min(half, 1.0)))


def _kinds_meet(one: Profile, other: Profile) -> bool:
    if one.family == other.family:
        return True
    return _told_apart(one, other) and {one.family, other.family} <= VIOLENCE


def _told_apart(one: Profile, other: Profile) -> bool:
    """Tell whether the two may word one deed as of two kinds.

    Two articles may, of an attack that one calls a clash and the other a strike; one
    article that tells of both tells of two, unless somebody denies what is laid to them.
    """
    if one.claim.article_id != other.claim.article_id:
        return True
    denied = Stance.DENIED in {one.claim.stance, other.claim.stance}
    return denied and bool(one.doers & other.doers)


def _modalities_agree(one: Claim, other: Claim) -> bool:
    if one.modality == other.modality:
        return True
    # A denial is of something that others say was done; a plan is not yet its execution.
    denied = Stance.DENIED in {one.stance, other.stance}
    done = {one.modality, other.modality} <= _TOLD_AS_DONE
    return done and (denied or Modality.NEGATED not in {one.modality, other.modality})


def _days_meet(one: Profile, other: Profile) -> bool:
    if not _told_apart(one, other):
        return one.claim.date == other.claim.date or _dated_and_overlapping(one, other)
    # An open or unknown date joins nothing of another article, nor does a vague one in a country.
    if one.span_days is None or other.span_days is None or not overlap(one, other):
        return False
    widest = max(one.span_days, other.span_days)
    return one.pinned or bool(one.counterparts) or widest <= _COUNTRY_DAYS


def _dated_and_overlapping(one: Profile, other: Profile) -> bool:
    ours, theirs = one.claim.date, other.claim.date
    dated = (ours.earliest or ours.latest) and (theirs.earliest or theirs.latest)
    inferred = (*one.claim.date_inferred, *other.claim.date_inferred)
    return bool(dated) and "day" not in inferred and overlap(one, other)


def overlap(one: Profile, other: Profile) -> bool:
    """Tell whether the two may have happened on one day."""
    (first, last), (first_2, last_2) = one.days, other.days
    starts_in_time = first is None or last_2 is None or first <= last_2
    return starts_in_time and (first_2 is None or last is None or first_2 <= last)


def _places_meet(one: Profile, other: Profile) -> bool:
    if one.pinned != other.pinned:
        return False
    if not one.pinned:
        return one.block == other.block
    if one.called and other.called and one.called != other.called:
        return False  # two villages of one host are two places
    if Relation.TOWARD in {one.claim.location.relation, other.claim.location.relation}:
        return one.claim.location == other.claim.location
    if one.vague != other.vague and not one.actors & other.actors:
        return False  # "somewhere in the region" is not the village in it, but for those who acted
    return distance_km(one, other) <= _joint_reach(one, other)


def _place_likeness(one: Profile, other: Profile) -> float:
    if one.claim.location.place == other.claim.location.place:
        return 1.0
    reach = _joint_reach(one, other)
    # To lie somewhere in the same region says little.
    return (1 - distance_km(one, other) / reach) * min(1.0, _TELLING_KM / reach)


def _joint_reach(one: Profile, other: Profile) -> float:
    return one.reach_km + other.reach_km


def _date_likeness(one: Profile, other: Profile) -> float:
    if one.span_days is None or other.span_days is None:
        return 0.3
    return max(0.0, 1 - (max(one.span_days, other.span_days) - 1) / _LONG_DAYS)


def _number(count: Count) -> int | None:
    return count.best if count.best is not None else count.low


def _count_likeness(ours: int, theirs: int) -> float:
    return (min(ours, theirs) + 1) / (max(ours, theirs) + 1)


def _share(ours: frozenset[str], theirs: frozenset[str]) -> float:
    smaller = min(len(ours), len(theirs))
    return len(ours & theirs) / smaller if smaller else 0.0
