"""Name the sources of an article: who "he", "his son" or "the minister" is, however misspelt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from geo.extract.coreference import antecedents
from geo.extract.mentions import mentions_of, name_in
from geo.extract.once import once_per_scene
from geo.extract.people import (
    KIN,
    PARTICLES,
    ROLES,
    full_name,
    is_name_word,
    joined,
    names_of,
    people_of,
    same_word,
)
from geo.extract.phrases import phrases_from
from geo.extract.tagging import tokens_of
from geo.extract.units import units_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.extract.mentions import Mention
    from geo.extract.phrases import Sentence
    from geo.extract.scene import Scene
    from geo.extract.tagging import Tokens

_AUTHORED = frozenset(
    """
    commentary article op-ed column interview post tweet statement letter speech note essay report
    communique message blog editorial analysis study book memoir memoirs diary
    """.split()
)
_PARTS = frozenset(
    "entry entries page pages chapter passage excerpt excerpts extract volume".split()
)
_TAKING_UP = frozenset("the its his her their this".split())
_REACH = 4
"""How many sentences back "he" may have been named."""
_SINGLE = frozenset("he she".split())


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a credit names."""

    name: str
    first: int
    """First token of the words for it at the credit."""
    last: int
    country: str | None = None
    group: str | None = None
    """Name of the armed group that it is or speaks for."""
    is_state: bool = False
    """Whether it is or speaks for a state, its army or its police."""


