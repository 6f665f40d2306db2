"""Who did it to whom, by which means, how closely it is placed, and what is no incident at all."""

from datetime import date

import pytest

from geo.gazetteer import open_gazetteer
from geo.model import Article, Precision, Source, Stance
from geo.pipeline import make_reader

PUBLISHED = date(2022, 11, 3)


@pytest.fixture(scope="module")
def claims_of():
    reader = make_reader(open_gazetteer())

    def read(text):
        return reader(Article(Source("a", published=PUBLISHED), text)).claims

    return read


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Gunmen hacked to death 40 villagers in Gao on Monday.", 40),
        ("The mob beat to death two traders in Gao on Monday.", 2),
        ("Militiamen burned to death 12 people in Gao on Monday.", 12),
    ],
)
def test_a_toll_may_stand_behind_how_they_died(claims_of, text, killed):
    assert [claim.casualties.killed.best for claim in claims_of(text)] == [killed]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("A rebel attack in Gao on Monday killed five people.", "rebel"),
        ("An Israeli strike hit a house in Gaza on Monday.", "Israel"),
        ("A terrorist attack in Gao on Monday killed five people.", None),
    ],
)
def test_a_word_before_the_deed_may_say_who_did_it(claims_of, text, doer):
    (claim,) = claims_of(text)
    assert next((each.name for each in claim.actors if each.role == "actor"), None) == doer


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Myanmar's junta bombed a village in Sagaing on Monday.", "Air/drone strike"),
        ("Regime forces bombed Aleppo on Monday.", "Air/drone strike"),
        ("An Israeli strike killed three people in Gaza on Monday.", "Air/drone strike"),
        ("Rebels bombed a police station in Gao.", "Remote explosive/landmine/IED"),
        ("Militiamen shot dead 14 herders near Gao on Monday.", "Attack"),
        ("The interior minister was murdered in Gao on Monday.", "Attack"),
        ("Gunmen ambushed the minister's guards near Gao on Monday.", "Armed clash"),
        ("Troops captured Abimael Toro in Lima on Monday.", "Arrests"),
        ("Two farmers were killed by landmines in Gao on Monday.", "Remote explosive/landmine/IED"),
    ],
)
def test_the_type_follows_from_the_parties_and_the_means(claims_of, text, event_type):
    assert [claim.event_type.name for claim in claims_of(text)] == [event_type]


@pytest.mark.parametrize(
    "text",
    [
        "Government forces captured Gezagerehlase on Monday.",
        "Rebels captured Gezagerehlase on Monday.",
        "The memoir asks what Iran did, and declined to do, in Azerbaijan.",
        "A teachers' strike closed schools in Gaza and hit families hard, a union said.",
    ],
)
def test_neither_an_unlisted_town_nor_what_was_not_done_is_a_deed(claims_of, text):
    found = {claim.event_type.name for claim in claims_of(text)}
    assert found.isdisjoint({"Arrests", "REJECT", "Air/drone strike"})


def test_a_fight_and_who_fell_in_it_are_one_claim(claims_of):
    (claim,) = claims_of("Police killed three gunmen after a shootout in Gao on Monday.")
    assert claim.casualties.killed.best == 3


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("The governor said he was sad after gunmen killed five farmers in Gao.", None),
        ("The governor said that gunmen killed five farmers in Gao.", "governor"),
    ],
)
def test_a_feeling_makes_no_claim_of_what_stirred_it(claims_of, text, claimant):
    (claim,) = claims_of(text)
    assert (claim.claimant and claim.claimant.name) == claimant


def test_a_disclaimer_denies_the_deed_told_before(claims_of):
    told, denied = claims_of(
        "Twelve people were killed in Gao on Monday. The rebels denied any part in it."
    )
    assert told.stance is Stance.FACT
    assert (denied.stance, denied.claimant.name) == (Stance.DENIED, "rebels")
    assert denied.location.place == told.location.place
    assert denied.casualties.killed.best is None


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Gao denied any role in the city budget.",
        "Twelve people were killed in Gao on Monday. Nobody denied any part in it.",
        "Twelve people were killed in Gao on Monday. The rebels denied the town any water.",
    ],
)
def test_other_denials_disclaim_nothing(claims_of, text):
    assert not [claim for claim in claims_of(text) if claim.stance is Stance.DENIED]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Guards seized four villages in the Gazakh district on Monday.", Precision.DISTRICT),
        ("Rebels shelled the Kalbajar and Lachin districts on Monday.", Precision.DISTRICT),
        ("Rebels shelled Lachin on Monday.", Precision.EXACT),
    ],
)
def test_a_district_is_no_closer_than_a_district(claims_of, text, precision):
    found = claims_of(text)
    assert found
    assert {claim.location.precision for claim in found} == {precision}


def test_who_died_in_a_fight_is_no_side_of_it(claims_of):
    text = (
        "Soldiers stormed the town of Gao on Monday and fought rebels there. "
        "Forty people were killed."
    )
    assert not [claim for claim in claims_of(text) if "people clash" in claim.summary]


def test_the_courts_of_a_peaceful_county_are_no_conflict(claims_of):
    crime = (
        "A detective arrested a man in Springfield on Monday after a robbery. The sheriff said "
        "that the suspect shot a clerk. He was charged with a felony and held on bail."
    )
    assert not claims_of(crime)
    assert claims_of(crime + " Insurgents shot dead two soldiers in Gao on Monday.")


def test_fighting_that_ends_in_victory_is_no_sport(claims_of):
    assert claims_of("Troops attacked the village of Sotk on Monday and claimed victory.")
