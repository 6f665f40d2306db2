"""Claims set at places that no gazetteer has: named as the article does, pinned no closer."""

from datetime import date

import pytest

from geo.frames import to_frame
from geo.gazetteer import open_gazetteer
from geo.link import ClaimLinker
from geo.model import Article, Precision, Source
from geo.pipeline import make_reader
from geo.records import reading_to_record, record_to_reading


@pytest.fixture(scope="module")
def read():
    reader = make_reader(open_gazetteer())

    def run(text, article_id="a"):
        return reader(Article(Source(article_id, published=date(2024, 3, 8)), text))

    return run


@pytest.mark.parametrize(
    ("text", "name", "host", "precision", "radius_km"),
    [
        ("A bomb exploded in the Ostrelka neighborhood of Medellin on Monday.",
         "Ostrelka", "Medellín", Precision.NEAR, 25.0),
        ("Rebels shelled the village of Qwelvorra in northern Mali on Monday.",
         "Qwelvorra", "Mali", Precision.COUNTRY, None),
        ("Gunmen killed two men in Qwelvorra, 60 km north of Medellin, on Monday.",
         "Qwelvorra", "60 km north of Medellín", Precision.DISTRICT, 32.6),
        ("Gunmen killed two men in Qwelvorra, Antioquia, on Monday.",
         "Qwelvorra", "Antioquia", Precision.PROVINCE, None),
    ],
)  # fmt: skip
def test_a_claim_bears_the_unlisted_name_and_the_precision_of_its_host(  # noqa: PLR0917 - a table
    read, text, name, host, precision, radius_km
):
    reading = read(text)
    (claim,) = reading.claims
    where = claim.location
    assert (where.name, where.place.name, where.precision) == (name, host, precision)
    assert reading.locations[where.toponym].toponym.name == name
    assert radius_km is None or where.radius_km == radius_km
    assert name in claim.summary
    assert where.path[-1] == host


@pytest.mark.parametrize(
    "told",
    [
        "At La Qwelvorra they burnt six houses on Monday.",
        "Around La Qwelvorra, the army was pounding rebel lines on Monday.",
        "Six people died in the air strike on La Qwelvorra on Monday.",
        "Men entered La Qwelvorra on Monday and set six houses alight.",
    ],
)
def test_a_name_in_front_or_struck_or_entered_is_a_place(read, told):
    (claim,) = read(f"Fighting went on in Antioquia in Colombia. {told}").claims
    assert (claim.location.label, claim.location.place.name) == ("La Qwelvorra", "Antioquia")


def test_the_name_is_kept_in_files_and_shown_in_frames(read):
    reading = read("A bomb exploded in the Ostrelka neighborhood of Medellin on Monday.")
    (kept,) = record_to_reading(reading_to_record(reading)).claims
    assert kept.location.label == "Ostrelka"
    frame = to_frame(ClaimLinker().link(reading.claims))
    assert list(frame["place"]) == ["Ostrelka"]
    assert frame["path"][0] == "Colombia / Antioquia / Medellín"


def test_a_distance_behind_a_name_tells_where_that_lies_and_is_no_place_of_its_own(read):
    (claim,) = read("Gunmen killed two men in Caldas, 22 km south of Medellin, on Monday.").claims
    assert (claim.location.place.name, claim.location.precision) == ("Caldas", Precision.EXACT)


def test_two_unlisted_places_of_one_town_are_two_incidents(read):
    told = "A bomb exploded in the {} neighborhood of Medellin on Monday."
    names = {"a": "Ostrelka", "b": "Vorrelka", "c": "Ostrelka"}
    claims = [claim for key, name in names.items() for claim in read(told.format(name), key).claims]
    assert len(ClaimLinker().link(claims)) == 2


def test_the_village_may_be_an_unlisted_one(read):
    text = (
        "Soldiers entered the village of Qwelvorra near Medellin on Monday. They killed five men "
        "in the village."
    )
    assert read(text).claims[-1].location.name == "Qwelvorra"


def test_an_unlisted_place_lies_in_the_country_that_its_sentence_says(read):
    text = "A bomb exploded in Medellin on Sunday. It was loud.\n\n" * 2
    claims = read(
        f"{text}Rebels shelled the village of Qwelvorra in northern Mali on Monday."
    ).claims
    where = claims[-1].location
    assert (where.name, where.place.name, where.precision) == ("Qwelvorra", "Mali", 6)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen in Mexico killed two men, said officials in Toluca and Guerrero.", "PCLI"),
        ("Gunmen in Mexico state killed two men, said officials in Toluca.", "ADM1"),
    ],
)
def test_a_country_is_meant_rather_than_its_part_of_that_name(read, text, place):
    (named,) = [each for each in read(text).locations if each.toponym.name.startswith("Mexico")]
    assert named.place.feature_code == place


def test_a_deed_named_by_a_longer_name_happened_at_the_place_within(read):
    (claim,) = read("The Boston Marathon bombing killed three people on Monday.").claims
    assert claim.location.place.name == "Boston"


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (
            "Troops shelled Qwelvorra, a London office said. In Vavuniya, Sri Lanka, people fled.",
            "Vavuniya",
        ),
        ("Troops shelled Qwelvorra near Kharkiv. Paris and London condemned it.", "Kharkiv"),
        ("NAIROBI, Kenya (AP) - Men raided the village of Qwelvorra, said Somali officials.", None),
    ],
)
def test_an_unlisted_village_lies_near_no_office_abroad_and_no_dateline(read, text, host):
    (named,) = [each for each in read(text).locations if each.toponym.name == "Qwelvorra"]
    assert (named.place and named.place.name) == host


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Rebels burned houses in Kalwena, Motoro and Ashinde near Goma on Monday.",
            ["Kalwena", "Motoro", "Ashinde"],
        ),
        (
            "Men burned the villages of Kalwena, Motoro and Ashinde, the governor of Ituri said.",
            ["Kalwena", "Motoro", "Ashinde"],
        ),
        ("Gunmen burned houses in Kalwena, Motoro said in Goma.", ["Kalwena"]),
        ("Gunmen burned houses in Kalwena and Peter Smith left Goma.", ["Kalwena"]),
    ],
)
def test_unlisted_villages_of_a_list_have_a_claim_each(read, text, names):
    assert [claim.location.name for claim in read(text).claims] == names
