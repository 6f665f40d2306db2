"""Find the dates, times, durations and repetitions of a text, and the days they mean.

A text becomes one letter per token (`geo.dates.tokens`), one regular expression over
those letters finds every expression in one pass (`geo.dates.grammar`), and only what
matched is interpreted, in the order of the text, so that "a day later" can hang on
the date before it. Values are those of TimeML's TIMEX3.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo.dates import days, lengths, spans, years
from geo.dates.calendar import interval_of
from geo.dates.context import Anchor, Context
from geo.dates.grammar import RULES, finder, rule
from geo.dates.hints import month_first, with_hint
from geo.dates.parts import Parts
from geo.dates.tokens import Tokens
from geo.model import TimeExpression

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from geo.dates.parts import Meaning
    from geo.model import Article

__all__ = ["find_dates", "interval_of"]


def find_dates(article: Article) -> list[TimeExpression]:
    """Return the time expressions of *article* in the order of its text, disjoint.

    Words like "last week" count from the publication date, or from the date that heads
    them: that of a dateline or of a diary's entry. Without either they have a value of
    unknown digits and an interval of unknown ends. A day is never given to
    words that name a month or a year.

    Examples
    --------
    >>> from geo.model import Article, Source
    >>> text = "Fighting broke out on October 18, 2020. The standoff ended a day later."
    >>> [(time.name, time.value) for time in find_dates(Article(Source("a"), text))]
    [('October 18, 2020', '2020-10-18'), ('a day later', '2020-10-19')]
    """
    tokens = Tokens.of(article.text)
    context = Context(tokens, article.published, month_first(article.source))
    found: list[TimeExpression] = []
    search = finder().search
    match = search(tokens.kinds)
    while match is not None:
        read = _read(match, context)
        for time, meaning in read:
            if "/" in time.value and found and time.start < found[-1].stop:
                found.pop()  # "44-day" of "the 44-day war"
            if not found or time.start >= found[-1].stop:
                found.append(time)
                anchor = Anchor(time.start, time.value, meaning.interval, meaning.year_said)
                context.add(anchor, time.stop)
        match = search(tokens.kinds, match.end() if read else match.start() + 1)
    return found


@cache
def _functions() -> dict[str, Callable[[Parts, Context], Meaning | list[Meaning] | None]]:
    modules = (days, years, lengths, spans)
    return {
        name: next(getattr(module, name) for module in modules if hasattr(module, name))
        for name in RULES
    }


def _read(match: re.Match[str], context: Context) -> list[tuple[TimeExpression, Meaning]]:
    name = match.lastgroup or ""
    named = rule(name)
    inner = named.pattern.match(context.tokens.kinds, match.start())
    if inner is None:
        return []
    parts = Parts(inner, context.tokens, named.groups)
    try:
        meant = _functions()[name](parts, context)
    except (OverflowError, ValueError):
        # Words can count past the ends of the calendar: "ten thousand years ago".
        return []
    meanings = meant if isinstance(meant, list) else [meant]
    return [
        (_expression(meaning, parts, context), meaning)
        for meaning in meanings
        if meaning is not None
    ]


def _expression(meaning: Meaning, parts: Parts, context: Context) -> TimeExpression:
    first, stop = meaning.span or parts.match.span()
    if meaning.span is None and parts.has("lead"):
        first = parts.indexes("lead").stop
    tokens = context.tokens
    start, end = tokens.starts[first], tokens.stop(stop - 1)
    interval = with_hint(meaning.interval, tokens, first)
    return TimeExpression(
        tokens.text[start:end], start, end, meaning.type, meaning.value, interval, meaning.inferred
    )
