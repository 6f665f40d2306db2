"""Find the words that tell of an event, and which of their senses is meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.extract.coding import GROUND
from geo.extract.company import BREAKS, NEAR_WORDS, Windows, holds
from geo.extract.groups import actor_nouns
from geo.extract.lexicon import GAP, read_lexicon
from geo.extract.once import once_per_scene
from geo.extract.phrases import Sentence, phrase_start, sentence_at, sentences_of
from geo.extract.scene import Trigger, Voice, is_country
from geo.extract.tagging import tokens_of
from geo.extract.units import units_of
from geo.model import Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.extract.lexicon import Entry, Lexicon, Phrase
    from geo.extract.scene import Scene
    from geo.extract.tagging import Tokens

_RESULTS = frozenset("kill wound injure maim".split())
"""Verbs that in "-ing" tell what came of a deed."""
_MISHAPS = frozenset(("accident", "natural disaster"))
_SIDES = {
    "rebel group": "rebel",
    "political militia": "militia",
    "identity militia": "militia",
    "state forces": "troops",
}
"""The word by which the lexicon knows the armed of each of ACLED's classes."""
_OTHER_MATTERS = _MISHAPS | {"crime", "drill", "market", "rescue", "search", "sport"}
"""What a sentence is about that hints at a deed in vain."""
_FIGHTING = frozenset(("fight", "shell", "bomb", "loot", "kill"))
"""Verbs whose form in "-ing" is a noun as well."""
_GAP_WORDS = 5
_NEAR_VERB = 6
_BEFORE_VERB = frozenset("TLOXA")
_BEFORE_NOUN = frozenset("DMZPG")
_OBJECT_STARTS = frozenset("DOKM")
_OWNING = frozenset(("his", "her", "'s"))
_BE = frozenset("is are was were be been being get gets got".split())
_HAVE = frozenset("has have had having".split())
_OBJECT_RELATIVES = frozenset("whom that which".split())
_NO_OBJECT = frozenset("P.,;:CSB)")


@dataclass(frozen=True, slots=True)
class Sense:
    """A word or phrase of the lexicon in the text, read in one of its senses."""

    first: int
    last: int
    """Tokens, both included."""
    entry: Entry
    voice: Voice
    covered: int
    """The last token that belongs to it, with what stands between its words."""


@once_per_scene
def find_triggers(scene: Scene) -> list[Trigger]:
    """Return the words of *scene* that tell of an event, in text order.

    A word for a result ("killed") is left out where its sentence tells of the deed, and one
    that but hints at a deed ("a rocket") where it tells of anything else. An article on a beat of
    its own, as the courts of a peaceful county, has none.
    """
    words = frozenset(tokens_of(scene).words)
    if any(beat.is_of(words) for beat in read_lexicon().beats):
        return []
    senses, starts = find_senses(scene), tokens_of(scene).starts
    found = [_trigger(scene, sense) for sense in senses if sense.entry.event_type]
    strong = {
        scene.sentence_index(trigger.span.start)
        for trigger in found
        if not trigger.weak and is_violent(trigger)
    }
    strong |= {  # what came of a mishap is no deed
        scene.sentence_index(starts[sense.first])
        for sense in senses
        if sense.entry.topic in _MISHAPS
    }
    told = _without_hints(scene, found, senses)
    return [
        trigger
        for trigger in told
        if not (trigger.weak and scene.sentence_index(trigger.span.start) in strong)
    ]


def _without_hints(scene: Scene, found: list[Trigger], senses: list[Sense]) -> list[Trigger]:
    """Return *found* with no more than the first hint of a sentence that tells nothing else."""
    if not any(trigger.faint for trigger in found):
        return found
    starts = tokens_of(scene).starts
    busy = {
        scene.sentence_index(starts[sense.first])
        for sense in senses
        if sense.entry.topic in _OTHER_MATTERS or (sense.entry.event_type and not sense.entry.faint)
    }
    told = []
    for trigger in found:
        sentence = scene.sentence_index(trigger.span.start)
        if trigger.faint:
            if sentence in busy:
                continue
            busy.add(sentence)
        told.append(trigger)
    return told


