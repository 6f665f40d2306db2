"""First- and second-level regions of all countries: provinces, districts, counties."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.entries import Entry, Layer, SourceLayer
from geo.gazetteer.words import place_words
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


_SHORTEST = 3


class Region(NamedTuple):
    """A record of ``data/regions.tsv``."""

    id: int
    """GeoNames id; negative where there is none."""
    level: int
    country: str
    code: str
    """GeoNames' code: ``"US.TX.201"``."""
    iso: str
    """ISO 3166-2: ``"US-TX"``."""
    name: str
    lon: float
    lat: float
    radius_km: float
    people: int
    names: tuple[str, ...]


@cache
def regions() -> tuple[Region, ...]:
    """Return the records of ``data/regions.tsv``."""
    with shipped("regions.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return tuple(_region(row) for row in rows)


def regions_layer(path: Callable[..., tuple[str, ...]]) -> SourceLayer:
    """Return the layer of regions; *path* names what holds an area (`geo.gazetteer.areas`)."""
    layer = Layer(
        "regions",
        "GeoNames, Natural Earth and the US Census Bureau, by tools/build_regions.py",
        "1",
        "CC-BY-4.0",
        "Place data © GeoNames (CC BY 4.0); made with Natural Earth",
    )
    return SourceLayer(layer, lambda: read_regions(path), len(regions()))


def read_regions(path: Callable[..., tuple[str, ...]]) -> Iterator[Entry]:
    """Yield the regions."""
    for region in regions():
        parents = region.code.split(".")[1:-1]
        yield Entry(
            id=_place_id(region),
            name=region.name,
            lon=region.lon,
            lat=region.lat,
            feature_class="A",
            feature_code=f"ADM{region.level}",
            country=region.country,
            path=path(region.country, *parents),
            population=region.people,
            radius_km=region.radius_km,
            alternates=tuple(filter(_is_long, region.names)),
            namings=place_words(region.iso),
        )


def _region(row: list[str]) -> Region:
    key, level, country, code, iso, name, lon, lat, radius, people, names = row
    return Region(
        int(key), int(level), country, code, iso, name,
        float(lon), float(lat), float(radius), int(people), tuple(filter(None, names.split("|"))),
    )  # fmt: skip


def _place_id(region: Region) -> str:
    return (
        f"geonames:{region.id}"
        if region.id > 0
        else f"curated:region-{region.iso.lower()}{region.id}"
    )


def _is_long(name: str) -> bool:
    return len(name) >= _SHORTEST or not name.isascii()
