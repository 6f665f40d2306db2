"""What is said in passing, what a denial is of, and what publication says of the date."""

from datetime import date

import pytest

from geo.gazetteer import open_gazetteer
from geo.model import Article, Form, Source, Stance
from geo.pipeline import make_reader

PUBLISHED = date(2022, 9, 16)


@pytest.fixture(scope="module")
def claims_of():
    reader = make_reader(open_gazetteer())

    def read(text, published=PUBLISHED):
        return reader(Article(Source("a", published=published), text)).claims

    return read


@pytest.mark.parametrize(
    "text",
    [
        "More than 900 teachers have been murdered in Colombia since 1985.",
        "The violence in Mali must end, the minister said.",
        "Over the past ten years rebels have killed thousands in Colombia.",
        "The road is new. The school is new. The bridge is new. Gunmen killed the baker.",
        "The minister spoke in Goma on Monday. The attacks must end, he said.",
        "Bukavu has a new market. In May 1994 militiamen had killed the mayor.",
        "Goma has a school. It is new. It is big. It is red. It is low. It is old. Gunmen fired.",
    ],
)
def test_tallies_and_background_are_no_incidents(claims_of, text):
    assert not [claim for claim in claims_of(text) if claim.event_type.plover == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Lawyers in Colombia want to know who ordered the murder of the judge Carlos Mejia.",
        "Colombia votes. It is hot. It is May. Nobody was tried for the killing of six priests.",
    ],
)
def test_a_deed_against_somebody_is_one_wherever_it_is_told(claims_of, text):
    (claim,) = [claim for claim in claims_of(text) if claim.event_type.plover == "ASSAULT"]
    assert claim.location.place.name == "Colombia"


def test_one_victim_named_twice_is_one_claim(claims_of):
    text = (
        "Gunmen kidnapped the engineer Daniel Ferrer near Medellin on Monday. His company has an "
        "office there. It asks for calm. Men in masks kidnapped Daniel Ferrer as he left his car."
    )
    kidnappings = [claim for claim in claims_of(text) if "Abduction" in claim.event_type.name]
    assert len(kidnappings) == 1


def test_another_deed_stays_another_claim(claims_of):
    text = "Gunmen killed a baker in Goris on Monday. Gunmen also killed a driver on Tuesday."
    assert len(claims_of(text)) == 2


def test_a_denial_is_of_the_deed_told_before(claims_of):
    text = (
        "Azerbaijan said a missile hit Ganja on 14 September 2022. Armenia denied attacking Ganja."
    )
    told, denied = claims_of(text)
    assert denied.stance is Stance.DENIED
    assert denied.event_type == told.event_type
    assert denied.date == told.date


def test_a_sequel_ends_with_its_publication(claims_of):
    text = "Rebels entered Goma on 10 September 2022. They burned shops in Goma."
    later = [claim for claim in claims_of(text) if claim.date.form is Form.ON_OR_AFTER]
    assert [claim.date.latest for claim in later] == [PUBLISHED]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Rebels shelled Goma.", None),
        (
            "On 3 May 1994 rebels took Goma. In June 1994 it fell. Rebels shelled Bukavu.",
            PUBLISHED,
        ),
    ],
)
def test_no_day_is_given_without_publication_or_in_a_look_back(claims_of, text, published):
    shelling = [claim for claim in claims_of(text, published) if "hell" in claim.event_type.name]
    assert all(claim.date.form is not Form.ON_OR_BEFORE for claim in shelling)
    assert shelling


def test_here_is_where_the_article_was_written(claims_of):
    text = "LIMA, 14 September (Agency) -- A bomb exploded in this capital this morning."
    (claim,) = claims_of(text)
    assert claim.location.place.name == "Lima"


def test_soldiers_killed_by_nobody_named_fell_in_battle(claims_of):
    (claim,) = claims_of("Three soldiers were killed near Goma on Monday.")
    assert claim.event_type.name == "Armed clash"


@pytest.mark.parametrize(
    "text",
    [
        "At the bus station in Goma two soldiers slept.",
        "President Ali Nur visited a hospital in Goma on Monday.",
        "Guards asked shoppers to clear the area in Goma.",
    ],
)
def test_stations_visits_and_clearings_of_everyday_life_tell_of_nothing(claims_of, text):
    assert not claims_of(text)
