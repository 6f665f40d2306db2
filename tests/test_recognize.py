"""Recognition: what is a place name, and what it does in its sentence."""

import itertools
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import CompiledGazetteer, open_gazetteer
from geo.gazetteer.compile import compile_index
from geo.gazetteer.entries import Entry, Layer, SourceLayer
from geo.model import Article, Source, Use
from geo.recognize import GazetteerRecognizer
from geo.recognize.facts import facts_of
from geo.shipped import shipped


@pytest.fixture(scope="module")
def recognize(tiny_gazetteer):
    recognizer = GazetteerRecognizer(tiny_gazetteer)
    return lambda text: recognizer.recognize(Article(Source("a"), text))


def uses(toponyms):
    return {(toponym.name, toponym.use.value) for toponym in toponyms}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell near Zangilan on Sunday.", {("Zangilan", "literal")}),
        ("Troops were reaching Baku by night.", {("Baku", "literal")}),
        ("The fighting in Azerbaijan went on.", {("Azerbaijan", "literal")}),
        ("They crossed into the territory of Iran.", {("Iran", "literal")}),
        ("Tehran insisted that it was neutral.", {("Tehran", "metonym")}),
        ("Officials in Tehran insisted on it.", {("Tehran", "literal")}),
        ("Baku was held by rebels.", {("Baku", "literal")}),
        ("Baku was put under curfew.", {("Baku", "literal")}),
        ("Baku protested to Tehran.", {("Baku", "metonym"), ("Tehran", "metonym")}),
        ("He accused Iran of lying.", {("Iran", "metonym")}),
        ("They doubted Iran's support.", {("Iran", "metonym")}),
        ("Iran would remain neutral.", {("Iran", "metonym")}),
        ("They met at Iran's border.", {("Iran", "literal")}),
        ("Azerbaijani forces took the hill.", {("Azerbaijani", "demonym")}),
        ("It was sold to the Armenians.", {("Armenians", "demonym")}),
        (
            "He showed concern over the Armenia-Azerbaijan war.",
            {("Armenia", "metonym"), ("Azerbaijan", "metonym")},
        ),
        ("He fought in the first Nagorno-Karabakh War.", {("Nagorno-Karabakh", "embedded")}),
        ("They lost the Nagorno-Karabakh war.", {("Nagorno-Karabakh", "embedded")}),
        ("He wanted Tehran to back him.", {("Tehran", "metonym")}),
        ("Villages in Iran were shelled.", {("Iran", "literal")}),
        ("He studied at the University of Baghdad.", {("Baghdad", "embedded")}),
        (
            "He studied at the University of Texas-Paris.",
            {("Texas", "embedded"), ("Paris", "embedded")},
        ),
        ("They signed the Paris Agreement.", {("Paris", "embedded")}),
        ("The Tehran bombing killed five people.", {("Tehran", "literal")}),
        ("He was held after the Baku protest.", {("Baku", "literal")}),
        ("Baku protests to Tehran.", {("Baku", "metonym"), ("Tehran", "metonym")}),
        ("The Texas-Georgia game drew few.", {("Texas", "literal"), ("Georgia", "literal")}),
        ("Armenia and Iran agreed.", {("Armenia", "metonym"), ("Iran", "metonym")}),
        ("Raids in Armenia and Iran killed six.", {("Armenia", "literal"), ("Iran", "literal")}),
    ],
)
def test_a_name_has_the_use_that_its_sentence_gives_it(recognize, text, expected):
    assert uses(recognize(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "His daughter, Georgia, was shot as she slept.",
        "He sold it to her son, Jordan.",
        "The former president Haydar Aliyev had proposed it.",
        "Mohsen Hashemi-Rafsanjani published the letters.",
        "It was too late, Lincoln said.",
        "Paris Hilton was seen at the party.",
        "Mr. Houston declined to comment.",
        "Most of them had left by then.",
        "Of the nine men, two were wounded.",
        "Reading the report took an hour.",
        "Nice weather was expected.",
        "Mobile phones did not work.",
        "Whitney Houston sang. Later Houston thanked the crowd.",
    ],
)
def test_people_and_common_words_are_not_places(recognize, text):
    assert not recognize(text)


def test_a_place_is_read_before_what_happened_there(recognize):
    names = [each.name for each in recognize("The London attack killed five people.")]
    assert names == ["London"]


