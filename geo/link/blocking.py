"""Which claims are compared: those of near places and overlapping months, and of one article.

The work grows with the pairs that could match, not with all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from geo.link.likeness import Profile

_KM_PER_DEGREE = 111.2
_LEAST_COSINE = 0.05
_MOST_MONTHS = 24
"""A claim of a longer stretch of time says too little to be of one incident with another's."""


class Neighborhoods:
    """The claims that may tell of one incident, found by place and month.

    Parameters
    ----------
    profiles : sequence of Profile
        All claims; pairs are given as indexes into it.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._articles: dict[str, list[int]] = defaultdict(list)
        self._places: dict[int, list[int]] = defaultdict(list)
        self._blocks: dict[tuple[int, object], list[int]] = defaultdict(list)
        self._first: dict[int, int] = {}
        for index, profile in enumerate(profiles):
            self._articles[profile.claim.article_id].append(index)
            for month in _months(profile):
                self._first.setdefault(index, month)
                if profile.pinned:
                    self._places[month].append(index)
                else:
                    self._blocks[month, profile.block].append(index)
        self._boxes = _boxes(profiles)

    def pairs(self, among: Collection[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs to compare that hold one of *among*, the lower index first."""
        for members in self._articles.values():
            yield from _crossed(members, among)
        for (month, _), members in self._blocks.items():
            yield from self._of_month(month, _crossed(members, among))
        for month, members in self._places.items():
            yield from self._of_month(month, self._near(members, among))

    def _of_month(self, month: int, pairs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Leave each pair to the first month that both of its claims have."""
        first = self._first
        for one, other in pairs:
            if max(first[one], first[other]) == month:
                yield one, other

    def _near(self, members: list[int], among: Collection[int]) -> Iterator[tuple[int, int]]:
        asking = [index for index in members if index in among]
        if not asking:
            return
        from shapely import STRtree  # noqa: PLC0415 - loads on use

        found = STRtree(self._boxes[members]).query(self._boxes[asking])
        for one, other in zip(*found.tolist(), strict=True):
            yield from _pair(asking[one], members[other], among)


def _crossed(members: list[int], among: Collection[int]) -> Iterator[tuple[int, int]]:
    asking = [index for index in members if index in among]
    if len(asking) == len(members):
        yield from combinations(members, 2)
        return
    for one in asking:
        for other in members:
            yield from _pair(one, other, among)


def _pair(one: int, other: int, among: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield two claims that ask for each other once."""
    if one < other or other not in among:
        yield min(one, other), max(one, other)


def _months(profile: Profile) -> range:
    """Return the months that a claim may belong to; none where it joins nothing by its date."""
    earliest, latest = profile.days
    if earliest is None or latest is None:
        return range(0)
    months = range(_month(earliest), _month(latest) + 1)
    return months if len(months) <= _MOST_MONTHS else range(0)


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _boxes(profiles: Sequence[Profile]) -> NDArray[np.object_]:
    """Return the rectangle in degrees that each claim's place and radius span."""
    from shapely import box  # noqa: PLC0415 - loads on use

    lon, lat = np.array([profile.lonlat for profile in profiles], dtype=float).reshape(-1, 2).T
    reach = np.array([profile.reach_km for profile in profiles], dtype=float) / _KM_PER_DEGREE
    wide = reach / np.maximum(np.cos(np.radians(lat)), _LEAST_COSINE)
    boxes: NDArray[np.object_] = box(lon - wide, lat - reach, lon + wide, lat + reach)
    return boxes
