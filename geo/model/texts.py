"""Articles, who published them, and stretches of their text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Span(NamedTuple):
    """A stretch of an article's text, half-open, in code points."""

    start: int
    stop: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two stretches share a character."""
        return self.start < other.stop and other.start < self.stop

    def contains(self, other: Span) -> bool:
        """Tell whether *other* lies wholly inside."""
        return self.start <= other.start and other.stop <= self.stop


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a datum comes from."""

    source: str
    """The work and, where it has one, the key in it: ``"GeoNames 586523"``."""
    licence: str | None = None
    """SPDX id where there is one: ``"CC-BY-4.0"``."""
    method: str | None = None
    """How it was got from the source, with a version: ``"curated 1"``."""
    retrieved: str | None = None
    """ISO date on which the source was read."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article without its text: who published what, when, and at which address."""

    article_id: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read; nothing in it is trusted."""

    source: Source
    text: str

    @property
    def article_id(self) -> str:
        """The id of its source."""
        return self.source.article_id

    @property
    def published(self) -> date | None:
        """The publication date of its source; never guessed."""
        return self.source.published


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the article that a claim was read from, with what stands around them."""

    start: int
    stop: int
    text: str
    before: str = ""
    after: str = ""

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.stop)
