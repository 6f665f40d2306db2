"""Incidents and places as GeoDataFrames: where notebooks, QGIS and databases start.

One row is one incident. Geometry is a point in EPSG:4326 (longitude, latitude)
where the incident has one place finer than a country, else None: an exchange
between states, "somewhere in Iran" and "unknown" are rows without a point.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from geo.errors import SchemaError
from geo.model import Precision, Stance, Use
from geo.records import SCHEMA, incident_to_record, record_to_incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd
    from shapely import Point

    from geo.model import Incident, Location, Reading, Setting

INCIDENT_COLUMNS: Mapping[str, str] = {
    "incident_id": "str",
    "event_type": "str",
    "acled": "str",
    "plover": "str",
    "summary": "str",
    "earliest": "datetime64[s]",
    "latest": "datetime64[s]",
    "form": "str",
    "granularity": "str",
    "place_id": "str",
    "place": "str",
    "feature_code": "str",
    "country": "str",
    "path": "str",
    "relation": "str",
    "precision": "Int64",
    "radius_km": "Float64",
    "status": "str",
    "stance": "str",
    "modality": "str",
    "actors": "object",
    "killed_low": "Int64",
    "killed_best": "Int64",
    "killed_high": "Int64",
    "wounded_low": "Int64",
    "wounded_best": "Int64",
    "wounded_high": "Int64",
    "casualties_text": "str",
    "disagreements": "object",
    "location": "object",
    "other_locations": "object",
    "claims": "object",
    "corrections": "object",
}
"""Columns of a frame of incidents and their types; object columns hold lists of records."""

PLACE_COLUMNS: Mapping[str, str] = {
    "place_id": "str",
    "place": "str",
    "feature_class": "str",
    "feature_code": "str",
    "country": "str",
    "uses": "str",
    "count": "Int64",
    "articles": "Int64",
    "radius_km": "Float64",
    "names": "object",
}
"""Columns of a frame of the places that articles name."""

_KEPT_AS_THEY_ARE = (
    *("incident_id", "event_type", "acled", "plover", "summary", "status"),
    *("actors", "disagreements", "location", "other_locations", "claims", "corrections"),
)
_STANCES = (Stance.CONFIRMED, Stance.FACT, Stance.CLAIMED, Stance.ALLEGED, Stance.DENIED)


def to_frame(incidents: Iterable[Incident]) -> gpd.GeoDataFrame:
    """Return a frame of *incidents*, one row each, in their order.

    Returns
    -------
    GeoDataFrame
        With the columns of `INCIDENT_COLUMNS` and ``geometry`` (EPSG:4326).
    """
    rows = [_incident_row(incident) for incident in incidents]
    return _frame(rows, INCIDENT_COLUMNS)


def from_frame(frame: gpd.GeoDataFrame) -> list[Incident]:
    """Return the incidents that the rows of *frame* hold.

    Raises
    ------
    SchemaError
        If a column that a frame of incidents needs is missing.
    """
    check_frame(frame)
    return [record_to_incident(_row_record(row)) for row in frame.to_dict("records")]


def places_frame(readings: Iterable[Reading]) -> gpd.GeoDataFrame:
    """Return a frame of the places that the articles of *readings* name.

    One row is one place, with how often, in how many articles, by which names
    and with which uses it stands; the most often named first.
    """
    named: dict[str, list[tuple[str, Location]]] = {}
    for reading in readings:
        for location in reading.locations:
            if location.place is not None:
                mentions = named.setdefault(location.place.id, [])
                mentions.append((reading.article.article_id, location))
    rows = [_place_row(mentions) for mentions in named.values()]
    rows.sort(key=lambda row: (-row["count"], row["place_id"]))
    return _frame(rows, PLACE_COLUMNS)


def check_frame(frame: gpd.GeoDataFrame, *, columns: Sequence[str] = ()) -> None:
    """Refuse a frame that lacks a column or is not in EPSG:4326.

    Parameters
    ----------
    frame : GeoDataFrame
        The frame to check.
    columns : sequence of str
        The columns it must have; by default all of `INCIDENT_COLUMNS`.

    Raises
    ------
    SchemaError
        Naming the columns that are missing, or the coordinate system that is wrong.
    """
    missing = [name for name in columns or INCIDENT_COLUMNS if name not in frame.columns]
    if missing:
        raise SchemaError(
            "frame", f"lacks the column(s) {', '.join(missing)}", "make it with geo.to_frame"
        )
    if frame.crs is None or frame.crs.to_epsg() != 4326:  # noqa: PLR2004 - WGS 84
        raise SchemaError("frame", f"is in {frame.crs}, not EPSG:4326", "use frame.to_crs(4326)")


def pinned(setting: Setting) -> bool:
    """Tell whether a setting is fine enough for a point on a map."""
    precision = setting.precision
    return setting.place is not None and precision is not None and precision < Precision.COUNTRY


def _frame(rows: list[dict[str, Any]], columns: Mapping[str, str]) -> gpd.GeoDataFrame:
    import geopandas as gpd  # noqa: PLC0415 - heavy
    import pandas as pd  # noqa: PLC0415 - heavy

    data = {
        name: pd.Series([row[name] for row in rows], dtype=_dtype(kind))
        for name, kind in columns.items()
    }
    points = gpd.GeoSeries([row["geometry"] for row in rows], crs=4326)
    return gpd.GeoDataFrame(data, geometry=points, crs=4326)


def _dtype(kind: str) -> Any:
    # Object rather than pandas' string type: None stays None in every writer.
    return "object" if kind == "str" else kind


def _incident_row(incident: Incident) -> dict[str, Any]:
    record = incident_to_record(incident)
    place = incident.location.place
    where, counts = record["location"], record["casualties"]
    return {
        **{name: record[name] for name in _KEPT_AS_THEY_ARE},
        **record["date"],
        "place_id": place and place.id,
        "place": incident.location.label,
        "feature_code": place and place.feature_code,
        "country": place and place.country,
        "path": " / ".join(where["path"]) or None,
        "relation": where["relation"],
        "precision": where["precision"],
        "radius_km": where["radius_km"],
        "stance": _strongest_stance(incident),
        "modality": incident.claims[0].modality.value if incident.claims else None,
        **{f"killed_{end}": counts["killed"][end] for end in ("low", "best", "high")},
        **{f"wounded_{end}": counts["wounded"][end] for end in ("low", "best", "high")},
        "casualties_text": counts["text"],
        "geometry": _point(incident.location),
    }


def _row_record(row: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: None if _is_missing(row[name]) else row[name] for name in INCIDENT_COLUMNS}
    counts = {
        what: {end: _whole(known[f"{what}_{end}"]) for end in ("low", "best", "high")}
        for what in ("killed", "wounded")
    }
    days = {name: _iso_day(known[name]) for name in ("earliest", "latest")}
    return {
        "schema": SCHEMA,
        **{name: known[name] for name in _KEPT_AS_THEY_ARE},
        "date": {**days, "form": known["form"], "granularity": known["granularity"]},
        "casualties": {**counts, "text": known["casualties_text"]},
    }


def _iso_day(timestamp: Any) -> str | None:
    return None if timestamp is None else str(timestamp.date())


def _is_missing(cell: Any) -> bool:
    import pandas as pd  # noqa: PLC0415 - heavy

    return not isinstance(cell, (list, dict)) and bool(pd.isna(cell))


def _whole(number: Any) -> int | None:
    return None if number is None else int(number)


def _strongest_stance(incident: Incident) -> str | None:
    held = {claim.stance for claim in incident.claims}
    return next((stance.value for stance in _STANCES if stance in held), None)


def _place_row(mentions: Sequence[tuple[str, Location]]) -> dict[str, Any]:
    place = mentions[0][1].place
    assert place is not None  # noqa: S101 - only located toponyms come here
    names = Counter(location.toponym.name for _, location in mentions)
    uses = Counter(location.toponym.use for _, location in mentions)
    return {
        "place_id": place.id,
        "place": place.name,
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "country": place.country,
        "uses": ", ".join(use for use in Use if use in uses),
        "count": len(mentions),
        "articles": len({article_id for article_id, _ in mentions}),
        "radius_km": max((location.radius_km or 0.0 for _, location in mentions)) or None,
        "names": sorted(names),
        "geometry": _xy(place.lon, place.lat),
    }


def _point(setting: Setting) -> Point | None:
    if setting.place is None or not pinned(setting):
        return None
    return _xy(setting.place.lon, setting.place.lat)


def _xy(lon: float, lat: float) -> Point:
    from shapely import Point  # noqa: PLC0415 - heavy

    return Point(lon, lat)
