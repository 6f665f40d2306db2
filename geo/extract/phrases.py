"""The tokens of a sentence, and the noun phrases among them, by a shallow reading of their tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.extract.groups import actor_nouns
from geo.extract.once import once_per_scene
from geo.extract.tagging import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.extract.scene import Scene
    from geo.extract.tagging import Tokens

_LIST = re.compile(r"(?:,[DMNKZ]{1,6}(?:P[DMNKZ]{1,5})?)+,?C[DMNKZ]")
QUANTIFYING = frozenset(
    "at least most about around over more fewer less than up to nearly almost as many some".split()
)
TELLING_WHOSE = frozenset("loyal close opposed hostile sympathetic".split())
"""Adjectives behind a noun: "forces loyal to the president", "a source close to him"."""
_LONGEST_ASIDE = 16


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of one sentence, ``first`` to ``stop``."""

    tokens: Tokens
    first: int
    stop: int

    def tag(self, index: int) -> str:
        """Return the tag at *index*, or a blank outside the sentence."""
        return self.tokens.tags[index] if self.first <= index < self.stop else " "

    def word(self, index: int) -> str:
        """Return the word at *index* in lower case, or nothing outside the sentence."""
        return self.tokens.words[index] if self.first <= index < self.stop else ""

    def tagged(self, tags: str, start: int = 0) -> Iterator[int]:
        """Yield each token from *start* on at which the run *tags* begins, inside the sentence."""
        find, stop = self.tokens.tags.find, self.stop
        index = find(tags, max(start, self.first), stop)
        while index >= 0:
            yield index
            index = find(tags, index + 1, stop)

    def found(self, wanted: frozenset[str], start: int = 0) -> list[int]:
        """Return the tokens from *start* on whose words are *wanted*, in order."""
        start = max(start, self.first)
        words = self.tokens.words[start : self.stop]
        if wanted.isdisjoint(words):
            return []
        return [index for index, word in enumerate(words, start) if word in wanted]


@once_per_scene
def sentences_of(scene: Scene) -> tuple[Sentence, ...]:
    """Return the sentences of *scene* as tokens."""
    tokens = tokens_of(scene)
    return tuple([Sentence(tokens, *tokens.within(span)) for span in scene.sentences])


def sentence_at(scene: Scene, offset: int) -> Sentence:
    """Return the sentence that holds the character at *offset*."""
    return sentences_of(scene)[scene.sentence_index(offset)]


def phrase_start(sentence: Sentence, last: int) -> int:
    """Return the first token of the noun phrase that ends with token *last*.

    Possessors belong to it ("Iran's supreme leader"), and bracketed acronyms inside it.
    """
    index, tags = last, sentence.tokens.tags
    if sentence.tag(last) == "O":
        return last
    while index > sentence.first:
        tag = tags[index - 1]
        if tag in "NKMZO":
            if tag == "O" and sentence.tag(index) != "Z":
                break
            if sentence.word(index - 1).endswith("ing") and sentence.tag(index) in "MD":
                break
            index -= 1
        elif tag == "D":
            return index - 1
        elif tag in "VGR" and modifies(sentence, index - 1):
            index -= 1
        elif tag == ")" and (opening := _acronym_opening(sentence, index - 1)) is not None:
            index = opening
        elif tag == "Q" and sentence.tag(index - 2) in "NKM" and sentence.tag(index) in "NK":
            index -= 1
        else:
            break
    return index


