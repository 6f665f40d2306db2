"""Files, folders and standard input as a stream of articles."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from geo.errors import EmptyInputError, FormatError, ReadError
from geo.model import Article, Reading, Source
from geo.read.clean import clean_all, decode
from geo.read.formats import read_html, read_json_lines, read_markdown, read_text
from geo.records import record_to_reading
from geo.text import identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from geo.read.formats import Fields

MAX_ARTICLE_BYTES = 10_000_000
"""A file or line longer than this is no article; the longest novels have 6 million letters."""

_READERS = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
_JSON_LINES = {".jsonl", ".ndjson", ".json"}
_SNIFFED = 64


def read_articles(
    sources: Iterable[str | Path],
    *,
    published: date | None = None,
    on_error: Callable[[ReadError], None] | None = None,
) -> Iterator[Article | Reading]:
    """Yield the articles of *sources* in order; those of a folder by path.

    Parameters
    ----------
    sources : iterable of str or Path
        Files, folders (searched to the bottom; hidden files and what links point
        at are passed over), or ``"-"`` for standard input.
    published : date, optional
        The publication date of articles that do not state one.
    on_error : callable, optional
        Called with the error of each article that can't be read, which is then
        left out. By default the error is raised.

    Yields
    ------
    Article or Reading
        A `Reading` where a line already holds annotations (``geo read`` wrote it).

    Raises
    ------
    EmptyInputError
        If there is not one file among *sources*.
    ReadError
        If an article can't be read and there is no *on_error*.
    """
    sources = list(sources)
    empty = True
    for item in _items(sources):
        empty = False
        if not isinstance(item, ReadError):
            yield _with_date(item, published)
        elif on_error:
            on_error(item)
        else:
            raise item
    if empty:
        named = ", ".join(map(str, sources)) or "nothing"
        raise EmptyInputError(named, "holds no article", "name articles or a folder of them")


def _items(sources: Iterable[str | Path]) -> Iterator[Article | Reading | ReadError]:
    seen: set[str] = set()
    for source in sources:
        if str(source) == "-":
            yield from _read_stream(sys.stdin.buffer, "standard input", "")
            continue
        for path in _files(Path(source)):
            if (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield from _read_file(path)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _read_file(path: Path) -> Iterator[Article | Reading | ReadError]:
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, str(path), path.suffix.lower())
    except FileNotFoundError:
        yield ReadError(str(path), "does not exist", "check the spelling")
    except OSError as error:
        yield ReadError(str(path), f"can't be opened: {error.strerror}")


def _read_stream(
    stream: BinaryIO, where: str, suffix: str
) -> Iterator[Article | Reading | ReadError]:
    head = stream.readline(MAX_ARTICLE_BYTES + 1)
    if suffix in _JSON_LINES or (not suffix and head[:_SNIFFED].lstrip().startswith(b"{")):
        yield from _read_lines(stream, head, where)
        return
    data = head + stream.read(MAX_ARTICLE_BYTES + 1 - len(head))
    if len(data) > MAX_ARTICLE_BYTES:
        yield _too_long(where)
    elif not data.strip():
        yield ReadError(where, "is empty")
    else:
        yield _read_whole(data, where, suffix)


def _read_whole(data: bytes, where: str, suffix: str) -> Article | ReadError:
    try:
        content = decode(data, where)
        read = _READERS.get(suffix) or (read_html if _looks_like_html(content) else read_text)
        return _article(read(content, where), where)
    except ReadError as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever a parser trips over, the rest goes on
        return ReadError(where, f"can't be read: {error!r}", "save it as plain text")


def _read_lines(
    stream: BinaryIO, head: bytes, where: str
) -> Iterator[Article | Reading | ReadError]:
    number, line = 1, head
    while line:
        if len(line) > MAX_ARTICLE_BYTES:
            yield _too_long(f"{where}:{number}")
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_ARTICLE_BYTES)
        elif line.strip():
            yield _read_line(line, f"{where}:{number}")
        line = stream.readline(MAX_ARTICLE_BYTES + 1)
        number += 1


def _read_line(line: bytes, where: str) -> Article | Reading | ReadError:
    try:
        fields, record = read_json_lines(decode(line, where), where)
        if "schema" in record and "claims" in record:
            return _reading(record, where)
        return _article(fields, where)
    except ReadError as error:
        return error


def _reading(record: Mapping[str, object], where: str) -> Reading:
    try:
        return record_to_reading(clean_all(record))
    except FormatError as error:
        raise ReadError(where, error.what, error.hint) from error


def _article(fields: Fields, where: str) -> Article:
    if not fields.text.strip():
        raise ReadError(where, "has no text")
    article_id = fields.article_id or _content_id(fields)
    return Article(
        Source(
            article_id,
            fields.title,
            fields.url,
            fields.publisher,
            fields.language,
            fields.published,
        ),
        fields.text,
    )


def _content_id(fields: Fields) -> str:
    return identifier(f"{fields.url or ''}\n{fields.text}")


def _with_date(item: Article | Reading, published: date | None) -> Article | Reading:
    if isinstance(item, Reading) or item.published or published is None:
        return item
    return replace(item, source=replace(item.source, published=published))


def _looks_like_html(content: str) -> bool:
    start = content[:_SNIFFED].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype html", "<html"))


def _too_long(where: str) -> ReadError:
    limit = f"{MAX_ARTICLE_BYTES / 1e6:.0f} MB"
    return ReadError(where, f"is longer than {limit}", "an article isn't; split the file")