def is_violent(trigger: Trigger) -> bool:
    """Tell whether *trigger* tells of bodily violence or unrest."""
    return trigger.event_type.plover in {"ASSAULT", "PROTEST"}


def find_senses(scene: Scene) -> list[Sense]:
    """Return every word of the lexicon in its sense, those that tell of nothing mapped too."""
    reader = _SenseReader(scene, tokens_of(scene), read_lexicon())
    return list(reader.senses())


def _trigger(scene: Scene, sense: Sense) -> Trigger:
    tokens, entry = tokens_of(scene), sense.entry
    event_type = entry.event_type
    if event_type is None:
        raise TypeError(entry.phrase)
    span = tokens.span(sense.first, sense.last)
    weak = entry.weak or (entry.phrase in _RESULTS and tokens.words[sense.first].endswith("ing"))
    spoken = entry.pos == "s"
    return Trigger(span, event_type, sense.voice, entry.phrase, weak, spoken, entry.faint)


@once_per_scene
def _with_sides(scene: Scene) -> tuple[str, ...]:
    """Return the words of *scene*, with the last of each armed group's name read as what it is.

    So "UNITA took Huambo" is read as "rebels took" it, and "Ethiopian forces" as troops.
    """
    tokens = tokens_of(scene)
    words = list(tokens.words)
    for unit in units_of(scene):
        side = _SIDES.get(unit.kind or "") if unit.sort == "group" else None
        if side and (side == "rebel" or words[unit.last] not in actor_nouns()):
            words[unit.last] = side
        elif unit.sort in ("demonym", "country") and words[unit.last + 1 :][:1] == ["forces"]:
            words[unit.last + 1] = "troops"
    return tuple(words)


