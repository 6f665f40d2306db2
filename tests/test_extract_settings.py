"""Where a claim is set: the place of the trigger, as closely as the words deserve."""

import pytest
from pyproj import Geod

from geo.extract.scene import Scene
from geo.extract.settings import Told, find_setting
from geo.extract.spots import precision_of
from geo.extract.triggers import find_triggers
from geo.model import (
    Actor,
    Article,
    Location,
    Place,
    Precision,
    Relation,
    Setting,
    Source,
    Toponym,
    Use,
)

PLACES = {
    "Goris": Place(
        "geonames:174895",
        "Goris",
        46.34,
        39.51,
        "P",
        "PPL",
        "AM",
        "Syunik",
        path=("Armenia", "Syunik"),
    ),
    "Kapan": Place(
        "geonames:174710",
        "Kapan",
        46.41,
        39.21,
        "P",
        "PPLA",
        "AM",
        "Syunik",
        path=("Armenia", "Syunik"),
    ),
    "Baku": Place("geonames:587084", "Baku", 49.89, 40.38, "P", "PPLC", "AZ"),
    "Syunik": Place("geonames:409315", "Syunik", 46.2, 39.3, "A", "ADM1", "AM", path=("Armenia",)),
    "Armenia": Place("geonames:174982", "Armenia", 45, 40, "A", "PCLI", "AM", radius_km=150),
    "Azerbaijan": Place(
        "geonames:587116", "Azerbaijan", 47.5, 40.5, "A", "PCLI", "AZ", radius_km=166
    ),
}


def scene_of(text, uses=()):
    uses = dict(uses)
    locations = []
    for name, place in PLACES.items():
        start = text.find(name)
        while start >= 0:
            use = uses.get(name, Use.LITERAL)
            locations.append(Location(Toponym(name, start, start + len(name), use), place, 0.9))
            start = text.find(name, start + 1)
    locations.sort(key=lambda location: location.toponym.start)
    return Scene.of(Article(Source("a"), text), locations, ())


def place_of(text, *, uses=(), actors=(), previous=None, which=-1):
    scene = scene_of(text, uses)
    trigger = find_triggers(scene)[which]
    return find_setting(scene, trigger, actors, previous)


@pytest.mark.parametrize(
    ("text", "name", "relation", "precision"),
    [
        ("Rebels shelled Goris on Monday.", "Goris", Relation.AT, Precision.EXACT),
        ("A bomb exploded near Goris.", "Goris", Relation.NEAR, Precision.NEAR),
        ("A bomb exploded on the outskirts of Goris.", "Goris", Relation.NEAR, Precision.NEAR),
        ("Clashes broke out in Syunik.", "Syunik", Relation.IN, Precision.PROVINCE),
        ("Clashes broke out in Armenia.", "Armenia", Relation.IN, Precision.COUNTRY),
        ("Gunmen kidnapped a farmer in Goris, Syunik.", "Goris", Relation.AT, Precision.EXACT),
        (
            "In Kapan, where troops from Goris are based, rebels shelled a school.",
            "Kapan",
            Relation.AT,
            Precision.EXACT,
        ),
        ("Troops were advancing towards Kapan.", "Kapan", Relation.TOWARD, Precision.NEAR),
    ],
)
def test_place_of_the_trigger(text, name, relation, precision):
    setting = place_of(text).main
    assert (setting.place.name, setting.relation, setting.precision) == (name, relation, precision)


@pytest.mark.parametrize(
    "text",
    [
        "BAKU, Jan. 3 (Agency) -- Rebels shelled a village.",
        "The mayor of Baku said gunmen had kidnapped a farmer.",
        "A spokesman told reporters in Baku that rebels had shelled a village.",
        "Baku said that rebels had shelled a village.",
    ],
)
def test_where_somebody_writes_or_speaks_is_not_where_it_happened(text):
    uses = {"Baku": Use.METONYM} if text.startswith("Baku said") else {}
    assert place_of(text, uses=uses).main.place is None


def test_distance_and_direction_move_the_point():
    setting = place_of("A mine exploded 10 km south of Goris.").main
    goris = PLACES["Goris"]
    azimuth, _, metres = Geod(ellps="WGS84").inv(
        goris.lon, goris.lat, setting.place.lon, setting.place.lat
    )
    assert metres == pytest.approx(10_000, rel=0.01)
    assert abs(azimuth) == pytest.approx(180, abs=1)
    assert setting.place.name == "10 km south of Goris"
    assert setting.relation is Relation.NEAR
    assert setting.radius_km >= 3


