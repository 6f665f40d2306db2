"""One plain line that says what a claim is about: who did what to whom, and where.

``data/headlines.csv`` holds for each event type the line for a claim with both parties, with one,
or with none; ``[attack|attacks]`` there is the verb of several and of one.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.extract.scene import is_country
from geo.model import Modality, Relation, Stance
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import Actor, EventType, Setting

_UNSAFE = re.compile(r"[^\w\s.,;:()'’/&+-]")
_NUMBER = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
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
_MANY = frozenset("men women people police children troops guerrillas paramilitaries".split())
_ONE_OF_MANY = ("ss", "us", "is")
_OF = re.compile(r"\s+(?:of|in|from|for)\s+|\s+\(")


def summarize(
    event_type: EventType,
    actors: Iterable[Actor],
    setting: Setting,
    modality: Modality = Modality.HAPPENED,
    *,
    stance: Stance = Stance.FACT,
) -> str:
    """Return a line such as "Rebels attack villagers at Gao" or "Iran warns Armenia".

    Only letters, digits and plain marks get into it, whatever the article holds.
    """
    actors = tuple(actors)
    doers = [actor for actor in actors if actor.role == "actor"]
    struck = [actor for actor in actors if actor.role != "actor"]
    if doers and event_type.name == "Armed clash":  # who died in a fight was not all in it
        struck = [actor for actor in struck if actor.kind != "civilians"]
    names = {"a": _names(doers), "r": _names(struck)}
    line = _line(event_type.name, names, many=len(doers) > 1 or _is_many(doers))
    told = event_type.acled is None and all(names.values()) and is_country(setting.place)
    if setting.label is not None and not told:
        line = f"{line} {_RELATIONS.get(setting.relation, '')} ".rstrip() + (
            f" {_plain(setting.label)}"
        )
    line = line[:1].upper() + line[1:]
    notes = [_MODAL[modality]] if modality in _MODAL else []
    notes += ["denied"] if stance is Stance.DENIED else []
    return f"{line} ({', '.join(notes)})" if notes else line


def _line(name: str, names: Mapping[str, str], *, many: bool) -> str:
    row = _headlines().get(name, {})
    both = bool(names["a"] and names["r"])
    wanted = "both" if both else "actor" if names["a"] else "recipient" if names["r"] else "none"
    pattern = row.get(wanted)
    if not pattern:
        parties = " and ".join(filter(None, (names["a"], names["r"])))
        head = row.get("none") or name
        return f"{head}: {parties}" if parties else head
    return _NUMBER.sub(lambda match: match[1 if many else 2], pattern).format_map(names)


@cache
def _headlines() -> Mapping[str, Mapping[str, str]]:
    with shipped("headlines.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["type"]: row for row in csv.DictReader(file)})


def _is_many(doers: Iterable[Actor]) -> bool:
    """Tell whether the words for the only actor are a plural: "units of the army"."""
    return any(
        word.endswith("men")
        or word in _MANY
        or (word.endswith("s") and not word.endswith(_ONE_OF_MANY))
        for actor in doers
        if not _is_name(actor)
        for word in _OF.split(actor.name.lower())[0].split()[-1:]
    )


def _is_name(actor: Actor) -> bool:
    """Tell whether the words are a name, which is one whatever its ending: "United States"."""
    words = actor.name.split()
    is_state = actor.kind == "state forces" and actor.country is not None
    written = all(word[:1].isupper() for word in words)
    return "(" in actor.name or (written and (len(words) > 1 or is_state or actor.kind is None))


def _names(actors: Iterable[Actor]) -> str:
    names = list(dict.fromkeys(_plain(actor.name) for actor in actors))
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _plain(text: str) -> str:
    return " ".join(_UNSAFE.sub(" ", text).split())[:_LONGEST]
