"""Regions that news shorten after a town: "Salina, Kan.", "Bob Casey, D-Pa."."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geo.model import Span
from geo.recognize.tables import cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.protocols import Gazetteer
    from geo.recognize.words import Words

_SHORT = r"(?:[A-Z]\. ?)?[A-Z][a-z]{0,5}\."
_AFTER_TOWN = re.compile(rf", ({_SHORT})")
_AFTER_PARTY = re.compile(rf"(?:, |\()(?:D|R|I|DFL)-({_SHORT})")
_GOES_ON = re.compile(r"\b([A-Z][a-z]{1,4}\.) [a-z]")
_ADDRESSES = frozenset(("Ms.", "Miss.", "Del.", "Rep.", "Gen."))
"""Short forms that stand before the name of a person, too."""
_COUNTRIES = frozenset(("US", "CA", "AU"))
"""Countries whose press shortens the names of regions."""


def shortened_regions(words: Words, gazetteer: Gazetteer) -> Iterator[Span]:
    """Yield the short forms of regions, their full stop included.

    They stand after a town or a party, or a sentence goes on after their full stop.
    """
    for match in _short_forms(words):
        if _is_region(gazetteer, match[1]):  # type: ignore[arg-type]  # a gazetteer hashes
            yield Span(*match.span(1))


def _short_forms(words: Words) -> Iterator[re.Match[str]]:
    text = words.text
    for match in _AFTER_TOWN.finditer(text):
        address = match[1] in _ADDRESSES and text[match.end() + 1 : match.end() + 2].isupper()
        if not address and words.high[words.index(match.start())]:
            yield match
    yield from _AFTER_PARTY.finditer(text)
    for match in _GOES_ON.finditer(text):
        if match[1][:-1].lower() not in _other_short_forms():
            yield match


@lru_cache(maxsize=1 << 12)
def _is_region(gazetteer: Gazetteer, short: str) -> bool:
    return any(
        each.kind in ("alternate", "abbreviation")
        and each.place.feature_code in ("ADM1", "PPLC")
        and each.place.country in _COUNTRIES
        for each in gazetteer.candidates(short)
    )


@cache
def _other_short_forms() -> frozenset[str]:
    table = cues()
    return table.titles | table.organization_heads | table.streets | table.calendar
