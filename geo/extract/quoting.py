"""The words of the article that a claim is shown with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.tagging import tokens_of
from geo.model import Span

if TYPE_CHECKING:
    from geo.extract.scene import Scene, Trigger

_LONGEST = 400


def quoted_span(scene: Scene, trigger: Trigger) -> Span:
    """Return the sentence of *trigger*, or of a long one the part around the trigger.

    A part begins and ends at whole words, and where it can at a comma or a semicolon.
    """
    sentence = scene.sentence(trigger.span.start)
    if sentence.stop - sentence.start <= _LONGEST:
        return Span(sentence.start, max(sentence.stop, trigger.span.stop))
    tokens = tokens_of(scene)
    first, stop = tokens.within(sentence)
    at, end = tokens.within(trigger.span)
    low, high = at, end
    while low > first and tokens.starts[at] - tokens.starts[low - 1] <= _LONGEST // 2:
        low -= 1
    while high < stop and tokens.stops[high] - tokens.stops[end - 1] <= _LONGEST // 2:
        high += 1
    low = _past_mark(tokens.tags, low, at) if low > first else low
    return Span(tokens.starts[low], tokens.stops[high - 1])


def _past_mark(tags: str, low: int, trigger: int) -> int:
    mark = min(
        (at for at in (tags.find(",", low, trigger), tags.find(";", low, trigger)) if at >= 0),
        default=-1,
    )
    return mark + 1 if mark >= 0 else low
