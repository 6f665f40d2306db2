"""A user's own dated borders: any file of polygons or lines with days or years."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders.data import windows
from geo.borders.overlay import COLUMNS
from geo.errors import FormatError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import geopandas as gpd

    from geo.borders.data import Bounds

NAMES = {
    "name": ("name", "cntry_name", "country_name", "ctry_name", "statename", "admin", "label"),
    "kind": ("kind",),
    "status": ("status",),
    "holder_de_jure": ("holder_de_jure", "de_jure"),
    "holder_de_facto": ("holder_de_facto", "de_facto", "holder"),
    "parties": ("parties",),
    "valid_from": ("valid_from", "validfrom", "from", "start_date", "start", "begin"),
    "valid_to": ("valid_to", "validto", "to", "end_date", "end"),
    "according_to": ("according_to",),
    "precision_km": ("precision_km",),
    "source": ("source",),
    "licence": ("licence", "license", "rights"),
}
"""What columns of other files are called here; the first that a file has counts."""
INCLUSIVE = {"valid_from": ("gwsdate", "cowsdate"), "valid_to": ("gwedate", "cowedate")}
"""Days of CShapes, whose end is the last day."""
PARTS = {
    "valid_from": (("gwsyear", "gwsmonth", "gwsday"), ("cowsyear", "cowsmonth", "cowsday")),
    "valid_to": (("gweyear", "gwemonth", "gweday"), ("coweyear", "cowemonth", "coweday")),
}
"""The same in three columns, as CShapes has them for Gleditsch and Ward's states and COW's."""
CSHAPES = "CShapes (Schvitz et al. 2022)", "CC BY-NC-SA 4.0"
"""Source and licence of a file with its columns."""
NUMERIC = {"precision_km"}
_OVER = 360.0
"""Degrees that shapes across the antimeridian may reach."""
LONGEST = 200
"""Characters of a text that are kept."""


def read_borders(
    path: Path | str, *, on_problem: Callable[[str], None] | None = None
) -> gpd.GeoDataFrame:
    """Read a file of dated borders.

    Parameters
    ----------
    path : path-like
        GeoJSON, GeoPackage or Shapefile, in any coordinate system, with days or years in columns
        such as ``valid_from`` and ``valid_to`` (the first day after), or in those of CShapes
        (``gwsdate`` and ``gwedate``, or ``gwsyear``, ``gwsmonth``, ``gwsday`` …, whose end is the
        last day).
    on_problem : callable, optional
        Gets a sentence for each row that is mended or left out.

    Returns
    -------
    GeoDataFrame
        The columns of `borders_on`, EPSG:4326; what the file does not say is None, and its
        ``source`` is the file's name. Rows without a shape are left out, invalid shapes mended.

    Raises
    ------
    ReadError
        If the file can't be read.
    FormatError
        If it has no geometry, no days, or positions that are not on the globe.
    """
    import geopandas as gpd  # noqa: PLC0415 - loads on use

    path = Path(path)
    try:
        held = gpd.read_file(path)
    except Exception as error:  # the drivers raise errors of many kinds
        raise ReadError(str(path), "can't be read as a map file", str(error)) from error
    if "geometry" not in held.columns or held.geometry.is_empty.all():
        raise FormatError(str(path), "has no shapes")
    held.columns = [str(name).lower() for name in held.columns]
    held = _sound(held, path, on_problem or (lambda _: None))
    columns = {name: _column(held, name) for name in COLUMNS if name != "geometry"}
    if columns["valid_from"] is None:
        hint = "give it columns valid_from and valid_to, or gwsyear and gweyear"
        raise FormatError(str(path), "has no days", hint)
    is_cshapes = any(name in held.columns for name in ("gwcode", "cowcode", "gwsyear", "gwsdate"))
    source, licence = CSHAPES if is_cshapes else (path.name, None)
    for name, otherwise in (("source", source), ("licence", licence), ("name", path.stem)):
        if columns[name] is None:
            columns[name] = otherwise
    columns["kind"] = columns["kind"] if columns["kind"] is not None else _kinds(held)
    return gpd.GeoDataFrame(columns, geometry=held.geometry, crs=held.crs, columns=COLUMNS)


def add_own(
    frame: gpd.GeoDataFrame,
    own: Iterable[gpd.GeoDataFrame],
    day: date | str,
    bounds: Bounds | None = None,
) -> gpd.GeoDataFrame:
    """Return the borders of a day together with those of a user's files that hold on it."""
    import geopandas as gpd  # noqa: PLC0415 - loads on use
    import pandas as pd  # noqa: PLC0415 - loads on use

    frames = [frame]
    for each in own:
        text = str(day)
        started = each.valid_from.isna() | (each.valid_from <= text)
        held = each[started & (each.valid_to.isna() | (each.valid_to > text))]
        if bounds is not None:
            parts = [gpd.clip(held, box) for box in windows(bounds)]
            held = pd.concat(parts)
        frames.append(held[~held.is_empty])
    return gpd.GeoDataFrame(
        pd.concat([each.astype({"precision_km": object}) for each in frames], ignore_index=True),
        crs=4326,
    )


