"""Who says that it happened, how the article holds it, and whether it took place at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.extract.tagging import tokens_of
from geo.model import Claimant, Modality, Stance

if TYPE_CHECKING:
    from geo.extract.scene import Scene, Trigger
    from geo.model import Span

_SAYING = frozenset("said says say claimed claims alleged alleges reported reports".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a claim is held."""

    claimant: Claimant | None = None
    """Whom the article credits; None for its own voice."""
    stance: Stance = Stance.FACT
    modality: Modality = Modality.HAPPENED
    scope: Span | None = None
    """What the claimant is credited with, where there is one."""


def attribute(scene: Scene, trigger: Trigger) -> Attribution:
    """Return who says that the event of *trigger* took place, and how."""
    tokens = tokens_of(scene)
    sentence = scene.sentence(trigger.span.start)
    first, last = tokens.within(sentence)
    for index in range(first, last):
        if tokens.words[index] in _SAYING:
            begin = index
            while begin > first and tokens.tags[begin - 1] in "KNMDZ":
                begin -= 1
            if begin < index:
                span = tokens.span(begin, index - 1)
                return Attribution(Claimant(scene.words_of(span), span), Stance.CLAIMED)
    return Attribution()
