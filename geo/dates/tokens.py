"""A text as tokens, each with the letter of its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, repeat
from typing import NamedTuple

from geo.dates.words import OTHER, codes, values
from geo.text import Memo

TOKEN = re.compile(
    r"([AaPp]\.[Mm]\b\.?|[Qq][1-4]\b|o['’]clock|[^\W\d_]+|[^\w\s]"
    r"|\d+(?:(?:,\d{3})+(?!\d)|(?:st|nd|rd|th|s)\b)?|\n(?=\s*\n))"
)
_LOWER = re.compile(r"[a-z]{2}")
_HEAD_LENGTH = 1000
_SPACES = re.compile(r"\n[^\S\n ]* [^\S\n]*(?=\n)")
"""A blank line that is not empty."""


class _Stretch(NamedTuple):
    """The tokens of a stretch without spaces."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    kinds: str


def _read(raw: str) -> _Stretch:
    pieces = TOKEN.split(raw)
    words = tuple(pieces[1::2])
    starts = tuple(accumulate(map(len, pieces)))[:-1:2]
    return _Stretch(words, starts, "".join(map(codes().get, words, repeat(OTHER))))


_READ = Memo(_read)


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
        # A break hangs on the next line: no space may part the two.
        tight = _SPACES.sub(lambda blank: blank[0].replace(" ", "\t"), text)
        stretches, begins = _READ.between_spaces(tight)
        placed = zip(stretches, begins, strict=True)
        return cls(
            text,
            list(chain.from_iterable([each.words for each in stretches])),
            [begin + start for each, begin in placed for start in each.starts],
            "".join([each.kinds for each in stretches]),
        )

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
