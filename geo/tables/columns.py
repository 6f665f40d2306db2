"""Take any frame of dated points: find out which column says what.

A frame from `geo.to_frame` has its columns by their own names. Others are recognized
by the names that ACLED, UCDP GED and common tables use, in the order of the table here;
upper and lower case do not count. What a frame does not say stays unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import SchemaError
from geo.model import Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import geopandas as gpd
    import pandas as pd

    from geo.errors import FormatError

ALIASES: Mapping[str, tuple[str, ...]] = {
    "incident_id": ("event_id_cnty", "relid", "event_id", "id"),
    "event_type": ("sub_event_type", "event_type", "type_of_violence", "type", "category", "kind"),
    "summary": ("notes", "source_headline", "title", "headline", "description", "name", "text"),
    "text": ("text", "description"),
    "place": ("where_coordinates", "location", "where_description", "city", "adm_2", "admin2"),
    "country": ("country", "country_code", "iso2"),
    "killed_low": ("low",),
    "killed_best": ("best", "fatalities", "deaths", "killed"),
    "killed_high": ("high",),
    "wounded_best": ("wounded", "injured"),
    "publisher": ("source", "source_office", "source_article", "publisher"),
    "url": ("url", "link", "source_url"),
    "status": (),
    "radius_km": (),
}
"""For each column of a frame of incidents, the names that other tables give it."""

DATES = ("event_date", "date_start", "date", "datetime", "timestamp", "day", "start", "year")
LAST_DATES = ("latest", "date_end", "end")
ACTORS = (("actor1", "actor2"), ("side_a", "side_b"), ("actor",))
PATH = ("country", "admin1", "adm_1", "admin2", "adm_2", "admin3")

TIME_CODES: Mapping[str, dict[int, str]] = {
    # ACLED gives one day of a week or month that it does not know more closely.
    "time_precision": {2: "around", 3: "month"},
    # UCDP gives the first and the last day that are possible.
    "date_prec": {1: "day", 3: "week", 4: "month", 5: "year"},
}
PLACE_CODES: Mapping[str, Mapping[int, int]] = {
    # A town; near a town or a small area; a region, drawn at its capital.
    "geo_precision": {1: Precision.EXACT, 2: Precision.NEAR, 3: Precision.PROVINCE},
    "where_prec": {precision: precision for precision in Precision},
    "precision": {precision: precision for precision in Precision},
}
RADIUS_KM = {1: 5.0, 2: 25.0, 3: 30.0, 4: 80.0, 5: 50.0}
"""How far off a point may be, by precision class, where the table does not say."""

NUMBERS = {"killed_low", "killed_best", "killed_high", "wounded_best", "radius_km"}
PARTY_COLUMNS = ("party1", "party2")
"""What a frame calls those that a table names as taking part."""
UCDP_VIOLENCE = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}
_KEPT = (
    *("form", "granularity", "stance", "modality", "actors", "path", "place_names"),
    *("other_locations", *PARTY_COLUMNS),
)


def adopt(
    frame: gpd.GeoDataFrame, *, on_error: Callable[[FormatError], None] | None = None
) -> gpd.GeoDataFrame:
    """Return *frame* with the columns of a frame of incidents where it says what they hold.

    Parameters
    ----------
    frame : GeoDataFrame
        Points or empty geometry; in any coordinate system that it names.
    on_error : callable, optional
        Called with which cells hold no day that can be read; their rows are undated.

    Raises
    ------
    SchemaError
        If the frame has no geometry column, or no column with a date.
    FormatError
        If its days may be read in two ways.
    """
    import geopandas as gpd  # noqa: PLC0415 - loads on use

    frame = _in_degrees(frame)
    if "claims" in frame.columns:
        return frame
    names = {str(name).lower(): name for name in reversed(frame.columns)}
    adopted = {name: frame[names[name]] for name in _KEPT if name in names}
    for column, aliases in ALIASES.items():
        found = next((names[name] for name in (*_own(column), *aliases) if name in names), None)
        if found is not None:
            adopted[column] = _number(frame[found]) if column in NUMBERS else frame[found]
    adopted |= _dates(frame, names, on_error)
    adopted |= _people(frame, names)
    shapes = frame.geometry.rename("geometry")
    whole = gpd.GeoDataFrame(adopted, geometry=shapes, crs=frame.crs, index=frame.index)
    whole["event_type"] = _types(whole)
    return _placed(whole, frame, names)


def combine(frames: Sequence[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Return frames of incidents, adopted or from `geo.to_frame`, as one."""
    import geopandas as gpd  # noqa: PLC0415 - loads on use
    import pandas as pd  # noqa: PLC0415 - loads on use

    held = [frame for frame in frames if len(frame)]
    if len(held) < 2:  # noqa: PLR2004 - one frame is itself
        return held[0] if held else frames[0]
    # What says nothing would decide the kind of a column that says something elsewhere.
    said = [
        _with_actors(frame).drop(columns="geometry").dropna(axis="columns", how="all")
        for frame in held
    ]
    shapes = pd.concat([frame.geometry for frame in held], ignore_index=True)
    return gpd.GeoDataFrame(pd.concat(said, ignore_index=True), geometry=shapes, crs=4326)


