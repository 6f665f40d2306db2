"""Actors: who did it to whom, by voice, alias, acronym, metonym and coreference."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import scene_of, trigger_of

from geo.extract.actors import find_actors
from geo.extract.groups import actor_nouns, aliases
from geo.extract.mentions import mentions_of
from geo.extract.scene import Voice
from geo.extract.tagging import tokens_of
from geo.shipped import shipped

ACTIVE, PASSIVE, NOMINAL = Voice.ACTIVE, Voice.PASSIVE, Voice.NOMINAL
FMLN = "Farabundo Marti National Liberation Front (FMLN)"
ELN = "National Liberation Army (ELN)"


def actors_of(text, phrase, voice=ACTIVE, *, acled="Attack", plover="ASSAULT"):
    scene = scene_of(text)
    return find_actors(scene, trigger_of(scene, phrase, voice, acled=acled, plover=plover))


def names(actors, role):
    return [actor.name for actor in actors if actor.role == role]


ROLES = [
    ("Gunmen attacked a bus.", "attacked", ACTIVE, ["Gunmen"], []),
    ("Unidentified gunmen killed a judge.", "killed", ACTIVE, ["Unidentified gunmen"], ["judge"]),
    (
        "Three masked gunmen killed two policemen.",
        "killed",
        ACTIVE,
        ["masked gunmen"],
        ["policemen"],
    ),
    ("Rebels of the FMLN attacked soldiers.", "attacked", ACTIVE, [FMLN], ["soldiers"]),
    ("FMLN rebels attacked soldiers.", "attacked", ACTIVE, [FMLN], ["soldiers"]),
    (
        "Members of the Shining Path attacked the mayor.",
        "attacked",
        ACTIVE,
        ["Shining Path"],
        ["mayor"],
    ),
    ("Soldiers were attacked by FMLN rebels.", "attacked", PASSIVE, [FMLN], ["Soldiers"]),
    ("Two priests were kidnapped by the ELN.", "kidnapped", PASSIVE, [ELN], ["priests"]),
    ("Two priests were kidnapped on Friday.", "kidnapped", PASSIVE, [], ["priests"]),
    ("Last night, rebels attacked soldiers.", "attacked", ACTIVE, ["rebels"], ["soldiers"]),
    ("Rebels, who came at night, attacked soldiers.", "attacked", ACTIVE, ["Rebels"], ["soldiers"]),
    ("Rebels who came at night attacked soldiers.", "came", ACTIVE, ["Rebels"], []),
    ("Soldiers backed by tanks attacked rebels.", "attacked", ACTIVE, ["Soldiers"], ["rebels"]),
    (
        "Police and soldiers attacked protesters.",
        "attacked",
        ACTIVE,
        ["Police", "soldiers"],
        ["protesters"],
    ),
    ("Rebels entered the town and killed villagers.", "killed", ACTIVE, ["Rebels"], ["villagers"]),
    ("Rebels tried to attack soldiers.", "attack", ACTIVE, ["Rebels"], ["soldiers"]),
    ("The army ordered soldiers to attack rebels.", "attack", ACTIVE, ["soldiers"], ["rebels"]),
    ("Rebels stormed the town, killing villagers.", "killing", ACTIVE, ["Rebels"], ["villagers"]),
    ("After attacking soldiers, rebels fled.", "attacking", ACTIVE, ["rebels"], ["soldiers"]),
    ("In the north, soldiers killed a priest.", "killed", ACTIVE, ["soldiers"], ["priest"]),
    (
        "Residents of the town said rebels killed a priest.",
        "killed",
        ACTIVE,
        ["rebels"],
        ["priest"],
    ),
    ("The attack on soldiers by rebels lasted hours.", "attack", NOMINAL, ["rebels"], ["soldiers"]),
    ("The rebel attack on soldiers lasted hours.", "attack", NOMINAL, ["rebel"], ["soldiers"]),
    ("The army's attack on rebels lasted hours.", "attack", NOMINAL, ["army"], ["rebels"]),
    ("An FMLN attack killed two.", "attack", NOMINAL, [FMLN], []),
    (
        "The killing of villagers by soldiers went on.",
        "killing",
        NOMINAL,
        ["soldiers"],
        ["villagers"],
    ),
    ("The murder of a priest shocked the town.", "murder", NOMINAL, [], ["priest"]),
    ("Rebels launched an attack on soldiers.", "attack", NOMINAL, ["Rebels"], ["soldiers"]),
    ("Rebels carried out an attack against police.", "attack", NOMINAL, ["Rebels"], ["police"]),
    ("The attack was carried out by rebels.", "attack", NOMINAL, ["rebels"], []),
    (
        "Clashes between soldiers and rebels broke out.",
        "Clashes",
        NOMINAL,
        ["soldiers", "rebels"],
        [],
    ),
    (
        "Fighting broke out between Armenian and Azerbaijani forces.",
        "Fighting",
        NOMINAL,
        ["Armenian forces", "Azerbaijani forces"],
        [],
    ),
    (
        "Armenian and Azerbaijani troops clashed.",
        "clashed",
        ACTIVE,
        ["Armenian troops", "Azerbaijani troops"],
        [],
    ),
    ("A Russian missile struck a market.", "struck", ACTIVE, ["Russia"], []),
    ("An IRA bomb exploded.", "exploded", ACTIVE, ["Irish Republican Army (IRA)"], []),
    (
        "Fighting between police and militants went on.",
        "Fighting",
        NOMINAL,
        ["police", "militants"],
        [],
    ),
    ("Soldiers clashed with rebels.", "clashed", ACTIVE, ["Soldiers"], ["rebels"]),
    ("Police opened fire on protesters.", "opened fire", ACTIVE, ["Police"], ["protesters"]),
    ("The withdrawal of troops began.", "withdrawal", NOMINAL, ["troops"], []),
    (
        "A bomb killed two soldiers. The ELN claimed responsibility.",
        "killed",
        ACTIVE,
        [ELN],
        ["soldiers"],
    ),
    ("A bomb exploded. The blast was blamed on the ELN.", "exploded", ACTIVE, [ELN], []),
    ("A bomb exploded. No group claimed responsibility.", "exploded", ACTIVE, [], []),
    (
        "GUERRILLAS OF THE ELN ATTACKED A POLICE PATROL.",
        "attacked",
        ACTIVE,
        [ELN],
        ["POLICE PATROL"],
    ),
    (
        "A PRIEST WAS MURDERED BY UNIDENTIFIED INDIVIDUALS.",
        "murdered",
        PASSIVE,
        ["UNIDENTIFIED INDIVIDUALS"],
        ["PRIEST"],
    ),
    ("The mayor blamed the ELN for attacking soldiers.", "attacking", ACTIVE, [ELN], ["soldiers"]),
    ("The storm killed two people.", "storm", NOMINAL, [], ["people"]),
]


@pytest.mark.parametrize("case", ROLES, ids=[case[0] for case in ROLES])
def test_who_did_it_to_whom(case):
    text, phrase, voice, doers, targets = case
    found = actors_of(text, phrase, voice)
    assert (names(found, "actor"), names(found, "recipient")) == (doers, targets)


STATES = [
    ("Baku protested to Tehran.", "protested", "Azerbaijan", "AZ", "Iran", "IR"),
    ("Moscow accused Kyiv.", "accused", "Russia", "RU", "Ukraine", "UA"),
    ("Aliyev urged Iran to help.", "urged", None, None, "Iran", "IR"),
    (
        "President Oleg Danilov of Ukraine asked Turkey for help.",
        "asked",
        "Oleg Danilov",
        "UA",
        "Turkey",
        "TR",
    ),
    (
        "Azerbaijani President Rauf Talibov asked Iran for help.",
        "asked",
        "Rauf Talibov",
        "AZ",
        "Iran",
        "IR",
    ),
    (
        "Azerbaijani President Rauf Talibov came. Talibov asked Iran for help.",
        "asked",
        "Rauf Talibov",
        "AZ",
        "Iran",
        "IR",
    ),
    (
        "Iran and its leader Ali Karimi met. Karimi warned Armenia.",
        "warned",
        "Ali Karimi",
        "IR",
        "Armenia",
        "AM",
    ),
    (
        "Iran passed maps of Azerbaijani posts, which it had drawn, to Armenia.",
        "passed",
        "Iran",
        "IR",
        "Armenia",
        "AM",
    ),
    (
        "Azerbaijani forces attacked Armenian troops.",
        "attacked",
        "Azerbaijani forces",
        "AZ",
        "Armenian troops",
        "AM",
    ),
    (
        "The Iranian military attacked Iraqi soldiers.",
        "attacked",
        "Iranian military",
        "IR",
        "Iraqi soldiers",
        "IQ",
    ),
    (
        "Russia's army attacked Georgian soldiers.",
        "attacked",
        "Russia's army",
        "RU",
        "Georgian soldiers",
        "GE",
    ),
    (
        "Turkish jets attacked PKK fighters.",
        "attacked",
        "Turkish jets",
        "TR",
        "Kurdistan Workers' Party (PKK)",
        "TR",
    ),
    (
        "The government of Mali attacked rebels.",
        "attacked",
        "government of Mali",
        "ML",
        "rebels",
        None,
    ),
    (
        "Armenian soldiers were attacked by Azerbaijani troops.",
        "attacked",
        "Azerbaijani troops",
        "AZ",
        "Armenian soldiers",
        "AM",
    ),
]


@pytest.mark.parametrize("case", STATES, ids=[case[0] for case in STATES])
def test_states_forces_and_people_carry_their_country(case):
    text, phrase, doer, of, target, target_of = case
    voice = PASSIVE if " were " in text else ACTIVE
    acled, plover = ("Attack", "ASSAULT") if phrase == "attacked" else (None, "REQUEST")
    found = actors_of(text, phrase, voice, acled=acled, plover=plover)
    acting = [(actor.name, actor.country) for actor in found if actor.role == "actor"]
    affected = [(actor.name, actor.country) for actor in found if actor.role == "recipient"]
    assert doer is None or acting == [(doer, of)]
    assert affected == [(target, target_of)]


KINDS = [
    ("Soldiers attacked.", "state forces"),
    ("Police attacked.", "state forces"),
    ("The army attacked.", "state forces"),
    ("Rebels attacked.", "rebel group"),
    ("Militants attacked.", "rebel group"),
    ("Gunmen attacked.", "political militia"),
    ("A militia attacked.", "political militia"),
    ("Herdsmen attacked.", "identity militia"),
    ("Rioters attacked.", "rioters"),
    ("Protesters attacked.", "protesters"),
    ("Villagers attacked.", "civilians"),
    ("Peacekeepers attacked.", "external forces"),
    ("Hezbollah attacked.", "rebel group"),
    ("The Wagner Group attacked.", "external forces"),
    ("The Janjaweed attacked.", "political militia"),
    ("Mai-Mai attacked.", "identity militia"),
    ("NATO attacked.", "external forces"),
    ("The Taliban attacked.", "rebel group"),
    ("Israel attacked.", "state forces"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[case[0] for case in KINDS])
def test_kinds_are_acleds_classes(text, kind):
    assert [actor.kind for actor in actors_of(text, "attacked")] == [kind]


GROUPS = [
    ("Sendero Luminoso attacked.", "Shining Path"),
    ("The Farabundo Marti National Liberation Front attacked.", FMLN),
    ("The Farabundo Martí National Liberation Front attacked.", FMLN),
    ("THE ARMY OF NATIONAL LIBERATION [ELN] ATTACKED.", ELN),
    ("The Tamil Tigers attacked.", "Liberation Tigers of Tamil Eelam (LTTE)"),
    ("Al Shabaab attacked.", "Al-Shabaab"),
    ("al-Shabab attacked.", "Al-Shabaab"),
    (
        "Tupac Amaru Revolutionary Movement guerrillas attacked.",
        "Tupac Amaru Revolutionary Movement (MRTA)",
    ),
    ("The M-19 attacked.", "19 April Movement (M-19)"),
    ("Contras attacked.", "Contras"),
    ("The Dawn Liberation Army (DLA) attacked.", "Dawn Liberation Army (DLA)"),
    ("The Dawn Liberation Army (DLA) met. The DLA attacked.", "Dawn Liberation Army (DLA)"),
    ("A fighter of the Arakan Army attacked.", "Arakan Army (AA)"),
]


@pytest.mark.parametrize(("text", "name"), GROUPS, ids=[case[0] for case in GROUPS])
def test_groups_by_any_name_and_by_acronyms_the_text_introduces(text, name):
    assert names(actors_of(text, "attacked"), "actor") == [name]


SAME = [
    ("FMLN rebels came. They attacked soldiers.", [FMLN]),
    ("FMLN rebels came. The rebels attacked soldiers.", [FMLN]),
    ("The ELN met. The group attacked soldiers.", [ELN]),
    ("The ELN met. The organization attacked soldiers.", [ELN]),
    ("Armenian soldiers came. The 12 soldiers attacked at dawn.", ["Armenian soldiers"]),
    ("Iran and Armenia sent troops. The two armies attacked.", ["Iran", "Armenia"]),
    ("A rebel came. He attacked soldiers.", ["rebel"]),
    ("The army came. It attacked rebels.", ["army"]),
    ("Rebels met. Other rebels attacked soldiers.", ["rebels"]),
]


@pytest.mark.parametrize(("text", "doers"), SAME, ids=[case[0] for case in SAME])
def test_pronouns_and_definite_phrases_stand_for_whom_the_text_named(text, doers):
    assert names(actors_of(text, "attacked"), "actor") == doers


def test_a_span_holds_the_words_at_the_trigger():
    text = "FMLN rebels came. They attacked soldiers."
    doer, target = actors_of(text, "attacked")
    assert text[doer.span.start : doer.span.stop] == "They"
    assert text[target.span.start : target.span.stop] == "soldiers"


def test_the_table_of_groups_is_sound():
    with shipped("armed_groups.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = {noun.kind for noun in actor_nouns().values()}
    assert len(rows) >= 250
    assert len({row["name"] for row in rows}) == len(rows)
    assert all(row["kind"] in kinds and row["source"] for row in rows)
    assert all(len(row["country"]) in (0, 2) for row in rows)


def test_an_alias_means_one_group_in_a_country():
    known = [alias for names_ in aliases().values() for alias in names_]
    assert len({alias.key for alias in known if not alias.shared}) == sum(
        not alias.shared for alias in known
    )
    shared = [(alias.key, alias.group.country) for alias in known if alias.shared]
    assert len(shared) == len(set(shared))


def test_an_acronym_that_groups_share_names_none_where_no_country_of_theirs_is_named():
    assert "Red Army Faction (RAF)" not in names(
        actors_of("The RAF attacked.", "attacked"), "actor"
    )


WORDS = st.sampled_from(
    "the FMLN ELN rebels soldiers of by Iran Iranian forces and they it between attack killed "
    "( ) , . who to Anna Petrova president [ ] 's on against was The two armies group".split()
)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_spans_lie_in_the_text_and_nothing_crashes(text):
    scene = scene_of(f"{text} attack {text}")
    for voice in Voice:
        for actor in find_actors(scene, trigger_of(scene, "attack", voice)):
            assert actor.name
            assert 0 <= actor.span.start < actor.span.stop <= len(scene.text)


@settings(max_examples=100)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_mentions_are_ordered_and_tags_fit_the_words(text):
    scene = scene_of(text)
    tokens, mentions = tokens_of(scene), mentions_of(scene)
    assert len(tokens.tags) == len(tokens.words) == len(tokens.starts)
    assert list(mentions.heads) == sorted(mentions.heads)
    assert all(m.first <= m.head <= m.last < len(tokens.words) for m in mentions.all)


@pytest.mark.parametrize(
    "text",
    [
        "Officials have accused the Nigerian army of killing 12 villagers.",
        "Officials accused the Nigerian army of killing villagers.",
        "Two observers had accused the Nigerian army of massacring people there.",
        "The Nigerian army has been accused of killing 12 villagers.",
    ],
)
def test_who_is_accused_of_a_deed_did_it_not_the_accuser(text):
    scene = scene_of(text)
    deed = "killing" if "killing" in text else "massacring"
    (doer,) = [a for a in find_actors(scene, trigger_of(scene, deed)) if a.role == "actor"]
    assert doer.name == "Nigerian army"


def test_who_claims_a_deed_is_its_actor_though_no_table_has_the_name():
    text = "A bomb killed ten people on Monday. The Free Falcons Front claimed responsibility."
    found = actors_of(text, "killed")
    assert names(found, "actor") == ["Free Falcons Front"]


def test_nobody_is_the_actor_where_nobody_claims_it():
    text = "A bomb killed ten people on Monday. Nobody claimed responsibility."
    assert names(actors_of(text, "killed"), "actor") == []


def test_it_that_begins_what_is_reported_is_who_reports_it():
    text = "The Malian army lost two men. Ukraine's army acknowledged that it shelled rebels."
    assert names(actors_of(text, "shelled"), "actor") == ["Ukraine's army"]