def test_a_person_is_remembered_and_a_place_beside_them_is_not_lost(recognize):
    text = "Sam Houston spoke first. Then Houston sat down. The men drove to Houston, Texas."
    assert [toponym.start for toponym in recognize(text)] == [
        text.rindex("Houston"),
        text.index("Texas"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("They took the village of Khudaferin.", "Khudaferin", "P"),
        ("They held the Khudaferin Dam for a week.", "Khudaferin Dam", "S.DAM"),
        ("A convoy left the Zangilan district at dawn.", "Zangilan", "A"),
        ("A jet landed at Mosul Airport on Monday.", "Mosul Airport", "S.AIRP"),
    ],
)
def test_a_cue_word_tells_the_kind_of_place(recognize, text, name, feature):
    (found,) = recognize(text)
    assert (found.name, found.feature, found.use) == (name, feature, Use.LITERAL)


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("Shells hit the village of Qwelle de la Vorra.", "Qwelle de la Vorra", "P"),
        ("A bomb went off in the Ostrelka neighborhood.", "Ostrelka", "P.PPLX"),
        ("Rebels blew up a lorry near the Vrankel Bridge.", "Vrankel Bridge", "S.BDG"),
        ("Fighters withdrew toward Mount Gharvin at dusk.", "Mount Gharvin", "T.MT"),
        ("Six people were killed in Oldqwelle, northern Texas.", "Oldqwelle", "P"),
        ("They met in Baku al-Wastani on Friday.", "Baku al-Wastani", "P"),
        ("They were killed in Oldqwelle, about 60 km north of Baku.", "Oldqwelle", "P"),
        ("Men burned a barn on the “La Qwelle” farm.", "La Qwelle", "S.FRM"),
        ("They attacked the Ostrelka barracks.", "Ostrelka", "S.INSM"),
        ("A CAR WAS BURNED IN THE OSTRELKA NEIGHBORHOOD YESTERDAY.", "OSTRELKA", "P.PPLX"),
        ("GUNMEN ATTACKED THE TOWN OF QWELLE DE VORRA YESTERDAY.", "QWELLE DE VORRA", "P"),
    ],
)
def test_a_name_that_no_gazetteer_has_is_read_where_words_call_it_a_place(
    recognize, text, name, feature
):
    found = {each.name: each for each in recognize(text)}
    assert (found[name].feature, found[name].unlisted) == (feature, True)
    assert not {"Miguel", "Vrankel", "Mount"} & found.keys()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunmen killed two priests in Qwelvorra on Monday.", ["Qwelvorra"]),
        (
            "Shells hit a market in Qwelvorra. Troops reached Qwelvorra on Friday.",
            ["Qwelvorra"] * 2,
        ),
        ("Soldiers fired at a checkpoint at Qwelvorra, a monitor said.", ["Qwelvorra"]),
        ("About 300 people fled across the river to Qwelvorra.", ["Qwelvorra"]),
        ("Residents of Qwelvorra said they heard shots.", ["Qwelvorra"]),
        ("GUNMEN KILLED TWO PRIESTS IN QWELVORRA ON MONDAY.", ["QWELVORRA"]),
        ("They met at Qwelvorra, a cafe.", []),
        ("THE ARMY KILLED TWO MEN. THE REST FLED IN DISARRAY ON MONDAY.", []),
        ("THE FRONT [QWELVOR] SAYS A BOMB WENT OFF AT QWELVOR OFFICES.", []),
        ("He saw a chance in Qwelvorra's plan.", []),
        ("The rebels killed people in Qwelvorra-e-Zandar clothes.", []),
        ("He was paid in Qwelvorra. Qwelvorra rose. Buyers like Qwelvorra.", []),
        ("The bomb was put in Jonas Qwelvorra. Jonas Qwelvorra said so.", []),
        ("Men were killed in QwelVorra.", []),
        ("Church of Qwelvorra members prayed.", []),
    ],
)
def test_a_name_that_no_gazetteer_has_is_read_where_something_is_said_to_be(recognize, text, names):
    assert [each.name for each in recognize(text) if each.unlisted] == names


def test_every_name_of_a_list_of_villages_is_one(recognize):
    text = "Shells hit the villages of Qwelle, Baku and Vorra de Oste on Monday."
    assert [each.name for each in recognize(text)] == ["Qwelle", "Baku", "Vorra de Oste"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen burned a Yazidi village.",
        "The Qwelle hospital said that six had died.",
        "The Vrankel hotel denied it.",
        "An UNHCR camp was searched.",
        "They entered the old town and the western district.",
        "They searched the Qwellian village of Baku.",
        "He spoke of the villages of his youth, and Vrankel laughed.",
        "According to Vrankel, village head of the north, none was hurt.",
        "THEY ENTERED A POOR NEIGHBORHOOD AND THE RURAL DISTRICT.",
        "The governor spoke to Dr. Vrankel, Texas.",
    ],
)
def test_words_for_kinds_of_places_do_not_make_every_name_a_place(recognize, text):
    assert not [each.name for each in recognize(text) if each.unlisted]


def test_a_possessive_a_hyphen_and_diacritics_are_no_part_of_the_name(recognize):
    text = "Baku's port, the Baku-Yerevan road, Xankəndi’s hospital and Xudafərin were hit."
    assert [toponym.name for toponym in recognize(text)] == [
        "Baku",
        "Baku",
        "Yerevan",
        "Xankəndi",
        "Xudafərin",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Взрыв произошёл в городе Ханкенди.", ["Ханкенди"]),
        ("انفجاری در تهران رخ داد.", ["تهران"]),
        ("HEAVY SHELLING WAS REPORTED NEAR BAKHMUT, UKRAINE.", ["BAKHMUT", "UKRAINE"]),
    ],
)
def test_other_scripts_and_capitals_are_read(recognize, text, names):
    assert [toponym.name for toponym in recognize(text)] == names