class _SenseReader:
    """One pass over the words of an article."""

    def __init__(self, scene: Scene, tokens: Tokens, lexicon: Lexicon) -> None:
        self.scene, self.tokens, self.lexicon = scene, tokens, lexicon
        self.words, self.tags = tokens.words, tokens.tags
        self._vetoed: dict[int, bool] = {}
        self._sentence = Sentence(tokens, 0, 0)
        """The one read last."""

    def senses(self) -> Iterator[Sense]:
        """Yield the senses in text order, disjoint."""
        entries, free = self.lexicon.entries, 0
        for index, word in enumerate(self.words):
            if index >= free and word in entries and index not in self._dated:
                sense = self._sense(index, entries[word])
                if sense:
                    yield sense
                    free = sense.covered + 1

    def _sense(self, first: int, entries: Iterable[Entry]) -> Sense | None:
        soon = self.words[first + 1 : first + 2 + _GAP_WORDS]
        wanted = self.lexicon.follows.get(self.words[first])
        if wanted is not None and wanted.isdisjoint(soon):
            return None
        for entry in entries:
            follows, rest = entry.follows, entry.rest
            if follows and follows.isdisjoint(soon if rest[0] == GAP else soon[:1]):
                continue
            last = self._match(first, rest)
            if last is None or self._lacks(entry, entry.need_words, first, last):
                continue
            if not self._is_pos(first, last, entry):
                continue
            voice = self._voice(first, last, entry)
            if self._fits(entry, first, last, voice):
                if entry.event_type and self._is_off_topic(first):
                    return None
                end = first if GAP in entry.rest and last - first > len(entry.rest) - 1 else last
                return Sense(first, end, entry, voice, last)
        return None

    def _fits(self, entry: Entry, first: int, last: int, voice: Voice) -> bool:
        """Tell whether *entry* has the company that its conditions ask for."""
        barred = entry.bar and not self._lacks(entry, entry.bar_words, first, last)
        if not (entry.need or barred):
            return True
        words = self._words_for(entry)
        windows = Windows(self, self._sentence_at(first), (first, last), voice, words=words)
        met = not entry.need or holds(entry.need, windows)
        return met and not (barred and holds(entry.bar, windows))

    def _words_for(self, entry: Entry) -> Sequence[str]:
        """Return the words as conditions read them: of ground, armed groups are what they are."""
        ground = entry.event_type is not None and entry.event_type.name in GROUND
        return _with_sides(self.scene) if ground else self.words

    def _lacks(self, entry: Entry, words: frozenset[str] | None, first: int, last: int) -> bool:
        """Tell whether none of *words* is in the sentence or a few words behind it."""
        sentence = self._sentence_at(first)
        stop = max(sentence.stop, last + 1) + NEAR_WORDS
        if words is None:
            return False
        return words.isdisjoint(self._words_for(entry)[sentence.first : stop])

    def _sentence_at(self, index: int) -> Sentence:
        if not self._sentence.first <= index < self._sentence.stop:
            self._sentence = sentence_at(self.scene, self.tokens.starts[index])
        return self._sentence

    def _match(self, first: int, rest: Phrase) -> int | None:
        """Return the last token of the phrase that goes on with *rest* behind token *first*."""
        last, gap = first, 0
        for item in rest:
            if item == GAP:
                gap = _GAP_WORDS
                continue
            last = self._find(item, last + 1, gap)
            if last < 0:
                return None
            gap = 0
        return last

    def _find(self, item: str | frozenset[str], start: int, gap: int) -> int:
        for index in range(start, min(start + gap + 1, len(self.words))):
            word = self.words[index]
            if word == item or (item.__class__ is frozenset and word in item):
                return index
            if self.tags[index] in BREAKS:
                break
        return -1

    def _is_pos(self, first: int, last: int, entry: Entry) -> bool:
        """Tell a noun from a verb of one spelling by the word before."""
        if entry.pos in "ps":
            return True
        word, before = self.words[first], self.tags[first - 1] if first else "."
        governs = entry.pos == "n" and self.tags[last] == "P"
        behind = first if entry.rest[:1] == (GAP,) else last
        after = "P" if governs else self.tags[behind + 1 : behind + 2] or "."
        if word.endswith("ing") and first == last and self._is_other_part(entry, before, after):
            return False
        if word.endswith(("ed", "ing")) or word in entry.participles:
            return entry.pos == "n" or not self._is_attribute(first, entry, after)
        verbal = before in _BEFORE_VERB and self.words[first - 1] not in _OWNING
        verbal = verbal or (before in "NK" and after in _OBJECT_STARTS)
        if after == "N" and self._is_of_several(first - 1):
            verbal = True
        if entry.pos == "n":
            return not verbal
        if word in self.lexicon.nouns:
            return verbal
        return before not in _BEFORE_NOUN or before + self.tags[first] == "MV"

    def _is_of_several(self, index: int) -> bool:
        """Tell whether a plural stands there that may act: "Jihadists storm army posts"."""
        word, tag = self.words[index], self.tags[index]
        return word.endswith("s") and (tag == "N" or (tag == "K" and word in actor_nouns()))

    def _is_other_part(self, entry: Entry, before: str, after: str) -> bool:
        """Tell whether "-ing" is of the other part: "fighting broke out", "of shelling it"."""
        if entry.pos == "n":
            return before == "P" and after in "DK"
        return after in "VX" and before in "NKDRZ." and entry.phrase in _FIGHTING

    def _is_attribute(self, first: int, entry: Entry, after: str) -> bool:
        """Tell whether a participle is but an adjective: "the captured town"."""
        adverb = first > 1 and self.words[first - 1].endswith("ly")  # "the newly captured town"
        before = self.tags[first - 1 - adverb] if first else "."
        if self.words[first].endswith("ing"):
            return before in "DZ"
        if self.tags[first] + before == "ND":  # "the wounded"
            return True
        return self.words[first] in entry.participles and (
            (before in "DZPM" and after in "NKV") or (before == "V" and after == "N")
        )

    def _voice(self, first: int, last: int, entry: Entry) -> Voice:
        if entry.pos != "v" or entry.receives:
            return Voice.PASSIVE if entry.receives else Voice.NOMINAL
        if self.words[first] not in entry.participles:
            return Voice.ACTIVE
        index = first - 1
        while index >= 0 and first - index <= NEAR_WORDS and self.tags[index] in "RAQ":
            index -= 1
        helper = self.words[index] if index >= 0 else ""
        if helper in _BE or (self.tags[index] == "C" and self._is_passive_row(index, last)):
            return Voice.PASSIVE
        between = GAP in entry.rest and last - first > len(entry.rest) - 1
        if between or helper in _HAVE or (index >= 0 and self.tags[index] == "O"):
            return Voice.ACTIVE
        follows = self.tags[last + 1 : last + 2] or "."
        after = self.words[last + 1 : last + 3]
        if "by" in after and (after[0] == "by" or follows not in "NK"):  # "rejected demands by"
            return Voice.PASSIVE
        shared = self.tags[last + 1 : last + 3] == "CV"
        objectless = follows in _NO_OBJECT and not self._is_counted(last + 1) and not shared
        objectless = objectless and not self._follows_object(first)
        return Voice.PASSIVE if entry.transitive and objectless else Voice.ACTIVE

    def _follows_object(self, verb: int) -> bool:
        """Tell whether the object stands before who did it: "the men whom rebels abducted"."""
        sentence = self._sentence_at(verb)
        before = phrase_start(sentence, verb - 1) - 1
        return sentence.word(before) in _OBJECT_RELATIVES and sentence.tag(before - 1) in "NKM"

    def _is_passive_row(self, joint: int, last: int) -> bool:
        """Tell whether "and" joins a participle to a passive: "were led away and shot"."""
        if (self.tags[last + 1 : last + 2] or ".") not in _NO_OBJECT or self._is_counted(last + 1):
            return False
        earlier = self.tags.rfind("V", max(joint - _NEAR_VERB, 0), joint)
        return earlier > 0 and self.words[earlier - 1] in _BE

    def _is_counted(self, index: int) -> bool:
        """Tell whether a number begins at *index*: "at least 40", "about 50"."""
        after = self.words[index + 1 : index + 2]
        return self.tags[index + 1 : index + 2] == "M" or after in (("least",), ("most",))

    def _is_off_topic(self, index: int) -> bool:
        number = self.scene.sentence_index(self.tokens.starts[index])
        if number not in self._vetoed:
            sentence = sentences_of(self.scene)[number]
            words = frozenset(self.words[sentence.first : sentence.stop])
            topical = not self.lexicon.topic_words.isdisjoint(words)
            self._vetoed[number] = (
                topical and any(topic.is_of(words) for topic in self.lexicon.topics)
            ) or any(
                self._match(sentence.first - 1, opening) is not None
                for opening in self.lexicon.openings
            )
        return self._vetoed[number]

    @cached_property
    def _dated(self) -> frozenset[int]:
        """Tokens of dates: "March" of "25 March" is no march."""
        spans = [time.span for time in self.scene.times if time.type == "DATE"]
        return frozenset({index for span in spans for index in range(*self.tokens.within(span))})

    @cached_property
    def places(self) -> list[int]:
        """Tokens at which a place itself is named."""
        return [
            self.tokens.at(location.toponym.start)
            for location in self.scene.locations
            if location.toponym.use is Use.LITERAL
        ]

    @cached_property
    def states(self) -> list[int]:
        """Tokens at which a government, a people or a country is named."""
        return [
            self.tokens.at(location.toponym.start)
            for location in self.scene.locations
            if location.toponym.use in {Use.METONYM, Use.DEMONYM}
            or (location.toponym.use is Use.LITERAL and is_country(location.place))
        ]

    @cached_property
    def groups(self) -> list[int]:
        """Tokens at which an armed group, an alliance or a body of states is named."""
        return [unit.first for unit in units_of(self.scene) if unit.group is not None]
