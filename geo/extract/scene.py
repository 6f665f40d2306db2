"""What the parts of extraction look at: an article with everything found in it so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Article, EventType, Location, Place, Span, TimeExpression


class Voice(StrEnum):
    """How a trigger stands to the one who did it."""

    ACTIVE = "active"
    """Who did it stands before: "troops shelled the village"."""
    PASSIVE = "passive"
    """To whom it was done stands before: "the village was shelled by troops"."""
    NOMINAL = "nominal"
    """A noun: "the shelling of the village by troops"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word or words that tell of an event."""

    span: Span
    event_type: EventType
    voice: Voice
    phrase: str = ""
    """The phrase of the lexicon that it is, in its plain form: ``"take over"``."""
    weak: bool = False
    """Whether it tells of a result ("killed") rather than of a deed."""
    spoken: bool = False
    """Whether it is what somebody says: "they must leave"."""
    faint: bool = False
    """Whether it but names a means or a party ("a rocket") and so hints at a deed."""


@dataclass(frozen=True, slots=True)
class Scene:
    """An article, its sentences, its resolved place names and its dates, all in text order."""

    article: Article
    sentences: tuple[Span, ...]
    locations: tuple[Location, ...]
    times: tuple[TimeExpression, ...]
    _starts: tuple[int, ...]
    """Where each sentence starts."""
    _location_spans: tuple[Span, ...]
    _time_spans: tuple[Span, ...]

    @classmethod
    def of(
        cls, article: Article, locations: Iterable[Location], times: Iterable[TimeExpression]
    ) -> Scene:
        """Return the scene of *article*."""
        spans, places, days = sentences(article.text), tuple(locations), tuple(times)
        return cls(
            article,
            spans,
            places,
            days,
            tuple([span.start for span in spans]),
            tuple([location.toponym.span for location in places]),
            tuple([time.span for time in days]),
        )

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.article.text

    def words_of(self, span: Span) -> str:
        """Return the text that *span* covers."""
        return self.article.text[span.start : span.stop]

    def sentence_index(self, offset: int) -> int:
        """Return the index of the sentence that holds *offset*, or of the last one before it."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def sentence(self, offset: int) -> Span:
        """Return the sentence that holds *offset*, or the last one before it."""
        return self.sentences[self.sentence_index(offset)]

    def opens_paragraph(self, index: int) -> bool:
        """Tell whether an empty line stands before the sentence with that index."""
        if index == 0:
            return True
        gap = self.text[self.sentences[index - 1].stop : self.sentences[index].start]
        return gap.count("\n") > 1

    def locations_in(self, span: Span) -> list[int]:
        """Return the indexes of the locations whose names lie in *span*."""
        return _inside(self._location_spans, span)

    def times_in(self, span: Span) -> list[int]:
        """Return the indexes of the time expressions that lie in *span*."""
        return _inside(self._time_spans, span)


def is_country(place: Place | None) -> bool:
    """Tell whether *place* is a state, of today or of the past."""
    return place is not None and (place.feature_code or "").startswith("PCL")


def _inside(spans: Sequence[Span], outer: Span) -> list[int]:
    first = bisect_right(spans, outer.start - 1, key=lambda span: span.start)
    found = []
    for index in range(first, len(spans)):
        if spans[index].start >= outer.stop:
            break
        if spans[index].stop <= outer.stop:
            found.append(index)
    return found
