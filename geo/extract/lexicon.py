"""The lexicon of triggers: which words tell of which event, in which company.

The lexicon is ``data/triggers.txt``; its head explains how to read and write it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import FormatError
from geo.events import event_kinds
from geo.extract.inflect import past_forms, plural, verb_forms
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import EventType

GAP = "~"
WHERES = frozenset("subject object target clause sentence next prev article".split())
COMPUTED = frozenset(("PLACE", "STATE", "GROUP", "NAME", "FULLNAME", "NUMBER"))
_LINE = re.compile(r"(?P<pos>v[tp]?~?|[np]~{0,2}|s)\s+(?P<phrases>.+?)(?:\s+if\s+(?P<need>.+?))?"
                   r"(?:\s+unless\s+(?P<bar>.+))?$")  # fmt: skip
_DEFINITION = re.compile(r"class\s+(?P<name>[\w-]+)\s*=\s*(?P<words>.+)")
_TOPIC = re.compile(
    r"(?P<scope>topic|beat)\s+[\w-]+\s+(?P<count>\d+)(?:\s+unless\s+(?P<bar>[\w-]+))?\s*=\s*(?P<words>.+)"
)
_OPENING = re.compile(r"opening\s+(?P<phrases>.+)")
_SECTION = re.compile(r"\[(?P<nothing>-\s*)?(?P<name>[^\]]+)\]$")


@dataclass(frozen=True, slots=True)
class Condition:
    """Something of a class must stand, or must not stand, somewhere around a trigger."""

    where: str
    words: frozenset[str]
    computed: frozenset[str]
    """Members of ``COMPUTED``."""


Phrase = tuple[str | frozenset[str], ...]
"""Words, ``GAP`` or classes."""
Alternatives = tuple[tuple[Condition, ...], ...]
"""Any of these groups suffices; within a group every condition must hold."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense of a word or phrase."""

    event_type: EventType | None
    """None where it tells of nothing that is mapped."""
    topic: str
    """The section: the event type's name, or what else it is about."""
    pos: str
    """``"v"``, ``"n"``, ``"p"`` or ``"s"``."""
    weak: bool
    """Whether it tells of a result ("killed") and yields to words for the deed."""
    faint: bool
    """Whether it but names a means or a party and yields to whatever else the sentence tells."""
    transitive: bool
    """Whether the verb always has an object."""
    receives: bool
    """Whether the verb's subject is the one it befalls: "came under fire"."""
    phrase: str
    """As the lexicon writes it."""
    forms: frozenset[str]
    """Forms of the word that is inflected."""
    participles: frozenset[str]
    rest: Phrase
    """What follows the first word."""
    follows: frozenset[str] | None
    """The words of which one must stand next, or soon behind a gap; None where any may."""
    need: Alternatives
    bar: Alternatives
    need_words: frozenset[str] | None
    """Words of which one is near wherever *need* holds; None where it needs none."""
    bar_words: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Topic:
    """Words that together show that a sentence, or a whole article, is not about conflict."""

    count: int
    words: frozenset[str]
    bar: frozenset[str]
    """Words of which one shows that it is all the same."""

    def is_of(self, words: frozenset[str]) -> bool:
        """Tell whether a sentence of *words* is about this and not about conflict."""
        return len(words & self.words) >= self.count and self.bar.isdisjoint(words)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by the forms of their first word, longest phrases first."""

    entries: Mapping[str, tuple[Entry, ...]]
    follows: Mapping[str, frozenset[str]]
    """Of the words that only open phrases, the words of which one must stand soon behind."""
    topics: tuple[Topic, ...]
    """Of sentences."""
    beats: tuple[Topic, ...]
    """Of whole articles."""
    openings: tuple[Phrase, ...]
    """Words with which a sentence begins that is not about conflict."""
    topic_words: frozenset[str]
    """Those of all topics."""
    classes: Mapping[str, frozenset[str]]
    nouns: frozenset[str]
    """First words of the entries for nouns."""


@cache
def read_lexicon() -> Lexicon:
    """Return the shipped lexicon.

    Raises
    ------
    FormatError
        If a line is none of the kinds that its head explains.
    """
    path = shipped("triggers.txt")
    reader = _Reader(path.name)
    for number, line in _logical_lines(path.read_text(encoding="utf-8")):
        reader.take(number, line)
    return reader.lexicon()


class _Guards(NamedTuple):
    """What an entry needs and what bars it, for all phrases of a line."""

    need: Alternatives
    bar: Alternatives
    need_words: frozenset[str] | None
    bar_words: frozenset[str] | None


@dataclass(slots=True)
class _Reader:
    name: str
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    topics: list[Topic] = field(default_factory=list)
    beats: list[Topic] = field(default_factory=list)
    openings: list[Phrase] = field(default_factory=list)
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    conditions: dict[str, Alternatives] = field(default_factory=dict)
    """What was read of the conditions that stand on many lines."""
    event_type: EventType | None = None
    topic: str = ""

    def take(self, number: int, line: str) -> None:
        if match := _DEFINITION.fullmatch(line):
            self.classes[match["name"]] = self._members(match["words"].split())
            self.conditions.clear()
        elif match := _TOPIC.fullmatch(line):
            words = self._members(match["words"].split())
            bar = self.classes[match["bar"]] if match["bar"] else frozenset[str]()
            found = self.topics if match["scope"] == "topic" else self.beats
            found.append(Topic(int(match["count"]), words, bar))
        elif match := _OPENING.fullmatch(line):
            for phrase in match["phrases"].split(" | "):
                self.openings.append(tuple([self._item(word) for word in phrase.split()]))
        elif match := _SECTION.fullmatch(line):
            self._open(number, match)
        elif match := _LINE.fullmatch(line):
            self._add(number, match)
        else:
            raise self._error(number, f"can't be understood: {line!r}")

    def lexicon(self) -> Lexicon:
        entries = {
            word: tuple(sorted(found, key=lambda entry: -len(entry.rest)))
            for word, found in self.entries.items()
        }
        nouns = [word for word, found in entries.items() if any(e.pos == "n" for e in found)]
        topical = frozenset[str]().union(*(topic.words for topic in self.topics))
        follows = {
            word: frozenset[str]().union(*(entry.follows or () for entry in found))
            for word, found in entries.items()
            if all(entry.follows for entry in found)
        }
        return Lexicon(
            entries,
            follows,
            tuple(self.topics),
            tuple(self.beats),
            tuple(self.openings),
            topical,
            self.classes,
            frozenset(nouns),
        )

    def _open(self, number: int, match: re.Match[str]) -> None:
        self.topic = match["name"]
        if match["nothing"]:
            self.event_type = None
        elif self.topic in event_kinds():
            self.event_type = event_kinds()[self.topic].event_type
        else:
            raise self._error(number, f"no event type {self.topic!r}")

    def _add(self, number: int, match: re.Match[str]) -> None:
        need = self._conditions(number, match["need"])
        bar = self._conditions(number, match["bar"])
        guards = _Guards(need, bar, _words_for(need), _words_for(bar))
        for phrase in match["phrases"].split(" | "):
            self._index(self._entry(match["pos"], phrase.strip(), guards))

    def _entry(self, pos: str, phrase: str, guards: _Guards) -> Entry:
        words = phrase.split()
        forms, participles = frozenset({words[0]}), frozenset[str]()
        rest: list[str | frozenset[str]] = [self._item(word) for word in words[1:]]
        if pos[0] == "v":
            forms, participles = verb_forms(words[0]), past_forms(words[0])[1]
        elif pos[0] == "n" and rest:
            last = words[-1]
            rest[-1] = frozenset({last, plural(last)})
        elif pos[0] == "n":
            forms = frozenset({words[0], plural(words[0])})
        return Entry(
            self.event_type,
            self.topic,
            pos[0],
            pos.endswith("~"),
            pos.endswith("~~"),
            pos.startswith("vt"),
            pos.startswith("vp"),
            phrase,
            forms,
            participles,
            tuple(rest),
            _first_of(rest),
            *guards,
        )

    def _index(self, entry: Entry) -> None:
        for form in entry.forms:
            self.entries.setdefault(form, []).append(entry)

    def _item(self, word: str) -> str | frozenset[str]:
        return self.classes[word[1:-1]] if word.startswith("<") else word

    def _conditions(self, number: int, text: str | None) -> Alternatives:
        if not text:
            return ()
        if text not in self.conditions:
            self.conditions[text] = tuple(
                tuple(self._condition(number, part) for part in group.split(" and "))
                for group in text.split(" or ")
            )
        return self.conditions[text]

    def _condition(self, number: int, text: str) -> Condition:
        where, _, names = text.strip().partition(" ")
        if where not in WHERES or not names or " " in names.strip():
            raise self._error(number, f"no condition: {text!r}")
        parts = names.strip().split("/")
        words = frozenset[str]().union(
            *(self.classes.get(part, {part, plural(part)}) for part in parts)
        )
        return Condition(where, words - COMPUTED, words & COMPUTED)

    def _members(self, words: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for word in words:
            if word.startswith("@"):
                found |= self.classes[word[1:]]
            else:
                found |= {word, plural(word)}
        return frozenset(found)

    def _error(self, number: int, what: str) -> FormatError:
        return FormatError(f"{self.name}, line {number}", what, "see the head of the file")


def _first_of(rest: list[str | frozenset[str]]) -> frozenset[str] | None:
    word = next((item for item in rest if item != GAP), None)
    return frozenset({word}) if isinstance(word, str) else word


def _words_for(alternatives: Alternatives) -> frozenset[str] | None:
    """Return the words of which each group asks for one near the trigger, if all groups do."""
    asked: set[str] = set()
    for group in alternatives:
        words = next(
            (each.words for each in group if each.where != "article" and not each.computed), None
        )
        if words is None:
            return None
        asked |= words
    return frozenset(asked) if asked else None


def _logical_lines(text: str) -> Iterable[tuple[int, str]]:
    """Yield lines without comments, each joined with the indented lines that go on with it."""
    held: list[str] = []
    first = 0
    for number, line in enumerate(text.splitlines(), 1):
        if held and not line.startswith(" "):
            yield first, " ".join(held)
            held = []
        if line.strip() and not line.startswith("#"):
            first = first if held else number
            held.append(line.strip())
    if held:
        yield first, " ".join(held)
