"""What lies in which country and region, and what GeoNames says of each town besides."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from geo.gazetteer.countries import countries
from geo.gazetteer.regions import regions
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Areas:
    """English names of areas by GeoNames' codes: ``"US"``, ``"US.TX"``, ``"US.TX.201"``."""

    names: Mapping[str, str]

    def path(self, country: str, *codes: str) -> tuple[str, ...]:
        """Return the English names of a country and the areas in it, as far as they are known."""
        areas = accumulate((country, *codes), "{}.{}".format)
        return tuple(name for area in areas if (name := self.names.get(area)))


def read_areas() -> Areas:
    """Return the areas that the shipped tables know."""
    names = {region.code: region.name for region in regions() if region.code}
    return Areas(names | {country["code"]: country["name"] for country in countries()})


def read_town_areas() -> dict[int, tuple[str, str]]:
    """Return feature code and code of the second-level area of each town, by GeoNames id."""
    text = gzip.decompress(shipped("towns.tsv.gz").read_bytes()).decode()
    rows = [line.split("\t") for line in text.splitlines()]
    keys = accumulate(int(row[0]) for row in rows)
    return {key: (row[1] or "PPL", row[2]) for key, row in zip(keys, rows, strict=True)}
