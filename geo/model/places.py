"""Places, the names that mean them, and where a claim lies to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import CoordinateError
from geo.model.terms import Relation, Use
from geo.model.texts import Span

if TYPE_CHECKING:
    from geo.model.terms import Precision
    from geo.model.texts import Provenance


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry: something a toponym may refer to."""

    id: str
    """Gazetteer and key: ``"geonames:586523"``, ``"curated:khudaferin-bridges"``."""
    name: str
    """Its usual English name."""
    lon: float
    lat: float
    feature_class: str
    """GeoNames class letter: ``"P"`` populated place, ``"A"`` area, ``"H"`` water ..."""
    feature_code: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2 of today's state; None where there is none or several."""
    admin1: str | None = None
    """English name of its first-level region."""
    population: int | None = None
    radius_km: float | None = None
    """How far from the point the place reaches, or how far off the point may be."""
    path: tuple[str, ...] = ()
    """English names of what contains it, country first."""
    valid_from: str | None = None
    """First day, month or year (ISO) of a place or name of the past."""
    valid_to: str | None = None
    provenance: Provenance | None = None

    def __post_init__(self) -> None:
        """Refuse a point that is not on the globe."""
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):  # noqa: PLR2004 - degrees
            raise CoordinateError(self.lon, self.lat)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, and how the gazetteer knows it by that name."""

    place: Place
    kind: str
    """``"name"``, ``"alternate"``, ``"historical"``, ``"abbreviation"``, ``"demonym"``."""
    prior: float
    """How likely the place is meant when nothing else is known, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name as an article spells it, at one span of its text."""

    name: str
    start: int
    stop: int
    use: Use = Use.LITERAL
    feature: str | None = None
    """The feature class or code that a cue word asks for ("village of": ``"P"``)."""
    why: str = ""
    """What made it a place name, in words."""
    key: str | None = None
    """The gazetteer's key for its name, where that is not the name as it stands."""
    unlisted: bool = False
    """Whether only the words beside it make it the name of a place."""

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.stop)


@dataclass(frozen=True, slots=True)
class Location:
    """A resolved toponym."""

    toponym: Toponym
    place: Place | None
    """None is an answer: the name means no place that the gazetteer holds."""
    score: float = 0.0
    """Chance that the place is right, 0 to 1, calibrated on labelled news."""
    radius_km: float | None = None
    candidates: int = 0
    why: str = ""
    hosted: bool = False
    """Whether the place is only its host: what it lies in or near, or bears the name of."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a claim says it happened, as it lies to a place that the article names."""

    place: Place | None = None
    toponym: int | None = None
    """Index of the toponym in its article."""
    relation: Relation = Relation.NONE
    precision: Precision | None = None
    radius_km: float | None = None
    path: tuple[str, ...] = ()
    """English names, country first."""
    role: str | None = None
    """Of a further place: ``"origin"``, ``"destination"``, ``"toward"``, ``"counterpart"``."""
    name: str | None = None
    """As the article calls it, where that has no entry and the place is only its host."""

    @property
    def label(self) -> str | None:
        """What to call it: its own name, or that of the place."""
        return self.name or (self.place.name if self.place else None)
