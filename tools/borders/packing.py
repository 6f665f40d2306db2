"""Write coverages and lines in the packed form that ``geo.borders.topology`` reads."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tools.borders.coverage import Coverage

LONGEST_STEP = np.iinfo(np.int16).max


def pack(path: Path, coverage: Coverage, grid: float) -> None:
    """Write *coverage* to *path*, the same bytes for the same content."""
    rings = [ring for face in coverage.faces for ring in face]
    arrays = {
        "grid": np.float64(grid),
        **_arcs(coverage.arcs),
        "refs": _ints([ref for ring in rings for ref in ring], np.int32),
        "ring_sizes": _ints([len(ring) for ring in rings], np.uint16),
        "face_sizes": _ints([len(face) for face in coverage.faces], np.uint16),
        "keys": _ints(coverage.keys, np.int16),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            held = BytesIO()
            np.lib.format.write_array(held, np.asarray(array), allow_pickle=False)
            # A ZipInfo made by hand carries a fixed time stamp.
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy"), held.getvalue(), zipfile.ZIP_DEFLATED, 9
            )


def _arcs(arcs: list[NDArray[np.int64]]) -> dict[str, NDArray[Any]]:
    steps = np.concatenate([np.diff(arc, axis=0, prepend=arc[:1]) for arc in arcs])
    return {
        "lengths": _ints([len(arc) for arc in arcs], np.uint16),
        "first": _ints([arc[0] for arc in arcs], np.int32),
        "dx": _ints(steps[:, 0], np.int16),
        "dy": _ints(steps[:, 1], np.int16),
    }


def _ints(values: Any, kind: type[np.integer[Any]]) -> NDArray[Any]:
    wide = np.asarray(values, dtype=np.int64)
    narrow = wide.astype(kind)
    if not np.array_equal(wide, narrow):
        msg = f"a value does not fit {kind.__name__}"
        raise SystemExit(msg)
    return narrow
