"""A user's own layers: files of places that win over the shipped ones."""

from __future__ import annotations

import csv
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from geo.atomic import replacing
from geo.errors import FormatError, ReadError, UnsupportedFormatError
from geo.gazetteer.curated import check_point, raise_error, read_places
from geo.gazetteer.entries import Entry, Layer, SourceLayer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.gazetteer.curated import OnError

_SUFFIXES = (".geojson", ".csv")
_WINS = 1e10
_REQUIRED = ("name", "lon", "lat")


def data_folder() -> Path:
    """Return where what a user adds is kept: ``$GEO_CACHE``, or the user's data."""
    named = os.environ.get("GEO_CACHE")
    return Path(named) if named else user_data_path("conflict-incident-mapper")


def layers_folder() -> Path:
    """Return where added layers are kept."""
    return data_folder() / "layers"


def added_layers() -> tuple[Path, ...]:
    """Return the files of the layers that were added, by name."""
    found = (path for path in layers_folder().glob("*") if path.suffix in _SUFFIXES)
    return tuple(sorted(found))


def add_layer(path: Path, *, on_error: OnError | None = None) -> int:
    """Keep a copy of a file of places as a layer of every gazetteer opened from now on.

    Parameters
    ----------
    path : Path
        GeoJSON points with a property ``name`` (and those of ``data/places.geojson``),
        or a table with the columns ``name``, ``lon`` and ``lat`` and, where known, ``id``,
        ``names`` (parted by ``;``), ``feature_class``, ``feature_code``, ``country``,
        ``admin`` (parted by ``;``, country first), ``population``, ``radius_km``, ``source``.
    on_error : callable, optional
        Called with the error of each place that is left out. By default it is raised.

    Returns
    -------
    int
        How many places it holds. A layer of the same file name is replaced.

    Raises
    ------
    UnsupportedFormatError, ReadError, FormatError
        If the file is of another kind, can't be read, or does not hold places.
    """
    count = sum(1 for _ in user_layer(path, on_error or raise_error).entries())
    if not count:
        raise FormatError(str(path), "holds no places")
    with replacing(layers_folder() / path.name) as new:
        new.write_bytes(path.read_bytes())
    return count


def user_layer(path: Path, on_error: OnError) -> SourceLayer:
    """Return the layer of a user's file; *on_error* is told of each place left out."""
    if path.suffix not in _SUFFIXES:
        raise UnsupportedFormatError(str(path), _SUFFIXES)
    if not path.is_file():
        raise ReadError(str(path), "is no file")
    read = read_places if path.suffix == ".geojson" else _read_table
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    layer = Layer(path.stem, path.name, digest, "the user's own")
    return SourceLayer(layer, lambda: _winning(read(path, path.stem, on_error)), 1000)


def _winning(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Put the entries before any other place of their names."""
    return (entry._replace(weight=_WINS) for entry in entries)


def _read_table(path: Path, gazetteer: str, on_error: OnError) -> Iterator[Entry]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = [name for name in _REQUIRED if name not in (rows.fieldnames or ())]
        if missing:
            raise FormatError(str(path), f"has no column {', '.join(missing)}", "name it in line 1")
        for number, row in enumerate(rows, 2):
            try:
                yield _entry(row, f"{gazetteer}:{row.get('id') or number}")
            except (TypeError, ValueError) as error:
                on_error(FormatError(f"{path}:{number}", f"is no place ({error})"))


def _entry(row: dict[str, str], place_id: str) -> Entry:
    lon, lat = float(row["lon"]), float(row["lat"])
    check_point(lon, lat)
    names = filter(None, (row.get("names") or "").split(";"))
    return Entry(
        id=row["id"] if ":" in (row.get("id") or "") else place_id,
        name=row["name"],
        lon=lon,
        lat=lat,
        feature_class=row.get("feature_class") or "P",
        feature_code=row.get("feature_code") or "",
        country=row.get("country") or "",
        path=tuple(filter(None, (row.get("admin") or "").split(";"))),
        population=int(row.get("population") or 0),
        radius_km=float(row.get("radius_km") or 0),
        alternates=tuple(map(str.strip, names)),
        source=row.get("source") or "",
    )
