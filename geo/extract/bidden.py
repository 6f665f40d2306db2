"""Leave out deeds that are only threatened, asked for or promised in words coded themselves."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.model import Modality

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.extract.retelling import Telling

_SPOKEN_OF = MappingProxyType(
    {
        "THREATEN": {Modality.THREATENED, Modality.PLANNED},
        "REQUEST": {Modality.REQUESTED, Modality.PLANNED},
        "AGREE": {Modality.PLANNED},
        "Agreement": {Modality.PLANNED},
    }
)
"""The modalities of a deed by the words in which it is only spoken of."""


def without_bidden(tellings: Iterable[Telling]) -> list[Telling]:
    """Return *tellings* without the deeds that words in their sentence only speak of.

    "Threatened on Monday to attack the town" is a threat, and no attack as well. A threat to kill
    the mayor is both.
    """
    told = list(tellings)
    beside: dict[int, list[Telling]] = defaultdict(list)
    for telling in told:
        if telling.claim.event_type.name in _SPOKEN_OF:
            beside[telling.sentence].append(telling)
    return [
        telling
        for telling in told
        if not any(_speaks_of(words, telling) for words in beside.get(telling.sentence, ()))
    ]


def _speaks_of(words: Telling, deed: Telling) -> bool:
    spoken_of = _SPOKEN_OF[words.claim.event_type.name]
    asked = deed.claim.modality is Modality.REQUESTED  # "the withdrawal was demanded"
    return (
        words.claim.event_type.name != deed.claim.event_type.name
        and (asked or words.claim.trigger.start < deed.claim.trigger.start)
        and deed.claim.modality in spoken_of
        and not _has_victim(deed)
    )


def _has_victim(deed: Telling) -> bool:
    """Tell whether somebody is threatened with violence: that is a claim beside the words."""
    violent = deed.claim.event_type.plover == "ASSAULT"
    return violent and any(actor.role != "actor" for actor in deed.claim.actors)
