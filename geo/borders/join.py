"""Add to a frame whose ground each of its points was on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders.holding import answer_rows, answers
from geo.errors import SchemaError

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from geo.borders.data import Ints
    from geo.borders.holding import Holders

    Told = tuple[str, str, bool]
    """Codes by law, codes in fact, and whether these are uncertain."""

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

    codes, told = holders_told(frame)
    columns: dict[str, Any] = {}
    for number, name in enumerate(HOLDER_COLUMNS):
        cells = np.array([*(each[number] for each in told), None], dtype=object)[codes]
        # A column of texts would turn None into not-a-number.
        columns[name] = pd.Series(cells, index=frame.index, dtype=object)
    return frame.assign(**columns)


def holders_told(frame: gpd.GeoDataFrame) -> tuple[Ints, list[Told]]:
    """Return what `add_holders` tells of each row, as a number, -1 for None, and all it tells.

    What comes first in the rows is number 0.
    """
    import pandas as pd  # noqa: PLC0415 - loads on use
    import shapely  # noqa: PLC0415 - loads on use

    if missing := [name for name in ("earliest", "latest") if name not in frame.columns]:
        hint = "make it with geo.to_frame, or with geo.tables.adopt from a table of your own"
        raise SchemaError("frame", f"has no column {' or '.join(missing)}", hint)
    points = (frame.geometry.to_crs(4326) if frame.crs else frame.geometry).to_numpy()
    there = (shapely.get_type_id(points) == shapely.GeometryType.POINT) & ~shapely.is_empty(points)
    earliest, latest = (
        frame[name].to_numpy(dtype="datetime64[D]") for name in ("earliest", "latest")
    )
    first = np.where(np.isnat(earliest), latest, earliest)
    last = np.where(np.isnat(latest), earliest, latest)
    known = np.flatnonzero(there & ~np.isnat(first))
    begin, end = _rows_on(points[known], first[known], last[known])
    pairs, kept = pd.factorize(begin * len(answers()) + end)
    numbers: dict[Told, int] = {}
    number = [
        numbers.setdefault(_both(answers()[one], answers()[other]), len(numbers))
        for one, other in zip(*divmod(kept, len(answers())), strict=True)
    ]
    codes = np.full(len(frame), -1, dtype=np.int64)
    codes[known] = np.array(number, dtype=np.int64)[pairs]
    return codes, list(numbers)


def _rows_on(points: NDArray[Any], first: NDArray[Any], last: NDArray[Any]) -> tuple[Ints, Ints]:
    """Return the rows of `answers` of each point on its first and on its last day."""
    import shapely  # noqa: PLC0415 - loads on use

    more = np.flatnonzero(last != first)
    x, y = shapely.get_coordinates(points).T
    twice = np.concatenate([np.arange(len(points)), more])
    rows = answer_rows(x[twice], y[twice], np.concatenate([first, last[more]]))
    begin, end = rows[: len(points)], rows[: len(points)].copy()
    end[more] = rows[len(points) :]
    return begin, end


def _both(one: Holders, other: Holders) -> Told:
    changed = (one.de_jure, one.de_facto) != (other.de_jure, other.de_facto)
    by_law, in_fact = one.de_jure | other.de_jure, one.de_facto | other.de_facto
    uncertain = one.uncertain or other.uncertain or changed
    return " ".join(sorted(by_law)), " ".join(sorted(in_fact)), uncertain
