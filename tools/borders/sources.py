"""Read the geometry that the border data come from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import shape

from tools.packages import DISPUTED, REGIONS, fetch

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Units:
    """Natural Earth's first-level units, in the order of the source."""

    codes: tuple[str, ...]
    properties: tuple[dict[str, Any], ...]
    geometry: NDArray[np.object_]

    def union(self, codes: list[str]) -> Any:
        """Return the union of the units, or of all units of the countries, of those codes."""
        wanted = set(codes)
        rows = [
            row
            for row, unit in enumerate(self.properties)
            if unit["adm1_code"] in wanted or unit["adm0_a3"] in wanted
        ]
        known = {self.codes[row] for row in rows} | {
            self.properties[row]["adm0_a3"] for row in rows
        }
        if missing := wanted - known:
            msg = f"no unit or country {', '.join(sorted(missing))}"
            raise SystemExit(msg)
        return shapely.union_all(self.geometry[rows])


def read_units(cache: Path) -> Units:
    """Return the units, their two invalid geometries mended and Lachin given its name."""
    path = fetch(REGIONS, cache) / "package" / "data" / "states" / "admin1.json"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    geometry = np.array([shape(feature["geometry"]) for feature in features])
    broken = ~shapely.is_valid(geometry)
    geometry[broken] = shapely.buffer(geometry[broken], 0)
    properties = tuple(_named(feature["properties"]) for feature in features)
    return Units(tuple(unit["adm1_code"] for unit in properties), properties, geometry)


def _named(unit: dict[str, Any]) -> dict[str, Any]:
    # The source calls the district of Lachin "Lankaran" and gives it that district's codes.
    if unit["adm1_code"] == "AZE-1735":
        return {**unit, "name": "Lachin", "name_en": "Lachin", "iso_3166_2": "AZ-LAC"}
    return unit


def read_disputed_lines(cache: Path) -> NDArray[np.object_]:
    """Return the disputed and ceasefire lines; the row is the number that tables cite."""
    folder = fetch(DISPUTED, cache) / "usr" / "share" / "qgis" / "resources" / "data"
    frame = gpd.read_file(folder / "world_map.gpkg", layer="disputed_borders")
    return np.asarray(frame.geometry.array, dtype=object)
