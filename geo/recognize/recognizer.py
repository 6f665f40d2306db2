"""The recognizer: proposals of the gazetteer, weighed in their context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import Span, Toponym, Use
from geo.recognize.context import Context, Name
from geo.recognize.facts import facts_of
from geo.recognize.tables import cues
from geo.recognize.use import use_of
from geo.recognize.weigh import cues_of, explain, log_odds, with_other_mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Article
    from geo.protocols import Gazetteer


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
        odds = with_other_mentions(names, [log_odds(each) for each in found])
        return [
            self._toponym(context, name, told)
            for name, told, own in zip(names, found, odds, strict=True)
            if own >= self.least_odds
        ]

    def _toponym(self, context: Context, name: Name, told: Sequence[str]) -> Toponym:
        use, reason = use_of(context, name)
        start, stop, feature = _widened(context, name)
        widened = (start, stop) != (name.start, name.end)
        if widened:
            use = Use.LITERAL
        return Toponym(
            name=context.words.text[start:stop],
            start=start,
            stop=stop,
            use=use,
            feature=feature,
            why="; ".join(filter(None, (reason, explain(told)))),
            key=name.spelled if widened else None,
        )


def propose(context: Context, gazetteer: Gazetteer) -> list[Name]:
    """Return the stretches of the article that equal a name of *gazetteer*."""
    text, found = context.words.text, []
    for span in gazetteer.scan(text):
        spelled = text[span.start : span.stop]
        facts = facts_of(gazetteer, spelled)
        if facts.known:
            found.append(Name(span.start, span.stop, *context.words.covering(span), spelled, facts))
    return found


def _widened(context: Context, name: Name) -> tuple[int, int, str | None]:
    """Return the span of *name* with the feature word that belongs to it, and that feature."""
    words, table = context.words, cues()
    after = name.stop
    if after < len(words) and words.gap(after) == " ":
        feature = table.feature_after.get(words.lower[after])
        if (
            feature
            and not words.spelled[after].isupper()
            and feature[0] != name.facts.feature_class
        ):
            if words.capitalized(after) and words.sentences[name.first] not in context.titled:
                return name.start, words.stops[after], feature
            return name.start, name.end, feature
    before = name.first - 1
    if before > 0 and words.lower[before] == "of" and words.gap(name.first) == " ":
        before -= 1
    if before >= 0 and words.gap(before + 1) == " ":
        return name.start, name.end, table.feature_before.get(words.lower[before])
    return name.start, name.end, None


def span_of(name: Name) -> Span:
    """Return where *name* stands."""
    return Span(name.start, name.end)
