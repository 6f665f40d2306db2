"""Which claims tell of one incident: near in place and time first, then alike in the rest.

Pairs are joined best first, and only where every claim of the one side can stand with
every claim of the other: chains of near misses do not grow into one incident. Claims that
no chain of alike pairs connects never meet, so a new article touches only what it is near to.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from geo.link.blocking import Neighborhoods
from geo.link.followers import leaders
from geo.link.likeness import Profile, can_be_one, likeness
from geo.link.merge import canonical, merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.model import Claim, Incident

Pairs = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class ClaimLinker:
    """Join claims whose likeness is at least *threshold*.

    Parameters
    ----------
    threshold : float
        Between 0 (whatever could be one incident is) and 1.
    """

    threshold: float = 0.55

    def link(self, claims: Iterable[Claim]) -> list[Incident]:
        """Return the incidents that *claims* tell of, each claim in exactly one.

        The same whatever the order of *claims*. Incidents come in the order of
        their dates, undated ones last.
        """
        return self.update((), claims)

    def update(self, incidents: Iterable[Incident], claims: Iterable[Claim]) -> list[Incident]:
        """Return the incidents that those of *incidents* and new *claims* tell of together.

        The same as linking all of their claims at once, but only what is alike to a new
        claim, by however many steps, is joined anew; other incidents are handed on as they are.
        A claim that an incident has already stays as it is there.
        """
        before = list(incidents)
        known = {_key(claim): claim for incident in before for claim in incident.claims}
        unique = {_key(claim): claim for claim in claims} | known
        profiles = [Profile.of(claim) for claim in sorted(unique.values(), key=canonical)]
        fresh = {at for at, each in enumerate(profiles) if _key(each.claim) not in known}
        groups = self._groups(profiles, fresh)
        joined = [merge([profiles[index].claim for index in group]) for group in groups]
        anew = {_key(claim) for incident in joined for claim in incident.claims}
        kept = [incident for incident in before if _key(incident.claims[0]) not in anew]
        return sorted([*kept, *joined], key=_by_date)

    def _groups(self, profiles: Sequence[Profile], fresh: set[int]) -> list[list[int]]:
        """Return the claims that tell of one incident, of all that the *fresh* ones may touch."""
        led = leaders(profiles)
        touched, alike = self._reached(profiles, {led.get(index, index) for index in fresh}, led)
        groups = _join(profiles, sorted(touched), alike)
        followers: dict[int, list[int]] = defaultdict(list)
        for index, leader in led.items():
            followers[leader].append(index)
        return [
            sorted([*group, *(each for index in group for each in followers[index])])
            for group in groups
        ]

    def _reached(
        self, profiles: Sequence[Profile], fresh: set[int], led: Mapping[int, int]
    ) -> tuple[set[int], Pairs]:
        """Return what chains of alike pairs lead to from the *fresh* claims, and the pairs."""
        space = Neighborhoods(profiles)
        touched, ahead = set[int](), fresh
        alike: Pairs = {}
        while ahead:
            touched |= ahead
            pairs = (pair for pair in space.pairs(ahead) if led.keys().isdisjoint(pair))
            found = self._alike(profiles, pairs)
            alike |= found
            ahead = {index for pair in found for index in pair} - touched
        return touched, alike

    def _alike(self, profiles: Sequence[Profile], pairs: Iterable[tuple[int, int]]) -> Pairs:
        found: Pairs = {}
        for one, other in pairs:
            if can_be_one(profiles[one], profiles[other]):
                score = likeness(profiles[one], profiles[other])
                if score >= self.threshold:
                    found[one, other] = score
        return found


@dataclass(slots=True, eq=False)
class _Group:
    """Claims that tell of one incident, and the groups known to tell of another."""

    members: list[int]
    apart: set[_Group]

    def take(self, other: _Group) -> None:
        """Become one with *other*: what either can't stand with, both can't."""
        self.members.extend(other.members)
        for third in other.apart:
            third.apart.add(self)
        self.apart |= other.apart


def _join(profiles: Sequence[Profile], indexes: Iterable[int], alike: Pairs) -> list[list[int]]:
    group_of = {index: _Group([index], set()) for index in indexes}

    def fit(pair: tuple[int, int]) -> bool:
        one, other = pair
        told = pair in alike or (other, one) in alike  # then they can be one
        return told or can_be_one(profiles[one], profiles[other])

    for one, other in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        first, second = group_of[one], group_of[other]
        if first is second or second in first.apart:
            continue
        if all(map(fit, product(first.members, second.members))):
            first.take(second)
            group_of.update(dict.fromkeys(second.members, first))
        else:
            first.apart.add(second)
            second.apart.add(first)
    return [sorted(group.members) for at, group in group_of.items() if min(group.members) == at]


def _key(claim: Claim) -> tuple[str, str]:
    return claim.article_id, claim.claim_id


def _by_date(incident: Incident) -> tuple[str, str, str]:
    earliest, latest = incident.date.earliest, incident.date.latest
    first = (earliest or latest).isoformat() if earliest or latest else "9999"  # type: ignore[union-attr]
    return first, latest.isoformat() if latest else "9999", incident.incident_id
