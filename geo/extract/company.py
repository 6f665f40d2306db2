"""The company of a trigger: the stretches of words in which the lexicon's conditions look."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Protocol

from geo.extract.clauses import divides, subject_of
from geo.extract.scene import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.extract.lexicon import Alternatives, Condition
    from geo.extract.phrases import Sentence

_CLAUSE_WORDS = 25
_SUBJECT_WORDS = 14
_OBJECT_WORDS = 12
_NOUN_WORDS = 5
NEAR_WORDS = 3
BREAKS = frozenset(";:.S")
_OBJECT_ENDS = frozenset(";:.SXL")
_TAGGED = {"NAME": "K", "FULLNAME": "KK", "NUMBER": "M"}
_MARKED = {"PLACE": "places", "STATE": "states", "GROUP": "groups"}

Ranges = tuple[tuple[int, int], ...]


class Text(Protocol):
    """What the conditions read."""

    words: tuple[str, ...]
    tags: str

    @property
    def places(self) -> Sequence[int]:
        """Tokens at which a place itself is named."""

    @property
    def states(self) -> Sequence[int]:
        """Tokens at which a government, a people or a country is named."""

    @property
    def groups(self) -> Sequence[int]:
        """Tokens at which an armed group, an alliance or a body of states is named."""


class Windows:
    """Where the conditions of an entry look, as half-open ranges of tokens."""

    def __init__(
        self,
        reader: Text,
        sentence: Sentence,
        trigger: tuple[int, int],
        voice: Voice,
        *,
        words: Sequence[str],
    ) -> None:
        self.reader, self.voice, self._sentence, self._words = reader, voice, sentence, words
        self.first, self.last = trigger
        self._clause: tuple[int, int] | None = None

    def holds(self, condition: Condition) -> bool:
        """Tell whether *condition* holds here."""
        words = self._words
        ranges: Ranges = getattr(self, condition.where)
        for low, high in ranges:
            if not condition.words.isdisjoint(words[low:high]):
                return True
        computed = condition.computed  # most have none
        return bool(computed) and any(self._has(name, ranges) for name in computed)

    def _has(self, name: str, ranges: Ranges) -> bool:
        if name in _TAGGED:
            return any(_TAGGED[name] in self.reader.tags[low:high] for low, high in ranges)
        marks: Sequence[int] = getattr(self.reader, _MARKED[name])
        return any(
            bisect_left(marks, low) < bisect_left(marks, high) for low, high in ranges if low < high
        )

    @property
    def next(self) -> Ranges:
        """The words that follow."""
        return ((self.last + 1, self.last + 1 + NEAR_WORDS),)

    @property
    def prev(self) -> Ranges:
        """The words before."""
        return ((max(self.first - NEAR_WORDS, self._sentence.first), self.first),)

    @property
    def article(self) -> Ranges:
        """All words."""
        return ((0, len(self.reader.words)),)

    @property
    def sentence(self) -> Ranges:
        """The words of the sentence, without the trigger."""
        return ((self._sentence.first, self.first), (self.last + 1, self._sentence.stop))

    @property
    def clause(self) -> Ranges:
        """The words of the clause, without the trigger."""
        low, high = self._bounds()
        return ((low, self.first), (self.last + 1, high))

    @property
    def subject(self) -> Ranges:
        """Who does it."""
        if self.voice is Voice.ACTIVE:
            return (self._of_verb(),)
        if self.voice is Voice.PASSIVE:
            return (self._by(),)
        return (self._before(_NOUN_WORDS), self._by())

    @property
    def object(self) -> Ranges:
        """To what it is done."""
        if self.voice is Voice.PASSIVE:
            return (self._before(_SUBJECT_WORDS), (self.first + 1, self.last + 1))
        return ((self.first + 1, self.last + 1), self._after(_OBJECT_WORDS))

    @property
    def target(self) -> Ranges:
        """The noun phrase to which it is done, without what prepositions join to it."""
        if self.voice is Voice.PASSIVE:
            return (self._of_verb(),)
        low, high = self._after(_OBJECT_WORDS)
        tags, words = self.reader.tags, self.reader.words
        ends = (
            index
            for index in range(low, high)
            if (tags[index] in "PT" and words[index] != "of") or divides(self._sentence, index)
        )
        stop = next(ends, high)
        return ((self.first + 1, self.last + 1), (low, stop))

    def _of_verb(self) -> tuple[int, int]:
        """Return the subject of the verb: who does it, or in the passive to whom it is done."""
        found = subject_of(self._sentence, self.first)
        return (found[0], found[1] + 1) if found else self._before(_SUBJECT_WORDS)

    def _bounds(self) -> tuple[int, int]:
        """Return where the clause of the trigger starts and stops."""
        if self._clause is None:
            self._clause = self._clause_start(), self._clause_stop()
        return self._clause

    def _clause_start(self) -> int:
        low = max(self._sentence.first, self.first - _CLAUSE_WORDS)
        tags = self.reader.tags
        for index in range(self.first - 1, low - 1, -1):
            if tags[index] in BREAKS and not self._is_inner_mark(index):
                return index if tags[index] == "S" else index + 1
        return low

    def _clause_stop(self) -> int:
        high = min(self._sentence.stop, self.last + 1 + _CLAUSE_WORDS)
        for index in range(self.last + 1, high):
            if self.reader.tags[index] in BREAKS and not self._is_inner_mark(index):
                return index
        return high

    def _is_inner_mark(self, index: int) -> bool:
        return self.reader.tags[index] == "." and index + 1 < self._sentence.stop

    def _before(self, most: int) -> tuple[int, int]:
        return max(self._bounds()[0], self.first - most), self.first

    def _after(self, most: int) -> tuple[int, int]:
        high, tags = min(self._sentence.stop, self.last + 1 + most), self.reader.tags
        for index in range(self.last + 1, high):
            if tags[index] in _OBJECT_ENDS and not self._is_inner_mark(index):
                return self.last + 1, index
        return self.last + 1, high

    def _by(self) -> tuple[int, int]:
        low, high = self._after(_CLAUSE_WORDS)
        words = self.reader.words
        for index in range(low, high):
            if words[index] == "by":
                return index + 1, min(high, index + 1 + _OBJECT_WORDS)
        return low, low


def holds(alternatives: Alternatives, windows: Windows) -> bool:
    """Tell whether one of *alternatives* holds whole."""
    for group in alternatives:
        for condition in group:
            if not windows.holds(condition):
                break
        else:
            return True
    return False
