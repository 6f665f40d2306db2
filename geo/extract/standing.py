"""Which mentions stand where in a sentence: as a subject, in a phrase, behind a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.actor_words import HELP, LINES, POSTS, STEPS_ASIDE, WEAPONS
from geo.extract.clauses import divides, subject_of
from geo.extract.phrases import phrases_from

if TYPE_CHECKING:
    from geo.extract.mentions import Mention, Mentions
    from geo.extract.phrases import Sentence

_BETWEEN = frozenset(("between", "among"))
_OF_REACH = 2
_SIDE = 10
"""How many words one side of a fight may be told in, before "and"."""
_OUTBREAK = 5
"""How many words may part "fighting" from "between": "fighting broke out again between"."""


def in_subject(sentence: Sentence, mentions: Mentions, verb: int) -> list[Mention]:
    """Return the mentions that are the subject of a verb."""
    return in_phrase(sentence, mentions, subject_of(sentence, verb))


def in_phrase(
    sentence: Sentence, mentions: Mentions, phrase: tuple[int, int] | None
) -> list[Mention]:
    """Return the mentions of a chain of noun phrases that head it, not those inside it."""
    if phrase is None:
        return []
    first, last = phrase
    inside = [
        mention
        for mention in mentions.between(first, last + 1)
        if not mention.modifies or mention.last == last
    ]
    heads = [
        mention
        for mention in inside
        if sentence.tag(mention.first - 1) not in "PT"
        or mention.first <= first
        or (sentence.word(mention.first - 1) == "of" and sentence.tag(mention.first - 2) == "M")
    ]
    return [_of_whom(sentence, inside, head) for head in heads]


def _of_whom(sentence: Sentence, inside: list[Mention], head: Mention) -> Mention:
    """Return the bandits of "a group of armed bandits", where the head says not who they are."""
    if head.is_named or head.kind is not None or sentence.word(head.last + 1) != "of":
        return head
    begins = (head.last + 2, head.last + 3)
    return next((each for each in inside if each.kind and each.first in begins), head)


def after_preposition(
    sentence: Sentence, mentions: Mentions, start: int, wanted: frozenset[str]
) -> list[Mention]:
    """Return the heads of the first phrase after *start* that one of *wanted* governs."""
    if wanted.isdisjoint(sentence.tokens.words[start : sentence.stop]):
        return []
    for index in range(start, sentence.stop):
        tag = sentence.tag(index)
        if divides(sentence, index):
            break
        if "between" in wanted and tag in "VX" and index < start + _OUTBREAK:
            continue
        if tag == "V" and sentence.tag(index - 1) == "T" and "to" in wanted:
            continue
        if tag in "V;S" or (tag in "XL" and index > start) or sentence.word(index) in STEPS_ASIDE:
            break
        if tag == "T" and "to" not in wanted:
            break
        if "of" in wanted and (index > start + _OF_REACH or tag in "C,"):
            break
        if sentence.word(index) in wanted and not is_of_line(sentence, index):
            phrase = phrases_from(sentence, index + 1)
            found = in_phrase(sentence, mentions, phrase) or held(sentence, mentions, phrase)
            if sentence.word(index) == "with":
                found = [each for each in found if sentence.word(each.head) not in WEAPONS]
            if found:
                return found
    return []


def between(sentence: Sentence, mentions: Mentions, start: int) -> list[Mention]:
    """Return both sides of "between soldiers loyal to the president and his guards"."""
    words, tags = sentence.tokens.words, sentence.tokens.tags
    parting = any(
        words[index] == "among" and tags[index + 1] in "OS" for index in range(start, sentence.stop)
    )  # "200 killed, among them ten children"
    sides = _BETWEEN - {"among"} if parting else _BETWEEN
    found = after_preposition(sentence, mentions, start, sides)
    if len(found) != 1:
        return found
    for index in range(found[0].last + 1, min(found[0].last + _SIDE, sentence.stop)):
        if sentence.tag(index) in "VX,;:S":
            break
        if sentence.tag(index) == "C":
            return found + in_phrase(sentence, mentions, phrases_from(sentence, index + 1))[:1]
    return found


def is_of_line(sentence: Sentence, preposition: int) -> bool:
    """Tell whether the preposition belongs to a line or to help: "the border with Armenia"."""
    words = sentence.word(preposition - 1), sentence.word(preposition)
    return (words[0] in LINES and words[1] == "with") or (words[0] in HELP and words[1] == "from")


def held(sentence: Sentence, mentions: Mentions, phrase: tuple[int, int] | None) -> list[Mention]:
    """Return whose post is meant: "an Armenian post", "army positions near the river"."""
    if phrase is None:
        return []
    for mention in mentions.between(phrase[0], phrase[1] + 1):
        last = mention.head + 1
        while sentence.tag(last) in "NKZ" and sentence.word(last) not in POSTS:
            last += 1
        if mention.modifies and sentence.word(last) in POSTS and last <= phrase[1]:
            kind = mention.kind or "state forces"
            return [mention._replace(last=last, head=last, sort="body", kind=kind, modifies=False)]
    return []
