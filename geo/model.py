"""The nouns of the pipeline.

Values here are frozen, hashable and picklable: they cross process boundaries,
serve as dictionary keys and compare by content in tests. Coordinates are WGS 84
degrees (EPSG:4326), longitude first. Text offsets are half-open code-point
offsets: ``text[start:stop]``. Imports nothing from ``geo`` but errors.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from geo.errors import CoordinateError

if TYPE_CHECKING:
    from datetime import date


class Use(StrEnum):
    """What a place name does in its sentence."""

    LITERAL = "literal"
    """The place itself."""
    METONYM = "metonym"
    """Its name for a government, an army, a team."""
    DEMONYM = "demonym"
    """A word for its people, or the adjective."""
    EMBEDDED = "embedded"
    """A name inside a longer name that is not itself that place."""


class Precision(IntEnum):
    """How closely a location is known, in UCDP ``where_prec`` order; lower is finer."""

    EXACT = 1
    NEAR = 2
    DISTRICT = 3
    PROVINCE = 4
    AREA = 5
    COUNTRY = 6
    INTERNATIONAL = 7


class Granularity(StrEnum):
    """The finest unit that the words of a date name."""

    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Form(StrEnum):
    """How the ends of an interval are meant."""

    EXACT = "exact"
    """The words name one unit (a day, a month, a year) and nothing wider."""
    RANGE = "range"
    ON_OR_BEFORE = "on_or_before"
    ON_OR_AFTER = "on_or_after"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """How a claim's happening lies to the place it names."""

    AT = "at"
    NEAR = "near"
    TOWARD = "toward"
    ALONG = "along"
    IN = "in"
    BETWEEN = "between"
    NONE = "none"


class Stance(StrEnum):
    """How the article holds a claim."""

    FACT = "fact"
    CLAIMED = "claimed"
    ALLEGED = "alleged"
    DENIED = "denied"
    CONFIRMED = "confirmed"


class Modality(StrEnum):
    """Whether what is told took place."""

    HAPPENED = "happened"
    ATTEMPTED = "attempted"
    THREATENED = "threatened"
    PLANNED = "planned"
    REQUESTED = "requested"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class Status(StrEnum):
    """What the claims of an incident, taken together, say of it."""

    REPORTED = "reported"
    ALLEGED = "alleged"
    DISPUTED = "disputed"
    CORROBORATED = "corroborated"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text, half-open, in code points."""

    start: int
    stop: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two stretches share a character."""
        return self.start < other.stop and other.start < self.stop

    def contains(self, other: Span) -> bool:
        """Tell whether *other* lies wholly inside."""
        return self.start <= other.start and other.stop <= self.stop


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a datum comes from."""

    source: str
    """The work and, where it has one, the key in it: ``"GeoNames 586523"``."""
    licence: str | None = None
    """SPDX id where there is one: ``"CC-BY-4.0"``."""
    method: str | None = None
    """How it was got from the source, with a version: ``"curated 1"``."""
    retrieved: str | None = None
    """ISO date on which the source was read."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article without its text: who published what, when, and at which address."""

    article_id: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read; nothing in it is trusted."""

    source: Source
    text: str

    @property
    def article_id(self) -> str:
        """The id of its source."""
        return self.source.article_id

    @property
    def published(self) -> date | None:
        """The publication date of its source; never guessed."""
        return self.source.published


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


@dataclass(frozen=True, slots=True)
class Interval:
    """What days a date expression means."""

    earliest: date | None = None
    latest: date | None = None
    form: Form = Form.UNKNOWN
    granularity: Granularity | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date, time, duration or repetition as an article words it (TimeML's TIMEX3)."""

    name: str
    start: int
    stop: int
    type: str
    """``"DATE"``, ``"TIME"``, ``"DURATION"`` or ``"SET"``."""
    value: str
    """TIMEX3 value: ``"1993-10-23"``, ``"2021-W39"``, ``"P2D"``, ``"PAST_REF"``."""
    interval: Interval = Interval()
    inferred: tuple[str, ...] = ()
    """Parts that the words do not say: ``("year",)`` for "23 October"."""

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.stop)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did, to whom it was done, or who was affected."""

    name: str
    role: str = "actor"
    """``"actor"``, ``"recipient"`` or ``"affected"``."""
    kind: str | None = None
    """ACLED's actor class: ``"state forces"``, ``"rebel group"``, ``"civilians"`` ..."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as the words give it: at least, best, at most."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Casualties:
    """How many were killed and wounded, as the article words it."""

    killed: Count = Count()
    wounded: Count = Count()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Claimant:
    """Whom an article credits with a claim; its own voice is no claimant but None."""

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """What kind of event: ACLED's sub-event type, or PLOVER's type for words and diplomacy."""

    acled: str | None = None
    plover: str | None = None

    @property
    def name(self) -> str:
        """The ACLED sub-event type where there is one, else the PLOVER type."""
        return self.acled or self.plover or "Other"


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


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the article that a claim was read from, with what stands around them."""

    start: int
    stop: int
    text: str
    before: str = ""
    after: str = ""

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.stop)


@dataclass(frozen=True, slots=True)
class Claim:
    """One article's statement that something happened, was said or was intended."""

    claim_id: str
    source: Source
    event_type: EventType
    summary: str
    quote: Quote
    trigger: Span
    date: Interval = Interval()
    date_span: Span | None = None
    date_inferred: tuple[str, ...] = ()
    location: Setting = Setting()
    other_locations: tuple[Setting, ...] = ()
    actors: tuple[Actor, ...] = ()
    casualties: Casualties = Casualties()
    claimant: Claimant | None = None
    stance: Stance = Stance.FACT
    modality: Modality = Modality.HAPPENED
    score: float = 0.0

    @property
    def article_id(self) -> str:
        """The article that makes the claim."""
        return self.source.article_id


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article: a line of the contract's file."""

    article: Article
    locations: tuple[Location, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """What several claims, of one article or of many, say of one happening."""

    incident_id: str
    event_type: EventType
    summary: str
    date: Interval
    location: Setting
    other_locations: tuple[Setting, ...] = ()
    actors: tuple[Actor, ...] = ()
    casualties: Casualties = Casualties()
    status: Status = Status.REPORTED
    disagreements: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = field(default=())
