"""The place that a heading names for all that stands below it: "From a diary, Grozny"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.anaphora import named_places
from geo.extract.once import once_per_scene
from geo.extract.spots import precision_of
from geo.model import Precision

if TYPE_CHECKING:
    from geo.extract.scene import Scene, Trigger

_LONGEST = 70
"""Characters of a line beyond which it is text."""
_ENDS = frozenset(".!?,;…-")
"""What no heading ends in."""


def headed_by(scene: Scene, trigger: Trigger) -> int | None:
    """Return the index of the town that the heading above *trigger* names.

    None where the heading names several, or what stands between names another: then the
    heading says nothing of where this happened.
    """
    at = trigger.span.start
    above = [(stop, index) for stop, index in _headings(scene) if stop <= at]
    if not above:
        return None
    stop, index = above[-1]
    named = [index for line, index in above if line == stop]
    named += [other for other in _towns(scene) if stop <= scene.locations[other].toponym.start < at]
    places = {scene.locations[other].place for other in named}
    return index if len(places) == 1 else None


@once_per_scene
def _headings(scene: Scene) -> tuple[tuple[int, int], ...]:
    """Return where each heading that names a town ends, and the index of the town."""
    found = []
    for index in _towns(scene):
        stop = _heading_stop(scene.text, scene.locations[index].toponym.start)
        if stop is not None:
            found.append((stop, index))
    return tuple(found)


@once_per_scene
def _towns(scene: Scene) -> tuple[int, ...]:
    """Return the indexes of the places that are towns or parts of one, or are near one."""
    return tuple(
        index
        for index in named_places(scene)
        if (place := scene.locations[index].place) and precision_of(place) <= Precision.NEAR
    )


def _heading_stop(text: str, at: int) -> int | None:
    """Return where the line around *at* ends, if it is a heading: short, and no sentence."""
    start, stop = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start:stop].strip()
    below = text[stop:].lstrip()[:1]
    is_heading = (
        stop > 0
        and 0 < len(line) <= _LONGEST
        and line[-1] not in _ENDS
        and not line[0].islower()
        and not below.islower()
    )
    return stop if is_heading else None
