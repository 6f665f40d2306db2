"""Join what an article tells more than once, so that one incident of it is one claim.

Two tellings are joined where nothing in them disagrees (type, place, date, toll, parties) and
something shows that they are of one happening: "the attack", a result told right behind the
deed, the same place on the same day, the same toll. What two named sources say stays two claims:
who contradicts whom is for linking to show.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.events import event_kinds
from geo.extract.parties import with_counterpart
from geo.extract.summary import summarize
from geo.model import Casualties, Count, Precision, Relation, Stance
from geo.text import identifier

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from geo.model import Actor, Claim, Interval, Setting

GENERIC = frozenset(("Attack", "Armed clash", "ASSAULT"))
BLASTS = frozenset(
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
        "PROTEST",
    )
)
_PERSONS = frozenset((None, "civilians", "state forces"))
_BLAST = "Remote explosive/landmine/IED"
"""What "explosion" and "bombing" are taken for, where nothing says how."""
_FORCE = frozenset(("Excessive force against protesters", "Protest with intervention"))
_MOVES = frozenset(("MOBILIZE", "COERCE", "RETREAT"))
_CLASH, _STATE = "Armed clash", "state forces"
_NEAR_SENTENCES = 2
_LEAD_SENTENCES = 2
_ANAPHOR_SENTENCES = 12
"""The furthest that a retelling is from what it retells, where only nearness shows it."""
_UNSET_SENTENCES = 4
_OPEN_DAYS, _UNKNOWN_DAYS = 10_000, 20_000


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim, with how it is told."""

    claim: Claim
    sentence: int
    weak: bool = False
    """Whether it tells of a result ("killed")."""
    anaphoric: bool = False
    """Whether it is a noun that takes up what was told before ("the attack")."""
    own_place: bool = False
    own_date: bool = False
    adds: bool = False
    """Whether its words set it beside what was told: "also", "another"."""
    beside: bool = False
    """Whether "and" or "after" sets its verb beside another: a deed of its own."""
    on_assailant: bool = False
    """Whether it befell who is said to have done the deed before."""
    lasting: bool = False
    """Whether it tells of fighting, which goes on, rather than of one deed."""
    listed: tuple[Setting, ...] = ()
    """Further places of a list at each of which it happened."""


def join_retellings(tellings: Iterable[Telling]) -> list[Claim]:
    """Return the claims of *tellings*, each retelling joined to the last claim that it retells.

    What happened at each place of a list is a claim for each; a toll stays with the first.
    """
    kept = _distinct(tellings)
    told = {(each.claim.event_type, _spot(each.claim.location)) for each in kept}
    apart = (
        _set_at(each.claim, setting)
        for each in kept
        for setting in each.listed
        if (each.claim.event_type, _spot(setting)) not in told
    )
    return [*(summarized(each.claim) for each in kept), *map(summarized, apart)]


def _distinct(tellings: Iterable[Telling]) -> list[Telling]:
    """Return the happenings of *tellings*, each with all that is told of it."""
    kept: list[Telling] = []
    marked: dict[Hashable, set[int]] = {}
    for telling in tellings:
        near = range(telling.sentence - _ANAPHOR_SENTENCES, telling.sentence)
        alike = [marked[mark] for mark in (*near, *_marks(telling)) if mark in marked]
        for index in sorted(set().union(*alike), reverse=True):
            if is_retelling(kept[index], telling):
                kept[index] = _joined(kept[index], telling)
                break
        else:
            index = len(kept)
            kept.append(telling)
        for mark in _marks(kept[index]):
            marked.setdefault(mark, set()).add(index)
    return kept


def _marks(telling: Telling) -> Iterator[Hashable]:
    """Yield marks of which *telling* shares one with what it retells, unless told near it.

    An article of thousands of happenings is read in linear time by them.
    """
    claim = telling.claim
    yield telling.sentence
    yield from _victims(claim)
    if _is_verbal(claim):
        yield from _named(claim.actors, "actor")
    if claim.casualties.killed.best:
        yield "killed", claim.casualties.killed.best
    if claim.location.place is not None and claim.date.earliest is not None:
        yield claim.location.place.id, claim.date.earliest


def _spot(setting: Setting) -> tuple[str | None, str | None]:
    return setting.place.id if setting.place else None, setting.name


