"""What a source tells of a place, before it is compiled: one entry a place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Kind(IntEnum):
    """How a place is known by a name; a lower value says more for the place."""

    NAME = 0
    METONYM = 1
    DEMONYM = 2
    ALTERNATE = 3
    HISTORICAL = 4
    ABBREVIATION = 5
    """In the case of a name: "Calif."."""
    CODE = 6
    """An abbreviation in capitals, which means the place only in capitals: "IN"."""
    SEAT = 7
    """The name of a capital, for the government that sits there."""

    @property
    def label(self) -> str:
        """The word that a candidate carries."""
        return {Kind.CODE: "abbreviation", Kind.SEAT: "metonym"}.get(self, self.name.lower())


class Naming(NamedTuple):
    """A name of a place, and how it is known by it."""

    text: str
    kind: Kind


class Entry(NamedTuple):
    """A place with all its names."""

    id: str
    """Gazetteer and key: ``"geonames:586523"``."""
    name: str
    lon: float
    lat: float
    feature_class: str
    feature_code: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2; empty where none or several."""
    path: tuple[str, ...] = ()
    """English names of what contains it, country first."""
    population: int = 0
    radius_km: float = 0.0
    """0 where unknown."""
    alternates: tuple[str, ...] = ()
    """Its other names, of the kind `Kind.ALTERNATE`."""
    namings: tuple[Naming, ...] = ()
    """Those of its names that are of a kind of their own."""
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    """Empty where the layer's own source says it."""
    weight: float = 0.0
    """How often the place is meant, on the scale of a city's population; 0 to derive it."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A source of entries, as ``geo gazetteer info`` tells of it."""

    name: str
    source: str
    version: str
    licence: str
    attribution: str = ""
    places: int = 0
    names: int = 0


class SourceLayer(NamedTuple):
    """A layer, and how to read its entries."""

    layer: Layer
    entries: Callable[[], Iterable[Entry]]
    expected: int
    """About how many entries there are, for the progress bar."""
    more_names: Callable[[], Iterable[tuple[int, Naming]]] = tuple
    """Further names of places of whatever layer, with their GeoNames ids."""
