"""Keep what a long run has read, so that an interrupted one goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

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
    _done: dict[str, Reading] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Take up what an interrupted run left."""
        self.part = Path(f"{self.path}.part")
        self._done = {_key(reading.article): reading for reading in self._left()}

    def __len__(self) -> int:
        """Return how many articles were read before."""
        return len(self._done)

    def skip(self, articles: Iterable[Article | Reading]) -> Iterator[Article | Reading]:
        """Yield *articles*, those read before as their readings."""
        for article in articles:
            if isinstance(article, Reading):
                yield article
            else:
                yield self._done.get(_key(article), article)

    def record(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield *readings*, each kept on disk before the next is asked for."""
        self.part.parent.mkdir(parents=True, exist_ok=True)
        with self.part.open("w", encoding="utf-8", newline="\n") as part:
            part.write(to_json({"fingerprint": self.fingerprint}) + "\n")
            part.writelines(reading_line(reading) + "\n" for reading in self._done.values())
            for reading in readings:
                if _key(reading.article) not in self._done:
                    part.write(reading_line(reading) + "\n")
                    part.flush()
                yield reading

    def close(self) -> None:
        """Remove the journal: the output is whole."""
        self.part.unlink(missing_ok=True)

    def _left(self) -> Iterator[Reading]:
        try:
            lines = self.part.read_text(encoding="utf-8").split("\n")
        except FileNotFoundError:
            return
        if not lines or lines[0] != to_json({"fingerprint": self.fingerprint}):
            return
        for line in lines[1:]:
            try:
                yield record_to_reading(json.loads(line))
            except (ValueError, FormatError):
                return  # the line that was being written when the run stopped


def _key(article: Article) -> str:
    content = to_json([source_to_record(article.source), article.text])
    return hashlib.sha256(content.encode("utf-8")).hexdigest()
