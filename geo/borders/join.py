"""Add to a frame whose ground each of its points was on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders.holding import holders_of
from geo.errors import SchemaError

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from geo.borders.holding import Holders

HOLDER_COLUMNS = ("holder_de_jure", "holder_de_facto", "holder_uncertain")


def add_holders(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return *frame* with who held each point on its day, by law and in fact.

    Parameters
    ----------
    frame : GeoDataFrame
        Points, with days in the columns ``earliest`` and ``latest``, as from `geo.to_frame`.

    Returns
    -------
    GeoDataFrame
        The same rows in their order, and the columns ``holder_de_jure``, ``holder_de_facto``
        (codes parted by blanks, all that held it where holders differ or changed between the two
        days) and ``holder_uncertain`` (an approximate line is near, the holders changed between
        the two days, or they are not known). None for a row without point or day.

    Raises
    ------
    SchemaError
        If the frame has no columns of days.

    Notes
    -----
    Distinct places are joined with the faces once and gathered, so no row is ever doubled.
    """
    import pandas as pd  # noqa: PLC0415 - loads on use

    if missing := [name for name in ("earliest", "latest") if name not in frame.columns]:
        hint = "make it with geo.to_frame, or with geo.tables.adopt from a table of your own"
        raise SchemaError("frame", f"has no column {' or '.join(missing)}", hint)
    points = frame.geometry.to_crs(4326) if frame.crs else frame.geometry
    there = (points.geom_type == "Point").to_numpy() & ~points.is_empty.to_numpy()
    earliest, latest = (
        frame[name].to_numpy(dtype="datetime64[D]") for name in ("earliest", "latest")
    )
    first = np.where(np.isnat(earliest), latest, earliest)
    last = np.where(np.isnat(latest), earliest, latest)
    known = np.flatnonzero(there & ~np.isnat(first))
    x, y = (getattr(points.iloc[known], axis).to_numpy() for axis in ("x", "y"))
    found = _told(holders_of(x, y, first[known]), holders_of(x, y, last[known]))
    columns: dict[str, Any] = {}
    for name, values in zip(HOLDER_COLUMNS, found, strict=True):
        cells = np.full(len(frame), None, dtype=object)
        cells[known] = values
        # A column of texts would turn None into not-a-number.
        columns[name] = pd.Series(cells, index=frame.index, dtype=object)
    return frame.assign(**columns)


def _told(begin: NDArray[Any], end: NDArray[Any]) -> list[NDArray[Any]]:
    """Return codes by law, codes in fact and doubt of each pair of answers, each pair told once."""
    told: dict[tuple[int, int], tuple[str, str, bool]] = {}
    rows = np.empty((3, len(begin)), dtype=object)
    for row, (one, other) in enumerate(zip(begin, end, strict=True)):
        # There are few answers, and they are the same objects again and again.
        key = id(one), id(other)
        if key not in told:
            told[key] = _both(one, other)
        rows[:, row] = told[key]
    return list(rows)


def _both(one: Holders, other: Holders) -> tuple[str, str, bool]:
    changed = (one.de_jure, one.de_facto) != (other.de_jure, other.de_facto)
    by_law, in_fact = one.de_jure | other.de_jure, one.de_facto | other.de_facto
    uncertain = one.uncertain or other.uncertain or changed
    return " ".join(sorted(by_law)), " ".join(sorted(in_fact)), uncertain
