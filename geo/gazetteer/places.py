"""The tables of places of an index, written as the entries come."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from geo.gazetteer.columns import PLACE, TableWriter, TextWriter
from geo.gazetteer.weigh import entry_weight

if TYPE_CHECKING:
    from pathlib import Path

    from geo.gazetteer.entries import Entry

DEGREE = 100_000
"""Coordinates are stored in hundred-thousandths of a degree."""

_NEAR = 1 << 26
"""Ids below which rows are found by position; GeoNames' are a fifth of it."""
_STEP = 1 << 20


class PlaceWriter:
    """Appends places to the tables of an index."""

    def __init__(self, folder: Path) -> None:
        self.rows = 0
        self.weights = array("f")
        """How often the place of each row is meant (`geo.gazetteer.weigh`)."""
        self._folder = folder
        self._places = TableWriter(folder / "places", PLACE)
        self._names = TextWriter(folder / "names")
        self._tables: dict[str, dict[str, int]] = {"feature": {}, "country": {}, "path": {}}
        self._row_of = _Rows()
        self._slugs: dict[str, int] = {}
        self._extras: dict[int, dict[str, str]] = {}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write what is left, and the tables of codes."""
        self._places.close()
        self._names.close()
        self._write_tables()

    def append(self, entry: Entry, layer: int) -> int:
        """Append a place unless its id is there already, and return its row."""
        number = self._number(entry.id)
        row = self.row_of(number)
        if row is not None:
            return row
        self._row_of.put(number, self.rows)
        self._places.append(*self._record(entry, number, layer))
        self._names.append(entry.name)
        self.weights.append(entry_weight(entry))
        if entry.source or entry.valid_from or entry.valid_to:
            extra = {name: getattr(entry, name) for name in ("valid_from", "valid_to", "source")}
            self._extras[self.rows] = {name: value for name, value in extra.items() if value}
        self.rows += 1
        return self.rows - 1

    def row_of(self, number: int) -> int | None:
        """Return the row of the place of that GeoNames id, if it is there."""
        return self._row_of.get(number)

    def _record(self, entry: Entry, number: int, layer: int) -> tuple[float, ...]:
        return (
            number,
            entry.population,
            round(entry.lon * DEGREE),
            round(entry.lat * DEGREE),
            self._code("path", "\t".join(entry.path)),
            entry.radius_km,
            self._code("feature", f"{entry.feature_class}.{entry.feature_code}"),
            self._code("country", entry.country),
            layer,
        )

    def _number(self, place_id: str) -> int:
        """Return the GeoNames number of an id, or a negative one for an id of another kind."""
        prefix, _, key = place_id.partition(":")
        if prefix == "geonames":
            return int(key)
        return self._slugs.setdefault(place_id, -1 - len(self._slugs))

    def _code(self, table: str, value: str) -> int:
        codes = self._tables[table]
        return codes.setdefault(value, len(codes))

    def _write_tables(self) -> None:
        tables: dict[str, Any] = {name: list(codes) for name, codes in self._tables.items()}
        paths = TextWriter(self._folder / "paths")
        for path in tables.pop("path"):
            paths.append(path)
        paths.close()
        tables |= {"slugs": list(self._slugs), "extras": self._extras}
        (self._folder / "tables.json").write_text(json.dumps(tables, ensure_ascii=False))
        ids = np.fromfile(self._folder / "places", PLACE)["id"]
        order = np.argsort(ids, kind="stable").astype("u4")
        order.tofile(self._folder / "by_id")
        ids[order].tofile(self._folder / "sorted_ids")


class _Rows:
    """Rows by id: four bytes for each id that GeoNames may have given, more for others."""

    def __init__(self) -> None:
        self._near = array("I")
        self._far: dict[int, int] = {}

    def get(self, number: int) -> int | None:
        if 0 <= number < len(self._near):
            return self._near[number] - 1 if self._near[number] else None
        return self._far.get(number)

    def put(self, number: int, row: int) -> None:
        if not 0 <= number < _NEAR:
            self._far[number] = row
            return
        if number >= len(self._near):
            missing = number + _STEP - len(self._near)
            self._near.frombytes(bytes(missing * self._near.itemsize))
        self._near[number] = row + 1
