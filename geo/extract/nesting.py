"""The stretches of a sentence that only describe a noun: relative clauses, participles, asides.

A place named in one of them is not where the clause around it happens: "residents who reached the
town of Mardakert said", "troops stationed in Gao seized the post", "the army, helped by units
based in Ansongo, advanced".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.clauses import SPEAKING, aside_before, clause_around, divides, subject_of
from geo.extract.reporting_words import reporting_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.extract.phrases import Sentence

_RELATIVES = frozenset("who which whose whom where that".split())
_FINITE = "VXL"
_NOMINAL = "NKM)"
_ENDS = ";:Q-"
_PHRASE = "DNKMPZRTO()"


def descriptions(sentence: Sentence) -> tuple[range, ...]:
    """Return the tokens of each stretch of *sentence* that only describes a noun of it."""
    return (*_relatives(sentence), *_participles(sentence), *_asides(sentence))


def adverbials(sentence: Sentence) -> tuple[range, ...]:
    """Return the tokens of each clause that says when: "after a truce was agreed in Moscow"."""
    return tuple(
        range(index, clause_around(sentence, index + 1)[1])
        for index in sentence.tagged("B")
        if divides(sentence, index)
    )


def speakers(sentence: Sentence) -> tuple[range, ...]:
    """Return the tokens of whoever *sentence* says speaks: "officials in Gao said"."""
    words = reporting_words()
    found = []
    for index in sentence.tagged("V"):
        if f"verb:{sentence.word(index)}" not in words:
            continue
        subject = subject_of(sentence, index)
        if subject is not None and subject[1] < index:
            found.append(range(subject[0], subject[1] + 1))
        elif sentence.tag(index - 1) in ",Q":
            found.append(range(index + 1, _end_of_phrase(sentence, index + 1)))
    return tuple(found)


def _end_of_phrase(sentence: Sentence, index: int) -> int:
    while sentence.tag(index) in "DNKMZP" and index < sentence.stop:
        index += 1
    return index


def _relatives(sentence: Sentence) -> Iterator[range]:
    for index in sentence.tagged("S", sentence.first + 1):
        if sentence.word(index) not in _RELATIVES:
            continue
        set_off = sentence.tag(index - 1) == ","
        if sentence.tag(index - 1 - set_off) not in _NOMINAL:
            continue
        if sentence.word(index) == "that" and (set_off or sentence.tag(index + 1) not in "VXLRA"):
            continue
        yield range(index, _relative_stop(sentence, index, set_off=set_off))


def _relative_stop(sentence: Sentence, relative: int, *, set_off: bool) -> int:
    """Return the token behind the clause that *relative* opens.

    It ends at the next comma that parts no names, and where no comma sets it off, at the next
    verb that nothing joins to its own.
    """
    own = False
    for index in range(relative + 1, sentence.stop):
        tag = sentence.tag(index)
        if tag in _ENDS or (tag == "," and not _lists(sentence, index)):
            return index
        if tag not in _FINITE:
            continue
        before = sentence.tag(index - 1)
        speaks = before == "V" and sentence.word(index) in SPEAKING  # "who fled said"
        if own and not set_off and (speaks or before not in "CTSXLRAVPB"):
            return index
        own = True
    return sentence.stop


def _lists(sentence: Sentence, comma: int) -> bool:
    """Tell whether the comma parts the names of a list."""
    return sentence.tag(comma - 1) == "K" and sentence.tag(comma + 1) == "K"


def _participles(sentence: Sentence) -> Iterator[range]:
    """Yield what "stationed in Gao" is in "troops stationed in Gao seized the post"."""
    for index in sentence.tagged("VP", sentence.first + 1):
        if sentence.tag(index - 1) not in "NK" or not sentence.word(index).endswith("ed"):
            continue
        stop = index + 1
        while sentence.tag(stop) in _PHRASE and stop < sentence.stop:
            stop += 1
        if sentence.tag(stop) in _FINITE:
            yield range(index, stop)


def _asides(sentence: Sentence) -> Iterator[range]:
    for index in sentence.tagged(",", sentence.first + 2):
        if sentence.tag(index + 1) in "VXLR":
            opening = aside_before(sentence, index)
            if opening is not None:
                yield range(opening, index)
