"""A user's own dated borders: any file of polygons or lines with days or years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.borders.overlay import COLUMNS
from geo.errors import FormatError, ReadError

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {
    "name": ("name", "cntry_name", "country_name", "statename", "admin"),
    "kind": ("kind",),
    "status": ("status",),
    "holder_de_jure": ("holder_de_jure",),
    "holder_de_facto": ("holder_de_facto",),
    "parties": ("parties",),
    "valid_from": ("valid_from", "gwsdate", "start_date"),
    "valid_to": ("valid_to", "gwedate", "end_date"),
    "according_to": ("according_to",),
    "precision_km": ("precision_km",),
    "source": ("source",),
    "licence": ("licence", "license"),
}
"""What columns of other files are called here; the first that a file has counts."""
PARTS = {
    "valid_from": ("gwsyear", "gwsmonth", "gwsday"),
    "valid_to": ("gweyear", "gwemonth", "gweday"),
}
"""Days in three columns, as CShapes has them."""


def read_borders(path: Path | str) -> Any:
    """Read a file of dated borders.

    Parameters
    ----------
    path : path-like
        GeoJSON, GeoPackage or Shapefile with days in ``valid_from`` and ``valid_to``, or in the
        columns of CShapes 2.0 (``gwsyear``, ``gwsmonth``, ``gwsday``; ``gwe…`` for the end, which
        CShapes means to be the last day).

    Returns
    -------
    GeoDataFrame
        The columns of `borders_on`, EPSG:4326; what the file does not say is None, and its
        ``source`` is the file's name.

    Raises
    ------
    ReadError
        If the file can't be read.
    FormatError
        If it has no geometry or no days.
    """
    import geopandas as gpd  # noqa: PLC0415 - loads on use

    try:
        held = gpd.read_file(path)
    except Exception as error:  # the drivers raise errors of many kinds
        raise ReadError(str(path), "can't be read as a map file", str(error)) from error
    if "geometry" not in held.columns or held.geometry.is_empty.all():
        raise FormatError(str(path), "has no shapes")
    held = held.set_crs(4326) if held.crs is None else held.to_crs(4326)
    held.columns = [name.lower() for name in held.columns]
    columns = {name: _column(held, name) for name in COLUMNS if name != "geometry"}
    if columns["valid_from"] is None:
        hint = "give it columns valid_from and valid_to, or gwsyear and gweyear"
        raise FormatError(str(path), "has no days", hint)
    columns["source"] = columns["source"] if columns["source"] is not None else str(path)
    columns["kind"] = columns["kind"] if columns["kind"] is not None else _kinds(held)
    return gpd.GeoDataFrame(columns, geometry=held.geometry, crs=held.crs, columns=COLUMNS)


def _column(held: Any, name: str) -> Any:
    if name in PARTS and PARTS[name][0] in held.columns:
        return _days(held, name)
    for known in NAMES[name]:
        if known in held.columns:
            values = held[known].astype(object)
            found = values.where(values.notna(), None)
            return found.map(_day) if name in PARTS else found
    return None


def _day(value: Any) -> str | None:
    """Return the ISO day of a value such as a time stamp or a year."""
    return None if value is None else str(value)[:10].ljust(4, "0")


def _days(held: Any, name: str) -> Any:
    import pandas as pd  # noqa: PLC0415 - loads on use

    ends = name == "valid_to"
    year, *rest = (held[part] if part in held.columns else None for part in PARTS[name])
    month, day = (
        default if part is None else part
        for part, default in zip(rest, (12, 31) if ends else (1, 1), strict=True)
    )
    parts = pd.DataFrame({"year": year, "month": month, "day": day})
    days = pd.to_datetime(parts, errors="coerce")
    # CShapes gives the last day, this package the first one after it.
    days = days + pd.Timedelta(days=1) if ends else days
    texts = days.dt.strftime("%Y-%m-%d").astype(object)
    return texts.where(days.notna(), None)


def _kinds(held: Any) -> Any:
    is_line = held.geometry.geom_type.isin(["LineString", "MultiLineString"])
    return is_line.map({True: "line", False: "state"})
