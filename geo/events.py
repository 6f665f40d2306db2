"""The event types: ACLED's sub-event types, and PLOVER's types for words and diplomacy.

The table is ``data/event_types.csv``; a row says what the type means, how it
maps to the other codebooks, and how the map draws it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.model import EventType
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class EventKind:
    """One row of the table of event types."""

    name: str
    """What ``event_type`` holds: the ACLED sub-event type where there is one, else PLOVER's."""
    acled: str | None
    """ACLED sub-event type."""
    plover: str | None
    """PLOVER event type; of an ACLED type, the one that it falls under."""
    ucdp: str | None
    """UCDP type of violence where the actors do not say otherwise: ``"state-based"``,
    ``"non-state"``, ``"one-sided"``; None if it is no organized violence."""
    family: str
    """Facet and color of the map: ``"battle"``, ``"explosion"``, ``"civilians"``, ``"protest"``,
    ``"riot"``, ``"strategic"``, ``"diplomacy"``, ``"pressure"``."""
    symbol: str
    """Glyph of the map, as ``"swords"``."""
    definition: str
    """What is coded so, in one sentence."""

    @property
    def event_type(self) -> EventType:
        """The value that a claim carries."""
        return EventType(self.acled, self.plover)


@cache
def event_kinds() -> Mapping[str, EventKind]:
    """Return the event types by name, in the order of the table."""
    with shipped("event_types.csv").open(encoding="utf-8", newline="") as file:
        rows = [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]
    kinds = [EventKind(**row) for row in rows]  # type: ignore[arg-type]  # mandatory cells are never empty
    return MappingProxyType({kind.name: kind for kind in kinds})
