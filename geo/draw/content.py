"""What a map opens with: its columns, vocabularies, event kinds and letters."""

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

    from numpy.typing import NDArray

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


SORTED = ("from", "other_row")
"""Columns whose neighbors are alike."""
NUMBERS = 400_000
"""Numbers in a section, but for a longer column: a page reads one while the next arrives."""


FURTHER = {
    "stance", "modality", "country", "granularity", "held", "wounded_best", "actor", "actor_count",
    "claimant", "claimant_count", "publisher", "publisher_count", "article",
}  # fmt: skip
"""Columns that a page can open without: of these it filters, and tells in full."""


def opening_sections(table: Table, *, title: str) -> dict[str, str]:
    """Return the packed sections of what a map tells of all rows.

    It opens with ``index``, ``columns_0`` and so on; ``further_0`` and so on follow.
    """
    groups = {
        "columns": _groups(table, [name for name in table.columns if name not in FURTHER]),
        "further": _groups(table, [name for name in table.columns if name in FURTHER]),
    }
    info = {
        "title": title,
        "rows": len(table),
        "sections": {kind: len(several) for kind, several in groups.items()},
        "chunk": ROWS,
        "vocabularies": table.vocabularies,
        "kinds": [_kind(name) for name in table.vocabularies["event_type"]],
        "roles": ROLES,
        "messages": json.loads(web_file("messages.json")),
        "letters": letters(),
        "sources": SOURCES,
    }
    sections = {"index": pack_section(info, {})}
    for kind, several in groups.items():
        for number, columns in enumerate(several):
            packed = pack_section(None, columns, sorted_columns=SORTED)
            sections[f"{kind}_{number}"] = packed
    return sections


def _groups(table: Table, names: list[str]) -> list[dict[str, NDArray[Any]]]:
    """Return some columns of *table* in groups of a size to unpack at once."""
    groups: list[dict[str, NDArray[Any]]] = [{}]
    for name in names:
        values = table.columns[name]
        if groups[-1] and sum(map(len, groups[-1].values())) + len(values) > NUMBERS:
            groups.append({})
        groups[-1][name] = values
    return groups


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
