"""Measure how fast articles are read: words a second of each step, on one core.

Usage: python benchmarks/extract.py FILE.jsonl [COUNT]
"""

from __future__ import annotations

import resource
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from geo.dates import find_dates
from geo.extract import RuleExtractor
from geo.gazetteer import open_gazetteer
from geo.model import Article
from geo.read import read_articles
from geo.recognize import GazetteerRecognizer
from geo.resolve import ContextResolver

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Print the speed of each step and of the whole."""
    path = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300  # noqa: PLR2004 - the second argument
    given = (item for item in read_articles([path]) if isinstance(item, Article))
    articles = list(islice(given, count))
    words = sum(len(article.text.split()) for article in articles)
    gazetteer = open_gazetteer()
    recognizer, resolver = GazetteerRecognizer(gazetteer), ContextResolver(gazetteer)
    extractor = RuleExtractor()

    def everything(article: Article) -> None:
        locations = resolver.resolve(article, recognizer.recognize(article))
        extractor.extract(article, locations, find_dates(article))

    everything(articles[0])
    toponyms = [recognizer.recognize(article) for article in articles]
    locations = [
        resolver.resolve(article, names) for article, names in zip(articles, toponyms, strict=True)
    ]
    times = [find_dates(article) for article in articles]
    found = dict(zip(map(id, articles), zip(toponyms, locations, times, strict=True), strict=True))
    steps: dict[str, Callable[[Article], object]] = {
        "recognize": recognizer.recognize,
        "resolve": lambda article: resolver.resolve(article, found[id(article)][0]),
        "dates": find_dates,
        "extract": lambda article: extractor.extract(article, *found[id(article)][1:]),
        "all": everything,
    }
    for name, step in steps.items():
        start = time.process_time()
        for article in articles:
            step(article)
        print(f"{name:10} {words / (time.process_time() - start):12,.0f} words/s")
    print(f"{'memory':10} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:12,.0f} MB")


if __name__ == "__main__":
    main()
