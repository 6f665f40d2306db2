"""Say in words what decided for a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.resolve.features import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.resolve.features import Field
    from geo.resolve.rank import Ranking, Weights

_MOST = 3
_LEAST = 0.3
"""Log odds below which a reason is not worth its words."""
_WORDS = {
    "log prior": "usually meant",
    "log population": "populous",
    "usual name": "its usual name",
    "kind asked for": "of the kind that the text asks for",
    "area asked for": "of the kind that the text asks for",
    "of the kind of what it is listed with": "of the kind of what it is listed with",
    "a capital beside capitals": "a capital, as others are named",
    "lies in what follows the comma": "lies in the area named after it",
    "lies in what it is said to": "lies where the text says",
    "near its other name": "near its other name",
    "country named": "in a country that the article names",
    "country of the others": "in the country of other places",
    "region named": "in a region that the article names",
    "region of the others": "in the region of other places",
    "second-level area of the others": "in the district of other places",
    "within 50 km of another": "near another place",
    "within 300 km of another": "not far from another place",
    "the publisher's country": "in the publisher's country",
    "the publisher's region": "in the publisher's region",
    "within 50 km of the publisher": "near the publisher",
    "within 300 km of the publisher": "not far from the publisher",
    "country": "a country",
    "first-level region": "a region",
    "capital": "a capital",
    "seat of a region": "seat of a region",
}


def reasons(ranking: Ranking, weights: Weights, field: Field) -> Iterator[str]:
    """Yield what decided for the likeliest candidate of each sense of *field*."""
    shares, best, sizes = ranking.shares.tolist(), ranking.best.tolist(), field.size.tolist()
    rivals = [
        _rival(shares, range(first, first + size), chosen)
        for first, size, chosen in zip(field.first.tolist(), sizes, best, strict=True)
    ]
    gains = (ranking.columns[best] - ranking.columns[rivals]) * weights.together
    for gain, size in zip(gains.tolist(), sizes, strict=True):
        if size == 1:
            yield "the only place known by that name"
        else:
            yield f"of {size} places of that name: {_told(gain) or 'listed first'}"


def _rival(shares: Sequence[float], rows: range, best: int) -> int:
    """Return the likeliest of *rows* beside *best*; that itself where there is no other."""
    return max((row for row in rows if row != best), key=shares.__getitem__, default=best)


def _told(gain: Sequence[float]) -> str:
    strong = [column for column, odds in enumerate(gain) if odds >= _LEAST]
    strong.sort(key=gain.__getitem__, reverse=True)
    return ", ".join(_WORDS[COLUMNS[i]] for i in strong[:_MOST] if COLUMNS[i] in _WORDS)
