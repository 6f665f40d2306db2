"""Incidents and readings as interchange files; the suffix chooses the format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.atomic import replacing
from geo.borders import HOLDER_COLUMNS, add_holders
from geo.errors import UnsupportedFormatError
from geo.frames import pinned, to_frame
from geo.records import incident_to_record, reading_to_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import geopandas as gpd

    from geo.model import Incident, Reading

ATTRIBUTION = (
    "Place names and positions: GeoNames (CC BY 4.0). Borders: Natural Earth (public domain). "
    "Each claim is the statement of the article it cites."
)

_NESTED = ("actors", "disagreements", "location", "other_locations", "claims", "corrections")
_DRIVERS = {".geojson": "GeoJSON", ".gpkg": "GPKG"}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_incidents(incidents: Sequence[Incident], path: str | Path) -> Path:
    """Write *incidents* to *path*, whole or not at all.

    ``.geojson`` keeps actors and claims nested; ``.gpkg`` and ``.parquet`` hold them
    as JSON text; ``.csv`` is flat, with longitude and latitude, and cells that a
    spreadsheet would run as a formula start with an apostrophe; ``.jsonl`` is the
    whole record, one incident a line.

    Raises
    ------
    UnsupportedFormatError
        If the suffix is none of these.
    """
    path = Path(path)
    write = incident_writer(path)
    with replacing(path) as new:
        write(incidents, new)
    return path


def incident_writer(path: Path) -> Callable[[Sequence[Incident], Path], None]:
    """Return what writes incidents to a file with the suffix of *path*.

    Raises
    ------
    UnsupportedFormatError
        If `write_incidents` knows no such suffix.
    """
    try:
        return _WRITERS[path.suffix.lower()]
    except KeyError:
        raise UnsupportedFormatError(str(path), tuple(_WRITERS)) from None


def write_frame(frame: gpd.GeoDataFrame, path: str | Path) -> Path:
    """Write any frame as GeoJSON or GeoPackage, whole or not at all; lists become text.

    Raises
    ------
    UnsupportedFormatError
        If the suffix is neither ``.geojson`` nor ``.gpkg``.
    """
    path = Path(path)
    driver = _DRIVERS.get(path.suffix.lower())
    if driver is None:
        raise UnsupportedFormatError(str(path), tuple(_DRIVERS))
    with replacing(path) as new:
        _write_with_gdal(frame, new, driver)
    return path


def write_readings(readings: Iterable[Reading], path: str | Path) -> Path:
    """Write the file of ``geo read``: one reading a line."""
    with replacing(path) as new, new.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{reading_line(reading)}\n" for reading in readings)
    return Path(path)


def reading_line(reading: Reading) -> str:
    """Return the line of ``geo read``'s file for one reading, without the line end."""
    return to_json(reading_to_record(reading))


def incident_line(incident: Incident) -> str:
    """Return the line of ``geo incidents``' file for one incident, without the line end."""
    return to_json(incident_to_record(incident))


def to_json(value: Any) -> str:
    """Return *value* as compact JSON in its own script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def guard_formula(cell: Any) -> Any:
    """Return a cell that no spreadsheet runs: text like ``=1+1`` gets an apostrophe."""
    risky = isinstance(cell, str) and cell.startswith(_FORMULA_STARTS)
    return f"'{cell}" if risky else cell


def _write_json_lines(incidents: Sequence[Incident], path: Path) -> None:
    lines = (f"{incident_line(incident)}\n" for incident in incidents)
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def _write_geojson(incidents: Sequence[Incident], path: Path) -> None:
    held = add_holders(to_frame(incidents))[list(HOLDER_COLUMNS)].to_dict("records")
    features = [_feature(*each) for each in zip(incidents, held, strict=True)]
    collection = {
        "type": "FeatureCollection",
        "attribution": ATTRIBUTION,
        "features": features,
    }
    path.write_text(to_json(collection) + "\n", encoding="utf-8", newline="\n")


def _feature(incident: Incident, held: dict[str, Any]) -> dict[str, Any]:
    place = incident.location.place
    point = place is not None and pinned(incident.location)
    coordinates = [place.lon, place.lat] if place is not None and point else None
    return {
        "type": "Feature",
        "id": incident.incident_id,
        "geometry": {"type": "Point", "coordinates": coordinates} if coordinates else None,
        "properties": incident_to_record(incident) | held,
    }


def _write_geopackage(incidents: Sequence[Incident], path: Path) -> None:
    _write_with_gdal(_flat(incidents), path, "GPKG", layer="incidents", geometry_type="Point")


def _write_with_gdal(frame: gpd.GeoDataFrame, path: Path, driver: str, **options: str) -> None:
    import pyogrio  # noqa: PLC0415 - heavy

    # GeoPackages carry the time of their last change: a fixed one, so that bytes repeat.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"})
    path.unlink()
    pyogrio.write_dataframe(frame.map(_to_cell), path, driver=driver, **options)


def _to_cell(value: Any) -> Any:
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(map(str, sorted(value) if isinstance(value, (set, frozenset)) else value))
    return value


def _write_parquet(incidents: Sequence[Incident], path: Path) -> None:
    _flat(incidents).to_parquet(path, index=False)


def _write_csv(incidents: Sequence[Incident], path: Path) -> None:
    frame = _flat(incidents)
    frame.insert(0, "lon", frame.geometry.x)
    frame.insert(1, "lat", frame.geometry.y)
    table = frame.drop(columns="geometry").map(guard_formula)
    table.to_csv(path, index=False, lineterminator="\n")


def _flat(incidents: Sequence[Incident]) -> Any:
    frame = add_holders(to_frame(incidents))
    for column in _NESTED:
        frame[column] = [to_json(value) for value in frame[column]]
    first = [incident.claims[0] if incident.claims else None for incident in incidents]
    frame["quote"] = [claim and claim.quote.text for claim in first]
    frame["claimant"] = [claim and claim.claimant and claim.claimant.name for claim in first]
    frame["publisher"] = [claim and claim.source.publisher for claim in first]
    frame["url"] = [claim and claim.source.url for claim in first]
    return frame


_WRITERS: dict[str, Callable[[Sequence[Incident], Path], None]] = {
    ".geojson": _write_geojson,
    ".gpkg": _write_geopackage,
    ".csv": _write_csv,
    ".jsonl": _write_json_lines,
    ".parquet": _write_parquet,
}