def test_between_two_towns_is_the_middle_with_half_the_way_as_radius():
    setting = place_of("A convoy was ambushed between Goris and Kapan.").main
    goris, kapan = PLACES["Goris"], PLACES["Kapan"]
    metres = Geod(ellps="WGS84").inv(goris.lon, goris.lat, kapan.lon, kapan.lat)[2]
    assert setting.relation is Relation.BETWEEN
    assert setting.radius_km == pytest.approx(metres / 2000, abs=0.1)
    assert min(goris.lat, kapan.lat) < setting.place.lat < max(goris.lat, kapan.lat)


def test_a_destination_is_kept_beside_the_place():
    where = place_of("Troops seized Goris and moved on towards Kapan.", which=0)
    assert where.main.place.name == "Goris"
    assert [(each.place.name, each.role) for each in where.others] == [("Kapan", "toward")]


@pytest.mark.parametrize(
    ("code", "radius", "precision"),
    [
        ("ADM1", 5.0, Precision.EXACT),
        ("ADM1", 140.0, Precision.PROVINCE),
        ("ADM2", None, Precision.DISTRICT),
        ("PCLI", 1.0, Precision.COUNTRY),
        ("PPL", None, Precision.EXACT),
    ],
)
def test_an_area_around_one_town_is_as_close_as_the_town(code, radius, precision):
    place = Place("x:1", "Goris", 46.3, 39.5, "P" if code == "PPL" else "A", code, radius_km=radius)
    assert precision_of(place) is precision


def test_the_next_sentence_goes_on_at_the_same_place_less_closely():
    text = "Rebels shelled a school in Goris. Two days later soldiers arrested the gunmen."
    told = Told(0, Setting(PLACES["Goris"], 0, Relation.AT, Precision.EXACT, 5.0))
    setting = place_of(text, previous=told).main
    assert setting.place.name == "Goris"
    assert setting.precision is Precision.NEAR
    assert setting.radius_km > 5


def test_a_named_place_said_again_is_as_close_as_before():
    text = "Rebels shelled a school in Goris. In the town, gunmen kidnapped a nurse."
    told = Told(0, Setting(PLACES["Goris"], 0, Relation.AT, Precision.EXACT, 5.0))
    assert place_of(text, previous=told).main.precision is Precision.EXACT


def test_words_between_states_have_no_place_but_both_states():
    text = "Azerbaijan accused Armenia of shelling."
    uses = {"Azerbaijan": Use.METONYM, "Armenia": Use.METONYM}
    actors = (Actor("Azerbaijan", "actor", None, "AZ"), Actor("Armenia", "recipient", None, "AM"))
    where = place_of(text, uses=uses, actors=actors, which=0)
    assert (where.main.place, where.main.relation) == (None, Relation.BETWEEN)
    assert [each.place.country for each in where.others] == ["AZ", "AM"]
    assert {each.role for each in where.others} == {"counterpart"}


def test_a_government_is_no_place_of_bodily_violence():
    text = "Armenia said its troops had repelled an attack."
    assert place_of(text, uses={"Armenia": Use.METONYM}).main.precision in {None, Precision.COUNTRY}


def test_an_article_about_one_country_places_at_most_in_that_country():
    setting = place_of("Armenia mourns. Gunmen killed a mayor.", uses={"Armenia": Use.METONYM}).main
    assert setting.place.name == "Armenia"
    assert setting.precision is Precision.COUNTRY


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rebels shelled Goris, Kapan and Baku on Monday.", ["Kapan", "Baku"]),
        ("Attacks in Goris and Kapan left ten dead.", ["Kapan"]),
        ("Rebels seized Goris and Kapan was quiet.", []),
        ("Rebels shelled Goris or Kapan.", []),
        ("Rebels shelled a farm in Goris, Kapan.", []),
        ("Rebels shelled Goris, Armenia.", []),
        ("Clashes broke out between Goris and Kapan.", []),
    ],
)
def test_what_happened_at_each_place_of_a_list_is_set_at_each(text, names):
    found = place_of(text, which=0)
    assert [setting.place.name for setting in found.listed] == names


ENTRY = "We slept in the cellar. A shell fell on the school and killed two women."


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("From a diary, Goris", "Goris"),
        ("From a diary, Goris and Kapan", None),
        ("From a diary, Armenia", None),
        ("He had seen Goris once, long before the war, in a film that he had forgotten", None),
        ("He had never seen Goris.", None),
        ("From a diary, Goris\n\nHis brother was in Kapan. He wrote. He slept. He ate.", None),
    ],
)  # fmt: skip
def test_what_stands_below_a_heading_is_set_in_the_only_town_it_names(heading, name):
    pause = "It was cold. It snowed. We talked. We ate bread. "
    setting = place_of(f"{heading}\n\n{pause}{ENTRY}").main
    town = setting.place if setting.precision is not Precision.COUNTRY else None
    assert (town and town.name) == name
    assert name is None or setting.precision is Precision.NEAR
