"""Say in words what decided for a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.resolve.features import COLUMNS

if TYPE_CHECKING:
    from geo.resolve.rank import Ranking, Weights

_MOST = 3
_LEAST = 0.3
"""Log odds below which a reason is not worth its words."""
_WORDS = {
    "log prior": "usually meant",
    "log population": "populous",
    "usual name": "its usual name",
    "kind asked for": "of the kind that the text asks for",
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


def reason(ranking: Ranking, weights: Weights, sense_rows: range, best: int) -> str:
    """Return what decided for the row *best* among *sense_rows*."""
    if len(sense_rows) == 1:
        return "the only place known by that name"
    shares = ranking.shares[sense_rows.start : sense_rows.stop].tolist()
    shares[best - sense_rows.start] = -1.0
    rival = sense_rows.start + shares.index(max(shares))
    gain = ((ranking.columns[best] - ranking.columns[rival]) * weights.together).tolist()
    order = sorted(range(len(gain)), key=lambda column: -gain[column])[:_MOST]
    told = [_WORDS[COLUMNS[i]] for i in order if gain[i] >= _LEAST and COLUMNS[i] in _WORDS]
    return f"of {len(sense_rows)} places of that name: {', '.join(told) or 'listed first'}"
