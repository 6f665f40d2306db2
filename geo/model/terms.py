"""The values that a field may take: the terms of the contract."""

from __future__ import annotations

from enum import IntEnum, StrEnum


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
