"""The parts of one match: which words filled which group of its rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.dates.calendar import interval_of
from geo.dates.words import KIND_OF, OTHER
from geo.model import Interval

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from geo.dates.tokens import Tokens

_TWO_DIGITS = 100
_DASHES = frozenset("-–—‐‑")
_TURN = 50
UNKNOWN = Interval()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means."""

    type: str
    value: str
    interval: Interval = UNKNOWN
    inferred: tuple[str, ...] = ()
    year_said: bool = False
    span: tuple[int, int] | None = None
    """First and last token (half-open), where they are not those of the match."""

    @classmethod
    def date(cls, value: str, *, inferred: tuple[str, ...] = (), said: bool = False) -> Meaning:
        """Return the meaning of a value that covers known days."""
        kind = "TIME" if "T" in value else "DATE"
        return cls(kind, value, interval_of(value), inferred, said)


@dataclass(frozen=True, slots=True)
class Parts:
    """The groups of a match, by name; a name ending in 2 is the same part said otherwise."""

    match: re.Match[str]
    tokens: Tokens
    groups: Mapping[str, tuple[int, ...]]
    """As `geo.dates.grammar.Rule` has them."""

    def indexes(self, name: str) -> range:
        """Return the indexes of the tokens in the group, or in its second form."""
        for group in self.groups.get(name, ()):
            start, stop = self.match.span(group)
            if start >= 0:
                return range(start, stop)
        return range(0)

    def has(self, name: str) -> bool:
        """Tell whether the group is there with at least one word."""
        return bool(self.indexes(name))

    def words(self, name: str) -> list[str]:
        """Return the words of the group, in lower case."""
        words = self.tokens.words
        return [words[index].lower() for index in self.indexes(name)]

    def kinds(self, name: str) -> set[str]:
        """Return the names of the kinds of the group's words."""
        kinds = self.tokens.kinds
        return {KIND_OF.get(kinds[index], OTHER) for index in self.indexes(name)}

    def values(self, name: str) -> list[str]:
        """Return what the words of the group stand for."""
        return [self.tokens.value(index) for index in self.indexes(name)]

    def text(self, name: str) -> str:
        """Return what the first word of the group stands for; empty where there is none."""
        indexes = self.indexes(name)
        return self.tokens.value(indexes[0]) if indexes else ""

    def one_of(self, name: str, choices: frozenset[str]) -> str:
        """Return the first value of the group that is among *choices*; empty where none is."""
        return next((value for value in self.values(name) if value in choices), "")

    def number(self, name: str) -> int | None:
        """Return the number that the group's words say; None where they say no exact one."""
        kinds = self.kinds(name)
        if kinds & {"FEW", "DOZENS"}:
            return None
        return number_of(self.values(name)[1 if {"A", "COUPLE"} <= kinds else 0 :])

    def year(self, name: str = "year") -> int | None:
        """Return the year that the group's words say."""
        number = number_of([value for value in self.values(name) if value not in {"the", "year"}])
        if number is None:
            return None
        if number < _TWO_DIGITS:
            return number + (2000 if number < _TURN else 1900)
        return number


def number_of(values: list[str]) -> int | None:
    """Return the number that digits or number words say: of a range the lower, of "2 1/2" the 2.

    Examples
    --------
    >>> number_of(["20", "-", "4"]), number_of(["19", "90", "7"]), number_of(["2", "1000"])
    (24, 1997, 2000)
    >>> number_of(["12", "-", "18"]), number_of(["2", "to", "3"]), number_of(["5", "1", "/", "2"])
    (12, 2, 5)
    """
    total = 0
    seen = False
    for index, value in enumerate(values):
        if seen and (value in {"to", "or"} or "/" in values[index + 1 : index + 2]):
            break
        if not value.isdigit():
            continue
        if seen and values[index - 1] in _DASHES and (total % 10 or int(value) > 9):  # noqa: PLR2004 - not "twenty-four"
            break
        total, seen = _append(total, int(value)), True
    return total if seen else None


def _append(total: int, number: int) -> int:
    if number in {100, 1000} and 0 < total < _TWO_DIGITS:
        return total * number
    if total in {18, 19} and number >= 10:  # noqa: PLR2004 - "nineteen ninety", a year's halves
        return total * _TWO_DIGITS + number
    return total + number
