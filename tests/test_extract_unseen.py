"""What reports in other words than ours were once misread as, each kind of error with a test."""

from datetime import date

import pytest

from geo.gazetteer import open_gazetteer
from geo.model import Article, Modality, Source
from geo.pipeline import make_reader


@pytest.fixture(scope="module")
def claims_of():
    reader = make_reader(open_gazetteer())

    def claims(text, published=date(2021, 7, 12)):
        return reader(Article(Source("a", published=published), text)).claims

    return claims


def doers(claim):
    return [actor.name for actor in claim.actors if actor.role == "actor"]


def only(claims, name):
    found = [claim for claim in claims if claim.event_type.name == name]
    assert len(found) == 1, [(claim.event_type.name, doers(claim)) for claim in claims]
    return found[0]


def test_who_tells_of_a_deed_did_not_do_it(claims_of):
    claims = claims_of(
        "Gunmen killed nine farmers in Goma on Friday, neighbors said. They set fire to houses "
        "and fled, one of the neighbors told a newspaper."
    )
    assert doers(only(claims, "Looting/property destruction")) == ["Gunmen"]


def test_blame_is_laid_on_the_forces_not_on_whom_they_are_loyal_to(claims_of):
    claims = claims_of(
        "Shells hit a market in Gao on Thursday and killed six people, the United Nations said. "
        "It blamed fighters loyal to Omar Sidi."
    )
    assert doers(only(claims, "Shelling/artillery/missile attack")) == ["fighters"]


def test_a_date_does_not_part_the_accused_from_the_deed(claims_of):
    claims = claims_of("Armenia accused Azerbaijani forces on Friday of shelling Kapan.")
    assert doers(only(claims, "Shelling/artillery/missile attack")) == ["Azerbaijani forces"]


def test_a_source_close_to_somebody_tells_of_nothing_done_to_him(claims_of):
    claims = claims_of(
        "Rebels shelled Goma on Friday, a source in Kigali close to the general told reporters."
    )
    claim = only(claims, "Shelling/artillery/missile attack")
    assert [actor.name for actor in claim.actors if actor.role != "actor"] == []


def test_a_source_is_named_without_what_he_is_close_to(claims_of):
    claims = claims_of(
        "Turkish jets bombed Erbil on Monday, according to an official close to the operation."
    )
    assert only(claims, "Air/drone strike").claimant.name == "official"


@pytest.mark.parametrize(
    "text",
    [
        "He died of his wounds in the hospital of Gao on 19 June 2021.",
        "Doctors in Gao say that the virus attacks the lungs first.",
        "The government launched an offensive against the epidemic in Gao on Monday.",
        "Opposition leaders in Bamako attacked the plan on Monday.",
        "The new film about the siege of Gao was praised by critics on Monday.",
        "Since 1985 the rebels have fought the army in Gao.",
    ],
)
def test_what_only_sounds_like_violence_is_none(claims_of, text):
    assert [claim.event_type.name for claim in claims_of(text)] == []


def test_to_call_an_attack_something_asks_for_nothing(claims_of):
    claims = claims_of(
        "Rebels attacked a market in Gao on Friday. Washington called the attack alarming."
    )
    assert [claim.modality for claim in claims] == [Modality.HAPPENED]


@pytest.mark.parametrize(
    "text",
    ["Police have arrested no one in Gao.", "No shots were fired in Gao, and nobody attacked."],
)
def test_what_the_article_itself_says_did_not_happen_is_no_claim(claims_of, text):
    assert claims_of(text) == ()


def test_a_toll_is_that_of_the_deed_before_it(claims_of):
    claims = claims_of(
        "Rebels ambushed a patrol near Gao on 10 July 2021, killing 15 soldiers, and attacked "
        "another unit in Mopti the same day."
    )
    assert [claim.casualties.killed.best for claim in claims] == [15, None]


def test_an_accusation_and_a_fire_have_no_toll(claims_of):
    claims = claims_of(
        "Rebels killed 21 people in Gao on 10 July 2021 and burned the market. "
        "Mali accused Niger of helping the rebels."
    )
    tolls = {claim.event_type.name: claim.casualties.killed.best for claim in claims}
    assert tolls["Attack"] == 21
    assert {toll for name, toll in tolls.items() if name != "Attack"} <= {None}


def test_police_and_those_who_fought_them_did_not_do_the_same(claims_of):
    claims = claims_of(
        "Masked gunmen attacked three villages near Gao on 10 July 2021. "
        "Residents say that police shot five young men dead."
    )
    by = {doers(claim)[0]: claim for claim in claims}
    assert by["Masked gunmen"].claimant is None
    assert by["police"].claimant.name == "Residents"


def test_fighting_between_two_sides_names_both(claims_of):
    claims = claims_of(
        "Heavy fighting broke out in Juba on 8 July 2021 between soldiers loyal to the president "
        "and the bodyguards of his deputy."
    )
    assert doers(only(claims, "Armed clash")) == ["soldiers", "bodyguards"]


def test_it_is_who_says_so_and_no_one_who_was_told(claims_of):
    claims = claims_of(
        "A bomb wrecked a market in Gao on Friday. The Ansar Dine group said in a call to a "
        "newspaper that it had planted the bomb."
    )
    found = {name for claim in claims for name in doers(claim)}
    assert "newspaper" not in found
    assert found


def test_whom_people_support_did_nothing(claims_of):
    claims = claims_of("Supporters of Baku and of Moscow had fought each other in Goris on Friday.")
    assert all(doers(claim) == [] for claim in claims)


def test_the_date_of_a_sentence_is_not_that_of_the_deed(claims_of):
    claims = claims_of(
        "A court convicted ten men on Wednesday over the killing of 97 people in Gao on "
        "28 February 2012."
    )
    assert [str(claim.date.earliest) for claim in claims] == ["2012-02-28"]
