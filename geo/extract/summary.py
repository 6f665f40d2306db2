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
_RELATIONS = {
    Relation.NEAR: "near",
    Relation.TOWARD: "toward",
    Relation.ALONG: "along",
    Relation.IN: "in",
    Relation.AT: "at",
}
_VERBS = {
    "AGREE": "agrees with",
    "CONSULT": "talks with",
    "SUPPORT": "backs",
    "CONCEDE": "gives way to",
    "COOPERATE": "works with",
    "AID": "helps",
    "RETREAT": "withdraws from",
    "REQUEST": "asks",
    "ACCUSE": "accuses",
    "REJECT": "refuses or protests to",
    "THREATEN": "warns or threatens",
    "PROTEST": "protests against",
    "SANCTION": "cuts ties with",
    "MOBILIZE": "moves forces against",
    "COERCE": "puts pressure on",
    "ASSAULT": "attacks",
}
"""What a party does to another, by PLOVER type."""
_ALONE = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "help",
    "RETREAT": "withdrawal",
    "REQUEST": "request",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "warning",
    "PROTEST": "protest or strike",
    "SANCTION": "sanctions",
    "MOBILIZE": "movement of forces",
    "COERCE": "coercion",
    "ASSAULT": "assault",
}
"""What it is called where one of the two is not told."""


def summarize(
    event_type: EventType, actors: Iterable[Actor], setting: Setting, modality: Modality
) -> str:
    """Return a line such as "Armed clash near Jermuk: Azerbaijan, Armenia" or "Iran warns Armenia".

    Only letters, digits and plain marks get into it, whatever the article holds.
    """
    actors = tuple(actors)
    doers = _names(actor for actor in actors if actor.role == "actor")
    targets = _names(actor for actor in actors if actor.role != "actor")
    where = ""
    if setting.place is not None:
        where = f"{_RELATIONS.get(setting.relation, '')} {_plain(setting.place.name)}".strip()
    if event_type.acled is None and doers and targets:
        line = f"{doers} {_VERBS[event_type.name]} {targets}"
    else:
        name = event_type.acled or _ALONE[event_type.name].capitalize()
        parties = " → ".join(filter(None, (doers, targets)))
        line = " ".join(filter(None, (name, where))) + (f": {parties}" if parties else "")
    return f"{line} ({_MODAL[modality]})" if modality in _MODAL else line


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(dict.fromkeys(_plain(actor.name) for actor in actors))


def _plain(text: str) -> str:
    return " ".join(_UNSAFE.sub(" ", text).split())[:_LONGEST]