def _with_actors(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    parties = [frame[name].tolist() for name in PARTY_COLUMNS if name in frame.columns]
    if "actors" in frame.columns or not parties:
        return frame
    rows = zip(*parties, strict=True)
    actors = [[{"name": name, "role": "party"} for name in row if _says(name)] for row in rows]
    return frame.assign(actors=_objects(actors))


def _own(column: str) -> tuple[str, ...]:
    # ACLED's event_type is the wider of its two; its sub_event_type is what we call the type.
    return () if column == "event_type" else (column,)


def _in_degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    if getattr(frame, "_geometry_column_name", None) is None:
        raise SchemaError("frame", "has no geometry", "make it with geo.to_frame, or set_geometry")
    if frame.crs is not None and frame.crs.to_epsg() != 4326:  # noqa: PLR2004 - WGS 84
        return frame.to_crs(4326)
    return frame.copy(deep=False)


def _number(cells: Any) -> Any:
    import pandas as pd  # noqa: PLC0415 - loads on use

    return pd.to_numeric(cells, errors="coerce").astype("Float64")


def _dates(
    frame: gpd.GeoDataFrame,
    names: Mapping[str, Any],
    on_error: Callable[[FormatError], None] | None,
) -> dict[str, Any]:
    from geo.tables.days import read_days, unread, widen  # noqa: PLC0415 - loads pandas

    first = _first_date(frame, names)
    days = read_days(frame[first], str(first))
    if on_error and (error := unread(frame[first], days)):
        on_error(error)
    last = next((names[name] for name in LAST_DATES if name in names), None)
    if last is not None:
        ends = read_days(frame[last], str(last))
        days["latest"] = ends["latest"]
        days["granularity"] = days["granularity"].where(days["earliest"] == ends["earliest"])
    for column, rules in TIME_CODES.items():
        if column in names:
            days = widen(days, frame[names[column]], rules)
    if "granularity" in names:
        days = days.drop(columns="granularity")
    return {str(name): days[name] for name in days.columns}


def _first_date(frame: gpd.GeoDataFrame, names: Mapping[str, Any]) -> Any:
    found = next((names[name] for name in ("earliest", *DATES) if name in names), None)
    if found is None:
        found = next((name for name, kind in frame.dtypes.items() if kind.kind == "M"), None)
    if found is None:
        hint = f"name one of its columns {', '.join(('earliest', *DATES))}"
        raise SchemaError("frame", "has no column with a date", hint)
    return found


def _types(frame: gpd.GeoDataFrame) -> Any:
    import pandas as pd  # noqa: PLC0415 - loads on use

    if "event_type" not in frame.columns:
        return pd.Series("Other", index=frame.index, dtype=object)
    codes, kept = pd.factorize(frame["event_type"])
    texts = [str(code).removesuffix(".0") for code in kept]
    return np.array([*(UCDP_VIOLENCE.get(text, text) for text in texts), None], dtype=object)[codes]


def _people(frame: gpd.GeoDataFrame, names: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    parties = next((pair for pair in ACTORS if pair[0] in names), ())
    if not {"actors", *PARTY_COLUMNS} & set(names):
        # The tables name the parties; which of them acted, only their words say.
        for column, name in zip(PARTY_COLUMNS, parties, strict=False):
            if name in names:
                found[column] = _said(frame[names[name]])
    steps = [names[name] for name in PATH if name in names]
    if steps and "path" not in names:
        found["path"] = _paths([_said(frame[name]) for name in steps])
    return found


def _said(cells: Any) -> Any:
    """Return the cells that hold words, and None for the others."""
    import pandas as pd  # noqa: PLC0415 - loads on use

    if isinstance(cells.dtype, pd.StringDtype):
        return cells.mask(cells.str.strip() == "", None)
    return cells.where([_says(cell) for cell in cells], None)


def _paths(steps: Sequence[Any]) -> Any:
    """Return the steps of each row as one text; each path is joined but once."""
    import pandas as pd  # noqa: PLC0415 - loads on use

    rows = pd.concat(steps, axis="columns", ignore_index=True)
    codes = rows.groupby(list(rows.columns), sort=False, dropna=False).ngroup().to_numpy()
    _, first = np.unique(codes, return_index=True)
    paths = [" / ".join(filter(_says, row)) for row in rows.iloc[first].itertuples(index=False)]
    return np.array(paths, dtype=object)[codes]


def _placed(
    adopted: gpd.GeoDataFrame, frame: gpd.GeoDataFrame, names: Mapping[str, Any]
) -> gpd.GeoDataFrame:
    """Return *adopted* with how exactly each row is placed; as wide as a country is no pin."""
    import pandas as pd  # noqa: PLC0415 - loads on use

    column = next((name for name in PLACE_CODES if name in names), None)
    if column is None:
        return adopted
    codes = pd.to_numeric(frame[names[column]], errors="coerce")
    adopted["precision"] = codes.map(PLACE_CODES[column]).astype("Int64")
    if "radius_km" not in adopted.columns:
        adopted["radius_km"] = adopted["precision"].map(RADIUS_KM).astype("Float64")
    wide = (adopted["precision"] >= Precision.COUNTRY).fillna(value=False).to_numpy(dtype=bool)
    wide &= ~(adopted.geometry.isna() | adopted.geometry.is_empty).to_numpy()
    if wide.any():
        areas = _objects([[]] * len(adopted))
        areas[wide] = _objects([[_area(row)] for _, row in adopted[wide].iterrows()])
        adopted["other_locations"] = areas
        adopted.loc[wide, "geometry"] = None
    return adopted


def _area(row: pd.Series[Any]) -> dict[str, Any]:
    name = row.get("place") if row["precision"] > Precision.COUNTRY else row.get("country")
    return {"place": {"name": name, "lon": row.geometry.x, "lat": row.geometry.y}, "role": "area"}


def _says(cell: Any) -> bool:
    return isinstance(cell, str) and bool(cell.strip())


def _objects(cells: list[Any]) -> Any:
    column = np.empty(len(cells), dtype=object)
    for row, cell in enumerate(cells):  # numpy would spread lists of one length over an axis
        column[row] = cell
    return column
