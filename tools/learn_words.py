"""Write ``data/words/common.csv`` and ``rare.txt``: what news text writes in lower case, how often.

A word that stands in lower case in running text ("reading", "mobile", "most") is seldom
a place name when a sentence opens with it. Words seen a few times only are listed without a
count: they tell words from names where all is in capitals. Only counts and words leave the
corpora: no text does.

Run: ``python tools/learn_words.py ../shared/benchmarks``
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CORPORA = (
    "toponyms/lgl.jsonl",
    "toponyms/geovirus.jsonl",
    "toponyms/wiktor.jsonl",
    "dates/timebank.jsonl",
    "dates/aquaint.jsonl",
    "linking/gva.jsonl",
)
"""The mixed-case corpora whose licences allow a count to be published."""
OUTPUT = Path(__file__).resolve().parent.parent / "data" / "words" / "common.csv"
RARE = OUTPUT.with_name("rare.txt")
WORD = re.compile(r"(?<![\w'’])[^\W\d_]{2,}(?![\w'’])")
OPENING = re.compile(r"(?:^|[.!?:;\"“”‘•*\n(\[-]\s*)\Z")
FEWEST = 4
"""Times that a word must have stood in lower case to be counted."""
SHORTEST = 4
"""Letters of the shortest word that is listed without a count."""


def main() -> None:
    """Count the words of the corpora and write the table."""
    count_words(read_texts(Path(sys.argv[1]) / name for name in CORPORA), OUTPUT, RARE)


def count_words(texts: Iterable[str], path: Path, rare_path: Path | None = None) -> None:
    """Write how often each word of *texts* is in lower case, and those that are seldom at all."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for text in texts:
        for match in WORD.finditer(text):
            word = match.group()
            if word.islower():
                lower[word] += 1
            elif word[0].isupper() and not OPENING.search(text, max(0, match.start() - 3),
                                                         match.start()):  # fmt: skip
                upper[word.lower()] += 1
    rows = [(word, round(100 * count / (count + upper[word]))) for word, count in lower.items()
            if count >= FEWEST and word.isascii()]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word", "lower_percent"))
        writer.writerows(sorted(rows))
    print(f"{path.name}: {len(rows)} words")
    if rare_path:
        rare = [word for word, count in lower.items() if upper[word] < count < FEWEST
                and len(word) >= SHORTEST and word.isascii()]  # fmt: skip
        rare_path.write_text("\n".join(sorted(rare)) + "\n", encoding="utf-8")
        print(f"{rare_path.name}: {len(rare)} words")


def read_texts(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the text of each row."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").strip().split("\n"):
            yield json.loads(line)["text"]


if __name__ == "__main__":
    main()
