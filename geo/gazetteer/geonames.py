"""The dump of GeoNames, or of some of its countries, read line by line.

The format is that of https://download.geonames.org/export/dump/readme.txt: tables of 19
(places) and 10 columns (``alternateNamesV2``), parted by tabs, without a header, zipped or not.
"""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import error as zlib_error

from geo.errors import FormatError, ReadError
from geo.gazetteer.areas import Areas
from geo.gazetteer.curated import check_point
from geo.gazetteer.entries import Entry, Kind, Layer, Naming, SourceLayer
from geo.gazetteer.towns import codes, worth_keeping
from geo.gazetteer.weigh import obscure_weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.errors import GeoError
    from geo.gazetteer.dump import Dump

    OnError = Callable[[GeoError], None]

GEONAMES_LAYER = "geonames"
_COLUMNS = 19
_ALTERNATE_COLUMNS = 10
_BYTES_A_LINE = 130
_ZIPPED = 4
"""How much smaller a zipped dump is."""
_NO_NAMES = frozenset(
    "link wkdt post iata icao faac tcid unlc phon fr_1793 olc geohash uicn nuts".split()
)
"""What ``isolanguage`` has where the text is no name but a code or an address."""
_BESIDE = frozenset(("readme.txt", "iso-languagecodes.txt"))


class Line(NamedTuple):
    """A line of a file, to be told where it stands."""

    file: Path
    number: int
    text: bytes


def geonames_layer(dump: Dump, areas: Areas, on_error: OnError) -> SourceLayer:
    """Return the layer of a dump; *on_error* is called with the error of each line left out."""
    layer = Layer(
        GEONAMES_LAYER,
        f"GeoNames: {dump.origin}",
        dump.version,
        "CC-BY-4.0",
        "Place data © GeoNames (CC BY 4.0)",
    )
    return SourceLayer(
        layer,
        lambda: read_geonames(dump, areas, on_error),
        _expected(dump.places),
        lambda: read_alternates(dump.alternates, on_error),
    )


def read_geonames(dump: Dump, areas: Areas, on_error: OnError) -> Iterator[Entry]:
    """Yield the places of a dump; it is read twice, first for the names of its areas."""
    path_of = cache(Areas({**_areas(dump.places), **areas.names}).path)
    for line in chain.from_iterable(map(_lines, dump.places)):
        columns = _columns(line, _COLUMNS, on_error)
        try:
            if columns:
                yield _entry(columns, path_of, with_alternates=not dump.alternates)
        except ValueError as error:
            on_error(FormatError(_where(line), f"is no place ({error})", "it is left out"))


def read_alternates(files: Iterable[Path], on_error: OnError) -> Iterator[tuple[int, Naming]]:
    """Yield the alternate names of files like ``alternateNamesV2.txt``, with their GeoNames ids."""
    for line in chain.from_iterable(map(_lines, files)):
        columns = _columns(line, _ALTERNATE_COLUMNS, on_error)
        try:
            naming = _naming(columns) if columns else None
            if naming:
                yield int(columns[1]), naming
        except ValueError as error:
            on_error(FormatError(_where(line), f"is no name of a place ({error})"))


def _entry(
    columns: list[str], path_of: Callable[..., tuple[str, ...]], *, with_alternates: bool
) -> Entry:
    number, lat, lon = int(columns[0]), float(columns[4]), float(columns[5])
    check_point(lon, lat)
    if number <= 0 or not columns[1]:
        msg = f"id {number}, name {columns[1]!r}"
        raise ValueError(msg)
    code, country, population = columns[7], columns[8], int(columns[14] or 0)
    alternates = columns[3].split(",") if with_alternates and columns[3] else []
    return Entry(
        id=f"geonames:{number}",
        name=columns[1],
        lon=lon,
        lat=lat,
        feature_class=columns[6],
        feature_code=code,
        country=country,
        path=path_of(country, *columns[10 : 10 + _depth(code)])
        if country and _depth(code) >= 0
        else (),
        population=population,
        alternates=(columns[2], *worth_keeping(alternates)),
        namings=tuple(codes(alternates)),
        weight=obscure_weight(population, code),
    )


def _depth(code: str) -> int:
    """Return how many levels of regions hold a place of that feature code."""
    if code.startswith("PCL"):
        return -1
    return {"ADM1": 0, "ADM2": 1}.get(code, 2)


def _naming(columns: list[str]) -> Naming | None:
    language, text = columns[2], columns[3]
    historical = columns[7] == "1" or bool(columns[9].strip())
    if language in _NO_NAMES:
        return None
    if language == "abbr" or codes((text,)):
        return Naming(text, Kind.ABBREVIATION)
    if not worth_keeping((text,)):
        return None
    return Naming(text, Kind.HISTORICAL if historical else Kind.ALTERNATE)


def _areas(files: Iterable[Path]) -> dict[str, str]:
    """Return the names of the first- and second-level areas, by GeoNames' codes."""
    names = {}
    for line in chain.from_iterable(map(_lines, files)):
        if b"\tA\tADM1\t" in line.text or b"\tA\tADM2\t" in line.text:
            columns = line.text.decode(errors="replace").split("\t")
            if len(columns) == _COLUMNS:
                depth = 1 + _depth(columns[7])
                names[".".join((columns[8], *columns[10 : 10 + depth]))] = columns[1]
    return names


def _columns(line: Line, expected: int, on_error: OnError) -> list[str]:
    try:
        columns = line.text.decode().rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        on_error(FormatError(_where(line), f"is not UTF-8 ({error.reason})", "it is left out"))
        return []
    if len(columns) != expected:
        what = f"has {len(columns)} columns, GeoNames' has {expected}"
        on_error(FormatError(_where(line), what, "it is left out"))
        return []
    return columns


def _where(line: Line) -> str:
    return f"{line.file}:{line.number}"


def _lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a file, or of the table in a zipped one."""
    try:
        with _opened(path) as file:
            for number, text in enumerate(file, 1):
                yield Line(path, number, text)
    except (zipfile.BadZipFile, zlib_error, EOFError) as error:
        raise FormatError(str(path), f"is no whole zip file ({error})", "fetch it again") from error
    except OSError as error:
        hint = "put it back, or build or remove the layer geonames anew"
        raise ReadError(str(path), f"can't be read: {error.strerror}", hint) from error


@contextmanager
def _opened(path: Path) -> Iterator[io.BufferedReader]:
    if path.suffix.lower() != ".zip":
        with path.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive, archive.open(_member(archive, path)) as member:
        yield io.BufferedReader(member, 1 << 20)  # type: ignore[arg-type]  # a raw stream in all but name


def _member(archive: zipfile.ZipFile, path: Path) -> str:
    """Return the name of the table in an archive: that of the archive, or the only one."""
    tables = [name for name in archive.namelist() if name.lower().endswith(".txt")]
    tables = [name for name in tables if name.lower() not in _BESIDE]
    named = [name for name in tables if name.lower() == f"{path.stem}.txt".lower()]
    if len(named or tables) != 1:
        what = f"holds {len(tables)} tables, where one is expected"
        raise FormatError(str(path), what, f"it should hold {path.stem}.txt")
    return (named or tables)[0]


def _expected(files: Iterable[Path]) -> int:
    there = filter(Path.exists, files)
    sizes = (path.stat().st_size * (_ZIPPED if path.suffix == ".zip" else 1) for path in there)
    return max(sum(sizes) // _BYTES_A_LINE, 1)
