"""Build ``data/airports.tsv``: airports and air bases with the names that a text gives them.

Which there are comes from ``airportsdata`` (MIT; its data are those of ``mwgg/Airports``, also
MIT). Only airports with an IATA code and military fields count. A name stands only with a word
that tells what it is ("Orly Airport", never "Orly"), and one that is made up of a town and such
a word ("Paris Airport") only at an airport beside the town that the name means most.

    python -m tools.build_airports CACHE
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.evaluate.toponyms import distance_km
from geo.gazetteer import open_gazetteer
from geo.gazetteer.keys import make_key
from tools.packages import AIRPORTS, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer.index import CompiledGazetteer
    from geo.model import Place

_DATA = Path(__file__).resolve().parent.parent / "data"
_COLUMNS = ("icao", "code", "country", "region", "name", "lon", "lat", "names")
_MILITARY = re.compile(
    r"\b(?:air ?base|air force|air guard|afb|naval|navy|nas|army|aaf|raf|military)\b", re.IGNORECASE
)
_KIND = re.compile(
    r"\b(?:air(?:port|base|field|strip| base| station| force base)|aerodrome|aeroport|a[eé]roporto?"
    r"|aeropuerto|flughafen|army heliport|air reserve base)\b",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"\s+(?:international|intl|regional|municipal|domestic|national)\b", re.IGNORECASE
)
_HELD = 3.0
"""Kilometers within which a place curated by hand is the same one."""
_BESIDE_KM = 60.0
_SMALL = 20_000
"""Inhabitants below which a town elsewhere does not hold its name from a city's airport."""
_SHORT = {"Intl": "International", "AFB": "Air Force Base", "AAF": "Army Airfield",
          "Airbase": "Air Base"}  # fmt: skip
_VAGUE = frozenset(
    """
    air airport airfield airbase airstrip aerodrome base city central county east eastern field
    force grand international island lake metropolitan military municipal national naval new north
    northern old park regional river south southern station the valley west western of and
    """.split()
)

Row = dict[str, Any]


def main() -> None:
    """Build the table."""
    gazetteer = open_gazetteer()
    source = fetch(AIRPORTS, Path(sys.argv[1])) / "airportsdata" / "airports.csv"
    with source.open(encoding="utf-8", newline="") as file:
        rows = [_record(row) for row in csv.DictReader(file) if _is_wanted(row)]
    curated = _curated()
    rows = [row for row in rows if not _is_curated(row, curated)]
    shared = Counter(key for row in rows for key in {make_key(name) for name in row["names"]})
    with (_DATA / "airports.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(_COLUMNS)
        for row in sorted(rows, key=lambda row: str(row["icao"])):
            names = [name for name in row["names"] if _is_its_own(name, row, shared, gazetteer)]
            if names:
                row |= {"name": names[0], "names": "|".join(names[1:])}
                writer.writerow(row[column] for column in _COLUMNS)


def _is_wanted(row: Row) -> bool:
    named = row["name"] and not re.search(r"heli|seaplane|\[|closed", row["name"], re.IGNORECASE)
    return bool(named and (row["iata"] or _MILITARY.search(row["name"])))


def _record(row: Row) -> Row:
    names = list(dict.fromkeys(_names(row)))
    return {
        "icao": row["icao"],
        "code": "AIRB" if _MILITARY.search(row["name"]) else "AIRP",
        "country": row["country"],
        "region": row["subd"],
        "lon": round(float(row["lon"]), 3),
        "lat": round(float(row["lat"]), 3),
        "names": names,
    }


def _names(row: Row) -> Iterator[str]:
    """Yield the names of an airport with their kind, the full one first."""
    words = row["name"].translate({ord("/"): " ", ord('"'): None}).split()
    name = " ".join(_SHORT.get(word, word) for word in words)
    full = name if _KIND.search(name) else f"{name} Airport"
    yield full
    bare = _RANK.sub("", full)
    yield bare
    if full.endswith(" Air Base"):
        yield full.removesuffix("Air Base") + "Airbase"
    elif bare == full and full.endswith(" Airport"):
        yield full.removesuffix("Airport") + "International Airport"
    city, rest = row["city"], bare.removeprefix(row["city"]).lstrip(" -–")
    if rest != bare:
        yield rest
    elif full != bare and city and make_key(city) not in make_key(full):
        yield f"{city} {bare}"


def _is_its_own(name: str, row: Row, shared: Counter[str], gazetteer: CompiledGazetteer) -> bool:
    """Tell whether *name* says which airport it is, and none but this one."""
    key = make_key(name)
    told = " ".join(word for word in key.split() if word not in _VAGUE)
    if len(told) < 3 or shared[key] > 1:  # noqa: PLR2004 - letters
        return False
    if _places(name, gazetteer):
        return False
    if name == row["names"][0] and _RANK.search(name):
        return True
    towns = _places(told, gazetteer)
    if not towns or distance_km(row["lon"], row["lat"], towns[0].lon, towns[0].lat) <= _BESIDE_KM:
        return True
    of_city = name not in row["names"][:2]
    return of_city and (towns[0].population or 0) < _SMALL and " international" not in key


def _places(name: str, gazetteer: CompiledGazetteer) -> list[Place]:
    """Return what goes by *name* in the other layers."""
    return [
        each.place
        for each in gazetteer.candidates(name)
        if each.kind not in {"part", "near"} and not each.place.id.startswith("airports:")
    ]


def _curated() -> list[tuple[float, float]]:
    features = json.loads((_DATA / "places.geojson").read_text(encoding="utf-8"))["features"]
    codes = {"AIRP", "AIRB", "AIRF", "MILB", "NVB"}
    return [
        tuple(each["geometry"]["coordinates"])
        for each in features
        if each["properties"]["feature_code"] in codes
    ]


def _is_curated(row: Row, curated: list[tuple[float, float]]) -> bool:
    return any(distance_km(row["lon"], row["lat"], *point) <= _HELD for point in curated)


if __name__ == "__main__":
    main()
