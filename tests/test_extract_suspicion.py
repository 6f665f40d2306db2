"""How a claim is held whose doer is suspected, or takes it upon itself through another's mouth."""

from datetime import date

import pytest

from geo.model import Article, Source, Stance
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