def _sound(held: gpd.GeoDataFrame, path: Path, tell: Callable[[str], None]) -> gpd.GeoDataFrame:
    """Return the rows with shapes on the globe, in degrees and valid."""
    import shapely  # noqa: PLC0415 - loads on use

    held = held.set_crs(4326) if held.crs is None else held.to_crs(4326)
    there = held.geometry.notna() & ~held.geometry.is_empty
    drawn = there & held.geom_type.str.contains("Polygon|Line", na=False)
    if not drawn.all():
        tell(f"{path}: {int((~drawn).sum())} rows without a line or an area are left out")
    held = held[drawn].reset_index(drop=True)
    shapes = shapely.force_2d(held.geometry.to_numpy())
    broken = ~shapely.is_valid(shapes)
    if broken.any():
        tell(f"{path}: {int(broken.sum())} shapes crossed themselves and were mended")
        shapes = np.where(broken, shapely.make_valid(shapes), shapes)
    west, south, east, north = shapely.total_bounds(shapes)
    if not (west >= -_OVER and east <= _OVER and south >= -90.001 and north <= 90.001):  # noqa: PLR2004 - degrees
        raise FormatError(str(path), "has shapes off the globe", "does it name its CRS?")
    return held.set_geometry(shapes, crs=4326)


def _column(held: gpd.GeoDataFrame, name: str) -> Any:
    if name in PARTS:
        return _days(held, name)
    found = _first(held, NAMES[name])
    if found is None or name in NUMERIC:
        return found if found is None else _numbers(found)
    return found.map(lambda value: None if value is None else str(value)[:LONGEST])


def _first(held: gpd.GeoDataFrame, names: tuple[str, ...]) -> Any:
    for known in names:
        if known in held.columns:
            values = held[known].astype(object)
            return values.where(values.notna(), None)
    return None


def _numbers(values: Any) -> Any:
    """Return a column as numbers, None where it has none."""
    import pandas as pd  # noqa: PLC0415 - loads on use

    numbers = pd.to_numeric(values, errors="coerce").astype(object)
    return numbers.where(numbers.notna(), None)


def _days(held: gpd.GeoDataFrame, name: str) -> Any:
    """Return the days of a column, or of three, as ISO texts; None where there is none."""
    found = _first(held, INCLUSIVE[name])
    inclusive = name == "valid_to"
    if found is None and (found := _first(held, NAMES[name])) is not None:
        inclusive = False
    if found is not None:
        days = found.map(lambda value: _day(value, end=inclusive))
    else:
        parts = next((part for part in PARTS[name] if part[0] in held.columns), None)
        if parts is None:
            return None
        days = [
            _from_parts(row, end=inclusive)
            for row in held.reindex(columns=list(parts)).itertuples(index=False)
        ]
    # CShapes gives the last day, this package the first one after it.
    return [_text(day + timedelta(days=1) if day and inclusive else day) for day in days]


def _day(value: Any, *, end: bool) -> date | None:
    """Return the day of a value such as a time stamp, a date, "1990", "5/1/1990" or 1990."""
    if value is None:
        return None
    if hasattr(value, "date"):
        return value.date()  # type: ignore[no-any-return]
    text = str(value).strip().removesuffix(".0")
    if text.lstrip("-").isdigit() and len(text) <= 4:  # noqa: PLR2004 - a year
        return _from_parts((text, None, None), end=end)
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d/%m/%Y", "%Y%m%d", "%Y-%m"):
        try:
            return datetime.strptime(text[:10], form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _from_parts(parts: Any, *, end: bool) -> date | None:
    numbers = [_number(part) for part in parts]
    year, month, day = numbers
    if not year or not date.min.year <= year <= date.max.year - 1:
        return None
    month = month or (12 if end else 1)
    last = monthrange(year, month)[1] if 1 <= month <= 12 else 0  # noqa: PLR2004 - months
    day = day or (last if end else 1)
    return date(year, month, day) if 1 <= day <= last else None


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _kinds(held: gpd.GeoDataFrame) -> Any:
    is_line = held.geom_type.isin(["LineString", "MultiLineString"])
    return is_line.map({True: "line", False: "state"})
