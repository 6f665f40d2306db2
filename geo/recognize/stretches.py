"""Stretches of words that may be names, in texts with capitals and in texts all in capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.recognize.tables import cues, function_words, lower_percent

if TYPE_CHECKING:
    from geo.recognize.context import Context

_MOST_WORDS = 4
_QUOTES = frozenset('"“”„')
_COMMON = 50
"""Per cent of lower-case uses from which on a word is no name where all is in capitals."""
_WORD_ENDINGS = (
    "tion", "sion", "ment", "ness", "ship", "ance", "ence", "ity", "ism", "ist", "ists", "ing",
    "ings", "ed", "ly", "ous", "ful", "less", "able", "ible", "ial", "ual", "ern", "ers", "ors",
)  # fmt: skip
"""Endings of words of the language, where capitals do not tell them from names."""


class Stretches:
    """Finds where a name that no gazetteer has begins and ends, beside a given word."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._words = context.words
        self._shouts = context.shouts

    def reads(self, index: int) -> bool:
        """Tell whether names can be told from other words around the word at *index*."""
        if self._shouts or not self._words.high[index]:
            return True
        return self._words.sentences[index] not in self._context.titled

    def before(self, stop: int, *, comma: bool = False) -> int:
        """Return the index of the first word of the name that ends before *stop*, or *stop*.

        Parameters
        ----------
        comma : bool
            Whether a comma stands between the name and the word at *stop*.
        """
        first = stop
        if not comma and not self._tied(stop) and not self._quoted(stop):
            return stop
        while first > 0 and stop - first < _MOST_WORDS and (first == stop or self._tied(first)):
            if self._names(first - 1):
                first -= 1
            elif first < stop and self._is_particle(first - 1) and self._names(first - 2):
                first -= 2
            else:
                break
        while first < stop and self._only_leads(first):
            first += 1
        return first if self._is_name(first, stop) else stop

    def after(self, first: int, *, listed: bool = False) -> int:
        """Return the index after the last word of the name that begins at *first*, or *first*.

        Parameters
        ----------
        listed : bool
            Whether a comma may stand before the name.
        """
        stop = first
        while stop < len(self._words) and stop - first < _MOST_WORDS:
            opens = stop == first and (listed or self._words.gap(stop)[-1:] in _QUOTES)
            if not (opens or self._tied(stop)):
                break
            if self._names(stop):
                stop += 1
            elif stop > first and self._is_particle(stop):
                end = self.after_particles(stop)
                if end == stop:
                    break
                stop = end
            else:
                break
        return stop if self._is_name(first, stop) else first

    def after_particles(self, index: int) -> int:
        """Return the index after "de la X" that begins at *index*, or *index*."""
        stop = index
        while stop < len(self._words) and self._is_particle(stop) and self._tied(stop):
            stop += 1
        last = stop
        while last < len(self._words) and last - stop < _MOST_WORDS and self._tied(last):
            if not self._names(last):
                break
            last += 1
        return last if last > stop and self._is_name(stop, last) else index

    def owns(self, index: int, feature: str) -> bool:
        """Tell whether the word for a kind of place at *index* belongs to the name itself."""
        if self._shouts:
            return feature[0] == "S" and feature != "S.FRM"
        return self._words.high[index]

    def goes_on(self, index: int) -> bool:
        """Tell whether the word at *index* belongs to the same, longer name of something else."""
        if self._shouts or index >= len(self._words):
            return False
        return self._words.high[index] and self._tied(index)

    def _tied(self, index: int) -> bool:
        """Tell whether nothing but a space or hyphen parts the words before and at *index*."""
        gap = self._words.gap(index)
        return gap == "-" or (gap.isspace() and "\n\n" not in gap)

    def _quoted(self, index: int) -> bool:
        """Tell whether a quotation ends before the word at *index*: of "La Paz" farm."""
        gap = self._words.gap(index)
        return gap[:1] in _QUOTES and gap[1:] == " "

    def _names(self, index: int) -> bool:
        """Tell whether the word at *index* may be part of a name."""
        if index < 0:
            return False
        words, word = self._words, self._words.lower[index]
        if len(word) == 1 or not word.isalpha() or word in cues().calendar or word in cues().titles:
            return False
        if not self._shouts:
            acronym = words.spelled[index].isupper() and len(word) > 1
            return words.high[index] and not acronym
        return not self._is_common(index) and not word.endswith(_WORD_ENDINGS)

    def _is_particle(self, index: int) -> bool:
        return self._words.lower[index] in cues().particles

    def _is_common(self, index: int) -> bool:
        word = self._words.lower[index]
        return word in function_words() or lower_percent().get(word, 0) >= _COMMON

    def _only_leads(self, index: int) -> bool:
        """Tell whether the word opens a sentence, or says in which part of it a place lies."""
        if self._shouts:
            return self._words.lower[index] in cues().directions
        return self._is_common(index) and self._words.opens_sentence(index)

    def _is_name(self, first: int, stop: int) -> bool:
        """Tell whether the words are no name of a person, a people, a body or a street."""
        if first >= stop or not self._context.people.words.isdisjoint(range(first, stop)):
            return False
        table = cues()
        lower = self._words.lower[first:stop]
        if all(self._is_common(index) for index in range(first, stop)):
            return False
        kind = first + 1 == stop and lower[0] in table.kinds
        body = lower[-1] in table.organization_heads or lower[-1] in table.streets
        return not kind and not body and table.peoples.isdisjoint(lower)
