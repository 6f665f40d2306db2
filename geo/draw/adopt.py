"""Take any frame of dated points: find out which column says what.

A frame from `geo.to_frame` has its columns by their own names. Others are recognized
by the names that ACLED, UCDP GED and common tables use, in the order of the table here;
upper and lower case do not count. What a frame does not say stays unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.errors import MapError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

ALIASES: Mapping[str, tuple[str, ...]] = {
    "incident_id": ("event_id_cnty", "relid", "event_id", "id"),
    "event_type": ("sub_event_type", "type_of_violence", "type", "category", "kind"),
    "summary": ("notes", "source_headline", "title", "headline", "description", "name", "text"),
    "earliest": ("event_date", "date_start", "date", "datetime", "timestamp", "day", "start"),
    "latest": ("date_end", "end"),
    "place": ("where_coordinates", "location", "where_description", "city", "adm_2", "admin2"),
    "country": ("country_code", "iso2"),
    "precision": ("where_prec", "geo_precision"),
    "killed_low": ("low",),
    "killed_best": ("best", "fatalities", "deaths", "killed"),
    "killed_high": ("high",),
}
"""For each column of a frame of incidents, the names that other tables give it."""

ACTOR_COLUMNS = (("actor1", "actor2"), ("side_a", "side_b"))
"""Pairs of columns that hold who did it and to whom."""
ROLE_COLUMNS = ("actor", "recipient")
"""What a frame calls them that has a column for each role."""
SOURCE_COLUMNS = ("source", "source_office", "source_article", "publisher")
PATH_COLUMNS = ("country", "admin1", "adm_1", "admin2", "adm_2")

_UCDP_VIOLENCE = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}


def adopt(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return *frame* with the columns of a frame of incidents where it says what they hold.

    Parameters
    ----------
    frame : GeoDataFrame
        Points or empty geometry; in any coordinate system that it names.

    Raises
    ------
    MapError
        If the frame has no geometry column, or no column with a date.
    """
    frame = _in_degrees(frame)
    if "claims" in frame.columns:
        return frame
    names = {str(name).lower(): name for name in frame.columns}
    for column, aliases in ALIASES.items():
        found = next((names[name] for name in (column, *aliases) if name in names), None)
        if found is not None and column not in frame.columns:
            frame[column] = frame[found]
    _adopt_dates(frame)
    _adopt_type(frame)
    _adopt_people(frame, names)
    return frame


def _in_degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    if getattr(frame, "_geometry_column_name", None) is None:
        raise MapError("frame", "has no geometry", "make it with geo.to_frame, or set_geometry")
    if frame.crs is not None and frame.crs.to_epsg() != 4326:  # noqa: PLR2004 - WGS 84
        return frame.to_crs(4326)
    return frame.copy(deep=False)


def _adopt_dates(frame: gpd.GeoDataFrame) -> None:
    import pandas as pd  # noqa: PLC0415 - loads on use

    if "earliest" not in frame.columns:
        dated = [name for name, kind in frame.dtypes.items() if kind.kind == "M"]
        if not dated and len(frame):
            hint = f"name one of its columns {', '.join(('earliest', *ALIASES['earliest']))}"
            raise MapError("frame", "has no column with a date", hint)
        frame["earliest"] = frame[dated[0]] if dated else pd.Series(dtype="datetime64[s]")
    for name in ("earliest", "latest"):
        if name in frame.columns:
            frame[name] = _moments(frame[name])
    if "latest" not in frame.columns:
        frame["latest"] = frame["earliest"]


def _moments(cells: pd.Series[Any]) -> pd.Series[Any]:
    import pandas as pd  # noqa: PLC0415 - loads on use

    moments = pd.to_datetime(cells, errors="coerce", utc=True, format="mixed")
    return moments.dt.tz_localize(None).astype("datetime64[s]")


def _adopt_type(frame: gpd.GeoDataFrame) -> None:
    if "event_type" not in frame.columns:
        frame["event_type"] = "Other"
    if frame["event_type"].dtype.kind in "iuf":
        codes = frame["event_type"].astype("Int64").astype(str)
        frame["event_type"] = codes.map(_UCDP_VIOLENCE).fillna(codes)


def _adopt_people(frame: gpd.GeoDataFrame, names: Mapping[str, Any]) -> None:
    pair = next((pair for pair in ACTOR_COLUMNS if pair[0] in names), ())
    if "actors" not in frame.columns:
        for role, name in zip(ROLE_COLUMNS, pair, strict=False):
            if name in names:
                cells = frame[names[name]]
                frame[role] = cells.where([_says(cell) for cell in cells], None)
    publisher = next((names[name] for name in SOURCE_COLUMNS if name in names), None)
    if publisher is not None and "publisher" not in frame.columns:
        frame["publisher"] = frame[publisher]
    steps = [frame[names[name]].tolist() for name in PATH_COLUMNS if name in names]
    if steps and "path" not in frame.columns:
        frame["path"] = [" / ".join(filter(_says, cells)) for cells in zip(*steps, strict=True)]


def _says(cell: Any) -> bool:
    return isinstance(cell, str) and bool(cell.strip())
