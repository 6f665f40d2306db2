"""Small places that no list of towns has: of the US Census Bureau and post offices."""

from __future__ import annotations

import gzip
from functools import cache
from typing import TYPE_CHECKING

from geo.gazetteer.entries import Entry, Layer, SourceLayer
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COLUMNS = ("id", "name", "region", "lon", "lat")
LOCALITY = "PPLL"
"""Feature code of them all."""
SOURCES = ("census", "zip")
"""What their ids begin with."""
_WEIGHT = 150.0
"""How often one is meant by its name: less than the smallest town."""
_EXPECTED = 30_000


def localities_layer(path: Callable[..., tuple[str, ...]]) -> SourceLayer:
    """Return the layer of localities; *path* names what holds an area (`geo.gazetteer.areas`)."""
    layer = Layer(
        "localities",
        "US Census Bureau and US post offices, by tools/build_localities.py",
        "1",
        "public domain, by packages under ISC and BSD",
    )
    return SourceLayer(layer, lambda: read_localities(path), _EXPECTED)


def read_localities(path: Callable[..., tuple[str, ...]]) -> Iterator[Entry]:
    """Yield the places of ``data/localities.tsv.gz``, all of the United States."""
    text = gzip.decompress(shipped("localities.tsv.gz").read_bytes()).decode()
    path_of = cache(path)
    for line in text.splitlines()[1:]:
        place_id, name, region, lon, lat = line.split("\t")
        yield Entry(
            id=place_id,
            name=name,
            lon=float(lon),
            lat=float(lat),
            feature_class="P",
            feature_code=LOCALITY,
            country="US",
            path=path_of("US", *filter(None, region.split("."))),
            weight=_WEIGHT,
        )
