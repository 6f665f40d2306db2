"""Read a table of events from a file: CSV with coordinates, or any file of points."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import FormatError, ReadError, UnsupportedFormatError
from geo.read.clean import clean, decode
from geo.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    import pandas as pd

_DELIMITED = (".csv", ".tsv")
_SHAPES = (".geojson", ".gpkg", ".shp", ".fgb")
SUFFIXES = (*_DELIMITED, *_SHAPES, ".parquet")
"""Of the files that hold tables."""
COORDINATES = (
    ("longitude", "latitude"),
    ("lon", "lat"),
    ("lng", "lat"),
    ("long", "lat"),
    ("x", "y"),
)
"""Names of the columns with degrees, the first pair that a table has."""
_MOST_EXAMPLES = 5


def read_table(
    path: str | Path, *, on_error: Callable[[ReadError], None] | None = None
) -> gpd.GeoDataFrame:
    """Read a table of events as a frame of points in EPSG:4326; cells of CSV stay text.

    Parameters
    ----------
    path : path-like
        CSV or TSV with a header and columns of degrees (see `COORDINATES`), or GeoJSON,
        GeoPackage, Shapefile, FlatGeobuf or GeoParquet.
    on_error : callable, optional
        Called with what is wrong with single rows, which stay without a point. By default
        the error is raised.

    Raises
    ------
    UnsupportedFormatError
        If the suffix is none of `SUFFIXES`.
    ReadError
        If the file can't be read, or rows are wrong and there is no *on_error*.
    FormatError
        If it has no coordinates.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnsupportedFormatError(str(path), SUFFIXES)
    if suffix in _DELIMITED:
        return _with_points(_read_delimited(path), str(path), on_error)
    return _read_shapes(path, suffix)


def _read_shapes(path: Path, suffix: str) -> gpd.GeoDataFrame:
    import geopandas as gpd  # noqa: PLC0415 - heavy

    try:
        frame = gpd.read_parquet(path) if suffix == ".parquet" else gpd.read_file(path)
    except Exception as error:  # the drivers raise errors of many kinds
        raise ReadError(str(path), "can't be read as a table of events", str(error)) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise FormatError(str(path), "has no shapes", "write it with a geometry column")
    return frame.set_crs(4326) if frame.crs is None else frame.to_crs(4326)


def _read_delimited(path: Path) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - heavy

    try:
        text = clean(decode(path.read_bytes(), str(path)))
    except OSError as error:
        raise ReadError(str(path), f"can't be opened: {error.strerror}") from error
    if not text.strip():
        raise ReadError(str(path), "is empty")
    delimiter, text = _delimiter(text)
    options: dict[str, Any] = {"sep": delimiter, "dtype": str, "keep_default_na": False}
    try:
        with warnings.catch_warnings():
            # A row longer than the header is a broken file, not a reason to shift its columns.
            warnings.simplefilter("error", pd.errors.ParserWarning)
            table: pd.DataFrame = pd.read_csv(
                io.StringIO(text), index_col=False, na_values=[""], **options
            )
    except pd.errors.ParserWarning as error:
        what = "has a row with more cells than its header"
        raise ReadError(str(path), what, f"quote cells that hold {delimiter!r}") from error
    except (pd.errors.ParserError, ValueError) as error:
        raise ReadError(str(path), f"is not a table: {error}", "save it as CSV") from error
    return table


def _delimiter(text: str) -> tuple[str, str]:
    """Return what divides the cells of a table, which Excel may say first, and the table."""
    head, _, rest = text.partition("\n")
    if head.lower().startswith("sep=") and len(head.strip()) == len("sep=;"):
        return head.strip()[-1], rest
    return max(",;\t", key=head.count), text


def _with_points(
    table: pd.DataFrame, where: str, on_error: Callable[[ReadError], None] | None
) -> gpd.GeoDataFrame:
    import geopandas as gpd  # noqa: PLC0415 - heavy

    names = {str(name).strip().lower(): name for name in table.columns}
    pair = next((pair for pair in COORDINATES if set(pair) <= set(names)), None)
    if pair is None:
        raise FormatError(where, "has no coordinates", "name its columns longitude and latitude")
    cells = [table[names[name]] for name in pair]
    lon, lat = map(_degrees, cells)
    fine = lon.between(-180, 180) & lat.between(-90, 90)
    said = cells[0].notna() | cells[1].notna()
    _report(said & ~fine, where, on_error)
    points = gpd.GeoSeries.from_xy(lon.where(fine), lat.where(fine), index=table.index)
    points[~fine] = None
    return gpd.GeoDataFrame(table, geometry=points, crs=4326)


def _degrees(cells: Any) -> Any:
    """Return text as numbers; many countries write the decimal point as a comma."""
    import pandas as pd  # noqa: PLC0415 - heavy

    texts = cells.astype("string").str.strip()
    texts = texts.str.replace(r"^([+-]?\d{1,3}),(\d+)$", r"\1.\2", regex=True)
    return pd.to_numeric(texts, errors="coerce").astype(float)


def _report(wrong: Any, where: str, on_error: Callable[[ReadError], None] | None) -> None:
    lines = [int(row) + 2 for row in wrong[wrong].index]
    if not lines:
        return
    shown = ", ".join(map(str, lines[:_MOST_EXAMPLES])) + (
        " …" if len(lines) > _MOST_EXAMPLES else ""
    )
    rows = f"{counted(len(lines), 'row')} with coordinates off the globe (rows {shown})"
    what = f"has {rows}, shown without a pin"
    error = ReadError(where, what, "write degrees, longitude and latitude apart")
    if on_error is None:
        raise error
    on_error(error)
