"""Values of the model, for properties."""

from datetime import date

from hypothesis import strategies as st

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

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
days = st.dates(date(1800, 1, 1), date(2100, 1, 1))
maybe_days = st.none() | days
counts = st.none() | st.integers(0, 10_000)
lons, lats = st.floats(-180, 180), st.floats(-90, 90)

sources = st.builds(
    Source,
    words.filter(bool),
    title=st.none() | words,
    url=st.none() | words,
    publisher=st.none() | words,
    language=st.none() | st.sampled_from(["en", "fa"]),
    published=maybe_days,
)
places = st.builds(
    Place,
    id=words,
    name=words,
    lon=lons,
    lat=lats,
    feature_class=st.sampled_from("AHLPST"),
    feature_code=st.none() | words,
    country=st.none() | st.sampled_from(["AZ", "IR"]),
    admin1=st.none() | words,
    population=st.none() | st.integers(0, 10**7),
)
intervals = st.builds(
    Interval,
    maybe_days,
    maybe_days,
    st.sampled_from(Form),
    st.none() | st.sampled_from(Granularity),
)
settings = st.builds(
    Setting,
    st.none() | places,
    st.none() | st.integers(0, 9),
    st.sampled_from(Relation),
    st.none() | st.sampled_from(Precision),
    st.none() | st.floats(0, 1000),
    st.lists(words, max_size=3).map(tuple),
    st.none(),
    st.none() | words.filter(bool),
)
other_settings = st.builds(
    lambda setting, role: Setting(
        setting.place,
        setting.toponym,
        setting.relation,
        setting.precision,
        setting.radius_km,
        setting.path,
        role,
        setting.name,
    ),
    settings,
    st.sampled_from(["origin", "destination", "toward", "counterpart"]),
)
spans = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda ends: Span(*sorted(ends)))
actors = st.builds(
    Actor,
    words,
    st.sampled_from(["actor", "recipient", "affected"]),
    st.none() | words,
    st.none() | words,
    st.none() | spans,
)
casualties = st.builds(
    Casualties,
    st.builds(Count, counts, counts, counts),
    st.builds(Count, counts, counts, counts),
    st.none() | words,
)
event_types = st.sampled_from(
    [EventType("Armed clash", "ASSAULT"), EventType(None, "REQUEST"), EventType("Attack", None)]
)


@st.composite
def claims(draw, source=None, text="The army took the village and went on to the river bank."):
    """Draw a claim that *text* makes."""
    span = draw(spans.filter(lambda span: span.stop <= len(text)))
    return Claim(
        claim_id=draw(words),
        source=source or draw(sources),
        event_type=draw(event_types),
        summary=draw(words),
        quote=quote_of(text, span),
        trigger=span,
        date=draw(intervals),
        date_span=draw(st.none() | spans),
        date_inferred=draw(st.sampled_from([(), ("year",)])),
        location=draw(settings),
        other_locations=tuple(draw(st.lists(other_settings, max_size=2))),
        actors=tuple(draw(st.lists(actors, max_size=2))),
        casualties=draw(casualties),
        claimant=draw(st.none() | st.builds(Claimant, words, st.none() | spans)),
        stance=draw(st.sampled_from(Stance)),
        modality=draw(st.sampled_from(Modality)),
        score=draw(st.floats(0, 1)),
    )


@st.composite
def readings(draw):
    """Draw all that was read from one article."""
    text = "The army took the village and went on to the river bank."
    source = draw(sources)
    toponym = Toponym("village", 18, 25, draw(st.sampled_from(Use)), why="cue")
    location = Location(toponym, draw(st.none() | places), draw(st.floats(0, 1)), 1.5, 2, "cue")
    days_found = draw(st.lists(intervals, max_size=2))
    times = [
        TimeExpression("now", 0, 3, "DATE", "PRESENT_REF", Interval(i.earliest, i.latest))
        for i in days_found
    ]
    told = draw(st.lists(claims(source=source, text=text), max_size=2))
    return Reading(Article(source, text), (location,), tuple(times), tuple(told))


incidents = st.builds(
    Incident,
    incident_id=words,
    event_type=event_types,
    summary=words,
    date=intervals,
    location=settings,
    other_locations=st.lists(other_settings, max_size=2).map(tuple),
    actors=st.lists(actors, max_size=2).map(tuple),
    casualties=casualties,
    status=st.sampled_from(Status),
    disagreements=st.lists(words, max_size=2).map(tuple),
    claims=st.lists(claims(), min_size=1, max_size=2).map(tuple),
)

__all__ = ["Quote", "claims", "incidents", "readings", "sources"]
