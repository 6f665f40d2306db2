"""Casualties: counts with their bounds, of the event and of nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.extract.casualties import find_casualties, near_tolls
from geo.extract.scene import Scene, Trigger, Voice
from geo.model import Article, Count, EventType, Source, Span, TimeExpression

NOTHING = (None, None, None)
DATES = re.compile(r"\b(?:in|on) (\d{4}|\d{1,2} (?:May|June|March))\b")


def scene_of(text):
    times = [TimeExpression(m.group(1), *m.span(1), "DATE", "X") for m in DATES.finditer(text)]
    return Scene.of(Article(Source("t"), text), [], times)


def tolls(text, word):
    scene = scene_of(text)
    match = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    trigger = Trigger(Span(*match.span()), EventType("Attack", "ASSAULT"), Voice.ACTIVE)
    found = find_casualties(scene, near_tolls(scene, trigger))
    return tuple((c.low, c.best, c.high) for c in (found.killed, found.wounded))


def exactly(number):
    return (number, number, number)


EXACT = [
    (
        "200 people were killed in the attack and 400 wounded, among them ten dead civilians.",
        200,
        400,
    ),
    ("The attack killed 12 people and wounded 30.", 12, 30),
    ("The raid killed twelve soldiers.", 12, None),
    ("The raid killed 12 people, according to the National Unity Government.", 12, None),
    ("The raid killed twenty-one soldiers and injured four.", 21, 4),
    ("Gunmen shot dead two policemen.", 2, None),
    ("Gunmen killed three villagers near the river.", 3, None),
    ("Three villagers were killed by gunmen.", 3, None),
    ("Three villagers and a priest were killed by gunmen.", 4, None),
    ("The blast left 5 dead and 20 wounded.", 5, 20),
    ("The blast left five people dead.", 5, None),
    ("The attack left three policemen dead and nine injured.", 3, 9),
    ("Forty-two people, including three children, were killed in the strike.", 42, None),
    ("The strike killed 42 people, including three children.", 42, None),
    ("Two soldiers and a boy, 12, were killed in the raid.", 3, None),
    ("The bombing killed a woman and her two children.", 3, None),
    ("A strike hit the hall, killing the mayor, Ahmad Kahil, and 15 other people.", 16, None),
    ("The strike killed the governor and four of his bodyguards.", 5, None),
    ("The strike killed Hassan Ali, a commander, and his driver.", 2, None),
    ("Gunmen killed the village head, his wife and two sons.", 4, None),
    ("A strike killed a family of five.", 5, None),
    ("The shelling killed Maria Lopez, 34, and her two sons, aged 3 and 5.", 3, None),
    ("Protesters stoned the embassy, and police shot dead three of them.", 3, None),
    ("Twelve miners, four of them minors, were shot dead in the raid.", 12, None),
    ("Three people died instantly and a fourth died in hospital after the blast.", 4, None),
    ("Some 200 people were killed in the attack.", 200, None),
    ("The bodies of 43 men were found after the attack.", 43, None),
    ("Seven bodies were recovered after the shelling.", 7, None),
    ("The army lost two villages and 14 soldiers in the attack.", 14, None),
    ("Gunmen killed two men and threatened to kill ten more.", 2, None),
    ("Shelling claimed the lives of four civilians.", 4, None),
    ("The explosion claimed 17 lives.", 17, None),
    ("One person was killed and seven others were wounded during clashes.", 1, 7),
    ("Seven people were injured in the explosion.", None, 7),
    ("In the ambush, nine troops were wounded.", None, 9),
    ("The shelling wounded 11 residents.", None, 11),
    ("A total of 15 fighters died in the clash.", 15, None),
    ("The attack caused no casualties.", 0, 0),
    ("There were no casualties in the attack.", 0, 0),
    ("The bomb exploded without casualties.", 0, 0),
    ("No one was hurt in the explosion.", None, 0),
    ("No one was killed in the attack.", 0, None),
    ("Nobody was injured in the attack.", None, 0),
    ("Gunmen killed Mayor Pedro Ruiz, 45, in his home.", 1, None),
    ("Rebels killed a policeman.", 1, None),
    ("A policeman was killed in the ambush.", 1, None),
    ("The attack on the market killed 1,250 people.", 1250, None),
    ("The attack killed one hundred and five people.", 105, None),
    ("The massacre killed two hundred villagers.", 200, None),
    ("Two dozen people were killed in the attack.", 24, None),
    ("The strike killed six, wounding eleven.", 6, 11),
    ("Soldiers attacked the camp, killing five and wounding two.", 5, 2),
    ("The army attacked, leaving eight dead.", 8, None),
    ("FOUR GUERRILLAS WERE KILLED IN THE CLASH.", 4, None),
    ("THE ATTACK KILLED 2 SOLDIERS AND WOUNDED 5.", 2, 5),
    ("ONE SOLDIER WAS WOUNDED IN THE AMBUSH.", None, 1),
    ("A bomb exploded. The death toll rose to 34.", 34, None),
    ("A bomb exploded. The death toll rose from 20 to 34.", 34, None),
    ("A bomb exploded. Three people were killed.", 3, None),
    ("A bomb exploded at noon. It killed four people.", 4, None),
]


@pytest.mark.parametrize(("text", "killed", "wounded"), EXACT, ids=[case[0] for case in EXACT])
def test_exact_counts(text, killed, wounded):
    word = next(
        w
        for w in re.findall(r"\w+", text)
        if w.lower()
        in "attack raid shot killed blast strike bombing shelling explosion clashes ambush clash"
        " exploded massacre attacked left hit stoned".split()
    )
    expected = tuple(NOTHING if n is None else exactly(n) for n in (killed, wounded))
    assert tolls(text, word) == expected


BOUNDED = [
    ("At least 12 soldiers were killed in the attack.", (12, 12, None), NOTHING),
    ("At least a dozen soldiers were killed in the attack.", (12, 12, None), NOTHING),
    ("The attack killed at least 12 soldiers.", (12, 12, None), NOTHING),
    ("More than 100 people died in the attack.", (101, 101, None), NOTHING),
    ("The attack killed more than 40 people.", (41, 41, None), NOTHING),
    ("The attack killed over 40 people.", (41, 41, None), NOTHING),
    ("Up to 30 people were injured in the attack.", NOTHING, (None, 30, 30)),
    ("The attack wounded as many as 30 people.", NOTHING, (None, 30, 30)),
    ("Nearly 50 people were killed in the attack.", (None, 50, 50), NOTHING),
    ("Dozens were wounded in the attack.", NOTHING, (24, None, None)),
    ("The attack killed dozens of people.", (24, None, None), NOTHING),
    (
        "The attack left dozens of people dead and more than 100 wounded.",
        (24, None, None),
        (101, 101, None),
    ),
    ("Several people were injured in the attack.", NOTHING, (2, None, None)),
    ("Scores of people were killed in the attack.", (40, None, None), NOTHING),
    ("Hundreds of people were killed in the attack.", (200, None, None), NOTHING),
    ("The attack killed 10 to 15 rebels.", (10, 12, 15), NOTHING),
    ("The attack killed between 10 and 15 rebels.", (10, 12, 15), NOTHING),
    ("Between 10 and 15 rebels were killed in the attack.", (10, 12, 15), NOTHING),
    (
        "At least 12 soldiers were killed and dozens were wounded in the attack.",
        (12, 12, None),
        (24, None, None),
    ),
    (
        "The attack left three dead and up to 30 injured, two of them critically.",
        exactly(3),
        (None, 30, 30),
    ),
    ("A couple of soldiers were wounded in the attack.", NOTHING, exactly(2)),
]


@pytest.mark.parametrize(("text", "killed", "wounded"), BOUNDED, ids=[c[0] for c in BOUNDED])
def test_bounds_of_counts(text, killed, wounded):
    assert tolls(text, "attack") == (killed, wounded)


NONE = [
    "The attack lasted two hours.",
    "The attack came after 30 years of war.",
    "The attack destroyed 12 houses.",
    "Two tanks were destroyed in the attack.",
    "The attack took place 10 km from the town.",
    "A man aged 45 fled the attack.",
    "The attack began on 12 May.",
    "The attack was the third in 2004.",
    "Some 200 rebels launched the attack.",
    "The attack involved 15 vehicles and 300 men.",
    "Soldiers fired 40 shells in the attack.",
    "The attack cost 20 million pesos.",
    "Three people were arrested after the attack.",
    "Five hostages were freed after the attack.",
    "The attack killed 30 cattle.",
    "After the attack the rebels threatened to kill 30 hostages.",
    "The attack could kill ten people, police had warned.",
    "The party lost 30 seats after the attack.",
    "Police said 20 percent of the town fled the attack.",
]


@pytest.mark.parametrize("text", NONE)
def test_ages_dates_units_and_bystanders_are_no_casualties(text):
    assert tolls(text, "attack") == (NOTHING, NOTHING)


def test_another_paragraph_tells_of_another_event():
    text = "Rebels attacked the base at dawn.\n\nFive people died in a road accident."
    assert tolls(text, "attacked") == (NOTHING, NOTHING)


def test_a_dated_sentence_tells_of_another_event():
    text = "Rebels attacked the base. Five people were killed there in 1998."
    assert tolls(text, "attacked") == (NOTHING, NOTHING)


def test_the_words_of_the_count_are_kept():
    scene = scene_of("The attack left five people dead.")
    trigger = Trigger(Span(4, 10), EventType("Attack", "ASSAULT"), Voice.NOMINAL)
    assert find_casualties(scene, near_tolls(scene, trigger)).text == "five people dead"


WORDS = st.sampled_from(
    "the attack killed wounded 12 two dozens of at least between and soldiers , . dead no one "
    "casualties toll 1,000 more than up to 3.5 were a hundred million lives \" ( ) - 'm".split()
)


@settings(max_examples=150)
@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join) | st.text(min_size=1, max_size=60))
def test_bounds_never_cross_and_nothing_crashes(text):
    scene = scene_of(f"attack {text}")
    trigger = Trigger(Span(0, 6), EventType("Attack", "ASSAULT"), Voice.NOMINAL)
    found = find_casualties(scene, near_tolls(scene, trigger))
    for count in (found.killed, found.wounded):
        assert isinstance(count, Count)
        known = [n for n in (count.low, count.best, count.high) if n is not None]
        assert known == sorted(known)
        assert all(n >= 0 for n in known)
