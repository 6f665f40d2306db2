"""The days that publication leaves open for a claim whose own words do not bound it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.extract.dateline import datelines_of
from geo.model import Form, Granularity, Interval, Modality

if TYPE_CHECKING:
    from datetime import date

    from geo.extract.scene import Scene
    from geo.model import Claim

_NEWS_AGE = timedelta(days=30)
"""How old news at most is that names no day."""
_SEQUEL_AGE = timedelta(days=62)
_DONE = frozenset((Modality.HAPPENED, Modality.ATTEMPTED, Modality.NEGATED))
_UNSAID = ("year", "month", "day")


def bounded(scene: Scene, claim: Claim) -> Claim:
    """Return *claim* with the bounds that its publication sets.

    What is told as done was done by the day on which it was published. News that names
    no day is of the month before, unless its dates show that the article looks back.
    """
    published = claim.source.published
    if published is None or claim.modality not in _DONE:
        return claim
    date = claim.date
    if date.earliest is None and date.latest is None:
        if looks_back(scene, published):
            return claim
        window = Interval(published - _NEWS_AGE, published, Form.ON_OR_BEFORE, Granularity.MONTH)
        return replace(claim, date=window, date_inferred=_UNSAID)
    opened = date.earliest
    if date.latest is None and opened and opened <= published <= opened + _SEQUEL_AGE:
        return replace(claim, date=replace(date, latest=published))
    return claim


def looks_back(scene: Scene, published: date) -> bool:
    """Tell whether most dates of *scene* are of long before: a memoir, a history, a court case."""
    datelines = datelines_of(scene)
    ends = [
        time.interval.latest
        for time in scene.times
        if time.interval.latest is not None
        and not any(line.overlaps(time.span) for line in datelines)
    ]
    old = sum(end < published - _SEQUEL_AGE for end in ends)
    return 2 * old > len(ends)
