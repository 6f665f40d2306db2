"""Compute once per scene what many triggers of it ask for."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.extract.scene import Scene

T = TypeVar("T")


def once_per_scene(function: Callable[[Scene], T]) -> Callable[[Scene], T]:
    """Return *function* with its last answer remembered: one scene is read at a time.

    Scenes are told apart by identity: they are frozen, so that is safe, and
    hashing all that a scene holds would cost more than most answers do.
    """
    last: tuple[Scene, T] | None = None

    @wraps(function)
    def remembered(scene: Scene) -> T:
        nonlocal last
        known = last  # another thread may read another scene meanwhile
        if known is not None and known[0] is scene:
            return known[1]
        answer = function(scene)
        last = (scene, answer)
        return answer

    return remembered
