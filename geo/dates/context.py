"""What surrounds a time expression: the day of publication, other dates, the tense."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.dates.calendar import value_of
from geo.dates.words import BREAK

if TYPE_CHECKING:
    from geo.dates.tokens import Tokens
    from geo.model import Interval

_FUTURE = frozenset(
    """
    will shall ll would may might should expected expects scheduled due plans plan planned planning
    slated payable deadline until till next upcoming starts expire expires expiring effective begins
    opens resumes
    """.split()
)
_PAST = frozenset(
    """
    was were had did said told went came took began became made met left held found gave saw
    fell rose sold bought lost won sent killed died fled broke shot hit struck ended fought put
    ran led brought wrote spoke got drew drove flew kept set threw been has have since ago
    """.split()
)
_MEMORY = re.compile(
    r"\b(?:diar(?:y|ies)|memoi?re?s?|journals?|entr(?:y|ies)|chronicles?|archives?|notebooks?"
    r"|reminiscences?|autobiograph(?:y|ies)|recollections?)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s+(?=[\"'“‘«(]?[A-Z])|\n\s*\n")
_REACH = 12
_NEAR, _FAR = 75, 240
"""Days: a date so near on one side and so far on the other is the near one, whatever the tense."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that was read already, on which later words may hang."""

    start: int
    value: str
    interval: Interval
    year_said: bool
    """Whether its own words say the year."""


@dataclass
class Context:
    """What is known of an article's time while its expressions are read in order."""

    tokens: Tokens
    published: date | None
    month_first: bool | None = None
    """Whether 3/5 is March; None where the publisher does not tell."""
    anchors: list[Anchor] = field(default_factory=list)

    def last_day(self) -> date | None:
        """Return the last day that the text has named before, if any."""
        for anchor in reversed(self.anchors):
            if anchor.interval.earliest is not None and len(anchor.value) >= len("1993-10-23"):
                return anchor.interval.earliest
        return None

    def last(self) -> Anchor | None:
        """Return the last date that the text has named before, if any."""
        return self.anchors[-1] if self.anchors else None

    def quarter(self) -> str | None:
        """Return the last quarter named, in a text that has spoken of one lately."""
        recent = [anchor.value for anchor in self.anchors[-6:] if "-Q" in anchor.value]
        return max(recent, default=None)

    def year_in_view(self, start: int) -> int | None:
        """Return the year that the words before *start* are about, if not the present one.

        An entry of a diary belongs to the year the text has last named; so does any
        date in a text whose own day nobody knows, and a day that continues an old story.
        """
        named = [anchor for anchor in self.anchors if anchor.year_said and anchor.interval.earliest]
        if not named:
            return self._year_ahead() if self.published is None else None
        last = named[-1]
        year = last.interval.earliest.year if last.interval.earliest else None
        remembered = _MEMORY.search(self.tokens.text, max(0, start - 160), start)
        if self.published is None or remembered or self._continues(last, start):
            return year
        return None

    def _continues(self, last: Anchor, start: int) -> bool:
        """Tell whether the date before, in the same or the last sentence, is of an old story."""
        ends = _SENTENCE_END.findall(self.tokens.text, last.start, start)
        old = last.interval.earliest and self.published
        return bool(
            old
            and last is self.anchors[-1]
            and len(last.value) >= len("1993-10")
            and len(ends) <= 1
            and (self.published - last.interval.earliest).days > 2 * 365  # type: ignore[operator]
        )

    def _year_ahead(self) -> int | None:
        years = re.findall(r"\b(?:19|20)\d\d\b", self.tokens.text)
        return int(years[0]) if years else None

    def future(self, first: int, stop: int) -> bool | None:
        """Tell by the words around tokens *first* to *stop* whether they lie ahead.

        None where neither tense shows. The nearer word decides; one before counts
        before one after.
        """
        words, kinds = self.tokens.words, self.tokens.kinds
        for index in range(first - 1, max(-1, first - _REACH), -1):
            if kinds[index] == BREAK or words[index] in {".", "?", "!", ";"}:
                break
            tense = _tense(words[index].lower())
            if tense is not None:
                return tense
        for index in range(stop, min(len(words), stop + _REACH)):
            if kinds[index] == BREAK or words[index] in {".", "?", "!", ";"}:
                break
            tense = _tense(words[index].lower())
            if tense is not None:
                return tense
        return None

    def nearest_year(self, month: int, day: int, *, future: bool | None) -> int | None:
        """Return the year in which a month and day lie nearest before or after publication."""
        published = self.published
        if published is None:
            return None
        past = published.year - ((month, day) > (published.month, published.day))
        if (month, day) == (published.month, published.day):
            return past
        behind = (published - date(past, month, day)).days
        ahead = (date(past + 1, month, day) - published).days
        if min(behind, ahead) <= _NEAR and max(behind, ahead) > _FAR:
            return past if behind < ahead else past + 1
        if future is None:
            future = behind > _FAR
        return past + 1 if future else past

    def weekday(self, number: int, *, future: bool | None) -> date | None:
        """Return the day of that ISO number nearest to publication on the side of the tense."""
        if self.published is None:
            return None
        back = (self.published.isoweekday() - number) % 7
        if future and back:
            return self.published + timedelta(days=7 - back)
        return self.published - timedelta(days=back)


def value_year(value: str) -> int | None:
    """Return the year that a TIMEX3 value begins with."""
    return int(value[:4]) if value[:4].isdigit() and len(value) >= len("1993") else None


def day_of(value_day: date | None) -> str:
    """Return the value of a day, or that of an unknown one."""
    return "XXXX-XX-XX" if value_day is None else value_of(value_day, "D")


def _tense(word: str) -> bool | None:
    if word in _FUTURE:
        return True
    past = word in _PAST or (word.endswith("ed") and len(word) > len("need"))
    return False if past else None
