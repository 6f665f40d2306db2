"""How many were killed and wounded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Casualties, Count

if TYPE_CHECKING:
    from geo.extract.scene import Scene, Trigger

_KILLED = re.compile(
    r"(\d+)[^.,]{0,40}\b(?:killed|dead|died)|\bkill(?:ed|ing) (\d+)", re.IGNORECASE
)
_WOUNDED = re.compile(
    r"(\d+)[^.,]{0,40}\b(?:wounded|injured)|\b(?:wound|injur)(?:ed|ing) (\d+)", re.IGNORECASE
)


def find_casualties(scene: Scene, trigger: Trigger) -> Casualties:
    """Return the casualties of the event of *trigger*, as its sentence words them."""
    words = scene.words_of(scene.sentence(trigger.span.start))
    killed, wounded = _KILLED.search(words), _WOUNDED.search(words)
    return Casualties(_count(killed), _count(wounded), words if killed or wounded else None)


def _count(match: re.Match[str] | None) -> Count:
    if match is None:
        return Count()
    number = int(next(filter(None, match.groups())))
    return Count(number, number, number)
