"""Values as plain records and back: the JSON that ``geo read`` and ``geo incidents`` write.

A record holds only what JSON holds. Keys are always present (corrections and a name of its own
only where there are any); unknown is None, none is an empty list. ``SCHEMA`` counts up.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geo.errors import FormatError
from geo.model import (
    Actor,
    Article,
    Casualties,
    Claim,
    Claimant,
    Count,
    EventType,
    Form,
    Granularity,
    Incident,
    Interval,
    Location,
    Modality,
    Place,
    Precision,
    Quote,
    Reading,
    Relation,
    Setting,
    Source,
    Span,
    Stance,
    Status,
    TimeExpression,
    Toponym,
    Use,
)
from geo.text import quote_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Record = dict[str, Any]

SCHEMA = 1


def reading_to_record(reading: Reading) -> Record:
    """Return one line of the file that ``geo read`` writes."""
    return {
        "schema": SCHEMA,
        **source_to_record(reading.article.source),
        "text": reading.article.text,
        "toponyms": [_location_record(location) for location in reading.locations],
        "dates": [_time_record(time) for time in reading.times],
        "claims": [claim_to_record(claim) for claim in reading.claims],
    }


def record_to_reading(record: Mapping[str, Any]) -> Reading:
    """Return the reading that a line of the file holds.

    Raises
    ------
    FormatError
        If a key is missing or a value is not one that the contract allows.
    """
    where = f"article {record.get('article_id', '?')}"
    try:
        _check_schema(record)
        source = record_to_source(record)
        text = record["text"]
        return Reading(
            Article(source, text),
            tuple(_record_location(item) for item in record["toponyms"]),
            tuple(_record_time(item) for item in record["dates"]),
            tuple(_record_claim(item, source, text) for item in record["claims"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError(
            where, f"not an annotation: {error!r}", "write it with geo read"
        ) from error


def incident_to_record(incident: Incident) -> Record:
    """Return one line of the file that ``geo incidents`` writes.

    Each claim stands with its source and its words, so that the file can be
    read, mapped and checked without the articles.
    """
    return {
        "schema": SCHEMA,
        "incident_id": incident.incident_id,
        "event_type": incident.event_type.name,
        "acled": incident.event_type.acled,
        "plover": incident.event_type.plover,
        "summary": incident.summary,
        "date": _interval_record(incident.date),
        "location": _setting_record(incident.location),
        "other_locations": [_setting_record(item, role=True) for item in incident.other_locations],
        "actors": [_actor_record(actor) for actor in incident.actors],
        "casualties": _casualties_record(incident.casualties),
        "status": incident.status.value,
        "disagreements": list(incident.disagreements),
        "claims": [_told_claim_record(claim) for claim in incident.claims],
        "corrections": list(incident.corrections),
    }


def record_to_incident(record: Mapping[str, Any]) -> Incident:
    """Return the incident that a line of the file holds.

    Raises
    ------
    FormatError
        If a key is missing or a value is not one that the contract allows.
    """
    where = f"incident {record.get('incident_id', '?')}"
    try:
        _check_schema(record)
        return Incident(
            incident_id=record["incident_id"],
            event_type=EventType(record["acled"], record["plover"]),
            summary=record["summary"],
            date=_record_interval(record["date"]),
            location=_record_setting(record["location"]),
            other_locations=tuple(_record_setting(item) for item in record["other_locations"]),
            actors=tuple(_record_actor(item) for item in record["actors"]),
            casualties=_record_casualties(record["casualties"]),
            status=Status(record["status"]),
            disagreements=tuple(record["disagreements"]),
            claims=tuple(_record_told_claim(item) for item in record["claims"]),
            corrections=tuple(record.get("corrections") or ()),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError(
            where, f"not an incident: {error!r}", "write it with geo incidents"
        ) from error


def claim_to_record(claim: Claim) -> Record:
    """Return a claim as it stands in the line of its article; corrections, if it has any."""
    return {
        "claim_id": claim.claim_id,
        "event_type": claim.event_type.name,
        "acled": claim.event_type.acled,
        "plover": claim.event_type.plover,
        "summary": claim.summary,
        "quote": _span_record(claim.quote.span),
        "trigger": _span_record(claim.trigger),
        "date": {
            **_interval_record(claim.date),
            "inferred": list(claim.date_inferred),
            "span": _span_record(claim.date_span),
        },
        "location": _setting_record(claim.location),
        "other_locations": [_setting_record(item, role=True) for item in claim.other_locations],
        "actors": [_actor_record(actor) for actor in claim.actors],
        "casualties": _casualties_record(claim.casualties),
        "claimant": _claimant_record(claim.claimant),
        "stance": claim.stance.value,
        "modality": claim.modality.value,
        "score": claim.score,
        **({"corrections": list(claim.corrections)} if claim.corrections else {}),
    }


def source_to_record(source: Source) -> Record:
    """Return who published what, when and where."""
    return {
        "article_id": source.article_id,
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "language": source.language,
        "published": _day(source.published),
    }


def record_to_source(record: Mapping[str, Any]) -> Source:
    """Return the source that a record names; other keys are left alone."""
    return Source(
        record["article_id"],
        record["title"],
        record["url"],
        record["publisher"],
        record["language"],
        _date(record["published"]),
    )


def place_to_record(place: Place | None) -> Record | None:
    """Return the contract's PLACE."""
    if place is None:
        return None
    return {
        "id": place.id,
        "name": place.name,
        "lon": place.lon,
        "lat": place.lat,
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "country": place.country,
        "admin1": place.admin1,
        "population": place.population,
    }


