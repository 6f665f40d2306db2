"""Names that no gazetteer has, and that only where something is said to be makes places."""

from __future__ import annotations

from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from geo.recognize.runs import is_given, is_surname
from geo.recognize.tables import cues, function_words, lower_percent, rare_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from geo.recognize.context import Context
    from geo.recognize.stretches import Stretches

_SETTING = frozenset("in near outside around inside".split())
"""What hardly stands before anything but a place, or a time."""
_LEANING = frozenset(("at", "toward", "towards"))
"""What stands before places, and before shops, people and goals."""
_DWELLERS = frozenset("residents inhabitants natives villagers".split())
_SUFFERED = frozenset(
    "capture bombing shelling bombardment surrender evacuation liberation fall people".split()
)
"""What befalls men and groups as well as places."""
_MOVING = frozenset(("from", "to"))
_FLIGHT = frozenset("fled flee fleeing retreated retreat withdrew withdraw withdrawn".split())
_FLIGHT_WORDS = 5
"""How many words before "to" or "from" somebody may have fled."""
_SIEGE = frozenset(
    """
    shelled shelling bombarded besieged besieging overran overrun retook recaptured entered entering
    stormed torched looted
    """.split()
)
"""What is done to places, not to people."""
_STRIKES = frozenset(
    "strike strikes airstrike airstrikes raid raids offensive advance assault march".split()
)
"""What is made on places, and seldom on a man."""
_PLACING = _SETTING | _LEANING | _SIEGE
_LEADS = _PLACING | _MOVING | {"of", "on"}
_BRACKETS = frozenset("([")
"""What opens the short name of a body: "(FARC)"."""
_ARTICLES = frozenset("la el las los le les al".split())
"""With what names of the places of many countries begin."""
_RARELY = 10
"""Per cent of lower-case uses up to which a word is a name."""
_SHORTEST = 3
_TIED = frozenset("'’ʼ`-‐‑–@+")
"""What follows a part of a name, or an owner."""


