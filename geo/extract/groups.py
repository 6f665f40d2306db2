"""The tables of armed groups and of nouns for people and bodies that act in conflicts.

``data/armed_groups.csv`` holds groups, alliances and state organs with their acronyms and other
names; ``data/actor_kinds.csv`` says of a noun which of ACLED's actor classes it names.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.extract.inflect import plural
from geo.shipped import shipped
from geo.text import normalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOSTLY = 50


@dataclass(frozen=True, slots=True)
class Group:
    """A named armed group, alliance or state organ."""

    name: str
    """Its usual English name, with its acronym in brackets where it has one."""
    kind: str | None
    """ACLED's actor class."""
    country: str | None
    """ISO 3166-1 alpha-2 of the country it comes from; None where there are several."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of a group."""

    key: str
    """What `geo.text.normalize_name` makes of it."""
    group: Group
    written: str
    """As the table spells it: its capitals are asked for in texts that have any."""
    shared: bool = False
    """Whether another group goes by it, too: it counts only where its group's country is named."""

    @property
    def is_acronym(self) -> bool:
        """Whether the name is one word in capitals."""
        return self.written.isupper() and " " not in self.written


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """What a noun says of the one it names."""

    kind: str
    """ACLED's actor class."""
    sort: str
    """``"people"`` for single persons in any number, ``"body"`` for what acts as one."""


@cache
def aliases() -> Mapping[str, tuple[Alias, ...]]:
    """Return the names of the table's groups by the first word of their key, longest first."""
    found: dict[str, list[Alias]] = {}
    with shipped("armed_groups.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            acronym = row["acronym"]
            plain = row["name"].partition(" (")[0]
            name = f"{plain} ({acronym})" if acronym else row["name"]
            group = Group(name, row["kind"], row["country"] or None)
            for written in filter(None, (plain, acronym, *row["aliases"].split(";"))):
                spaced = written.replace("'s", " 's")  # as tokens part it
                alias = Alias(normalize_name(spaced), group, written)
                found.setdefault(alias.key.split()[0], []).append(alias)
    return MappingProxyType(
        {
            first: tuple(sorted(_with_shared(names), key=lambda alias: -len(alias.key)))
            for first, names in found.items()
        }
    )


def _with_shared(names: list[Alias]) -> Iterator[Alias]:
    """Yield each name once a group, and mark those that several groups go by."""
    groups: dict[str, dict[Group, Alias]] = {}
    for alias in names:
        groups.setdefault(alias.key, {}).setdefault(alias.group, alias)
    for known in groups.values():
        yield from (replace(alias, shared=len(known) > 1) for alias in known.values())


@cache
def actor_nouns() -> Mapping[str, ActorNoun]:
    """Return the nouns of the table in singular and plural; a noun may have two words."""
    with shipped("actor_kinds.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["noun"], ActorNoun(row["kind"], row["sort"])) for row in csv.DictReader(file)]
    plurals = {plural(noun): value for noun, value in rows if not noun.endswith("s")}
    return MappingProxyType(plurals | dict(rows))


@cache
def common_words() -> frozenset[str]:
    """Return the words that are mostly written in lower case, and so are hardly ever names."""
    with shipped("words/common.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(
            row["word"] for row in csv.DictReader(file) if int(row["lower_percent"]) >= _MOSTLY
        )
