"""Names that a comma or "and" joins: they are places together, and of one kind."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.recognize.tables import cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.recognize.context import Context, Name

_LISTING = frozenset((", ", " and ", ", and ", " or ", ", or ", " & ", "/", "-", "–", " – "))
"""What joins names of one kind."""


def list_neighbors(text: str, names: Sequence[Name]) -> list[list[int]]:
    """Return, for each name, the indexes of those that a comma or "and" joins to it."""
    beside: list[list[int]] = [[] for _ in names]
    for index, (left, right) in enumerate(pairwise(names)):
        if text[left.end : right.start] in _LISTING:
            beside[index].append(index + 1)
            beside[index + 1].append(index)
    return beside


def lists_of(beside: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the indexes of each run of two names or more that a comma or "and" joins."""
    lists: list[list[int]] = []
    for index, others in enumerate(beside):
        if lists and lists[-1][-1] in others:
            lists[-1].append(index)
        elif others:
            lists.append([index])
    return lists


def kinds_of_lists(
    context: Context, names: Sequence[Name], lists: Iterable[Sequence[int]]
) -> dict[int, str]:
    """Return the kind that a word in the plural gives to each name of *lists*, by its index.

    "Kharkiv, Donetsk and Luhansk regions" are three regions, "the villages of A and B" villages.
    """
    kinds: dict[int, str] = {}
    for members in lists:
        first, last = names[members[0]], names[members[-1]]
        kind = _kind_after(context, last) or _kind_before(context, first)
        if kind:
            kinds |= dict.fromkeys(members, kind)
    return kinds


def _kind_after(context: Context, name: Name) -> str | None:
    words = context.words
    if name.stop >= len(words) or words.gap(name.stop) != " ":
        return None
    return cues().feature_many.get(words.lower[name.stop])


def _kind_before(context: Context, name: Name) -> str | None:
    words, index = context.words, name.first - 1
    if index > 0 and words.lower[index] == "of" and words.gap(name.first) == " ":
        index -= 1
    if index < 0 or words.gap(index + 1) != " ":
        return None
    return cues().feature_many.get(words.lower[index])