class Happenings:
    """Finds the names that something is said to be in, at or near.

    Parameters
    ----------
    context : Context
        The article.
    stretches : Stretches
        Where names in it begin and end.
    taken : collection of int
        Indexes of the words that belong to toponyms already.
    """

    def __init__(self, context: Context, stretches: Stretches, taken: Collection[int]) -> None:
        self._context = context
        self._words = context.words
        self._stretches = stretches
        self._taken = frozenset(taken)
        self._shouts = context.shouts

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the indexes of the first word of each name, and of the first one after it."""
        told = list(self._told())
        told += [name for _, stop in told for name in self._listed(stop)]
        for name in {tuple(self._words.lower[first:stop]) for first, stop in told}:
            yield from self._mentions(name)

    @cached_property
    def _capitals(self) -> dict[str, list[int]]:
        """Where the article has each word with a capital."""
        found: dict[str, list[int]] = {}
        for index in self._words.capitals:
            found.setdefault(self._words.lower[index], []).append(index)
        return found

    def _told(self) -> Iterator[tuple[int, int]]:
        """Yield the names whose own sentence tells that they are places."""
        lower, high, taken = self._words.lower, self._words.high, self._taken
        for first in compress(range(1, len(lower)), map(_LEADS.__contains__, lower)):
            if not high[first] or first in taken:
                continue
            if self._is_within_name(first) or not self._may_open(first):
                continue
            stop = self._stretches.after(first) if self._stretches.reads(first) else first
            if stop > first and self._is_place(first, stop):
                yield first, stop

    def _listed(self, stop: int) -> list[tuple[int, int]]:
        """Return the further names of the list that goes on at *stop*: "in X, Y and Z"."""
        words, found = self._words, list[tuple[int, int]]()
        while stop + 1 < len(words) and not self._shouts:
            closes = words.lower[stop] == "and"
            first = stop + closes
            if words.gap(stop) != (" " if closes else ", ") or not words.high[first]:
                break
            stop = self._stretches.after(first, listed=not closes)
            if stop == first:
                break
            if self._taken.isdisjoint(range(first, stop)):
                if not self._is_bare(first, stop) or self._is_borne(first, stop):
                    break
                found.append((first, stop))
            if closes:
                return found
        return []

    def _is_within_name(self, first: int) -> bool:
        """Tell whether the capital of the word before is that of a name, not of a sentence."""
        words = self._words
        if not words.high[first - 1] or self._shouts:
            return False
        opens = words.openings[words.sentences[first]] == first - 1
        return not (opens and words.lower[first - 1] in _LEADS)

    def _may_open(self, first: int) -> bool:
        """Tell whether the word at *first* may open a name, and the words before speak for it."""
        if not self._is_spelled_as_name(first):
            return False
        firm = self._words.lower[first - 1] in _SETTING or self._is_part(first)
        return (firm and not self._shouts) or self._happens(first)

    def _is_spelled_as_name(self, index: int) -> bool:
        """Tell whether the word is none of the language, nor a brand with a capital inside."""
        word = self._words.lower[index]
        if word in _ARTICLES and self._words.joined(index + 1) and self._words.high[index + 1]:
            return True
        if lower_percent().get(word, 0) > _RARELY:
            return False
        if self._shouts:
            return word not in rare_words()
        return self._words.spelled[index][1:].islower()

    def _is_place(self, first: int, stop: int) -> bool:
        """Tell whether the words before the name, and the article, speak for a place."""
        if not self._is_bare(first, stop):
            return False
        if self._shouts or self._happens(first):
            return self._leads(first) and self._is_only_place(first, stop, others=1)
        firm = self._words.lower[first - 1] in _SETTING or self._is_part(first)
        closed = not self._describes(stop) and not self._is_borne(first, stop)
        return firm and closed and self._is_only_place(first, stop, others=-1)

    def _is_bare(self, first: int, stop: int) -> bool:
        """Tell whether the words are a name by themselves, of no people, brand or language."""
        words = self._words
        end = words.stops[stop - 1]
        if words.text[end : end + 1] == ")" and words.capitalized(first - 2):
            return False  # "(Khoda Afarin in Persian)" names a language
        if words.text[end : end + 1] in _TIED or end - words.starts[first] < _SHORTEST:
            return False
        inside = range(first, stop)
        if not (self._taken.isdisjoint(inside) and self._context.demonyms.isdisjoint(inside)):
            return False
        return not self._stretches.goes_on(stop) and all(map(self._is_spelled_as_name, inside))

    def _happens(self, first: int) -> bool:
        """Tell whether the sentence tells of a deed: before the name, or where that opens it."""
        words, sentence = self._words, self._words.sentences[first]
        opening, stop = words.openings[sentence], first
        if opening == first - 1 or words.lower[first - 1] in _SIEGE:
            last = sentence + 1 == len(words.openings)
            stop = len(words) if last else words.openings[sentence + 1]
        return not cues().happening.isdisjoint(words.lower[opening:stop])

    def _leads(self, first: int) -> bool:
        """Tell whether the word before the one at *first* stands before places of deeds."""
        lead, before = self._words.lower[first - 1], self._words.lower
        if lead == "on":
            return before[first - 2] in _STRIKES
        if lead in _MOVING:
            return not _FLIGHT.isdisjoint(before[max(first - 1 - _FLIGHT_WORDS, 0) : first])
        return lead != "of" or self._is_part(first)

    def _is_part(self, first: int) -> bool:
        """Tell whether a part of a place, or its people, stands before: "residents of"."""
        lower = self._words.lower
        if first < 2 or lower[first - 1] != "of":  # noqa: PLR2004 - a part and "of"
            return False
        parts = _DWELLERS if self._words.high[first - 2] and not self._shouts else cues().parts
        return lower[first - 2] in parts and lower[first - 2] not in _SUFFERED

    def _describes(self, stop: int) -> bool:
        """Tell whether a noun follows that the name only describes: "in Colour salon"."""
        words, table = self._words, cues()
        if stop >= len(words) or words.gap(stop) != " ":
            return False
        word = words.lower[stop]
        goes_on = word in function_words() or word in table.calendar or word in table.speech
        beside = word in table.place_nouns or word in table.kinds
        return not (goes_on or beside or word.endswith("ed"))

    def _is_borne(self, first: int, stop: int) -> bool:
        """Tell whether people bear one of the names."""
        return any(is_given(word) or is_surname(word) for word in self._words.spelled[first:stop])

    def _is_only_place(self, first: int, stop: int, *, others: int) -> bool:
        """Tell whether the article speaks of nobody, and of little else, by that name.

        Parameters
        ----------
        others : int
            How many more mentions may be without a word for a place than with one.
        """
        lower = self._words.lower
        if not self._context.people.surnames.isdisjoint(lower[first:stop]):
            return False
        mentions = [index for index, _ in self._mentions(tuple(lower[first:stop]))]
        if any(self._words.gap(index)[-1:] in _BRACKETS for index in mentions):
            return False
        placed = sum(lower[index - 1] in _PLACING or self._is_part(index) for index in mentions)
        return sum(lower[index - 1] not in _LEADS for index in mentions) <= placed + others

    def _mentions(self, name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Yield where the article has *name*, not within a longer one or that of a person."""
        words, lower = self._words, self._words.lower
        for first in self._capitals.get(name[0], ()):
            stop = first + len(name)
            if tuple(lower[first:stop]) == name:
                longer = words.joined(first) and self._is_within_name(first)
                if not longer and not self._stretches.goes_on(stop) and first not in self._taken:
                    yield first, stop
