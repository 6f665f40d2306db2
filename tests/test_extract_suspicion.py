"""How a claim is held whose doer is suspected, or takes it upon itself through another's mouth."""

from datetime import date

import pytest

from geo.model import Article, Modality, Source, Stance
from geo.pipeline import make_reader


@pytest.fixture(scope="module")
def read():
    reader = make_reader()
    source = Source("a", published=date(2022, 5, 20))
    return lambda text: reader(Article(source, text)).claims


@pytest.mark.parametrize(
    "text",
    [
        "It was officially reported that alleged Shining Path members shot four men in Huanta.",
        "Suspected rebels killed four villagers near Gao on Monday, it was reported.",
        "Radio said on Monday that the four were killed near Gao, presumably by JNIM fighters.",
        "Officials said that suspected Boko Haram fighters killed four men in Damboa on Monday.",
    ],
)
def test_who_is_only_suspected_is_charged(read, text):
    assert [claim.stance for claim in read(text)] == [Stance.ALLEGED]


def test_a_suspect_elsewhere_in_the_sentence_charges_nobody(read):
    claims = read("The army said on Monday that it shelled a suspected depot near Gao.")
    assert {claim.stance for claim in claims} == {Stance.CLAIMED}


def test_a_caller_claims_for_the_group_that_he_speaks_for(read):
    claims = read(
        "A bomb wounded two men in Cali on Monday. A man who said he was speaking on behalf of "
        "the ELN called a radio station to claim responsibility for the attack."
    )
    assert [claim.stance for claim in claims] == [Stance.CLAIMED]
    assert "ELN" in claims[0].claimant.name


@pytest.mark.parametrize(
    "blame",
    [
        "The minister has once again blamed the ELN for the killing.",
        "Police suspect the ELN of the killing.",
        "The ELN is suspected of carrying out the attack.",
        "The killing was the work of the ELN, police said.",
        "It is believed that the ELN was behind the attack.",
        "Officers found that rebels of the ELN are responsible for the killing.",
    ],
)
def test_words_after_a_deed_lay_it_at_a_door(read, blame):
    deed, *_ = read(f"A mayor was killed in Cali on Monday. {blame}")
    assert [actor.name for actor in deed.actors if actor.role == "actor"] == [
        "National Liberation Army (ELN)"
    ]
    assert deed.stance is Stance.ALLEGED


@pytest.mark.parametrize(
    "words",
    [
        "The ELN handed out leaflets claiming responsibility for the killing.",
        "In a call to a radio station, the ELN said it had carried out the attack.",
        "The ELN said that it was behind the attack.",
    ],
)
def test_a_group_takes_a_deed_upon_itself(read, words):
    deed, *_ = read(f"A mayor was killed in Cali on Monday. {words}")
    assert deed.stance is Stance.CLAIMED
    assert "ELN" in deed.claimant.name


def test_a_group_that_is_named_may_claim_the_deed_too(read):
    deed, *_ = read("ELN rebels killed a mayor in Cali. The ELN claimed responsibility for it.")
    assert deed.stance is Stance.CLAIMED
    assert "ELN" in deed.claimant.name


@pytest.mark.parametrize(
    "words",
    ["No group has said that it was behind the attack.", "Nobody claimed responsibility for it."],
)
def test_what_nobody_claims_is_nobodys(read, words):
    (deed,) = read(f"A mayor was killed in Cali on Monday. {words}")
    assert deed.stance is Stance.FACT


def test_sabotage_that_a_failure_is_due_to_took_place(read):
    (claim,) = read("Power is rationed due to the sabotage of the grid in Cali on Monday.")
    assert claim.modality is Modality.HAPPENED
