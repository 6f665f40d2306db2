"""Compute once per scene what many triggers of it ask for."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.extract.scene import Scene

T = TypeVar("T")

_KEPT = 4


def once_per_scene(function: Callable[[Scene], T]) -> Callable[[Scene], T]:
    """Return *function* with its last few answers remembered.

    Scenes are told apart by identity: they are frozen, so that is safe, and
    hashing all that a scene holds would cost more than most answers do.
    """
    answers: dict[int, tuple[Scene, T]] = {}

    @wraps(function)
    def remembered(scene: Scene) -> T:
        known = answers.get(id(scene))
        if known is not None and known[0] is scene:
            return known[1]
        answer = function(scene)
        while len(answers) >= _KEPT:
            answers.pop(next(iter(answers)), None)
        answers[id(scene)] = (scene, answer)
        return answer

    return remembered
