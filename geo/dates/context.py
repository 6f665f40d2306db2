"""What surrounds a time expression: the day of publication, other dates, the tense."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.dates.calendar import GRANULARITIES, value_of
from geo.dates.words import BREAK
from geo.model import Granularity
from geo.text import heads_paragraph, is_in_dateline

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
_NO_VERBS = frozenset("united hundred indeed sacred hatred kindred naked wicked".split())
_MEMORY = re.compile(
    r"\b(?:diar(?:y|ies)|memoi?re?s?|chronicles?|reminiscences?|autobiograph(?:y|ies))"
    r"\b|\bentr(?:y|ies)\s(?:from|for|of|dated)\s$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:(?:set|due|scheduled|slated) (?:to|for)|(?:is|are) to)\b|\bas (?:soon|early) as$"
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s+(?=[\"'“‘«(]?[A-Z])|\n\s*\n")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_REACH = 12
_NEARBY = 160
_OLD_DAYS = 730
_DAYLIKE = {Granularity.DAY, Granularity.HOUR}
_FINENESS = list(Granularity)
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
    heading: date | None = None
    """The day that heads what is being read: a dateline's, a diary entry's."""
    anchors: list[Anchor] = field(default_factory=list)

    @property
    def today(self) -> date | None:
        """The day that "yesterday" and "Sunday" are counted from."""
        return self.heading or self.published

    def add(self, anchor: Anchor, stop: int) -> None:
        """Take in a date that was read, which ends at *stop*: later words may hang on it."""
        self.anchors.append(anchor)
        interval = anchor.interval
        if interval.granularity is Granularity.DAY and interval.earliest == interval.latest:
            heads = heads_paragraph(self.tokens.text, anchor.start, stop)
            written = self.published is None and is_in_dateline(
                self.tokens.text, anchor.start, stop
            )
            if heads or written:
                self.heading = interval.earliest

    def last_day(self) -> date | None:
        """Return the last day that the text has named before, if any."""
        for anchor in reversed(self.anchors):
            interval = anchor.interval
            if interval.granularity in _DAYLIKE and interval.earliest == interval.latest:
                return interval.earliest
        return None

    def told(self, unit: str) -> date | None:
        """Return the last date named in the text, if it is as fine as the unit counted in."""
        for anchor in reversed(self.anchors):
            granularity, day = anchor.interval.granularity, anchor.interval.earliest
            if day is None or granularity is None:
                continue
            fine = _FINENESS.index(granularity) <= _FINENESS.index(GRANULARITIES[unit])
            return day if fine else None
        return None

    def last(self) -> Anchor | None:
        """Return the last date that the text has named before, if any."""
        return self.anchors[-1] if self.anchors else None

    def quarter(self) -> str | None:
        """Return the last quarter named, in a text that has spoken of one lately."""
        recent = [anchor.value for anchor in self.anchors[-6:] if "-Q" in anchor.value]
        return max(recent, default=None)

    def year_in_view(self, start: int, *, day: bool = False) -> int | None:
        """Return the year that the words before *start* are about, if not the present one.

        An entry of a diary belongs to the year the text has last named; so does any
        date in a text whose own day nobody knows, and, where the words name a *day*, one that
        continues an old story.
        """
        named = [anchor for anchor in self.anchors if anchor.year_said and anchor.interval.earliest]
        if not named:
            return self._year_ahead() if self.published is None else None
        remembered = _MEMORY.search(self.tokens.text, max(0, start - _NEARBY), start)
        if self.published is None or remembered:
            return self._year_told(named, start)
        return self._year_continued(start, self.published) if day else None

    def _year_told(self, named: list[Anchor], start: int) -> int | None:
        """Return the year just named, else that of the last full date: years alone stray."""
        near = not _SENTENCE_END.search(self.tokens.text, named[-1].start, start)
        full = [anchor for anchor in named if len(anchor.value) >= len("1993-10")]
        return value_year((named if near or not full else full)[-1].value)

    def _year_continued(self, start: int, published: date) -> int | None:
        """Return the year of the date just before, if it is of a story of years ago."""
        last = self.anchors[-1]
        day = last.interval.earliest
        if day is None or len(last.value) < len("1993-10") or "/" in last.value:
            return None
        ends = _SENTENCE_END.findall(self.tokens.text, last.start, start)
        old = (published - day).days > _OLD_DAYS
        return day.year if old and len(ends) <= 1 else None

    def _year_ahead(self) -> int | None:
        year = _YEAR.search(self.tokens.text)
        return int(year[0]) if year else None

    def future(self, first: int, stop: int) -> bool | None:
        """Tell by the words around tokens *first* to *stop* whether they lie ahead.

        None where neither tense shows. The nearer word decides; one before counts
        before one after.
        """
        words = self.tokens.words
        if _TO_COME.search(" ".join(words[max(0, first - 3) : first])):
            return True
        for index in range(first - 1, max(-1, first - _REACH), -1):
            if self._ends(index):
                break
            tense = _tense(words[index])
            if tense is not None:
                return tense or _TO_COME.search(" ".join(words[index:first])) is not None
        for index in range(stop, min(len(words), stop + _REACH)):
            if self._ends(index):
                break
            tense = _tense(words[index])
            if tense is not None:
                return tense
        return None

    def _ends(self, index: int) -> bool:
        """Tell whether a sentence ends with the token: not where it shortens a word ("U.S.")."""
        word = self.tokens.words[index]
        if word == "." and index and len(self.tokens.words[index - 1]) == 1:
            return False
        return self.tokens.kinds[index] == BREAK or word in {".", "?", "!", ";"}

    def nearest_year(
        self, month: int, day: int | None = None, *, future: bool | None
    ) -> int | None:
        """Return the year in which a month, or a day of it, lies nearest to publication.

        The tense chooses the side, but a date very near on one side and far on the
        other is the near one: deadlines stand in the past tense too. A whole month told
        in the past tense has begun.
        """
        published = self.published
        if published is None:
            return None
        first = day or 1
        past = published.year - ((month, first) > (published.month, published.day))
        if (month, first) == (published.month, published.day) or (day is None and future is False):
            return past
        behind = (published - date(past, month, first)).days
        ahead = (date(past + 1, month, first) - published).days
        return past + lies_ahead(behind, ahead, future=future)

    def weekday(self, number: int, *, future: bool | None) -> date | None:
        """Return the day of that ISO number nearest to today on the side of the tense."""
        if self.today is None:
            return None
        back = (self.today.isoweekday() - number) % 7
        if future and back:
            return self.today + timedelta(days=7 - back)
        return self.today - timedelta(days=back)


def lies_ahead(behind: int, ahead: int, *, future: bool | None) -> bool:
    """Tell which of two days is meant, so many days behind and ahead: by nearness, then tense."""
    if min(behind, ahead) <= _NEAR and max(behind, ahead) > _FAR:
        return ahead < behind
    return behind > _FAR if future is None else future


def value_year(value: str) -> int | None:
    """Return the year that a TIMEX3 value begins with."""
    return int(value[:4]) if value[:4].isdigit() and len(value) >= len("1993") else None


def day_of(value_day: date | None) -> str:
    """Return the value of a day, or that of an unknown one."""
    return "XXXX-XX-XX" if value_day is None else value_of(value_day, "D")


def _tense(spelled: str) -> bool | None:
    word = spelled.lower()
    if word in _FUTURE and spelled != "May":
        return True
    past = word in _PAST or (
        word.endswith("ed") and len(word) > len("need") and word not in _NO_VERBS
    )
    return False if past else None
