"""Dates, actors, claims and incidents: what articles say happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.model.places import Setting
from geo.model.terms import Form, Modality, Stance, Status
from geo.model.texts import Span

if TYPE_CHECKING:
    from datetime import date

    from geo.model.places import Location
    from geo.model.terms import Granularity
    from geo.model.texts import Article, Quote, Source


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
    corrections: tuple[str, ...] = ()
    """What a reader corrected of it, in words."""

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
    corrections: tuple[str, ...] = ()
    """What readers corrected of it, in words."""
