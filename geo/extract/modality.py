"""Whether what a trigger tells of took place, or was tried, threatened, planned, asked, denied."""

from __future__ import annotations

import tomllib
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.extract.clauses import clause_around
from geo.extract.phrases import sentence_at
from geo.extract.reporting_words import reporting_words
from geo.extract.scene import Voice
from geo.extract.tagging import tokens_of
from geo.model import Modality
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.extract.phrases import Sentence
    from geo.extract.scene import Scene, Trigger

_ASKING = frozenset({"REQUEST"})
_GOVERNOR_REACH = 7
_NEGATIVE = frozenset("no none nobody neither nor without".split())
_NOBODY = frozenset("one civilian civilians people person persons suspect suspects".split())
_FORESEEN = frozenset("likely unlikely possible imminent inevitable expected feared near".split())
_ASPECTS = frozenset("resume begin start continue keep stop halt".split())
_SETTING_OFF = frozenset("following after amid since despite over".split())
"""What hangs on these is done, whatever is asked or planned: "a protest over the attack"."""
_NAMING = frozenset("call calls called calling".split())
_JUDGED = frozenset(
    """
    charged tried convicted acquitted accused suspected indicted prosecuted sentenced arrested
    detained investigated questioned blamed linked involved responsible guilty responsibility credit
    """.split()
)
"""What someone is or is not held to have done was done, by whomever."""
_HARMED = frozenset("killed wounded injured hurt harmed damaged destroyed died".split())
_WITHIN = frozenset("in during by at".split())
_DEFINITE = frozenset("the this that these those last".split())
_FUTURE = frozenset("will shall".split())


def modality_of(scene: Scene, trigger: Trigger) -> Modality:
    """Return how real the article says the event of *trigger* is."""
    if trigger.event_type.acled is None and trigger.event_type.plover in _ASKING:
        return Modality.REQUESTED
    tokens = tokens_of(scene)
    sentence = sentence_at(scene, trigger.span.start)
    first, stop = tokens.within(trigger.span)
    if first >= stop:
        return Modality.HAPPENED
    find = _of_noun if trigger.voice is Voice.NOMINAL else _of_verb
    return find(sentence, first) or Modality.HAPPENED


def _of_verb(sentence: Sentence, first: int) -> Modality | None:
    index = first - 1
    modal = None
    while sentence.tag(index) in "XLARQ":
        if sentence.tag(index) == "A" or sentence.word(index).endswith("n't"):
            return Modality.NEGATED
        if sentence.tag(index) == "L":
            modal = sentence.word(index)
        index -= 1
    if modal is not None:
        perfect = any(sentence.word(position) == "have" for position in range(index, first))
        future = modal == "would" and not perfect and _told_before(sentence, first)
        return Modality.PLANNED if future else _of_modal(modal, perfect=perfect)
    return _of_bare_verb(sentence, first, index)


def _of_bare_verb(sentence: Sentence, first: int, index: int) -> Modality | None:
    """Return the modality of a verb without a modal, whose auxiliaries begin behind *index*."""
    if sentence.tag(index) == "T":
        return _of_governor(sentence, index)
    if sentence.word(index) in _ASPECTS and sentence.tag(index - 1) == "T":
        return _of_governor(sentence, index - 1)
    if sentence.tag(first) == "G" and sentence.tag(index) in "PVK":
        return _of_governor(sentence, index + 1)
    if _subject_is_nobody(sentence, first) or _object_is_nobody(sentence, first):
        return Modality.NEGATED
    if _conditional(sentence, first):
        return Modality.HYPOTHETICAL
    return None


def _told_before(sentence: Sentence, index: int) -> bool:
    """Tell whether "would" is the future as told in the past: "insisted that it would"."""
    known = reporting_words()
    return any(
        f"verb:{sentence.word(position)}" in known and sentence.tag(position) == "V"
        for position in range(sentence.first, index)
    )


def _of_modal(modal: str, *, perfect: bool) -> Modality:
    if modal in _FUTURE:
        return Modality.PLANNED
    if modal == "cannot" or modal.endswith("n't"):
        return Modality.NEGATED
    if perfect and modal == "must":
        return Modality.HAPPENED
    return Modality.HYPOTHETICAL


def _of_governor(sentence: Sentence, infinitive: int) -> Modality | None:
    """Return what the word says that the infinitive or gerund hangs on: "failed to", "plans to"."""
    for index in range(infinitive - 1, max(sentence.first, infinitive - _GOVERNOR_REACH) - 1, -1):
        tag = sentence.tag(index)
        modality = _governor(sentence, index)
        if modality is not None:
            return modality
        if tag in ",;:S" or (tag in "VG" and index < infinitive - 1):
            return None
    return None


