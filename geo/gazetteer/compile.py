"""Compile layers of entries into an index: one pass over the entries, one over sorted names.

Memory is bounded whatever the number of entries: columns go to disk as they
grow, names are sorted in runs on disk and merged. Only the distinct keys are
held at once, by the trie that is built of them.
"""

from __future__ import annotations

import heapq
import json
import pickle
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import marisa_trie
import numpy as np

from geo.gazetteer.columns import PLACE, SENSE, TableWriter, TextWriter
from geo.gazetteer.entries import Kind
from geo.gazetteer.keys import make_key
from geo.gazetteer.weigh import entry_weight, naming_weight, priors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.gazetteer.entries import Entry, Layer, SourceLayer

    Progress = Callable[[str, int, int], None]

FORMAT = 3
"""Counts up when compiled indexes of before can't be read any more."""

DEGREE = 100_000
"""Coordinates are stored in hundred-thousandths of a degree."""

_RUN = 2_000_000
"""Names sorted in memory at once."""
_REPORT = 4096


class Posting(NamedTuple):
    """One sense of a name."""

    key: str
    kind: int
    row: int
    weight: float


def compile_index(folder: Path, layers: Iterable[SourceLayer], progress: Progress) -> None:
    """Write the index of *layers* to *folder*.

    Where two hold one id, the first one wins, and the place goes by the names of both.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as runs:
        sorter = _Sorter(Path(runs))
        rows, described = _write_places(folder, layers, sorter, progress)
        keys = _write_postings(folder, sorter, progress)
    info = {
        "format": FORMAT,
        "places": rows,
        "keys": keys,
        "layers": [asdict(x) for x in described],
    }
    (folder / "info.json").write_text(json.dumps(info, ensure_ascii=False, indent=1))


def _write_places(
    folder: Path, layers: Iterable[SourceLayer], sorter: _Sorter, progress: Progress
) -> tuple[int, list[Layer]]:
    described = []
    with _PlaceWriter(folder) as writer:
        for number, source in enumerate(layers):
            before, names = writer.rows, sorter.count
            for entry in source.entries():
                row = writer.append(entry, number)
                _add_names(sorter, entry, row)
                if row % _REPORT == 0:
                    done = min(row - before, source.expected)
                    progress(source.layer.name, done, source.expected)
            places = writer.rows - before
            progress(source.layer.name, places, places)
            described.append(replace(source.layer, places=places, names=sorter.count - names))
        return writer.rows, described


def _add_names(sorter: _Sorter, entry: Entry, row: int) -> None:
    weight = entry_weight(entry)
    best: dict[str, Kind] = {}
    for text, named in entry.all_namings():
        kind = Kind.CODE if named is Kind.ABBREVIATION and _is_code(text) else named
        if (key := make_key(text)) and kind < best.get(key, 99):
            best[key] = kind
    for key, kind in best.items():
        sorter.add(Posting(key, int(kind), row, naming_weight(weight, kind)))


def _is_code(text: str) -> bool:
    return text.replace(".", "").replace(" ", "").isupper()


class _PlaceWriter:
    """Appends places to the tables of an index."""

    def __init__(self, folder: Path) -> None:
        self.rows = 0
        self._folder = folder
        self._places = TableWriter(folder / "places", PLACE)
        self._names = TextWriter(folder / "names")
        self._tables: dict[str, dict[str, int]] = {"feature": {}, "country": {}, "path": {}}
        self._row_of: dict[int, int] = {}
        self._slugs: dict[str, int] = {}
        self._extras: dict[int, dict[str, str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._places.close()
        self._names.close()
        self._write_tables()

    def append(self, entry: Entry, layer: int) -> int:
        """Append a place unless its id is there already, and return its row."""
        number = self._number(entry.id)
        row = self._row_of.setdefault(number, self.rows)
        if row < self.rows:
            return row
        self._places.append(self._record(entry, number, layer))
        self._names.append(entry.name)
        if entry.source or entry.valid_from or entry.valid_to:
            extra = {name: getattr(entry, name) for name in ("valid_from", "valid_to", "source")}
            self._extras[self.rows] = {name: value for name, value in extra.items() if value}
        self.rows += 1
        return self.rows - 1

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


class _Sorter:
    """Sorts postings on disk."""

    def __init__(self, folder: Path) -> None:
        self.count = 0
        self._folder = folder
        self._buffer: list[Posting] = []
        self._runs: list[Path] = []

    def add(self, posting: Posting) -> None:
        """Take one posting."""
        self._buffer.append(posting)
        self.count += 1
        if len(self._buffer) >= _RUN:
            self._spill()

    def groups(self) -> Iterator[tuple[str, list[Posting]]]:
        """Yield each key with its postings, in the order of the keys."""
        if not self._runs:
            self._buffer.sort()
            yield from _by_key(iter(self._buffer))
            return
        if self._buffer:
            self._spill()
        with ExitStack() as stack:
            runs = [_read_run(path, stack) for path in self._runs]
            yield from _by_key(heapq.merge(*runs))

    def _spill(self) -> None:
        self._buffer.sort()
        path = self._folder / f"run{len(self._runs)}"
        with path.open("wb") as file:
            for start in range(0, len(self._buffer), 10_000):
                pickle.dump([tuple(p) for p in self._buffer[start : start + 10_000]], file, 5)
        self._runs.append(path)
        self._buffer = []


def _by_key(postings: Iterator[Posting]) -> Iterator[tuple[str, list[Posting]]]:
    for key, group in groupby(postings, itemgetter(0)):
        yield key, list(group)


def _read_run(path: Path, stack: ExitStack) -> Iterator[Posting]:
    file = stack.enter_context(path.open("rb"))
    while file.peek(1):
        # A run is a file that this process has just written to a folder of its own.
        yield from (Posting(*fields) for fields in pickle.load(file))  # noqa: S301 - see above


def _write_postings(folder: Path, sorter: _Sorter, progress: Progress) -> int:
    trie = marisa_trie.Trie(key for key, _ in sorter.groups())
    trie.save(str(folder / "keys"))
    total = len(trie)
    starts = np.zeros((total, 2), "u4")
    writer = TableWriter(folder / "senses", SENSE)
    position, codes = 0, []
    for number, (key, group) in enumerate(sorter.groups()):
        senses = _one_a_place(group) if len(group) > 1 else group
        starts[trie[key]] = position, len(senses)
        shares = priors([sense.weight for sense in senses])
        for sense, prior in zip(senses, shares, strict=True):
            writer.append((sense.row, prior, sense.kind))
        position += len(senses)
        if all(sense.kind == Kind.CODE for sense in senses):
            codes.append(key)
        if number % (_REPORT * 16) == 0:
            progress("names", number, total)
    writer.close()
    starts.tofile(folder / "starts")
    marisa_trie.Trie(codes).save(str(folder / "codes"))
    progress("names", total, total)
    return total


def _one_a_place(senses: list[Posting]) -> list[Posting]:
    """Return the best sense of each place, the likeliest first."""
    best = {sense.row: sense for sense in sorted(senses, key=_weakest_first)}
    return sorted(best.values(), key=lambda sense: (-sense.weight, sense.row))


def _weakest_first(sense: Posting) -> tuple[float, int]:
    return sense.weight, -sense.kind
