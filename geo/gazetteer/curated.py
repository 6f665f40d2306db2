"""Places in GeoJSON: the curated layer, and a user's own in the same form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.errors import CoordinateError, FormatError
from geo.gazetteer.entries import Entry, Kind, Layer, Naming, SourceLayer
from geo.gazetteer.weigh import feature_weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.errors import GeoError

    OnError = Callable[[GeoError], None]


_NATURAL = ("H", "T", "V")
"""Classes of features that nobody lives in, but that are here as news tell of them."""


def curated_layer(path: Path) -> SourceLayer:
    """Return the layer of the places curated by hand."""
    layer = Layer("curated", "curated by hand from the works that each place cites", "1", "MIT")
    return SourceLayer(layer, lambda: read_places(path, "curated"), 1000)


def raise_error(error: GeoError) -> None:
    """Raise *error*: what to do where nobody wants to be told."""
    raise error


def check_point(lon: float, lat: float) -> None:
    """Raise `CoordinateError` unless the point is on the globe."""
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # noqa: PLR2004 - degrees
        raise CoordinateError(lon, lat)


def read_places(path: Path, gazetteer: str, on_error: OnError = raise_error) -> Iterator[Entry]:
    """Yield the places of a GeoJSON file of points; *on_error* is told of those left out.

    Raises
    ------
    FormatError
        If the file is no feature collection.
    """
    try:
        features = json.loads(path.read_bytes())["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise FormatError(str(path), "is no GeoJSON feature collection") from error
    for number, feature in enumerate(features):
        try:
            yield _entry(feature, gazetteer)
        except (KeyError, TypeError, ValueError) as error:
            what = f"feature {number} is no named point ({error!r})"
            hint = "give it a Point and the properties id and name"
            on_error(FormatError(str(path), what, hint))


def _entry(feature: dict[str, Any], gazetteer: str) -> Entry:
    properties = feature["properties"]
    lon, lat = map(float, feature["geometry"]["coordinates"][:2])
    check_point(lon, lat)
    geonames = properties.get("geonames")
    countries = properties.get("countries") or [properties.get("country") or ""]
    country = countries[0] if len(countries) == 1 else ""
    kind = properties.get("feature_class") or "P"
    code = properties.get("feature_code") or ""
    natural = kind in _NATURAL or (code == "RGN" and not country)
    return Entry(
        id=f"geonames:{geonames}" if geonames else f"{gazetteer}:{properties['id']}",
        name=properties["name"],
        lon=lon,
        lat=lat,
        feature_class=kind,
        feature_code=code,
        country=country,
        path=tuple(properties.get("admin") or ()),
        population=int(properties.get("population") or 0),
        radius_km=float(properties.get("radius_km") or 0),
        alternates=tuple(_alternates(properties)),
        namings=tuple(_former(properties)),
        valid_from=properties.get("valid_from") or "",
        valid_to=properties.get("valid_to") or "",
        source=properties.get("source") or "",
        weight=feature_weight(code) if natural else 0.0,
    )


def _alternates(properties: dict[str, Any]) -> Iterator[str]:
    for names in (properties.get("names") or {}).values():
        yield from [names] if isinstance(names, str) else names


def _former(properties: dict[str, Any]) -> Iterator[Naming]:
    for former in properties.get("former_names") or ():
        yield Naming(former if isinstance(former, str) else former["name"], Kind.HISTORICAL)
