"""Measure how fast dates are found: ``python benchmarks/dates.py FILE.jsonl ...``.

Each line of a file is a JSON object with a ``text`` and, if known, a day ``dct``. The
time counted is the processor's, in this one process, after the tables are loaded.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from geo.dates import find_dates
from geo.model import Article, Source


def megabytes_per_second(articles: list[Article]) -> float:
    """Return how many million bytes of text are searched in a second."""
    find_dates(Article(Source("warm-up"), "on 3 May 1999 and a day later"))
    size = sum(len(article.text.encode()) for article in articles)
    start = time.process_time()
    for article in articles:
        find_dates(article)
    return size / 1e6 / (time.process_time() - start)


def read(path: Path) -> list[Article]:
    """Return the texts of a file of JSON Lines."""
    with path.open(encoding="utf-8") as file:
        return [_article(json.loads(line)) for line in file]


def _article(record: dict[str, str]) -> Article:
    day = record.get("dct")
    published = date.fromisoformat(day[:10]) if day else None
    return Article(Source("", published=published), record["text"])


if __name__ == "__main__":
    for name in sys.argv[1:]:
        articles = read(Path(name))
        best = max(megabytes_per_second(articles) for _ in range(3))
        print(f"{Path(name).stem}\t{len(articles)} texts\t{best:.2f} MB/s")
