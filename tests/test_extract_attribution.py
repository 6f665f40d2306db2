"""Who is credited with a claim, and who is held responsible, wherever the sentence says so."""

from datetime import date

import pytest

from geo.model import Article, Source, Stance
from geo.pipeline import make_reader

DEED = "rebels shelled the hospital of Daraa on Monday"


@pytest.fixture(scope="module")
def read():
    reader = make_reader()
    source = Source("a", published=date(2022, 11, 3))
    return lambda text: reader(Article(source, text)).claims


def doers(claim):
    return [actor.name.lower() for actor in claim.actors if actor.role == "actor"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels, the army said, shelled the hospital of Daraa on Monday.",
        "Rebels, according to the army, shelled the hospital of Daraa on Monday.",
        "Rebels shelled the hospital of Daraa on Monday, as reported by the army.",
        "Rebels shelled the hospital of Daraa on Monday, per the army.",
        f"By the army's account, {DEED}.",
        f"In a message posted on Telegram, the army said that {DEED}.",
        f"From the bulletin of the army: {DEED}.",
        "Rebels shelled the hospital of Daraa on Monday, the army, which lost a post, said.",
    ],
)
def test_a_source_is_credited_wherever_it_stands(read, text):
    [claim] = read(text)
    assert doers(claim) == ["rebels"]
    assert claim.claimant.name == "army"
    assert claim.stance is Stance.ALLEGED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels killed six men near Kidal, an official who asked not to be named said.", "off"),
        ("Two nurses who fled the town said that rebels killed six men near Kidal.", "nurses"),
        ("Rebels killed six men near Kidal, the head of the hospital, Omar Khalifa, said.", "Omar"),
        ("A baker, who gave only his first name, Musa, said rebels killed six in Kidal.", "baker"),
    ],
)
def test_what_a_source_does_besides_hides_it_not(read, text, name):
    [claim] = read(text)
    assert name in claim.claimant.name
    assert claim.stance is not Stance.FACT


def test_what_follows_an_interjected_source_is_not_its_deed(read):
    claims = read("Rebels attacked the town of Bria on Monday, the army said, and killed six men.")
    assert {tuple(doers(claim)) for claim in claims} == {("rebels",)}


@pytest.mark.parametrize(
    ("words", "claimant"),
    [
        ("The army put the blame on separatists.", "army"),
        ("Officials suspect the separatists.", "officials"),
        ("Residents pointed the finger at separatists.", "residents"),
        ("Police said separatists were behind the attack.", "police"),
        ("Police attributed the attack to separatists.", "police"),
        ("Suspicion fell on separatists.", None),
    ],
)
def test_whoever_is_held_responsible_is_charged_by_who_says_so(read, words, claimant):
    [claim, *_] = read(f"A bomb killed six people in Quetta on Sunday. {words}")
    assert doers(claim) == ["separatists"]
    assert claim.stance is Stance.ALLEGED
    assert (claim.claimant.name.lower() if claim.claimant else None) == claimant


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban denied responsibility for the bombing in Kabul on Monday.",
        "The Taliban said they had nothing to do with the bombing in Kabul on Monday.",
    ],
)
def test_a_disclaimer_is_no_claim_of_responsibility(read, text):
    assert [claim.stance for claim in read(text)] == [Stance.DENIED]


@pytest.mark.parametrize(
    "words",
    [
        "The United Nations put the dead of the shelling of Bria on Monday at 22.",
        "A rocket that the United Nations said was fired by rebels killed six in Bria on Monday.",
    ],
)
def test_who_counts_or_ascribes_in_passing_is_credited(read, words):
    assert {claim.claimant.name for claim in read(words)} == {"United Nations"}


def test_the_accused_is_the_actor(read):
    [claim] = read("The army accused the rebels of having shelled Jisr al-Shughur on Sunday.")
    assert (doers(claim), claim.claimant.name) == (["rebels"], "army")
    [claim] = read("The army accused the rebels of the bombing in Kano on Monday.")
    assert (doers(claim), claim.claimant.name) == (["rebels"], "army")
    [claim] = read("Police suspect Boko Haram of the bombing in Kano that killed six on Monday.")
    assert (doers(claim), claim.claimant.name) == (["boko haram"], "Police")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops of the 55th Division shelled Gangaw.", ["troops of the 55th division"]),
        ("A unit of the Presidential Guard opened fire on protesters.", ["presidential guard"]),
        ("A group of some 50 armed bandits raided Birnin Gwari.", ["armed bandits"]),
        (
            "Government troops and allied militia attacked Malakal.",
            ["government troops", "militia"],
        ),
        ("Soldiers of the Lord's Resistance Army killed six men in Dungu.", ["lord's resistance"]),
    ],
)
def test_actors_are_named_by_what_they_are_of(read, text, names):
    [claim] = read(text)
    assert all(name in doer for name, doer in zip(names, doers(claim), strict=True))


def test_a_pronoun_speaks_for_whom_it_stands(read):
    [claim] = read(f"The army issued a statement on Wednesday. It said that {DEED}.")
    assert claim.claimant.name == "army"
    [claim] = read(f"The mayor spoke to reporters on Wednesday. He said that {DEED}.")
    assert claim.claimant.name == "mayor"


def test_the_attackers_are_who_attacked(read):
    claims = read(
        "Rebels of the RUF attacked Kissy on Monday. The attackers burned the market of Kissy."
    )
    assert {tuple(doers(claim)) for claim in claims} == {("revolutionary united front (ruf)",)}
