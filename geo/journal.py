"""Keep what a long run has read, so that an interrupted one goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from geo.errors import FormatError
from geo.export import reading_line, to_json
from geo.model import Reading
from geo.records import record_to_reading, source_to_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Article


@dataclass
class Journal:
    """The readings of one output file so far, in ``FILE.part`` beside it.

    Parameters
    ----------
    path : Path
        The output that the run will write.
    fingerprint : str
        What the readings depend on besides the articles (program version,
        gazetteer); those of another fingerprint are not used.
    """

    path: Path
    fingerprint: str
    _starts: dict[str, int] = field(init=False, repr=False)
    """Where in the journal the line of each article read before starts."""
    _whole: int = field(init=False, default=0, repr=False)
    """How many bytes of the journal are whole lines."""

    def __post_init__(self) -> None:
        """Take up what an interrupted run left."""
        self.part = Path(f"{self.path}.part")
        self._starts = dict(self._left())

    def __len__(self) -> int:
        """Return how many articles were read before."""
        return len(self._starts)

    def skip(self, articles: Iterable[Article | Reading]) -> Iterator[Article | Reading]:
        """Yield *articles*, those read before as their readings."""
        for article in articles:
            start = None if isinstance(article, Reading) else self._starts.get(_key(article))
            yield article if start is None else self._read(start)

    def record(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield *readings*, each kept on disk before the next is asked for."""
        part: BinaryIO | None = None
        try:
            for reading in readings:
                if _key(reading.article) not in self._starts:
                    part = part or self._open()
                    part.write(reading_line(reading).encode() + b"\n")
                    part.flush()
                yield reading
        finally:
            if part:
                part.close()

    def close(self) -> None:
        """Remove the journal: the output is whole."""
        self.part.unlink(missing_ok=True)

    def _open(self) -> BinaryIO:
        """Open the journal behind its last whole line."""
        self.part.parent.mkdir(parents=True, exist_ok=True)
        part = self.part.open("r+b" if self._whole else "wb")
        part.truncate(self._whole)
        part.seek(self._whole)
        if not self._whole:
            part.write(self._head())
        return part

    def _head(self) -> bytes:
        return to_json({"fingerprint": self.fingerprint}).encode() + b"\n"

    def _left(self) -> Iterator[tuple[str, int]]:
        if not self.part.exists():
            return
        with self.part.open("rb") as part:
            if part.readline() != self._head():
                return
            self._whole = part.tell()
            while line := part.readline():
                try:
                    article = record_to_reading(json.loads(line)).article
                except (ValueError, FormatError):
                    return  # the line that was being written when the run stopped
                yield _key(article), self._whole
                self._whole = part.tell()

    def _read(self, start: int) -> Reading:
        with self.part.open("rb") as part:
            part.seek(start)
            return record_to_reading(json.loads(part.readline()))


def _key(article: Article) -> str:
    content = to_json([source_to_record(article.source), article.text])
    return hashlib.sha256(content.encode("utf-8")).hexdigest()