@dataclass(slots=True)
class Speakers:
    """The sources met so far, in the order of the text."""

    scene: Scene
    tokens: Tokens
    met: list[Source] = field(default_factory=list)
    _called: dict[str, Source] = field(default_factory=dict)
    """What is known so far of each by its name."""

    def meet(self, sentence: Sentence, first: int, last: int) -> Source:
        """Return the source that tokens *first* to *last* stand for, and remember it."""
        source = self._source(sentence, first, last)
        self.met.append(source)
        known = self._called.setdefault(source.name, source)
        if known is not source:
            self._called[source.name] = _of_both(known, source)
        return source

    def _source(self, sentence: Sentence, first: int, last: int) -> Source:
        words = self.tokens.words
        if self.tokens.tags[last] == "O":
            return self._of_pronoun(first, last)
        taken_up = words[first] in _TAKING_UP and first + 1 == last
        if taken_up and words[last] in _AUTHORED and self.met:
            return replace(self.met[-1], first=first, last=last)
        author = self._author(sentence, first, last)
        begin, end = author or (first, last)
        if not author and not KIN.isdisjoint(words[begin : end + 1]):
            kin = self._kin(sentence, begin, end)
            if kin is not None:
                return kin
        run = _name_run(self.scene, begin, end) or self._apposed(end)
        if run is not None:
            name = full_name(self.scene, run)
        else:
            held = self._role_holder(begin, end)
            if held is not None:
                return held
            name = self._text(begin, end)
        return self._described(name, first, last)

    def _of_pronoun(self, first: int, last: int) -> Source:
        word = self.tokens.words[last]
        if word in _SINGLE:
            subject = self._subject_before(first)
            if subject is not None:
                return self._described(subject, first, last)
        for source in reversed(self.met):
            if source.name.lower() != word:
                return replace(source, first=first, last=last)
        meant = self._meant(last)
        return meant or Source(self._text(first, last), first, last)

    def _meant(self, pronoun: int) -> Source | None:
        """Return whom the pronoun stands for that nobody was credited with before."""
        mentions = mentions_of(self.scene)
        for mention in mentions.between(pronoun, pronoun + 1):
            for meant in antecedents(mention, mentions, self.tokens)[:1]:
                found = self._described(name_in(self.scene, meant), meant.first, meant.last)
                return replace(found, first=pronoun, last=pronoun)
        return None

    def _subject_before(self, first: int) -> str | None:
        """Return the first person named in the nearest sentence before that names one."""
        here = self.scene.sentence_index(self.tokens.starts[first])
        for index in range(here, max(here - _REACH, -1), -1):
            begin, stop = self.tokens.within(self.scene.sentences[index])
            for mention in mentions_of(self.scene).between(begin, min(stop, first)):
                before = max(mention.first - 1, 0)
                governed = self.tokens.tags[before] in "PT" and self.tokens.words[before] != "by"
                if mention.name and mention.shared is None and not governed:
                    return mention.name
        return None

    def _author(self, sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
        """Return who wrote the commentary, or of what the entry is a part."""
        words = self.tokens.words
        for index in range(first, last):
            if words[index] in _AUTHORED and words[index + 1] == "by":
                return phrases_from(sentence, index + 2)
        return None

    def _kin(self, sentence: Sentence, first: int, last: int) -> Source | None:
        """Return who "his son" is: the last one who spoke; "X's son": a speaker of that name."""
        words, tags = self.tokens.words, self.tokens.tags
        if (
            tags[first] == "D"
            and words[first] in ("his", "her", "their", "the")
            and first + 3 > last
        ):
            for source in reversed(self.met):
                if " " in source.name and source.last < sentence.first:
                    return replace(source, first=first, last=last)
            return None
        if "Z" not in tags[first : last + 1]:
            return None
        owner = tags.index("Z", first) - 1
        for begin, end in people_of(self.scene):
            if begin > last and same_word(words[end], words[owner]):
                return self._described(joined(self.scene, begin, end), first, last)
        return None

    def _role_holder(self, first: int, last: int) -> Source | None:
        """Return who "the president" is: the last person given that title by name."""
        words, tags = self.tokens.words, self.tokens.tags
        head = words[last]
        if tags[first] != "D" or words[first] not in ("the", "this", "that") or head not in ROLES:
            return None
        country = self._described("", first, last).country
        for source in reversed(self.met):
            if head in words[source.first : source.last + 1] and country in (None, source.country):
                return replace(source, first=first, last=last)
        for mention in reversed(mentions_of(self.scene).before(first)):
            if mention.name and words[mention.head] == head and country in (None, mention.country):
                return self._described(mention.name, first, last)
        return None

    def _apposed(self, last: int) -> tuple[int, int] | None:
        """Return the name behind "a commentator in Baku, "."""
        if self.tokens.tags[last + 1 : last + 2] != ",":
            return None
        names = names_of(self.scene)
        number = bisect_left(names, (last + 2,))
        return next((run for run in names[number : number + 1] if run[0] == last + 2), None)

    def _described(self, name: str, first: int, last: int) -> Source:
        mentions = [
            mention
            for mention in mentions_of(self.scene).between(first, last + 1)
            if mention.sort != "pronoun"
        ]
        country = next((mention.country for mention in mentions if mention.country), None)
        group = next((mention.group.name for mention in mentions if mention.group), None)
        is_state = any(mention.kind == "state forces" for mention in mentions)
        known = _of_person(self.scene).get(name)
        if known is not None:
            country, is_state = country or known.country, is_state or known.kind == "state forces"
        source = Source(name, first, last, country, group, is_state)
        return _of_both(source, self._called.get(name, source))

    def _text(self, first: int, last: int) -> str:
        while first < last and self.tokens.tags[first] in "DRA":
            first += 1
        return joined(self.scene, first, last)


def _of_both(source: Source, other: Source) -> Source:
    """Return *source* with what only *other*, of one name, tells of them."""
    return replace(
        source,
        country=source.country or other.country,
        group=source.group or other.group,
        is_state=source.is_state or other.is_state,
    )


@once_per_scene
def _of_person(scene: Scene) -> Mapping[str, Mention]:
    """Return for each person named a mention that says the country, if there is one."""
    return {
        mention.name: mention
        for mention in reversed(mentions_of(scene).all)
        if mention.name and mention.country
    }


def _name_run(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Return the person's name that ends a phrase, or heads a chain, if there is one."""
    tokens, units = tokens_of(scene), units_of(scene)
    at = attrgetter("first")
    taken = {
        index
        for unit in units[bisect_left(units, first, key=at) : bisect_right(units, last, key=at)]
        if unit.sort != "pronoun"
        for index in range(unit.first, unit.last + 1)
    }
    end = last
    for index in range(first, last + 1):
        if tokens.tags[index] in "PC," and index > first:
            end = index - 1
            break
    begin = end + 1
    while begin > first and (
        is_name_word(tokens, begin - 1, taken)
        or (begin <= end and tokens.words[begin - 1] in PARTICLES)
    ):
        begin -= 1
    if begin > end:
        return None
    before = tokens.words[begin - 1] not in ROLES | KIN and tokens.tags[max(begin - 2, 0) : begin]
    if before == "DK" and begin - 1 > first:  # "the White Helmets"
        begin -= 1
    single_common = tokens.cased is False and begin == end and begin > first
    return None if single_common and tokens.tags[begin - 1] == "D" else (begin, end)
