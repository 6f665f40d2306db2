"""Measure the borders: a million reports joined with their holders, a day's frame, a map's layers.

Run it as ``python benchmarks/borders.py``. The peer is what one writes with geopandas alone: a
spatial join of every report with the ground of one day (it knows neither other days, nor law
beside fact, nor doubt, and doubles a row where two parties hold the ground).
"""

from __future__ import annotations

import json
import time
import zlib
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np

from geo.borders import borders_on, dated_layers, holders, holders_of

if TYPE_CHECKING:
    from collections.abc import Callable

REPORTS, PLACES, RUNS = 1_000_000, 5_000, 3
CAUCASUS = (44.0, 38.0, 50.0, 42.0)
AREA = (40.0, 37.0, 50.0, 44.0)


def main() -> None:
    """Print every figure on a line of its own."""
    chance = np.random.default_rng(1)
    lons, lats = chance.uniform(40, 50, PLACES), chance.uniform(37, 44, PLACES)
    rows = chance.integers(0, PLACES, REPORTS)
    days = np.datetime64("1980-01-01") + chance.integers(0, 16_000, REPORTS)
    lon, lat = lons[rows], lats[rows]
    holders(46.0, 40.0, "2000-01-01")
    tell("a million reports of 5,000 places, each on its day", lambda: holders_of(lon, lat, days))
    scattered = chance.uniform(40, 50, REPORTS // 10), chance.uniform(37, 44, REPORTS // 10)
    part = days[: REPORTS // 10]
    tell("100,000 reports of 100,000 places, each on its day", lambda: holders_of(*scattered, part))
    tell("one point", lambda: holders(46.75, 39.82, "2021-06-01"))
    tell("the borders of a day, Caucasus", lambda: borders_on("2021-06-01", CAUCASUS))
    tell("the borders of a day, world", lambda: borders_on("2021-06-01"))
    tell("peer: geopandas sjoin of the million with one day", lambda: peer(lon, lat))
    for name, bounds in (("Caucasus", CAUCASUS), ("world", None)):
        layers = dated_layers(bounds, "1945-01-01", "2026-01-01")
        packed = zlib.compress(json.dumps(layers, separators=(",", ":")).encode(), 9)
        count = len(layers["features"])
        print(f"every dated version, {name}: {len(packed) / 1e3:.0f} kB deflated, {count} features")


def peer(lon: Any, lat: Any) -> int:
    """Return how many rows a plain spatial join gives."""
    frame = borders_on("2021-06-01", AREA)
    ground = frame[frame.kind.isin(["state", "disputed territory"])]
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=4326)
    return len(points.sjoin(ground, how="left"))


def tell(what: str, work: Callable[[], object]) -> None:
    """Print the best of some runs, in seconds."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    print(f"{what}: {best:.4f} s")


if __name__ == "__main__":
    main()
