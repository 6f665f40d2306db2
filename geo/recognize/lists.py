"""Names that a comma or "and" joins: they are places together, and of one kind."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.recognize.tables import cues

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.recognize.context import Context, Name

_LISTING = frozenset((", ", " and ", ", and ", " or ", ", or ", " & ", "/", "-", "–", " – "))
"""What joins names of one kind."""
PAIR = 2
"""The fewest names of a list."""


def list_neighbors(text: str, names: Sequence[Name]) -> list[list[int]]:
    """Return, for each name, the indexes of those that a comma or "and" joins to it."""
    beside: list[list[int]] = [[] for _ in names]
    for index, (left, right) in enumerate(pairwise(names)):
        if text[left.end : right.start] in _LISTING:
            beside[index].append(index + 1)
            beside[index + 1].append(index)
    return beside


def lists_of(beside: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield the indexes of each run of names that a comma or "and" joins."""
    members: list[int] = []
    for index, others in enumerate(beside):
        if members and members[-1] not in others:
            yield members
            members = []
        members.append(index)
    yield members


def kinds_of_lists(
    context: Context, names: Sequence[Name], beside: Sequence[Sequence[int]]
) -> dict[int, str]:
    """Return the kind that a word in the plural gives to each name of a list, by its index.

    "Kharkiv, Donetsk and Luhansk regions" are three regions, "the villages of A and B" villages.
    """
    kinds = {}
    for members in lists_of(beside):
        if len(members) >= PAIR:
            first, last = names[members[0]], names[members[-1]]
            kind = _kind_after(context, last) or _kind_before(context, first)
            kinds.update(dict.fromkeys(members, kind) if kind else {})
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
