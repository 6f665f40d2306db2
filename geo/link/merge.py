"""One incident of several claims: nothing is overwritten, differences are listed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from geo.events import event_kinds
from geo.link.reprints import voices_of
from geo.link.status import derive_status, find_disagreements
from geo.model import Casualties, Form, Incident, Interval, Precision
from geo.model import Count as Number
from geo.text import identifier, normalize_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

    from geo.model import Actor, Claim, EventType, Setting

T = TypeVar("T")


def merge(claims: Sequence[Claim]) -> Incident:
    """Return the incident that *claims*, in canonical order, tell of.

    Its id is that of its first claim, so that it stays when later reports join.
    """
    fullest = max(claims, key=lambda claim: (claim.score, len(claim.actors)))
    voices = voices_of(claims)
    disagreements = find_disagreements(claims, voices)
    return Incident(
        incident_id=_incident_id(claims[0]),
        event_type=_commonest_type(claims),
        summary=fullest.summary,
        date=merge_dates([claim.date for claim in claims]),
        location=min((claim.location for claim in claims), key=_coarseness),
        other_locations=_distinct(
            (setting for claim in claims for setting in claim.other_locations),
            lambda setting: (setting.place and setting.place.id, setting.role),
        ),
        actors=_distinct((actor for claim in claims for actor in claim.actors), _who),
        casualties=_merge_casualties([claim.casualties for claim in claims]),
        status=derive_status(claims, disagreements, voices),
        disagreements=disagreements,
        claims=tuple(claims),
        corrections=_distinct((said for claim in claims for said in claim.corrections), str),
    )


def join_incidents(
    incidents: Sequence[Incident], groups: Sequence[Collection[tuple[str, str]]]
) -> list[Incident]:
    """Return *incidents* with those merged that hold claims of one group.

    Parameters
    ----------
    incidents : sequence of Incident
        As a linker gives them.
    groups : sequence of collections of (article id, claim id)
        Claims that tell of one incident, whatever the linker thinks.
    """
    joined = list(incidents)
    for group in groups:
        ours = [one for one in joined if any(_key(claim) in group for claim in one.claims)]
        if len(ours) > 1:
            claims = [claim for one in ours for claim in one.claims]
            whole = merge(sorted(claims, key=canonical))
            corrections = (*whole.corrections, "joined: these are one incident")
            at = joined.index(ours[0])
            joined[at] = replace(whole, corrections=tuple(dict.fromkeys(corrections)))
            joined = [one for one in joined if one not in ours[1:]]
    return joined


def canonical(claim: Claim) -> tuple[str, str, int, str]:
    """Return the key of the order in which claims are merged: by publication."""
    published = claim.source.published
    when = published.isoformat() if published else "9999"
    return when, claim.article_id, claim.trigger.start, claim.claim_id


def _key(claim: Claim) -> tuple[str, str]:
    return claim.article_id, claim.claim_id


def merge_dates(dates: Sequence[Interval]) -> Interval:
    """Return the days that all known *dates* allow, or the sharpest where they differ."""
    known = [day for day in dates if day.earliest or day.latest]
    if not known:
        return Interval()
    sharpest = min(known, key=_width)
    earliest = max((day.earliest for day in known if day.earliest), default=None)
    latest = min((day.latest for day in known if day.latest), default=None)
    if earliest and latest and earliest > latest:
        return sharpest
    if (earliest, latest) == (sharpest.earliest, sharpest.latest):
        return sharpest
    if earliest and latest:
        same = {day.form for day in known} == {Form.ON_OR_BEFORE}
        form = Form.ON_OR_BEFORE if same else Form.RANGE
        return Interval(earliest, latest, form, sharpest.granularity)
    return Interval(earliest, latest, sharpest.form, sharpest.granularity)


def _incident_id(first: Claim) -> str:
    return identifier(f"{first.article_id}\n{first.claim_id}")


def _commonest_type(claims: Sequence[Claim]) -> EventType:
    """Return the type that most claims have; of equals the one that the table names first."""
    counted = Counter(claim.event_type for claim in claims)
    order = {name: rank for rank, name in enumerate(event_kinds())}
    return min(
        counted, key=lambda kind: (-counted[kind], order.get(kind.name, len(order)), kind.name)
    )


def _width(day: Interval) -> int:
    if day.earliest and day.latest:
        return (day.latest - day.earliest).days
    return 10**6


def _coarseness(setting: Setting) -> tuple[int, float]:
    precision = setting.precision or Precision.INTERNATIONAL
    return int(precision) + (setting.place is None), setting.radius_km or 0.0


def _who(actor: Actor) -> tuple[str, str]:
    return normalize_name(actor.name) or actor.name, actor.role


def _distinct(items: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    found: dict[Hashable, T] = {}
    for item in items:
        found.setdefault(key(item), item)
    return tuple(found.values())


def _merge_casualties(casualties: Sequence[Casualties]) -> Casualties:
    worded = [item.text for item in casualties if item.text]
    return Casualties(
        _merge_counts([item.killed for item in casualties]),
        _merge_counts([item.wounded for item in casualties]),
        "; ".join(dict.fromkeys(worded)) or None,
    )


def _merge_counts(counts: Sequence[Number]) -> Number:
    known = [count for count in counts if count != Number()]
    if not known:
        return Number()
    ends = [
        end for count in known for end in (count.low, count.best, count.high) if end is not None
    ]
    best = [count.best for count in known if count.best is not None]
    # "At least twelve" has no upper end, and several reports together have none either then.
    open_ended = any(count.high is None and count.low is not None for count in known)
    # Later reports know more: claims come in the order of their publication.
    return Number(min(ends), best[-1] if best else None, None if open_ended else max(ends))
