"""What people call a place besides its name: words for its people, its seat of government."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from geo.gazetteer.entries import Kind, Naming
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS = {kind.label: kind for kind in reversed(Kind)}


def place_words(place: str) -> tuple[Naming, ...]:
    """Return the further names of a place.

    Parameters
    ----------
    place : str
        ISO 3166-1 code of a country, ISO 3166-2 code of a region, or place id.
    """
    return _table().get(place, ())


@cache
def _table() -> Mapping[str, tuple[Naming, ...]]:
    found: dict[str, list[Naming]] = {}
    with shipped("place_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = found.setdefault(row["place"], [])
            names += [Naming(word.strip(), _KINDS[row["kind"]]) for word in row["words"].split(";")]
    return {place: tuple(names) for place, names in found.items()}
