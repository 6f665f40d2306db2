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
from typing import TYPE_CHECKING, Any, NamedTuple

import marisa_trie
import numpy as np

from geo.gazetteer.columns import ColumnWriter, TextWriter
from geo.gazetteer.entries import Entry, Kind, Layer
from geo.gazetteer.keys import make_key
from geo.gazetteer.weigh import entry_weight, naming_weight, priors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Progress = Callable[[str, int, int], None]

FORMAT = 1
"""Counts up when compiled indexes of before can't be read any more."""

_RUN = 2_000_000
"""Names sorted in memory at once."""
_REPORT = 4096


class Posting(NamedTuple):
    """One sense of a name."""

    key: str
    kind: int
    row: int
    weight: float


class SourceLayer(NamedTuple):
    """A layer, and how to read its entries."""

    layer: Layer
    entries: Callable[[], Iterable[Entry]]
    expected: int
    """About how many entries there are, for the progress bar."""


def compile_index(folder: Path, layers: Iterable[SourceLayer], progress: Progress) -> None:
    """Write the index of *layers* to *folder*; where two hold one id, the first one wins."""
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
                if (row := writer.append(entry, number)) is None:
                    continue
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
    for text, kind in entry.all_namings():
        if (key := make_key(text)) and kind < best.get(key, 99):
            best[key] = kind
    for key, kind in best.items():
        sorter.add(Posting(key, int(kind), row, naming_weight(weight, kind)))


class _PlaceWriter:
    """Appends places to the columns of an index."""

    COLUMNS = {"lon": "i", "lat": "i", "feature": "H", "country": "H", "path": "I",
               "population": "q", "radius": "f", "id": "q", "layer": "B"}  # fmt: skip

    def __init__(self, folder: Path) -> None:
        self.rows = 0
        self._folder = folder
        self._columns = {
            name: ColumnWriter(folder / name, code) for name, code in self.COLUMNS.items()
        }
        self._names = TextWriter(folder / "name")
        self._tables: dict[str, dict[str, int]] = {"feature": {}, "country": {}, "path": {}}
        self._ids: set[int] = set()
        self._slugs: dict[str, int] = {}
        self._extras: dict[int, dict[str, str]] = {}

    def __enter__(self) -> _PlaceWriter:
        return self

    def __exit__(self, *_: object) -> None:
        for column in self._columns.values():
            column.close()
        self._names.close()
        self._write_tables()

    def append(self, entry: Entry, layer: int) -> int | None:
        """Append a place and return its row, or None if its id is there already."""
        number = self._number(entry.id)
        if number in self._ids:
            return None
        self._ids.add(number)
        values = {
            "lon": round(entry.lon * 1e5), "lat": round(entry.lat * 1e5),
            "feature": self._code("feature", f"{entry.feature_class}.{entry.feature_code}"),
            "country": self._code("country", entry.country),
            "path": self._code("path", "\t".join(entry.path)),
            "population": entry.population, "radius": entry.radius_km, "id": number, "layer": layer,
        }  # fmt: skip
        for name, value in values.items():
            self._columns[name].append(value)
        self._names.append(entry.name)
        extra = {
            name: value
            for name in ("valid_from", "valid_to", "source")
            if (value := getattr(entry, name))
        }
        if extra:
            self._extras[self.rows] = extra
        self.rows += 1
        return self.rows - 1

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
        ids = np.fromfile(self._folder / "id.q", np.int64)
        order = np.argsort(ids, kind="stable").astype(np.uint32)
        order.tofile(self._folder / "by_id.I")
        ids[order].tofile(self._folder / "sorted_id.q")


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
    trie.save(str(folder / "names.marisa"))
    total = len(trie)
    starts, counts = np.zeros(total, np.uint32), np.zeros(total, np.uint16)
    columns = {
        name: ColumnWriter(folder / name, code)
        for name, code in {"sense_row": "I", "sense_kind": "B", "sense_prior": "f"}.items()
    }
    position = 0
    for number, (key, group) in enumerate(sorter.groups()):
        senses = sorted(group, key=lambda sense: (-sense.weight, sense.row))
        key_id = trie[key]
        starts[key_id], counts[key_id] = position, min(len(senses), 65535)
        for sense, prior in zip(senses, priors([s.weight for s in senses]), strict=True):
            columns["sense_row"].append(sense.row)
            columns["sense_kind"].append(sense.kind)
            columns["sense_prior"].append(prior)
        position += len(senses)
        if number % (_REPORT * 16) == 0:
            progress("names", number, total)
    for column in columns.values():
        column.close()
    starts.tofile(folder / "sense_start.I")
    counts.tofile(folder / "sense_count.H")
    progress("names", total, total)
    return total