def _set_at(claim: Claim, setting: Setting) -> Claim:
    """Return *claim* as it happened at another place, too, without its toll."""
    return replace(
        claim,
        claim_id=identifier(f"{claim.claim_id}\0{setting.toponym}"),
        location=setting,
        casualties=Casualties(),
    )


def summarized(claim: Claim) -> Claim:
    """Return *claim* with the line that says what it is about."""
    actors = claim.actors
    if _is_verbal(claim):
        actors = with_counterpart(actors, claim.location, claim.other_locations)
    line = summarize(claim.event_type, actors, claim.location, claim.modality, stance=claim.stance)
    return replace(claim, actors=actors, summary=line)


def is_retelling(one: Telling, other: Telling) -> bool:
    """Tell whether *other*, told later, is of the same happening as *one*."""
    a, b = one.claim, other.claim
    if not (_types_agree(one, other) and a.modality is b.modality and _voices_agree(one, other)):
        return False
    if one.on_assailant is not other.on_assailant and not _of_one_fight(one, other):
        return False
    own_deed = other.beside and other.sentence == one.sentence and not other.weak
    if own_deed and a.event_type != b.event_type:
        return False
    if _shares_victim(one, other):
        return True
    return (
        _dates_agree(a.date, b.date)
        and places_agree(a.location, b.location)
        and _parties_agree(a, b)
        and _counts_agree(a.casualties.killed, b.casualties.killed)
        and _counts_agree(a.casualties.wounded, b.casualties.wounded)
        and _is_shown(one, other)
    )


def _of_one_fight(one: Telling, other: Telling) -> bool:
    """Tell whether a sentence tells of a fight and who fell in it: "killed two in a shootout"."""
    both = {one.claim.event_type.name, other.claim.event_type.name}
    return both == {_CLASH} and one.sentence == other.sentence


def _shares_victim(one: Telling, other: Telling) -> bool:
    """Tell whether both name one person to whom it was done, and do not set it twice."""
    a, b = one.claim, other.claim
    if _is_verbal(a) or not (_victims(a) & _victims(b)):
        return False
    places = places_agree(a.location, b.location) or not (one.own_place and other.own_place)
    return places and (_dates_agree(a.date, b.date) or not (one.own_date and other.own_date))


def _victims(claim: Claim) -> set[str]:
    """Return the last names of the persons to whom it was done."""
    return {
        actor.name.split()[-1].casefold()
        for actor in claim.actors
        if actor.role != "actor" and actor.kind in _PERSONS and _is_full_name(actor.name)
    }


