"""The words of an article as recognition walks them: spelling, place, sentence, what joins them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.model import Span

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = "'’ʼ`‘"
_JOINS = frozenset((" ", "-", "‐", "‑", ".", ". ", ".-", *_APOSTROPHES))
"""What may stand between two words of one name; a full stop only after an abbreviation."""
_LONGEST_ABBREVIATION = 5
_ABBREVIATED = frozenset(
    "st mt ft gov sen rep gen lt col maj capt sgt dr mr mrs ms prof rev jr sr supt det sens reps "
    "atty asst assoc dept dist no vs cpl cmdr adm hon pres govs messrs pvt ste sta brig".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of *text* in order; the lists run in parallel."""

    text: str
    spelled: list[str]
    lower: list[str]
    starts: list[int]
    stops: list[int]
    sentences: list[int]
    """Number of the sentence that each word stands in."""

    @classmethod
    def of(cls, text: str) -> Words:
        """Return the words of *text*."""
        spelled, starts, stops = [], [], []
        for match in _WORD.finditer(text):
            spelled.append(match.group())
            starts.append(match.start())
            stops.append(match.end())
        lower = [word.lower() for word in spelled]
        sentences = _sentence_numbers(text, spelled, starts, stops)
        return cls(text, spelled, lower, starts, stops, sentences)

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.spelled)

    def gap(self, index: int) -> str:
        """Return what stands before the word at *index*, back to the word before it."""
        return self.text[self.stops[index - 1] if index else 0 : self.starts[index]]

    def covering(self, span: Span) -> tuple[int, int]:
        """Return the indexes of the first word of *span* and of the first one after it."""
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        return first, bisect_right(self.starts, span.stop - 1, first)

    def joined(self, index: int) -> bool:
        """Tell whether the words before and at *index* may belong to one name."""
        if not 0 < index < len(self.spelled):
            return False
        gap = self.text[self.stops[index - 1] : self.starts[index]]
        if gap == " ":
            return True
        if gap not in _JOINS or self.sentences[index] != self.sentences[index - 1]:
            return False
        return "." not in gap or len(self.spelled[index - 1]) <= _LONGEST_ABBREVIATION

    def capitalized(self, index: int) -> bool:
        """Tell whether the word at *index* is there and opens with a capital."""
        return 0 <= index < len(self.spelled) and self.spelled[index][0].isupper()

    def opens_sentence(self, index: int) -> bool:
        """Tell whether a sentence, a quotation or a line opens with the word at *index*."""
        if index == 0 or self.sentences[index] != self.sentences[index - 1]:
            return True
        gap = self.text[self.stops[index - 1] : self.starts[index]]
        return gap[-1:] in '"“”«„‘*•' or ": " in gap


def _sentence_numbers(
    text: str, spelled: list[str], starts: list[int], stops: list[int]
) -> list[int]:
    numbers, number, last = [], 0, 0
    for index, start in enumerate(starts):
        if start - last != 1 and index and _ends(text[last:start], spelled[index - 1 : index + 1]):
            number += 1
        numbers.append(number)
        last = stops[index]
    return numbers


def _ends(gap: str, around: list[str]) -> bool:
    """Tell whether a sentence ends in *gap*, between the two words *around* it."""
    if "\n" in gap and (gap.count("\n") > 1 or not around[1][0].islower()):
        return True
    if not any(mark in gap for mark in ".!?…。؟۔։"):
        return False
    if around[1][0].islower() or not (" " in gap or "\n" in gap):
        return False
    if "." not in gap or any(mark in gap for mark in '!?…"”'):
        return True
    word = around[0]
    return not (len(word) == 1 and word.isupper()) and word.lower() not in _ABBREVIATED
