"""Measure which articles share an incident by their claims: pair precision, recall and F.

Usage: python benchmarks/link_articles.py FILE.jsonl

Each line of the file is an article as ``geo evaluate linking`` takes it. Two articles count as
linked where an incident has claims of both. The corpus is of another domain than ours, and an
article without a claim can't be linked; its pairs count as missed.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from geo.model import Article
from geo.pipeline import find_incidents, read_all
from geo.read import read_articles

if TYPE_CHECKING:
    from collections.abc import Iterable

Pairs = set[tuple[str, str]]


def main() -> None:
    """Print the figures of a file."""
    path = Path(sys.argv[1])
    articles = [item for item in read_articles([path]) if isinstance(item, Article)]
    readings = list(read_all(articles))
    incidents = find_incidents(readings)
    found = _pairs({claim.article_id for claim in one.claims} for one in incidents)
    gold = _pairs(_gold(path).values())
    right = len(found & gold)
    precision, recall = right / len(found), right / len(gold)
    told = {reading.article.article_id for reading in readings if reading.claims}
    reachable = sum(told.issuperset(pair) for pair in gold)
    print(f"{len(readings)} articles, {len(told)} with claims, {len(incidents)} incidents")
    print(f"pairs: P {precision:.3f} R {recall:.3f} F {2 * right / (len(found) + len(gold)):.3f}")
    print(f"{reachable} of {len(gold)} pairs have claims on both sides")


def _gold(path: Path) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            groups[record["incident_id"]].add(record["doc_id"])
    return groups


def _pairs(groups: Iterable[set[str]]) -> Pairs:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


if __name__ == "__main__":
    main()
