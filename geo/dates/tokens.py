"""A text as tokens, each with the letter of its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, repeat

from geo.dates.words import OTHER, codes, values
from geo.text import Splitter

TOKEN = Splitter(
    r"([AaPp]\.[Mm]\b\.?|[Qq][1-4]\b|o['’]clock|[^\W\d_]+|[^\w\s\x1c-\x1f]"
    r"|\d+(?:(?:,\d{3})+(?!\d)|(?:st|nd|rd|th|s)\b)?|\n(?=\s*\n))"
)
_LOWER = re.compile(r"[a-z]{2}")
_HEAD_LENGTH = 1000


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text: their spans, their words and, as one string, their kinds."""

    text: str
    words: list[str]
    starts: list[int]
    kinds: str

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Split *text*."""
        pieces = TOKEN.split(text)
        words = pieces[1::2]
        starts = list(accumulate(map(len, pieces)))[:-1:2]
        return cls(text, words, starts, "".join(map(codes().get, words, repeat(OTHER))))

    def stop(self, index: int) -> int:
        """Return where the token of that index stops in the text."""
        return self.starts[index] + len(self.words[index])

    def value(self, index: int) -> str:
        """Return what the token of that index stands for."""
        word = self.words[index].lower()
        return values().get(word, word)

    @cached_property
    def upper(self) -> bool:
        """Whether the text is written in capitals throughout."""
        return _LOWER.search(self.text, 0, _HEAD_LENGTH) is None
