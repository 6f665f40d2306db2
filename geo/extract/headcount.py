"""How many people a list of them is: "the mayor, Ali Hassan, and 15 other people" are sixteen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.extract.groups import actor_nouns
from geo.extract.numbers import count_at
from geo.model import Count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.extract.phrases import Sentence

_OFFICES = frozenset(
    """
    president minister premier ambassador king prince emir sultan chancellor chief head leader
    commander deputy
    """.split()
)
_PLURAL_ENDINGS = ("s", "men", "people", "children")
_NOT_PEOPLE = frozenset(
    """
    year years month months day days hour hours minute minutes week weeks km kilometers kilometres
    mile miles meters metres percent cent vehicles cars houses homes buildings tanks soldiers'
    rounds shots bullets pesos dollars tons kg o'clock times bombs rockets missiles shells grenades
    attacks blasts explosions incidents cattle animals sheep goats cows
    """.split()
)
_PEOPLE = frozenset(
    """
    people persons others more victims dead wounded injured lives them bodies corpses deaths
    fatalities
    """.split()
)
_HURT = frozenset("killed dead died wounded injured hurt".split())
_PARTS = frozenset("including among".split())
_OF_THEM = frozenset((("of", "them"), ("of", "whom"), ("of", "these")))
_OTHER = frozenset("other others another more".split())
_FAMILY = frozenset("family families".split())
_PHRASE = 7


def people_in(sentence: Sentence, first: int, stop: int) -> list[tuple[Count, int, int]]:
    """Return the counts of people among tokens *first* to *stop*, with the tokens of each.

    Numbers count whom they stand before; a person named without a number ("the mayor", "his
    driver") is one; a name beside an office ("the mayor, Ali Hassan,") is the same person. What
    follows "including" is part of what was counted.
    """
    found: list[tuple[Count, int, int]] = []
    told: tuple[int, int] | None = None
    for begin, end in _items(sentence, first, stop):
        if sentence.word(begin) in _PARTS and found:
            break
        if found and _is_part(sentence, begin, end):
            continue
        renames = _renames(sentence, told, (begin, end))
        told = (begin, end)
        if renames and sentence.tag(begin) != "M":
            continue
        counts = list(_numbers(sentence, begin, end))
        if counts:
            found += counts
        elif _is_one_person(sentence, begin, end) and not renames:
            found.append((Count(1, 1, 1), begin, end - 1))
    return found


def counts_people(sentence: Sentence, index: int, after: int) -> bool:
    """Tell whether a count is of people, not an age, a distance or a number of houses."""
    position = after
    while position - after < _PHRASE:
        word = sentence.word(position)
        if sentence.tag(position) not in "NKMRVZGO" and word not in _OTHER:
            break
        if word in _NOT_PEOPLE:
            return False
        if word in actor_nouns() or word in _PEOPLE or word in _HURT:
            return True
        position += 1
    if (sentence.tag(index) == "D" and sentence.word(index) != "no") or (
        sentence.tag(index - 1) == "," and sentence.tag(after) in ",."
    ):
        return False
    if sentence.word(after) == "of" and sentence.word(index) not in ("a", "an"):
        return True
    return sentence.tag(position) in "XVPC.,; " and "N" not in sentence.tokens.tags[after:position]


def _items(sentence: Sentence, first: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the members of a list as half-open ranges of tokens."""
    begin = first
    for index in range(first, stop):
        opens = sentence.word(index) in _PARTS
        if opens or (sentence.tag(index) in ",C" and not _within_number(sentence, index)):
            if index > begin:
                yield begin, index
            begin = index if opens else index + 1
    if stop > begin:
        yield begin, stop


def _within_number(sentence: Sentence, index: int) -> bool:
    """Tell whether a comma or "and" stands inside a number or a range of numbers."""
    digits = sentence.word(index - 1).isdigit() and sentence.word(index + 1).isdigit()
    scaled = sentence.word(index - 1) in ("hundred", "thousand") and sentence.tag(index + 1) == "M"
    ranged = sentence.word(index - 2) == "between" and sentence.tag(index - 1) == "M"
    return (digits and sentence.tag(index) == ",") or scaled or ranged


def _numbers(sentence: Sentence, first: int, stop: int) -> Iterator[tuple[Count, int, int]]:
    index = first
    while index < stop:
        counted = count_at(sentence, index)
        if counted is None:
            index += 1
            continue
        count, after = counted
        if sentence.word(after) in _FAMILY and sentence.word(after + 1) == "of":
            counted = count_at(sentence, after + 2)
            count, after = counted or (count, after)
            yield count, index, after - 1
        elif counts_people(sentence, index, after):
            yield count, index, after - 1
        index = max(after, index + 1)


def _is_part(sentence: Sentence, first: int, stop: int) -> bool:
    """Tell whether an item counts some of those counted before, or ages: "four of them boys"."""
    if sentence.word(first - 1) == "," and sentence.word(first) == "aged":
        return True
    words = sentence.tokens.words[first:stop]
    return any(pair in _OF_THEM for pair in pairwise(words))


def _is_one_person(sentence: Sentence, first: int, stop: int) -> bool:
    """Tell whether an item is one person: "Mayor Pedro Ruiz", "the governor", "his wife"."""
    stop = next((i for i in range(first, stop) if sentence.tag(i) in "PTVSB"), stop)
    tags, words = sentence.tokens.tags[first:stop], sentence.tokens.words[first:stop]
    people = [word for word in words if _is_person(word)]
    if any(word.endswith(_PLURAL_ENDINGS) for word in people):
        return False
    named = sentence.tokens.cased and tags.endswith("K") and bool(people)
    bare = sentence.tokens.cased and len(tags) > 1 and set(tags) == {"K"} and not people
    return named or bare or (tags[:1] == "D" and bool(people) and words[-1] == people[-1])


def _is_person(word: str) -> bool:
    noun = actor_nouns().get(word)
    return word in _OFFICES or (noun is not None and noun.sort == "people")


def _renames(sentence: Sentence, before: tuple[int, int] | None, item: tuple[int, int]) -> bool:
    """Tell whether a comma parts two words for one person: a bare name and an office."""
    if before is None or sentence.word(item[0] - 1) != "," or before[1] != item[0] - 1:
        return False
    bare = [set(sentence.tokens.tags[first:stop]) == {"K"} for first, stop in (before, item)]
    return bare[0] != bare[1]
