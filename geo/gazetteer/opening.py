"""Open the compiled gazetteer of the user's cache, compiling it where need be."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import tempfile
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from platformdirs import user_cache_path

from geo.gazetteer.compile import FORMAT, compile_index
from geo.gazetteer.dump import built
from geo.gazetteer.index import CompiledGazetteer
from geo.gazetteer.user import added_layers, user_layer
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geo.errors import GeoError
    from geo.gazetteer.areas import Areas
    from geo.gazetteer.dump import Dump
    from geo.gazetteer.entries import SourceLayer

    Progress = Callable[[str, int, int], None]
    OnError = Callable[[GeoError], None]

_CODE = (
    *("airports", "areas", "columns", "compile", "countries", "curated"),
    *("entries", "features", "geonames", "keys", "localities", "names", "places", "regions"),
    *("towns", "user", "weigh", "words"),
)
"""Modules that decide what an index holds."""
_SHIPPED = (
    "airports.tsv",
    "places.geojson",
    "countries.json",
    "features.csv",
    "localities.tsv.gz",
    "place_words.csv",
    "regions.tsv",
    "towns.tsv.gz",
)

_KEPT = 4
"""Compiled indexes kept in the cache, the newest ones."""


class Added(NamedTuple):
    """What a user has put to the shipped layers."""

    layers: tuple[Path, ...] = ()
    """Files of places, which win."""
    dump: Dump | None = None
    """Files of GeoNames, which fill up."""


def cache_folder() -> Path:
    """Return the folder of compiled indexes: ``$GEO_CACHE``, or the user's cache."""
    named = os.environ.get("GEO_CACHE")
    return Path(named) if named else user_cache_path("conflict-incident-mapper")


def open_gazetteer(
    *,
    folder: Path | None = None,
    layers: Sequence[Path] = (),
    progress: Progress | None = None,
) -> CompiledGazetteer:
    """Open the gazetteer, compiling it first if it is not there or a source has changed.

    Parameters
    ----------
    folder : Path, optional
        Where compiled indexes are kept; the user's cache by default.
    layers : sequence of Path
        Files of places (``.geojson``, ``.csv``) that win over the added and the shipped ones.
    progress : callable, optional
        Called with a stage, how much of it is done, and its total, while compiling.

    Raises
    ------
    GazetteerError
        If an index can't be written or read.
    """
    added = Added((*layers, *added_layers()), built())
    return open_with(folder or cache_folder(), added, progress, _ignore)


def open_with(
    folder: Path, added: Added, progress: Progress | None, on_error: OnError
) -> CompiledGazetteer:
    """Open the gazetteer with what was added; *on_error* is told what is left out of that."""
    files = [*added.layers, *_shipped_files()]
    target = folder / f"gazetteer-{_fingerprint(files, added.dump)}"
    if not (target / "info.json").exists():
        _compile_atomically(target, _layers(added, on_error), progress or _silent)
    return CompiledGazetteer(target)


def _shipped_files() -> list[Path]:
    from geo.gazetteer.towns import towns_file  # noqa: PLC0415 - finds a package

    return [towns_file(), *(shipped(name) for name in _SHIPPED)]


def _fingerprint(files: Iterable[Path], dump: Dump | None) -> str:
    """Digest of what an index is compiled from: the files as they are, and this code."""
    folder = Path(__file__).parent
    code = [folder / f"{name}.py" for name in _CODE]
    digest = hashlib.sha256(f"{FORMAT} {version('marisa-trie')}".encode())
    if dump:
        digest.update(f"\n{dump.version}".encode())
    for path in (*files, *code):
        stat = path.stat()
        digest.update(f"\n{path.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def _layers(added: Added, on_error: OnError) -> Iterable[SourceLayer]:
    # Sources are read only when there is something to compile.
    from geo.gazetteer.areas import read_areas  # noqa: PLC0415 - see above
    from geo.gazetteer.geonames import geonames_layer  # noqa: PLC0415

    areas = read_areas()
    yield from (user_layer(path, on_error) for path in added.layers)
    yield from _shipped_layers(areas)
    if added.dump:
        yield geonames_layer(added.dump, areas, on_error)


def _shipped_layers(areas: Areas) -> Iterable[SourceLayer]:
    from geo.gazetteer.airports import airports_layer  # noqa: PLC0415 - as in _layers
    from geo.gazetteer.countries import countries_layer  # noqa: PLC0415
    from geo.gazetteer.curated import curated_layer  # noqa: PLC0415
    from geo.gazetteer.features import features_layer  # noqa: PLC0415
    from geo.gazetteer.localities import localities_layer  # noqa: PLC0415
    from geo.gazetteer.regions import regions_layer  # noqa: PLC0415
    from geo.gazetteer.towns import towns_layer  # noqa: PLC0415

    yield curated_layer(shipped("places.geojson"))
    yield countries_layer()
    yield regions_layer(areas.path)
    yield features_layer(areas.path)
    yield airports_layer(areas.path)
    yield towns_layer(areas)
    yield localities_layer(areas.path)


def _compile_atomically(target: Path, layers: Iterable[SourceLayer], progress: Progress) -> None:
    """Compile beside *target* and move it there; who comes second finds the first one's."""
    target.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=".compiling-", dir=target.parent))
    try:
        with _without_collector():
            compile_index(workshop, layers, progress)
        try:
            workshop.rename(target)
        except OSError:
            if not (target / "info.json").exists():
                raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    _forget_old(target.parent)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare the cycle collector, which would walk a million live strings time and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _forget_old(folder: Path) -> None:
    indexes = sorted(folder.glob("gazetteer-*"), key=lambda path: path.stat().st_mtime)
    for path in indexes[:-_KEPT]:
        shutil.rmtree(path, ignore_errors=True)


def _ignore(error: GeoError) -> None:
    """Say nothing: what is wrong was said when the file was added or built from."""


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
