"""Claims: when, how told again, and what must hold whatever the article says."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dates import find_dates
from geo.events import event_kinds
from geo.extract import RuleExtractor
from geo.extract.coding import coded
from geo.extract.summary import summarize
from geo.model import (
    Actor,
    Article,
    EventType,
    Form,
    Location,
    Modality,
    Place,
    Precision,
    Relation,
    Setting,
    Source,
    Stance,
    Toponym,
)
from geo.records import claim_to_record

GORIS = Place("geonames:174895", "Goris", 46.34, 39.51, "P", "PPL", "AM", path=("Armenia",))
KAPAN = Place("geonames:174710", "Kapan", 46.41, 39.21, "P", "PPLA", "AM", path=("Armenia",))
PLACES = {"Goris": GORIS, "Kapan": KAPAN}


def claims_of(text, published=date(2022, 9, 16)):
    article = Article(Source("a", published=published), text)
    found = sorted((text.index(name), name) for name in PLACES if name in text)
    locations = [
        Location(Toponym(name, start, start + len(name)), PLACES[name], 0.9)
        for start, name in found
    ]
    return RuleExtractor().extract(article, locations, find_dates(article))


@pytest.mark.parametrize(
    ("text", "earliest", "form"),
    [
        ("Rebels shelled Goris on 13 September 2022.", date(2022, 9, 13), Form.EXACT),
        ("On 13 September 2022, police said, rebels shelled Goris.", date(2022, 9, 13), Form.EXACT),
        (
            "Rebels shelled Goris in 1993, at the height of the First Karabakh War.",
            date(1993, 1, 1),
            Form.EXACT,
        ),
        (
            "Police said on 14 September 2022 that rebels had shelled Goris.",
            date(2022, 8, 17),
            Form.ON_OR_BEFORE,
        ),
        (
            "GORIS, 14 September 2022 (Agency) -- Rebels shelled a school in Kapan.",
            date(2022, 8, 17),
            Form.ON_OR_BEFORE,
        ),
    ],
)
def test_the_date_is_that_of_the_event(text, earliest, form):
    (claim,) = claims_of(text)
    assert (claim.date.earliest, claim.date.form) == (earliest, form)


def test_an_entry_of_a_diary_is_of_its_day():
    text = "3 January 1995. Rebels shelled Goris.\n\n6 January. Rebels shelled Kapan again."
    days = [claim.date.earliest for claim in claims_of(text, published=None)]
    assert days == [date(1995, 1, 3), date(1995, 1, 6)]


def test_a_dateline_tells_when_it_was_written_not_when_it_happened():
    text = "GORIS, 14 September 2022. Rebels shelled a school in Kapan on Monday."
    (claim,) = claims_of(text, published=None)
    assert (claim.date.earliest, claim.location.place) == (date(2022, 9, 12), KAPAN)


def test_what_follows_without_a_date_came_on_that_day_or_later():
    first, second = claims_of(
        "Rebels shelled Goris on 13 September 2022. Soldiers later arrested six fighters."
    )
    assert (second.date.earliest, second.date.form) == (first.date.earliest, Form.ON_OR_AFTER)


def test_no_date_is_invented_without_a_publication_date():
    (claim,) = claims_of("Rebels shelled Goris last week.", published=None)
    assert (claim.date.earliest, claim.date.latest, claim.date.form) == (None, None, Form.UNKNOWN)


def test_one_incident_told_twice_is_one_claim():
    (claim,) = claims_of(
        "A car bomb exploded in Goris on 13 September 2022. The blast killed nine people."
    )
    assert claim.event_type.name == "Remote explosive/landmine/IED"
    assert claim.casualties.killed.best == 9


def test_two_incidents_stay_two_claims():
    claims = claims_of(
        "Rebels shelled Goris on 12 September 2022. Rebels shelled Kapan on 13 September 2022."
    )
    assert [claim.location.place.name for claim in claims] == ["Goris", "Kapan"]


def test_what_is_said_is_not_shown_as_fact():
    (claim,) = claims_of("The ministry said that rebels had shelled Goris on 13 September 2022.")
    assert claim.stance is not Stance.FACT
    assert claim.claimant is not None


def test_general_talk_is_no_incident():
    assert claims_of("Kidnappings are common and bandits attack travelers on the road.") == []


CAPTURE, SEIZURE = "Government regains territory", "Non-state actor overtakes territory"


@pytest.mark.parametrize(
    ("name", "parties", "holder", "expected"),
    [
        ("Attack", ("rebel group", "state forces"), "ML", "Armed clash"),
        ("Armed clash", ("rebel group", "civilians"), "ML", "Attack"),
        (CAPTURE, ("rebel group",), "ML", SEIZURE),
        (SEIZURE, ("state forces",), "ML", CAPTURE),
        (CAPTURE, ("state forces",), "NE", "Armed clash"),
    ],
)
def test_parties_and_ground_decide_the_type(name, parties, holder, expected):
    roles = ("actor", "recipient")
    actors = [Actor(kind, role, kind, "ML") for kind, role in zip(parties, roles, strict=False)]
    place = Place("x:1", "Ménaka", 2.4, 15.9, "P", "PPL", holder)
    setting = Setting(place, 0, Relation.AT, Precision.EXACT)
    assert coded(event_kinds()[name].event_type, actors, setting).name == expected


@given(st.text(max_size=40))
def test_a_summary_holds_no_markup(name):
    line = summarize(
        EventType("Attack", "ASSAULT"), [Actor(name)], Setting(GORIS), Modality.HAPPENED
    )
    assert not set(line) & set('<>"`{}[]\\\n\r\t\0')


def test_ids_are_stable_and_differ():
    text = "Rebels shelled Goris on 12 September 2022. Rebels shelled Kapan on 13 September 2022."
    ids = [claim.claim_id for claim in claims_of(text)]
    assert ids == [claim.claim_id for claim in claims_of(text)]
    assert len(set(ids)) == 2


WORDS = """
    rebels troops Goris Kapan shelled attacked killed was by said that on Monday , . " the in near
    police denied kidnapping of three protesters 13 September 2022 withdrew -- later (
    """.split()
NEWS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@settings(max_examples=60)
@given(NEWS)
def test_claims_keep_the_contract(text):
    claims = claims_of(text)
    starts = [claim.trigger.start for claim in claims]
    assert starts == sorted(starts)
    for claim in claims:
        assert claim.event_type.name in event_kinds()
        assert text[claim.quote.start : claim.quote.stop] == claim.quote.text
        assert claim.quote.start <= claim.trigger.start
        assert claim.trigger.stop <= claim.quote.stop
        assert 0 < claim.score <= 1
        assert (claim.location.place is None) == (claim.location.precision is None)
        if claim.date.earliest and claim.date.latest:
            assert claim.date.earliest <= claim.date.latest
        claim_to_record(claim)


def actors_of(doers, targets):
    return [Actor(name, "actor") for name in doers] + [Actor(name, "recipient") for name in targets]


@pytest.mark.parametrize(
    ("name", "doers", "targets", "line"),
    [
        ("Attack", ["Armed men"], ["villagers"], "Armed men attack villagers at Goris"),
        ("Attack", ["Iran"], ["villagers"], "Iran attacks villagers at Goris"),
        ("Attack", ["units of the army"], [], "Units of the army attack at Goris"),
        ("Attack", [], ["ten people"], "Ten people attacked at Goris"),
        ("Arrests", [], [], "Arrests at Goris"),
        ("Armed clash", ["Mali", "Niger"], [], "Mali and Niger fight at Goris"),
        ("Base", [], ["Mali"], "Base: Mali at Goris"),
    ],
)
def test_a_summary_reads_as_a_headline(name, doers, targets, line):
    setting = Setting(GORIS, relation=Relation.AT)
    assert summarize(EventType(name, "ASSAULT"), actors_of(doers, targets), setting) == line


def test_a_summary_says_what_is_denied_or_only_planned():
    event_type, setting = EventType("Attack", "ASSAULT"), Setting(GORIS, relation=Relation.AT)
    line = summarize(event_type, [], setting, Modality.PLANNED, stance=Stance.DENIED)
    assert line == "Attack at Goris (planned, denied)"


def test_every_event_type_has_its_headline():
    for kind in event_kinds().values():
        line = summarize(kind.event_type, actors_of(["Mali"], ["Niger"]), Setting())
        assert "Mali" in line
        assert not set("[]|{}") & set(line)


def test_each_place_of_a_list_has_a_claim_and_the_toll_stays_with_the_first():
    claims = claims_of("Rebels shelled Goris and Kapan on Monday, killing ten people.")
    told = [(claim.location.place.name, claim.casualties.killed.best) for claim in claims]
    assert told == [("Goris", 10), ("Kapan", None)]
    assert len({claim.claim_id for claim in claims}) == 2
    assert "Kapan" in claims[1].summary