def _of_noun(sentence: Sentence, first: int) -> Modality | None:
    begin, end = clause_around(sentence, first)
    for index in range(first - 1, max(begin, first - 5) - 1, -1):
        word = sentence.word(index)
        if word in _NEGATIVE:
            return Modality.NEGATED
        if word in _described():
            return _described()[word]
        if sentence.tag(index) in "VXLPT,":
            break
    if _is_foreseen(sentence, first, end):
        return Modality.HYPOTHETICAL
    if _is_asked_for(sentence, first, end):
        return Modality.REQUESTED
    return _of_light_verb(sentence, first, begin, end)


def _is_asked_for(sentence: Sentence, noun: int, end: int) -> bool:
    """Tell whether the noun is but asked for: "the withdrawal was demanded"."""
    verb = next((index for index in range(noun + 1, end) if sentence.tag(index) in "V,;S"), end)
    passive = sentence.tag(verb) == "V" and sentence.tag(verb - 1) == "X"
    return passive and _governor(sentence, verb) is Modality.REQUESTED


def _is_foreseen(sentence: Sentence, noun: int, end: int) -> bool:
    """Tell whether the noun is but said to be likely: "an attack on the town was likely"."""
    for index in range(noun + 1, end):
        if sentence.tag(index) == "X":
            while sentence.tag(index) in "XRA":
                index += 1  # noqa: PLW2901 - the auxiliaries are one word
            return sentence.word(index) in _FORESEEN
        if sentence.tag(index) in "V,;S":
            break
    return False


def _of_light_verb(sentence: Sentence, noun: int, begin: int, end: int) -> Modality | None:
    """Return the modality of "launch an attack" or "an attack took place", by its verb."""
    for index in range(noun - 1, begin - 1, -1):
        tag = sentence.tag(index)
        if _is_taken_for_done(sentence, index, noun):
            return None
        if tag in "LT" or (tag == "A" and sentence.tag(index - 1) in "XL"):
            return _of_verb(sentence, index + 1)
        if tag in "GV" and (told := _governor(sentence, index)):
            return told
        if tag == "V":
            return _of_verb(sentence, index)
    for index in range(noun + 1, end):
        if sentence.tag(index) == "L":
            return _of_verb(sentence, index + 1)
        if sentence.tag(index) in "V,;S":
            break
    return Modality.HYPOTHETICAL if _conditional(sentence, noun) else None


def _is_taken_for_done(sentence: Sentence, index: int, noun: int) -> bool:
    """Tell whether the word before *noun* takes it for done: "tried for", "killed in", "in the"."""
    word = sentence.word(index)
    if word in _SETTING_OFF or word in _JUDGED:
        return True
    if word in _HARMED:
        return not _WITHIN.isdisjoint(sentence.tokens.words[index + 1 : noun])
    return word in _WITHIN and sentence.word(index + 1) in _DEFINITE


def _governor(sentence: Sentence, index: int) -> Modality | None:
    """Return what the word at *index* says of what hangs on it; "called it cowardly": nothing."""
    word = sentence.word(index)
    if word == "due" and sentence.tag(index + 2) in "DNKM":
        return None  # "due to the attack"
    if word in _NAMING and sentence.word(index + 1) not in ("for", "on", "upon"):
        return None
    return _governors().get(word)


def _subject_is_nobody(sentence: Sentence, verb: int) -> bool:
    index = verb - 1
    while sentence.tag(index) in "XR":
        index -= 1
    while sentence.tag(index) in "NKM":
        index -= 1
    return sentence.word(index) in ("no", "nobody", "none", "neither")


def _object_is_nobody(sentence: Sentence, verb: int) -> bool:
    """Tell whether it was done to nobody: "arrested no one", but not "killed no fewer than 12"."""
    after, second = sentence.word(verb + 1), sentence.word(verb + 2)
    return after == "nobody" or (after == "no" and second in _NOBODY)


def _conditional(sentence: Sentence, index: int) -> bool:
    begin, _ = clause_around(sentence, index)
    return sentence.word(begin - 1) in ("if", "unless", "lest", "whether")


@cache
def _governors() -> Mapping[str, Modality]:
    return _table("governors")


@cache
def _described() -> Mapping[str, Modality]:
    return _table("adjectives")


def _table(name: str) -> Mapping[str, Modality]:
    table = tomllib.loads(shipped("modality.toml").read_text(encoding="utf-8"))[name]
    return MappingProxyType(
        {word: Modality(modality) for modality, words in table.items() for word in words.split()}
    )
