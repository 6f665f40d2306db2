"""The recognizer: proposals of the gazetteer, weighed in their context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import Span, Toponym, Use
from geo.recognize.abbreviations import shortened_regions
from geo.recognize.context import Context, Name
from geo.recognize.facts import facts_of
from geo.recognize.lists import kinds_of_lists, list_neighbors, lists_of
from geo.recognize.tables import cues
from geo.recognize.unknown import with_unlisted
from geo.recognize.use import use_of
from geo.recognize.weigh import (
    cues_of,
    explain,
    log_odds,
    with_others,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Article
    from geo.protocols import Gazetteer
    from geo.recognize.facts import Facts


_OBSCURE_ODDS = 1.5
"""How much more has to speak for a name that only hamlets go by."""
_APOSTROPHES = frozenset("'’ʼ`")
_CONTRACTED = re.compile(r"(?i:i|you|he|she|it|we|they|who|that|there).(?:ll|ve|re)\Z")
_KIND_TOLD = 1.5
"""How much speaks for a name of a list that is said to be of places of a kind."""


@dataclass(frozen=True, slots=True)
class GazetteerRecognizer:
    """Finds the place names of articles: names of *gazetteer* that their context makes places.

    Parameters
    ----------
    gazetteer : Gazetteer
        What proposes names.
    least_odds : float
        Log odds from which on a proposal is kept; 0 keeps what is likelier a place than not.

    Notes
    -----
    A logistic model with named cues. ``tools/learn_recognizer.py`` learns its weights, which
    ``data/recognizer.json`` holds.
    """

    gazetteer: Gazetteer
    least_odds: float = 0.0

    def recognize(self, article: Article) -> list[Toponym]:
        """Return the place names of *article* in the order of its text, disjoint."""
        context = Context(article.text)
        names = propose(context, self.gazetteer)
        found = [cues_of(context, name) for name in names]
        beside = list_neighbors(article.text, names)
        lists = lists_of(beside)
        kinds = kinds_of_lists(context, names, lists)
        odds = with_others(names, [log_odds(each) for each in found], beside, lists)
        known = [
            _toponym(context, name, found[index], kind=kinds.get(index))
            for index, name in enumerate(names)
            if odds[index] + _KIND_TOLD * (index in kinds)
            >= self.least_odds + _OBSCURE_ODDS * name.facts.is_obscure
        ]
        return with_unlisted(context, known)

    def read(self, article: Article, spans: Sequence[Span]) -> list[Toponym]:
        """Return the toponyms at *spans*, known to be places, with their use and features."""
        context = Context(article.text)
        names = [name_at(context, span, self.gazetteer) for span in spans]
        kinds = kinds_of_lists(context, names, lists_of(list_neighbors(article.text, names)))
        return [
            _toponym(context, name, (), kind=kinds.get(index), given=True)
            for index, name in enumerate(names)
        ]


def _toponym(
    context: Context,
    name: Name,
    told: Sequence[str],
    *,
    kind: str | None = None,
    given: bool = False,
) -> Toponym:
    """Return *name* as a toponym, at its *given* span or with the feature word that belongs to it.

    *kind* is what its list is said to be of.
    """
    use, reason = use_of(context, name)
    start, stop, feature = widened(context, name)
    if given:
        start, stop = name.start, name.end
    longer = (start, stop) != (name.start, name.end)
    return Toponym(
        name=context.words.text[start:stop],
        start=start,
        stop=stop,
        use=Use.LITERAL if longer else use,
        feature=feature or kind,
        why="; ".join(filter(None, (reason, explain(told)))),
        key=name.spelled if longer else None,
    )


def propose(context: Context, gazetteer: Gazetteer, *, every: bool = False) -> list[Name]:
    """Return the stretches of the article that equal a name of *gazetteer*.

    Those that no context makes a place are left out unless *every* one is asked for.
    """
    text, shouted = context.words.text, context.shouts
    names = []
    for span in _proposals(context, gazetteer):
        bare = _without_possessive(text, span, gazetteer)
        if bare is None:
            continue
        spelled = text[bare.start : bare.stop]
        facts = facts_of(gazetteer, spelled)  # type: ignore[arg-type]  # a gazetteer hashes
        if facts.is_area:
            context.areas.add(context.words.index(bare.start))
        if facts.is_area and not facts.governs:
            context.regions.add(context.words.index(bare.start))
        if facts.is_demonym:
            context.demonyms.add(context.words.index(bare.start))
        sure = bare.start in context.short_regions
        hopeless = facts.is_hopeless_shouted if shouted else facts.is_hopeless
        if facts.known and (every or sure or not hopeless):
            name = _name(context, bare, spelled, facts)
            if every or name.first not in context.people.kin:
                names.append(name)
    return names


def _proposals(context: Context, gazetteer: Gazetteer) -> list[Span]:
    """Return the stretches that equal a name, with regions that news shorten, in order."""
    scanned = gazetteer.scan(context.words.text)
    short = set(shortened_regions(context.words, gazetteer))
    if not short:
        return scanned
    for span in short:
        context.short_regions.add(span.start)
        context.areas.add(context.words.index(span.start))
    inside = {index for span in short for index in range(span.start, span.stop)}
    return sorted(
        [*short, *(each for each in scanned if inside.isdisjoint(range(each.start, each.stop)))],
        key=lambda span: span.start,
    )


def _without_possessive(text: str, span: Span, gazetteer: Gazetteer) -> Span | None:
    """Return *span* without its "'s", unless it belongs to the name ("St. John's").

    None where a name was only read into an ending or a currency: "I'll", "the state's", "US$".
    """
    spelled = text[span.start : span.stop]
    contracted = spelled[-3:-2] in _APOSTROPHES and _CONTRACTED.match(spelled)
    if contracted or text.startswith("$", span.stop):
        return None
    if spelled[-1] != "s" or spelled[-2:-1] not in _APOSTROPHES:
        return span
    bare = Span(span.start, span.stop - 2)
    whole = gazetteer.candidates(spelled)
    if whole and any(mark in whole[0].place.name for mark in _APOSTROPHES):
        return span
    if gazetteer.candidates(spelled[:-2]):
        return bare
    return span if " " in spelled.removeprefix("the ").removeprefix("The ") else None


def name_at(context: Context, span: Span, gazetteer: Gazetteer) -> Name:
    """Return the stretch of text at *span*, with what *gazetteer* knows of it."""
    spelled = context.words.text[span.start : span.stop]
    facts = facts_of(gazetteer, spelled)  # type: ignore[arg-type]  # a gazetteer hashes
    return _name(context, span, spelled, facts)


def _name(context: Context, span: Span, spelled: str, facts: Facts) -> Name:
    first, stop = context.words.covering(span)
    return Name(span.start, span.stop, first, stop, spelled, facts)


def widened(context: Context, name: Name) -> tuple[int, int, str | None]:
    """Return the span of *name* with the feature word that belongs to it, and that feature.

    "Dam" belongs to the name of a dam; "district" in lower case only tells what is named.
    """
    words, table = context.words, cues()
    after, before = name.stop, name.first - 1
    if after < len(words) and words.gap(after) == " ":
        feature = table.feature_after.get(words.lower[after])
        if feature:
            own = feature[0] != name.facts.feature_class and _is_title_case(context, after)
            own = own and not _ends_title(context, after + 1)
            return name.start, words.stops[after] if own else name.end, feature
    if before > 0 and words.lower[before] == "of" and words.gap(name.first) == " ":
        before -= 1
    if before >= 0 and words.gap(before + 1) == " ":
        return name.start, name.end, table.feature_before.get(words.lower[before])
    return name.start, name.end, None


def _ends_title(context: Context, index: int) -> bool:
    """Tell whether the word at *index* ends a longer name: "Journal" of "Lansing State Journal"."""
    words = context.words
    if not (words.capitalized(index) and words.joined(index)):
        return False
    return words.lower[index] in cues().organization_heads


def _is_title_case(context: Context, index: int) -> bool:
    """Tell whether the word at *index* has a capital that means something."""
    words = context.words
    titled = words.sentences[index] in context.titled
    return words.capitalized(index) and not titled and not words.spelled[index].isupper()
