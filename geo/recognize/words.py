"""The words of an article as recognition walks them: spelling, place, sentence, what joins them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import compress, pairwise
from typing import TYPE_CHECKING

from geo.text import LOWERED, Memory, split_words

if TYPE_CHECKING:
    from geo.model import Span

_MARK = re.compile(r"[.!?…。؟۔։]")
"""What may end a sentence."""
_DECISIVE = frozenset('!?…"”')
"""What shows beside a full stop that it ends more than an abbreviation."""
_APOSTROPHES = "'’ʼ`‘"
_JOINS = frozenset((" ", "-", "‐", "‑", ".", ". ", ".-", *_APOSTROPHES))
"""What may stand between two words of one name; a full stop only after an abbreviation."""
_LONGEST_ABBREVIATION = 5
_ABBREVIATED = frozenset(
    "st mt ft gov sen rep gen lt col maj capt sgt dr mr mrs ms prof rev jr sr supt det sens reps "
    "atty asst assoc dept dist no vs cpl cmdr adm hon pres govs messrs pvt ste sta brig".split()
)

_HIGH = Memory(lambda word: word[0].isupper())
"""Whether each word opens with a capital."""
_MAY_END = Memory(lambda gap: "\n" in gap or _MARK.search(gap) is not None)
"""Whether a sentence may end in what stands between two words."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of *text* in order; the lists run in parallel."""

    text: str
    spelled: list[str]
    lower: list[str]
    starts: list[int]
    stops: list[int]
    gaps: list[str]
    """What stands before each word, back to the word before it."""
    high: list[bool]
    """Whether each word opens with a capital."""
    sentences: list[int]
    """Number of the sentence that each word stands in."""
    openings: list[int]
    """Index of the first word of each sentence."""
    capitals: list[int]
    """Indexes of the words that open with a capital."""

    @classmethod
    def of(cls, text: str) -> Words:
        """Return the words of *text*."""
        pieces, ends = split_words(text)
        spelled, gaps = list(pieces[1::2]), list(pieces[:-1:2])
        high = list(_HIGH.of(spelled))
        openings = _openings(gaps, spelled)
        return cls(
            text,
            spelled,
            list(LOWERED.of(spelled)),
            list(ends[:-1:2]),
            list(ends[1::2]),
            gaps,
            high,
            _numbers(openings, len(spelled)),
            openings,
            list(compress(range(len(high)), high)),
        )

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.spelled)

    def gap(self, index: int) -> str:
        """Return what stands before the word at *index*, back to the word before it."""
        return self.gaps[index]

    def index(self, start: int) -> int:
        """Return the index of the word that the character at *start* belongs to."""
        return max(bisect_right(self.starts, start) - 1, 0)

    def covering(self, span: Span) -> tuple[int, int]:
        """Return the indexes of the first word of *span* and of the first one after it."""
        first = self.index(span.start)
        return first, bisect_right(self.starts, span.stop - 1, first)

    def joined(self, index: int) -> bool:
        """Tell whether the words before and at *index* may belong to one name."""
        if not 0 < index < len(self.spelled):
            return False
        gap = self.gaps[index]
        if gap == " ":
            return True
        if gap not in _JOINS or self.sentences[index] != self.sentences[index - 1]:
            return False
        return "." not in gap or len(self.spelled[index - 1]) <= _LONGEST_ABBREVIATION

    def capitalized(self, index: int) -> bool:
        """Tell whether the word at *index* is there and opens with a capital."""
        return 0 <= index < len(self.high) and self.high[index]

    def opens_sentence(self, index: int) -> bool:
        """Tell whether a sentence, a quotation or a line opens with the word at *index*."""
        if index == 0 or self.sentences[index] != self.sentences[index - 1]:
            return True
        gap = self.gaps[index]
        return gap[-1:] in '"“”«„‘*•' or ": " in gap


def _openings(gaps: list[str], spelled: list[str]) -> list[int]:
    ends = [
        index
        for index in compress(range(len(gaps)), _MAY_END.of(gaps))
        if index and _ends(gaps[index], *spelled[index - 1 : index + 1])
    ]
    return [0, *ends] if spelled else []


def _numbers(openings: list[int], count: int) -> list[int]:
    numbers: list[int] = []
    for number, (first, stop) in enumerate(pairwise([*openings, count])):
        numbers.extend([number] * (stop - first))
    return numbers


def _ends(gap: str, before: str, after: str) -> bool:
    """Tell whether a sentence ends in *gap*, between the words *before* and *after*."""
    if "\n" in gap and (gap.count("\n") > 1 or not after[0].islower()):
        return True
    if not _MARK.search(gap):
        return False
    if after[0].islower() or not (" " in gap or "\n" in gap):
        return False
    if "." not in gap or not _DECISIVE.isdisjoint(gap):
        return True
    return not (len(before) == 1 and before.isupper()) and before.lower() not in _ABBREVIATED
