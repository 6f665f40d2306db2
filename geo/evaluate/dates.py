"""Score time expressions against texts annotated with TimeML's TIMEX3.

Gold and found expressions are paired in the order of the text, each with the first
that shares a character with it. ``relaxed`` counts the pairs, ``strict`` those of the
same span, ``value`` those of the same value, each as an F measure over all gold and
all found expressions, so a value is right only if its expression was found.
``value_exact`` compares values as they stand; ``value`` lets an X of the gold value
stand for any digit and leaves out those at its end ("1952-XX" is "1952"), since the
corpora write one year in both ways. ``granularity`` is the share of the paired dates
whose gold value names a unit of the calendar that got the same unit.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.dates import find_dates, interval_of
from geo.errors import FormatError
from geo.model import Article, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geo.model import TimeExpression

Gold = dict[str, Any]

_UNSAID_END = re.compile(r"(?<=\d)X+$|(?:-X+)+$")


def evaluate_dates(paths: Iterable[Path]) -> dict[str, dict[str, float]]:
    """Return the figures of each corpus, by its file's name without the ending.

    Raises
    ------
    FormatError
        If a line holds no annotated text.
    """
    return {path.stem: score(_pairs(path)) for path in paths}


def score(texts: Iterable[tuple[Sequence[Gold], Sequence[TimeExpression]]]) -> dict[str, float]:
    """Return the figures over texts, each given by its gold and its found expressions."""
    counts: Counter[str] = Counter()
    for gold, found in texts:
        counts["gold"] += len(gold)
        counts["found"] += len(found)
        for one, other in paired(gold, found):
            counts["relaxed"] += 1
            counts["strict"] += (one["start"], one["end"]) == (other.start, other.stop)
            counts["value"] += same_value(one["value"], other.value)
            counts["value_exact"] += one["value"] == other.value
            expected = interval_of(_UNSAID_END.sub("", one["value"])).granularity
            if expected is not None and one["type"] in {"DATE", "TIME"}:
                counts["units"] += 1
                counts["granularity"] += other.interval.granularity == expected
    both = counts["gold"] + counts["found"]
    figures = {
        f"{name}_f": 2 * counts[name] / both if both else 0.0
        for name in ("relaxed", "strict", "value", "value_exact")
    }
    figures["granularity"] = counts["granularity"] / max(counts["units"], 1)
    return figures | {"gold": float(counts["gold"]), "found": float(counts["found"])}


def paired(
    gold: Sequence[Gold], found: Sequence[TimeExpression]
) -> Iterator[tuple[Gold, TimeExpression]]:
    """Yield each gold expression with the first found one, not yet taken, that overlaps it."""
    taken: set[int] = set()
    for one in gold:
        for index, other in enumerate(found):
            overlap = other.start < one["end"] and one["start"] < other.stop
            if overlap and index not in taken:
                taken.add(index)
                yield one, other
                break


def same_value(gold: str, value: str) -> bool:
    """Tell whether a value is the gold one, an X of which stands for any digit.

    Examples
    --------
    >>> same_value("1989-WXX", "1989-W43"), same_value("1952-XX", "1952"), same_value("PXM", "P2M")
    (True, True, False)
    """
    if gold == value:
        return True
    if gold.startswith(("P", "XXXX")) or "X" not in gold:
        return False
    pattern = re.escape(_UNSAID_END.sub("", gold)).replace("X", ".")
    return re.fullmatch(pattern, value) is not None or _alike(gold, value)


def _alike(gold: str, value: str) -> bool:
    return re.fullmatch(re.escape(gold).replace("X", "."), value) is not None


def _pairs(path: Path) -> Iterator[tuple[Sequence[Gold], Sequence[TimeExpression]]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                record = json.loads(line)
                day = record.get("dct")
                published = date.fromisoformat(day[:10]) if day else None
                source = Source(str(record["doc_id"]), published=published)
                gold, article = record["timex"], Article(source, record["text"])
            except (KeyError, TypeError, ValueError) as error:
                hint = "give JSON Lines with doc_id, dct, text and timex"
                raise FormatError(f"{path}:{number}", f"no dates: {error!r}", hint) from error
            yield gold, find_dates(article)
