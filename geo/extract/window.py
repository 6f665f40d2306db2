"""The days that publication leaves open for a claim whose own words do not bound it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.extract.dateline import datelines_of
from geo.model import Form, Granularity, Interval, Modality

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geo.extract.scene import Scene
    from geo.model import Claim

_NEWS_AGE = timedelta(days=30)
"""How old news at most is that names no day."""
_SEQUEL_AGE = timedelta(days=62)
_DONE = frozenset((Modality.HAPPENED, Modality.ATTEMPTED, Modality.NEGATED))
_UNSAID = ("year", "month", "day")


def bounded(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """Return *claims* with the bounds that their publication sets.

    What is told as done was done by the day on which it was published. News that names
    no day is of the month before, unless its dates show that the article looks back.
    """
    published = scene.article.published
    if published is None:
        return list(claims)
    is_news = not (_looks_back(scene, published) or _tells_of_old(claims, published))
    return [_bounded(claim, published, is_news=is_news) for claim in claims]


def _bounded(claim: Claim, published: date, *, is_news: bool) -> Claim:
    date = claim.date
    if claim.modality not in _DONE or date.latest is not None:
        return claim
    opened = date.earliest
    if opened is None:
        if not is_news:
            return claim
        window = Interval(published - _NEWS_AGE, published, Form.ON_OR_BEFORE, Granularity.MONTH)
        return replace(claim, date=window, date_inferred=_UNSAID)
    if opened <= published <= opened + _SEQUEL_AGE:
        return replace(claim, date=replace(date, latest=published))
    return claim


def _tells_of_old(claims: Iterable[Claim], published: date) -> bool:
    """Tell whether no fewer deeds are dated long before publication than near it."""
    deeds = [claim for claim in claims if claim.event_type.acled is not None]
    ends = [claim.date.latest for claim in deeds if claim.date_span and claim.date.latest]
    old = sum(end < published - _SEQUEL_AGE for end in ends)
    return old > 0 and 2 * old >= len(ends)


def _looks_back(scene: Scene, published: date) -> bool:
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
