"""Names that no gazetteer has, where the words around them leave no doubt that they are places."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from geo.model import Toponym, Use
from geo.recognize.tables import cues, lower_percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.protocols import Gazetteer
    from geo.recognize.context import Context, Name
    from geo.recognize.runs import Run

_WHY = "called a place by the word beside it, and in no gazetteer"
_MOST_WORDS = 2
_CALLED = frozenset(
    """
    village town city hamlet settlement villages towns municipality commune
    district province county governorate rayon raion oblast prefecture
    """.split()
)
"""Words that stand beside names of places only."""


def near_toponyms(
    context: Context, known: Sequence[Name], gazetteer: Gazetteer
) -> Iterator[Toponym]:
    """Yield the names called a village or the like that *gazetteer* has but in a near spelling.

    Parameters
    ----------
    known : sequence of Name
        What the gazetteer has as it is spelled; nothing that shares a word with these is tried.
    """
    words = context.words
    taken = set(chain.from_iterable(range(name.first, name.stop) for name in known))
    for run in context.runs:
        if run.stop - run.first > _MOST_WORDS or not taken.isdisjoint(range(run.first, run.stop)):
            continue
        feature = _called(context, run.first, run.stop)
        if feature is None or _may_be_no_name(context, run):
            continue
        start, stop = words.starts[run.first], words.stops[run.stop - 1]
        name = words.text[start:stop]
        if gazetteer.near(name):
            yield Toponym(name, start, stop, use=Use.LITERAL, feature=feature, why=_WHY)


def _may_be_no_name(context: Context, run: Run) -> bool:
    """Tell whether capitals tell nothing here, or the words are words of a language too."""
    words = context.words
    if words.sentences[run.first] in context.titled or words.opens_sentence(run.first):
        return True
    return any(lower_percent().get(word, 0) for word in words.lower[run.first : run.stop])


def _called(context: Context, first: int, stop: int) -> str | None:
    """Return the feature that the words from *first* up to before *stop* are called, if any."""
    words, table = context.words, cues()
    if first > 1 and words.lower[first - 1] == "of" and words.lower[first - 2] in _CALLED:
        return table.feature_before.get(words.lower[first - 2])
    if stop < len(words) and words.gap(stop) == " " and words.spelled[stop] in _CALLED:
        return table.feature_after.get(words.lower[stop])
    return None
