"""The first section of a map: its columns, vocabularies, event kinds and letters."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from anyascii import anyascii

from geo.draw.bundle import web_file
from geo.draw.pack import pack_section
from geo.draw.table import ROLES
from geo.draw.texts import ROWS
from geo.events import event_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.draw.table import Table

_ALPHABETS = (
    (0x00C0, 0x02B0), (0x0370, 0x0400), (0x0400, 0x0530), (0x0531, 0x0588),
    (0x05D0, 0x05EB), (0x0620, 0x064B), (0x066E, 0x06D4), (0x10D0, 0x1100), (0x1E00, 0x1F00),
)  # fmt: skip
"""Letters that search reads as Latin ones: Latin with marks, Greek, Cyrillic, Armenian, Hebrew,
Arabic, Georgian."""
OTHER_FAMILY, OTHER_SYMBOL = "strategic", "dot"
_WIDER = {
    "Battles": "Armed clash",
    "State-based violence": "Armed clash",
    "Non-state violence": "Armed clash",
    "Explosions/Remote violence": "Shelling/artillery/missile attack",
    "Violence against civilians": "Attack",
    "One-sided violence": "Attack",
    "Protests": "Peaceful protest",
    "Riots": "Mob violence",
    "Strategic developments": "Other",
}
"""ACLED's event types and UCDP's types of violence, each with a type that is drawn alike."""
SOURCES = (
    ("GeoNames", "https://www.geonames.org/", "CC BY 4.0"),
    ("Natural Earth", "https://www.naturalearthdata.com/", "public domain"),
)
"""Whose places and shapes every map shows."""


def index_section(table: Table, *, title: str) -> str:
    """Return the packed section that a map opens with."""
    info = {
        "title": title,
        "rows": len(table),
        "chunk": ROWS,
        "vocabularies": table.vocabularies,
        "kinds": [_kind(name) for name in table.vocabularies["event_type"]],
        "roles": ROLES,
        "messages": json.loads(web_file("messages.json")),
        "letters": letters(),
        "sources": SOURCES,
    }
    return pack_section(info, table.columns, sorted_columns=("from", "other_row"))


@cache
def letters() -> Mapping[str, str]:
    """Return how search spells each letter that is not plain Latin."""
    return dict(_spellings())


def _spellings() -> Iterator[tuple[str, str]]:
    for first, stop in _ALPHABETS:
        for code in range(first, stop):
            letter = chr(code)
            if unicodedata.category(letter) in {"Ll", "Lo"}:
                yield letter, anyascii(letter).lower()


def _kind(name: str) -> dict[str, Any]:
    kind = event_kinds().get(_WIDER.get(name, name))
    if kind is None:
        return {"family": OTHER_FAMILY, "symbol": OTHER_SYMBOL, "definition": ""}
    definition = "" if name in _WIDER else kind.definition
    return {"family": kind.family, "symbol": kind.symbol, "definition": definition}