def object_of(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """Return the tokens of the noun phrases right behind token *verb*, both ends included."""
    index = verb + 1
    while sentence.tag(index) in "RQA" or (sentence.tag(index) == "(" and index < verb + 2):
        index += 1
    return phrases_from(sentence, _past_quantity(sentence, index))


def _past_quantity(sentence: Sentence, index: int) -> int:
    """Return the number that words at *index* qualify ("at least 40", "up to 12"), or *index*."""
    for position in range(index, index + 4):
        if sentence.tag(position) == "M":
            return position
        if sentence.word(position) not in QUANTIFYING:
            break
    return index


def phrases_from(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Return the chain of noun phrases that begins at *index*, joined by "of", "and" and commas."""
    first = index
    last = None
    while index < sentence.stop:
        tag = sentence.tag(index)
        if last is not None and sentence.word(index) in TELLING_WHOSE:
            break
        if tag in "NKMO":
            last = index
        elif tag in "DZQ" or (tag in "VGR" and modifies(sentence, index)):
            pass
        elif tag == "(":
            index = _closing(sentence, index)
        elif last is None or not _joins(sentence, index):
            break
        index += 1
    return None if last is None else (first, last)


def modifies(sentence: Sentence, index: int) -> bool:
    """Tell whether the participle or adverb at *index* belongs to the noun behind it."""
    before, after = sentence.tag(index - 1), sentence.tag(index + 1)
    if sentence.tag(index) == "R":
        return before in "DM" and after in "VN"
    joined = before in "C " and sentence.word(index) == "allied"  # "troops and allied militia"
    return (before in "DM" or joined) and after in "NK"


def _does(sentence: Sentence, index: int) -> bool:
    """Tell whether a noun in "-ing" acts as a verb, as in "accused the rebels of killing two"."""
    if not sentence.word(index).endswith("ing"):
        return False
    return sentence.tag(index + 1) in "DMKO" or sentence.word(index + 1) in actor_nouns()


def _joins(sentence: Sentence, index: int) -> bool:
    tag = sentence.tag(index)
    if tag == "P":
        return sentence.word(index) in ("of", "from") and not _does(sentence, index + 1)
    if tag == "C":
        return sentence.tag(index + 1) in "DNKM" and sentence.word(index) != "but"
    return tag == "," and _LIST.match(sentence.tokens.tags, index, sentence.stop) is not None


def _acronym_opening(sentence: Sentence, closing: int) -> int | None:
    """Return where the brackets around one word open behind a noun, as in "the front (EPL)"."""
    opening = closing - 2
    is_acronym = sentence.tag(opening) == "(" and sentence.tag(opening - 1) in "NKM"
    return opening if is_acronym else None


def opening_of(sentence: Sentence, closing: int) -> int | None:
    """Return the bracket that the one at *closing* closes, if it is near."""
    for index in range(closing - 1, max(sentence.first - 1, closing - _LONGEST_ASIDE), -1):
        if sentence.tag(index) == "(":
            return index
    return None


def _closing(sentence: Sentence, opening: int) -> int:
    for index in range(opening + 1, min(sentence.stop, opening + _LONGEST_ASIDE)):
        if sentence.tag(index) == ")":
            return index
    return opening


def chain_to(sentence: Sentence, last: int) -> tuple[int, int]:
    """Return the noun phrases joined by prepositions and "and" that end with token *last*."""
    first, listed = phrase_start(sentence, last), False
    while first - 1 > sentence.first:
        before = first - 2
        joint = sentence.tag(first - 1)
        if joint == "P" and sentence.tag(before) == "C":
            before -= 1
        if sentence.tag(before) == ")":
            before = (opening_of(sentence, before) or before) - 1
        if sentence.tag(before) not in "NKMO":
            break
        start = phrase_start(sentence, before)
        names = listed and joint == "," and _is_listed(sentence, start, before, first)
        if not names and (joint not in "PTC" or (joint == "C" and _is_complement(sentence, start))):
            break
        listed = names or joint == "C"
        first = start
    return first, last


def _is_listed(sentence: Sentence, start: int, last: int, first: int) -> bool:
    """Tell whether the phrase before a comma begins a list: "six monks, a cook and a boy died"."""
    if sentence.tag(last) == sentence.tag(first) == "K":
        return True
    return sentence.word(last) in actor_nouns() and sentence.tag(start - 1) not in "PTVG"


def _is_complement(sentence: Sentence, start: int) -> bool:
    """Tell whether the phrase at *start* hangs on a verb or on a preposition other than "of"."""
    before = sentence.tag(start - 1)
    return before in "VGT" or (before == "P" and sentence.word(start - 1) not in ("of", "from"))
