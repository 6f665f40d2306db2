"""The seams of the pipeline on one page: anything with these methods fits.

A component is a value: it pickles (a gazetteer pickles as its path), holds no
hidden state, and answers the same to the same question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geo.model import (
        Article,
        Candidate,
        Claim,
        Incident,
        Location,
        Place,
        Span,
        TimeExpression,
        Toponym,
    )

T = TypeVar("T")
R = TypeVar("R")


class Gazetteer(Protocol):
    """A name-to-place source."""

    def scan(self, text: str) -> list[Span]:
        """Return the longest stretches of *text* that equal a name, in order, disjoint."""

    def candidates(self, name: str) -> Sequence[Candidate]:
        """Return the places that *name* may mean, likeliest first; empty if none."""

    def near(self, name: str) -> Sequence[Candidate]:
        """Return the places that go by names spelled nearly like *name*, likeliest first."""

    def place(self, place_id: str) -> Place | None:
        """Return the place of that id, or None."""


class Recognizer(Protocol):
    """Finds place names."""

    def recognize(self, article: Article) -> list[Toponym]:
        """Return the place names of *article* in the order of its text, disjoint."""


class Resolver(Protocol):
    """Chooses the place that each name means."""

    def resolve(self, article: Article, toponyms: Sequence[Toponym]) -> list[Location]:
        """Return one location for each of *toponyms*, in their order."""


class Extractor(Protocol):
    """Finds what an article says happened."""

    def extract(
        self, article: Article, locations: Sequence[Location], times: Sequence[TimeExpression]
    ) -> list[Claim]:
        """Return the claims of *article* in the order of its text."""


class Linker(Protocol):
    """Joins the claims of one happening."""

    def link(self, claims: Iterable[Claim]) -> list[Incident]:
        """Return the incidents; the same whatever the order of *claims*."""


class Engine(Protocol):
    """Runs one function over many items."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield ``function(item)`` for each item, in the order of *items*."""
