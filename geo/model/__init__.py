"""The nouns of the pipeline.

Values here are frozen, hashable and picklable: they cross process boundaries,
serve as dictionary keys and compare by content in tests. Coordinates are WGS 84
degrees (EPSG:4326), longitude first. Text offsets are half-open code-point
offsets: ``text[start:stop]``. Imports nothing from ``geo`` but errors.
"""

from geo.model.claims import (
    Actor,
    Casualties,
    Claim,
    Claimant,
    Count,
    EventType,
    Incident,
    Interval,
    Reading,
    TimeExpression,
)
from geo.model.places import Candidate, Location, Place, Setting, Toponym
from geo.model.terms import Form, Granularity, Modality, Precision, Relation, Stance, Status, Use
from geo.model.texts import Article, Provenance, Quote, Source, Span

__all__ = [
    "Actor",
    "Article",
    "Candidate",
    "Casualties",
    "Claim",
    "Claimant",
    "Count",
    "EventType",
    "Form",
    "Granularity",
    "Incident",
    "Interval",
    "Location",
    "Modality",
    "Place",
    "Precision",
    "Provenance",
    "Quote",
    "Reading",
    "Relation",
    "Setting",
    "Source",
    "Span",
    "Stance",
    "Status",
    "TimeExpression",
    "Toponym",
    "Use",
]
