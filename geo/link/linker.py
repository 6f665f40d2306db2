"""Which claims tell of one incident: near in place and time first, then alike in the rest.

Candidate pairs come from a spatial index over the claims' radii (for exchanges
between states: from type and counterparts), so the work grows with the pairs
that could match, not with all pairs. Pairs are joined best first, and only
where every claim of the one side can stand with every claim of the other:
chains of near misses do not grow into one incident.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from shapely import STRtree, box

from geo.link.likeness import Profile, can_be_one, likeness
from geo.link.merge import canonical, merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.model import Claim, Incident

_KM_PER_DEGREE = 111.2
_MAX_CLUSTER = 400


@dataclass(frozen=True, slots=True)
class ClaimLinker:
    """Join claims whose likeness is at least *threshold*.

    Parameters
    ----------
    threshold : float
        Between 0 (whatever could be one incident is) and 1.
    """

    threshold: float = 0.5

    def link(self, claims: Iterable[Claim]) -> list[Incident]:
        """Return the incidents that *claims* tell of, each claim in exactly one.

        The same whatever the order of *claims*. Incidents come in the order of
        their dates, undated ones last.
        """
        unique = {(claim.article_id, claim.claim_id): claim for claim in claims}
        ordered = sorted(unique.values(), key=canonical)
        profiles = [Profile.of(claim) for claim in ordered]
        groups = _join(profiles, self._pairs(profiles))
        incidents = [merge([profiles[index].claim for index in group]) for group in groups]
        return sorted(incidents, key=_by_date)

    def _pairs(self, profiles: Sequence[Profile]) -> list[tuple[int, int]]:
        scored = [
            (-score, one, other)
            for one, other in _near(profiles)
            if can_be_one(profiles[one], profiles[other])
            and (score := likeness(profiles[one], profiles[other])) >= self.threshold
        ]
        return [(one, other) for _, one, other in sorted(scored)]


def _near(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    pinned = [index for index, profile in enumerate(profiles) if profile.pinned]
    boxes = [_box(profiles[index]) for index in pinned]
    if boxes:
        ones, others = STRtree(boxes).query(boxes)
        for one, other in zip(ones.tolist(), others.tolist(), strict=True):
            if one < other:
                yield pinned[one], pinned[other]
    blocks: dict[object, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        if not profile.pinned:
            blocks[profile.block].append(index)
    for block in blocks.values():
        yield from combinations(block, 2)


def _box(profile: Profile) -> object:
    lon, lat = profile.lonlat
    reach = profile.reach_km / _KM_PER_DEGREE
    wide = reach / max(float(np.cos(np.radians(lat))), 0.05)
    return box(lon - wide, lat - reach, lon + wide, lat + reach)


def _join(profiles: Sequence[Profile], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    group_of = {index: [index] for index in range(len(profiles))}
    for one, other in pairs:
        first, second = group_of[one], group_of[other]
        if first is second or len(first) + len(second) > _MAX_CLUSTER:
            continue
        if all(can_be_one(profiles[a], profiles[b]) for a in first for b in second):
            first.extend(second)
            group_of.update(dict.fromkeys(second, first))
    return [sorted(group) for index, group in group_of.items() if min(group) == index]


def _by_date(incident: Incident) -> tuple[str, str, str]:
    earliest, latest = incident.date.earliest, incident.date.latest
    first = (earliest or latest).isoformat() if earliest or latest else "9999"  # type: ignore[union-attr]
    return first, latest.isoformat() if latest else "9999", incident.incident_id
