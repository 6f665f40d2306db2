"""Weigh the cues of a name: log odds that it is a place's."""

from __future__ import annotations

from collections import defaultdict
from itertools import repeat
from typing import TYPE_CHECKING

from geo.recognize.tables import weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.recognize.context import Context, Name

_MOST = 4.0
"""Log odds at which other mentions of a name stop counting for more."""
_HOPELESS = -4.5
"""Log odds of a name by itself below which no proposal in the corpora was ever kept."""
SHOUTED = "a common word where all is in capitals"
_PAIR = 2
_DOUBT = -1.5
"""Log odds from which on a list of places tells that a name is one, too."""
_TOLD = 3
"""How many cues `explain` names."""


def is_hopeless(odds: float) -> bool:
    """Tell whether no context makes a place name of one that tells so much against it."""
    return odds < _HOPELESS


def cues_of(context: Context, name: Name) -> tuple[str, ...]:
    """Return every cue of *name*, its own and those around it."""
    own = name.facts.cues
    if context.shouts:  # capitals tell nothing where there is nothing else
        own = tuple(cue for cue in own if not cue.endswith("capitals"))
    return (*own, *context.cues(name))


def log_odds(cues: Iterable[str]) -> float:
    """Return the log odds that a name with *cues* is a place's, by itself."""
    table = weights()
    return table["always"] + sum(map(table.get, cues, repeat(0.0)))


def with_others(
    names: Sequence[Name],
    odds: Sequence[float],
    beside: Sequence[Sequence[int]],
    lists: Iterable[Sequence[int]],
) -> list[float]:
    """Return *odds* moved towards those of the same name elsewhere, and of names listed beside.

    Parameters
    ----------
    names : sequence of Name
    odds : sequence of float
        Of each name by itself.
    beside, lists : sequences of sequences of int
        What `geo.recognize.lists` tells of *names*: neighbors of each, and each list.
    """
    pull, listed = weights()["other mentions"], weights()["listed with it"]
    same = other_mentions([name.spelled.lower() for name in names], odds)
    moved = []
    for index, own in enumerate(odds):
        near = mean_of([odds[other] for other in beside[index]])
        moved.append(own + pull * same[index] + listed * near)
    return with_lists(moved, lists)


def with_lists(odds: Sequence[float], lists: Iterable[Sequence[int]]) -> list[float]:
    """Return *odds* where a doubtful name in a list of places is one of them: "A, B and C"."""
    lifted = list(odds)
    for members in lists:
        doubtful = [index for index in members if odds[index] < 0]
        if len(doubtful) == 1 and len(members) > _PAIR and odds[doubtful[0]] > _DOUBT:
            lifted[doubtful[0]] = 0.0
    return lifted


def other_mentions(spelled: Sequence[str], odds: Sequence[float]) -> list[float]:
    """Return, for each name, the mean log odds of its other mentions; 0 where there is none."""
    groups: dict[str, list[float]] = defaultdict(list)
    bounded = [_bounded(own) for own in odds]
    for name, own in zip(spelled, bounded, strict=True):
        groups[name].append(own)
    return [
        (sum(group) - own) / (len(group) - 1) if len(group := groups[name]) > 1 else 0.0
        for name, own in zip(spelled, bounded, strict=True)
    ]


def mean_of(odds: Sequence[float]) -> float:
    """Return the mean of *odds*, each held within bounds; 0 of none."""
    return sum(map(_bounded, odds)) / len(odds) if odds else 0.0


def _bounded(odds: float) -> float:
    return max(-_MOST, min(_MOST, odds))


def explain(cues: Iterable[str]) -> str:
    """Return the cues that spoke most for a place, strongest first."""
    table = weights()
    told = [cue for cue in cues if table.get(cue, 0.0) > 0]
    told.sort(key=table.__getitem__, reverse=True)
    return ", ".join(told[:_TOLD])
