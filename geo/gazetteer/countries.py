"""Countries and continents, with the words for their people and their governments."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.gazetteer.entries import Entry, Kind, Layer, Naming, SourceLayer
from geo.gazetteer.words import place_words
from geo.model import Place, Provenance
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = {
    "AI": "PCLD", "AQ": "TERR", "AS": "PCLD", "AW": "PCLD", "AX": "PCLD", "BL": "PCLD",
    "BM": "PCLD", "BQ": "PCLD", "BV": "TERR", "CC": "TERR", "CK": "PCLS", "CW": "PCLD",
    "CX": "TERR", "EH": "TERR", "FK": "PCLD", "FO": "PCLD", "GF": "PCLD", "GG": "PCLD",
    "GI": "PCLD", "GL": "PCLD", "GP": "PCLD", "GS": "TERR", "GU": "PCLD", "HK": "PCLS",
    "HM": "TERR", "IM": "PCLD", "IO": "TERR", "JE": "PCLD", "KY": "PCLD", "MF": "PCLD",
    "MO": "PCLS", "MP": "PCLD", "MQ": "PCLD", "MS": "PCLD", "NC": "PCLD", "NF": "TERR",
    "NU": "PCLS", "PF": "PCLD", "PM": "PCLD", "PN": "TERR", "PR": "PCLD", "PS": "PCL",
    "RE": "PCLD", "SH": "PCLD", "SJ": "PCLD", "SX": "PCLD", "TC": "PCLD", "TF": "TERR",
    "TK": "TERR", "TW": "PCLI", "UM": "TERR", "VG": "PCLD", "VI": "PCLD", "WF": "PCLD",
    "YT": "PCLD",
}  # fmt: skip
"""GeoNames feature codes of the countries that are not independent political entities."""

SOURCE = "GeoNames, Unicode CLDR 48.2, the World Factbook; words for people kept by hand"


def countries_layer() -> SourceLayer:
    """Return the layer of countries and continents."""
    layer = Layer(
        "countries",
        SOURCE,
        "1",
        "CC-BY-4.0 AND Unicode-3.0",
        "Place data © GeoNames (CC BY 4.0)",
    )
    return SourceLayer(layer, read_countries, 260)


def read_countries() -> Iterator[Entry]:
    """Yield the countries, then the continents."""
    for country in countries():
        yield Entry(
            id=f"geonames:{country['geonames']}",
            name=country["name"],
            lon=country["lon"],
            lat=country["lat"],
            feature_class="A",
            feature_code=CODE.get(country["code"], "PCLI"),
            country=country["code"],
            population=country["population"],
            radius_km=_radius_km(country),
            alternates=tuple(country["names"]),
            namings=tuple(_namings(country)),
        )
    for continent in _table()["continents"]:
        yield Entry(
            id=f"geonames:{continent['geonames']}",
            name=continent["name"],
            lon=continent["lon"],
            lat=continent["lat"],
            feature_class="L",
            feature_code="CONT",
            population=continent["population"],
            radius_km=3000,
            alternates=tuple(continent["names"]),
        )


@cache
def country_place(code: str) -> Place | None:
    """Return the country of that ISO 3166-1 alpha-2 code as a place; None if there is none."""
    record = next((each for each in countries() if each["code"] == code), None)
    if record is None:
        return None
    return Place(
        id=f"geonames:{record['geonames']}",
        name=record["name"],
        lon=record["lon"],
        lat=record["lat"],
        feature_class="A",
        feature_code=CODE.get(code, "PCLI"),
        country=code,
        population=record["population"],
        radius_km=_radius_km(record),
        provenance=Provenance(SOURCE),
    )


def countries() -> list[dict[str, Any]]:
    """Return the records of ``data/countries.json``."""
    found: list[dict[str, Any]] = _table()["countries"]
    return found


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(shipped("countries.json").read_bytes())
    return table


def _radius_km(country: dict[str, Any]) -> float:
    radius: float = (country["area_km2"] / 3.14159) ** 0.5
    return round(radius, 1)


def _namings(country: dict[str, Any]) -> Iterator[Naming]:
    yield Naming(country["code3"], Kind.ABBREVIATION)
    if country["capital"]:
        yield Naming(country["capital"], Kind.SEAT)
    yield from place_words(country["code"])
