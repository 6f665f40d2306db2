"""Which articles tell of one happening, by their words alone.

Weights are learned from the articles themselves. Runs of words that come back over
months are what a publisher puts on every page, and count for nothing. What is left is
compared as words, numbers and pairs of capitalized words, each the heavier the fewer
articles have it. Articles days apart are less likely to tell of one happening than
articles of one day, unless they share names that hardly any other article has: so a
verdict is joined to the crime of two years ago, and no window of days is fixed.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.model import Article

Features = dict[str, float]
Pairs = dict[tuple[int, int], float]

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_RUN = 4
"""Words in a row by which a publisher's standing text is known."""
_FEWEST_REPEATS, _LEAST_SPREAD_DAYS = 3, 40
_COMMON_SHARE, _FEW_ARTICLES = 0.1, 20
"""A word in more than this share of the articles tells nothing, unless they are few."""
_MOST_FOR_PAIRS = 150
"""A word in more articles than these weighs, but suggests no pair: the work stays near-linear."""
_RARE_NAME, _ENOUGH_NAMES = 12, 4
_FADING_DAYS = 20.0
_FARTHEST = 0.25
"""What likeness articles far apart in time keep of theirs, if they share no rare name."""
_LEAST_LIKENESS = 0.06


@dataclass(frozen=True, slots=True)
class ArticleGrouper:
    """Group articles whose mean likeness is at least *threshold*.

    Parameters
    ----------
    threshold : float
        Between 0 and 1; the mean over all pairs of two groups that are to be joined.
    """

    threshold: float = 0.12

    def group(self, articles: Iterable[Article]) -> list[list[Article]]:
        """Return the articles in groups, each in exactly one, in the order of their ids.

        The same whatever the order of *articles*.
        """
        ordered = sorted(articles, key=lambda article: (article.article_id, article.text))
        groups = _joined(len(ordered), article_likeness(ordered), self.threshold)
        return [[ordered[index] for index in group] for group in groups]


def article_likeness(articles: Sequence[Article]) -> Pairs:
    """Return how alike pairs of articles are, 0 to 1, by their indexes, the greater first.

    Pairs that are hardly alike are left out.

    Notes
    -----
    The cosine of vectors weighted by ``(1 + log tf) * log(n / df)`` (Salton and Buckley,
    1988), faded by the days between the publications.
    """
    days = [article.published.toordinal() if article.published else None for article in articles]
    counts = _count(articles, days)
    spread = Counter(feature for features in counts for feature in features)
    most = max(_COMMON_SHARE * len(articles), _FEW_ARTICLES)
    vectors = [_weighed(features, spread, len(articles), most) for features in counts]
    return {
        (one, other): likeness * _fading(days[one], days[other], names)
        for (one, other), (likeness, names) in _compared(vectors, spread).items()
    }


def _count(articles: Sequence[Article], days: Sequence[int | None]) -> list[Counter[str]]:
    texts = [f"{article.source.title or ''}\n{article.text}" for article in articles]
    words = [_WORD.findall(text) for text in texts]
    standing = _standing_runs(words, days)
    return [_features(found, standing) for found in words]


def _standing_runs(words: Sequence[list[str]], days: Sequence[int | None]) -> set[str]:
    """Return the runs of words that articles of many weeks have in common."""
    where: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(words):
        for run in set(_runs(found)):
            where[run].append(index)
    return {run for run, indexes in where.items() if _stands(indexes, days)}


def _runs(words: Sequence[str]) -> list[str]:
    low = [word.lower() for word in words]
    return [" ".join(low[start : start + _RUN]) for start in range(len(low) - _RUN + 1)]


def _stands(indexes: Sequence[int], days: Sequence[int | None]) -> bool:
    if len(indexes) < _FEWEST_REPEATS:
        return False
    known = sorted(day for index in indexes if (day := days[index]) is not None)
    if not known:
        return False
    return known[len(known) * 3 // 4] - known[len(known) // 4] > _LEAST_SPREAD_DAYS


def _features(words: Sequence[str], standing: set[str]) -> Counter[str]:
    told = bytearray(b"\1" * len(words))
    for start, run in enumerate(_runs(words)):
        if run in standing:
            told[start : start + _RUN] = bytes(_RUN)
    features: Counter[str] = Counter()
    for index, word in enumerate(words):
        if not told[index]:
            continue
        if len(word) > 2 or word.isdigit():  # noqa: PLR2004 - shorter words are of grammar
            features[word.lower()] += 1
        if index and told[index - 1] and word[0].isupper() and words[index - 1][0].isupper():
            features[f"{words[index - 1]} {word}".lower()] += 1
    return features


def _weighed(features: Counter[str], spread: Mapping[str, int], n: int, most: float) -> Features:
    weights = {
        feature: (1 + log(count)) * log(n / spread[feature])
        for feature, count in features.items()
        if 1 < spread[feature] <= most
    }
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {feature: weight / length for feature, weight in weights.items()} if length else {}


def _compared(
    vectors: Sequence[Features], spread: Mapping[str, int]
) -> dict[tuple[int, int], tuple[float, int]]:
    """Return, for each pair that shares a rare word, the cosine and the rare names shared."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    found = {}
    for index, vector in enumerate(vectors):
        likeness: dict[int, float] = defaultdict(float)
        names: Counter[int] = Counter()
        for feature, weight in vector.items():
            if spread[feature] > _MOST_FOR_PAIRS:
                continue
            rare_name = " " in feature and spread[feature] <= _RARE_NAME
            for other, other_weight in holders[feature]:
                likeness[other] += weight * other_weight
                names[other] += rare_name
            holders[feature].append((index, weight))
        for other, value in likeness.items():
            if value >= _LEAST_LIKENESS:
                found[index, other] = (min(value, 1.0), names[other])
    return found


def _fading(one: int | None, other: int | None, names: int) -> float:
    if one is None or other is None:
        return 1.0
    kept = _FARTHEST + (1 - _FARTHEST) * min(names, _ENOUGH_NAMES) / _ENOUGH_NAMES
    return kept + (1 - kept) * exp(-abs(one - other) / _FADING_DAYS)


def _joined(n: int, pairs: Pairs, threshold: float) -> list[list[int]]:
    """Join the two most alike groups until none are alike enough (average linkage)."""
    groups = {index: [index] for index in range(n)}
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), likeness in pairs.items():
        links[one][other] = links[other][one] = likeness
    queue = [(-likeness, *pair) for pair, likeness in pairs.items() if likeness >= threshold]
    heapq.heapify(queue)
    while queue:
        negative, one, other = heapq.heappop(queue)
        if one not in groups or other not in groups or other not in links[one]:
            continue
        if _mean(links, groups, one, other) != -negative:
            continue
        _absorb(links, groups, one, other)
        for third in sorted(links[one]):
            mean = _mean(links, groups, one, third)
            if mean >= threshold:
                heapq.heappush(queue, (-mean, one, third))
    return sorted(sorted(group) for group in groups.values())


def _mean(
    links: Mapping[int, Mapping[int, float]], groups: Mapping[int, list[int]], one: int, other: int
) -> float:
    return links[one][other] / (len(groups[one]) * len(groups[other]))


def _absorb(
    links: dict[int, dict[int, float]], groups: dict[int, list[int]], one: int, other: int
) -> None:
    groups[one].extend(groups.pop(other))
    for third, likeness in links.pop(other).items():
        del links[third][other]
        if third != one:
            links[one][third] = links[third][one] = links[one].get(third, 0.0) + likeness
