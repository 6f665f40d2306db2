"""What the claims of an incident, taken together, amount to; and where they differ.

The rule, first match wins:

1. ``disputed``: someone denies it, or independent claims contradict each other on
   who did it, on how many were killed or wounded, or on the day.
2. ``corroborated``: an article says that a second source confirms it, or two
   articles hold that it happened on independent voices, neither only accusing.
   A reprint is no second voice, nor is one claimant in two articles.
3. ``alleged``: every claim is an accusation, or is told by nobody but the accuser.
4. ``reported``: anything else.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from geo.model import Stance, Status
from geo.text import WORD, normalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Claim, Count

_REPRINT_SHARE = 0.8
_HELD = {Stance.FACT, Stance.CLAIMED, Stance.CONFIRMED}


def derive_status(claims: Sequence[Claim], disagreements: Sequence[str]) -> Status:
    """Return the status of the incident that *claims* tell of."""
    if disagreements:
        return Status.DISPUTED
    if any(claim.stance is Stance.CONFIRMED for claim in claims):
        return Status.CORROBORATED
    held = [claim for claim in claims if claim.stance in _HELD]
    if any(
        one.article_id != other.article_id and _independent(one, other)
        for one, other in combinations(held, 2)
    ):
        return Status.CORROBORATED
    if all(claim.stance is Stance.ALLEGED for claim in claims):
        return Status.ALLEGED
    return Status.REPORTED


def find_disagreements(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return what *claims* contradict each other on, a sentence a field."""
    return tuple(
        dict.fromkeys(
            sentence
            for find in (_denials, _days, _casualties, _perpetrators)
            for sentence in find(claims)
        )
    )


def voice(claim: Claim) -> str:
    """Return who stands behind a claim, as a reader would name them."""
    if claim.claimant:
        return claim.claimant.name
    source = claim.source
    return source.publisher or source.title or source.article_id


def _denials(claims: Sequence[Claim]) -> Iterator[str]:
    for claim in claims:
        if claim.stance is Stance.DENIED:
            yield f"{voice(claim)} denies it"


def _days(claims: Sequence[Claim]) -> Iterator[str]:
    for one, other in combinations(claims, 2):
        first, last = one.date.earliest, one.date.latest
        first_2, last_2 = other.date.earliest, other.date.latest
        if (first and last_2 and first > last_2) or (first_2 and last and first_2 > last):
            ours, theirs = first or last, first_2 or last_2
            yield f"day: {ours} ({voice(one)}) against {theirs} ({voice(other)})"


def _casualties(claims: Sequence[Claim]) -> Iterator[str]:
    for one, other in combinations(claims, 2):
        counts = (
            ("killed", one.casualties.killed, other.casualties.killed),
            ("wounded", one.casualties.wounded, other.casualties.wounded),
        )
        for what, ours, theirs in counts:
            if _contradict(ours, theirs) and _independent(one, other):
                said = f"{_worded(ours)} ({voice(one)}) against {_worded(theirs)} ({voice(other)})"
                yield f"{what}: {said}"


def _perpetrators(claims: Sequence[Claim]) -> Iterator[str]:
    for one, other in combinations(claims, 2):
        ours, theirs = _states(one), _states(other)
        if ours and theirs and not ours & theirs and not _names(one) & _names(other):
            yield (
                f"who: {', '.join(sorted(_names(one, plain=True)))} ({voice(one)}) "
                f"against {', '.join(sorted(_names(other, plain=True)))} ({voice(other)})"
            )


def _states(claim: Claim) -> set[str]:
    return {actor.country for actor in claim.actors if actor.role == "actor" and actor.country}


def _names(claim: Claim, *, plain: bool = False) -> set[str]:
    named = (actor.name for actor in claim.actors if actor.role == "actor")
    return set(named) if plain else {normalize_name(name) for name in named}


def _contradict(ours: Count, theirs: Count) -> bool:
    (low, high), (low_2, high_2) = _ends(ours), _ends(theirs)
    if low is None or low_2 is None:
        return False
    return (high is not None and high < low_2) or (high_2 is not None and high_2 < low)


def _ends(count: Count) -> tuple[int | None, int | None]:
    if count.low is None and count.high is None:
        return count.best, count.best
    # "At least twelve" has a low end and no high one, whatever the best guess is.
    return count.low or 0, count.high


def _worded(count: Count) -> str:
    low, high = _ends(count)
    if low == high:
        return str(low)
    return f"at least {low}" if high is None else f"{low} to {high}"


def _independent(one: Claim, other: Claim) -> bool:
    if one.claimant and other.claimant:
        return normalize_name(one.claimant.name) != normalize_name(other.claimant.name)
    if one.article_id == other.article_id:
        # The article's own voice and one it quotes are two; its own voice twice is one.
        return bool(one.claimant) != bool(other.claimant)
    same_publisher = one.source.publisher and one.source.publisher == other.source.publisher
    return not _reprint(one, other) and not (
        same_publisher and not (one.claimant or other.claimant)
    )


def _reprint(one: Claim, other: Claim) -> bool:
    ours, theirs = (set(WORD.findall(claim.quote.text.lower())) for claim in (one, other))
    together = len(ours | theirs)
    return bool(together) and len(ours & theirs) / together >= _REPRINT_SHARE
