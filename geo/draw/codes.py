"""Values as whole numbers into a vocabulary of the distinct ones, 0 for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


class Flat(NamedTuple):
    """Values of which a row can have several."""

    rows: Ints
    """Whose row each value is."""
    values: Any
    """The values: a sequence, or a column."""


def coded(values: Any) -> tuple[Ints, list[str]]:
    """Return each value as a number, and the distinct values from number 1 on, as they come."""
    import pandas as pd  # noqa: PLC0415 - loads on use

    if isinstance(values, list):
        values = np.array([*values, None], dtype=object)[:-1]  # None, for lists of lists
    codes, kept = pd.factorize(values)
    words = np.array(["", *(str(value).strip() for value in kept)], dtype=object)
    again, distinct = pd.factorize(words)
    return again[codes + 1].astype(np.int64), list(distinct[1:])


def coded_together(frame: gpd.GeoDataFrame, names: Sequence[str]) -> tuple[Ints, Ints]:
    """Return each distinct row of some columns as a number, and where each first stands.

    A row is 0 where the first of the columns says nothing.
    """
    import pandas as pd  # noqa: PLC0415 - loads on use

    key, _ = coded(column(frame, names[0]))
    nothing = key == 0
    for name in names[1:]:
        codes, distinct = coded(column(frame, name))
        key, _ = pd.factorize(key * (len(distinct) + 1) + codes)
    key, _ = pd.factorize(np.where(nothing, np.nan, key))
    _, first = np.unique(key[~nothing], return_index=True)
    return key.astype(np.int64) + 1, np.flatnonzero(~nothing)[first]


def column(frame: gpd.GeoDataFrame, name: str) -> pd.Series[Any]:
    """Return a column, or one of nothing where there is none of the name."""
    import pandas as pd  # noqa: PLC0415 - loads on use

    return frame[name] if name in frame.columns else pd.Series([None] * len(frame), dtype=object)


def cells(frame: gpd.GeoDataFrame, name: str) -> list[Any]:
    """Return the cells of a column, None where it says nothing or is not there."""
    if name not in frame.columns:
        return [None] * len(frame)
    given = frame[name]
    values: Any = given.to_numpy(dtype=object, copy=True)
    values[given.isna().to_numpy()] = None
    listed: list[Any] = values.tolist()
    return listed


def flat(lists: Iterable[Sequence[Any] | None]) -> Flat:
    """Return lists, one for each row or None, as one."""
    filled = [(row, values) for row, values in enumerate(lists) if values]
    rows = np.repeat(
        np.array([row for row, _ in filled], np.int64), [len(values) for _, values in filled]
    )
    return Flat(rows, [value for _, values in filled for value in values])


def side_by_side(columns: Sequence[pd.Series[Any]]) -> Flat:
    """Return columns of which each holds one value of a row."""
    import pandas as pd  # noqa: PLC0415 - loads on use

    rows = np.tile(np.arange(len(columns[0])), len(columns))
    return Flat(rows, pd.concat(columns, ignore_index=True))


def joined(*parts: Flat) -> Flat:
    """Return the values of several, one part after the other."""
    import pandas as pd  # noqa: PLC0415 - loads on use

    rows = np.concatenate([part.rows for part in parts])
    values = [pd.Series(part.values, dtype=object) for part in parts]
    return Flat(rows, pd.concat(values, ignore_index=True))


def coded_lists(several: Flat, length: int) -> tuple[Ints, Ints, list[str]]:
    """Return how many distinct values each of *length* rows has, these as numbers, and all.

    The values of a row keep their order.
    """
    codes, distinct = coded(several.values)
    said = codes > 0
    pairs = several.rows[said] * (len(distinct) + 1) + codes[said]
    _, first = np.unique(pairs, return_index=True)
    pairs = pairs[np.sort(first)]
    rows = pairs // (len(distinct) + 1)
    values = (pairs % (len(distinct) + 1))[np.argsort(rows, kind="stable")]
    return np.bincount(rows, minlength=length).astype(np.int64), values, distinct
