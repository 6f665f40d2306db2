"""Streets that no gazetteer has: "on Rustaveli Avenue", "at 12 North Elm St."."""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING

from geo.recognize.tables import opening_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.recognize.stretches import Stretches
    from geo.recognize.words import Words

STREET = "R.ST"
"""Class and code of a street."""
_HEADS = frozenset(
    """
    street st road rd avenue ave boulevard blvd lane ln drive dr parkway pkwy terrace freeway
    expressway square
    """.split()
)
_SHORT_HEADS = frozenset("st rd ave blvd ln dr pkwy".split())
"""Those of them that a full stop belongs to."""
_LEADS = frozenset(
    """
    in on at near along down up onto off from to toward towards of between across around through by
    and the outside under over busy
    """.split()
)
"""What stands before the name of a street that something is on, at or near."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_MOST_WORDS = 4


def find_streets(words: Words, stretches: Stretches) -> Iterator[tuple[int, int]]:
    """Yield the indexes of the first word of each street, and of the first one after it."""
    for head in compress(range(len(words)), map(_HEADS.__contains__, words.lower)):
        if not (words.high[head] and stretches.reads(head)) or _goes_on(words, head + 1):
            continue
        first = _first_of(words, head)
        if 0 < first < head and _is_led(words, first):
            yield first, head + 1


def street_stop(words: Words, stop: int) -> int:
    """Return where the text of a street ends whose last word stands before *stop*."""
    end = words.stops[stop - 1]
    return end + (words.lower[stop - 1] in _SHORT_HEADS and words.text.startswith(".", end))


def _goes_on(words: Words, index: int) -> bool:
    """Tell whether the word at *index* belongs to the same name: "State Road 44", "St. Clair"."""
    if index >= len(words):
        return False
    tied = words.gap(index) == " " or (words.gap(index) == ". " and words.joined(index))
    return tied and (words.high[index] or words.spelled[index].isdigit())


def _first_of(words: Words, head: int) -> int:
    """Return the index of the first word of the name that ends with *head*."""
    first = head
    while first > 0 and head - first < _MOST_WORDS and words.joined(first):
        if words.lower[first - 1] in opening_words() and words.opens_sentence(first - 1):
            break
        if not (words.high[first - 1] or _ORDINAL.fullmatch(words.spelled[first - 1])):
            break
        first -= 1
    return first


def _is_led(words: Words, first: int) -> bool:
    """Tell whether a number, or a word for being somewhere, stands before the name."""
    if words.opens_sentence(first) or not words.gap(first).isspace():
        return False
    return words.spelled[first - 1].isdigit() or words.lower[first - 1] in _LEADS