def _is_full_name(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _is_shown(one: Telling, other: Telling) -> bool:
    a, b = one.claim, other.claim
    apart = other.sentence - one.sentence
    if _is_verbal(a):
        return apart == 0 or _parties_equal(a, b)
    toll = a.casualties.killed.best
    same_place = a.location.place is not None and a.location.place == b.location.place
    both_placed = one.own_place and other.own_place
    in_lead = one.sentence < _LEAD_SENTENCES and apart <= _LEAD_SENTENCES
    return (
        apart == 0
        or (other.weak and apart <= _NEAR_SENTENCES and not both_placed)
        or (other.anaphoric and apart <= _ANAPHOR_SENTENCES)
        or (_is_unset(other) and apart <= _UNSET_SENTENCES)
        or (bool(toll) and toll == b.casualties.killed.best)
        or (apart <= 1 and not other.own_date and not other.own_place)
        or (in_lead and (same_place or not both_placed))
        or (same_place and both_placed and _same_day(a.date, b.date))
    )


def _is_unset(telling: Telling) -> bool:
    """Tell whether *telling* says neither where nor when, nor that it is of something else."""
    return not (telling.own_date or telling.own_place or telling.adds or telling.lasting)


def _joined(one: Telling, other: Telling) -> Telling:
    first, second = (one, other) if one.claim.score >= other.claim.score else (other, one)
    claim = _completed(first.claim, second.claim)
    return replace(
        first,
        claim=claim,
        sentence=one.sentence if other.anaphoric else other.sentence,
        own_place=one.own_place or other.own_place,
        own_date=one.own_date or other.own_date,
        anaphoric=one.anaphoric and other.anaphoric,
        weak=one.weak and other.weak,
    )


def _completed(first: Claim, second: Claim) -> Claim:
    """Return *first* with what only *second* tells; what is attributed stays attributed."""
    date = first if _width(first.date) <= _width(second.date) else second
    loose = GENERIC if second.event_type.name not in BLASTS else GENERIC | {_BLAST}
    generic = first.event_type.name in loose and second.event_type.name not in GENERIC
    voice = second if first.claimant is None and second.claimant is not None else first
    return replace(
        first,
        event_type=second.event_type if generic else first.event_type,
        location=_finer(first.location, second.location),
        other_locations=first.other_locations or second.other_locations,
        date=date.date,
        date_span=date.date_span,
        date_inferred=date.date_inferred,
        actors=_more_actors(first.actors, second.actors),
        casualties=_more_casualties(first.casualties, second.casualties),
        claimant=voice.claimant,
        stance=voice.stance,
        score=max(first.score, second.score),
    )


def _types_agree(one: Telling, other: Telling) -> bool:
    pair = {one.claim.event_type.name, other.claim.event_type.name}
    if len(pair) == 1 or pair <= _UNREST or pair <= GENERIC:
        return True
    if pair <= BLASTS:
        return _BLAST in pair and (other.anaphoric or other.weak or one.sentence == other.sentence)
    lasting = one.lasting or other.lasting
    return bool(pair & GENERIC) and pair <= BLASTS | GENERIC | _FORCE and not lasting


def _voices_agree(one: Telling, other: Telling) -> bool:
    a, b = one.claim, other.claim
    if Stance.DENIED in (a.stance, b.stance):
        return a.stance is b.stance
    if other.anaphoric or other.weak:
        return True
    return not (a.claimant and b.claimant and a.claimant.name != b.claimant.name)


def _dates_agree(one: Interval, other: Interval) -> bool:
    if one.earliest and other.latest and one.earliest > other.latest:
        return False
    return not (other.earliest and one.latest and other.earliest > one.latest)


def _same_day(one: Interval, other: Interval) -> bool:
    return one.earliest is not None and one.earliest == other.earliest


def places_agree(one: Setting, other: Setting) -> bool:
    """Tell whether two places may be one: the same, one in the other, or one unknown."""
    if Relation.BETWEEN in (one.relation, other.relation):
        return True
    if one.place is None or other.place is None:
        return True
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
    """Tell whether no role is filled by different states, or by differently named groups."""
    for role in ("actor", "recipient"):
        mine, theirs = _named(one.actors, role), _named(other.actors, role)
        if mine and theirs and mine.isdisjoint(theirs):
            return False
    return _CLASH in (one.event_type.name, other.event_type.name) or not _of_two_sides(one, other)


def _of_two_sides(one: Claim, other: Claim) -> bool:
    """Tell whether forces of a state did the one, and somebody else the other."""
    mine, theirs = (
        {actor.kind for actor in claim.actors if actor.role == "actor" and actor.kind}
        for claim in (one, other)
    )
    if not mine or not theirs:
        return False
    return (_STATE in mine) != (_STATE in theirs) and mine.isdisjoint(theirs)


def _parties_equal(one: Claim, other: Claim) -> bool:
    return all(
        _named(one.actors, role) & _named(other.actors, role) for role in ("actor", "recipient")
    )


def _named(actors: Sequence[Actor], role: str) -> set[str]:
    return {
        actor.country or actor.name
        for actor in actors
        if actor.role == role and (actor.country or actor.kind == "rebel group")
    }


def _is_verbal(claim: Claim) -> bool:
    kind = event_kinds()[claim.event_type.name]
    return kind.family in ("diplomacy", "pressure") and kind.name not in _MOVES


def _counts_agree(one: Count, other: Count) -> bool:
    return one.best is None or other.best is None or one.best == other.best


def _finer(one: Setting, other: Setting) -> Setting:
    if Relation.BETWEEN in (one.relation, other.relation):
        return one if one.relation is Relation.BETWEEN else other
    if one.place is None:
        return other if other.place is not None else one
    return other if other.place is not None and _level(other) < _level(one) else one


def _width(interval: Interval) -> int:
    if interval.earliest and interval.latest:
        return (interval.latest - interval.earliest).days
    return _OPEN_DAYS if interval.earliest or interval.latest else _UNKNOWN_DAYS


def _more_actors(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> tuple[Actor, ...]:
    roles = {actor.role for actor in one}
    return one + tuple(actor for actor in other if actor.role not in roles)


def _more_casualties(one: Casualties, other: Casualties) -> Casualties:
    killed = one.killed if one.killed != Count() else other.killed
    wounded = one.wounded if one.wounded != Count() else other.wounded
    return Casualties(killed, wounded, one.text or other.text)