def _told_claim_record(claim: Claim) -> Record:
    quote = claim.quote
    told = {"words": quote.text, "before": quote.before, "after": quote.after}
    return {**source_to_record(claim.source), **claim_to_record(claim), **told}


def _record_told_claim(record: Mapping[str, Any]) -> Claim:
    span = record["quote"]
    quote = Quote(span["start"], span["stop"], record["words"], record["before"], record["after"])
    return _claim(record, record_to_source(record), quote)


def _record_claim(record: Mapping[str, Any], source: Source, text: str) -> Claim:
    quote = quote_of(text, Span(record["quote"]["start"], record["quote"]["stop"]))
    return _claim(record, source, quote)


def _claim(record: Mapping[str, Any], source: Source, quote: Quote) -> Claim:
    claimant = record["claimant"]
    return Claim(
        claim_id=record["claim_id"],
        source=source,
        event_type=EventType(record["acled"], record["plover"]),
        summary=record["summary"],
        quote=quote,
        trigger=Span(**record["trigger"]),
        date=_record_interval(record["date"]),
        date_span=_record_span(record["date"]["span"]),
        date_inferred=tuple(record["date"]["inferred"]),
        location=_record_setting(record["location"]),
        other_locations=tuple(_record_setting(item) for item in record["other_locations"]),
        actors=tuple(_record_actor(item) for item in record["actors"]),
        casualties=_record_casualties(record["casualties"]),
        claimant=claimant and Claimant(claimant["name"], _record_span(claimant["span"])),
        stance=Stance(record["stance"]),
        modality=Modality(record["modality"]),
        score=record["score"],
        corrections=tuple(record.get("corrections") or ()),
    )


def _location_record(location: Location) -> Record:
    toponym = location.toponym
    return {
        "name": toponym.name,
        **_span_fields(toponym.span),
        "use": toponym.use.value,
        "place": place_to_record(location.place),
        "score": location.score,
        "radius_km": location.radius_km,
        "candidates": location.candidates,
        "why": location.why or toponym.why,
    }


def _record_location(record: Mapping[str, Any]) -> Location:
    toponym = Toponym(
        record["name"], record["start"], record["stop"], Use(record["use"]), why=record["why"]
    )
    return Location(
        toponym,
        _record_place(record["place"]),
        record["score"],
        record["radius_km"],
        record["candidates"],
        record["why"],
    )


def _time_record(time: TimeExpression) -> Record:
    interval = _interval_record(time.interval)
    interval.pop("form")
    value = {"type": time.type, "value": time.value}
    return {"name": time.name, **_span_fields(time.span), **value, **interval}


def _record_time(record: Mapping[str, Any]) -> TimeExpression:
    interval = _record_interval({"form": Form.UNKNOWN, **record})
    return TimeExpression(
        record["name"], record["start"], record["stop"], record["type"], record["value"], interval
    )


def _setting_record(setting: Setting, *, role: bool = False) -> Record:
    record = {
        "place": place_to_record(setting.place),
        "toponym": setting.toponym,
        "relation": setting.relation.value,
        "precision": None if setting.precision is None else int(setting.precision),
        "radius_km": setting.radius_km,
        "path": list(setting.path),
        **({"name": setting.name} if setting.name else {}),
    }
    return {**record, "role": setting.role} if role else record


def _record_setting(record: Mapping[str, Any]) -> Setting:
    precision = record["precision"]
    return Setting(
        _record_place(record["place"]),
        record["toponym"],
        Relation(record["relation"]),
        None if precision is None else Precision(precision),
        record["radius_km"],
        tuple(record["path"]),
        record.get("role"),
        record.get("name"),
    )


def _actor_record(actor: Actor) -> Record:
    return {
        "name": actor.name,
        "role": actor.role,
        "kind": actor.kind,
        "country": actor.country,
        "span": _span_record(actor.span),
    }


def _record_actor(record: Mapping[str, Any]) -> Actor:
    return Actor(**{**record, "span": _record_span(record["span"])})


def _casualties_record(casualties: Casualties) -> Record:
    killed, wounded = casualties.killed, casualties.wounded
    return {
        "killed": {"low": killed.low, "best": killed.best, "high": killed.high},
        "wounded": {"low": wounded.low, "best": wounded.best, "high": wounded.high},
        "text": casualties.text,
    }


def _record_casualties(record: Mapping[str, Any]) -> Casualties:
    return Casualties(Count(**record["killed"]), Count(**record["wounded"]), record["text"])


def _interval_record(interval: Interval) -> Record:
    granularity = interval.granularity
    return {
        "earliest": _day(interval.earliest),
        "latest": _day(interval.latest),
        "form": interval.form.value,
        "granularity": None if granularity is None else granularity.value,
    }


def _record_interval(record: Mapping[str, Any]) -> Interval:
    granularity = record["granularity"]
    return Interval(
        _date(record["earliest"]),
        _date(record["latest"]),
        Form(record["form"]),
        None if granularity is None else Granularity(granularity),
    )


def _claimant_record(claimant: Claimant | None) -> Record | None:
    return {"name": claimant.name, "span": _span_record(claimant.span)} if claimant else None


def _record_place(record: Mapping[str, Any] | None) -> Place | None:
    return None if record is None else Place(**record)


def _span_record(span: Span | None) -> Record | None:
    return None if span is None else _span_fields(span)


def _span_fields(span: Span) -> Record:
    return {"start": span.start, "stop": span.stop}


def _record_span(record: Mapping[str, int] | None) -> Span | None:
    return None if record is None else Span(record["start"], record["stop"])


def _check_schema(record: Mapping[str, Any]) -> None:
    if record["schema"] != SCHEMA:
        msg = f"schema {record['schema']!r}, expected {SCHEMA}"
        raise ValueError(msg)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
