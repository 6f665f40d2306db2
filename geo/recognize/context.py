"""What stands around a name: the cues for and against its being a place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.recognize.runs import find_people, find_runs, is_given, titled_sentences
from geo.recognize.tables import cues, lower_percent
from geo.recognize.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.recognize.facts import Facts
    from geo.recognize.runs import People

_OFTEN_LOWER = 50
_STRONG = frozenset(("in", "near", "from", "to", "at", "of", "into", "outside", "around", "toward",
                     "towards", "across", "throughout", "through", "between", "for", "and", "by",
                     "with", "on"))  # fmt: skip
_UPPER_SHARE = 0.6
_AGENCIES = frozenset("ap afp reuters upi tass itar interfax efe dpa xinhua irna".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of text that may be a place name: words *first* up to before *stop*."""

    start: int
    end: int
    first: int
    stop: int
    spelled: str
    facts: Facts


class Context:
    """An article as recognition sees it: its words, runs of capitals, people."""

    def __init__(self, text: str) -> None:
        self.words = Words.of(text)
        self.runs = find_runs(self.words)
        self.titled = titled_sentences(self.words)
        self.people: People = find_people(self.words, self.runs, self.titled)
        self._run_of = {index: run for run in self.runs for index in range(run.first, run.stop)}

    @cached_property
    def lower(self) -> frozenset[str]:
        """Return the words that the article writes in lower case."""
        return frozenset(word for word in self.words.spelled if word[0].islower())

    @cached_property
    def shouts(self) -> bool:
        """Tell whether the whole article is in capitals."""
        long = [word for word in self.words.spelled if len(word) > 1 and word[0].isalpha()]
        return sum(map(str.isupper, long)) > _UPPER_SHARE * len(long)

    def run(self, name: Name) -> tuple[int, int]:
        """Return the run of capitalised words that *name* stands in."""
        run = self._run_of.get(name.first)
        return (
            (min(run.first, name.first), max(run.stop, name.stop))
            if run
            else (name.first, name.stop)
        )

    def after(self, name: Name) -> int:
        """Return the index of the word after *name*, past its possessive ending."""
        words, index = self.words, name.stop
        possessive = index < len(words) and words.lower[index] == "s" and words.gap(index) in "'’ʼ`"
        return index + 1 if possessive else index

    def possessive(self, name: Name) -> bool:
        """Tell whether *name* has a possessive ending."""
        tail = self.words.text[name.end : name.end + 2]
        return tail[:1] in ("'", "’", "ʼ", "`") and (tail[1:] == "s" or name.spelled.endswith("s"))

    def cues(self, name: Name) -> Iterator[str]:
        """Yield the cues around *name*."""
        words = self.words
        titled = words.sentences[name.first] in self.titled
        if titled:
            yield "in a headline"
        opens = words.opens_sentence(name.first)
        if opens:
            yield "opens a sentence"
            if (
                name.stop - name.first == 1
                and lower_percent().get(words.lower[name.first], 0) >= _OFTEN_LOWER
            ):
                yield "a common word opens a sentence"
        if name.stop - name.first == 1 and words.lower[name.first] in self.lower:
            yield "in lower case elsewhere"
        yield from self._people_cues(name)
        yield from self._before_cues(name)
        yield from self._after_cues(name)
        yield from self._run_cues(name, titled=titled)

    def _people_cues(self, name: Name) -> Iterator[str]:
        if any(index in self.people.words for index in range(name.first, name.stop)):
            yield "in a person's name"
        elif name.stop - name.first == 1 and self.words.lower[name.first] in self.people.surnames:
            yield "a person's name in this article"

    def _before_cues(self, name: Name) -> Iterator[str]:
        words, table, before = self.words, cues(), name.first - 1
        if before < 0:
            return
        gap, word = words.gap(name.first), words.lower[before]
        if gap in (" ", "-") or gap.isspace():
            if word in _STRONG:
                yield f"after {word!r}"
            elif word == "the":
                yield "after 'the'"
            elif word in table.prepositions or word in table.directions:
                yield "after a place word"
            elif word in table.place_verbs:
                yield "after a verb of places"
            elif words.capitalized(before) and word in table.titles:
                yield "after a title"
            elif words.spelled[before].islower() and word in table.person_nouns:
                yield "after a person's role"
            if word in table.feature_before or (
                word == "of" and words.lower[before - 1] in table.feature_before
            ):
                yield "after a feature word"
        elif gap == ", " and words.capitalized(before):
            yield "after a capital and comma"
        if gap.endswith("("):
            yield "in parentheses"

    def _after_cues(self, name: Name) -> Iterator[str]:
        words, table, after = self.words, cues(), self.after(name)
        if after > name.stop:
            yield "possessive"
        if after >= len(words):
            return
        gap, word = words.gap(after) if after == name.stop else " ", words.lower[after]
        if gap == " " or gap.isspace():
            if word in table.speech:
                yield "before a verb of speech"
            elif word in table.titles and words.capitalized(after):
                yield "before a title"
            elif word in table.feature_after:
                yield "before a feature word"
            elif word in table.place_nouns:
                yield "before a place's noun"
        elif gap.startswith(", ") and words.capitalized(after):
            yield "before a comma and capital"
        elif gap == ", " and words.spelled[after].isdigit():
            yield "before a comma and number"
        elif gap.startswith((" (", " —", " -", " –")):
            yield "before an agency" if word in _AGENCIES else "before a dash or parenthesis"

    def _run_cues(self, name: Name, *, titled: bool) -> Iterator[str]:
        words, table = self.words, cues()
        first, stop = self.run(name)
        if titled or self.shouts:
            return
        if stop - first == name.stop - name.first:
            yield "a name by itself"
            return
        last = words.lower[stop - 1]
        if stop > name.stop:
            following = words.lower[name.stop]
            if last in table.streets:
                yield "in a street's name"
            elif last in table.media:
                yield "in a paper's name"
            elif last in table.organization_heads:
                yield "in a body's name"
            elif last in table.events:
                yield "in an event's name"
            elif following not in table.titles and following not in table.feature_after:
                yield "before a capital"
        if first < name.first:
            preceding = words.spelled[name.first - 1]
            if is_given(preceding):
                yield "after a given name"
            elif len(preceding) == 1:
                yield "after an initial"
            elif words.lower[name.first - 1] not in table.titles:
                yield "after a capital"
