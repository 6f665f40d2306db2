"""Attribution: who says so, how the article holds it, and whether it took place."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scenes import scene_of, trigger_of

from geo.extract.attribution import attribute
from geo.extract.quotations import quotations
from geo.extract.scene import Voice
from geo.model import Modality, Stance

BATTLE = "Armed clash"
BOMB = "Remote explosive/landmine/IED"
ACTIVE, PASSIVE, NOMINAL = Voice.ACTIVE, Voice.PASSIVE, Voice.NOMINAL


def attribution_of(text, phrase, voice=ACTIVE, *, acled="Attack", plover="ASSAULT"):
    scene = scene_of(text)
    return attribute(scene, trigger_of(scene, phrase, voice, acled=acled, plover=plover))


OWN_VOICE = [
    ("Gunmen attacked a village in the north.", "attacked"),
    ("A bomb exploded in the market.", "exploded"),
    ("Rebels shelled the town on Friday, the third day of fighting.", "shelled"),
    ("Soldiers searched the house where a bomb exploded, police said nothing.", "searched"),
    ("The attack was the worst in years.", "attack"),
    ("The minister, who survived an ambush in May, said talks would go on.", "ambush"),
    ("Police investigating the bombing said they had no suspects.", "bombing"),
    ("After gunmen attacked the town, the mayor said schools would close.", "attacked"),
    ("The attack came a day after the minister said the war was over.", "attack"),
    ("Rebels said nothing. Soldiers shelled the town.", "shelled"),
    ("No group claimed responsibility for the bombing.", "bombing"),
    ("GUERRILLAS ATTACKED A POLICE STATION LAST NIGHT.", "attacked"),
    ("Troops fired on the crowd in Yerevan.", "fired"),
    ("Villagers fled when rebels attacked.", "attacked"),
]


@pytest.mark.parametrize(("text", "phrase"), OWN_VOICE, ids=[case[0] for case in OWN_VOICE])
def test_what_nobody_is_credited_with_is_the_articles_own(text, phrase):
    found = attribution_of(text, phrase)
    assert (found.stance, found.claimant) == (Stance.FACT, None)


CLAIMED = [
    ("Police said a bomb exploded in the market.", "exploded", "Police"),
    ("Police said that a bomb exploded in the market.", "exploded", "Police"),
    ("A bomb exploded in the market, police said.", "exploded", "police"),
    ("A bomb exploded in the market, said police.", "exploded", "police"),
    ("A bomb exploded in the market, police said on Friday.", "exploded", "police"),
    ("A bomb, police said, exploded in the market.", "exploded", "police"),
    ("According to police, a bomb exploded in the market.", "exploded", "police"),
    ("A bomb exploded in the market, according to police.", "exploded", "police"),
    ("A bomb exploded, according to a police spokesman.", "exploded", "police spokesman"),
    ("Witnesses told reporters that a bomb exploded.", "exploded", "Witnesses"),
    ("Witnesses reported that a bomb exploded.", "exploded", "Witnesses"),
    ("The ministry announced that a bomb exploded.", "exploded", "ministry"),
    ("The mayor insisted that a bomb exploded.", "exploded", "mayor"),
    ("The mayor added that a second bomb exploded.", "exploded", "mayor"),
    ("The mayor noted that a bomb exploded.", "exploded", "mayor"),
    ("The mayor pointed out that a bomb exploded.", "exploded", "mayor"),
    ("State radio reported that a bomb exploded.", "exploded", "State radio"),
    ("The newspaper wrote that a bomb exploded.", "exploded", "newspaper"),
    ("A witness recalled that a bomb exploded.", "exploded", "witness"),
    ("Officials acknowledged that a bomb exploded.", "exploded", "Officials"),
    ("Doctors stated that a bomb exploded.", "exploded", "Doctors"),
    ("Officials believe that a bomb exploded.", "exploded", "Officials"),
    ("As the ministry reported, a bomb exploded.", "exploded", "ministry"),
    ('"A bomb exploded in the market," said Commander Luis Ruiz.', "exploded", "Luis Ruiz"),
    ('"A bomb exploded in the market," the commander said.', "exploded", "commander"),
    ('The commander said: "A bomb exploded in the market."', "exploded", "commander"),
    ("“A bomb exploded in the market,” the commander said.", "exploded", "commander"),
    (
        "The Azerbaijani ministry said Azerbaijani forces attacked the ridge.",
        "attacked",
        "Azerbaijani ministry",
    ),
    ("Ukraine said its forces struck a depot.", "struck", "Ukraine"),
    ("Journalist Anna Petrova claimed that a bomb exploded. ", "exploded", "Anna Petrova"),
    ("Colonel Luis Ruiz said a bomb exploded.", "exploded", "Luis Ruiz"),
    ("In a statement, the ministry said a bomb exploded.", "exploded", "ministry"),
    ("The ministry said in a statement that a bomb exploded.", "exploded", "ministry"),
    (
        "A spokesman for the ministry said a bomb exploded.",
        "exploded",
        "spokesman for the ministry",
    ),
    ("Two officials and a priest said a bomb exploded.", "exploded", "Two officials and a priest"),
    ("Officials, who asked not to be named, said a bomb exploded.", "exploded", "Officials"),
    ("THE COMMAND REPORTED THAT A BOMB EXPLODED.", "exploded", "COMMAND"),
    (
        "A BOMB EXPLODED IN THE MARKET, MILITARY SOURCES REPORTED TODAY.",
        "exploded",
        "MILITARY SOURCES",
    ),
    ("ACCORDING TO OFFICIAL SOURCES, A BOMB EXPLODED.", "exploded", "OFFICIAL SOURCES"),
    ("The report by Amnesty says a bomb exploded.", "exploded", "Amnesty"),
    ("The army said a bomb exploded, adding that a mine exploded later.", "mine", "army"),
    ("Rebels said they had withdrawn and soldiers had looted nothing.", "withdrawn", "Rebels"),
]


@pytest.mark.parametrize(("text", "phrase", "who"), CLAIMED, ids=[case[0] for case in CLAIMED])
def test_reports_are_claimed_by_their_source(text, phrase, who):
    found = attribution_of(text, phrase)
    assert (found.stance, found.claimant and found.claimant.name) == (Stance.CLAIMED, who)


UNNAMED = [
    ("It was reported that a bomb exploded.", "exploded", Stance.CLAIMED),
    ("A bomb reportedly exploded in the market.", "exploded", Stance.CLAIMED),
    ("Reports that soldiers looted the shops spread.", "looted", Stance.CLAIMED),
    ("Rebels allegedly attacked the village.", "attacked", Stance.ALLEGED),
    ("Suspected rebels attacked the village.", "attacked", Stance.ALLEGED),
    ("Rebels are accused of attacking the village.", "attacking", Stance.ALLEGED),
    ("Rebels are suspected of the raid on the village.", "raid", Stance.ALLEGED),
    ("The attack was blamed on the rebels.", "attack", Stance.ALLEGED),
    ("A bomb exploded. The rebels were blamed for the attack.", "exploded", Stance.ALLEGED),
    ("Police killed two suspected militants.", "killed", Stance.FACT),
]


@pytest.mark.parametrize(("text", "phrase", "stance"), UNNAMED, ids=[case[0] for case in UNNAMED])
def test_hedges_without_a_source(text, phrase, stance):
    found = attribution_of(text, phrase)
    assert (found.stance, found.claimant) == (stance, None)


ALLEGED = [
    ("Armenia said Azerbaijani forces attacked its posts.", "attacked", "Armenia"),
    ("Azerbaijan said Armenian forces shelled a town.", "shelled", "Azerbaijan"),
    ("Armenian forces shelled a town, Azerbaijan said.", "shelled", "Azerbaijan"),
    ("According to Ukraine, Russian drones struck a school.", "struck", "Ukraine"),
    ("The army said FMLN rebels kidnapped fifty peasants.", "kidnapped", "army"),
    ("Villagers said soldiers burned their houses.", "burned", "Villagers"),
    ("Villagers accused soldiers of burning their houses.", "burning", "Villagers"),
    ("The opposition accused Russia of attacking the convoy.", "attacking", "opposition"),
    ("The mayor alleged that soldiers attacked the school.", "attacked", "mayor"),
    ("The mayor blamed the ELN for attacking the pipeline.", "attacking", "mayor"),
    ("Moscow claimed that Ukrainian troops shelled a market.", "shelled", "Moscow"),
    ("Rights groups denounced the army for attacking the camp.", "attacking", "Rights groups"),
    ('"Russian troops attacked us," the mayor said.', "attacked", "mayor"),
    ("THE GARRISON REPORTED THAT FMLN TERRORISTS ATTACKED A BUS.", "attacked", "GARRISON"),
    ("Turkey said PKK fighters attacked a post.", "attacked", "Turkey"),
]


@pytest.mark.parametrize(("text", "phrase", "who"), ALLEGED, ids=[case[0] for case in ALLEGED])
def test_charges_against_another_are_alleged_whatever_the_verb(text, phrase, who):
    found = attribution_of(text, phrase, acled="Attack")
    assert (found.stance, found.claimant and found.claimant.name) == (Stance.ALLEGED, who)


DENIED = [
    ("The army denied that soldiers attacked the village.", "attacked", "army"),
    ("The army denied having attacked the village.", "attacked", "army"),
    ("The army denied attacking the village.", "attacking", "army"),
    ("The army denied any role in the attack.", "attack", "army"),
    ("The army rejected claims that soldiers attacked the village.", "attacked", "army"),
    ("The army dismissed reports of an attack on the village.", "attack", "army"),
    ("Reports that soldiers looted shops were denied by the army.", "looted", "army"),
    ("Police said rebels attacked, but the rebels denied that they looted.", "looted", "rebels"),
    ("Baku denied that Azerbaijani troops shelled the town.", "shelled", "Baku"),
    ("THE MAJOR DENIED THAT PLANES BOMBED THE VILLAGE.", "bombed", "MAJOR"),
    ("The general refuted the report that his men attacked a convoy.", "attacked", "general"),
]


@pytest.mark.parametrize(("text", "phrase", "who"), DENIED, ids=[case[0] for case in DENIED])
def test_denials(text, phrase, who):
    found = attribution_of(text, phrase)
    assert (found.stance, found.claimant and found.claimant.name) == (Stance.DENIED, who)


RESPONSIBILITY = [
    ("The ELN claimed responsibility for the attack.", "attack"),
    ("The ELN has claimed responsibility for the attack on the pipeline.", "attack"),
    ("A bomb exploded in the square. The ELN claimed responsibility.", "exploded"),
    ("A bomb exploded. Responsibility was claimed by the ELN.", "exploded"),
    ("The ELN took responsibility for the bombing.", "bombing"),
    ("THE ELN CLAIMED RESPONSIBILITY FOR THE ATTACK.", "attack"),
]


@pytest.mark.parametrize(("text", "phrase"), RESPONSIBILITY, ids=[c[0] for c in RESPONSIBILITY])
def test_claiming_responsibility_is_a_claim_of_the_one_who_did_it(text, phrase):
    found = attribution_of(text, phrase, NOMINAL)
    assert found.stance is Stance.CLAIMED
    assert found.claimant.name in ("National Liberation Army (ELN)", "ELN")


def test_a_second_source_confirms():
    text = "Rebels said a bomb exploded. The ministry confirmed that a bomb exploded."
    scene = scene_of(text)
    first = attribute(scene, trigger_of(scene, "exploded"))
    later = scene_of(text.replace("a bomb exploded. The", "a bomb went off. The"))
    second = attribute(later, trigger_of(later, "exploded"))
    assert (first.stance, second.stance) == (Stance.CLAIMED, Stance.CONFIRMED)


def test_one_source_alone_confirms_nothing():
    found = attribution_of("The ministry confirmed that a bomb exploded.", "exploded")
    assert found.stance is Stance.CLAIMED


FATHER_AND_SON = (
    "Viktor Danilov kept notes. Danilov said in a note that a mill burned. His son said a barn"
    " was burned."
)
CARRIED = [
    (
        "Anna Petrova said the raid began at dawn. Two houses burned. Petrova said soldiers left.",
        "burned",
        "Anna Petrova",
    ),
    ('"They came at night. They burned the mill," said Anna Petrova.', "burned", "Anna Petrova"),
    ('Anna Petrova said: "They came at night. They burned the mill."', "burned", "Anna Petrova"),
    ('"They came," said Anna Petrova. "They burned the mill at dawn."', "burned", "Anna Petrova"),
    ("Anna Petrova saw it. She said a mill burned.", "burned", "Anna Petrova"),
    ("Anna Petrova runs the mill. Petrova said it burned.", "burned", "Anna Petrova"),
    ("Anna Petrova runs it. Petrowa said the mill burned.", "burned", "Anna Petrova"),
    (FATHER_AND_SON, "barn", None),
    (
        "In a commentary by journalist Anna Petrova, published Friday, she said the mill burned.",
        "burned",
        "Anna Petrova",
    ),
    (
        "The president, Oleg Danilov, spoke on Friday. The president said a mill burned.",
        "burned",
        "Oleg Danilov",
    ),
]


@pytest.mark.parametrize(("text", "phrase", "who"), CARRIED, ids=[c[0][:60] for c in CARRIED])
def test_an_account_carries_on_and_its_source_keeps_one_name(text, phrase, who):
    found = attribution_of(text, phrase, acled="Looting/property destruction", plover="COERCE")
    assert found.claimant is not None
    assert who is None or found.claimant.name == who


SCOPES = [
    (
        "Police said a bomb exploded, but the army shelled the hill, the mayor said.",
        "exploded",
        "Police",
    ),
    (
        "Police said a bomb exploded, while witnesses said soldiers attacked.",
        "attacked",
        "witnesses",
    ),
    ("The son said his father had written that a bomb exploded.", "exploded", "son"),
    (
        "Police said the ELN had admitted bombing the pipeline.",
        "bombing",
        "National Liberation Army (ELN)",
    ),
    (
        "The diary, in an entry in which the general said a bomb exploded, is lost.",
        "exploded",
        "entry",
    ),
]


@pytest.mark.parametrize(("text", "phrase", "who"), SCOPES, ids=[case[0] for case in SCOPES])
def test_a_source_answers_for_what_it_is_credited_with(text, phrase, who):
    found = attribution_of(text, phrase)
    assert found.claimant.name in (who, who.partition("(")[2].rstrip(")"))


MODALITIES = [
    ("Rebels attacked the base.", "attacked", ACTIVE, Modality.HAPPENED),
    ("Rebels have attacked the base.", "attacked", ACTIVE, Modality.HAPPENED),
    ("Rebels tried to storm the base.", "storm", ACTIVE, Modality.ATTEMPTED),
    ("Rebels attempted to storm the base.", "storm", ACTIVE, Modality.ATTEMPTED),
    ("An attempt to storm the base ended.", "storm", ACTIVE, Modality.ATTEMPTED),
    ("A foiled attack on the base alarmed the town.", "attack", NOMINAL, Modality.ATTEMPTED),
    ("An attempted coup shook the capital.", "coup", NOMINAL, Modality.ATTEMPTED),
    ("Rebels threatened to attack the base.", "attack", ACTIVE, Modality.THREATENED),
    ("Rebels vowed to attack the base.", "attack", ACTIVE, Modality.THREATENED),
    ("Rebels plan to attack the base.", "attack", ACTIVE, Modality.PLANNED),
    ("Rebels will attack the base.", "attack", ACTIVE, Modality.PLANNED),
    ("Rebels are preparing to attack the base.", "attack", ACTIVE, Modality.PLANNED),
    ("Rebels agreed to withdraw.", "withdraw", ACTIVE, Modality.PLANNED),
    ("The minister insisted that Iran would withdraw.", "withdraw", ACTIVE, Modality.PLANNED),
    ("A planned attack was discussed.", "attack", NOMINAL, Modality.PLANNED),
    ("The council urged the rebels to withdraw.", "withdraw", ACTIVE, Modality.REQUESTED),
    ("He called for an attack on the base.", "attack", NOMINAL, Modality.REQUESTED),
    ("He called the attack on the base cowardly.", "attack", NOMINAL, Modality.HAPPENED),
    ("They plan a march after the attack on the base.", "attack", NOMINAL, Modality.HAPPENED),
    ("They vowed revenge following the attack.", "attack", NOMINAL, Modality.HAPPENED),
    ("He is not charged with the attack on the base.", "attack", NOMINAL, Modality.HAPPENED),
    ("The two were never tried for the attack.", "attack", NOMINAL, Modality.HAPPENED),
    ("No one was killed in an attack on the base.", "attack", NOMINAL, Modality.HAPPENED),
    ("They did not take part in the attack.", "attack", NOMINAL, Modality.HAPPENED),
    ("He is accused of planning an attack.", "attack", NOMINAL, Modality.PLANNED),
    ("The council called on the rebels to withdraw.", "withdraw", ACTIVE, Modality.REQUESTED),
    (
        "The council demanded that they withdraw. They asked them to withdraw.",
        "withdraw",
        ACTIVE,
        None,
    ),
    ("Rebels could attack the base.", "attack", ACTIVE, Modality.HYPOTHETICAL),
    ("Rebels might attack the base.", "attack", ACTIVE, Modality.HYPOTHETICAL),
    ("Rebels would attack the base.", "attack", ACTIVE, Modality.HYPOTHETICAL),
    ("If rebels attack the base, it will fall.", "attack", ACTIVE, Modality.HYPOTHETICAL),
    ("A possible attack worries the town.", "attack", NOMINAL, Modality.HYPOTHETICAL),
    ("Rebels did not attack the base.", "attack", ACTIVE, Modality.NEGATED),
    ("Rebels never attacked the base.", "attacked", ACTIVE, Modality.NEGATED),
    ("Rebels didn't attack the base.", "attack", ACTIVE, Modality.NEGATED),
    ("Rebels failed to take the base.", "take", ACTIVE, Modality.NEGATED),
    ("Rebels refused to withdraw.", "withdraw", ACTIVE, Modality.NEGATED),
    ("Soldiers were not attacked.", "attacked", PASSIVE, Modality.NEGATED),
    ("No attack took place.", "attack", NOMINAL, Modality.NEGATED),
    ("There was no attack on the base.", "attack", NOMINAL, Modality.NEGATED),
    ("No soldiers were killed.", "killed", PASSIVE, Modality.NEGATED),
    ("Rebels launched an attack on the base.", "attack", NOMINAL, Modality.HAPPENED),
    ("Rebels will launch an attack on the base.", "attack", NOMINAL, Modality.PLANNED),
    ("Rebels did not launch an attack on the base.", "attack", NOMINAL, Modality.NEGATED),
    ("REBELS TRIED TO STORM THE BASE.", "storm", ACTIVE, Modality.ATTEMPTED),
    ("THE ARMY WILL ATTACK THE CAMP.", "attack", ACTIVE, Modality.PLANNED),
]


@pytest.mark.parametrize(
    ("text", "phrase", "voice", "modality"), MODALITIES, ids=[case[0] for case in MODALITIES]
)
def test_how_real_an_event_is(text, phrase, voice, modality):
    found = attribution_of(text, phrase, voice)
    assert found.modality is (modality or Modality.HAPPENED)


def test_the_trigger_of_a_request_is_requested():
    found = attribution_of("Aliyev pleaded for help.", "pleaded", acled=None, plover="REQUEST")
    assert found.modality is Modality.REQUESTED


QUOTED = [
    ('He said: "We fled." She stayed.', ["We fled."]),
    ("“One. Two.” Three.", ["One. Two."]),
    ("« Nous partons », a-t-il dit.", [" Nous partons "]),
    ("“He said ‘no’ twice,” she wrote.", ["He said ‘no’ twice,"]),
    ('"One paragraph\n\n"and another," he said.', ["One paragraph", "and another,"]),
    ('"[They say] we cannot," it read.', ["[They say] we cannot,"]),
    ('An unclosed "quote ends here.\n\nNew text.', ["quote ends here."]),
    ("The rebels' camp and the soldiers' base.", []),
    ("He said 'we will attack the base,' and left.", ["we will attack the base,"]),
    ("Nothing quoted.", []),
]


@pytest.mark.parametrize(("text", "quoted"), QUOTED, ids=[case[0] for case in QUOTED])
def test_quotations(text, quoted):
    assert [text[span.start : span.stop] for span in quotations(text)] == quoted


WORDS = st.sampled_from(
    'the army rebels said that police attacked denied according to reportedly " “ ” ( ) , . ; - '
    "and but who had been by of killed claimed responsibility would not if Iran his son he\n\n 's "
    "Petrova Anna was accused".split(" ")
)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
@example("reportedly")
def test_spans_lie_in_the_text_and_nothing_crashes(text):
    scene = scene_of(f"{text} attack {text}")
    for voice in Voice:
        found = attribute(scene, trigger_of(scene, "attack", voice))
        for span in filter(None, (found.scope, found.claimant and found.claimant.span)):
            assert 0 <= span.start < span.stop <= len(scene.text)
        assert (found.claimant is None) or found.stance is not Stance.FACT


@given(st.text(alphabet="ab \"“”'‘’«».\n", max_size=60))
def test_quotations_are_ordered_and_disjoint(text):
    found = quotations(text)
    assert all(one.stop <= other.start for one, other in pairwise(found))
