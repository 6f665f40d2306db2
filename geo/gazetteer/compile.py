"""Compile layers of entries into an index.

Memory is bounded: columns and names go to disk as they come. What grows in memory
is the trie of the distinct keys and some bytes a place.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.names import NameWriter
from geo.gazetteer.places import PlaceWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.gazetteer.entries import Layer, SourceLayer

    Progress = Callable[[str, int, int], None]

FORMAT = 4
"""Counts up when compiled indexes of before can't be read any more."""

_REPORT = 4096


def compile_index(folder: Path, layers: Iterable[SourceLayer], progress: Progress) -> None:
    """Write the index of *layers* to *folder*.

    Where two hold one id, the first one wins, and the place goes by the names of both.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as workshop:
        with PlaceWriter(folder) as places, NameWriter(folder, Path(workshop)) as names:
            tables = _Tables(places, names)
            described = [
                tables.write(source, number, progress) for number, source in enumerate(layers)
            ]
        keys = names.write(progress)
    info = {
        "format": FORMAT,
        "places": places.rows,
        "keys": keys,
        "layers": [asdict(x) for x in described],
    }
    (folder / "info.json").write_text(json.dumps(info, ensure_ascii=False, indent=1))


class _Tables(NamedTuple):
    places: PlaceWriter
    names: NameWriter

    def write(self, source: SourceLayer, number: int, progress: Progress) -> Layer:
        """Write the places of a layer and all names that it gives, and return what it is."""
        name, expected = source.layer.name, source.expected
        places, names = self.places.rows, self.names.count
        for count, entry in enumerate(source.entries()):
            self.names.add_entry(entry, self.places.append(entry, number))
            if count % _REPORT == 0:
                progress(name, min(count, expected), expected)
        added = self.places.rows - places
        self._write_more_names(source, progress)
        progress(name, 1, 1)
        return replace(source.layer, places=added, names=self.names.count - names)

    def _write_more_names(self, source: SourceLayer, progress: Progress) -> None:
        for count, (key, naming) in enumerate(source.more_names()):
            row = self.places.row_of(key)
            if row is not None:
                self.names.add_naming(naming, row, self.places.weights[row])
            if count % _REPORT == 0:
                progress(f"{source.layer.name}: {count:,} names", 0, 1)
