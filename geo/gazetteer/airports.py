"""Airports and air bases, by the names that say that they are one."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from geo.gazetteer.entries import Entry, Kind, Layer, Naming, SourceLayer
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WEIGHT = 20_000.0
"""How often an airport is meant by its name: more than a hamlet that bears it by chance."""
_RADIUS_KM = 3.0


def airports_layer(path: Callable[..., tuple[str, ...]]) -> SourceLayer:
    """Return the layer of airports; *path* names the country of one (`geo.gazetteer.areas`)."""
    layer = Layer(
        "airports",
        "airportsdata 20260905, with mwgg/Airports, by tools/build_airports.py",
        "1",
        "MIT",
    )
    return SourceLayer(layer, lambda: read_airports(path), 7000)


def read_airports(path: Callable[..., tuple[str, ...]]) -> Iterator[Entry]:
    """Yield the airports of ``data/airports.tsv``."""
    with shipped("airports.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            region = (row["region"],) if row["region"] else ()
            yield Entry(
                id=f"airports:{row['icao'].lower()}",
                name=row["name"],
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                feature_class="S",
                feature_code=row["code"],
                country=row["country"],
                path=(*path(row["country"]), *region),
                radius_km=_RADIUS_KM,
                namings=tuple(Naming(name, Kind.NAME) for name in row["names"].split("|") if name),
                weight=_WEIGHT,
            )