def test_a_reason_is_given_in_words(recognize):
    (found,) = recognize("Tehran insisted that it was neutral.")
    assert "subject of 'insisted'" in found.why


@pytest.mark.parametrize("ending", ["He met Kvork Hasanov, 19", "He met Kvork Hasanov, ²,"])
def test_a_text_may_end_with_what_looks_like_an_age(recognize, ending):
    assert uses(recognize(f"Shells fell near Zangilan. {ending}")) == {("Zangilan", "literal")}


def test_nothing_is_found_in_nothing(recognize):
    assert recognize("") == []
    assert recognize(" \n\t… “”") == []


USES = {
    ("Khudaferin", "literal"), ("Khoda Afarin", "literal"), ("Zangilan", "literal"),
    ("Khudaferin Dam", "literal"), ("Central Asia", "literal"), ("Baku", "literal"),
    ("Baku", "metonym"), ("Tehran", "metonym"), ("Iran", "metonym"), ("Azerbaijan", "literal"),
    ("Azerbaijan", "metonym"), ("Armenia", "metonym"), ("Armenians", "demonym"),
    ("Azerbaijani", "demonym"), ("Iranian", "demonym"), ("Nagorno-Karabakh", "embedded"),
}  # fmt: skip
"""What an article on the Iran-Azerbaijan stand-off names, in whatever words it is told."""


def names_no_person(found):
    people = ("Aliyev", "Aliev", "Rafsanjani", "Hashemi", "Khamenei", "Batyev", "Shargh", "Bahram")
    return not any(person in toponym.name for toponym in found for person in people)


def test_the_example_article_has_the_uses_of_its_facts():
    text = shipped("articles/2021-10-10-memoir-and-standoff.md").read_text(encoding="utf-8")
    article = Article(Source("a"), text.partition("\n---\n")[2])
    found = GazetteerRecognizer(open_gazetteer()).recognize(article)
    assert uses(found) >= USES
    assert names_no_person(found)


@pytest.mark.shared
def test_the_article_that_the_project_starts_from_has_the_same_uses(shared):
    text = shared("articles/iran-azerbaijan.txt").read_text(encoding="utf-8")
    found = GazetteerRecognizer(open_gazetteer()).recognize(Article(Source("a"), text))
    assert uses(found) >= USES | {("Israel", "metonym")}
    assert names_no_person(found)


@given(st.text(max_size=300))
def test_spans_are_ordered_disjoint_and_say_what_stands_there(tiny_gazetteer, text):
    found = GazetteerRecognizer(tiny_gazetteer).recognize(Article(Source("a"), text))
    assert all(text[toponym.start : toponym.stop] == toponym.name for toponym in found)
    assert all(a.stop <= b.start for a, b in itertools.pairwise(found))


def test_a_recognizer_pickles(tiny_gazetteer):
    article = Article(Source("a"), "Shells fell near Zangilan.")
    recognizer = GazetteerRecognizer(tiny_gazetteer)
    assert pickle.loads(pickle.dumps(recognizer)).recognize(article) == recognizer.recognize(
        article
    )


def test_a_name_that_only_hamlets_go_by_needs_more_to_speak_for_it(tmp_path):
    def kept(population):
        more = {"population": population, "weight": float(population or 50)}
        hamlet = Entry("geonames:5", "Dovlat", 46.0, 39.0, "P", "PPL", "AZ", **more)
        source = SourceLayer(Layer("dense", "tests", "1", "CC0-1.0"), lambda: [hamlet], 1)
        folder = tmp_path / str(population)
        compile_index(folder, [source], lambda *_: None)
        recognizer = GazetteerRecognizer(CompiledGazetteer(folder))
        texts = ("Shells fell on the village of Dovlat.", "Dovlat came late and left.")
        return [bool(recognizer.recognize(Article(Source("a"), text))) for text in texts]

    assert kept(0) == [True, False]
    assert facts_of(CompiledGazetteer(tmp_path / "0"), "Dovlat").is_obscure
    assert kept(9_000)[0]
    assert not facts_of(CompiledGazetteer(tmp_path / "9000"), "Dovlat").is_obscure


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Grad", "Grad rockets hit the depot."),
        ("Buk", "A Buk missile brought the plane down."),
        ("Shabab", "Fighters of al-Shabab attacked a base, and al-Shabab said so."),
    ],
)
def test_weapons_and_armed_groups_are_not_the_villages_of_their_name(tmp_path, name, text):
    village = Entry("geonames:5", name, 46.0, 39.0, "P", "PPLA", "AZ", population=3_000)
    source = SourceLayer(Layer("villages", "tests", "1", "CC0-1.0"), lambda: [village], 1)
    compile_index(tmp_path, [source], lambda *_: None)
    recognizer = GazetteerRecognizer(CompiledGazetteer(tmp_path))
    assert not recognizer.recognize(Article(Source("a"), text))
    told = f"Shells fell on the village of {name}."
    assert [each.name for each in recognizer.recognize(Article(Source("b"), told))] == [name]
