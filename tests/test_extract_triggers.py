"""Triggers: the sense of a word by its company, its voice, and nothing where nothing happened."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.events import event_kinds
from geo.extract.inflect import plural, verb_forms
from geo.extract.lexicon import read_lexicon
from geo.extract.scene import Scene, Voice
from geo.extract.triggers import find_senses, find_triggers
from geo.model import Article, Location, Place, Source, Toponym, Use

IRAN = Place("geonames:130758", "Iran", 53, 32, "A", "PCLI", "IR")
ARMENIA = Place("geonames:174982", "Armenia", 45, 40, "A", "PCLI", "AM")
GORIS = Place("geonames:174895", "Goris", 46.34, 39.51, "P", "PPL", "AM")


def named(text, name, place, use=Use.LITERAL):
    start = text.index(name)
    return Location(Toponym(name, start, start + len(name), use), place, 0.9)


def scene_of(text, *locations):
    return Scene.of(Article(Source("a"), text), locations, ())


def types_in(text, *locations):
    return [trigger.event_type.name for trigger in find_triggers(scene_of(text, *locations))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warplanes struck a weapons depot outside the town.", "Air/drone strike"),
        ("Miners went on strike over unpaid wages.", "PROTEST"),
        ("Gunmen abducted three nurses from a clinic.", "Abduction/forced disappearance"),
        ("Rebels took four villagers hostage.", "Abduction/forced disappearance"),
        ("Rebels seized hostages in a hospital.", "Abduction/forced disappearance"),
        ("Rebels seized the town.", "Non-state actor overtakes territory"),
        ("Rebels attacked the village after the deal collapsed.", "Attack"),
        ("The village was shelled by the army.", "Shelling/artillery/missile attack"),
        ("THE VILLAGE WAS SHELLED BY THE ARMY.", "Shelling/artillery/missile attack"),
        ("A roadside bomb exploded under a patrol.", "Remote explosive/landmine/IED"),
        ("A suicide bomber blew himself up at a checkpoint.", "Suicide bomb"),
        ("Attackers lobbed a grenade into a bar.", "Grenade"),
        ("Rebels captured the town after a week.", "Non-state actor overtakes territory"),
        ("The army recaptured the town after a week.", "Government regains territory"),
        ("Rebels handed over the base to the troops.", "Non-violent transfer of territory"),
        ("Police fired tear gas at protesters in the square.", "Protest with intervention"),
        ("Thousands of people took to the streets.", "Peaceful protest"),
        ("Protesters hurled stones at the police.", "Violent demonstration"),
        ("A mob lynched two men.", "Mob violence"),
        ("The two sides signed a ceasefire agreement.", "Agreement"),
        ("The fighters laid down their arms.", "Change to group/activity"),
        ("Soldiers seized a cache of weapons and ammunition.", "Disrupted weapons use"),
        ("The army has set up a new base on the hill.", "Headquarters or base established"),
        ("Militiamen looted shops in the bazaar.", "Looting/property destruction"),
        ("Soldiers and rebels exchanged fire all night.", "Armed clash"),
        ("Masked men shot dead a journalist.", "Attack"),
    ],
)
def test_a_word_is_read_in_the_sense_of_its_company(text, expected):
    assert expected in types_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The striker shot wide and the champions attacked until the referee ended the match.",
        "The film's director shot the battle scene in a day, and critics attacked the sequel.",
        "A storm battered the coast, flood water rose and forecasters warned of more rain.",
        "Stocks rallied as investors attacked the bond market and shares shot up.",
        "Volunteers in the exercise played victims as participants rehearsed a mock attack.",
        "The ministers struck a deal after a battle of words over the budget.",
        "The concert caused an explosion of interest in her songs.",
        "The town laid a wreath on the anniversary of the battle.",
        "He suffered a heart attack while watching television.",
        "Lawmakers attacked the plan, and reviewers assailed the book.",
        "The clinic needs money to attack the virus.",
        "Forty people were detained in hospital overnight.",
        "The sergeant died of his wounds on Monday.",
        "The company launched a charm offensive and won the price war.",
    ],
)
def test_what_is_no_conflict_tells_of_nothing(text):
    assert types_in(text) == []


def test_words_and_diplomacy_need_states():
    text = "Iran urged Armenia to reopen the road."
    states = named(text, "Iran", IRAN, Use.METONYM), named(text, "Armenia", ARMENIA, Use.METONYM)
    assert types_in(text, *states) == ["REQUEST"]
    assert types_in("Police urged people to avoid the area.") == []


def test_moving_toward_a_place_is_no_assault():
    text = "The troops were advancing towards Goris."
    assert types_in(text, named(text, "Goris", GORIS)) == ["MOBILIZE"]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Rebels attacked the garrison.", Voice.ACTIVE),
        ("The garrison was attacked by rebels.", Voice.PASSIVE),
        ("The garrison, attacked by rebels, held out.", Voice.PASSIVE),
        ("Two engineers kidnapped in the north", Voice.PASSIVE),
        ("The rebel attack on the garrison failed.", Voice.NOMINAL),
    ],
)
def test_voice(text, voice):
    assert [trigger.voice for trigger in find_triggers(scene_of(text))] == [voice]


def test_a_result_yields_to_the_deed_of_its_sentence():
    assert types_in("An air strike killed nine people.") == ["Air/drone strike"]
    assert types_in("Nine people were killed by gunmen.") == ["Attack"]


def test_every_section_of_the_lexicon_is_an_event_type_or_says_what_it_is():
    known = {
        entry.topic
        for entries in read_lexicon().entries.values()
        for entry in entries
        if entry.event_type
    }
    assert known <= set(event_kinds())
    assert len(known) >= 36


@given(st.text(alphabet="ab .,;'\"shelled attacked by the army\n", max_size=200))
def test_senses_are_disjoint_and_in_order(text):
    senses = find_senses(scene_of(text))
    assert all(a.covered < b.first for a, b in pairwise(senses))


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("kidnap", "kidnap kidnaps kidnapped kidnapping"),
        ("seize", "seize seizes seized seizing"),
        ("flee", "flee flees fled fleeing"),
        ("overrun", "overrun overruns overran overrunning"),
        ("occupy", "occupy occupies occupied occupying"),
        ("die", "die dies died dying"),
    ],
)
def test_inflection(verb, forms):
    assert verb_forms(verb) == set(forms.split())


def test_plural():
    assert [plural(noun) for noun in "gunman ambush city bomb".split()] == [
        "gunmen",
        "ambushes",
        "cities",
        "bombs",
    ]
