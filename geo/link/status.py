"""What the claims of an incident, taken together, amount to; and where they differ.

The rule, first match wins:

1. ``disputed``: someone denies it, or two voices contradict each other on the day, on
   the place, on how many were killed or wounded, or on who did it.
2. ``corroborated``: an article says that a second source confirms it, or two
   articles hold that it happened on different voices, neither only accusing.
   A reprint is no second voice, nor is one claimant or one publisher in two articles.
3. ``alleged``: every claim is an accusation, or is told by nobody but the accuser.
4. ``reported``: anything else.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from geo.link.likeness import Profile, distance_km
from geo.model import Modality, Precision, Stance, Status
from geo.text import normalize_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.model import Claim, Count, Interval

T = TypeVar("T")

_HELD = {Stance.FACT, Stance.CLAIMED, Stance.CONFIRMED}
_MOST_NAMED = 3


def derive_status(
    claims: Sequence[Claim], disagreements: Sequence[str], voices: Sequence[int]
) -> Status:
    """Return the status of the incident that *claims* tell of, each by its number of *voices*."""
    if disagreements:
        return Status.DISPUTED
    if any(claim.stance is Stance.CONFIRMED for claim in claims):
        return Status.CORROBORATED
    held = [
        (claim.article_id, voice)
        for claim, voice in zip(claims, voices, strict=True)
        if claim.stance in _HELD
    ]
    if any(one[0] != other[0] and one[1] != other[1] for one, other in combinations(set(held), 2)):
        return Status.CORROBORATED
    if all(claim.stance is Stance.ALLEGED for claim in claims):
        return Status.ALLEGED
    return Status.REPORTED


def find_disagreements(claims: Sequence[Claim], voices: Sequence[int]) -> tuple[str, ...]:
    """Return what *claims* contradict each other on, a sentence a field.

    No voice, of which *voices* gives the number for each claim, contradicts itself.
    """
    spoken = list(zip(claims, voices, strict=True))
    fields = (
        _denials(claims),
        _opposed("day", spoken, _day, _days_apart),
        _opposed("place", spoken, _place, _places_apart),
        _opposed("killed", spoken, _killed, _contradict),
        _opposed("wounded", spoken, _wounded, _contradict),
        _opposed("who", spoken, _who, _sides_apart),
    )
    return tuple(dict.fromkeys(sentence for field in fields for sentence in field))


def voice(claim: Claim) -> str:
    """Return who stands behind a claim, as a reader would name them."""
    if claim.claimant:
        return claim.claimant.name
    source = claim.source
    return source.publisher or source.title or source.article_id


def _denials(claims: Sequence[Claim]) -> Iterator[str]:
    told = any(not _denies(claim) for claim in claims)
    for claim in claims:
        if claim.stance is Stance.DENIED or (told and _denies(claim)):
            yield f"denied by {voice(claim)}"


def _denies(claim: Claim) -> bool:
    """Tell whether a claim says that it did not happen."""
    return claim.stance is Stance.DENIED or claim.modality is Modality.NEGATED


def _opposed(
    field: str,
    spoken: Sequence[tuple[Claim, int]],
    tell: Callable[[Claim], tuple[str, T] | None],
    apart: Callable[[T, T], bool],
) -> Iterator[str]:
    """Yield what voices tell of *field* that can't both be, as "killed: 12 (a) against 25 (b)"."""
    told = [(each, *answer) for each in spoken if (answer := tell(each[0])) is not None]
    if len({words for _, words, _ in told}) < 2:  # noqa: PLR2004 - all say the same
        return
    sides: dict[str, dict[str, None]] = {}
    for (one, ours, mine), (other, theirs, yours) in combinations(told, 2):
        if ours != theirs and one[1] != other[1] and apart(mine, yours):
            sides.setdefault(ours, {})[voice(one[0])] = None
            sides.setdefault(theirs, {})[voice(other[0])] = None
    if sides:
        listed = (f"{words} ({_listed(list(names))})" for words, names in sides.items())
        yield f"{field}: {' against '.join(listed)}"


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _day(claim: Claim) -> tuple[str, Interval] | None:
    first, last = claim.date.earliest, claim.date.latest
    if first is None and last is None:
        return None
    if first is None or last is None:
        return (f"from {first} on" if first else f"by {last}"), claim.date
    return (str(first) if first == last else f"{first} to {last}"), claim.date


def _days_apart(one: Interval, other: Interval) -> bool:
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: Interval, other: Interval) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def _place(claim: Claim) -> tuple[str, Profile] | None:
    where = claim.location
    if where.place is None or where.precision is not Precision.EXACT:
        return None
    return where.place.name, Profile.of(claim)


def _places_apart(one: Profile, other: Profile) -> bool:
    """Tell whether each lies outside the other's radius, though the radii meet."""
    return distance_km(one, other) > max(one.reach_km, other.reach_km)


def _killed(claim: Claim) -> tuple[str, Count] | None:
    return _counted(claim.casualties.killed)


def _wounded(claim: Claim) -> tuple[str, Count] | None:
    return _counted(claim.casualties.wounded)


def _counted(count: Count) -> tuple[str, Count] | None:
    return None if _ends(count)[0] is None else (_worded(count), count)


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


def _who(claim: Claim) -> tuple[str, Claim] | None:
    """Return whom a claim holds to have done it, where it says of which country they are."""
    doers = [actor for actor in claim.actors if actor.role == "actor"]
    if not any(actor.country for actor in doers):
        return None
    return ", ".join(sorted({actor.name for actor in doers})), claim


def _sides_apart(one: Claim, other: Claim) -> bool:
    return not (_states(one) & _states(other) or _names(one) & _names(other))


def _states(claim: Claim) -> set[str]:
    return {actor.country for actor in claim.actors if actor.role == "actor" and actor.country}


def _names(claim: Claim) -> set[str]:
    return {normalize_name(actor.name) for actor in claim.actors if actor.role == "actor"}
