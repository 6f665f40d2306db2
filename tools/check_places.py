"""Check the curated places, and put their file into its one layout.

``python tools/check_places.py`` prints what is wrong with ``data/places.geojson`` and
exits with 1 if anything is; ``--write`` also sorts the features, drops repeated names,
rounds the coordinates and writes one feature a line, so that a change shows as the lines
it touches.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.evaluate.toponyms import distance_km as between

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = Path(__file__).resolve().parent.parent / "data" / "places.geojson"

CODES = {
    "A": "ADM1 ADM1H ADM2 ADM2H ADM3 PCLH TERR ZN ZNB",
    "H": "BAY CHN CNL GULF LK LKS RF RSV SEA STM STMS STRT",
    "L": "AREA CONT INDS LCTY MILB MN NVB OILF PRK PRT RGN RGNE RGNH",
    "P": "PPL PPLA PPLA2 PPLA3 PPLC PPLH PPLL PPLQ PPLW PPLX STLMT",
    "R": "RD RDJCT RR TNL",
    "S": "AIRB AIRF AIRP BDG BLDG CH CMP CMPRF DAM FCLT FT HSP INSM MFG MKT MN MNMT MNSTY MSQE OILR"
    " PAL PRN PS PSH PSN PSTB RSTN RTL SCH THTR TMPL UNIV",
    "T": "CAPE CRDR DLTA DSRT GRGE HLL HLLS ISL ISLS MT MTS PASS PEN PK PLAT PLN PT RDGE SPIT UPLD"
    " VAL VLC",
    "V": "FRST",
}
"""GeoNames feature codes in use, by class."""

ORDER = (
    "id name names former_names feature_class feature_code country countries admin"
    " valid_from valid_to radius_km population geonames source note"
).split()
REQUIRED = "id name names feature_class feature_code country admin radius_km source".split()
SAME_PLACE_KM = 3.0
"""Two features of one name and one code closer than this are one place."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?")
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_JOINER = "\u200c"
_DECIMALS = 5

Feature = dict[str, Any]


def problems(features: list[Feature]) -> Iterator[str]:
    """Yield what is wrong with *features*, one sentence each, naming the feature."""
    seen: dict[Any, str] = {}
    for feature in features:
        properties = feature["properties"]
        slug = str(properties.get("id"))
        for check in (_schema, _dates, _position, _spelling):
            yield from (f"{slug}: {what}" for what in check(feature))
        for key in (slug, properties.get("geonames")):
            if key is not None and key in seen:
                yield f"{slug}: {key} is {seen[key]} already"
            seen[key] = slug
    yield from _repeated(features)


def names(properties: Feature) -> list[str]:
    """Return every name of a feature, of today and of the past, the usual one first."""
    today = [name for spellings in properties["names"].values() for name in spellings]
    past = [former["name"] for former in properties.get("former_names", ())]
    return list(dict.fromkeys([properties["name"], *today, *past]))


def layout(features: list[Feature]) -> str:
    """Return the file's text: sorted by id, keys in one order, one feature a line."""
    lines = [
        json.dumps(_tidy(feature), ensure_ascii=False)
        for feature in sorted(features, key=lambda feature: str(feature["properties"]["id"]))
    ]
    body = ",\n".join(lines)
    return '{"type": "FeatureCollection", "features": [\n' + body + "\n]}\n"


def distance_km(one: Feature, other: Feature) -> float:
    """Return the great-circle distance between two points, in kilometers."""
    return between(*one["geometry"]["coordinates"], *other["geometry"]["coordinates"])


def _schema(feature: Feature) -> Iterator[str]:
    properties = feature["properties"]
    yield from (f"has no {key}" for key in REQUIRED if key not in properties)
    yield from (f"has an unknown property {key}" for key in properties if key not in ORDER)
    if not _SLUG.fullmatch(properties["id"]):
        yield "its id is not a slug of lower-case ASCII letters, digits and hyphens"
    if properties["feature_code"] not in CODES.get(properties["feature_class"], "").split():
        yield f"{properties['feature_class']}.{properties['feature_code']} is no code in use"
    if not properties["source"].strip():
        yield "has no source"
    if properties["country"] and "countries" in properties:
        yield "names one country and several"
    if len(properties.get("countries", "two")) < 2:  # noqa: PLR2004 - several means two
        yield "names one country in a list of several"
    for code in [properties["country"] or "AA", *properties.get("countries", ())]:
        if not _COUNTRY.fullmatch(code):
            yield f"country {code!r} is no ISO 3166-1 alpha-2 code"


def _dates(feature: Feature) -> Iterator[str]:
    properties = feature["properties"]
    for dated in (properties, *properties.get("former_names", ())):
        first, last = dated.get("valid_from"), dated.get("valid_to")
        for value in (first, last):
            if value is not None and not _ISO.fullmatch(value):
                yield f"{value!r} is no ISO day, month or year"
        if first and last and first > last:
            yield f"valid_from {first} is after valid_to {last}"


def _position(feature: Feature) -> Iterator[str]:
    geometry = feature["geometry"]
    lon, lat = geometry["coordinates"]
    if geometry["type"] != "Point" or abs(lon) > 180 or abs(lat) > 90:  # noqa: PLR2004 - degrees
        yield "its geometry is no point on the globe"
    if any(round(value, _DECIMALS) != value for value in (lon, lat)):
        yield f"its coordinates have more than {_DECIMALS} decimals"
    if not feature["properties"]["radius_km"] > 0:
        yield "its radius is not positive"


def _spelling(feature: Feature) -> Iterator[str]:
    properties = feature["properties"]
    for tag, spellings in properties["names"].items():
        if not _TAG.fullmatch(tag):
            yield f"{tag!r} is no language tag"
        if len(set(spellings)) < len(spellings) or not spellings:
            yield f"its {tag} names are empty or repeated"
    for name in names(properties):
        if unicodedata.normalize("NFC", name) != name or " ".join(name.split()) != name:
            yield f"{name!r} is not normalized"
        if any(unicodedata.category(char) in {"Cc", "Cf"} and char != _JOINER for char in name):
            yield f"{name!r} holds an invisible character"


def _repeated(features: list[Feature]) -> Iterator[str]:
    same: dict[tuple[str, str], list[Feature]] = {}
    for feature in features:
        key = feature["properties"]["name"].casefold(), feature["properties"]["feature_code"]
        same.setdefault(key, []).append(feature)
    for one, other in (pair for group in same.values() for pair in combinations(group, 2)):
        if distance_km(one, other) < SAME_PLACE_KM:
            yield f"{one['properties']['id']} and {other['properties']['id']} are one place"


def _tidy(feature: Feature) -> Feature:
    properties = feature["properties"]
    tidy = {key: properties[key] for key in ORDER if key in properties}
    tidy["names"] = {
        tag: list(dict.fromkeys(spellings)) for tag, spellings in sorted(tidy["names"].items())
    }
    point = [round(value, _DECIMALS) for value in feature["geometry"]["coordinates"]]
    geometry = {"type": "Point", "coordinates": point}
    return {"type": "Feature", "properties": tidy, "geometry": geometry}


def main() -> int:
    """Report the problems; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="lay the file out anew")
    features = json.loads(PLACES.read_text(encoding="utf-8"))["features"]
    if parser.parse_args().write:
        PLACES.write_text(layout(features), encoding="utf-8")
        features = json.loads(PLACES.read_text(encoding="utf-8"))["features"]
    found = list(problems(features))
    print(*found, f"{len(features)} places, {len(found)} problems", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
