"""Score the grouping of articles against articles grouped by the incident they tell of.

``pair_f`` is the F measure over all pairs of articles: a pair is right that stands in
one group in both. ``b3_f`` is B-cubed (Bagga and Baldwin, 1998): the mean over the
articles of the share of its group that belongs to it, and of the share of its incident
that is in its group.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from geo.errors import FormatError
from geo.link.articles import ArticleGrouper
from geo.model import Article, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


def evaluate_linking(
    paths: Iterable[Path], *, grouper: ArticleGrouper | None = None
) -> dict[str, dict[str, float]]:
    """Return the figures of each corpus, by its file's name without the ending.

    Raises
    ------
    FormatError
        If a line holds no article with its incident.
    """
    return {path.stem: _evaluate(path, grouper or ArticleGrouper()) for path in paths}


def score_groups(ours: Mapping[str, int], gold: Mapping[str, str]) -> dict[str, float]:
    """Return pair and B-cubed precision, recall and F; both map articles to their group."""
    both = Counter((ours[key], gold[key]) for key in gold)
    sizes, gold_sizes = Counter(ours[key] for key in gold), Counter(gold.values())
    right = _pairs(both)
    n = max(len(gold), 1)
    precision = sum(count * count / sizes[group] for (group, _), count in both.items()) / n
    recall = sum(count * count / gold_sizes[label] for (_, label), count in both.items()) / n
    return {
        **_figures("pair", right / max(_pairs(sizes), 1), right / max(_pairs(gold_sizes), 1)),
        **_figures("b3", precision, recall),
    }


def _evaluate(path: Path, grouper: ArticleGrouper) -> dict[str, float]:
    read = list(_read(path))
    gold = {article.article_id: incident for article, incident in read}
    groups = grouper.group(article for article, _ in read)
    ours = {a.article_id: index for index, group in enumerate(groups) for a in group}
    return {**score_groups(ours, gold), "articles": float(len(gold)), "groups": float(len(groups))}


def _figures(name: str, precision: float, recall: float) -> dict[str, float]:
    total = precision + recall
    f = 2 * precision * recall / total if total else 0.0
    return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f": f}


def _pairs(sizes: Counter[tuple[int, str]] | Counter[int] | Counter[str]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _read(path: Path) -> Iterator[tuple[Article, str]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                record = json.loads(line)
                day = record.get("dct")
                published = date.fromisoformat(day[:10]) if day else None
                source = Source(
                    f"{record['doc_id']}:{number}", title=record.get("title"), published=published
                )
                yield Article(source, record["text"]), str(record["incident_id"])
            except (KeyError, TypeError, ValueError) as error:
                hint = "give JSON Lines with doc_id, incident_id, dct and text"
                raise FormatError(f"{path}:{number}", f"no article: {error!r}", hint) from error
