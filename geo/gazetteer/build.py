"""Widen the gazetteer by GeoNames' own files, and remember which they are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import FormatError, GazetteerError, ReadError
from geo.gazetteer.curated import raise_error
from geo.gazetteer.download import GEONAMES, TIMEOUT_S, fetch, is_url
from geo.gazetteer.dump import Dump, disuse, use
from geo.gazetteer.geonames import GEONAMES_LAYER
from geo.gazetteer.opening import Added, cache_folder, open_with
from geo.gazetteer.user import added_layers, data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.errors import GeoError
    from geo.gazetteer.index import CompiledGazetteer

    Progress = Callable[[str, int, int], None]
    OnError = Callable[[GeoError], None]

_MOST_BAD = 10_000
"""Bad lines after which a file is taken to be of another format."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the files of a dump are.

    Attributes
    ----------
    places, alternates : tuple of str
        Paths or addresses of files like ``allCountries.zip`` and ``alternateNamesV2.zip``,
        zipped or not.
    countries : tuple of str
        ISO 3166-1 alpha-2 codes of countries whose files are to be fetched.
    base_url : str
        Where those are.
    timeout_s : float
        Seconds that a server may keep silent.
    """

    places: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    base_url: str = GEONAMES
    timeout_s: float = TIMEOUT_S


def build_gazetteer(
    sources: Sources,
    *,
    progress: Progress | None = None,
    on_error: Callable[[GeoError], None] | None = None,
) -> CompiledGazetteer:
    """Compile the gazetteer anew with GeoNames' own files; all commands use it from then on.

    Memory stays bounded whatever the size of the files. Nothing changes unless all goes well.

    Parameters
    ----------
    sources : Sources
        Where the files are.
    progress : callable, optional
        As in `open_gazetteer`.
    on_error : callable, optional
        Called with the error of each line or file that is left out. By default it is raised.

    Raises
    ------
    ReadError, FormatError
        If no file can be had, or one is broken, or holds no places.
    """
    on_error = _patient(on_error or raise_error)
    dump = _gather(sources, progress or _silent, on_error)
    opened = open_with(cache_folder(), Added(added_layers(), dump), progress, on_error)
    use(dump)
    return opened


def remove_layer(name: str) -> None:
    """Remove what was added: a layer by the name of its file, or ``"geonames"``.

    Files of GeoNames that were fetched are kept.

    Raises
    ------
    GazetteerError
        If no one layer is called so.
    """
    added = added_layers()
    found = [path for path in added if name in (path.name, path.stem)]
    if len(found) == 1:
        found[0].unlink()
    elif name != GEONAMES_LAYER or not disuse():
        hint = f"added: {', '.join(path.name for path in added) or 'none'}"
        raise GazetteerError(name, "is not the name of one added layer", hint)


def _gather(sources: Sources, progress: Progress, on_error: OnError) -> Dump:
    """Return the files of *sources*, fetched where they have to be.

    A file that can't be had is told to *on_error* and left out.

    Raises
    ------
    ReadError
        If none is left.
    """
    addresses = [f"{sources.base_url.rstrip('/')}/{code.upper()}.zip" for code in sources.countries]

    def have(wanted: Iterable[str]) -> tuple[Path, ...]:
        found = []
        for source in wanted:
            try:
                found.append(_local(source, sources.timeout_s, progress))
            except ReadError as error:
                on_error(error)
        return tuple(found)

    places, alternates = have((*sources.places, *addresses)), have(sources.alternates)
    if not places:
        raise ReadError("GeoNames", "no file of places could be had", "nothing was built")
    origin = ", ".join(dict.fromkeys((*sources.places, *sources.alternates, *addresses)))
    return Dump(places, alternates, origin, _digest((*places, *alternates)))


def _patient(on_error: OnError) -> OnError:
    """Return *on_error* as one that gives up where nearly everything is wrong."""
    count = 0

    def count_and_tell(error: GeoError) -> None:
        nonlocal count
        count += 1
        if count > _MOST_BAD:
            what = f"and {_MOST_BAD:,} lines before it are not as in GeoNames' files"
            raise FormatError(str(error).partition(": ")[0], what, "nothing was built")
        on_error(error)

    return count_and_tell


def _local(source: str, timeout_s: float, progress: Progress) -> Path:
    if is_url(source):
        return fetch(source, data_folder() / "geonames", progress=progress, timeout_s=timeout_s)
    path = Path(source)
    if not path.is_file():
        raise ReadError(source, "is no file", "give a file of GeoNames' dump, or its address")
    return path


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
