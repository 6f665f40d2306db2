"""The resolver: one place, or none, for each toponym of an article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from geo.model import Location
from geo.resolve.extent import radius_of
from geo.resolve.features import lay_out
from geo.resolve.hosts import NO_ENTRY, with_hosts
from geo.resolve.publisher import home_of
from geo.resolve.rank import rank, shipped_weights
from geo.resolve.reasons import reasons
from geo.resolve.senses import Tie, find_senses

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.model import Article, Place, Toponym
    from geo.protocols import Gazetteer
    from geo.resolve.senses import Sense

_PART_RADIUS_KM = 25.0
"""How far a facility may be from the place whose name it bears."""
_ABOUT = 4
"""Names in a country from which on an article may be about it."""
_ABOUT_SHARE = 0.6
"""Share of all names placed that has to be in the country."""
_NAMESAKE_PEOPLE = 100_000
"""Inhabitants below which a town abroad may be a namesake only."""
_PART_SCORE = 0.5
"""How much of the score is left when only a part of the name is known."""


class Meaning(NamedTuple):
    """What a sense means."""

    place: Place | None
    score: float
    candidates: int
    why: str
    kind: str = ""
    """How the place is known by the name, as `geo.model.Candidate` says."""


UNKNOWN = Meaning(None, 0.0, 0, "in no gazetteer")


@dataclass(frozen=True, slots=True)
class ContextResolver:
    """Chooses the places that toponyms mean, by what the article tells.

    Parameters
    ----------
    gazetteer : Gazetteer
        What knows the places of a name.
    least_score : float
        Chance of being right below which no place is given.

    Notes
    -----
    A conditional logit over the candidates of each name, whose context columns are computed
    from the current shares of all the others, a few rounds over. ``tools/learn_ranker.py``
    learns the weights, which ``data/ranker.json`` holds.
    """

    gazetteer: Gazetteer
    least_score: float = 0.25

    def resolve(self, article: Article, toponyms: Sequence[Toponym]) -> list[Location]:
        """Return one location for each of *toponyms*, in their order."""
        senses, ties = find_senses(article.text, toponyms, self.gazetteer)
        located: list[Location | None] = [None] * len(toponyms)
        near = set()
        home = home_of(article.source, self.gazetteer)
        for sense, meaning in zip(senses, _meanings(senses, ties, home), strict=True):
            answer = _answer(meaning, self.least_score, part=sense.part)
            for mention in sense.mentions:
                located[mention] = Location(toponyms[mention], *answer)
            if meaning.kind == "near":
                near.update(sense.mentions)
        partial = frozenset(mention for each in senses if each.part for mention in each.mentions)
        whole = [location for location in located if location is not None]
        whole = _near_home(_supported(whole, near, partial))
        return with_hosts(article.text, whole, partial)


def _supported(
    located: list[Location], near: Collection[int], partial: Collection[int]
) -> list[Location]:
    """Return *located*, those of *near* spelling only in countries that the article is about."""
    if not near:
        return located
    countries: Counter[str | None] = Counter(
        each.place.country
        for index, each in enumerate(located)
        if each.place and each.place.country and index not in partial
    )
    most = max(countries.values(), default=0)
    why = "in no gazetteer, nor nearly so in a country that the article is about"
    return [
        Location(each.toponym, None, why=why)
        if index in near and each.place and 2 * countries[each.place.country] <= most
        else each
        for index, each in enumerate(located)
    ]


def _near_home(located: list[Location]) -> list[Location]:
    """Return *located* without namesakes abroad of a place of the one country told of.

    A small place in a country that nothing else in the article is in or names is not meant
    where the article is about another country: the gazetteer lacks the one that is.
    """
    counts = Counter(each.place.country for each in located if each.place and each.place.country)
    home, most = next(iter(counts.most_common(1)), ("", 0))
    if most < _ABOUT or _ABOUT_SHARE * counts.total() > most:
        return located
    named: dict[str | None, set[str]] = {}
    for each in located:
        if each.place:
            named.setdefault(each.place.country, set()).add(each.toponym.name.lower())
    if len(named[home]) == 1:
        return located
    return [
        _namesake(each, home)
        if each.place
        and each.place.country not in {None, home}
        and len(named[each.place.country]) == 1
        and _is_small(each.place)
        else each
        for each in located
    ]


def _is_small(place: Place) -> bool:
    code = place.feature_code or ""
    return (
        place.feature_class == "P"
        and code not in ("PPLC", "PPLA")
        and (place.population or 0) < _NAMESAKE_PEOPLE
    )


def _namesake(location: Location, home: str) -> Location:
    why = f"only places abroad have that name, and the article tells of {home}"
    return Location(replace(location.toponym, unlisted=True), None, why=why)


def known_senses(
    senses: Sequence[Sense], ties: Sequence[Tie]
) -> tuple[list[Sense], list[Tie], list[int]]:
    """Return the senses that have candidates, their ties, and their indexes among *senses*."""
    known = [index for index, sense in enumerate(senses) if len(sense.shortlist)]
    number = {index: order for order, index in enumerate(known)}
    kept = [
        Tie(number[tie.inner], number[tie.outer], tie.kind)
        for tie in ties
        if tie.inner in number and tie.outer in number
    ]
    return [senses[index] for index in known], kept, known


def _meanings(senses: Sequence[Sense], ties: Sequence[Tie], home: Sense | None) -> list[Meaning]:
    """Return what each of *senses* means in an article that was published at *home*."""
    meanings = [UNKNOWN] * len(senses)
    kept, kept_ties, known = known_senses(senses, ties)
    if not known:
        return meanings
    field = lay_out(kept, kept_ties, home)
    ranking = rank(field, shipped_weights())
    whys = reasons(ranking, shipped_weights(), field)
    chosen = (ranking.best - field.first).tolist()
    for index, own, score, why in zip(known, chosen, ranking.scores.tolist(), whys, strict=False):
        candidates = senses[index].shortlist.candidates
        best = candidates[own]
        meanings[index] = Meaning(best.place, score, len(candidates), why, best.kind)
    return meanings


def _answer(
    meaning: Meaning, least_score: float, *, part: bool
) -> tuple[Place | None, float, float | None, int, str, bool]:
    """Return what a location tells beside its toponym, in the order of its fields."""
    place, score, candidates, why, kind = meaning
    if place is None:
        return None, 0.0, None, 0, why, False
    if part:
        lacks = "in no gazetteer, but spelled nearly like" if kind == "near" else NO_ENTRY
        score, why = score * _PART_SCORE, f"{lacks} {place.name}: {why}"
    score = round(score, 3)
    if score < least_score:
        why = f"none of {candidates} places of that name is likely enough"
        return None, score, None, candidates, why, False
    radius_km = max(radius_of(place), _PART_RADIUS_KM) if part else radius_of(place)
    return place, score, radius_km, candidates, why, part and kind != "near"
