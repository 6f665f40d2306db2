"""One plain line that says what a claim is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Modality, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Actor, EventType, Setting

_UNSAFE = re.compile(r"[^\w\s.,;:()'’/&+-]")
_LONGEST = 60
_MODAL = {
    Modality.ATTEMPTED: "attempted",
    Modality.THREATENED: "threatened",
    Modality.PLANNED: "planned",
    Modality.HYPOTHETICAL: "possible",
    Modality.NEGATED: "said not to have happened",
}
_WORDS = {
    Relation.NEAR: "near",
    Relation.TOWARD: "toward",
    Relation.ALONG: "along",
    Relation.BETWEEN: "",
    Relation.IN: "in",
    Relation.AT: "at",
}


def summarize(
    event_type: EventType, actors: Iterable[Actor], setting: Setting, modality: Modality
) -> str:
    """Return a line such as "Armed clash: Armenia, Azerbaijan; near Jermuk".

    Only letters, digits and plain marks get into it, whatever the article holds.
    """
    actors = tuple(actors)
    doers = _names(actor for actor in actors if actor.role == "actor")
    targets = _names(actor for actor in actors if actor.role != "actor")
    parties = " → ".join(filter(None, (doers, targets)))
    parts = [f"{event_type.name}: {parties}" if parties else event_type.name]
    if setting.place is not None:
        parts.append(f"{_WORDS.get(setting.relation, '')} {_plain(setting.place.name)}".strip())
    if modality in _MODAL:
        parts.append(_MODAL[modality])
    return "; ".join(parts)


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(dict.fromkeys(_plain(actor.name) for actor in actors))


def _plain(text: str) -> str:
    return " ".join(_UNSAFE.sub(" ", text).split())[:_LONGEST]
