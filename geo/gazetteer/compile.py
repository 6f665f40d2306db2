"""Compile layers of entries into an index.

Memory is bounded: columns and names go to disk as they come. What grows in memory
is the trie of the distinct keys and some bytes a place.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

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
        names = NameWriter(folder, Path(workshop))
        rows, described = _write_places(folder, layers, names, progress)
        keys = names.write(progress)
    info = {
        "format": FORMAT,
        "places": rows,
        "keys": keys,
        "layers": [asdict(x) for x in described],
    }
    (folder / "info.json").write_text(json.dumps(info, ensure_ascii=False, indent=1))


def _write_places(
    folder: Path, layers: Iterable[SourceLayer], names: NameWriter, progress: Progress
) -> tuple[int, list[Layer]]:
    described = []
    with PlaceWriter(folder) as places:
        for number, source in enumerate(layers):
            before, named = places.rows, names.count
            for entry in source.entries():
                row = places.append(entry, number)
                names.add_entry(entry, row)
                if row % _REPORT == 0:
                    done = min(row - before, source.expected)
                    progress(source.layer.name, done, source.expected)
            added = places.rows - before
            progress(source.layer.name, added, added)
            described.append(replace(source.layer, places=added, names=names.count - named))
        return places.rows, described
