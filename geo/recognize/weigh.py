"""Weigh the cues of a name: log odds that it is a place's."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.recognize.tables import weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.recognize.context import Context, Name
    from geo.recognize.facts import Facts

_MOST = 4.0
"""Log odds at which other mentions of a name stop counting for more."""
_HOPELESS = -4.5
"""Log odds of a name by itself below which no proposal in the corpora was ever kept."""
_TOLD = 3
"""How many cues `explain` names."""


@lru_cache(maxsize=1 << 16)
def is_hopeless(facts: Facts) -> bool:
    """Tell whether no context makes a place name of a name that tells so much against it."""
    return log_odds(facts.cues) < _HOPELESS


def cues_of(context: Context, name: Name) -> tuple[str, ...]:
    """Return every cue of *name*, its own and those around it."""
    return (*name.facts.cues, *context.cues(name))


def log_odds(cues: Iterable[str]) -> float:
    """Return the log odds that a name with *cues* is a place's, by itself."""
    table = weights()
    return table["always"] + sum(table.get(cue, 0.0) for cue in cues)


def with_other_mentions(names: Sequence[Name], odds: Sequence[float]) -> list[float]:
    """Return *odds* moved towards those of the other mentions of the same name."""
    pull = weights()["other mentions"]
    groups: dict[str, list[float]] = defaultdict(list)
    for name, own in zip(names, odds, strict=True):
        groups[name.spelled.lower()].append(max(-_MOST, min(_MOST, own)))
    moved = []
    for name, own in zip(names, odds, strict=True):
        group = groups[name.spelled.lower()]
        others = sum(group) - max(-_MOST, min(_MOST, own))
        moved.append(own + pull * others / (len(group) - 1) if len(group) > 1 else own)
    return moved


def explain(cues: Iterable[str]) -> str:
    """Return the cues that spoke most for a place, strongest first."""
    table = weights()
    told = sorted((cue for cue in cues if table.get(cue, 0.0) > 0), key=lambda cue: -table[cue])
    return ", ".join(told[:_TOLD])
