"""How the place names of an article stand to each other by the words between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Toponym

_COMMA = re.compile(r",\s+\Z")
_KINDS = (
    "area|camp|capital|city|county|district|enclave|hamlet|island|municipality|port|province|region|"
    "seat|settlement|state|stronghold|suburb|town|village"
)
_INSIDE = re.compile(
    rf"(?:['’]s?|,\s+(?:an?|the)(?:\s+[\w-]+)?\s+(?:{_KINDS}))?(?:\s+[\w-]+){{0,2}}"
    r"\s+(?:in|of|inside|within)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}\Z"
)
_OWNER = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,4}(?:of\s+)?\Z")
_ADJECTIVE = re.compile(r"\s+(?:[\w-]+\s+){0,2}(?:[\w-]+)\s+of\s+\Z")
_OTHER_NAME = re.compile(
    r"\s*(?:[(/]|,?\s*(?:also|formerly|previously|now|or)?\s*(?:known|called|spelled|named)"
    r"(?:\s+(?:as|in\s+\w+(?:\s+as)?))?)\s*(?:[\w-]+[:,]?\s+){0,3}\Z"
)
_CALLED = re.compile(r",?\s+(?:which|that|what)\s(?:[^.;:,]{1,30}\s)?calls?\s+\Z")
_BESIDE = re.compile(r"(?:,\s+|,?\s+(?:and|or)\s+(?:the\s+)?(?:in\s+)?)\Z")
_FARTHEST = 48
"""Characters that may stand between two names that belong together."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The toponym *inner* is said to lie in *outer*, or to be another name of it."""

    inner: int
    outer: int
    kind: str
    """``"qualified"`` ("Paris, Texas"), ``"inside"`` ("Mosul in Iraq"), ``"same"`` ("X (Y)"),
    ``"beside"`` ("Kunar and Nuristan")."""


def relations(text: str, toponyms: Sequence[Toponym]) -> list[Relation]:
    """Return what the words between neighboring *toponyms* tell, in the order of the text."""
    found = []
    for index in range(len(toponyms) - 1):
        left, right = toponyms[index], toponyms[index + 1]
        if right.start - left.stop > _FARTHEST or right.start == left.stop:
            continue
        gap = text[left.stop : right.start]
        ended = "." in gap.rstrip() and not gap.startswith(".")
        relation = None if ended else _relation(gap, left, right, index)
        if relation:
            found.append(relation)
        after_next = index + 2
        if after_next < len(toponyms) and _called(text, left, toponyms[after_next]):
            found.append(Relation(index, after_next, "same"))
    return found


def _called(text: str, left: Toponym, right: Toponym) -> bool:
    """Tell whether someone named between the two calls the one place by the other name."""
    near = right.start - left.stop <= _FARTHEST
    return near and _CALLED.fullmatch(text[left.stop : right.start]) is not None


def _relation(gap: str, left: Toponym, right: Toponym, index: int) -> Relation | None:
    demonyms = (left.use is Use.DEMONYM, right.use is Use.DEMONYM)
    if any(demonyms):
        adjective = demonyms == (True, False) and _ADJECTIVE.fullmatch(gap)
        return Relation(index + 1, index, "inside") if adjective else None
    if _COMMA.fullmatch(gap):
        return Relation(index, index + 1, "qualified")
    if _OTHER_NAME.fullmatch(gap):
        return Relation(index, index + 1, "same")
    if _OWNER.fullmatch(gap):
        return Relation(index + 1, index, "inside")
    if _BESIDE.fullmatch(gap):
        return Relation(index, index + 1, "beside")
    cased = gap.lower() if gap.isupper() else gap
    return Relation(index, index + 1, "inside") if _INSIDE.fullmatch(cased) else None
