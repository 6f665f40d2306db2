"""The file of corrections that a map saves, and the values in it.

``{"schema": 1, "corrections": [...]}``, each with a ``kind``, the ``claims`` it is about (the
words that each was read from) or the ``incident_id`` of a table's row, and what is right.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import CoordinateError, FormatError, ReadError
from geo.model import Place, Provenance
from geo.read.clean import clean_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Claim
    from geo.protocols import Gazetteer

SCHEMA = 1
MAX_BYTES = 20_000_000
_LONGEST = 4000
_HINT = "save it from the map, under Key and layers"


class Kind(StrEnum):
    """What is wrong."""

    PLACE = "wrong place"
    NOT_INCIDENT = "not an incident"
    SAME = "same as"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Words:
    """A claim by its content: its article and the words that it was read from."""

    quote: str
    trigger: str
    article_id: str | None = None
    url: str | None = None
    title: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The article's address, id and title, as far as they are known."""
        return tuple(name for name in (self.url, self.article_id, self.title) if name)

    def fit(self, other: Words) -> bool:
        """Tell whether two claims, of one article, were read from the same words.

        A sentence may be cut elsewhere by another version: the one quote then holds the other.
        """
        same_quote = self.quote in other.quote or other.quote in self.quote
        return bool(self.quote and other.quote) and same_quote and self.trigger == other.trigger


@dataclass(frozen=True, slots=True)
class RightPlace:
    """Where something really happened, as a reader says it: one of id, point and name."""

    id: str | None = None
    name: str | None = None
    lonlat: tuple[float, float] | None = None
    """Longitude and latitude, degrees."""

    def find(self, gazetteer: Gazetteer, wrong: Place | None) -> Place | None:
        """Return the place, or None if the gazetteer lacks it; never the *wrong* one."""
        if self.lonlat:
            return self._point(self.lonlat, wrong)
        if self.id:
            return gazetteer.place(self.id)
        places = [candidate.place for candidate in gazetteer.candidates(self.name or "")]
        return next((place for place in places if wrong is None or place.id != wrong.id), None)

    def _point(self, lonlat: tuple[float, float], wrong: Place | None) -> Place:
        lon, lat = lonlat
        named = self.name or f"{lat:.4f}, {lon:.4f}"
        return Place(
            f"correction:{lon:.5f},{lat:.5f}", named, lon, lat, "S", radius_km=1.0,
            country=wrong.country if wrong else None, path=wrong.path[:1] if wrong else (),
            provenance=Provenance("a reader's correction"),
        )  # fmt: skip

    def __str__(self) -> str:
        """Return it as a reader would write it."""
        return self.name or self.id or "{1:.4f}, {0:.4f}".format(*self.lonlat or (0, 0))


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a reader found wrong."""

    kind: Kind
    claims: tuple[Words, ...] = ()
    incident_id: str | None = None
    place: RightPlace | None = None
    same_as: tuple[Words, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        """Say what it is about, for a list of corrections."""
        about = self.claims[0].quote if self.claims else f"row {self.incident_id}"
        short = about if len(about) <= 70 else f"{about[:69]}…"  # noqa: PLR2004 - a line of a terminal
        return f"{self.kind.value}: “{short}”"


def words_of(claim: Claim) -> Words:
    """Return the words that *claim* was read from."""
    source, quote, trigger = claim.source, claim.quote, claim.trigger
    worded = quote.text[max(0, trigger.start - quote.start) : max(0, trigger.stop - quote.start)]
    return Words(_plain(quote.text), _plain(worded), source.article_id, source.url, source.title)


def read_corrections(path: str | Path) -> list[Correction]:
    """Read the corrections that a map saved.

    Raises
    ------
    ReadError
        If the file can't be read.
    FormatError
        If it is no file of corrections; says which one is malformed and how.
    """
    path = Path(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(str(path), f"can't be opened: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise FormatError(str(path), f"is longer than {MAX_BYTES // 10**6} MB", _HINT)
    try:
        record = clean_all(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise FormatError(str(path), f"is not JSON: {error}", _HINT) from error
    return _corrections(record, str(path))


def _corrections(record: Any, where: str) -> list[Correction]:
    if not isinstance(record, dict) or not isinstance(record.get("corrections"), list):
        raise FormatError(where, 'has no list of "corrections"', _HINT)
    if record.get("schema") != SCHEMA:
        raise FormatError(where, f"has schema {record.get('schema')!r}, not {SCHEMA}", _HINT)
    return [
        _correction(item, f"{where}: correction {number}")
        for number, item in enumerate(record["corrections"], 1)
    ]


def _correction(record: Any, where: str) -> Correction:
    if not isinstance(record, dict):
        raise FormatError(where, "is not an object", _HINT)
    try:
        kind = Kind(str(record.get("kind")))
    except ValueError as error:
        kinds = ", ".join(repr(kind.value) for kind in Kind)
        what = f"is of kind {record.get('kind')!r}, not one of {kinds}"
        raise FormatError(where, what, _HINT) from error
    correction = Correction(
        kind,
        _claims(record, "claims", where),
        _text(record, "incident_id", where),
        _place(record.get("place"), where),
        _claims(record, "same_as", where),
        _text(record, "note", where) or "",
    )
    if not correction.claims and not correction.incident_id:
        raise FormatError(where, "names neither claims nor an incident_id", _HINT)
    if kind is Kind.SAME and not correction.same_as:
        raise FormatError(where, 'does not say "same_as" what', _HINT)
    return correction


def _claims(record: Mapping[str, Any], key: str, where: str) -> tuple[Words, ...]:
    items = record.get(key) or []
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FormatError(where, f"{key!r} is not a list of claims", _HINT)
    names = ("quote", "trigger", "article_id", "url", "title")
    said = [{name: _text(item, name, where) for name in names} for item in items]
    return tuple(
        Words(_plain(item.pop("quote") or ""), _plain(item.pop("trigger") or ""), **item)
        for item in said
    )


def _place(record: Any, where: str) -> RightPlace | None:
    if record is None:
        return None
    hint = 'write {"id": …}, {"name": …} or {"lon": …, "lat": …}'
    if not isinstance(record, dict):
        raise FormatError(where, "has a place that is not an object", hint)
    place_id, name = _text(record, "id", where), _text(record, "name", where)
    lon, lat = record.get("lon"), record.get("lat")
    if lon is None and lat is None:
        if not (place_id or name):
            raise FormatError(where, "has a place that says nothing", hint)
        return RightPlace(place_id, name)
    if not (isinstance(lon, (int, float)) and isinstance(lat, (int, float))):
        raise FormatError(where, "has a place whose lon and lat are not two numbers", hint)
    if not (abs(lon) <= 180 and abs(lat) <= 90):  # noqa: PLR2004 - degrees
        raise FormatError(where, str(CoordinateError(lon, lat)), hint)
    return RightPlace(name=name, lonlat=(float(lon), float(lat)))


def _text(record: Mapping[str, Any], key: str, where: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        raise FormatError(where, f"{key!r} is not text", _HINT)
    return str(value)[:_LONGEST] or None


def _plain(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
