"""A text as tokens, each with the letter of its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from geo.dates.words import BREAK, OTHER, codes, values

TOKEN = re.compile(
    r"\d+(?:,\d{3})+(?!\d)|\d+(?:st|nd|rd|th|s)\b|\d+|[AaPp]\.\s?[Mm]\b\.?|Q[1-4]\b"
    r"|o['’]clock|[^\W\d_]+|\n\s*\n|[^\w\s]|_"
)
_HALFDAYS = {"a": "AM", "p": "PM"}


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
        found = [(match[0], match.start()) for match in TOKEN.finditer(text)]
        table = codes()
        kinds = "".join([table.get(word) or _rare(word) for word, _ in found])
        return cls(text, [word for word, _ in found], [start for _, start in found], kinds)

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
        head = self.text[:4000]
        return sum(c.isupper() for c in head) > 10 * sum(c.islower() for c in head)


def _rare(word: str) -> str:
    if word[0] == "\n":
        return BREAK
    if len(word) > 1 and word[1] in ".'’":
        return codes()["am" if word[0] in "aApP" else "oclock"]
    return OTHER
